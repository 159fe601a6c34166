"""Tells what in a DOCX from outside could run, fetch or deceive, and parses its XML without obeying it.

Looks at the parts that `package.read_parts` let through; repairs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from reportgen.ooxml.names import w
from reportgen.ooxml.package import CONTENT_TYPES, PackageError

FaultKind = Literal["dtd", "malformed", "external", "attached-template", "active", "alt-chunk", "field"]

_BY_RELATIONSHIP: dict[str, FaultKind] = {
    "attachedTemplate": "attached-template",
    "aFChunk": "alt-chunk",
    **dict.fromkeys(
        (
            "oleObject",
            "control",
            "activeXControlBinary",
            "vbaProject",
            "wordVbaData",
            "subDocument",
            "frame",
            "attachedToolbars",
        ),
        "active",
    ),
}
_field = re.compile(
    r"[\s\"]*(?:AUTOTEXT|DATABASE|DDE|DDEAUTO|EMBED|GOTOBUTTON|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT"
    r"|LINK|MACROBUTTON|RD)\b",
    re.IGNORECASE,
)
_PICTURES = ("{urn:schemas-microsoft-com:vml}imagedata", "{urn:schemas-microsoft-com:vml}fill")
_declared = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^<>]*\sencoding=[\"']([A-Za-z0-9._-]+)")
_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"ascii")  # what a package may be in (ISO/IEC 29500-2)
_harmless_link = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_elsewhere = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """One danger: its kind, the part that holds it, and what it is (a target, a field, a content type)."""

    kind: FaultKind
    part: str
    detail: str


def parse_xml(data: bytes) -> etree._Element:
    """The root element of `data`; no entity, DTD or file is ever read.

    Raises `PackageError`: "dtd" for any document type declaration, "xml" for what is not well-formed.
    """
    if b"<!DOCTYPE" in data:
        raise PackageError("dtd", "<!DOCTYPE")
    declared = _declared.match(data)
    if declared and declared[1].lower() not in _ENCODINGS:
        raise PackageError("xml", declared[1].decode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PackageError("xml", str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding where the search above is blind
        raise PackageError("dtd", "<!DOCTYPE")
    return root


def to_xml(root: etree._Element) -> bytes:
    """`root` as the bytes of a part: UTF-8 with the declaration that Word writes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def inspect(parts: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """Every danger in `parts`, in order of part names; empty for a document that is only text and pictures.

    Links that a reader must click (http, https, mailto) are no danger.
    """
    return tuple(fault for name in sorted(parts) for fault in _inspect_part(name, parts[name]))


def _inspect_part(name: str, data: bytes) -> Iterator[Fault]:
    if name.lower().endswith("vbaproject.bin") or "/activex/" in name.lower():
        yield Fault("active", name, "")
    if not _is_xml(name, data):
        return
    try:
        root = parse_xml(data)
    except PackageError as error:
        yield Fault("dtd" if error.kind == "dtd" else "malformed", name, error.detail)
        return
    if name == CONTENT_TYPES:
        yield from _content_types(name, root)
    elif name.endswith(".rels"):
        yield from _relationships(name, root)
    else:
        yield from _content(name, root)


def _is_xml(name: str, data: bytes) -> bool:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return name.endswith((".xml", ".rels")) or start.startswith((b"<", b"\xff\xfe", b"\xfe\xff"))


def _content_types(name: str, root: etree._Element) -> Iterator[Fault]:
    for element in root.iter("{*}Override", "{*}Default"):
        kind = element.get("ContentType", "")
        if re.search("macroEnabled|vbaProject|activeX|oleObject", kind, re.IGNORECASE):
            yield Fault("active", name, kind)


def _relationships(name: str, root: etree._Element) -> Iterator[Fault]:
    for element in root.iter("{*}Relationship"):
        kind = element.get("Type", "").rsplit("/", 1)[-1]
        target = element.get("Target", "")
        if found := _BY_RELATIONSHIP.get(kind):
            yield Fault(found, name, target)
        elif kind == "hyperlink" and _harmless_link.match(target):
            continue
        elif element.get("TargetMode", "Internal") != "Internal" or _elsewhere.match(target):
            yield Fault("external", name, target)


def _content(name: str, root: etree._Element) -> Iterator[Fault]:
    for element in root.iter(*_PICTURES):
        if source := element.get("src"):
            yield Fault("external", name, source)
    for instruction in _instructions(root):
        if _field.match(instruction):
            yield Fault("field", name, instruction.strip()[:80])


def _instructions(root: etree._Element) -> Iterator[str]:
    """Each field's code, put together from the runs that it is spread over."""
    open_fields: list[str] = []
    for element in root.iter(w("fldChar"), w("instrText"), w("fldSimple")):
        if element.tag == w("fldSimple"):
            yield element.get(w("instr"), "")
        elif element.tag == w("instrText"):
            if not open_fields:
                open_fields.append("")
            open_fields[-1] += element.text or ""
        elif (kind := element.get(w("fldCharType"))) == "begin":
            open_fields.append("")
        elif kind == "end" and open_fields:
            yield open_fields.pop()
    yield from open_fields
