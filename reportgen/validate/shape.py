"""One source to its input model, with every fault at the place where it was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from reportgen.diagnostics import Diagnostic, Span
from reportgen.model.base import Input
from reportgen.model.parse import Issue, keys_of, parse
from reportgen.model.source import Source, SourceMap, locate
from reportgen.validate.codes import BY_CODE

M = TypeVar("M", bound=Input)
_AT_KEY = ("key-missing", "mapping-expected", "list-expected", "list-length", "text-expected", "value-empty")
_FEW = 3
"""As many unknown keys, and no known one, are no slips of the hand."""


def typed(model: type[M], source: Source) -> tuple[M | None, list[Diagnostic]]:
    """`source` as `model`; None with at least one error where it does not fit."""
    known = keys_of(model)
    if isinstance(source.tree, dict) and len(source.tree) >= _FEW and not source.tree.keys() & set(known):
        args = {"file": source.file, "allowed": ", ".join(known)}
        return None, [Diagnostic(BY_CODE["file-other"], (Span(source.file),), args)]
    parsed = parse(model, locate(source))
    return parsed.value, [_diagnostic(issue, source.map) for issue in _causes(parsed.issues)]


def typed_once(model: type[M], source: Source) -> tuple[M | None, list[Diagnostic]]:
    """As `typed`, once for all papers of a process that are made from the very same `source`."""
    value, said = _kept(model, source)
    return value if isinstance(value, model) else None, list(said)


@lru_cache(maxsize=8)
def _kept(model: type[Input], source: Source) -> tuple[Input | None, tuple[Diagnostic, ...]]:
    value, said = typed(model, source)
    return value, tuple(said)


def _causes(issues: Sequence[Issue]) -> Iterator[Issue]:
    """The issues without the keys that are missing only because they are misspelt, which is told."""
    meant = {
        (*issue.path[:-1], issue.details["nearest"])
        for issue in issues
        if issue.code == "key-unknown" and issue.details
    }
    return (issue for issue in issues if issue.code != "key-missing" or issue.path not in meant)


def _diagnostic(issue: Issue, places: SourceMap) -> Diagnostic:
    code = issue.code
    if code == "key-missing" and issue.path in places.keys:
        code = "value-empty"
    args = dict(issue.details or {})
    if not issue.path:
        args["key"] = places.file
    return Diagnostic(BY_CODE[code], (_span(issue, places, code),), args)


def _span(issue: Issue, places: SourceMap, code: str) -> Span:
    if code in _AT_KEY:
        return places.key(issue.path)
    if issue.at_key:
        return places.key(issue.path)
    if issue.length:
        return places.inside(issue.path, issue.offset, issue.length)
    return places.value(issue.path)
