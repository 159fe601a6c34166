"""Names for every disk, disks that refuse, and what others may leave in the ledger's folders."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen import ledger
from reportgen.errors import ExitCode, Stop
from reportgen.ledger import Number, Series, codes, files
from reportgen.ledger.names import file_name, folder_of, plain_text, series_of

# The names that Windows keeps for devices, with or without an extension; of its documentation.
PORTS = (f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³")
DEVICES = {"CON", "PRN", "AUX", "NUL", *PORTS}


UNITS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def fits_windows(name: str) -> bool:
    bad = set('<>:"/\\|?*') | {chr(code) for code in range(32)}
    device = name.partition(".")[0].rstrip(" ").upper() in DEVICES
    return bool(name) and not bad & set(name) and name[-1] not in ". " and not device


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("ฝตป.", "ฝตป._"),
        ("ทป. (อ)", "ทป. (อ)"),
        ("สสว", "สสว"),
        ("a_", "a__"),
        ("พณ 0201/2", "พณ 0201%2F2"),
        ("con", "%63on"),
        ("Aux.1", "%41ux.1"),
        ("100%", "100%25"),
        ("..", "%2E._"),
        (".ก", "%2Eก"),
    ],
)
def test_file_names(unit, name):
    assert file_name(unit) == name
    assert plain_text(name) == unit


@given(UNITS)
@example("NUL .x")
@example("com¹. ")
@example("_")
def test_any_unit_has_a_name_that_windows_takes_and_that_reads_back(unit):
    assert fits_windows(file_name(unit))
    assert plain_text(file_name(unit)) == unit


@given(UNITS.filter(str.strip), st.integers(2400, 2800))
def test_any_series_is_found_by_its_folder(unit, year):
    series = Series(year, unit, "memo")
    assert series_of(folder_of(series)) == series
    assert len(folder_of(series).parts) == 3


def test_entries_of_all_series_in_order(desk):
    units = ["ฝตป.", "ฝตป", "con", "ทป. (อ)", "พณ 0201/2"]
    kinds = ["memo", "circular"]
    series = [Series(year, unit, kind) for year in (2565, 2564) for unit in units for kind in kinds]
    numbers = [Number(each, number) for each in series for number in (10, 9)]
    for number in numbers:
        assert ledger.reserve(desk.folder, number, "ก", who="a", now=desk.now).is_done
    listing = ledger.entries(desk.folder)
    assert listing.diagnostics == ()
    assert [found.number for found in listing.entries] == sorted(numbers)


def unreadable(desk) -> str:
    """Why the entry cannot be read, after a look that nothing can be done to its number."""
    found = ledger.entry(desk.folder, desk.number())
    assert found.state == "อ่านไม่ได้"
    (said,) = found.diagnostics
    assert said.rule == codes.ENTRY_UNREADABLE
    assert said.is_error
    assert ledger.entries(desk.folder).diagnostics == (said,)
    before = desk.files()
    for act in (desk.register, desk.reserve, desk.decide, desk.cancel):
        assert act().diagnostics == (said,)
    assert desk.files() == before
    assert ledger.next_number(desk.folder, desk.memos, 1389) == 1390
    assert ledger.rows([found])
    assert str(found.number.number) in said.args["file"]
    return said.args["reason"]


RECORD = {
    "at": "2021-11-23T14:05:00+07:00", "event": "reserved", "kind": "memo", "number": 1389, "reason": "ก",
    "schema": 1, "unit": "ฝตป.", "who": "a", "year": 2564,
}  # fmt: skip
REGISTERED = RECORD | {"event": "registered", "paper": "a", "subject": "ข", "date": None, "docx_sha256": None,
                       "content_sha256": "b" * 64, "quantities": {}}  # fmt: skip
DAMAGED, OTHER = "it is damaged", "it belongs to another number"


def test_the_record_of_the_next_test_is_right(desk):
    desk.path().parent.mkdir(parents=True)
    for record, state in ((RECORD, "จองไว้"), (REGISTERED, "ออกเลขแล้ว")):
        desk.path().write_text("\ufeff" + json.dumps(record), "utf-8")
        assert desk.state() == state


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"\0" * 400, "it is empty"),
        (b"\r\n", "it is empty"),
        (json.dumps(RECORD).encode()[:-9], DAMAGED),
        (b"[" * 100_000, DAMAGED),
        (b"\xff\xfe{}", DAMAGED),
        (b"[]", DAMAGED),
        (b"{}", DAMAGED),
        (json.dumps(RECORD).encode() + b" " * 1_000_000, "it is too large"),
        (RECORD | {"schema": 2}, "it was written by a newer reportgen"),
        (RECORD | {"schema": 0}, DAMAGED),
        (RECORD | {"schema": True}, DAMAGED),
        (RECORD | {"number": 1390}, OTHER),
        (RECORD | {"unit": "ทป."}, OTHER),
        (RECORD | {"year": 2565}, OTHER),
        (RECORD | {"number": "1389"}, DAMAGED),
        (RECORD | {"number": True}, DAMAGED),
        (RECORD | {"event": "burnt"}, DAMAGED),
        (RECORD | {"event": []}, DAMAGED),
        (RECORD | {"who": None}, DAMAGED),
        (RECORD | {"at": "เมื่อวาน"}, DAMAGED),
        (REGISTERED | {"quantities": ["ก"]}, DAMAGED),
        (REGISTERED | {"quantities": {"ก": 1}}, DAMAGED),
        (REGISTERED | {"content_sha256": "ก"}, DAMAGED),
        (REGISTERED | {"date": "2021-02-30"}, DAMAGED),
        (REGISTERED | {"event": "decided", "date": "2021-11-29", "result": "อนุมัติ"}, DAMAGED),
    ],
)
def test_a_damaged_entry_is_told_and_never_free(desk, content, reason):
    desk.path().parent.mkdir(parents=True)
    desk.path().write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    assert unreadable(desk) == reason


def test_an_event_that_was_taken_away_is_missed(desk):
    desk.register()
    desk.decide()
    desk.path(event=1).unlink()
    assert unreadable(desk) == "it is missing, though a later one is there"


def test_a_folder_or_a_dead_link_in_the_place_of_an_entry(desk):
    desk.path().mkdir(parents=True)
    assert unreadable(desk) == "it is no file, or may not be read"
    desk.path().rmdir()
    desk.path().symlink_to("nowhere")
    assert unreadable(desk) == "it is no file, or may not be read"


def test_copies_that_synchronising_made_are_told(desk):
    desk.register()
    content = desk.path().read_bytes()
    folder = "2564/ฝตป._/memo"
    names = [
        f"{folder}/1389.1 (สำเนา).json",
        f"{folder}/1389.1-PC.json",
        f"{folder}/01389.1.json",
        f"{folder}/1389.json",
        "2564/ฝตป./memo/1389.1.json",
        "64/a/memo/1.1.json",
        "2564/a/Memo/1.1.json",
    ]
    for name in [*names, f"{folder}/Thumbs.db", f"{folder}/.DS_Store", f"{folder}/.rg-1.tmp", "อ่านก่อน.txt"]:
        (desk.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (desk.folder / name).write_bytes(content)
    listing = ledger.entries(desk.folder)
    assert [found.number for found in listing.entries] == [desk.number()]
    assert {said.rule for said in listing.diagnostics} == {codes.FILE_STRANGE}
    assert {said.args["file"] for said in listing.diagnostics} == set(names)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_disk_that_refuses_leaves_nothing_behind(desk, disk, monkeypatch, number):
    def refuse(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "fsync", refuse)
    with pytest.raises(Stop) as caught:
        desk.register()
    (said,) = caught.value.diagnostics
    assert said.rule == codes.NOT_WRITABLE
    assert said.rule.exit_code == ExitCode.USAGE
    assert said.args == {"file": desk.path().as_posix(), "reason": os.strerror(number)}
    assert desk.files() == set()
    monkeypatch.undo()
    assert desk.register().is_done


def test_a_link_in_the_ledger_that_leads_elsewhere_is_not_followed(desk, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (desk.folder / "2564").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(Stop):
        desk.register()
    assert not [path for path in (tmp_path / "elsewhere").rglob("*") if path.is_file()]


def test_a_file_in_the_place_of_a_folder_stops(desk):
    (desk.folder / "2564").write_text("ก")
    with pytest.raises(Stop):
        desk.register()


@pytest.mark.parametrize(("times", "state"), [(3, "ออกเลขแล้ว"), (4, None)])
def test_a_file_held_for_a_moment_is_waited_for(desk, monkeypatch, times, state):
    left = [times]
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] >= 0:
            raise PermissionError(errno.EACCES, "in use")
        return replace(self, target)

    monkeypatch.setattr(files.os, "link", lambda *names: held(Path(), Path()))
    left[0] += 1
    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(files.time, "sleep", lambda seconds: None)
    if state:
        assert desk.register().is_done
    else:
        with pytest.raises(Stop):
            desk.register()
    assert desk.state() == state
    assert len(desk.files()) == (1 if state else 0)


def test_a_share_whose_answer_was_lost_has_still_taken_the_number(desk, monkeypatch):
    link = os.link

    def twice(source: Path, target: Path) -> None:
        link(source, target)
        link(source, target)  # as a network drive sends a request again that seemed unheard

    monkeypatch.setattr(files.os, "link", twice)
    assert desk.register().is_done
    assert desk.register().diagnostics[0].rule == codes.NUMBER_TAKEN
    assert len(desk.files()) == 1


def test_what_killed_runs_left_is_swept(desk):
    desk.reserve(1)
    old, young = desk.path().with_name(".rg-1.tmp"), desk.path().with_name(".rg-2.tmp")
    for path in (old, young):
        path.touch()
    os.utime(old, (1, 1))
    desk.register()
    assert not old.exists()
    assert young.exists()
