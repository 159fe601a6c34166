"""The workbook inside a chart: what Word opens in Excel for "Edit Data".

One sheet with the series side by side, written as text: a fill has no time to load a spreadsheet library, and
no digit goes through a float.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from typing import Final

from reportgen.ooxml.escape import escape
from reportgen.ooxml.package import CONTENT_TYPES, ROOT_RELATIONSHIPS, write_parts

SHEET: Final = "Sheet1"
CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_EXACT = Context(prec=15)  # as many digits as a spreadsheet keeps
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED: Final = {
    CONTENT_TYPES: f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{CONTENT_TYPE}.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
    ROOT_RELATIONSHIPS: f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
}


def datasheet(
    categories: Sequence[str], series: Sequence[tuple[str, Sequence[Decimal | None]]], number_format: str
) -> bytes:
    """An .xlsx with categories in column A and each series, its name on top, in a column after it."""
    rows = [_row(1, [_text("A1", ""), *(_text(f"{column(n)}1", name) for n, (name, _) in _numbered(series))])]
    for at, category in enumerate(categories):
        number = at + 2
        cells = [_number(f"{column(n)}{number}", values[at]) for n, (_, values) in _numbered(series)]
        rows.append(_row(number, [_text(f"A{number}", category), *cells]))
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    parts = {**_FIXED, "xl/styles.xml": _styles(number_format), "xl/worksheets/sheet1.xml": sheet}
    return write_parts({name: f"{_DECLARATION}{text}".encode() for name, text in parts.items()})


def column(number: int) -> str:
    """The letters of a column, from 0: 0 → "A", 26 → "AA"."""
    first, last = divmod(number, 26)
    return f"{column(first - 1) if first else ''}{chr(ord('A') + last)}"


def digits(value: Decimal) -> str:
    """A number as a cell or a cached point holds it: plain, with the 15 digits that spreadsheets keep."""
    return f"{_EXACT.create_decimal(value):f}"


def _numbered(
    series: Sequence[tuple[str, Sequence[Decimal | None]]],
) -> list[tuple[int, tuple[str, Sequence[Decimal | None]]]]:
    return list(enumerate(series, start=1))


def _row(number: int, cells: Sequence[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _number(place: str, value: Decimal | None) -> str:
    return "" if value is None else f'<c r="{place}" s="1"><v>{digits(value)}</v></c>'


def _styles(number_format: str) -> str:
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164"'
        f' formatCode="{escape(number_format)}"/></numFmts><fonts count="1"><font/></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
        '<patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/>'
        '<xf numFmtId="164" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
