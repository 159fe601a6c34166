"""Bytes of a file from finance to its sheets: Excel workbooks and CSV, within bounds.

Nothing in the file is run or followed; formulas have the values that were saved with them.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from reportgen.diagnostics import Diagnostic, Rule, Span
from reportgen.load.sheets import book_codes as codes
from reportgen.load.sheets.csv_text import THAI_WINDOWS, CsvError, read_csv
from reportgen.load.sheets.grid import Cell, Place, Sheet
from reportgen.ooxml.package import Limits, PackageError, read_parts
from reportgen.ooxml.safety import inspect
from reportgen.thai.text import clean

LARGEST_FILE = 16 << 20
"""Bytes; a year of finance's reports is under one of these."""
_LIMITS = Limits(packed=LARGEST_FILE, entries=1000, single=48 << 20, total=64 << 20)
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELLS, _MOST_TEXTS = 20_000, 400, 300_000, 200_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_CELL, _TEXT, _FORMULA = (re.compile(rb"<(?:\w+:)?" + tag + rb"[\s>/]") for tag in (b"c", b"si", b"f"))
_BROKEN = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError, OverflowError,
    AssertionError, RecursionError, NotImplementedError,
)  # fmt: skip
"""What openpyxl raises for a workbook that is none; SyntaxError is that of XML."""


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a file, in its order."""

    file: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """The book, or None with an error."""

    book: Book | None
    diagnostics: tuple[Diagnostic, ...] = ()


class _Refused(Exception):  # noqa: N818  (the end of the reading, told as a diagnostic)
    def __init__(self, rule: Rule, what: str = "") -> None:
        super().__init__(rule.code)
        self.rule, self.what = rule, what


def read_book(data: bytes, file: str) -> Read:
    """The sheets in `data`, the content of the file that users know as `file`."""
    try:
        if data[:8] == _OLE:
            raise _Refused(codes.ENCRYPTED if _ENCRYPTED_STREAM in data else codes.OLD_FILE)
        if len(data) > LARGEST_FILE:
            raise _Refused(codes.TOO_LARGE, f"{len(data) >> 20} MB")
        if data[:2] == b"PK":
            return _workbook(data, file)
        return _csv(data, file)
    except _Refused as refused:
        return Read(None, (_said(refused.rule, file, refused.what),))


def _said(rule: Rule, file: str, what: str = "") -> Diagnostic:
    return Diagnostic(
        rule, (Span(file),), {"file": PurePosixPath(file).name} | ({"what": what} if what else {})
    )


def _csv(data: bytes, file: str) -> Read:
    if not file.lower().endswith((".csv", ".txt", ".tsv")) or data.lstrip()[:1] == b"<":
        raise _Refused(codes.NO_SHEET_FILE)
    try:
        sheet, encoding = read_csv(data)
    except CsvError as error:
        raise _Refused(codes.NO_SHEET_FILE) from error
    _bounded(sheet.last_row, sheet.last_column)
    said = (_said(codes.THAI_CSV, file),) if encoding == THAI_WINDOWS else ()
    return Read(Book(file, (sheet,)), said)


def _bounded(rows: int, columns: int) -> None:
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS or rows * columns > _MOST_CELLS:
        raise _Refused(codes.TOO_LARGE, f"{rows:,} × {columns:,}")


def _workbook(data: bytes, file: str) -> Read:
    try:
        parts = read_parts(data, limits=_LIMITS)
    except PackageError as error:
        is_large = error.kind in ("size", "ratio", "entries")
        rule = codes.TOO_LARGE if is_large else codes.NO_SHEET_FILE
        raise _Refused(rule, error.detail if is_large else "") from error
    has_links = _inspected(parts)
    pages = [part for name, part in parts.items() if name.startswith("xl/worksheets/")]
    count = sum(len(_CELL.findall(page)) for page in pages)
    texts = sum(len(_TEXT.findall(part)) for name, part in parts.items() if "sharedStrings" in name)
    if count > _MOST_CELLS or texts > _MOST_TEXTS:
        raise _Refused(codes.TOO_LARGE, f"{max(count, texts):,}")
    has_formulas = any(_FORMULA.search(page) for page in pages)
    try:
        values = _opened(data, saved_values=True)
        formulas = _opened(data, saved_values=False) if has_formulas else None
        sheets = tuple(_sheet(page, formulas[page.title] if formulas else None) for page in values.worksheets)
    except _BROKEN as error:
        raise _Refused(codes.NO_SHEET_FILE) from error
    if not sheets:
        raise _Refused(codes.NO_SHEET_FILE)
    return Read(Book(file, sheets), (_said(codes.LINKS, file),) if has_links else ())


def _inspected(parts: Mapping[str, bytes]) -> bool:
    """Whether the workbook leads to others; what could run or deceive is refused."""
    if any("vbaproject" in name.lower() for name in parts):
        raise _Refused(codes.MACROS)
    faults = inspect(parts)
    if any(fault.kind == "active" for fault in faults):
        raise _Refused(codes.MACROS)
    if any(fault.kind in ("dtd", "malformed") for fault in faults):
        raise _Refused(codes.NO_SHEET_FILE)
    return any(name.startswith("xl/externalLinks/") for name in parts)


def _opened(data: bytes, *, saved_values: bool) -> Any:
    from openpyxl import load_workbook  # large, and needed for an import only

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(data), data_only=saved_values, keep_links=False)


def _sheet(page: Any, formulas: Any) -> Sheet:
    _bounded(page.max_row, page.max_column)
    merged: dict[Place, Place] = {}
    for area in page.merged_cells.ranges:
        _bounded(area.max_row - area.min_row, area.max_col - area.min_col)
        merged |= dict.fromkeys(area.cells, (area.min_row, area.min_col))
    return Sheet(
        page.title,
        dict(_cells(page, formulas)),
        {place: first for place, first in merged.items() if place != first},
        frozenset(row for row, settings in page.row_dimensions.items() if settings.hidden),
        frozenset(
            column
            for settings in page.column_dimensions.values()
            if settings.hidden
            for column in range(settings.min or 0, min(settings.max or 0, _MOST_COLUMNS) + 1)
        ),
        page.sheet_state != "visible",
    )


def _cells(page: Any, formulas: Any) -> Iterator[tuple[Place, Cell]]:
    for row in page.iter_rows():
        for cell in row:
            place = cell.row, cell.column
            if isinstance(cell.value, str) and not cell.value.strip():
                continue
            if cell.value is not None:
                yield place, _cell(cell, place)
            elif formulas is not None and formulas.cell(*place).data_type == "f":
                yield place, Cell(*place, "uncached", "")


def _cell(cell: Any, place: Place) -> Cell:
    value = cell.value
    if cell.data_type == "e":
        return Cell(*place, "error", str(value))
    if isinstance(value, bool):
        return Cell(*place, "text", str(value).upper())
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        if not number.is_finite():
            return Cell(*place, "error", str(value))
        return Cell(*place, "number", f"{number:f}", number, "%" in (cell.number_format or ""))
    if isinstance(value, datetime | date):
        return Cell(*place, "date", f"{value:%Y-%m-%d}" if value.year > 999 else str(value))
    if isinstance(value, str):
        return Cell(*place, "text", " ".join(clean(value).text.split()))
    return Cell(*place, "date", str(value))
