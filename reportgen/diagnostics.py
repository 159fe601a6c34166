"""What we say about an input: a rule, its place and its arguments, as a value.

Holds no text in the reader's language and prints nothing: the wording is translated by `messages`
and printed by `console`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple


class Severity(IntEnum):
    """How much a diagnostic matters; only an error stops a paper."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


class Span(NamedTuple):
    """A place in an input.

    `file` is relative to the workspace, with `/`. `line` and `column` count from 1, columns in code
    points; 0 means that the place has none (a whole file, or a place inside a DOCX or a sheet, which
    `where` then names: "word/document.xml: table 1 row 3 cell 2 paragraph 1"). `end_column` is the
    first column after the place, on the same line; 0 where unknown.
    """

    file: str
    line: int = 0
    column: int = 0
    end_column: int = 0
    where: str = ""


NOWHERE = Span("")
"""The place of text that came from no input."""


class Rule(NamedTuple):
    """One thing that can be said: a code that never changes, and its English wording.

    `message` and `hint` are gettext message ids with `{named}` fields; the message says what, the
    hint says what to do. `exit_code` is what the command ends with when this is the worst said.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    exit_code: int = 1


_NO_ARGS: Mapping[str, str] = MappingProxyType({})


class Diagnostic(NamedTuple):
    """A rule said of one place; `spans[0]` is the place at fault, the others are also involved."""

    rule: Rule
    spans: tuple[Span, ...] = ()
    args: Mapping[str, str] = _NO_ARGS

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def is_error(self) -> bool:
        return self.rule.severity is Severity.ERROR


def unique(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each thing once, in the order first said."""
    return tuple({(each.code, each.spans, *each.args.values()): each for each in diagnostics}.values())


def grouped(
    diagnostics: Sequence[Diagnostic], worded: Callable[[Diagnostic], str], most: int
) -> Iterator[tuple[Diagnostic, int]]:
    """Each of `diagnostics` with 0; what is `worded` alike of more than `most` files but once, with the
    number of the other files."""
    keys = [_alike(each, worded(each)) for each in diagnostics]
    files: dict[tuple[str, str], set[str]] = {}
    for each, key in zip(diagnostics, keys, strict=True):
        files.setdefault(key, set()).add(_file(each))
    told = set()
    for each, key in zip(diagnostics, keys, strict=True):
        if len(files[key]) <= most:
            yield each, 0
        elif key not in told:
            told.add(key)
            yield each, len(files[key]) - 1


def _alike(diagnostic: Diagnostic, text: str) -> tuple[str, str]:
    """What is the same of diagnostics that say the same of different files."""
    file = _file(diagnostic)
    return diagnostic.code, text.replace(file, "") if file else text


def _file(diagnostic: Diagnostic) -> str:
    return diagnostic.spans[0].file if diagnostic.spans else ""


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of `diagnostics` stops the paper."""
    return any(diagnostic.is_error for diagnostic in diagnostics)
