"""What becomes of a file that a person edited, by the policy chosen; and what may be taken away."""

from __future__ import annotations

import pytest

from reportgen.publish import OnEdited, Outcome, codes, remove

BESIDE = "out/2565-q1/รายงาน (ฉบับใหม่).docx"


@pytest.fixture
def theirs(desk, make, edit):
    """A paper published and then edited by a person."""
    desk.put(make("เดิม"))
    theirs = edit(make("เดิม"), "เดิม", "แก้แล้ว")
    desk.stand(theirs)
    return theirs


def test_keep_keeps_it_without_an_error(desk, make, theirs):
    published = desk.put(make("ใหม่"), on_edited=OnEdited.KEEP)
    assert published.outcome is Outcome.KEPT
    assert [each.rule for each in published.diagnostics] == [codes.EDIT_KEPT]
    assert not published.diagnostics[0].is_error
    assert published.change_count == 1
    assert desk.target.read_bytes() == theirs


def test_copy_writes_the_new_version_beside_it(desk, make, theirs):
    published = desk.put(make("ใหม่"), on_edited=OnEdited.COPY)
    assert published.outcome is Outcome.WRITTEN
    assert [each.rule for each in published.diagnostics] == [codes.WRITTEN_BESIDE]
    assert published.path == desk.root / BESIDE
    assert published.path.read_bytes() == make("ใหม่")
    assert desk.target.read_bytes() == theirs


def test_copy_again_says_the_same_and_writes_nothing(desk, make, theirs):
    desk.put(make("ใหม่"), on_edited=OnEdited.COPY)
    assert desk.put(make("ใหม่"), on_edited=OnEdited.COPY).outcome is Outcome.UNCHANGED
    assert desk.put(make("ใหม่กว่า"), on_edited=OnEdited.COPY).outcome is Outcome.WRITTEN
    assert desk.files() == {desk.target.name, "รายงาน (ฉบับใหม่).docx"}


def test_an_edited_copy_is_kept_too(desk, make, edit, theirs):
    desk.put(make("ใหม่"), on_edited=OnEdited.COPY)
    copy = desk.root / BESIDE
    copy.write_bytes(edit(make("ใหม่"), "ใหม่", "แก้อีก"))
    kept = copy.read_bytes()
    published = desk.put(make("ใหม่กว่า"), on_edited=OnEdited.COPY)
    assert published.outcome is Outcome.KEPT
    assert published.diagnostics[1].rule is codes.EDITED
    assert (copy.read_bytes(), desk.target.read_bytes()) == (kept, theirs)


@pytest.mark.parametrize("policy", OnEdited)
def test_a_file_nobody_edited_is_replaced_under_every_policy(desk, make, policy):
    desk.put(make("เดิม"))
    assert desk.put(make("ใหม่"), on_edited=policy).outcome is Outcome.WRITTEN
    assert desk.target.read_bytes() == make("ใหม่")


def test_a_link_in_the_place_of_the_copy_is_refused(desk, make, theirs, tmp_path):
    from reportgen.errors import Stop

    (tmp_path / "elsewhere").write_bytes(b"")
    (desk.root / BESIDE).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Stop):
        desk.put(make("ใหม่"), on_edited=OnEdited.COPY)
    assert (tmp_path / "elsewhere").read_bytes() == b""


def taken_away(desk, **options):
    where = {"root": desk.root, "folder": desk.folder, "name": desk.name}
    return remove(desk.target, **where, **options)


def test_a_paper_nobody_edited_is_removed(desk, make):
    desk.put(make("ก"))
    assert taken_away(desk, dry=True) == ()
    assert desk.target.exists()
    assert taken_away(desk) == ()
    assert not desk.target.exists()
    assert taken_away(desk) == ()


def test_a_companion_file_is_removed(desk):
    desk.put_file(b"%PDF one")
    assert taken_away(desk) == ()
    assert not desk.target.exists()


def test_an_edited_paper_is_not_removed(desk, theirs):
    (said,) = taken_away(desk)
    assert said.rule is codes.NOT_REMOVED
    assert desk.target.read_bytes() == theirs


def test_a_paper_that_is_open_is_not_removed(desk, make):
    desk.put(make("ก"))
    desk.target.with_name(f".~lock.{desk.target.name}#").touch()
    assert [each.rule for each in taken_away(desk)] == [codes.NOT_REMOVED]


def test_a_file_of_others_is_not_removed(desk):
    desk.stand(b"theirs")
    assert [each.rule for each in taken_away(desk)] == [codes.NOT_REMOVED]
    assert desk.target.read_bytes() == b"theirs"
