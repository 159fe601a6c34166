"""What becomes of a paper and of the file that stands in its place."""

from __future__ import annotations

import os
import shutil
from io import BytesIO

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.errors import ExitCode
from reportgen.publish import Aspect, Change, OnEdited, Outcome, Step, codes

COPY = "รายงาน (แก้ไขด้วยมือ 2565-01-23).docx"


def rules(published):
    for said in published.diagnostics:
        said.rule.message.format(**said.args)  # every field of the message is given
    return [diagnostic.rule for diagnostic in published.diagnostics]


def test_first_paper_is_written_with_its_folders(desk, make):
    published = desk.put(make("หนึ่ง"))
    assert (published.outcome, published.path, published.diagnostics) == (Outcome.WRITTEN, desk.target, ())
    assert desk.target.read_bytes() == make("หนึ่ง")
    assert desk.files() == {desk.target.name}


def test_our_own_older_version_is_replaced(desk, make):
    desk.put(make("หนึ่ง"))
    assert desk.put(make("สอง")).outcome is Outcome.WRITTEN
    assert desk.target.read_bytes() == make("สอง")
    assert desk.files() == {desk.target.name}


def test_equal_bytes_are_not_written_again(desk, make):
    desk.put(make("หนึ่ง"))
    os.utime(desk.target, (1, 1))
    log = desk.log.read_bytes()
    assert desk.put(make("หนึ่ง")).outcome is Outcome.UNCHANGED
    assert desk.target.stat().st_mtime == 1
    assert desk.log.read_bytes() == log


def test_seal_decides_even_when_the_state_is_lost(desk, make):
    desk.put(make("หนึ่ง"))
    shutil.rmtree(desk.folder)
    assert desk.put(make("สอง")).outcome is Outcome.WRITTEN


def test_edited_paper_is_kept_and_the_changes_are_told(desk, make, edit):
    old = make("ข้อเสนอแนะ", "ให้ขยายเวลา 30 วัน", "ลงชื่อ")
    desk.put(old)
    theirs = edit(old, "30 วัน", "45 วัน")
    desk.stand(theirs)
    published = desk.put(make("ข้อเสนอแนะ", "ฉบับใหม่"))
    assert published.outcome is Outcome.KEPT
    assert desk.target.read_bytes() == theirs
    assert published.changes == (Change("changed", "ให้ขยายเวลา 30 วัน", "ให้ขยายเวลา 45 วัน"),)
    (said,) = published.diagnostics
    assert (said.rule, said.rule.exit_code, said.args["count"]) == (codes.EDITED, ExitCode.KEPT, "1")
    assert (said.spans[0].file, said.args["file"]) == (desk.name, desk.name)


def test_three_changes_are_shown_and_all_are_counted(desk, make, edit):
    old = make(*(f"ข้อ {n}" for n in range(5)))
    desk.put(old)
    desk.stand(edit(old, "ข้อ ", "รายการที่ "))
    published = desk.put(make("ใหม่"))
    assert (len(published.changes), published.change_count) == (3, 5)


def test_changes_are_told_against_the_version_that_was_edited(desk, make, edit):
    first = make("ก", "ข")
    desk.put(first)
    desk.put(make("ก", "ข", "ค"))
    desk.stand(edit(first, "ข", "ง"))
    assert desk.put(make("ใหม่")).changes == (Change("changed", "ข", "ง"),)


def test_without_its_seal_a_paper_is_compared_with_the_last_one_made(desk, make, edit):
    old = make("ก", "ข")
    desk.put(make("ก่อนหน้า"))
    desk.put(old)
    document = docx.Document()  # as from an editor that drops custom properties
    document.add_paragraph("ก")
    document.add_paragraph("ข แก้")
    desk.stand(_saved(document))
    published = desk.put(make("ใหม่"))
    assert rules(published) == [codes.EDITED]
    assert Change("changed", "ข", "ข แก้") in published.changes


