"""What is hidden in a table: which rows and columns, whether they were used, and how many baht they hold.

Nobody who looks at the sheet sees them; they are read as if they were shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.diagnostics import Span
from reportgen.load.collector import Collector
from reportgen.load.sheets import codes
from reportgen.load.sheets.grid import letters
from reportgen.load.sheets.layout import Column, Layout
from reportgen.load.sheets.sums import Account
from reportgen.load.sheets.values import Rows
from reportgen.model.mapping import Role
from reportgen.thai.money import show_number

_MOST = 10
"""Places named in a message."""


def look_for_hidden(layout: Layout, rows: Rows, accounts: Sequence[Account], collector: Collector) -> None:
    """Says what is hidden in the table that `rows` were read from; `accounts` are those of its lines."""
    sheet = layout.sheet
    filled = {row for row, _ in sheet.cells if row >= layout.first}
    in_rows = _held_by_rows(layout, rows, accounts)
    in_columns = dict(_held_by_columns(layout, rows))
    hidden_rows = sorted(sheet.hidden_rows & filled)
    hidden_columns = [each for each in layout.columns if each.index in sheet.hidden_columns]
    used = [f"{row}:{row} ({show_number(in_rows[row])})" for row in hidden_rows if row in in_rows]
    used += [
        f"{_name(each)} ({show_number(in_columns[each.index])})"
        for each in hidden_columns
        if each.index in in_columns
    ]
    passed = [f"{row}:{row}" for row in hidden_rows if row not in in_rows]
    passed += [_name(each) for each in hidden_columns if each.index not in in_columns]
    for rule, places in ((codes.HIDDEN, used), (codes.HIDDEN_PASSED, passed)):
        if places:
            more = " …" if len(places) > _MOST else ""
            where = sheet.where(layout.first, layout.columns[0].index)
            collector.say(rule, Span(collector.file, where=where), places=", ".join(places[:_MOST]) + more)


def _held_by_rows(layout: Layout, rows: Rows, accounts: Sequence[Account]) -> Mapping[int, Decimal]:
    """What was disbursed, by the number of each row that was used; nothing in the headings."""
    held = dict.fromkeys(range(layout.first, layout.last + 1), Decimal(0))
    held |= {total.row.number: total.row.value(Role.DISBURSED) for total in rows.totals}
    lines = zip(rows.lines, accounts, strict=True)
    return held | {line.row.number: account.amounts[Role.DISBURSED] for line, account in lines}


def _held_by_columns(layout: Layout, rows: Rows) -> Iterator[tuple[int, Decimal]]:
    """The sum of the lines in each column that was used."""
    for column in layout.columns:
        heading = column.heading
        part = heading and (heading.month or heading.role)
        if part and part is not Role.UNUSED:
            amounts: Iterable[Decimal] = (line.row.value(part) for line in rows.lines)
            yield column.index, sum(amounts, Decimal(0)) if column.is_amount else Decimal(0)


def _name(column: Column) -> str:
    return f"{letters(column.index)}:{letters(column.index)}"
