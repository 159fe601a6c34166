"""What a build remembers: an append-only file of JSON lines, compacted when a build starts.

Kept apart from the record of what was published: that one decides whether a file is ours and every line of
it is on disk before a paper is; this one only spares work, is read whole on every run, and may be lost.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from reportgen.build.values import Done, Entry, Recipe, Status
from reportgen.disk import Stamp

_HEADER: Final = b'{"schema": 1}'
_SLACK: Final = 1000
"""Lines that may be out of date before the file is written anew."""


@dataclass(slots=True)
class Machine:
    """The recipes of each kind as last looked up, by the program at `place`, in `files` with these stamps."""

    place: str = ""
    recipes: dict[str, str] = field(default_factory=dict)
    files: dict[str, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Memory:
    """The state in `folder`: hashes and stamps of files, targets of each source, and what became of them.

    `begun` are targets of which a run began the making and did not come to its end; `left`, by name and with
    its hash, are files that were made for targets that are gone or are called otherwise now; `damaged` tells
    that something could not be read.
    """

    folder: Path
    files: dict[str, tuple[str, Stamp]] = field(default_factory=dict)
    sources: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    targets: dict[str, Entry] = field(default_factory=dict)
    recipes: dict[str, Recipe] = field(default_factory=dict)
    machine: Machine = field(default_factory=Machine)
    begun: set[str] = field(default_factory=set)
    left: dict[str, str] = field(default_factory=dict)
    damaged: bool = False
    _whole: bool = False
    _lines: int = 0
    _pending: list[bytes] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return self.folder / "build.jsonl"

    def note(self, event: str, *values: object) -> None:
        """Takes a fact in, and keeps its line for the next `flush`."""
        line = json.dumps([event, *values], ensure_ascii=False, separators=(",", ":")).encode()
        self._pending.append(line)
        self._take([event, *values])

    def note_done(self, done: Done, recipe: str, pdf: bool) -> None:
        """Takes in what became of a target; a failure keeps what its last good files were."""
        for name, read in {**done.making, **done.files}.items():
            if read is not None and self.files.get(name) != read:
                self.note("file", name, *read)
        before = self.targets.get(done.target)
        fingerprint = done.fingerprint
        outputs: list[list[object]] = [[each.name, each.hash, list(each.stamp)] for each in done.outputs]
        making = _hashes(done.making)
        if before is not None and not done.outputs and done.status not in ("frozen", "waiting"):
            fingerprint = before.fingerprint if done.status == "failed" else fingerprint
            outputs, making, pdf = before.outputs, before.making, before.pdf
            recipe = before.recipe if done.status == "failed" else recipe
        status: Status = done.status
        if status == "same":
            status = "made" if done.outputs or before is None else before.status
        if before is not None and done.outputs:
            kept = {each.name for each in done.outputs}
            for output in before.outputs:
                if output[0] not in kept:
                    self.note("left", *output[:2])
        entry = Entry(
            status, fingerprint, recipe, _hashes(done.files), dict(done.listings), making, outputs, pdf
        )
        self.note("target", done.target, *entry)

    def flush(self) -> None:
        """Writes the lines kept, in the place of one that a killed run left torn."""
        if not self._pending:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("a+b") as file:
            size = file.seek(0, os.SEEK_END)
            if not self._whole:
                file.seek(0)
                size = file.read().rfind(b"\n") + 1
                file.truncate(size)
                self._whole = True
            start = b"" if size else _HEADER + b"\n"
            file.write(start + b"\n".join(self._pending) + b"\n")
        self._lines += len(self._pending)
        self._pending.clear()

    def compact(self) -> None:
        """Writes the state anew where half of it is out of date, or some of it was damaged."""
        facts = list(self._facts())
        if not self.damaged and self._lines <= 2 * len(facts) + _SLACK:
            return
        aside = self.log.with_suffix(".new")
        lines = (json.dumps(fact, ensure_ascii=False, separators=(",", ":")).encode() for fact in facts)
        aside.write_bytes(b"\n".join((_HEADER, *lines)) + b"\n")
        aside.replace(self.log)
        self._lines = len(facts)

    def _facts(self) -> Iterable[Sequence[object]]:
        yield from (["file", name, *read] for name, read in self.files.items())
        yield from (["source", name, *told] for name, told in self.sources.items())
        yield from (["recipe", key, recipe] for key, recipe in self.recipes.items())
        yield from (["target", name, *entry] for name, entry in self.targets.items())
        yield from (["left", name, hash_] for name, hash_ in self.left.items())
        yield from (["begun", name] for name in self.begun)
        machine = self.machine
        yield ["machine", machine.place, machine.recipes, machine.files]

    def _take(self, fact: list[Any]) -> None:
        event, name = fact[0], fact[1]
        if event == "target":
            self.targets[name] = Entry(*fact[2:])
            self.begun.discard(name)
            for output in fact[8]:
                self.left.pop(output[0], None)
        elif event == "file":
            self.files[name] = fact[2], tuple(fact[3])
        elif event == "source":
            self.sources[name] = fact[2], fact[3]
        elif event == "recipe":
            self.recipes[name] = fact[2]
        elif event == "machine":
            self.machine = Machine(*fact[1:])
        elif event == "begun":
            self.begun.add(name)
        elif event == "left":
            self.left[name] = fact[2]
        elif event == "gone":
            self.targets.pop(name, None)
            self.sources.pop(name, None)
            self.left.pop(name, None)
            self.begun.discard(name)
        else:
            raise ValueError(event)


def recall(folder: Path) -> Memory:
    """The state kept in `folder`: what can be read of it, and whether something could not be."""
    memory = Memory(folder)
    try:
        head, *lines = memory.log.read_bytes().split(b"\n")
    except FileNotFoundError:
        memory.damaged = (folder / "leaves").is_dir()  # there were builds here
        return memory
    except OSError:
        memory.damaged = True
        return memory
    if head != _HEADER:
        memory.damaged = bool(head) and not _HEADER.startswith(head)
        return memory
    for fact in _parsed(memory, lines):
        try:
            memory._take(fact)
        except (ValueError, TypeError, LookupError, AttributeError):
            memory.damaged = True
    memory._lines = len(lines)
    return memory


def _parsed(memory: Memory, lines: list[bytes]) -> Iterable[list[Any]]:
    """The facts of `lines`, all at once; line by line where one is damaged. A torn last one is no damage."""
    ended = lines[:-1]
    try:
        facts: list[list[Any]] = json.loads(b"[" + b",".join(ended) + b"]")
        return facts
    except (ValueError, RecursionError):
        memory.damaged = True
    found = []
    for line in ended:
        with suppress(ValueError, RecursionError):
            found.append(json.loads(line))
    return found


def _hashes(reads: Any) -> dict[str, str]:
    return {name: read[0] if read else "" for name, read in reads.items()}
