"""Each budget of the plan beside what finance reported of it, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reportgen.compute.arithmetic import add, awaited, baht, subtract
from reportgen.model.document import PeriodInputs
from reportgen.model.plan import Budget, Plan, Project
from reportgen.model.quantity import Quantity
from reportgen.model.received import awaited_from
from reportgen.model.spending import Line

FISCAL_ORDER = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)


class Account(NamedTuple):
    """One budget and its spending to date, in baht. `plan`, `actual` and `to_date` are by calendar month
    number from October to the month of as_of: the first two of the month alone, the last to its end."""

    project: Project
    budget: Budget
    act: Quantity
    transfer: Quantity
    committed: Quantity
    plan: Mapping[int, Quantity]
    actual: Mapping[int, Quantity]
    to_date: Mapping[int, Quantity]

    @property
    def disbursed(self) -> Quantity:
        return list(self.to_date.values())[-1]


def accounts(plan: Plan, period: PeriodInputs) -> tuple[Account, ...]:
    """Every budget of the plan in its order. What its spending line does not tell, or nobody told without a
    line, is awaited from the month in which the budget begins, and nothing before."""
    spending = period.spending
    lines = {(line.project, line.group, line.fund): line for line in spending.lines}
    months = FISCAL_ORDER[: FISCAL_ORDER.index(spending.as_of.month) + 1]
    found = []
    for number, project in enumerate(plan.projects, start=1):
        for budget in project.budgets:
            line = lines.get((project.id, budget.group, budget.fund))
            start = awaited_from(budget, line, months)
            committed = baht(line.committed if line else None)
            if start is not None and (line is None or line.committed is None):
                committed = awaited("ผูกพันคงเหลือ", number)
            missing = awaited("เบิกจ่ายบางเดือน" if line and line.disbursed else "เบิกจ่าย", number)
            blank = [
                baht(None) if start is None or place < start else missing for place in range(len(months))
            ]
            actual, to_date = _monthly(line, spending.basis, dict(zip(months, blank, strict=True)))
            found.append(
                Account(
                    project,
                    budget,
                    baht(budget.act),
                    baht(line.transfer if line else None),
                    committed,
                    {month: baht(budget.monthly.get(month)) for month in months},
                    actual,
                    to_date,
                )
            )
    return tuple(found)


def _monthly(
    line: Line | None, basis: str, blank: Mapping[int, Quantity]
) -> tuple[dict[int, Quantity], dict[int, Quantity]]:
    """What `line` disbursed in each month alone, and to its end; `blank` stands for a month left out."""
    alone: dict[int, Quantity] = {}
    to_date: dict[int, Quantity] = {}
    before = baht(None)
    for month, nothing in blank.items():
        amount = line.disbursed.get(month) if line else None
        if amount is not None and basis == "สะสม":
            to_date[month] = Quantity(amount.value, "บาท", (*before.origin, amount.span))
            first = not before.value and not before.lacking
            alone[month] = baht(amount) if first else subtract(baht(amount), before)
        else:
            alone[month] = nothing if amount is None else baht(amount)
            to_date[month] = add((before, alone[month]))
        before = to_date[month]
    return alone, to_date
