"""Whether an amount that nobody wrote is awaited, or there is nothing to write yet.

Blank is never zero; only before a budget begins does it mean that nothing has happened.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.plan import Budget
from reportgen.model.spending import Line


def awaited_from(budget: Budget, line: Line | None, months: Sequence[int]) -> int | None:
    """The place in `months` (calendar month numbers, from October to that of as_of) from which amounts are
    awaited: of the first month that has a plan or an amount. Without either it is October where the year has
    no plan, and None where the plan begins later or there is no money."""
    told = line.disbursed if line else {}
    for place, month in enumerate(months):
        planned = budget.monthly.get(month)
        if month in told or (planned is not None and planned.value):
            return place
    moved = line.transfer.value if line and line.transfer else 0
    return None if is_planned(budget) or budget.act.value + moved == 0 else 0


def is_planned(budget: Budget) -> bool:
    """Whether any month of the year has a plan, be it of nothing."""
    return bool(budget.monthly)
