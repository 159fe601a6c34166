"""Disks and places that do not allow a file: each says so, and the file in place stays as it was."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from reportgen.errors import ExitCode, Stop
from reportgen.publish import OnEdited, Outcome, Step, codes, files


def refused(call) -> object:
    with pytest.raises(Stop) as caught:
        call()
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.rule


@pytest.mark.parametrize(
    "lock", ["~$รายงาน.docx", "~$ายงาน.docx", "~$ยงาน.docx", ".~lock.รายงาน.docx#"], ids=ascii
)
def test_a_paper_that_is_open_elsewhere_is_not_replaced(desk, make, lock):
    desk.put(make("ก"))
    (desk.target.parent / lock).touch()
    published = desk.put(make("ข"))
    assert (published.outcome, published.diagnostics[0].rule) == (Outcome.KEPT, codes.FILE_OPEN)
    assert published.diagnostics[0].rule.exit_code == ExitCode.KEPT
    assert desk.target.read_bytes() == make("ก")
    assert desk.put(make("ก")).outcome is Outcome.UNCHANGED
    (desk.target.parent / lock).unlink()
    assert desk.put(make("ข")).outcome is Outcome.WRITTEN


def test_an_open_paper_is_not_forced(desk, make):
    desk.stand(b"theirs")
    (desk.target.parent / "~$ยงาน.docx").touch()
    assert desk.put(make("ข"), on_edited=OnEdited.FORCE).outcome is Outcome.KEPT
    assert desk.files() == {desk.target.name, "~$ยงาน.docx"}


@pytest.fixture
def held(monkeypatch):
    """Makes the first `times` replacements fail as Windows does while a program holds the file."""
    monkeypatch.setattr(files.time, "sleep", lambda seconds: None)
    replace = os.replace

    def hold(target: Path, times: int) -> None:
        left = [times]

        def maybe(source, destination, **options):
            if Path(destination) == target and left[0]:
                left[0] -= 1
                raise PermissionError(errno.EACCES, "in use")
            replace(source, destination, **options)

        monkeypatch.setattr(os, "replace", maybe)

    return hold


def test_a_file_held_for_a_moment_is_replaced(desk, make, held):
    desk.put(make("ก"))
    held(desk.target, 2)
    assert desk.put(make("ข")).outcome is Outcome.WRITTEN


@pytest.mark.parametrize("theirs", [False, True])
def test_a_file_held_for_long_stays_and_nothing_lies_about(desk, make, held, theirs):
    desk.put(make("ก"))
    if theirs:
        desk.stand(b"theirs")
    standing = desk.target.read_bytes()
    held(desk.target, 99)
    published = desk.put(make("ข"), on_edited=OnEdited.FORCE)
    assert (published.outcome, published.diagnostics[0].rule) == (Outcome.KEPT, codes.FILE_OPEN)
    assert (desk.target.read_bytes(), desk.files()) == (standing, {desk.target.name})


def test_a_file_that_may_not_be_read_counts_as_open(desk, make, monkeypatch):
    desk.put(make("ก"))
    opened = Path.open

    def deny(path, *mode):
        if path == desk.target:
            raise PermissionError(errno.EACCES, "in use")
        return opened(path, *mode)

    monkeypatch.setattr(Path, "open", deny)
    assert desk.put(make("ข")).diagnostics[0].rule is codes.FILE_OPEN


@pytest.mark.parametrize("policy", OnEdited)
def test_a_paper_protected_against_writing_is_not_replaced(desk, make, policy):
    desk.put(make("ก"))
    desk.target.chmod(0o444)
    published = desk.put(make("ข"), on_edited=policy)
    assert (published.outcome, published.diagnostics[0].rule) == (Outcome.KEPT, codes.FILE_OPEN)
    assert "protect" in published.diagnostics[0].rule.hint
    assert desk.target.read_bytes() == make("ก")
    desk.target.chmod(0o644)
    assert desk.put(make("ข")).outcome is Outcome.WRITTEN


def test_an_owner_file_of_another_paper_means_nothing(desk, make):
    desk.put(make("ก"))
    (desk.target.parent / "~$งานอื่น.docx").touch()
    assert desk.put(make("ข")).outcome is Outcome.WRITTEN


def test_of_a_file_larger_than_any_of_ours_only_the_beginning_is_read(desk, make, monkeypatch):
    monkeypatch.setattr(files, "_LARGEST", 1 << 16)
    desk.put(make("ก"))
    desk.stand(b"PK" + b"x" * (1 << 20))
    assert len(files.read(desk.target)) == 1 << 16
    assert desk.put(make("ข")).diagnostics[0].rule is codes.NOT_OURS


@pytest.mark.parametrize("gone", [True, False])
def test_a_paper_moved_or_replaced_while_we_write_is_left_to_whom_did_it(desk, make, gone):
    desk.put(make("ก"))

    def meddle(step: Step) -> None:
        if step is Step.ASIDE_SYNCED:
            desk.target.unlink()
            if not gone:
                desk.stand(make("ค"))

    assert desk.put(make("ข"), on_step=meddle).diagnostics[0].rule is codes.FILE_OPEN
    assert desk.target.exists() is not gone
    assert gone or desk.target.read_bytes() == make("ค")


def test_a_paper_saved_while_we_write_is_kept(desk, make):
    desk.put(make("ก"))

    def save(step: Step) -> None:
        if step is Step.ASIDE_SYNCED:
            desk.stand(b"saved just now")

    assert desk.put(make("ข"), on_step=save).diagnostics[0].rule is codes.FILE_OPEN
    assert desk.target.read_bytes() == b"saved just now"
    assert desk.files() == {desk.target.name}


@pytest.mark.parametrize(
    ("number", "rule", "exit_code"),
    [
        (errno.ENOSPC, codes.DISK_FULL, ExitCode.FAULT),
        (errno.EDQUOT, codes.DISK_FULL, ExitCode.FAULT),
        (errno.EROFS, codes.FOLDER_READ_ONLY, ExitCode.USAGE),
    ],
)
@pytest.mark.parametrize("at", range(1, 5))
def test_a_disk_that_refuses_leaves_the_old_paper(desk, make, monkeypatch, number, rule, exit_code, at):
    """The refusal comes at the first, second … sync: the log, the text, the paper, its folder."""
    desk.put(make("ก"))
    fsync, calls = os.fsync, [0]

    def refuse(handle):
        calls[0] += 1
        if calls[0] == at:
            raise OSError(number, os.strerror(number))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    if at < 4:
        assert refused(lambda: desk.put(make("ข"))) is rule
        assert rule.exit_code == exit_code
        assert desk.target.read_bytes() == make("ก")
    else:
        assert desk.put(make("ข")).outcome is Outcome.WRITTEN  # not every disk can sync a folder
    assert desk.files() == {desk.target.name}
    assert not list(desk.folder.glob("**/.rg-*"))


def test_a_folder_without_the_right_to_write(desk, make):
    desk.put(make("ก"))
    desk.target.parent.chmod(0o555)
    if os.access(desk.target.parent, os.W_OK):
        pytest.skip("an administrator may write anywhere")
    try:
        assert refused(lambda: desk.put(make("ข"))) is codes.FOLDER_READ_ONLY
    finally:
        desk.target.parent.chmod(0o755)
    assert desk.target.read_bytes() == make("ก")


def test_a_name_that_is_too_long(desk, make):
    long = type(desk)(desk.root, f"out/memos/{'ก' * 300}.docx")
    assert refused(lambda: long.put(make("ก"))) is codes.NAME_TOO_LONG
    assert not (desk.root / "out/memos").exists() or long.files() == set()


def test_windows_says_too_long_in_its_own_way(desk):
    error = FileNotFoundError(errno.ENOENT, "The filename or extension is too long")
    error.winerror = 206

    def fail() -> None:
        with files.explained(desk.name):
            raise error

    assert refused(fail) is codes.NAME_TOO_LONG


def test_an_error_that_nobody_can_mend_is_not_dressed_up(desk, make, monkeypatch):
    def fail(handle):
        raise OSError(errno.EIO, "broken disk")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="broken disk"):
        desk.put(make("ก"))


def test_places_outside_the_workspace_are_refused(desk, make, tmp_path):
    for name in ("../outside.docx", "out/../../outside.docx"):
        assert refused(lambda name=name: type(desk)(desk.root, name).put(make("ก"))) is codes.REFUSED
    assert list(tmp_path.iterdir()) == [desk.root]


def link(path: Path, to: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.symlink_to(to)
    except OSError:
        pytest.skip("no links here")


@pytest.mark.parametrize("name", ["out", "out/2565-q1", "out/.reportgen", "out/.reportgen/made"])
def test_linked_folders_that_lead_out_are_refused(desk, make, tmp_path, name):
    outside = tmp_path / "outside"
    outside.mkdir()
    link(desk.root / name, outside)
    assert refused(lambda: desk.put(make("ก"))) is codes.REFUSED
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("name", ["out/2565-q1/รายงาน.docx", "out/.reportgen/state.jsonl"], ids=ascii)
def test_links_in_the_place_of_our_files_are_refused(desk, make, tmp_path, name):
    precious = tmp_path / "precious"
    precious.write_text("precious")
    link(desk.root / name, precious)
    assert refused(lambda: desk.put(make("ก"), on_edited=OnEdited.FORCE)) is codes.REFUSED
    assert precious.read_text() == "precious"


def test_a_linked_folder_inside_the_workspace_is_fine(desk, make):
    (desk.root / "elsewhere").mkdir()
    link(desk.root / "out/2565-q1", desk.root / "elsewhere")
    assert desk.put(make("ก")).outcome is Outcome.WRITTEN


def test_a_folder_in_the_place_of_the_paper_is_refused(desk, make):
    desk.target.mkdir(parents=True)
    assert refused(lambda: desk.put(make("ก"), on_edited=OnEdited.FORCE)) is codes.REFUSED


def test_a_file_in_the_place_of_its_folder_is_refused(desk, make):
    (desk.root / "out").mkdir()
    desk.target.parent.write_text("a file")
    assert refused(lambda: desk.put(make("ก"))) is codes.REFUSED
