"""The amounts and rates of one row of a table, each with its cell, or what is wrong with it.

Knows nothing of what the row is.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from reportgen.diagnostics import Rule
from reportgen.load.sheets import codes
from reportgen.load.sheets.amounts import NoAmountError, number_of, read_amount
from reportgen.load.sheets.grid import Cell
from reportgen.load.sheets.layout import Column, Layout
from reportgen.load.sheets.values import Figure, Part
from reportgen.model.mapping import Role

_RATES = (Role.DISBURSED_RATE, Role.SPENT_RATE)
Fault: TypeAlias = tuple[Rule, str, str]
"""What is wrong with a cell, where it is, and what stands in it."""


def read_figures(
    layout: Layout, number: int, label: Cell | None
) -> tuple[dict[Part, Figure], dict[Part, Fault]]:
    """The amounts and rates of row `number` named by `label`; what cannot be read is none, and a fault."""
    sheet = layout.sheet
    found: dict[Part, Figure] = {}
    faults: dict[Part, Fault] = {}
    for column in layout.columns:
        heading = column.heading
        part = (heading.month or heading.role) if heading else None
        if part is None or not (column.is_amount or part in _RATES):
            continue
        where, value = sheet.where(number, column.index), None
        try:
            value = _value(layout, number, column, label)
        except NoAmountError as error:
            cell = sheet.at(number, column.index)
            faults[part] = error.rule, where, cell.text if cell else ""
        found[part] = Figure(value, where)
    return found, faults


def _value(layout: Layout, number: int, column: Column, label: Cell | None) -> Decimal | None:
    place = number, column.index
    first = layout.sheet.merged.get(place, place)
    cell = layout.sheet.cells.get(first)
    if cell is None or first[1] != column.index or label == cell:
        return None  # a section's or remark's text, written across the table, is no amount
    if not column.is_amount:
        return _rate(cell) if first == place else None
    if first != place:
        raise NoAmountError(codes.AMOUNT_MERGED)
    return read_amount(cell, column.factor)


def _rate(cell: Cell) -> Decimal | None:
    if cell.kind == "text" and cell.text.endswith("%"):
        return number_of(Cell(cell.row, cell.column, "text", cell.text[:-1].strip()))
    value = number_of(cell)
    return value * 100 if value is not None and cell.is_percent else value
