"""Opens a package for reading: each part is parsed once, its relations are found by id and by kind.

Keeps what it parsed for as long as it lives; changes nothing.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from lxml import etree

from reportgen.ooxml.package import PackageError
from reportgen.ooxml.safety import parse_xml


class Relation(NamedTuple):
    """Where a relation leads: a part by its name, or an address outside; `kind` as in ".../footnotes"."""

    kind: str
    target: str
    is_outside: bool


class Opened:
    """A package. Its methods raise `PackageError` where a part is not safe XML."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self.root = cache(self._root)
        """The root of the part of a name, None where there is no such part or nothing in it."""
        self.relations = cache(self._relations)
        """The relations of a part by their ids, "" being the package itself."""

    def related(self, part: str, kind: str) -> str:
        """The name of the one part of a kind that belongs to `part`, "" where there is none."""
        found = {each.target for each in self.relations(part).values() if each.kind == kind}
        if len(found) > 1:  # which of them counts is each program's own choice
            raise PackageError("xml", kind)
        return next(iter(found), "")

    def _root(self, name: str) -> etree._Element | None:
        data = self._parts.get(name)
        return parse_xml(data) if data else None

    def _relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for each in root.iter("{*}Relationship") if root is not None else ():
            target, is_outside = each.get("Target", ""), each.get("TargetMode") == "External"
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = each.get("Type", "").rsplit("/", 1)[-1]
            found[each.get("Id", "")] = Relation(kind, target, is_outside)
        return found
