"""Reads from a template's styles which are headings and which are rows of a table of contents.

Knows styles by their built-in names, which Word keeps in every language, and by what they are based on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from reportgen.ooxml.names import VAL, w
from reportgen.render.tags import Element

LEVELS: Final = 3
"""How many levels of headings a table of contents shows."""

_HEADING = re.compile(rf"heading ([1-{LEVELS}])", re.IGNORECASE)
_CONTENTS = re.compile(rf"toc ([1-{LEVELS}])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Styles:
    """`headings`: level, from 1, by style id; `contents`: style id of the rows by level ("" where none);
    `indents`: of the paragraph and of its first line beside, in twips, by style id ("": without a style)."""

    headings: dict[str, int]
    contents: tuple[str, ...]
    indents: dict[str, tuple[int, int]] = field(default_factory=dict)


def read_styles(root: Element) -> Styles:
    """What `word/styles.xml`, parsed, says of headings, contents and indents."""
    names: dict[str, str] = {}
    bases: dict[str, str] = {}
    own: dict[str, dict[str, int]] = {}
    default = ""
    for style in root.iter(w("style")):
        identity = style.get(w("styleId"), "")
        names[identity] = _value(style, "name")
        bases[identity] = _value(style, "basedOn")
        own[identity] = read_indents(style.find(f"{w('pPr')}/{w('ind')}"))
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
            default = identity
    headings = {identity: level for identity in names if (level := _level(identity, names, bases))}
    found = ((_CONTENTS.fullmatch(name), identity) for identity, name in names.items())
    contents = {match[1]: identity for match, identity in found if match}
    indents = {identity: _indents(identity, own, bases) for identity in (*names, default)}
    indents[""] = indents[default]
    return Styles(headings, tuple(contents.get(str(level + 1), "") for level in range(LEVELS)), indents)


def read_indents(ind: Element | None) -> dict[str, int]:
    """What a `w:ind` says: `left`, and `first`, below zero where the first line hangs."""
    if ind is None:
        return {}
    names = {"left": ("left", "start"), "first": ("firstLine",), "hanging": ("hanging",)}
    found = {
        key: int(value)
        for key, attributes in names.items()
        for name in attributes
        if re.fullmatch(r"-?[0-9]{1,9}", value := ind.get(w(name), ""))
    }
    if "hanging" in found:
        found["first"] = -found.pop("hanging")
    return found


def _indents(identity: str, own: Mapping[str, dict[str, int]], bases: Mapping[str, str]) -> tuple[int, int]:
    said: dict[str, int] = {}
    passed: set[str] = set()
    while identity in own and identity not in passed:
        said = own[identity] | said
        passed.add(identity)
        identity = bases[identity]
    return said.get("left", 0), said.get("first", 0)


def _value(style: Element, name: str) -> str:
    found = style.find(w(name))
    return "" if found is None else str(found.get(VAL, ""))


def _level(identity: str, names: dict[str, str], bases: dict[str, str]) -> int | None:
    passed: set[str] = set()  # since the styles of a faulty file may go round in circles
    while identity in names and identity not in passed:
        if found := _HEADING.fullmatch(names[identity]):
            return int(found[1])
        passed.add(identity)
        identity = bases[identity]
    return None
