"""What holds the parts of a new DOCX together: content types, relationships and bare settings.

Knows the few kinds of part that a starting template has, by their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from reportgen.ooxml.names import R, W
from reportgen.ooxml.package import CONTENT_TYPES, ROOT_RELATIONSHIPS

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_part = re.compile(r"word/([A-Za-z]+)(\d*)\.xml")

SETTINGS: Final = (
    f'{_DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:decimalSymbol w:val="."/>'
    '<w:listSeparator w:val=","/></w:settings>'
).encode()
"""`word/settings.xml` before marking."""


def with_relationships(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """A whole package of `parts`, which are `docProps/core.xml` and XML parts directly in `word/`.

    A header or footer has its file's name for a relationship id: `header1`.
    """
    content_types = "".join(_content_types(parts))
    document = "".join(
        f'<Relationship Id="{found[1]}{found[2]}" Type="{R}/{found[1]}" Target="{found[1]}{found[2]}.xml"/>'
        for name in sorted(parts)
        if (found := _part.fullmatch(name)) and found[1] != "document"
    )
    root = (
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/>'
    )
    return {
        **parts,
        CONTENT_TYPES: _whole("Types", "content-types", content_types),
        ROOT_RELATIONSHIPS: _whole("Relationships", "relationships", root),
        "word/_rels/document.xml.rels": _whole("Relationships", "relationships", document),
    }


def _content_types(parts: Mapping[str, bytes]) -> Iterator[str]:
    yield '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    yield '<Default Extension="xml" ContentType="application/xml"/>'
    yield f'<Override PartName="/docProps/core.xml" ContentType="{_CORE_TYPE}"/>'
    for name in sorted(parts):
        if found := _part.fullmatch(name):
            kind = "document.main" if found[1] == "document" else found[1]
            content_type = _THEME_TYPE if kind == "theme" else f"{_WORD}.{kind}+xml"
            yield f'<Override PartName="/{name}" ContentType="{content_type}"/>'


def _whole(element: str, namespace: str, content: str) -> bytes:
    return f'{_DECLARATION}<{element} xmlns="{_PACKAGE}/{namespace}">{content}</{element}>'.encode()
