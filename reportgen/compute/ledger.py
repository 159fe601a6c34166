"""Each budget of the plan beside what finance reported of it, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.compute.arithmetic import add, baht, subtract
from reportgen.model.document import PeriodInputs
from reportgen.model.plan import Budget, Plan, Project
from reportgen.model.quantity import Quantity
from reportgen.model.spending import Line

FISCAL_ORDER = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)


@dataclass(frozen=True, slots=True)
class Account:
    """One budget and its spending to date, in baht. `plan` and `actual` are by calendar month number,
    of the month alone (not cumulative), from October to the month of as_of."""

    project: Project
    budget: Budget
    act: Quantity
    transfer: Quantity
    committed: Quantity
    plan: Mapping[int, Quantity]
    actual: Mapping[int, Quantity]

    @property
    def disbursed(self) -> Quantity:
        return add(self.actual.values())


def accounts(plan: Plan, period: PeriodInputs) -> tuple[Account, ...]:
    """Every budget of the plan in its order; one without a spending line has spent nothing."""
    lines = {(line.project, line.group, line.fund): line for line in period.spending.lines}
    months = FISCAL_ORDER[: FISCAL_ORDER.index(period.spending.as_of.month) + 1]
    found = []
    for project in plan.projects:
        for budget in project.budgets:
            line = lines.get((project.id, budget.group, budget.fund))
            found.append(
                Account(
                    project,
                    budget,
                    baht(budget.act),
                    baht(line.transfer if line else None),
                    baht(line.committed if line else None),
                    {month: baht(budget.monthly.get(month)) for month in months},
                    _monthly(line, period.spending.basis, months),
                )
            )
    return tuple(found)


def _monthly(line: Line | None, basis: str, months: tuple[int, ...]) -> dict[int, Quantity]:
    """What `line` disbursed in each month alone; a cumulative month left out repeats the one before."""
    written = {month: baht(line.disbursed.get(month)) for month in months} if line else {}
    if basis == "รายเดือน" or line is None:
        return {month: written.get(month, baht(None)) for month in months}
    result: dict[int, Quantity] = {}
    before = baht(None)
    for month in months:
        to_date = written[month] if month in line.disbursed else before
        result[month] = subtract(to_date, before) if before.value else to_date
        before = to_date
    return result
