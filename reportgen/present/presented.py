"""What the stage `present` gives for any kind of paper."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.diagnostics import Diagnostic
from reportgen.disk import file_stem
from reportgen.model.context import Context


@dataclass(frozen=True, slots=True)
class Presented:
    """A context, the words for the file's properties, and what was said on the way; `file_stem` becomes a
    name that every disk takes."""

    context: Context
    title: str
    subject: str
    author: str
    file_stem: str
    diagnostics: tuple[Diagnostic, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "file_stem", file_stem(self.file_stem))
