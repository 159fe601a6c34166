"""The words of building: tasks and what became of them, what a target is remembered by, reasons, wishes.

Values only, all of which pass between processes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol, TypeAlias

from reportgen.diagnostics import Diagnostic
from reportgen.disk import Stamp

if TYPE_CHECKING:
    from reportgen.publish.values import Change

Status: TypeAlias = Literal["made", "same", "kept", "frozen", "waiting", "failed"]
"""What became of a target: its files were written or found right; nothing was made, since all that it shows
is as before; a file edited by hand was kept; it is never made again; it cannot be made yet; it failed."""

Why: TypeAlias = Literal[
    "new", "file", "listing", "recipe", "page-map", "missing", "edited", "kept",
    "failed", "interrupted", "option", "moved", "key",
]  # fmt: skip
"""Why a target is out of date, or (`key`) what in it will change."""

Policy: TypeAlias = Literal["stop", "keep", "copy", "force"]

GOOD: Final = ("made", "same")


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause: `subject` is a file, a part of the recipe, an option, or a place in what is shown."""

    why: Why
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a build is wanted: with PDF (None: as each paper was last made, or where one stands beside it), and
    what to do with edits."""

    pdf: bool | None = None
    on_edited: Policy = "stop"


@dataclass(frozen=True, slots=True)
class Task:
    """One target to look at: `fingerprint` is that of what it shows, as far as remembered; unless `must`,
    nothing is rendered where it is the same. With `dry` nothing is made, and what would change is told."""

    target: str
    fingerprint: str
    must: bool
    wish: Wish
    dry: bool = False


Read: TypeAlias = "tuple[str, Stamp] | None"
"""A file's hash and stamp; None where there was none."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was made or found in place: its hash, and its stamp."""

    name: str
    hash: str
    stamp: Stamp


class Edits(NamedTuple):
    """What people changed in a file that was kept: the first of the changes, and how many there are."""

    name: str
    changes: tuple[Change, ...]
    change_count: int


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: what was read for it (`files`, `listings`) and while rendering (`making`).

    `changes` are those of what it shows, told of a dry run; `edits` are people's; `fault` is a traceback, for
    a fault of ours; `carried` are files, by name, that come along from another machine; `pdf` tells that it
    was made with one.
    """

    target: str
    status: Status
    fingerprint: str = ""
    files: Mapping[str, Read] = field(default_factory=dict)
    listings: Mapping[str, str] = field(default_factory=dict)
    making: Mapping[str, Read] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    said: tuple[Diagnostic, ...] = ()
    changes: tuple[Reason, ...] = ()
    edits: tuple[Edits, ...] = ()
    fault: str = ""
    carried: Mapping[str, bytes] = field(default_factory=dict)
    pdf: bool = False


class Entry(NamedTuple):
    """What is remembered of a target, in the types that JSON has: ten thousand are read at once.

    `files` and `making` tell the hash of each file read ("" where there was none); `outputs` name, hash and
    stamp; `recipe` how the target was made; `pdf` whether with a PDF.
    """

    status: Status
    fingerprint: str
    recipe: str
    files: dict[str, str]
    listings: dict[str, str]
    making: dict[str, str]
    outputs: list[list[object]]
    pdf: bool


Recipe: TypeAlias = Mapping[str, str]
"""How things are made, as hashes or versions: of the program, its libraries, fonts, templates."""


def with_pdf(kind: str) -> str:
    """The name of the recipe of a kind's papers that have a PDF."""
    return f"{kind} pdf"


DoTask: TypeAlias = Callable[[Task], Done]


class Work(Protocol):
    """What is built. The first word of a target is its kind."""

    def sources(self) -> Sequence[str]:
        """The files that targets come from; asked on every run."""

    def targets(self, source: str, data: bytes) -> Sequence[str]:
        """The targets that come from a file; asked when it changed."""

    def recipe(self) -> tuple[Mapping[str, Recipe], Sequence[str]]:
        """The recipe of each kind, and `with_pdf` where that is another; and the files (whole paths) that
        they were taken from."""

    def place(self) -> str:
        """Where the program is: another one's recipe is asked for again."""

    def task(self) -> DoTask:
        """What does a task; a function that pickles."""

    def received(self, task: Task, done: Done) -> Done:
        """What became of a task, once what is left of it to do in this process is done."""

    def together(self) -> Callable[[], AbstractContextManager[object]]:
        """What is put around the tasks that a process does at one go; pickles too."""
