"""The record of what was made: torn, foreign or lost, it costs no work."""

from __future__ import annotations

import json
import os
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.ooxml.digest import seal
from reportgen.ooxml.package import read_parts, write_parts
from reportgen.publish import Outcome, codes
from reportgen.publish import state as state_module
from reportgen.publish.state import DONE, INTENT, Record, State


def test_the_log_reads_as_lines_of_json(desk):
    desk.put_file(b"%PDF one")
    header, *records = (json.loads(line) for line in desk.log.read_text("ascii").splitlines())
    assert header == {"schema": 1}
    fields = {"name": desk.name, "sha256": sha256(b"%PDF one").hexdigest(), "seal": ""}
    assert records == [{"event": "intent", **fields}, {"event": "done", **fields}]


def test_of_a_version_the_xml_and_the_hash_of_pictures_are_kept(desk, make):
    picture = {**read_parts(make("เรียน ผอ.สสว.")), "word/media/a.png": b"a picture"}
    desk.put(write_parts(seal(picture)))
    (kept,) = desk.folder.glob("made/*.zip")
    parts = read_parts(kept.read_bytes())
    assert parts["word/document.xml"] == picture["word/document.xml"]
    assert parts["word/media/a.png"] == sha256(b"a picture").hexdigest().encode()


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_torn_log_loses_only_what_was_torn(desk, data):
    state = State(desk.folder)
    state.log.unlink(missing_ok=True)
    hashes = [f"{number:064x}" for number in range(3)]
    ends = []
    for number in hashes:
        state.append(Record(INTENT, desk.name, number))
        ends.append(state.log.stat().st_size)
    cut = data.draw(st.integers(0, ends[-1]))
    state.log.write_bytes(state.log.read_bytes()[:cut])
    assert not state.mend()
    state.append(Record(DONE, desk.name, "f" * 64))
    assert [state.knows(number) for number in hashes] == [end - 1 <= cut for end in ends]
    assert state.knows("f" * 64)
    assert state.log.read_bytes().startswith(b'{"schema": 1}\n')


@pytest.mark.parametrize("log", [b"junk", b'{"schema": 2}\n', b"\x00" * 99, b'{"event": "done"}\n', b"\n"])
def test_a_log_of_another_kind_is_set_aside_and_said(desk, make, log):
    desk.put(make("ก"))
    desk.log.write_bytes(log)
    published = desk.put(make("ข"))
    assert published.outcome is Outcome.WRITTEN
    assert [diagnostic.rule for diagnostic in published.diagnostics] == [codes.STATE_UNREADABLE]
    assert (desk.folder / "state.unreadable.jsonl").read_bytes() == log
    assert desk.put(make("ค")).diagnostics == ()


@pytest.mark.parametrize(
    "line", [b"[]", b"1", b'{"event": []}', b"\xff\xfe", b"[" * 100_000, b'{"x": 1}'], ids=repr
)
def test_lines_that_are_no_record_are_passed_over(desk, line):
    desk.put_file(b"%PDF one")
    with desk.log.open("ab") as log:
        log.write(line.replace(b"[]", b'["' + sha256(b"%PDF one").hexdigest().encode() + b'"]') + b"\n")
    assert desk.put_file(b"%PDF two").outcome is Outcome.WRITTEN
    assert State(desk.folder).last_seal(desk.name) == ""


@pytest.mark.parametrize("text", [b"", b"{}", b"PK\x03\x04", b"\xff"], ids=["", "{}", "PK", "ff"])
def test_a_damaged_skeleton_means_only_that_changes_cannot_be_told(desk, make, edit, text):
    desk.put(make("ก"))
    (kept,) = desk.folder.glob("made/*.zip")
    kept.write_bytes(text)
    desk.stand(edit(make("ก"), "ก", "ข"))
    assert [said.rule for said in desk.put(make("ค")).diagnostics] == [codes.NOT_OURS]


def test_a_lost_record_is_made_again_when_nothing_changed(desk, make, edit):
    desk.put(make("ก"))
    for path in [desk.log, *desk.folder.glob("made/*")]:
        path.unlink()
    assert desk.put(make("ก")).outcome is Outcome.UNCHANGED
    desk.stand(edit(make("ก"), "ก", "ข"))
    assert [said.rule for said in desk.put(make("ค")).diagnostics] == [codes.EDITED]


def test_a_log_mostly_out_of_date_is_compacted_and_knows_all_it_knew(desk, make, monkeypatch):
    for number in range(12):
        desk.put(make(f"ฉบับ {number}"))
    pdf = type(desk)(desk.root, "out/2565-q1/รายงาน.pdf")
    for _ in range(2):
        for number in range(5):
            pdf.put_file(b"%%PDF %d" % number)
    state, before = State(desk.folder), desk.log.read_bytes()
    state.compact()
    assert desk.log.read_bytes() == before, "a small log may be as it is"
    monkeypatch.setattr("reportgen.publish.state._ROOM", 0)
    known = [sha256(b"%%PDF %d" % number).hexdigest() for number in range(5)]
    last = state.last_seal(desk.name)
    skeletons = set(desk.folder.glob("made/*.zip"))
    assert len(skeletons) == 12
    fresh = next(path for path in skeletons if path.stem != last)
    for path in skeletons - {fresh}:
        os.utime(path, (0, 0))
    state.compact()
    assert set(desk.folder.glob("made/*.zip")) == {fresh, desk.folder / f"made/{last}.zip"}
    assert len(desk.log.read_bytes().splitlines()) == 1 + 2 + 5
    assert all(state.knows(hash_) and state.is_done(pdf.name, hash_) for hash_ in known)
    assert state.last_seal(desk.name) == last
    assert pdf.put_file(b"%PDF new").outcome is Outcome.WRITTEN
    assert desk.put(make("ฉบับ 11")).outcome is Outcome.UNCHANGED
    assert not list(desk.folder.glob(".rg-*"))


def test_a_log_that_another_run_adds_to_is_left_alone(desk, monkeypatch):
    desk.put_file(b"%PDF")
    state = State(desk.folder)
    for _ in range(9):
        state.append(Record(INTENT, desk.name, "a" * 64))
    monkeypatch.setattr("reportgen.publish.state._ROOM", 0)
    write = state_module.write_aside

    def write_late(*args, **options):
        state.append(Record(DONE, desk.name, "b" * 64))
        return write(*args, **options)

    monkeypatch.setattr(state_module, "write_aside", write_late)
    state.compact()
    assert len(desk.log.read_bytes().splitlines()) > 9
    assert state.knows("b" * 64)
    assert not list(desk.folder.glob(".rg-*"))
