"""Tables to the bytes of an Excel workbook, with live formulas for sums and the values that they come to.

The same tables give the same bytes. What people typed is text in the workbook, whatever it begins with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from reportgen.model.tables import CellValue, Column, Row, RowStyle, Table
from reportgen.ooxml.package import read_parts, write_parts

_FONT, _POINTS = "TH Sarabun New", 14
_ROW_HEIGHT = 21
"""Points: a line of TH Sarabun New at 14 points."""
_MONEY = '#,##0.00;-#,##0.00;"-"'
_FORMATS = {"text": "@", "whole": "0", "money": _MONEY, "rate": "0.00", "number": "#,##0.######"}
_STYLES: dict[RowStyle, dict[str, Any]] = {
    "item": {},
    "section": {"bold": True},
    "subtotal": {"bold": True, "bg_color": "#F2F2F2"},
    "total": {"bold": True, "bg_color": "#D9D9D9"},
}
_TELLING = ("=", "+", "-", "@", "\t", "\r")
"""What a text must not begin with where a program may take it for a formula."""


def workbook(tables: Sequence[Table], *, title: str, created: datetime) -> bytes:
    """An .xlsx with one sheet a table; `created` dates it, and comes from the inputs."""
    from xlsxwriter import Workbook  # needed for an export only

    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    book.set_properties({"title": title, "created": created.replace(tzinfo=None)})
    sheet_of = _Formats(book, {})
    for table in tables:
        _Sheet(table, book.add_worksheet(table.name), sheet_of).write()
    book.close()
    return write_parts(read_parts(stream.getvalue()))


@dataclass(frozen=True, slots=True)
class _Formats:
    """The formats of a workbook, each made once."""

    book: Any
    made: dict[tuple[tuple[str, Any], ...], Any]

    def of(self, **settings: Any) -> Any:
        wanted = {"font_name": _FONT, "font_size": _POINTS, "valign": "top", **settings}
        key = tuple(sorted(wanted.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(wanted)
        return self.made[key]

    def cell(self, column: Column, style: RowStyle, text: str = "") -> Any:
        settings: dict[str, Any] = {"border": 1, "num_format": _FORMATS[column.kind], **_STYLES[style]}
        settings["text_wrap"] = column.kind == "text"
        if text.startswith(_TELLING):
            settings["quote_prefix"] = True
        return self.of(**settings)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One table on its sheet."""

    table: Table
    sheet: Any
    formats: _Formats

    @property
    def first(self) -> int:
        """The row, from 0, of the table's first row."""
        return len(self.table.titles) + 1

    def write(self) -> None:
        sheet, table = self.sheet, self.table
        sheet.set_default_row(_ROW_HEIGHT)
        sheet.set_row(self.first - 1, 2 * _ROW_HEIGHT)
        for line, title in enumerate(table.titles):
            sheet.write_string(line, 0, title, self.formats.of(bold=line == 0))
        heading = self.formats.of(
            bold=True, border=1, align="center", valign="vcenter", text_wrap=True, bg_color="#D9E2F3"
        )
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, column.width, self.formats.of())
            sheet.write_string(self.first - 1, index, column.title, heading)
        for number, row in enumerate(table.rows):
            for index, column in enumerate(table.columns):
                self._cell(number, index, column, row)
        sheet.freeze_panes(self.first, table.frozen)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(self.first - 1)

    def _cell(self, number: int, index: int, column: Column, row: Row) -> None:
        value = row.values.get(column.key)
        text = value if isinstance(value, str) else ""
        place, format_ = (self.first + number, index), self.formats.cell(column, row.style, text)
        formula = self._formula(number, column, row)
        if formula:
            self.sheet.write_formula(*place, f"={formula}", format_, "-" if value is None else _number(value))
        elif value is None:
            self.sheet.write_blank(*place, None, format_)
        elif isinstance(value, str):
            self.sheet.write_string(*place, value, format_)
        else:
            self.sheet.write_number(*place, _number(value), format_)

    def _formula(self, number: int, column: Column, row: Row) -> str:
        if row.style == "section" or column.key in row.blank:
            return ""
        if column.formula:
            cells = {each.key: self._address(number, each) for each in self.table.columns}
            return column.formula.format_map(cells)
        if row.over and column.kind == "money":
            return f"SUM({','.join(self._ranges(row.over, column))})"
        return ""

    def _address(self, number: int, column: Column) -> str:
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(self.first + number, self.table.columns.index(column)))

    def _ranges(self, rows: Sequence[int], column: Column) -> Iterator[str]:
        """The rows as ranges of cells, those that follow each other as one."""
        start = before = rows[0]
        for row in (*rows[1:], None):
            if row is None or row != before + 1:
                first, last = self._address(start, column), self._address(before, column)
                yield first if first == last else f"{first}:{last}"
                start = row if row is not None else before
            before = row if row is not None else before


def _number(value: CellValue) -> float | int | str:
    """What a sheet holds: binary numbers, which give back every amount below 10^13 baht to the satang."""
    return float(value) if isinstance(value, Decimal) else value if value is not None else ""
