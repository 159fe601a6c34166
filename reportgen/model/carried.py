"""What a new quarter begins with: everything that is still open in the last one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reportgen.model.figures import KpiRow
from reportgen.model.findings import Recommendation, Update
from reportgen.model.plan import Budget, Duty, Project
from reportgen.model.scalars import Amount, PeriodId
from reportgen.model.spending import Line


@dataclass(frozen=True, slots=True)
class OpenRecommendation:
    """A recommendation that still waits, with its updates of all periods, oldest first. `age` is in days from
    the meeting that raised it to the new quarter's end, None where that meeting's day is not known;
    `carried` counts the periods it was open in."""

    recommendation: Recommendation
    updates: tuple[Update, ...]
    owner: str
    age: int | None
    carried: int
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """A budget's spending as the last period reported it: its months by calendar month number, on the last
    period's basis. `line` is None where it reported none."""

    project: Project
    budget: Budget
    line: Line | None
    months: Mapping[int, Amount]


@dataclass(frozen=True, slots=True)
class Carried:
    """A new quarter's beginning. `last` is the period of the year that it goes on from, None in the first;
    `months` are the calendar months after `last`, to the quarter's end. KPIs are as `last` left them, unmet
    first."""

    period: PeriodId
    last: PeriodId | None
    as_of: date
    basis: str
    months: tuple[int, ...]
    lines: tuple[CarriedLine, ...]
    recommendations: tuple[OpenRecommendation, ...]
    kpis: tuple[KpiRow, ...]
    projects: tuple[Project, ...]
    duties: tuple[Duty, ...]
