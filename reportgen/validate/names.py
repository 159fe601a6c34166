"""Small helpers for diagnostics about names that are cited."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher

from reportgen.diagnostics import NOWHERE, Diagnostic, Span
from reportgen.model.source import Located
from reportgen.thai.digits import to_arabic
from reportgen.validate import rules

_MOST = 3
_LIKE = 0.7
"""How much of two names must be alike: one letter of four may differ, not one of three."""
_BETWEEN = re.compile(r"[\s._/-]+")


def span_of(text: str) -> Span:
    """The place of a text that came from a source."""
    return text.span if isinstance(text, Located) else NOWHERE


def nearest(name: str, known: Collection[str]) -> str:
    """Those of `known` that are like `name`, the most similar first, whatever digits, capitals and dots they
    are written with; empty where none is, or where so many are equally like it that it tells nothing."""
    matcher = SequenceMatcher(None, "", _bare(name), autojunk=False)
    likeness: dict[str, float] = {}
    for each in known:
        matcher.set_seq1(_bare(each))
        if matcher.real_quick_ratio() >= _LIKE and matcher.quick_ratio() >= _LIKE:
            likeness[each] = matcher.ratio()
    near = sorted((each for each in likeness if likeness[each] >= _LIKE), key=lambda each: -likeness[each])
    tells_nothing = len(near) > _MOST and likeness[near[0]] == likeness[near[_MOST]]
    return "" if tells_nothing else ", ".join(near[:_MOST])


def _bare(name: str) -> str:
    """A name without what people write now one way and now another."""
    return _BETWEEN.sub("", to_arabic(name).casefold())


def unknown(what: str, id_: str, known: Collection[str], file: str, place: Span | None = None) -> Diagnostic:
    """Says that `id_` is cited but nowhere defined."""
    args = {"what": what, "id": id_, "nearest": nearest(id_, known), "file": file}
    return Diagnostic(rules.REFERENCE_UNKNOWN, (place or span_of(id_),), args)


def repeated(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name that stood before, with the first that is the same."""
    seen: dict[str, str] = {}
    for name in names:
        if seen.setdefault(name, name) is not name:
            yield name, seen[name]
