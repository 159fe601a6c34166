"""What goes on into the next quarter: open recommendations, lines, KPIs, duties that fall due.

Nothing that is open is left behind, and nothing that is closed is taken along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.compute.ledger import FISCAL_ORDER
from reportgen.compute.watch import histories, is_due, is_open, kpis
from reportgen.model.carried import Carried, CarriedLine, OpenRecommendation
from reportgen.model.document import PastYear, PeriodInputs
from reportgen.model.figures import KpiRow, KpiStatus
from reportgen.model.findings import Findings, Recommendation
from reportgen.model.plan import Plan
from reportgen.model.scalars import PeriodId
from reportgen.model.workspace import Workspace

_FIRST: Mapping[KpiStatus, int] = {"not-met": 0, "no-data": 1, "met": 2}


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where a quarter begins: the year's plan, its periods before (oldest first), and the last year."""

    workspace: Workspace
    plan: Plan
    periods: tuple[PeriodInputs, ...]
    past: PastYear | None


def carry(before: Standpoint, period: PeriodId) -> Carried:
    """The beginning of `period`."""
    last = before.periods[-1] if before.periods else None
    found = {**(before.past.findings if before.past else {}), **{p.id: p.findings for p in before.periods}}
    in_depth = [project for project in before.plan.projects if project.in_depth is not None]
    return Carried(
        period=period,
        last=last.id if last else None,
        as_of=period.days.last,
        basis=last.spending.basis if last else "สะสม",
        months=FISCAL_ORDER[(last.id.quarter if last else 0) * 3 : period.quarter * 3],
        lines=_lines(before.plan, last),
        recommendations=_open(before, found, period),
        kpis=_kpis(before.plan, period, last),
        projects=tuple(in_depth),
        duties=tuple(
            duty for duty in before.plan.duties if is_due(duty, period) and duty.received <= period.days.last
        ),
    )


def _lines(plan: Plan, last: PeriodInputs | None) -> tuple[CarriedLine, ...]:
    """Every budget of the plan in its order, with what the last period wrote of it."""
    written = {(line.project, line.group, line.fund): line for line in last.spending.lines} if last else {}
    found = []
    for project in plan.projects:
        for budget in project.budgets:
            line = written.get((project.id, budget.group, budget.fund))
            amounts = line.disbursed if line else {}
            months = {month: amounts[month] for month in FISCAL_ORDER if month in amounts}
            found.append(CarriedLine(project, budget, line, months))
    return tuple(found)


def _kpis(plan: Plan, period: PeriodId, last: PeriodInputs | None) -> tuple[KpiRow, ...]:
    """As the last period left them, unmet first."""
    rows = kpis(plan, last.id, last.findings) if last else kpis(plan, period, None)
    return tuple(sorted(rows, key=lambda row: _FIRST[row.status]))


def _open(
    before: Standpoint, found: Mapping[PeriodId, Findings], period: PeriodId
) -> tuple[OpenRecommendation, ...]:
    """Every recommendation that any earlier period left open, in the order in which they were first made."""
    history = histories(found.values())
    latest: dict[str, Recommendation] = {}
    for findings in found.values():
        latest.update({item.id: item for item in findings.recommendations})
    meetings = (*(before.past.meetings if before.past else ()), *before.plan.meetings)
    held = {meeting.number: meeting.date for meeting in meetings if meeting.body is None}
    names: dict[str, str] = {unit.id: unit.name for unit in before.workspace.units}
    waiting = []
    for id_, item in latest.items():
        if not is_open(history[id_]):
            continue
        raised = held.get(item.raised)
        waiting.append(
            OpenRecommendation(
                recommendation=item,
                updates=history[id_],
                owner=names.get(item.to, str(item.to)),
                age=(period.days.last - raised).days if raised else None,
                carried=_carried(id_, tuple(found.values())),
                is_overdue=item.due is not None and item.due < period.days.last,
            )
        )
    return tuple(waiting)


def _carried(id_: str, found: Sequence[Findings]) -> int:
    return sum(any(item.id == id_ for item in findings.recommendations) for findings in found)
