"""Tables for a workbook: columns, rows of exact values, and which of them are sums of which.

Values only; cells, formulas and widths on a sheet are `render.workbook`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

CellValue: TypeAlias = "str | int | Decimal | None"
ColumnKind: TypeAlias = Literal["text", "whole", "money", "rate", "number"]
RowStyle: TypeAlias = Literal["item", "section", "subtotal", "total"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `kind` gives its number format, `width` is in characters. `formula` makes its cells of the
    others in the row, named by their keys (`{after}-{spent}`)."""

    key: str
    title: str
    kind: ColumnKind = "text"
    width: int = 18
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Values by column key. A row with `over`, places in the table's rows, is the sum of those rows in every
    column of money that has no formula; its values are what the sums come to. `blank` are the columns with
    no number because of amounts that nobody has sent: they are left empty, without a formula too."""

    values: Mapping[str, CellValue]
    style: RowStyle = "item"
    over: tuple[int, ...] = ()
    blank: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name (at most 31 characters), lines of title above the headings, columns and rows;
    `frozen` columns stay in sight."""

    name: str
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    frozen: int = 0
