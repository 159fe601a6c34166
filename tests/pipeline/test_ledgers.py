"""The ledger as a folder that years share; what is damaged in it, who wrote in it, whose file a file is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.ooxml.canonical import canonical_text
from reportgen.ooxml.package import read_parts

A, B = "memos/a.yaml", "memos/b.yaml"
SHARED = "ledger: ../ledger\n"
AGREED = ("--date", "29 พ.ย. 2564", "--result", "เห็นชอบ")


@pytest.fixture
def later(desk):
    """The next fiscal year beside it, with papers of the same names."""
    folder = desk.folder.parent / "fy2566"
    shutil.copytree(desk.folder, folder)
    other = type(desk)(folder)
    other.change("reportgen.yaml", ("fiscal_year: 2565", "fiscal_year: 2566"), ("../fy2564", "../fy2565"))
    return other


# One ledger for all years


def test_two_years_give_no_number_twice(desk, later):
    assert desk.done("register", A, "--number", "1389/2564").lines == ["ฝตป. 1389/2564"]
    ran = later.run("register", A, "--number", "1389/2564")
    assert ran.codes == ["number-taken"], "the same text in a file of the same name is another paper"
    assert "fy2565/memos/a.yaml" in ran.messages[0]
    later.change(A, ("number:     ", "number: 1389/2564     "))
    assert later.run("check", A).codes == ["memo-number-of-another"]
    assert later.run("memo", A).said == [("memo-number-elsewhere", A, 2, 9)]


def test_the_next_number_goes_on_over_the_years(desk, later):
    for each in (desk, later):
        each.change("reportgen.yaml", (SHARED, f"{SHARED}numbering: {{next: ใช่}}\n"))
    assert desk.done("register", A, "--next").lines == ["ฝตป. 1/2564"]
    assert later.done("register", A, "--next").lines == ["ฝตป. 2/2564"]


def test_without_a_word_the_ledger_is_within_the_workspace(desk):
    desk.change("reportgen.yaml", (SHARED, ""))
    desk.done("register", A, "--number", "1389/2564")
    assert (desk.folder / "ledger/2564/ฝตป._/memo/1389.1.json").is_file()
    assert desk.run("check", A).codes == []


@pytest.mark.parametrize(
    "command", [("register", A, "--number", "7/2564"), ("reserve", "7/2564", "--reason", "ก")]
)
def test_two_ledgers_of_one_calendar_year_are_refused(desk, later, command):
    desk.change("reportgen.yaml", (SHARED, ""))
    assert later.run("check", A).codes == [], "no number was given there yet"
    desk.done("register", A, "--number", "1389/2564")
    before, place = later.files(), later.line("reportgen.yaml", "ledger:")
    ran = later.run(*command)
    assert ran.said == [("ledgers-differ", "reportgen.yaml", place, 9)]
    assert "ledger: ../fy2565/ledger" in ran.messages[0]
    assert later.files() == before
    assert "ledgers-differ" in later.run("check", A).codes
    later.change("reportgen.yaml", (SHARED, "ledger: ../fy2565/ledger\n"))
    later.done(*command)


def test_a_ledger_that_was_moved_out_of_a_workspace_knows_its_papers(desk):
    desk.change("reportgen.yaml", (SHARED, ""))
    desk.done("register", A, "--number", "1389/2564")
    (desk.folder / "ledger").rename(desk.folder.parent / "ledger")
    desk.change("reportgen.yaml", ("profile: osmep\n", f"profile: osmep\n{SHARED}"))
    assert desk.run("check", A).codes == []
    desk.done("approve", A, "--date", "29 พ.ย. 2564", "--result", "ส่งคืนแก้ไข")
    desk.done("register", A, "--number", "1389/2564")


# Where it may be


@pytest.mark.parametrize("place", ["../../ledger", "/srv/ledger", r"\\server\ledger", "..", ".", "../fy2565"])
def test_a_ledger_further_away_is_refused(desk, place):
    desk.change("reportgen.yaml", (SHARED, f"ledger: '{place}'\n"))
    before, line = desk.files(), desk.line("reportgen.yaml", "ledger:")
    desk.change(A, ("number:     ", "number: 1389/2564     "))
    for words in (("register", B, "--number", "7/2564"), ("check", A)):
        ran = desk.run(*words)
        assert ran.said == [("ledger-outside", "reportgen.yaml", line, 9)] and ran.exit_code == 2
    desk.change(A, ("number: 1389/2564     ", "number:     "))
    assert desk.files() == before


def test_a_link_that_leads_further_away_is_refused(desk, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (desk.folder.parent / "ledger").symlink_to(elsewhere, target_is_directory=True)
    assert desk.run("register", A, "--number", "7/2564").codes == ["ledger-outside"]
    assert not list(elsewhere.iterdir())


def test_a_file_in_its_place_is_told(desk):
    (desk.folder.parent / "ledger").write_text("ก")
    assert desk.run("register", A, "--number", "7/2564").codes == ["ledger-not-writable"]
    assert desk.run("reserve", "7/2564", "--reason", "ก").said == [("ledger-not-writable", "../ledger", 0, 0)]


# What is damaged

EVENT = "../ledger/2564/ฝตป._/memo/{}.1.json"


def damaged(desk, number: int) -> None:
    (desk.folder / EVENT.format(number)).write_bytes(b"\0\0")


def test_what_is_damaged_is_told_before_anything_is_added(desk):
    desk.done("register", A, "--number", "1389/2564")
    desk.done("reserve", "7/2564", "--reason", "ก")
    damaged(desk, 7)
    told = ("ledger-other-unreadable", EVENT.format(7), 0, 0)
    for words in (
        ("register", B, "--number", "1390/2564"),
        ("reserve", "1391/2564", "--reason", "ก"),
        ("cancel", "1391/2564", "--reason", "ก"),
        ("approve", A, *AGREED),
        ("verify", A),
    ):
        ran = desk.done(*words)
        assert ran.said == [told], words
        assert EVENT.format(7) in ran.messages[0]
    assert desk.run("check", A).said == [("ledger-entry-unreadable", EVENT.format(7), 0, 0)]


@pytest.mark.parametrize(
    "words", [("register", B, "--number", "1389/2564"), ("approve", A, *AGREED), ("memo", A), ("check", A)]
)
def test_a_paper_whose_own_entry_is_damaged_goes_no_further(desk, words):
    desk.done("register", A, "--number", "1389/2564")
    damaged(desk, 1389)
    before = desk.files()
    ran = desk.run(*words)
    assert ran.said == [("ledger-entry-unreadable", EVENT.format(1389), 0, 0)] and ran.exit_code == 1
    assert desk.files() == before


def test_a_copy_that_a_synchronised_folder_left_is_told(desk):
    desk.done("register", A, "--number", "1389/2564")
    copy = EVENT.format(1389).replace(".1.json", ".1 (copy).json")
    (desk.folder / copy).write_text("{}")
    assert desk.done("register", B, "--number", "1390/2564").said == [("ledger-file-strange", copy, 0, 0)]


# Who recorded it


def test_who_recorded_it_may_be_named(desk):
    desk.done("reserve", "7/2564", "--reason", "ก", "--by", "สมชาย  ใจดี")
    assert desk.event("2564/memo/7.1")["who"] == "สมชาย ใจดี"
    assert desk.run("register", A, "--number", "7/2564").codes == ["number-reserved"]
    desk.done("register", A, "--number", "7/2564", "--by", "สมชาย ใจดี")


@pytest.mark.parametrize("name, value, who", [("USERNAME", "Somchai", "Somchai"), ("LOGNAME", "pat", "pat")])
def test_the_computer_tells_who_uses_it(desk, monkeypatch, name, value, who):
    monkeypatch.delenv("USER")
    monkeypatch.setenv(name, value)
    assert desk.done("register", A, "--number", "7/2564").codes == []
    assert desk.event("2564/memo/7.1")["who"] == who


def test_where_nothing_tells_who_recorded_it_that_is_said(desk, monkeypatch):
    for name in ("USERNAME", "USER", "LOGNAME"):
        monkeypatch.setenv(name, "")
    assert desk.done("reserve", "7/2564", "--reason", "ก").codes == ["recorder-unknown"]
    assert desk.event("2564/memo/7.1")["who"] == ""
    assert desk.run("register", A, "--number", "7/2564").codes == ["number-reserved"], "nobody is the same"
    assert desk.done("register", A, "--number", "8/2564", "--by", "สมชาย").codes == []


# Printing with the number, until it is decided on


def test_a_numbered_memo_is_printed_until_it_is_decided_on(desk):
    desk.done("register", A, "--number", "1389/2564")
    desk.done("memo", A)
    printed = (desk.folder / "out/memos/a.docx").read_bytes()
    assert "1389" in "".join(canonical_text(read_parts(printed)))
    desk.done("memo", A)
    assert (desk.folder / "out/memos/a.docx").read_bytes() == printed
    desk.change(A, ("  - จึงเรียนมาเพื่อพิจารณา", "  - จึงเรียนมาเพื่ออนุมัติ"))
    assert desk.run("memo", A).codes == ["memo-altered"]
    desk.change(A, ("  - จึงเรียนมาเพื่ออนุมัติ", "  - จึงเรียนมาเพื่อพิจารณา"))
    desk.done("approve", A, *AGREED)
    assert desk.run("memo", A).said == [("memo-numbered", A, 2, 9)]
    desk.done("memo", A, "--as", "filed")
    assert (desk.folder / "out/memos/a.docx").read_bytes() == printed


def test_a_memo_whose_number_was_cancelled_is_not_printed_with_it(desk):
    desk.done("register", A, "--number", "1389/2564")
    desk.done("cancel", "1389/2564", "--reason", "ออกผิด")
    assert desk.run("memo", A).codes == ["memo-numbered"]


def test_another_day_than_was_recorded_is_told(desk):
    desk.done("register", A, "--number", "1389/2564")
    desk.change(A, ("date: 23 พฤศจิกายน 2564", "date: 22 พฤศจิกายน 2564"))
    for words in (("memo", A), ("check", A), ("verify", A)):
        assert desk.run(*words).said == [("memo-day-altered", A, 3, 7)]


# Sameness


def test_verify_tells_what_it_compared(desk):
    assert desk.run("verify", A).said == [("verify-unregistered", A, 0, 0)]
    desk.done("register", A, "--number", "1389/2564")
    ran = desk.run("verify", "plan.yaml")
    assert ran.said == [("verify-unknown", "plan.yaml", 0, 0)] and "1 files" in ran.messages[0]


def test_verify_knows_a_memo_by_its_words(desk):
    desk.done("register", A, "--number", "1389/2564")
    desk.done("approve", A, *AGREED)
    desk.change(A, ("จดจากกระดาษ", "จดแล้ว"))
    assert desk.done("verify", A).lines == ["ฝตป. 1389/2564 · ถ้อยคำ · เห็นชอบ"]
    desk.change(A, ("  - จึงเรียนมาเพื่อพิจารณา", "  - จึงเรียนมาเพื่ออนุมัติ"))
    assert desk.run("verify", A).said == [("memo-altered", A, 2, 9)]


def test_the_files_of_the_example_share_a_ledger() -> None:
    examples = Path(__file__).parents[2] / "examples"
    for year in ("fy2564", "fy2565"):
        assert "\nledger: ../ledger\n" in (examples / year / "reportgen.yaml").read_text("utf-8")
