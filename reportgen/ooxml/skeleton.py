"""What holds the parts of a new DOCX together: content types, relationships and bare settings.

Knows the few kinds of part that a starting template has, by their names: `word/<kind><number>.xml`, and
charts, `word/charts/chart<number>.xml`, with their workbooks, `word/embeddings/chart<number>.xlsx`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from reportgen.ooxml.datasheet import CONTENT_TYPE
from reportgen.ooxml.names import R, W
from reportgen.ooxml.package import CONTENT_TYPES, ROOT_RELATIONSHIPS

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_part = re.compile(r"word/(?:charts/)?([A-Za-z]+)(\d*)\.xml")

TEXT_WIDTHS: Final = "reportgen.text-widths"
"""The document variable that tells the widths of text, in twips, that a template is built for: in Word its
margins may be moved."""


def settings_xml(text_widths: Iterable[int]) -> bytes:
    """`word/settings.xml` before marking, of a template built for `text_widths` in twips."""
    widths = " ".join(map(str, text_widths))
    return (
        f'{_DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:docVars><w:docVar w:name="{TEXT_WIDTHS}" w:val="{widths}"/></w:docVars>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


def with_relationships(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """A whole package of `parts`, which are `docProps/core.xml` and those that this module knows.

    A header, footer or chart has its file's name for a relationship id: `header1`. A chart's own, to its
    workbook, is `workbook`.
    """
    content_types = "".join(_content_types(parts))
    document = "".join(
        f'<Relationship Id="{found[1]}{found[2]}" Type="{R}/{found[1]}"'
        f' Target="{name.removeprefix("word/")}"/>'
        for name in sorted(parts)
        if (found := _part.fullmatch(name)) and found[1] != "document"
    )
    root = (
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/>'
    )
    charts = {
        f"word/charts/_rels/chart{found[2]}.xml.rels": _workbook(found[2])
        for name in sorted(parts)
        if (found := _part.fullmatch(name)) and found[1] == "chart"
    }
    return {
        **parts,
        **charts,
        CONTENT_TYPES: _whole("Types", "content-types", content_types),
        ROOT_RELATIONSHIPS: _whole("Relationships", "relationships", root),
        "word/_rels/document.xml.rels": _whole("Relationships", "relationships", document),
    }


def _content_types(parts: Mapping[str, bytes]) -> Iterator[str]:
    yield '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    yield '<Default Extension="xml" ContentType="application/xml"/>'
    yield f'<Override PartName="/docProps/core.xml" ContentType="{_CORE_TYPE}"/>'
    if any(name.endswith(".xlsx") for name in parts):
        yield f'<Default Extension="xlsx" ContentType="{CONTENT_TYPE}"/>'
    special = {"theme": _THEME_TYPE, "chart": _CHART_TYPE, "document": f"{_WORD}.document.main+xml"}
    for name in sorted(parts):
        if found := _part.fullmatch(name):
            content_type = special.get(found[1]) or f"{_WORD}.{found[1]}+xml"
            yield f'<Override PartName="/{name}" ContentType="{content_type}"/>'


def _workbook(number: str) -> bytes:
    relation = f'<Relationship Id="workbook" Type="{R}/package" Target="../embeddings/chart{number}.xlsx"/>'
    return _whole("Relationships", "relationships", relation)


def _whole(element: str, namespace: str, content: str) -> bytes:
    return f'{_DECLARATION}<{element} xmlns="{_PACKAGE}/{namespace}">{content}</{element}>'.encode()
