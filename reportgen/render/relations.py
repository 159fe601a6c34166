"""Writes the lists that hold a package together, relationships and content types, in one plain form.

Only writes: reading is `plumbing`'s, since it needs an XML parser and a fill must not.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from reportgen.ooxml.escape import escape

PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
HYPERLINK: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
"""The one type whose target is outside the package."""

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Relation: TypeAlias = tuple[str, str, str, str]
"""Id, type, target, mode ("" for inside the package)."""


def relations_name(part: str) -> str:
    """The part with the relationships of `part`: "word/document.xml" → "word/_rels/document.xml.rels"."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def with_relations(relations: bytes, added: Mapping[str, tuple[str, str]]) -> bytes:
    """Relationships in plain form (b"" for none yet) with those of `added`: id → (type, target)."""
    text = (relations or write_relations([])).decode().removesuffix("</Relationships>")
    new = (
        _relation((number, kind, target, "External" if kind == HYPERLINK else ""))
        for number, (kind, target) in added.items()
        if f' Id="{number}"' not in text
    )
    return (text + "".join(new) + "</Relationships>").encode()


def with_types(types: bytes, added: Mapping[str, str]) -> bytes:
    """Content types in plain form with those of the parts `added`: name → type."""
    text = types.decode().removesuffix("</Types>")
    new = (
        f'<Override PartName="/{escape(name)}" ContentType="{escape(kind)}"/>' for name, kind in added.items()
    )
    return f"{text}{''.join(new)}</Types>".encode()


def write_relations(relations: Sequence[Relation]) -> bytes:
    """A relationships part in plain form."""
    body = "".join(map(_relation, relations))
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'.encode()


def _relation(relation: Relation) -> str:
    number, kind, target, mode = map(escape, relation)
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{number}" Type="{kind}" Target="{target}"{outside}/>'
