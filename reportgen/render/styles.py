"""Reads from a template's styles which are headings and which are rows of a table of contents.

Knows styles by their built-in names, which Word keeps in every language, and by what they are based on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reportgen.ooxml.names import VAL, w
from reportgen.render.tags import Element

LEVELS: Final = 3
"""How many levels of headings a table of contents shows."""

_HEADING = re.compile(rf"heading ([1-{LEVELS}])", re.IGNORECASE)
_CONTENTS = re.compile(rf"toc ([1-{LEVELS}])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Styles:
    """`headings`: level, from 1, by style id; `contents`: style id of the rows by level ("" where none)."""

    headings: dict[str, int]
    contents: tuple[str, ...]


def read_styles(root: Element) -> Styles:
    """What `word/styles.xml`, parsed, says of headings and contents."""
    names: dict[str, str] = {}
    bases: dict[str, str] = {}
    for style in root.iter(w("style")):
        identity = style.get(w("styleId"), "")
        names[identity] = _value(style, "name")
        bases[identity] = _value(style, "basedOn")
    headings = {identity: level for identity in names if (level := _level(identity, names, bases))}
    found = ((_CONTENTS.fullmatch(name), identity) for identity, name in names.items())
    contents = {match[1]: identity for match, identity in found if match}
    return Styles(headings, tuple(contents.get(str(level + 1), "") for level in range(LEVELS)))


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
