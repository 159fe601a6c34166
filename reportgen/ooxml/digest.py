"""Seals a DOCX with a digest of its own content, to tell later whether anyone has changed it.

The digest finds edits; it is no signature, since whoever can write the file can write the digest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from reportgen.ooxml.package import CONTENT_TYPES, ROOT_RELATIONSHIPS, PackageError

PROPERTY: Final = "reportgen.digest"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELATIONSHIP = f"{_OFFICE}/relationships/custom-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Properties xmlns="{_OFFICE}/custom-properties"></Properties>'
).encode()
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of every custom property (ISO/IEC 29500-1, 22.3)

_property = re.compile(
    rb'(<(?:\w+:)?property\b[^<>]*\sname="reportgen\.digest"[^<>]*>\s*<(?:\w+:)?lpwstr\b[^<>]*>)([^<>]*)(<)'
)
_pid = re.compile(rb'\spid="(\d{1,9})"')
_relation = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_target = re.compile(rb'\sTarget="/?([^"]*)"')
_id = re.compile(rb'\sId="rId(\d{1,9})"')


def part_hash(data: bytes) -> bytes:
    """The hash of one part's bytes, which a caller may keep for parts that stay the same."""
    return sha256(data).digest()


def digest(hashes: Mapping[str, bytes]) -> str:
    """The digest, in hexadecimal, of a document whose parts have these `part_hash`es.

    The part that carries the digest must be hashed with the value blank, as `prepare` leaves it.
    """
    whole = sha256()
    for name in sorted(hashes):
        whole.update(name.encode() + b"\0" + hashes[name])
    return whole.hexdigest()


def prepare(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """`parts` with room for a digest: a blank custom property, its part made where there is none."""
    name = custom_name(parts)
    prepared = dict(parts)
    if name not in prepared:
        prepared[name] = _EMPTY
        prepared[CONTENT_TYPES] = _with_content_type(parts[CONTENT_TYPES], name)
        prepared[ROOT_RELATIONSHIPS] = _with_relationship(parts[ROOT_RELATIONSHIPS], name)
    prepared[name] = with_value(_with_property(prepared[name]), "")
    return prepared


def with_value(custom: bytes, value: str) -> bytes:
    """The custom properties `custom`, as `prepare` made them, carrying the digest `value`."""
    return _property.sub(lambda found: found[1] + value.encode() + found[3], custom, count=1)


def seal(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """`parts` carrying the digest of all their names and bytes; other custom properties stay as they are."""
    sealed = prepare(parts)
    name = custom_name(sealed)
    value = digest({part: part_hash(data) for part, data in sealed.items()})
    sealed[name] = with_value(sealed[name], value)
    return sealed


def read_seal(parts: Mapping[str, bytes]) -> str | None:
    """The digest that a document carries, or None; says nothing of whether it still holds."""
    found = _property.search(parts.get(custom_name(parts), b""))
    return found[2].decode("ascii", "replace") or None if found else None


def is_sealed_intact(parts: Mapping[str, bytes]) -> bool:
    """Whether the document carries a digest and is, byte for byte, the one that was sealed."""
    if (value := read_seal(parts)) is None:
        return False
    name = custom_name(parts)
    blank = {**parts, name: with_value(parts[name], "")}
    return value == digest({part: part_hash(data) for part, data in blank.items()})


def custom_name(parts: Mapping[str, bytes]) -> str:
    """The name of the part that holds the custom properties, or will."""
    for relation in _relation.findall(parts.get(ROOT_RELATIONSHIPS, b"")):
        if _RELATIONSHIP.encode() in relation and (target := _target.search(relation)):
            return target[1].decode("utf-8", "replace")
    return "docProps/custom.xml"


def _with_content_type(types: bytes, name: str) -> bytes:
    return _insert(types, "Types", f'<Override PartName="/{name}" ContentType="{_TYPE}"/>')


def _with_relationship(relationships: bytes, name: str) -> bytes:
    number = 1 + max((int(found) for found in _id.findall(relationships)), default=0)
    relation = f'<Relationship Id="rId{number}" Type="{_RELATIONSHIP}" Target="{name}"/>'
    return _insert(relationships, "Relationships", relation)


def _with_property(custom: bytes) -> bytes:
    if _property.search(custom):
        return custom
    number = 1 + max((int(found) for found in _pid.findall(custom)), default=1)
    return _insert(
        custom,
        "Properties",
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{PROPERTY}">'
        f'<vt:lpwstr xmlns:vt="{_OFFICE}/docPropsVTypes"></vt:lpwstr></property>',
    )


def _insert(xml: bytes, root: str, element: str) -> bytes:
    """`xml` with `element`, which has no prefix itself, as the last child of its `root` element."""
    opened = re.sub(rb"<((?:\w+:)?" + root.encode() + rb")\b([^<>]*)/>\s*\Z", rb"<\1\2></\1>", xml)
    end = re.search(rb"</(\w+:)?" + root.encode() + rb"\s*>\s*\Z", opened)
    if end is None:
        raise PackageError("xml", f"no end of <{root}>")
    prefix = (end[1] or b"").decode()
    name = element[1:].split(" ", 1)[0]
    placed = element.replace(f"<{name} ", f"<{prefix}{name} ").replace(f"</{name}>", f"</{prefix}{name}>")
    return opened[: end.start()] + placed.encode() + opened[end.start() :]
