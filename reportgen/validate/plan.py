"""Checks of `reportgen.yaml` and `plan.yaml` by themselves and against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from reportgen.diagnostics import Diagnostic, Span
from reportgen.model.plan import Budget, Kpi, Plan
from reportgen.model.source import SourceMap
from reportgen.model.workspace import Workspace
from reportgen.thai.money import show_number
from reportgen.validate import rules
from reportgen.validate.names import span_of, unknown
from reportgen.validate.targets import check_targets

SMALLEST_BUDGET = Decimal("1000")
LARGEST_BUDGET = Decimal("1e11")
"""Outside these a budget in baht was probably typed in another unit (a live register printed
538,800 baht as 538800.0000 million baht)."""


def check_workspace(workspace: Workspace, places: SourceMap) -> Iterator[Diagnostic]:
    """Ids once each; members and secretariat known."""
    yield from duplicates("unit", (unit.id for unit in workspace.units))
    yield from duplicates("person", (person.id for person in workspace.people))
    units, people = [unit.id for unit in workspace.units], [person.id for person in workspace.people]
    if workspace.secretariat not in units:
        yield unknown("unit", workspace.secretariat, units, "reportgen.yaml")
    for index, member in enumerate(workspace.committee.members):
        if member.person is None and member.seat is None:
            yield Diagnostic(rules.MEMBER_EMPTY, (places.value(("committee", "members", index)),))
        elif member.person is not None and member.person not in people:
            yield unknown("person", member.person, people, "reportgen.yaml")


def check_plan(
    workspace: Workspace, plan: Plan, places: SourceMap, places_of_workspace: SourceMap
) -> Iterator[Diagnostic]:
    """Ids once each, references known, years equal, monthly plans add up."""
    if plan.fiscal_year != workspace.fiscal_year:
        args = {"year": str(plan.fiscal_year), "expected": str(workspace.fiscal_year)}
        spans = (places.value(("fiscal_year",)), places_of_workspace.value(("fiscal_year",)))
        yield Diagnostic(rules.YEAR_DIFFERS, spans, args)
    yield from _plan_ids(plan)
    yield from check_targets(plan)
    yield from _check_choosing(plan)
    yield from _plan_references(workspace, plan, places)
    for index, meeting in enumerate(plan.meetings):
        if meeting.date.year + 543 != meeting.number.year:
            place = places.value(("meetings", index, "number"))
            args = {"meeting": str(meeting.number), "year": str(meeting.date.year + 543)}
            yield Diagnostic(rules.MEETING_YEAR, (place,), args)
    for kpi in plan.kpis:
        yield from _check_kpi(kpi)
    for project in plan.projects:
        seen: dict[tuple[str, str], Budget] = {}
        for budget in project.budgets:
            yield from _check_budget(budget)
            if (budget.group, budget.fund) in seen:
                yield Diagnostic(
                    rules.LINE_DUPLICATE,
                    (budget.act.span, seen[budget.group, budget.fund].act.span),
                    {"project": project.id},
                )
            seen[budget.group, budget.fund] = budget


def _plan_ids(plan: Plan) -> Iterator[Diagnostic]:
    yield from duplicates("strategy", (strategy.id for strategy in plan.strategies))
    yield from duplicates("project", (project.id for project in plan.projects))
    yield from duplicates("KPI", (kpi.id for kpi in plan.kpis))
    yield from duplicates("duty", (duty.id for duty in plan.duties))


def _plan_references(workspace: Workspace, plan: Plan, places: SourceMap) -> Iterator[Diagnostic]:
    strategies = [strategy.id for strategy in plan.strategies]
    units = [name for unit in workspace.units for name in (unit.id, unit.name)]
    projects = [project.id for project in plan.projects]
    for project in plan.projects:
        if project.strategy not in strategies:
            yield unknown("strategy", project.strategy, strategies, "plan.yaml")
        if project.owner not in units:
            yield unknown("unit", project.owner, units, "reportgen.yaml")
    for kpi in plan.kpis:
        if kpi.project is not None and kpi.project not in projects:
            yield unknown("project", kpi.project, projects, "plan.yaml")
    for duty in plan.duties:
        if duty.owner is not None and duty.owner not in units:
            yield unknown("unit", duty.owner, units, "reportgen.yaml")
    meetings = [str(meeting.number) for meeting in plan.meetings]
    if str(plan.mandate.meeting) not in meetings:
        place = places.value(("mandate", "meeting"))
        yield unknown("meeting", str(plan.mandate.meeting), meetings, "plan.yaml", place)


def _check_choosing(plan: Plan) -> Iterator[Diagnostic]:
    """Whether as many criteria can be met as make a project strong."""
    strong = plan.choosing.strong if plan.choosing else None
    tested = sum(criterion.test is not None for criterion in plan.criteria)
    if strong is not None and tested and not 1 <= strong.value <= tested:  # without tests it says nothing
        args = {"given": str(strong.value), "tested": str(tested)}
        yield Diagnostic(rules.STRONG_RANGE, (strong.span,), args)


def _check_kpi(kpi: Kpi) -> Iterator[Diagnostic]:
    """Whether the milestones, which are cumulative, end at the year's target."""
    for period, milestone in kpi.milestones.items():
        if period.quarter == 4 and milestone.value != kpi.target.value:
            args = {"milestone": f"{milestone.value:,f}", "target": f"{kpi.target.value:,f}"}
            args |= {"kpi": str(kpi.id)}
            yield Diagnostic(rules.KPI_PLAN_DIFFERS, (milestone.span, kpi.target.span), args)


def _check_budget(budget: Budget) -> Iterator[Diagnostic]:
    act = budget.act.value
    if act < 0:
        yield Diagnostic(rules.AMOUNT_NEGATIVE, (budget.act.span,), {"key": "act"})
    elif (act and act < SMALLEST_BUDGET) or act > LARGEST_BUDGET:
        yield Diagnostic(rules.UNIT_ABSURD, (budget.act.span,), {"amount": show_number(act)})
        return
    for amount in budget.monthly.values():
        if amount.value < 0:
            yield Diagnostic(rules.AMOUNT_NEGATIVE, (amount.span,), {"key": "monthly"})
    planned = sum((amount.value for amount in budget.monthly.values()), Decimal(0))
    if budget.monthly and planned != act:
        spans = (budget.act.span, *(amount.span for amount in budget.monthly.values()))
        numbers = {"sum": planned, "act": act, "difference": planned - act}
        yield Diagnostic(
            rules.PLAN_DIFFERS, spans, {key: show_number(value) for key, value in numbers.items()}
        )


def duplicates(what: str, ids: Iterable[str]) -> Iterator[Diagnostic]:
    """A diagnostic for each id that stood before."""
    seen: dict[str, Span] = {}
    for id_ in ids:
        if id_ in seen:
            yield Diagnostic(rules.ID_DUPLICATE, (span_of(id_), seen[id_]), {"id": id_, "what": what})
        seen.setdefault(id_, span_of(id_))
