"""What `compute` works out of one month: quantities in the shapes that the monthly overview shows.

Money is in baht, gaps in percentage points of the printed rates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reportgen.model.figures import Comparison, MonthRow, Restatement
from reportgen.model.plan import Project, Strategy
from reportgen.model.quantity import Quantity
from reportgen.model.scalars import PeriodId
from reportgen.thai.dates import Month
from reportgen.thai.fiscal import month_days


class MonthPart(NamedTuple):
    """One thing (a project, a strategy, or all) in the month, and from 1 October to the month's end.

    `after` is the budget after transfers, as the snapshot has it; rates are percentages of it, None where it
    is zero. `plan_rate` and `gap`, the rate less the plan's, are None where no month of the year is planned.
    """

    after: Quantity
    plan: Quantity
    actual: Quantity
    plan_to_date: Quantity
    actual_to_date: Quantity
    rate: Quantity | None
    plan_rate: Quantity | None
    gap: Quantity | None


class ProjectMonth(NamedTuple):
    """A project, its number in the plan, and its month."""

    number: int
    project: Project
    part: MonthPart


class StrategyMonth(NamedTuple):
    """A strategy with its projects and their sum."""

    number: int
    strategy: Strategy
    projects: tuple[ProjectMonth, ...]
    part: MonthPart


class Commitments(NamedTuple):
    """What was committed at the month's end; `spent` is disbursed plus committed."""

    committed: Quantity
    spent: Quantity
    spent_rate: Quantity | None
    balance: Quantity


class Refund(NamedTuple):
    """A month whose disbursement of one budget is below zero, with the reason that finance gave."""

    project: Project
    fund: str
    amount: Quantity
    reason: str | None


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """All quantities of a monthly overview.

    `period` is the quarter that the month lies in and `as_of` the day of the snapshot that the numbers are
    from. `commitments` is None unless the snapshot was taken at the month's end: those of another day are
    not the month's. `comparisons` is empty unless the month ends a quarter, for which targets are set, and
    is over. `behind` are the projects whose gap is below the profile's threshold, `idle` those of which
    nothing was disbursed although the plan has begun, or there is none. `months` runs from October.
    """

    month: Month
    period: PeriodId
    as_of: date
    total: MonthPart
    strategies: tuple[StrategyMonth, ...]
    months: tuple[MonthRow, ...]
    commitments: Commitments | None
    comparisons: tuple[Comparison, ...]
    behind: tuple[ProjectMonth, ...]
    idle: tuple[ProjectMonth, ...]
    restatements: tuple[Restatement, ...]
    refunds: tuple[Refund, ...]

    @property
    def is_over(self) -> bool:
        """Whether the snapshot has the whole month."""
        return self.as_of >= month_days(self.month).last

    @property
    def ends_quarter(self) -> bool:
        return month_days(self.month).last == self.period.days.last

    @property
    def is_unplanned(self) -> bool:
        """Whether the year has no monthly plan at all."""
        return self.total.plan_rate is None and self.total.rate is not None

    @property
    def unplanned(self) -> tuple[ProjectMonth, ...]:
        """The projects without a monthly plan."""
        return tuple(each for each in self.projects if each.part.plan_rate is None)

    @property
    def awaited(self) -> tuple[ProjectMonth, ...]:
        """The projects of whose disbursement to date something was not sent."""
        return tuple(each for each in self.projects if each.part.actual_to_date.lacking)

    @property
    def projects(self) -> tuple[ProjectMonth, ...]:
        """The projects of all strategies, in their order."""
        return tuple(each for strategy in self.strategies for each in strategy.projects)
