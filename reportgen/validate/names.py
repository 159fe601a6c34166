"""Small helpers for diagnostics about names that are cited."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from reportgen.diagnostics import NOWHERE, Diagnostic, Span
from reportgen.model.source import Located
from reportgen.validate import rules

_MOST, _LIKE = 3, 0.6


def span_of(text: str) -> Span:
    """The place of a text that came from a source."""
    return text.span if isinstance(text, Located) else NOWHERE


def nearest(name: str, known: Collection[str]) -> str:
    """Those of `known` that are like `name`, the most similar first; empty where none is."""
    return ", ".join(get_close_matches(name, list(dict.fromkeys(known)), n=_MOST, cutoff=_LIKE))


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
