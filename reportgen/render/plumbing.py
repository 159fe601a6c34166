"""Reads the lists that hold a template's package together: content types and relationships.

Both are written anew in one plain form, so that a fill can add to them as text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from reportgen.ooxml.escape import escape
from reportgen.ooxml.package import CONTENT_TYPES, ROOT_RELATIONSHIPS
from reportgen.ooxml.safety import parse_xml
from reportgen.render.relations import DECLARATION, PACKAGE, Relation, relations_name, write_relations
from reportgen.render.tags import Element

_TEXT = re.compile(
    r"application/vnd\.openxmlformats-officedocument\.wordprocessingml"
    r"\.(document\.main|header|footer|footnotes|endnotes)\+xml"
)
_STYLES = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = f"{PACKAGE}/relationships/metadata/core-properties"
_PICTURES: Final = {"png": "image/png", "jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Plumbing:
    """A template's parts, lists in plain form; `text` names the body, then headers, footers and notes.

    `styles` and `core` name the parts of styles ("" where there is none) and of core properties.
    """

    parts: dict[str, bytes]
    text: tuple[str, ...]
    styles: str
    core: str


def read_plumbing(parts: Mapping[str, bytes]) -> Plumbing | None:
    """The parts with room for core properties and pictures; None where there is no one body."""
    types = parse_xml(parts[CONTENT_TYPES])
    defaults = {name.lower(): kind for name, kind in _listed(types, "Default", "Extension")}
    overrides = {name[1:]: kind for name, kind in _listed(types, "Override", "PartName")}
    found = ((name, _TEXT.fullmatch(kind)) for name, kind in overrides.items() if name in parts)
    kinds = {name: match[1] for name, match in found if match}
    bodies = [name for name, kind in kinds.items() if kind == "document.main"]
    if len(bodies) != 1 or ROOT_RELATIONSHIPS not in parts:
        return None
    relations = _relations(parts[ROOT_RELATIONSHIPS])
    core = next((target.lstrip("/") for _, kind, target, _ in relations if kind == _CORE_RELATION), "")
    if not core:
        core = "docProps/core.xml"
        relations.append((_free_id(relations), _CORE_RELATION, core, ""))
    overrides[core] = _CORE_TYPE
    plain = dict(parts)
    plain[CONTENT_TYPES] = _types(_PICTURES | defaults, overrides)
    plain[ROOT_RELATIONSHIPS] = write_relations(relations)
    for name in kinds:
        if found_relations := read_relations(parts, name):
            plain[relations_name(name)] = write_relations(found_relations)
    text = (*bodies, *sorted(set(kinds) - set(bodies)))
    styles = next((name for name, kind in overrides.items() if kind == _STYLES and name in parts), "")
    return Plumbing(plain, text, styles, core)


def read_relations(parts: Mapping[str, bytes], part: str) -> list[Relation]:
    """The relationships of `part`; none where it has none."""
    name = relations_name(part)
    return _relations(parts[name]) if name in parts else []


def without_types(types: bytes, gone: Collection[str]) -> bytes:
    """Content types in plain form without those of the parts `gone`."""
    root = parse_xml(types)
    defaults = dict(_listed(root, "Default", "Extension"))
    overrides = {name[1:]: kind for name, kind in _listed(root, "Override", "PartName")}
    return _types(defaults, {name: kind for name, kind in overrides.items() if name not in gone})


def _listed(types: Element, item: str, key: str) -> list[tuple[str, str]]:
    return [(found.get(key, ""), found.get("ContentType", "")) for found in types.iter("{*}" + item)]


def _relations(xml: bytes) -> list[Relation]:
    found = parse_xml(xml).iter("{*}Relationship")
    return [
        (item.get("Id", ""), item.get("Type", ""), item.get("Target", ""), item.get("TargetMode", ""))
        for item in found
    ]


def _free_id(relations: list[Relation]) -> str:
    taken = {number for number, *_ in relations}
    return next(number for count in range(len(taken) + 1) if (number := f"rId{count + 1}") not in taken)


def _types(defaults: Mapping[str, str], overrides: Mapping[str, str]) -> bytes:
    items = [
        f'<Default Extension="{escape(extension)}" ContentType="{escape(kind)}"/>'
        for extension, kind in defaults.items()
    ]
    items += [
        f'<Override PartName="/{escape(name)}" ContentType="{escape(kind)}"/>'
        for name, kind in overrides.items()
    ]
    return f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{"".join(items)}</Types>'.encode()
