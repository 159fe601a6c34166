"""Writes files whole or not at all, and says in our words why the disk refused.

Knows nothing of DOCX, nor of who changed what.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

from reportgen.diagnostics import Diagnostic, Rule, Span
from reportgen.errors import Stop
from reportgen.publish import codes
from reportgen.publish.values import OnStep, Step, no_step

PREFIX, SUFFIX = ".rg-", ".tmp"
_STALE_SECONDS = 600  # far longer than a running publication needs for one file
_RETRY_SECONDS = (0.05, 0.1, 0.2)  # a virus scanner holds a new file for a moment on Windows
_WINDOWS_PATH_TOO_LONG = 206
_LARGEST = 1 << 28  # bytes: several times the largest PDF of a year
_NAME_BYTES = 255  # of one file name, on every common disk
_RULES: dict[int | None, Rule] = {
    errno.ENOSPC: codes.DISK_FULL,
    errno.EDQUOT: codes.DISK_FULL,
    errno.ENAMETOOLONG: codes.NAME_TOO_LONG,
    errno.EACCES: codes.FOLDER_READ_ONLY,
    errno.EPERM: codes.FOLDER_READ_ONLY,
    errno.EROFS: codes.FOLDER_READ_ONLY,
    errno.ENOTDIR: codes.REFUSED,
    errno.EEXIST: codes.REFUSED,
    errno.EISDIR: codes.REFUSED,
}


class InUseError(Exception):
    """The file is held, or was just changed, by another program."""


@dataclass(slots=True)
class _Batch:
    """What is synced when a batch ends: folders and logs; and the folders that were swept in it."""

    later: set[Path] = field(default_factory=set)
    swept: set[Path] = field(default_factory=set)


_batch: ContextVar[_Batch | None] = ContextVar("batch", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Publishes many files as one batch: folders and logs are synced once, at its end.

    A killed process loses nothing by it, and a file is still on disk before it takes the place of another.
    After a power cut in the middle some of the batch may be as before it, though their log says otherwise.
    """
    batch = _Batch()
    before = _batch.set(batch)
    try:
        yield
    finally:
        _batch.reset(before)
        for path in sorted(batch.later):
            _sync(path)


def later(path: Path) -> bool:
    """Whether `path` will be synced at the end of the batch under way; False outside one."""
    batch = _batch.get()
    if batch is not None:
        batch.later.add(path)
    return batch is not None


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turns the refusals of a disk that a person can mend into `Stop`, said of the file `name`."""
    try:
        yield
    except OSError as error:
        too_long = getattr(error, "winerror", None) == _WINDOWS_PATH_TOO_LONG
        rule = codes.NAME_TOO_LONG if too_long else _RULES.get(error.errno)
        if rule is None:
            raise
        raise stop(rule, name) from error


def stop(rule: Rule, name: str) -> Stop:
    """The exception that ends the run with `rule`, said of the file `name`."""
    return Stop(Diagnostic(rule, (Span(name),), {"file": name}))


def is_inside(root: Path, path: Path) -> bool:
    """Whether `path` is, or may become, a plain file in `root` that no link leads out of."""
    home, parent = Path(os.path.realpath(root)), Path(os.path.realpath(path.parent))
    return parent.is_relative_to(home) and not path.is_symlink() and (path.is_file() or not path.exists())


def read(path: Path) -> bytes | None:
    """The bytes at `path`, or None where there is no file; `InUseError` if they may not be read.

    Of a file larger than any of ours only the beginning, which is none of ours either.
    """
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise InUseError from error


def write_aside(folder: Path, data: bytes, on_step: OnStep = no_step, *, spare: bool = False) -> Path:
    """Writes `data` to a new file in `folder`, on disk when this returns; sweeps what killed runs left.

    With `spare`, for what a power cut may take, a batch does not wait for the disk.
    """
    aside = folder / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
    try:
        with aside.open("xb") as file:
            on_step(Step.ASIDE_OPENED)
            file.write(data)
            file.flush()
            on_step(Step.ASIDE_WRITTEN)
            if not (spare and _batch.get()):
                os.fsync(file.fileno())
        on_step(Step.ASIDE_SYNCED)
        _sweep(folder, aside.stat().st_mtime - _STALE_SECONDS)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def replace(aside: Path, target: Path) -> None:
    """Puts `aside` in the place of `target` at one stroke; `InUseError` if another program holds it."""
    for pause in (*_RETRY_SECONDS, None):
        try:
            aside.replace(target)
            break
        except PermissionError as error:
            if pause is None:
                raise InUseError from error
            time.sleep(pause)
    _sync_folder(target.parent)


def keep_copy(target: Path, today: date) -> Path:
    """A second name for the file at `target`, dated in the Buddhist era; overwrites nothing.

    A link where the disk has links, so that a program still writing to the file writes to the copy.
    """
    for number in count(1):
        copy = target.with_name(_copy_name(target, today, number))
        try:
            _duplicate(target, copy)
        except FileExistsError:
            if copy.exists() and copy.samefile(target):  # left by a run killed before it replaced the target
                break
        else:
            break
    _sync_folder(target.parent)
    return copy


def _copy_name(target: Path, today: date, number: int) -> str:
    mark = f" (แก้ไขด้วยมือ {today.year + 543}-{today:%m-%d})"
    end = mark + (f" ({number})" if number > 1 else "") + target.suffix
    stem = os.fsencode(target.stem)[: _NAME_BYTES - len(os.fsencode(end))]
    return stem.decode(errors="ignore") + end


def _duplicate(target: Path, copy: Path) -> None:
    try:
        os.link(target, copy)
    except FileExistsError:
        raise
    except OSError:  # no links here (FAT, some network drives), or none allowed
        with target.open("rb") as source, copy.open("xb") as destination:
            try:
                shutil.copyfileobj(source, destination)
                destination.flush()
                os.fsync(destination.fileno())
            except BaseException:
                destination.close()
                copy.unlink(missing_ok=True)
                raise


def _sweep(folder: Path, before: float) -> None:
    """Removes files written aside and last touched before `before`, by the clock of the disk itself; once in
    a batch."""
    batch = _batch.get()
    if batch is not None:
        if folder in batch.swept:
            return
        batch.swept.add(folder)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX):
                with suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_mtime < before:
                        Path(entry.path).unlink()


def _sync_folder(folder: Path) -> None:
    """Makes a rename last through a power cut, where the system can sync a folder (Windows cannot)."""
    if not later(folder):
        _sync(folder)


def _sync(path: Path) -> None:
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
