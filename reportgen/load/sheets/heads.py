"""Headings of plans with amounts of their own: totals of the rows beneath, parts of a line, or neither.

A heading that is neither is said; which projects there are is the business of `names`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from reportgen.diagnostics import Span
from reportgen.load.sheets import codes
from reportgen.load.sheets.names import Names
from reportgen.load.sheets.sums import Account, Sums, between
from reportgen.load.sheets.values import Figure, HeadRow, Part, Row, Rows
from reportgen.thai.money import show_number
from reportgen.thai.months import SHORT


def settled(rows: Rows, accounts: Sequence[Account], sums: Sums, names: Names) -> Rows:
    """`rows` with every heading that is no total of others among those left out, or said and lost.

    Raises nothing; `accounts` are those of the lines of `rows`.
    """
    for head in reversed(rows.heads):  # those within others first
        wrong = _beneath(head, rows, accounts, sums)
        if wrong == [] or _is_part_of_line(head, rows, accounts, sums):
            continue
        if head.is_left_out:
            rows = replace(rows, left_out=(*rows.left_out, (head.around, head.row)))
            continue
        _say(head.row, wrong, sums, names)
        rows = replace(rows, lost=(*rows.lost, head.around))
    return rows


def _beneath(
    head: HeadRow, rows: Rows, accounts: Sequence[Account], sums: Sums
) -> list[tuple[Part, Figure, Decimal]] | None:
    """What is not the sum of the rows beneath, as many of them as fit best, down to the next heading of the
    same kind; None where there are none."""
    start = head.row.number
    same = [each.row.number for each in rows.heads if each.kind == head.kind and each.row.number > start]
    own = [line.row.number for line in rows.lines] + [row.number for _, row in rows.left_out]
    ends = sorted(number for number in own if start < number < min(same, default=number + 1))
    found = [sums.wrong(head.row, {}, *between(start, end + 1, rows, accounts)) for end in reversed(ends)]
    return min(found, key=len, default=None)


def _is_part_of_line(head: HeadRow, rows: Rows, accounts: Sequence[Account], sums: Sums) -> bool:
    """Whether the headings that follow a line without any other row between, such as the activities of a
    project, add up to it."""
    heads = {each.row.number: each.row for each in rows.heads}
    first = last = head.row.number
    while first - 1 in heads:
        first -= 1
    while last + 1 in heads:
        last += 1
    own = [heads[number] for number in range(first, last + 1)]
    lines = zip(rows.lines, accounts, strict=True)
    account = next((account for line, account in lines if line.row.number == first - 1), None)
    parts = {part for row in own for part in row.figures if row.has(part)}
    added = {part: Figure(sum((row.value(part) for row in own), Decimal(0)), "") for part in parts}
    return account is not None and not sums.wrong(Row(0, "", "", added), {}, Rows((), ()), [account])


def _say(row: Row, wrong: Sequence[tuple[Part, Figure, Decimal]] | None, sums: Sums, names: Names) -> None:
    span = Span(sums.collector.file, where=row.where)
    if not wrong:
        nearest = names.nearest_project(row.text)
        sums.collector.say(codes.PROJECT_UNKNOWN, span, cell=row.where, text=row.text, nearest=nearest)
        return
    part, figure, found = wrong[0]
    spans = [Span(sums.collector.file, where=each.where) for _, each, _ in wrong]
    sums.collector.say(
        codes.HEADING_DIFFERS, span, *spans, cell=row.where, text=row.text, found=show_number(found),
        role=SHORT[part - 1] if isinstance(part, int) else str(part),
        given=show_number(figure.value or Decimal(0)),
    )  # fmt: skip
