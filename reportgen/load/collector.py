"""Gathers the diagnostics of one file, so that one run reports everything.

It stops listing at a bound, for a file may be hostile.
"""

from __future__ import annotations

from collections import Counter

from reportgen.diagnostics import Diagnostic, Rule, Span, has_errors
from reportgen.load.codes import TOO_MANY

MOST = 1000  # diagnostics of one rule, so that many notes never hide an error


class Collector:
    """The diagnostics of the file named `file`."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._said: Counter[str] = Counter()
        self._found: dict[tuple[str, Span], Diagnostic] = {}

    def say(self, rule: Rule, *spans: Span, **args: str) -> None:
        """Add what `rule` says of `spans[0]`, once; beyond `MOST` of a rule, one last word."""
        if (rule.code, spans[0]) in self._found:
            return
        self._said[rule.code] += 1
        if self._said[rule.code] > MOST + 1:
            return
        if self._said[rule.code] > MOST:
            rule, args = TOO_MANY, {"limit": str(MOST), "code": rule.code}
        self._found[rule.code, spans[0]] = Diagnostic(rule, spans, args)

    def span(self, line: int, column: int, width: int = 1) -> Span:
        """The place of `width` code points on one line; line and column count from 1."""
        return Span(self.file, line, column, column + width)

    @property
    def has_errors(self) -> bool:
        """Whether an error was said."""
        return has_errors(self._found.values())

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that was said, in the order of the file."""
        return tuple(sorted(self._found.values(), key=_place))


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    span = diagnostic.spans[0]
    return span.line, span.column
