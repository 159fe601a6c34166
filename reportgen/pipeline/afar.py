"""Papers made on another machine: the files that go there, what comes back, and its being put in place here.

There a paper is made in a copy of the workspace, in which no other is; guard and state are here alone.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile, ZipInfo

from reportgen import disk
from reportgen.build.codes import CLUSTER_TOO_LARGE
from reportgen.build.limits import Limits
from reportgen.build.runner import run
from reportgen.build.values import Done, Read, Task
from reportgen.diagnostics import Diagnostic
from reportgen.errors import Stop
from reportgen.pipeline.building import Maker, plain, put_down
from reportgen.pipeline.leaves import FOLDER as LEAVES
from reportgen.pipeline.ledgers import ledger_folder
from reportgen.pipeline.make import PAGES, STATE_FOLDER, Wishes, put
from reportgen.publish import OnEdited
from reportgen.publish.files import together
from reportgen.sources import previous_place
from reportgen.workspace import LARGEST_FILE, Settings, Workspace

MOST_SENT: Final = 512 * 2**20
_MADE = "out"


@dataclass(frozen=True, slots=True)
class Sent:
    """The files that papers may read: the zip `data`, in which they are named as seen from the folder around
    the workspace, and the hash and stamp of each by that name."""

    data: bytes
    files: Mapping[str, tuple[str, disk.Stamp]]


def packed(workspace: Workspace) -> Sent:
    """Everything in the workspace, in those of the years before and in their ledgers, but for what was made,
    what is hidden, and links that lead out. Raises Stop where that is more than `MOST_SENT` bytes.
    """
    base, buffer, size = workspace.root.parent, BytesIO(), 0
    files: dict[str, tuple[str, disk.Stamp]] = {}
    with ZipFile(buffer, "w") as pack:
        for path in dict.fromkeys(_paths(workspace)):
            name = path.relative_to(base).as_posix()
            if path.is_dir():  # an empty ledger is one, too
                pack.writestr(ZipInfo(f"{name}/"), b"")
                continue
            try:
                data, stamp = disk.read_whole(str(path), LARGEST_FILE)
            except OSError:
                continue  # what it is needed for is made here, which tells what is wrong with it
            size += len(data)
            if size > MOST_SENT:
                raise Stop(Diagnostic(CLUSTER_TOO_LARGE, (), {"megabytes": str(MOST_SENT // 2**20)}))
            files[name] = disk.hashed(data), stamp
            pack.writestr(ZipInfo(name), data)
    return Sent(buffer.getvalue(), files)


def _paths(workspace: Workspace) -> Iterator[Path]:
    """The folders and files to send, each folder before what is in it."""
    year: Workspace | None = Workspace(workspace.root, workspace.settings)
    seen: set[Path] = set()
    while year is not None and year.root not in seen:
        seen.add(year.root)
        yield from _within(year.root, frozenset({_MADE}))
        with suppress(Stop):  # said where the ledger is used
            yield from _within(ledger_folder(year), frozenset())
        year = _year_before(year)
    yield from sorted((workspace.root / PAGES).glob("*.json"))


def _year_before(year: Workspace) -> Workspace | None:
    with suppress(Stop):  # said where that year is used
        place = previous_place(year.read)
        return year.beside(place) if place is not None else None
    return None


def _within(root: Path, left_out: frozenset[str]) -> Iterator[Path]:
    for folder, names, files in os.walk(root):
        here = Path(folder)
        yield here
        left = left_out if here == root else frozenset()
        names[:] = sorted(name for name in names if not name.startswith(".") and name not in left)
        for name in sorted(files):
            path = here / name
            if not name.startswith(".") and (not path.is_symlink() or path.resolve().is_relative_to(root)):
                yield path


def made_there(root: Path, settings: Settings, task: Task) -> Done:
    """Does `task` in `root`, the workspace as it was sent, and gives the files that were made with it."""
    before = {path: disk.stamp(str(path)) for path in _notes(root)}
    done = Maker(root, settings)(task)
    paths = [root / output.name for output in done.outputs]
    paths += (path for path in _notes(root) if before.get(path) != disk.stamp(str(path)))
    carried = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    for path in paths:
        path.unlink()
    return replace(done, outputs=(), carried=carried)


def _notes(root: Path) -> list[Path]:
    """What is written beside papers for later builds, and may be lost."""
    return [*(root / PAGES).glob("*.json"), *(root / LEAVES).glob("*.txt")]


def received(workspace: Workspace, sent: Sent, task: Task, done: Done) -> Done:
    """What became of `task`, which was done there: its files are put in place as those made here are.

    A paper for which something was read that had not been sent as it is here is made here.
    """
    if done.fault:
        return done
    files, making = _as_here(workspace, sent, done.files), _as_here(workspace, sent, done.making)
    if files is None or making is None or not _is_listed_so(workspace, done.listings):
        return next(run([task], Maker(workspace.root, workspace.settings), None, 1, Limits(), together))
    done, carried = replace(done, files=files, making=making, carried={}), done.carried
    try:
        with together():
            return _put(workspace, task, done, carried)
    except Stop as stop:
        told = tuple(plain(each) for each in stop.diagnostics if isinstance(each, Diagnostic))
        return replace(done, status="failed", fingerprint="", said=(*done.said, *told))


def _put(workspace: Workspace, task: Task, done: Done, carried: Mapping[str, bytes]) -> Done:
    papers = {name: data for name, data in carried.items() if not name.startswith(f"{STATE_FOLDER}/")}
    own = next((name for name in papers if name.endswith(".docx")), "")
    if own:
        pdf = next((data for name, data in papers.items() if name.endswith(".pdf")), None)
        result = put(
            workspace, own, papers[own], pdf, done.said, Wishes(on_edited=OnEdited(task.wish.on_edited))
        )
        done = put_down(workspace, done, own, result)
        done = replace(done, said=tuple(map(plain, done.said)))
    for name, data in carried.items():
        if name.startswith(PAGES):
            workspace.remember(name, data)
        elif name.startswith(f"{LEAVES}/"):
            workspace.note_down(LEAVES, data.decode().rstrip("\n"))
    return done


def _as_here(workspace: Workspace, sent: Sent, reads: Mapping[str, Read]) -> dict[str, Read] | None:
    """`reads` with the stamps of the files here; None where one of them is not what was sent."""
    found: dict[str, Read] = {}
    for name, read in reads.items():
        here = sent.files.get(posixpath.normpath(f"{workspace.root.name}/{name}"))
        if (read and read[0]) != (here and here[0]):
            return None
        if here is None and disk.stamp(str(workspace.root / name)) is not None:
            return None
        found[name] = here
    return found


def _is_listed_so(workspace: Workspace, listings: Mapping[str, str]) -> bool:
    return all(disk.listed(str(workspace.root), key) == told for key, told in listings.items())
