"""Transfers that stand in two columns, one for each way: what went out is made an amount without a sign.

What went out may be typed with a minus in every row or in none; whatever else has one is said, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reportgen.diagnostics import Span
from reportgen.load.collector import Collector
from reportgen.load.sheets import codes
from reportgen.load.sheets.values import Figure, Row, Rows
from reportgen.model.mapping import Role
from reportgen.thai.money import show_number


def with_ways(rows: Rows, collector: Collector) -> Rows:
    """`rows` with what went out more than zero; says what has a sign that contradicts its column."""
    own = [each.row for each in rows.lines] + [row for _, row in rows.left_out]
    for role, figure in _contradicting(own):
        span, given = Span(collector.file, where=figure.where), show_number(figure.value or Decimal(0))
        collector.say(codes.TRANSFER_SIGN, span, cell=figure.where, given=given, role=str(role))
    return replace(
        rows,
        lines=tuple(replace(each, row=_unsigned(each.row)) for each in rows.lines),
        totals=tuple(replace(each, row=_unsigned(each.row)) for each in rows.totals),
        heads=tuple(replace(each, row=_unsigned(each.row)) for each in rows.heads),
        left_out=tuple((scope, _unsigned(row)) for scope, row in rows.left_out),
    )


def _contradicting(rows: list[Row]) -> Iterator[tuple[Role, Figure]]:
    """What was received and has a minus, and what was given and has one where others have none."""
    is_signed = all(row.value(Role.TRANSFER_OUT) <= 0 for row in rows)
    for role in (Role.TRANSFER_IN, Role.TRANSFER_OUT):
        for row in rows:
            if row.value(role) < 0 and not (is_signed and role is Role.TRANSFER_OUT):
                yield role, row.figures[role]


def _unsigned(row: Row) -> Row:
    figure = row.figures.get(Role.TRANSFER_OUT)
    if figure is None or figure.value is None:
        return row
    unsigned = replace(figure, value=abs(figure.value))
    return replace(row, figures={**row.figures, Role.TRANSFER_OUT: unsigned})
