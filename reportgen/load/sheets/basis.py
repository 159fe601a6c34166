"""Whether the amounts of months are of each month alone or cumulative, by what stands beside them.

Guesses nothing: where the amounts do not tell, nothing is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.load.sheets.sums import ZERO, touched
from reportgen.load.sheets.values import LineRow
from reportgen.model.mapping import Role


def guess_basis(
    lines: Sequence[LineRow], months: Sequence[int], tolerance: Decimal, *, every_row: bool
) -> str | None:
    """`สะสม` or `รายเดือน`, by which of the two the column of disbursement to date is right: in every row,
    else in most of them and never the other. None where nothing tells; cumulative where both are right."""
    sums = lasts = both = neither = 0
    for line in lines:
        figure = line.row.figures.get(Role.DISBURSED)
        written = [line.row.value(month) for month in months if line.row.has(month)]
        if figure is None or not written or touched(Role.DISBURSED) & line.row.unread:
            continue
        given = figure.value or ZERO
        is_sum = abs(sum(written, ZERO) - given) <= tolerance
        is_last = abs(written[-1] - given) <= tolerance
        sums += is_sum and not is_last
        lasts += is_last and not is_sum
        both += is_sum and is_last
        neither += not (is_sum or is_last)
    if (sums and lasts) or neither >= (1 if every_row else sums + lasts + both + 1):
        return None
    if not sums + lasts:
        return "สะสม" if both and not neither else None
    return "รายเดือน" if sums else "สะสม"
