"""Rows of plans among those of results, where a project has a row for each: แผน above ผล.

Takes the plans out and leaves every result with its project's name; reads no amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportgen.diagnostics import Span
from reportgen.load.collector import Collector
from reportgen.load.sheets import codes
from reportgen.load.sheets.doubts import joined
from reportgen.load.sheets.grid import Cell, Place, Sheet, address
from reportgen.load.sheets.layout import Layout
from reportgen.model.mapping import Role

_PLAN = re.compile(r"(?:แผน|เป้าหมาย)(?:การ)?(?:เบิกจ่าย|ใช้จ่าย)?(?:เงิน|งบประมาณ)?|plan|target")
_RESULT = re.compile(r"(?:ผล|จ่ายจริง|เบิกจ่ายจริง|actual).*")
_BUDGETS = (Role.ACT, Role.AFTER, Role.TRANSFER, Role.TRANSFER_IN, Role.TRANSFER_OUT)
_MOST = 8  # cells named in a message


def without_plans(layout: Layout, collector: Collector) -> Layout:
    """`layout` without the rows that a cell before their results calls a plan, which are told."""
    sheet, told = layout.sheet, tuple(_plans(layout))
    if told:
        places = [address(cell.row, cell.column) for cell in told]
        cells = ", ".join(places[:_MOST]) + (" …" if len(places) > _MOST else "")
        span = Span(collector.file, where=sheet.where(told[0].row, told[0].column))
        collector.say(codes.ROWS_PLANNED, span, cells=cells)
        return replace(layout, sheet=_without(sheet, told, _first_result(layout)))
    return layout


def _plans(layout: Layout) -> Iterator[Cell]:
    """The cells that call their rows plans; a name of a project is none."""
    names = [column.index for role in (Role.PROJECT, Role.CODE) if (column := layout.of(role))]
    before = range(1, _first_result(layout))
    for row in range(layout.last + 1, layout.sheet.last_row + 1):
        cells = (layout.sheet.cells.get((row, column)) for column in before)
        for cell in filter(None, cells):
            if cell.kind == "text" and cell.column not in names and _PLAN.fullmatch(joined(cell.text)):
                yield cell


def _first_result(layout: Layout) -> int:
    """The first column of amounts that a plan and a result differ in."""
    amounts = [each for each in layout.columns if each.is_amount]
    results = [each for each in amounts if each.heading and each.heading.role not in _BUDGETS]
    return min(each.index for each in results or amounts)


def _without(sheet: Sheet, plans: Iterable[Cell], first_result: int) -> Sheet:
    """`sheet` without the rows of `plans`; what stands in one before column `first_result` goes to the result
    below, where nothing is."""
    cells, merged, width = dict(sheet.cells), dict(sheet.merged), sheet.last_column
    covered: dict[Place, list[Place]] = {}
    for place, first in sheet.merged.items():
        covered.setdefault(first, []).append(place)
    for plan in plans:
        beside = cells.get((plan.row + 1, plan.column))
        is_pair = beside is not None and _RESULT.fullmatch(joined(beside.text)) is not None
        for column in range(1, width + 1):
            above, below = (plan.row, column), (plan.row + 1, column)
            cell = cells.pop(above, None)
            if cell and is_pair and column < first_result and below not in cells:
                cells[below] = replace(cell, row=plan.row + 1)
                merged |= dict.fromkeys(covered.get(above, ()), below)
                merged.pop(below, None)
    return replace(sheet, cells=cells, merged=merged)
