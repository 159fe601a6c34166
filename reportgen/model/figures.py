"""What `compute` works out of a period: quantities in the shapes that a report shows."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from reportgen.model.calendar import Due
from reportgen.model.findings import Recommendation, Standing, Update
from reportgen.model.plan import Duty, Kpi, Project, Strategy, Target
from reportgen.model.quantity import Quantity
from reportgen.thai.dates import Month

Verdict: TypeAlias = Literal["above", "below", "equal", "no-target", "no-budget", "untold"]
KpiStatus: TypeAlias = Literal["met", "not-met", "no-data"]


class Row(NamedTuple):
    """Spending to date of one thing (a project, a group, a fund, a strategy, or all), in baht.

    `after` is act plus transfers; `spent` is disbursed plus committed; `balance` is after minus spent.
    Rates are percentages of `after`, None where that is zero. `plan` is the monthly plan to date,
    `plan_gap` the disbursed rate less the plan's rate, in percentage points of the printed rates; plan,
    its rate and the gap are None where no month of the year is planned.
    `share` is this row's part of all budgets after transfers.
    """

    label: str
    act: Quantity
    transfer: Quantity
    after: Quantity
    disbursed: Quantity
    committed: Quantity
    spent: Quantity
    balance: Quantity
    plan: Quantity | None
    disbursed_rate: Quantity | None
    spent_rate: Quantity | None
    plan_rate: Quantity | None
    plan_gap: Quantity | None
    share: Quantity | None


class ProjectRow(NamedTuple):
    """A project, its number in the plan, and its spending."""

    number: int
    project: Project
    row: Row


class StrategyRows(NamedTuple):
    """A strategy with its projects and their sub-total."""

    number: int
    strategy: Strategy
    projects: tuple[ProjectRow, ...]
    subtotal: Row


class MonthRow(NamedTuple):
    """Disbursement of one month and to its end, against the plan, in baht; the rate is of all budgets after
    transfers."""

    month: Month
    plan: Quantity
    actual: Quantity
    plan_to_date: Quantity
    actual_to_date: Quantity
    rate: Quantity | None


class Restatement(NamedTuple):
    """A past month that differs from what the last period reported, in baht."""

    project: Project
    fund: str
    month: Month
    before: Quantity
    after: Quantity
    difference: Quantity


class Comparison(NamedTuple):
    """A rate against a target; `gap` is rate less target in percentage points of the printed rates."""

    measure: str
    type: str
    fund: str | None
    amount: Quantity
    budget: Quantity
    rate: Quantity | None
    target: Target | None
    gap: Quantity | None
    verdict: Verdict


class KpiRow(NamedTuple):
    """A KPI's result against its milestone for the period, or its year's target where it has none."""

    kpi: Kpi
    result: Quantity | None
    expected: Quantity
    is_milestone: bool
    status: KpiStatus
    note: str | None


class FollowUp(NamedTuple):
    """A recommendation as it stands at as_of. `carried` counts the earlier periods it was open in;
    `latest` is None where nothing was ever reported; `updated` says whether this period brought an update;
    `reopened` is the update that opened it again after it was closed, None where it never was or is closed.
    """

    recommendation: Recommendation
    latest: Update | None
    is_open: bool
    is_overdue: bool
    is_new: bool
    updated: bool
    carried: int
    reopened: Update | None = None

    @property
    def is_silent(self) -> bool:
        """Open since an earlier period, and this one brought no update."""
        return self.is_open and not self.is_new and not self.updated


class DutyRow(NamedTuple):
    """A standing duty in this period; `missing` when it is due and nothing was received."""

    duty: Duty
    is_due: bool
    reports: tuple[Standing, ...]

    @property
    def missing(self) -> bool:
        return self.is_due and not self.reports


class RegionRow(NamedTuple):
    """Visits to a region, in the period and in the year to date, and the provinces visited to date."""

    name: str
    in_period: Quantity
    to_date: Quantity
    provinces: tuple[str, ...]


class Figures(NamedTuple):
    """All quantities of a quarterly report. `year_plan` is the plan to the end of each of the twelve months,
    in baht; `quarter_disbursed` the sum of the quarter's own months;
    `change` the disbursement to date less what the last period reported, None without a last period."""

    total: Row
    groups: tuple[Row, ...]
    funds: tuple[Row, ...]
    strategies: tuple[StrategyRows, ...]
    strategy_rows: tuple[Row, ...]
    months: tuple[MonthRow, ...]
    year_plan: tuple[Quantity, ...]
    quarter_disbursed: Quantity
    change: Quantity | None
    restatements: tuple[Restatement, ...]
    comparisons: tuple[Comparison, ...]
    kpis: tuple[KpiRow, ...]
    follow_ups: tuple[FollowUp, ...]
    duties: tuple[DutyRow, ...]
    regions: tuple[RegionRow, ...]
    missed: tuple[Due, ...] = ()
