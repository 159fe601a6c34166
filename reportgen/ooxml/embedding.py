"""Puts fonts into a DOCX, so that it looks the same where they are not installed.

Obfuscated as ISO/IEC 29500-4 (14.2.1) has it, which hides nothing; the same paper and fonts give the same
bytes. Whether a font may be embedded is for the caller to see (`fonts.Face`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from reportgen.ooxml.fonts import Face
from reportgen.ooxml.names import VAL, R, w
from reportgen.ooxml.package import CONTENT_TYPES
from reportgen.ooxml.safety import parse_xml, to_xml

_TABLE: Final = "word/fontTable.xml"
_RELATIONSHIPS: Final = "word/_rels/fontTable.xml.rels"
_SETTINGS: Final = "word/settings.xml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_NO_RELATIONSHIPS: Final = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
_TYPE: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_BEFORE_EMBED: Final = (
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
    "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
    "printFractionalCharacterWidth", "printFormsData",
)  # fmt: skip
_STYLES: Final = ("Regular", "Bold", "Italic", "BoldItalic")
_HIDDEN: Final = 32  # bytes at the beginning of a font that are obfuscated


def embedded(parts: Mapping[str, bytes], faces: Iterable[Face]) -> dict[str, bytes]:
    """`parts` of a DOCX carrying the `faces` of one family, named in its table of fonts."""
    made = dict(parts)
    relationships = parse_xml(_NO_RELATIONSHIPS)
    table = parse_xml(parts[_TABLE])
    for number, face in enumerate(sorted(faces, key=lambda each: _STYLES.index(each.style)), start=1):
        key = "{" + str(uuid5(NAMESPACE_URL, sha256(face.data).hexdigest())).upper() + "}"
        made[f"word/fonts/font{number}.odttf"] = _obfuscated(face.data, key)
        _relate(relationships, number)
        element = etree.SubElement(_entry(table, face.family), w(f"embed{face.style}"), nsmap={"r": R})
        element.set(f"{{{R}}}id", f"font{number}")
        element.set(w("fontKey"), key)
    made[_TABLE] = to_xml(table)
    made[_RELATIONSHIPS] = to_xml(relationships)
    made[_SETTINGS] = _said(parts[_SETTINGS])
    made[CONTENT_TYPES] = _typed(parts[CONTENT_TYPES])
    return made


def _obfuscated(data: bytes, key: str) -> bytes:
    """The font with its first bytes mixed with its key, of which the last byte comes first."""
    mixed = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1]
    return bytes(byte ^ mixed[at % 16] for at, byte in enumerate(data[:_HIDDEN])) + data[_HIDDEN:]


def _relate(relationships: Any, number: int) -> None:
    relation = etree.SubElement(relationships, f"{{{_PACKAGE}/relationships}}Relationship")
    relation.set("Id", f"font{number}")
    relation.set("Type", f"{R}/font")
    relation.set("Target", f"fonts/font{number}.odttf")


def _entry(table: Any, family: str) -> Any:
    """The family's entry in the table of fonts, made where there is none."""
    for entry in table:
        if entry.get(w("name")) == family:
            return entry
    entry = etree.SubElement(table, w("font"))
    entry.set(w("name"), family)
    for name, value in (("charset", "DE"), ("family", "auto"), ("pitch", "variable")):
        etree.SubElement(entry, w(name)).set(VAL, value)
    return entry


def _said(settings: bytes) -> bytes:
    """The settings, saying that the paper carries its fonts."""
    root = parse_xml(settings)
    if root.find(w("embedTrueTypeFonts")) is None:
        earlier = [child for child in root if child.tag in {w(name) for name in _BEFORE_EMBED}]
        root.insert(len(earlier), etree.Element(w("embedTrueTypeFonts")))
    return to_xml(root)


def _typed(types: bytes) -> bytes:
    root = parse_xml(types)
    if not any(child.get("Extension") == "odttf" for child in root):
        name = f"{{{_PACKAGE}/content-types}}Default"
        root.insert(0, etree.Element(name, Extension="odttf", ContentType=_TYPE))
    return to_xml(root)