def test_a_paper_that_only_looks_different_is_kept_under_another_rule(desk, make):
    old = make("ก", "ข")
    desk.put(old)
    document = docx.Document(BytesIO(old))
    document.paragraphs[0].runs[0].bold = True
    desk.stand(_saved(document))
    published = desk.put(make("ใหม่"))
    assert (published.outcome, rules(published)) == (Outcome.KEPT, [codes.RESTYLED])
    assert published.changes == (Change("restyled", "", "ก", (Aspect.BOLD,)),)


def test_a_paper_that_was_only_saved_again_is_replaced_without_a_word(desk, make):
    old = make("ก", "ข")
    desk.put(old)
    desk.stand(_saved(docx.Document(BytesIO(old))))
    assert desk.target.read_bytes() != old
    published = desk.put(make("ใหม่"))
    assert (published.outcome, published.diagnostics) == (Outcome.WRITTEN, ())


def test_saved_again_is_told_from_edited_though_the_state_be_lost(desk, make, edit):
    old = make("ก", "ข")
    desk.put(old)
    shutil.rmtree(desk.folder)
    desk.stand(_saved(docx.Document(BytesIO(old))))
    assert desk.put(old).outcome is Outcome.WRITTEN
    shutil.rmtree(desk.folder)
    desk.stand(edit(old, "ข", "ค"))
    published = desk.put(old)
    assert (published.outcome, published.changes) == (Outcome.KEPT, (Change("changed", "ข", "ค"),))


@pytest.mark.parametrize("theirs", [b"", b"PK\x03\x04 not really", b"%PDF-1.7", b"\xff" * 100])
def test_foreign_and_unreadable_files_are_kept(desk, make, theirs):
    desk.stand(theirs)
    published = desk.put(make("ใหม่"))
    assert (published.outcome, rules(published)) == (Outcome.KEPT, [codes.NOT_OURS])
    assert desk.target.read_bytes() == theirs


def test_edited_paper_of_which_no_text_is_left_is_kept(desk, make, edit):
    desk.put(make("ก"))
    desk.stand(edit(make("ก"), "ก", "ข"))
    shutil.rmtree(desk.folder)
    assert rules(desk.put(make("ใหม่"))) == [codes.NOT_OURS]


@pytest.mark.parametrize("seal", ["../../../etc/passwd", "0" * 64, "", "é"])
def test_a_forged_seal_leads_nowhere(desk, make, rezip, seal):
    old = make("ก")
    desk.put(old)
    ours = next(desk.folder.glob("made/*")).stem.encode()
    theirs = rezip(
        old, lambda name, data: data.replace(ours, seal.encode()).replace(b">\xe0\xb8\x81<", b">x<")
    )
    desk.stand(theirs)
    assert desk.put(make("ใหม่")).outcome is Outcome.KEPT
    assert desk.target.read_bytes() == theirs


def test_force_keeps_a_dated_copy_and_replaces(desk, make, edit):
    desk.put(make("ก"))
    theirs = edit(make("ก"), "ก", "ข")
    desk.stand(theirs)
    published = desk.put(make("ใหม่"), on_edited=OnEdited.FORCE)
    assert published.outcome is Outcome.WRITTEN
    assert desk.target.read_bytes() == make("ใหม่")
    assert (desk.target.parent / COPY).read_bytes() == theirs
    (note,) = published.diagnostics
    assert (note.rule, note.args["copy"]) == (codes.COPY_KEPT, f"out/2565-q1/{COPY}")
    assert published.changes == (Change("changed", "ก", "ข"),)


def test_force_never_overwrites_an_earlier_copy(desk, make, edit):
    theirs = [edit(make("ก"), "ก", text) for text in ("ข", "ค", "ง")]
    for number, edited in enumerate(theirs):
        desk.stand(edited)
        desk.put(make(f"ใหม่ {number}"), on_edited=OnEdited.FORCE)
    copies = [COPY, COPY.replace(").docx", ") (2).docx"), COPY.replace(").docx", ") (3).docx")]
    assert desk.files() == {desk.target.name, *copies}
    assert [(desk.target.parent / copy).read_bytes() for copy in copies] == theirs


