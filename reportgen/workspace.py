"""A fiscal year's folder: finding it, reading its files, and noting each read.

The only module that reads a user's files; with `cli`, the only one that knows the clock and the
environment, which it takes as values.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from reportgen.diagnostics import Diagnostic, Rule, Severity, Span
from reportgen.errors import ExitCode, Stop
from reportgen.model.scalars import PeriodId
from reportgen.thai.reading import ReadError

MANIFEST = "reportgen.yaml"
LARGEST_FILE = 64 * 2**20
"""No input of ours is larger; a YAML file has a lower bound of its own in `load`."""

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
    "The folder {folder} is not read: a period is called {period}.",
    "Rename the folder.",
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


@dataclass(frozen=True, slots=True)
class Settings:
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
class Workspace:
    """A workspace's root and what was read of it so far (names relative to the root, with `/`)."""

    root: Path
    settings: Settings
    reads: dict[str, bytes | None] = field(default_factory=dict)

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
            if path.stat().st_size > LARGEST_FILE:
                raise OSError(f"over {LARGEST_FILE // 2**20} MB")
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            cause = error.strerror or str(error)
            raise Stop(Diagnostic(FILE_UNREADABLE, (Span(name),), {"file": name, "cause": cause})) from error

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

    def text(self, name: str) -> str | None:
        """A file's text, for showing a line of it."""
        try:
            data = self.read(name)
            return data.decode("utf-8-sig") if data is not None else None
        except (PermissionError, Stop, UnicodeDecodeError):
            return None

    def periods(self) -> tuple[PeriodId, ...]:
        """The periods that have a folder here, oldest first."""
        return tuple(sorted(period for name, period in self._period_folders() if name == str(period)))

    def memos(self) -> tuple[str, ...]:
        """The names of the memos' files, sorted."""
        return tuple(sorted(f"memos/{path.name}" for path in (self.root / "memos").glob("*.yaml")))

    def misnamed(self) -> tuple[Diagnostic, ...]:
        """Folders that were meant as periods, to judge by their names, but are not called like one."""
        return tuple(
            Diagnostic(PERIOD_MISNAMED, (Span(name),), {"folder": name, "period": str(period)})
            for name, period in self._period_folders()
            if name != str(period)
        )

    def _period_folders(self) -> Iterator[tuple[str, PeriodId]]:
        for folder in sorted(self.root.iterdir()):
            with contextlib.suppress(ReadError):
                period = PeriodId.read(folder.name.replace("_", "-").replace(" ", ""))
                if folder.is_dir():
                    yield folder.name, period

    def period(self, name: str | None) -> PeriodId:
        """The period called `name`, or the newest; raises Stop where there is none."""
        known = self.periods()
        wanted = name.strip().rstrip("/\\").lower() if name else str(known[-1]) if known else "-"
        for period in known:
            if str(period) == wanted:
                return period
        args = {"period": wanted, "known": ", ".join(map(str, known)) or "-"}
        raise Stop(Diagnostic(NO_PERIOD, (Span("."),), args))


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
