"""Creates a file whole or not at all, and never over another: what stands in the ledger stays.

Needs nothing of the disk but that creating a name fails where it is taken; no locks, which share drives
keep badly.
"""

from __future__ import annotations

import errno
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from reportgen.diagnostics import Diagnostic, Span
from reportgen.errors import Stop
from reportgen.ledger.codes import NOT_WRITABLE

PREFIX, SUFFIX = ".rg-", ".tmp"
_STALE_SECONDS = 600  # far longer than one small file takes
_RETRY_SECONDS = (0.05, 0.1, 0.2)  # a virus scanner holds a new file for a moment on Windows


class Step(StrEnum):
    """The steps of one creation, in order; CLAIMED comes only on a disk without hard links."""

    ASIDE_OPENED = "aside-opened"
    ASIDE_WRITTEN = "aside-written"
    ASIDE_SYNCED = "aside-synced"
    CLAIMED = "claimed"
    PLACED = "placed"
    DONE = "done"


OnStep: TypeAlias = Callable[[Step], None]


def no_step(step: Step) -> None:
    """For a caller that does not follow the steps."""


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turns what the disk refuses into `Stop`, said of the file `name`, a whole path."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        args = {"file": name, "reason": error.strerror or type(error).__name__}
        raise Stop(Diagnostic(NOT_WRITABLE, (Span(name),), args)) from error


def create(root: Path, name: Path, data: bytes, on_step: OnStep = no_step) -> None:
    """Makes the file `name` in `root` with `data`, on disk when this returns; makes the folders between.

    `root` must be there: a share that is not connected must never look like a ledger without entries.
    Raises `FileExistsError` where the name is taken; of all who try at once, one alone succeeds. A run
    killed before PLACED leaves the name free; on a disk without hard links, where it was killed between
    CLAIMED and PLACED, taken by an empty file.
    """
    target = root / name
    _make_folders(root, target.parent)
    if not target.parent.resolve().is_relative_to(root.resolve()):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))  # a link that leads elsewhere
    aside = target.parent / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
    try:
        _write(aside, data, on_step)
        if not _link(aside, target):
            _claim(aside, target, on_step)
        on_step(Step.PLACED)
        _sync(target.parent)
    finally:
        with suppress(OSError):
            aside.unlink()
    _sweep(target)
    on_step(Step.DONE)


def _make_folders(root: Path, folder: Path) -> None:
    if folder != root and not folder.is_dir():
        _make_folders(root, folder.parent)
        with suppress(FileExistsError):  # another run made it just now; if it is no folder, writing will tell
            folder.mkdir()
        _sync(folder.parent)


def _write(aside: Path, data: bytes, on_step: OnStep) -> None:
    with aside.open("xb") as file:
        on_step(Step.ASIDE_OPENED)
        file.write(data)
        file.flush()
        on_step(Step.ASIDE_WRITTEN)
        os.fsync(file.fileno())
    on_step(Step.ASIDE_SYNCED)


def _link(aside: Path, target: Path) -> bool:
    """Gives `aside` its second name, `target`; False where the disk has no links or allows none."""
    try:
        os.link(aside, target)
    except FileExistsError:
        if aside.stat().st_nlink > 1 and aside.samefile(target):  # done; the share's answer was lost
            return True
        raise
    except OSError:
        return False
    return True


def _claim(aside: Path, target: Path, on_step: OnStep) -> None:
    """Takes the name with an empty file, then puts `aside` in its place at one stroke."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    try:
        on_step(Step.CLAIMED)
        _replace(aside, target)
    except BaseException:
        with suppress(OSError):
            if not target.stat().st_size:
                target.unlink()
        raise


def _replace(aside: Path, target: Path) -> None:
    for pause in (*_RETRY_SECONDS, None):
        try:
            aside.replace(target)
            return
        except PermissionError:
            if pause is None:
                raise
            time.sleep(pause)


def _sweep(target: Path) -> None:
    """Removes what runs that were killed wrote aside, long before `target` by the clock of the disk."""
    with suppress(OSError), os.scandir(target.parent) as found:
        before = target.stat().st_mtime - _STALE_SECONDS
        for each in found:
            if each.name.startswith(PREFIX) and each.name.endswith(SUFFIX):
                with suppress(OSError):
                    if each.stat(follow_symlinks=False).st_mtime < before:
                        Path(each.path).unlink()


def _sync(folder: Path) -> None:
    """Makes a new name last through a power cut, where the system can sync a folder (Windows cannot)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
