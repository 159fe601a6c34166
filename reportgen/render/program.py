"""Runs the code of a compiled template; a failure knows the tag that it is of.

The code sees the words listed here and nothing else of Python.
"""

from __future__ import annotations

from typing import Any, Final

from reportgen.diagnostics import Diagnostic
from reportgen.model.context import Context
from reportgen.render import codes, values, writing
from reportgen.render.compiled import Tag, TextPart
from reportgen.render.filters import FILTERS, TESTS
from reportgen.render.missing import ForbiddenError, MissingError, UnfitError, Value, missing
from reportgen.render.values import TooLargeError
from reportgen.render.writing import Filling

_WORDS: Final[dict[str, Any]] = {
    "__builtins__": {},
    **{word.__name__: word for word in (len, next)},
    **values.WORDS,
    **writing.WORDS,
    **{f"f_{name}": work for name, work in FILTERS.items()},
    **{f"t_{name}": work for name, work in TESTS.items()},
}
_GLOBALS: Final = {"range": values.numbers}
"""What templates have beside the context."""

_FAILURES: Final = (
    MissingError, ForbiddenError, UnfitError, TooLargeError, TypeError, ValueError, ArithmeticError,
    LookupError, AttributeError, RecursionError,
)  # fmt: skip


class Program:
    """A part made runnable, for as many fills as wanted. SyntaxError for what Python cannot compile."""

    def __init__(self, part: TextPart) -> None:
        self._part = part
        table = {f"k{number}": item for number, item in enumerate(part.code.table)}
        self._words = _WORDS | table
        exec(compile(part.code.source, part.name, "exec", dont_inherit=True), self._words)
        self._run = self._words["part"]

    def run(self, context: Context, filling: Filling, file: str) -> bytes | Diagnostic:
        """The filled part in UTF-8, or what its first failing tag has to say."""
        filling.part = self._part.name
        known = {**_GLOBALS, **context}
        out: list[bytes] = []

        def find(name: str) -> Value:
            return known[name] if name in known else missing(name, known)

        try:
            self._run(filling, find, out, filling.runs)
        except _FAILURES as error:
            return self._diagnostic(error, file)
        return b"".join(out)

    def _diagnostic(self, error: Exception, file: str) -> Diagnostic:
        tag = self._tag(error)
        if isinstance(error, TooLargeError):
            return tag.diagnostic(codes.TOO_LARGE, file)
        if isinstance(error, ForbiddenError):
            return tag.diagnostic(codes.FORBIDDEN, file, reason=str(error))
        if isinstance(error, MissingError):
            near = _nearest(error)
            return tag.diagnostic(codes.MISSING_NAME, file, name=error.name, nearest=near)
        reason = str(error) if isinstance(error, UnfitError) else "its parts do not fit together"
        return tag.diagnostic(codes.FAILED, file, reason=reason)

    def _tag(self, error: Exception) -> Tag:
        """The tag whose code `error` arose in: that of the innermost frame of the part's own code."""
        number = -1
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_globals is self._words:
                number = self._part.code.lines[trace.tb_lineno - 1]
            trace = trace.tb_next
        tags = self._part.tags
        return tags[number] if 0 <= number < len(tags) else Tag("", self._part.name)


def _nearest(error: MissingError) -> str:
    """The name that was meant, to judge by those that are known; "" where none is like it."""
    from difflib import get_close_matches  # needed for mistakes alone

    return "".join(get_close_matches(error.name, map(str, error.known), n=1, cutoff=0.6))
