"""Resolving what a paper cites, each fault told at the citation itself.

What a citation means is `present`'s; where its text stands is sought in the file as it was written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reportgen.diagnostics import Diagnostic, Span
from reportgen.model.context import Shown
from reportgen.model.source import places_of
from reportgen.present.citations import Citations, resolve
from reportgen.present.codes import MARKUP_UNSUPPORTED
from reportgen.workspace import Workspace


def pinpointed(workspace: Workspace, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """`diagnostics`, those of unsupported markup told at each place of it in its text."""
    exact: list[Diagnostic] = []
    for each in diagnostics:
        whole = each.spans[0]
        places = [whole]
        if each.rule is MARKUP_UNSUPPORTED:
            places = places_of(each.args["markup"], workspace.text(whole.file) or "", whole) or places
        exact += (each._replace(spans=(place, *each.spans[1:])) for place in places)
    return tuple(exact)


def resolved(
    workspace: Workspace, texts: Iterable[Shown], citations: Citations
) -> tuple[dict[str, Shown], list[Diagnostic]]:
    """As `resolve`; of a citation written several times in one text, each is told at its own place."""
    known, unknown = resolve(texts, citations)
    told: Counter[tuple[Span, str]] = Counter()
    exact = []
    for each in unknown:
        whole, citation = each.spans[0], each.args["citation"]
        places = places_of(citation, workspace.text(whole.file) or "", whole)
        number = told[whole, citation]
        told[whole, citation] += 1
        if number < len(places):
            each = each._replace(spans=(places[number], *each.spans[1:]))
        exact.append(each)
    return known, exact
