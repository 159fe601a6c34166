"""Small helpers for diagnostics about names that are cited."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from reportgen.diagnostics import NOWHERE, Diagnostic, Span
from reportgen.model.source import Located
from reportgen.validate import rules


def span_of(text: str) -> Span:
    """The place of a text that came from a source."""
    return text.span if isinstance(text, Located) else NOWHERE


def nearest(name: str, known: Collection[str]) -> str:
    """The most similar of `known`, or its first, or a dash where there is none."""
    close = get_close_matches(name, known, n=1, cutoff=0.3)
    return close[0] if close else next(iter(known), "-")


def unknown(what: str, id_: str, known: Collection[str], file: str, place: Span | None = None) -> Diagnostic:
    """Says that `id_` is cited but nowhere defined."""
    args = {"what": what, "id": id_, "nearest": nearest(id_, known), "file": file}
    return Diagnostic(rules.REFERENCE_UNKNOWN, (place or span_of(id_),), args)