def test_force_makes_no_copy_of_our_own_version(desk, make):
    desk.put(make("หนึ่ง"))
    assert desk.put(make("สอง"), on_edited=OnEdited.FORCE).diagnostics == ()
    assert desk.files() == {desk.target.name}


def test_force_without_links_on_the_disk_copies(desk, make, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(1, "no links on this disk")

    monkeypatch.setattr(os, "link", refuse)
    for theirs in (b"first of theirs", b"second of theirs"):
        desk.stand(theirs)
        desk.put(make("ใหม่"), on_edited=OnEdited.FORCE)
    assert (desk.target.parent / COPY).read_bytes() == b"first of theirs"
    assert (desk.target.parent / COPY.replace(").docx", ") (2).docx")).read_bytes() == b"second of theirs"


def test_copy_of_a_long_name_still_fits_the_disk(desk, make):
    long = type(desk)(desk.root, f"out/memos/{'ก' * 80}.docx")
    long.stand(b"theirs")
    assert long.put(make("ใหม่"), on_edited=OnEdited.FORCE).outcome is Outcome.WRITTEN
    (copy,) = long.files() - {long.target.name}
    assert copy.endswith(" (แก้ไขด้วยมือ 2565-01-23).docx")
    assert (long.target.parent / copy).read_bytes() == b"theirs"


def test_a_paper_without_seal_is_a_wrong_call(desk, make, edit):
    with pytest.raises(ValueError, match="sealed"):
        desk.put(edit(make("ก"), "ก", "ข"))
    assert not desk.target.exists()


def test_a_companion_file_of_ours_is_replaced(desk):
    assert desk.put_file(b"%PDF one").outcome is Outcome.WRITTEN
    assert desk.put_file(b"%PDF two").outcome is Outcome.WRITTEN
    assert desk.put_file(b"%PDF two").outcome is Outcome.UNCHANGED
    assert desk.target.read_bytes() == b"%PDF two"


def test_a_companion_file_that_we_do_not_remember_is_kept(desk):
    desk.put_file(b"%PDF one")
    desk.stand(b"%PDF signed")
    published = desk.put_file(b"%PDF two")
    assert (published.outcome, rules(published)) == (Outcome.KEPT, [codes.NOT_OURS])
    assert desk.put_file(b"%PDF two", on_edited=OnEdited.FORCE).outcome is Outcome.WRITTEN
    assert (desk.target.parent / COPY).read_bytes() == b"%PDF signed"


def test_a_companion_file_equal_to_ours_becomes_ours_again(desk):
    desk.stand(b"%PDF one")
    assert desk.put_file(b"%PDF one").outcome is Outcome.UNCHANGED
    assert desk.put_file(b"%PDF two").outcome is Outcome.WRITTEN


def test_steps_come_in_their_order(desk, make):
    steps: list[Step] = []
    desk.put(make("ก"), on_step=steps.append)
    assert steps == [step for step in Step if step is not Step.COPIED]
    desk.stand(b"theirs")
    steps.clear()
    desk.put(make("ก"), on_edited=OnEdited.FORCE, on_step=steps.append)
    assert steps == list(Step)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_damage_counts_as_an_edit_and_never_raises(desk, make, data):
    whole = make("เรียน", "ตามที่")
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(max_size=8)) + whole[data.draw(st.integers(at, len(whole))) :]
    desk.stand(damaged)
    published = desk.put(make("ใหม่"))
    if published.outcome is Outcome.WRITTEN:  # only what the zip does not count as content was touched
        assert docx.Document(BytesIO(damaged)).paragraphs[0].text == "เรียน"
    else:
        assert desk.target.read_bytes() == damaged


def _saved(document) -> bytes:
    output = BytesIO()
    document.save(output)
    return output.getvalue()
