"""Remembers what was made: an append-only file of JSON lines, and the skeleton of each sealed version.

Never decides alone whether a DOCX was edited (its own seal does), so a lost state loses no work.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Set
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from reportgen.ooxml.package import read_parts
from reportgen.publish.files import InUseError, later, replace, write_aside

INTENT: Final = "intent"
DONE: Final = "done"

_ROOM: Final = 1 << 20
"""Bytes that the log may have in any case."""
_FRESH: Final = 86_400
"""Seconds for which a skeleton stays in any case: another run may be about to name it."""
_HEADER = b'{"schema": 1}\n'
_SEAL = re.compile(r"[0-9a-f]{64}")


class Record(NamedTuple):
    """One line: a file is about to be made (INTENT) or was made (DONE); `seal` is "" unless it is a DOCX."""

    event: str
    name: str
    sha256: str
    seal: str = ""


class State(NamedTuple):
    """The state kept in `folder`; what cannot be read in it is passed over."""

    folder: Path

    @property
    def log(self) -> Path:
        return self.folder / "state.jsonl"

    @property
    def kept(self) -> Path:
        return self.folder / "made"

    def mend(self) -> bool:
        """Sets a log that is no log of this schema aside; whether it had to."""
        try:
            with self.log.open("rb") as file:
                head = file.read(len(_HEADER))
        except FileNotFoundError:
            return False
        if _HEADER.startswith(head):  # whole, or torn when the run that began it was killed
            return False
        self.log.replace(self.folder / "state.unreadable.jsonl")
        return True

    def append(self, record: Record) -> None:
        """Adds one line, on disk when this returns, or at the end of the batch where the file has a seal; a
        line torn by a killed run is closed off first."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("a+b") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - len(_HEADER)))
            tail = file.read()
            start = _HEADER[size:] if size < len(_HEADER) else b"" if tail.endswith(b"\n") else b"\n"
            file.write(start + json.dumps(record._asdict()).encode() + b"\n")
            file.flush()
            if not (record.seal and later(self.log)):  # what has no seal is known by its record alone
                os.fsync(file.fileno())

    def compact(self) -> None:
        """Writes the log anew once most of it is out of date: every file without a seal, and of those with
        one, which know themselves, what was said last of each. For who alone works in the workspace: a log
        that another run adds to meanwhile is left as it is. With it go the skeletons of versions that it no
        longer names."""
        try:
            size, changed = self.log.stat().st_size, self.log.stat().st_mtime
            records = list(self._records()) if size > _ROOM else []
        except OSError:
            return
        last = {(each.name, each.event if each.seal else each.sha256): each for each in records}
        if len(records) <= 2 * len(last):
            return
        lines = b"".join(json.dumps(each._asdict()).encode() + b"\n" for each in last.values())
        aside = write_aside(self.folder, _HEADER + lines)
        try:
            if self.log.stat().st_size == size:
                replace(aside, self.log)
                self._forget_all_but({each.seal for each in last.values()}, changed - _FRESH)
        except InUseError:
            return
        finally:
            aside.unlink(missing_ok=True)

    def _forget_all_but(self, seals: Set[str], before: float) -> None:
        for path in self.kept.glob("*.zip"):
            with suppress(OSError):
                if path.stem not in seals and path.stat().st_mtime < before:
                    path.unlink()

    def knows(self, sha256: str) -> bool:
        """Whether we made, or were about to make, a file of this hash."""
        return any(record.sha256 == sha256 for record in self._records(sha256))

    def is_done(self, name: str, sha256: str) -> bool:
        """Whether the file of this name and hash was recorded as made."""
        return any(
            (record.event, record.name, record.sha256) == (DONE, name, sha256)
            for record in self._records(sha256)
        )

    def last_seal(self, name: str) -> str:
        """The seal of the version of `name` that was made last, or ""."""
        made = [record.seal for record in self._records() if (record.event, record.name) == (DONE, name)]
        return made[-1] if made else ""

    def keep(self, seal: str, skeleton: bytes) -> None:
        """Stores the packed skeleton of the version sealed with `seal`."""
        path = self.kept / f"{seal}.zip"
        if path.exists():
            return
        self.kept.mkdir(parents=True, exist_ok=True)
        write_aside(self.kept, skeleton, spare=True).replace(path)

    def made(self, seal: str) -> dict[str, bytes] | None:
        """The skeleton of the version sealed with `seal`, which may be any text; None if it is not kept."""
        if not _SEAL.fullmatch(seal):
            return None
        try:
            return read_parts((self.kept / f"{seal}.zip").read_bytes())
        except (OSError, ValueError, LookupError):
            return None

    def _records(self, holding: str = "") -> Iterator[Record]:
        """The records whose line holds the ASCII text `holding`; only those lines are parsed."""
        try:
            lines = self.log.read_bytes().splitlines()
        except FileNotFoundError:
            return
        needle = holding.encode()
        for line in lines:
            if needle in line:
                try:
                    record = Record(**{key: str(value) for key, value in json.loads(line).items()})
                except (ValueError, TypeError, AttributeError, RecursionError):
                    continue
                yield record
