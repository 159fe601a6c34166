"""Which sheet of finance's book holds the table of a period.

Reads no amounts; where it is not clear, nothing is chosen and the reason is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from reportgen.diagnostics import Span
from reportgen.load.collector import Collector
from reportgen.load.sheets import codes
from reportgen.load.sheets.book import Book
from reportgen.load.sheets.grid import Sheet, letters
from reportgen.load.sheets.layout import Layout, find_layout
from reportgen.load.sheets.titles import told_in_titles
from reportgen.model.mapping import ImportSpending
from reportgen.model.plan import Plan
from reportgen.model.scalars import PeriodId


def chosen(
    book: Book,
    plan: Plan,
    mapping: ImportSpending,
    collector: Collector,
    *,
    wanted: str | None,
    period: PeriodId | None,
) -> Layout | None:
    """The table: on the sheet named, on the one of the period named, on the one remembered, else on the only
    one that has one."""
    by_name = {sheet.name: sheet for sheet in book.sheets}
    place = Span(book.file)
    if wanted is not None and wanted not in by_name:
        args = {"sheet": wanted, "file": PurePosixPath(book.file).name}
        collector.say(codes.SHEET_UNKNOWN, place, known=", ".join(by_name) or "-", **args)
        return None
    hidden = [sheet.name for sheet in book.sheets if sheet.is_hidden]
    name = wanted or mapping.sheet or ""
    shown = [each for each in book.sheets if not each.is_hidden]
    if wanted is None and period and (own := _of_period(shown, plan, mapping, period)):
        return own
    sheets = [by_name[name]] if name in by_name else shown
    if hidden and name not in hidden:
        collector.say(codes.SHEET_HIDDEN, place, sheets=", ".join(hidden))
    found = [layout for sheet in sheets if (layout := find_layout(sheet, mapping, plan.fiscal_year))]
    found = [layout for layout in found if layout.is_told] or found
    found = [layout for layout in found if layout.months] or found
    if not found:
        _say_missing(book, sheets, plan, mapping, collector)
        return None
    if len(found) > 1:
        names = [layout.sheet.name for layout in found]
        collector.say(codes.SHEET_SEVERAL, place, known=", ".join(names), first=names[0])
        return None
    return found[0]


def _of_period(
    sheets: Sequence[Sheet], plan: Plan, mapping: ImportSpending, period: PeriodId
) -> Layout | None:
    """The table on the one sheet of several whose day is in the period."""
    layouts = [layout for sheet in sheets if (layout := find_layout(sheet, mapping, plan.fiscal_year))]
    found = []
    for layout in layouts:
        told = told_in_titles(layout, plan.fiscal_year)
        if len(told) == 1 and isinstance(told[0], date):
            found += [layout] if period.days.first <= told[0] <= period.days.last else []
    return found[0] if len(layouts) > 1 and len(found) == 1 else None


def _name(sheets: Sequence[Sheet]) -> str:
    return sheets[0].name if len(sheets) == 1 else ""


def _say_missing(
    book: Book, sheets: Sequence[Sheet], plan: Plan, mapping: ImportSpending, collector: Collector
) -> None:
    """Says that there is no table, or that the one with projects does not tell what was disbursed."""
    tables = (find_layout(sheet, mapping, plan.fiscal_year, is_told=False) for sheet in sheets)
    if table := next(filter(None, tables), None):
        columns = ", ".join(f"{letters(each.index)} ({each.title})" for each in table.columns)
        where = table.sheet.where(table.first, table.columns[0].index)
        collector.say(codes.DISBURSED_MISSING, Span(book.file, where=where), columns=columns)
    else:
        collector.say(codes.HEADER_MISSING, Span(book.file, where=_name(sheets)))
