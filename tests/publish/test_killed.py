"""A run killed anywhere in publishing leaves the old file or the new one, whole; the next run goes on."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

import reportgen.publish
from reportgen.publish import OnEdited, Outcome, Step

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

CODE = str(Path(reportgen.publish.__file__).parent)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(work: Callable[[], object]) -> bool:
    """Runs `work` in a process of its own; whether that was killed before it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def until_line(number: int, work: Callable[[], object]) -> Callable[[], object]:
    """`work`, killed before the line that publishing comes to as its `number`th."""
    left = number

    def trace(frame: FrameType, event: str, arg: object) -> object:
        nonlocal left
        if not frame.f_code.co_filename.startswith(CODE):
            return None
        if event == "line":
            left -= 1
            if left == 0:
                die()
        return trace

    def traced() -> None:
        sys.settrace(trace)
        work()

    return traced


def check(desk, old: bytes | None, new: bytes) -> None:
    """The paper is as before or as it is to be, and publishing again finishes the work."""
    assert (desk.target.read_bytes() if desk.target.exists() else None) in (old, new)
    assert desk.put(new).outcome in (Outcome.WRITTEN, Outcome.UNCHANGED)
    assert desk.target.read_bytes() == new
    assert desk.put(new).outcome is Outcome.UNCHANGED
    lines = desk.log.read_bytes().splitlines()
    assert lines[0] == b'{"schema": 1}'
    assert lines[-1].startswith(b'{"event": "done"')


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.COPIED])
@pytest.mark.parametrize("first", [True, False], ids=["first", "replacing"])
def test_killed_at_a_step(desk, make, step, first):
    old = None if first else make("เก่า")
    if old:
        desk.put(old)
    assert killed(lambda: desk.put(make("ใหม่"), on_step=lambda at: die() if at is step else None))
    over = desk.target.exists() and desk.target.read_bytes() == make("ใหม่")
    assert over is (step in (Step.REPLACED, Step.DONE))
    check(desk, old, make("ใหม่"))


@pytest.mark.parametrize("step", [Step.COPIED, Step.REPLACED])
def test_killed_at_a_step_of_forcing(desk, make, step):
    desk.stand(b"theirs")
    force = OnEdited.FORCE
    assert killed(lambda: desk.put(make("ใหม่"), on_edited=force, on_step=lambda at: at is step and die()))
    assert desk.target.read_bytes() == (b"theirs" if step is Step.COPIED else make("ใหม่"))
    desk.put(make("ใหม่"), on_edited=force)
    assert desk.target.read_bytes() == make("ใหม่")
    (copy,) = desk.target.parent.glob("*แก้ไขด้วยมือ*")
    assert copy.read_bytes() == b"theirs"


@pytest.mark.slow
@pytest.mark.parametrize("first", [True, False], ids=["first", "replacing"])
def test_killed_at_any_line(tmp_path, desk, make, first):
    old, new = None if first else make("เก่า"), make("ใหม่")
    number = 0
    while True:
        number += 1
        at = type(desk)(tmp_path / str(number))
        at.root.mkdir()
        if old:
            at.put(old)
        if not killed(until_line(number, lambda at=at: at.put(new))):
            break
        check(at, old, new)
    assert number > 50


@pytest.mark.slow
def test_killed_at_any_line_of_forcing_loses_no_edit(tmp_path, desk, make, edit):
    old, new = make("เก่า"), make("ใหม่")
    theirs = edit(old, "เก่า", "แก้")
    number = 0
    while True:
        number += 1
        at = type(desk)(tmp_path / str(number))
        at.root.mkdir()
        at.put(old)
        at.stand(theirs)
        done = not killed(until_line(number, lambda at=at: at.put(new, on_edited=OnEdited.FORCE)))
        standing = [path.read_bytes() for path in at.target.parent.iterdir() if path.suffix == ".docx"]
        assert theirs in standing
        at.put(new, on_edited=OnEdited.FORCE)
        assert at.target.read_bytes() == new
        assert [copy.read_bytes() for copy in at.target.parent.glob("*แก้ไขด้วยมือ*")] == [theirs]
        if done:
            break
    assert number > 50


def test_a_killed_companion_file_is_known_again(desk):
    desk.put_file(b"%PDF one")
    assert killed(
        lambda: desk.put_file(b"%PDF two", on_step=lambda at: die() if at is Step.REPLACED else None)
    )
    assert desk.target.read_bytes() == b"%PDF two"
    assert desk.put_file(b"%PDF three").outcome is Outcome.WRITTEN


def test_what_a_killed_run_left_is_swept_once_it_is_old(desk, make):
    assert killed(lambda: desk.put(make("ก"), on_step=lambda at: die() if at is Step.ASIDE_SYNCED else None))
    (left,) = desk.files()
    assert left.startswith(".rg-") and left.endswith(".tmp")
    desk.put(make("ก"))
    assert desk.files() == {left, desk.target.name}  # it could be a run beside this one
    os.utime(desk.target.parent / left, (1, 1))
    bystander = desk.target.parent / ".rg-notes.txt"
    bystander.write_text("not ours to sweep")
    os.utime(bystander, (1, 1))
    desk.put(make("ข"))
    assert desk.files() == {desk.target.name, bystander.name}
