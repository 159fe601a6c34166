"""A fiscal year's folder: finding it, reading its files, and noting each read.

The only module that reads a user's files; with `cli`, the only one that knows the clock and the
environment, which it takes as values.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reportgen import disk
from reportgen.diagnostics import Diagnostic, Rule, Severity, Span
from reportgen.errors import ExitCode, Stop
from reportgen.thai.digits import to_arabic
from reportgen.thai.reading import ReadError

if TYPE_CHECKING:  # it brings pydantic, which a build with nothing to do does without
    from reportgen.model.scalars import PeriodId

MANIFEST = "reportgen.yaml"
PERIOD_FOLDERS = "[0-9][0-9][0-9][0-9]-q[1-4]"
MEMO_FILES = "memos/*.yaml"
_PERIOD_LIKE = re.compile(
    r"(?<!\d)(?P<year>2[4-7]\d\d)[-_ ]*(?:q|ไตรมาส(?:ที่)?)[-_ ]*(?P<quarter>[1-4](?!\d))?"
)
LARGEST_FILE = 64 * 2**20
"""No input of ours is larger; a YAML file has a lower bound of its own in `load`."""
_NOTEBOOKS, _FULL_NOTEBOOK = 8, 8 * 2**20

NO_WORKSPACE = Rule(
    "workspace-missing",
    Severity.ERROR,
    "There is no workspace here: no reportgen.yaml in {folder} or above it.",
    "Go into the workspace's folder, name it with -w, or make one with: reportgen init DIR",
    ExitCode.USAGE,
)
NO_PERIOD = Rule(
    "period-missing",
    Severity.ERROR,
    "There is no period {period} in this workspace.",
    "Periods here: {known}. A period is a folder such as 2565-q1 with spending.yaml in it.",
    ExitCode.USAGE,
)
FILE_UNREADABLE = Rule(
    "file-unreadable",
    Severity.ERROR,
    "The file {file} cannot be read: {cause}.",
    "Check the file's permissions and the disk.",
)
PERIOD_MISNAMED = Rule(
    "period-misnamed",
    Severity.WARNING,
    "The folder {folder} is not read: a period's folder is called such as {period}.",
    "Rename the folder; if it is a copy, move it out of the workspace.",
)
FILE_UNWRITABLE = Rule(
    "file-unwritable",
    Severity.ERROR,
    "The file {file} cannot be written: {cause}.",
    "Close it in other programs and run again; nothing in it was changed.",
    ExitCode.USAGE,
)
OUTSIDE = Rule(
    "file-outside",
    Severity.ERROR,
    "{file} does not lie in the workspace.",
    "Name a file inside {folder}.",
    ExitCode.USAGE,
)
RULES = (FILE_UNWRITABLE, OUTSIDE, PERIOD_MISNAMED, NO_WORKSPACE, NO_PERIOD, FILE_UNREADABLE)


class Settings(NamedTuple):
    """What a run knows of its surroundings; made once, in `cli`."""

    cwd: Path
    environ: Mapping[str, str]
    now: datetime
    platform: str

    @property
    def temp(self) -> Path:
        """A folder on a local disk for passing files."""
        named = (self.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
        return Path(next(filter(None, named), "/tmp"))


class OutsideError(Stop, PermissionError):
    """A name that leads out of the workspace: ends the run, unless who asked knows what to say of it."""


@dataclass(slots=True)
class Notes:
    """What a paper was made from: each file's bytes and stamp, None where there was none, by its name; and
    what each listing told, by its key (see `disk.listed`)."""

    files: dict[str, tuple[bytes, disk.Stamp] | None] = field(default_factory=dict)
    listings: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Workspace:
    """A workspace's root and what was read of it so far (names relative to the root, with `/`).

    `notes` are shared with the workspaces beside it, whose names they hold as seen from the first one, as
    `within` tells, such as `../fy2564/`.
    """

    root: Path
    settings: Settings
    reads: dict[str, bytes | None] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)
    within: str = ""

    def read(self, name: str) -> bytes | None:
        """A file's bytes, None where there is none. Raises OutsideError where `name` leads out of
        the workspace (also through a link), and Stop where the file cannot be read."""
        if name not in self.reads:
            self.reads[name] = self._read(name)
        return self.reads[name]

    def _read(self, name: str) -> bytes | None:
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root):
            raise OutsideError(Diagnostic(OUTSIDE, (Span(name),), {"file": name, "folder": str(self.root)}))
        try:
            data, stamp = disk.read_whole(str(path), LARGEST_FILE)
        except (FileNotFoundError, NotADirectoryError):
            self.notes.files[self.within + name] = None
            return None
        except OSError as error:
            cause = error.strerror or str(error)
            raise Stop(Diagnostic(FILE_UNREADABLE, (Span(name),), {"file": name, "cause": cause})) from error
        self.notes.files[self.within + name] = data, stamp
        return data

    def name(self, file: Path) -> str:
        """The name in the workspace of a file named on the command line: seen from the current folder, or
        from the workspace's root. Raises Stop where it lies outside."""
        for start in (self.settings.cwd, self.root):
            path = (start / file).resolve()
            if path.is_relative_to(self.root) and (path.exists() or start == self.root):
                return path.relative_to(self.root).as_posix()
        args = {"file": str(file), "folder": str(self.root)}
        raise Stop(Diagnostic(OUTSIDE, (Span(str(file)),), args))

    def write(self, name: str, data: bytes) -> None:
        """Replaces an input of the workspace, whole or not at all; raises Stop where that fails."""
        path = (self.root / name).resolve()
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with aside.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
            args = {"file": name, "cause": error.strerror or str(error)}
            raise Stop(Diagnostic(FILE_UNWRITABLE, (Span(name),), args)) from error
        self.reads[name] = data

    def remember(self, name: str, data: bytes) -> None:
        """Writes a file that may be lost without harm (a cache): aside, then in place; never fails."""
        path = self.root / name
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(data)
            aside.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)

    def note_down(self, folder: str, line: str) -> None:
        """Adds a line to one of the few files of `folder`, which may be lost without harm; never fails. One
        that has grown large is begun anew."""
        path = self.root / folder / f"{os.getpid() % _NOTEBOOKS}.txt"
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                if file.tell() > _FULL_NOTEBOOK:
                    file.truncate(0)
                file.write(f"{line}\n".encode())

    def text(self, name: str) -> str | None:
        """A file's text, for showing a line of it."""
        try:
            data = self.read(name)
            return data.decode("utf-8-sig") if data is not None else None
        except (PermissionError, Stop, UnicodeDecodeError):
            return None

    def beside(self, name: str) -> Workspace | None:
        """The workspace that `name`, such as `../fy2564`, leads to, None where there is none. It lies in the
        same folder as this one: nothing further away is read. Raises OutsideError where it does not."""
        root = (self.root / name).resolve()
        if root.parent != self.root.parent or root == self.root:
            args = {"file": name, "folder": str(self.root.parent)}
            raise OutsideError(Diagnostic(OUTSIDE, (Span(MANIFEST),), args))
        other = Workspace(root, self.settings, notes=self.notes, within=f"{self.within}../{root.name}/")
        return other if other.read(MANIFEST) is not None else None

    def listed(self, key: str) -> list[str]:
        """The names that `key`, such as `memos/*.yaml`, means here; noted as the files are."""
        told = disk.listed(str(self.root), key)
        self.notes.listings[self.within + key] = told
        return told.splitlines()

    def periods(self) -> tuple[PeriodId, ...]:
        """The periods that have a folder here, oldest first."""
        names = (name for name in self.listed(PERIOD_FOLDERS) if (self.root / name).is_dir())
        return tuple(sorted(period for name in names if (period := _meant(name)) and name == str(period)))

    def memos(self) -> tuple[str, ...]:
        """The names of the memos' files, sorted."""
        return tuple(f"memos/{name}" for name in self.listed(MEMO_FILES))

    def sources(self) -> tuple[str, ...]:
        """The files that papers are made for: the plan, those of each period, and each memo's."""
        folders = self.listed(PERIOD_FOLDERS)
        of_periods = (f"{folder}/{name}.yaml" for folder in folders for name in ("spending", "visits"))
        return ("plan.yaml", *of_periods, *self.memos())

    def misnamed(self) -> tuple[Diagnostic, ...]:
        """Folders that were meant as periods, to judge by their names, but are not called like one."""
        return tuple(
            Diagnostic(PERIOD_MISNAMED, (Span(name),), {"folder": name, "period": str(period)})
            for name in self.folders()
            if (period := _meant(name)) and name != str(period)
        )

    def folders(self, within: str = ".") -> list[str]:
        """The names of the folders here or `within` one that may be there, sorted."""
        folder = self.root / within
        return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []

    def period(self, name: str | None) -> PeriodId:
        """The period called `name`, or the newest; raises Stop where there is none."""
        from reportgen.model.scalars import PeriodId

        known = self.periods()
        wanted = name.strip().rstrip("/\\") if name else str(known[-1]) if known else "-"
        with contextlib.suppress(ReadError):
            period = PeriodId.read(wanted)
            wanted = str(period)
            if period in known:
                return period
        args = {"period": wanted, "known": ", ".join(map(str, known)) or "-"}
        raise Stop(Diagnostic(NO_PERIOD, (Span("."),), args))


def _meant(folder: str) -> PeriodId | None:
    """The period that a folder was meant for, to judge by its name; the first of the year where that tells no
    quarter. None for other folders."""
    found = _PERIOD_LIKE.search(to_arabic(folder).lower())
    if not found:
        return None
    from reportgen.model.scalars import PeriodId

    return PeriodId(int(found["year"]), int(found["quarter"] or 1))


def find_workspace(start: Path) -> Path | None:
    """The nearest folder with a reportgen.yaml, from `start` upwards."""
    for folder in (start, *start.parents):
        if (folder / MANIFEST).is_file():
            return folder
    return None


def open_workspace(folder: Path | None, settings: Settings) -> Workspace:
    """The workspace at `folder`, or around the current folder; raises Stop where there is none."""
    start = (settings.cwd / folder if folder else settings.cwd).resolve()
    root = find_workspace(start)
    if root is None:
        raise Stop(Diagnostic(NO_WORKSPACE, (Span(str(folder or ".")),), {"folder": str(start)}))
    return Workspace(root, settings)
