"""The words of publishing: outcomes, policies, steps, changes. Values only; touches no disk."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from reportgen.diagnostics import Diagnostic


class Outcome(StrEnum):
    """What became of the file on disk."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept"


class OnEdited(StrEnum):
    """What to do when the file in place is not as we made it: keep it, as an error or merely told of; keep it
    and write the new version beside it; or keep it as a dated copy and write the new version in its place."""

    STOP = "stop"
    KEEP = "keep"
    COPY = "copy"
    FORCE = "force"


class Step(StrEnum):
    """The steps of one publication, in order; COPIED comes only when a file is kept as a copy."""

    INTENT = "intent"
    ASIDE_OPENED = "aside-opened"
    ASIDE_WRITTEN = "aside-written"
    ASIDE_SYNCED = "aside-synced"
    COPIED = "copied"
    REPLACED = "replaced"
    DONE = "done"


OnStep: TypeAlias = Callable[[Step], None]


def no_step(step: Step) -> None:
    """For a caller that does not follow the steps."""


class Aspect(StrEnum):
    """What of its looks a person changed in a paragraph or a row."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRUCK = "struck"
    HIDDEN = "hidden"
    SIZE = "size"
    FONT = "font"
    COLOR = "colour"
    ALIGNMENT = "alignment"
    SPACING = "spacing"
    STYLE = "style"
    NUMBERING = "numbering"
    LINES = "lines"
    LINK = "link"
    PICTURE = "picture"
    CHART = "chart"
    PAGE = "page"
    TRACKED = "tracked"
    LAYOUT = "layout"


class Change(NamedTuple):
    """One paragraph or row that a person changed; `before` is "" when it was added, `after` "" when removed.

    Both are cut to the part that differs, at most 120 code points with "…" where cut. One that says the same
    and only looks different is "restyled": `after` tells its text, `aspects` what of it.
    """

    kind: Literal["changed", "added", "removed", "restyled"]
    before: str
    after: str
    aspects: tuple[Aspect, ...] = ()


class Published(NamedTuple):
    """A paper after publication: the first of its `changes`, and `change_count`, how many there are;
    `sha256` of what stands at `path` now, as far as was seen."""

    path: Path
    outcome: Outcome
    diagnostics: tuple[Diagnostic, ...] = ()
    changes: tuple[Change, ...] = ()
    change_count: int = 0
    sha256: str = ""
