"""Takes the charts that a template only has the looks of out of its package, as forms to fill.

A chart is a placeholder when its name is a tag; any other chart of a template is printed as it stands.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final

from reportgen.ooxml.chart_reading import read_form
from reportgen.ooxml.names import R
from reportgen.ooxml.package import CONTENT_TYPES, PackageError
from reportgen.render.charts import Placeholder
from reportgen.render.plumbing import read_relations, without_types
from reportgen.render.relations import Relation, relations_name, write_relations

_CHART: Final = f"{R}/chart"
_PACKAGE: Final = f"{R}/package"
_OWN_LOOKS: Final = "http://schemas.microsoft.com/office/2011/relationships/chart"
"""The beginning of relations to what Word keeps for its own menus; it makes them anew."""


class Placeholders:
    """The placeholder charts of one template, whose parts in plain form are `parts`."""

    def __init__(self, parts: Mapping[str, bytes], font: str) -> None:
        self._parts = parts
        self._font = font
        self._taken: dict[str, set[str]] = {}  # by part: the relations that led to placeholders
        self._gone: set[str] = set()
        self.found: list[Placeholder] = []

    def take(self, part: str, relation: str) -> int:
        """The number of the form made of the chart that `relation` of `part` leads to.

        PackageError where there is none, or it is no chart with categories.
        """
        name = self._target(part, relation, _CHART)
        if name not in self._parts:
            raise PackageError("xml", "it is not in the file")
        form = read_form(self._parts[name], self._font)
        kept: list[Relation] = []
        for each in read_relations(self._parts, name):
            target = _within(name, each[2])
            if each[1] == _PACKAGE or each[1].startswith(_OWN_LOOKS):
                self._gone.add(target)
            else:
                kept.append(each)
        self._gone |= {name, relations_name(name)}
        self._taken.setdefault(part, set()).add(relation)
        self.found.append(Placeholder(name, form, write_relations(kept) if kept else b""))
        return len(self.found) - 1

    def _target(self, part: str, relation: str, kind: str) -> str:
        for identity, type_, target, _ in read_relations(self._parts, part):
            if identity == relation and type_ == kind:
                return _within(part, target)
        return ""

    def relations(self, part: str) -> bytes:
        """The relationships of `part` in plain form, without those to placeholders."""
        taken = self._taken.get(part, set())
        if not taken:
            return self._parts.get(relations_name(part), b"")
        return write_relations([each for each in read_relations(self._parts, part) if each[0] not in taken])

    def without(self, prepared: Mapping[str, bytes]) -> dict[str, bytes]:
        """The parts `prepared` without the placeholders and all that only they need."""
        left = {name: data for name, data in prepared.items() if name not in self._gone}
        left |= {relations_name(part): self.relations(part) for part in self._taken}
        left[CONTENT_TYPES] = without_types(prepared[CONTENT_TYPES], self._gone)
        return left


def _within(part: str, target: str) -> str:
    """The name of the part that `target`, written in the relationships of `part`, means."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
