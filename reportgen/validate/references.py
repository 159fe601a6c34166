"""Checks that whatever a period cites exists, and that its ids are used once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.diagnostics import Diagnostic
from reportgen.model.document import PeriodInputs
from reportgen.model.plan import Plan
from reportgen.model.profile import Regions
from reportgen.model.workspace import Workspace
from reportgen.validate import rules
from reportgen.validate.names import nearest, span_of, unknown
from reportgen.validate.plan import duplicates


def check_references(
    workspace: Workspace,
    plan: Plan,
    regions: Regions | None,
    period: PeriodInputs,
    earlier: Sequence[PeriodInputs] | None,
) -> Iterator[Diagnostic]:
    """Checks `period`, which may cite the `earlier` ones; None where not all of them could be read."""
    units = [name for unit in workspace.units for name in (unit.id, unit.name)]
    yield from _check_ids(period)
    yield from _check_projects(plan, period)
    yield from _check_recommendations(plan, period, units)
    if earlier is not None:
        yield from _check_origins(plan, (*earlier, period))
    if regions:
        provinces = [name for region in regions.regions for name in region.provinces]
        for visit in period.visits.visits:
            name = visit.place.province
            if name not in provinces:
                args = {"province": name, "nearest": nearest(name, provinces)}
                yield Diagnostic(rules.PROVINCE_UNKNOWN, (span_of(name),), args)


def _check_ids(period: PeriodInputs) -> Iterator[Diagnostic]:
    yield from duplicates("visit", (visit.id for visit in period.visits.visits))
    yield from duplicates("finding", (finding.id for finding in period.findings.findings))
    yield from duplicates("recommendation", (item.id for item in period.findings.recommendations))
    yield from duplicates("KPI result", (result.kpi for result in period.findings.kpi_results))
    yield from duplicates("in-depth project", (note.project for note in period.findings.projects))


def _check_projects(plan: Plan, period: PeriodInputs) -> Iterator[Diagnostic]:
    projects = [project.id for project in plan.projects]
    kpis, duties = [kpi.id for kpi in plan.kpis], [duty.id for duty in plan.duties]
    cited = [visit.project for visit in period.visits.visits]
    cited += [note.project for note in period.findings.projects]
    for id_ in cited:
        if id_ not in projects:
            yield unknown("project", id_, projects, "plan.yaml")
    for result in period.findings.kpi_results:
        if result.kpi not in kpis:
            yield unknown("KPI", result.kpi, kpis, "plan.yaml")
    for standing in period.findings.standing:
        if standing.duty not in duties:
            yield unknown("duty", standing.duty, duties, "plan.yaml")
    yield from _check_total_scopes(plan, period, projects)


def _check_total_scopes(plan: Plan, period: PeriodInputs, projects: Sequence[str]) -> Iterator[Diagnostic]:
    strategies = [strategy.id for strategy in plan.strategies]
    funds = sorted({budget.fund for project in plan.projects for budget in project.budgets})
    for total in period.spending.totals:
        if total.project is not None and total.project not in projects:
            yield unknown("project", total.project, projects, "plan.yaml")
        if total.strategy is not None and total.strategy not in strategies:
            yield unknown("strategy", total.strategy, strategies, "plan.yaml")
        if total.fund is not None and total.fund not in funds:
            yield unknown("fund", total.fund, funds, "plan.yaml")


def _check_origins(plan: Plan, periods: tuple[PeriodInputs, ...]) -> Iterator[Diagnostic]:
    origins: list[str] = [visit.id for period in periods for visit in period.visits.visits]
    origins += [project.id for project in plan.projects]
    origins += [str(meeting.number) for meeting in plan.meetings]
    for finding in periods[-1].findings.findings:
        if finding.origin not in origins:
            yield unknown("visit, project or meeting", finding.origin, origins, "visits.yaml")
    findings = [finding.id for period in periods for finding in period.findings.findings]
    for item in periods[-1].findings.recommendations:
        if item.origin is not None and item.origin not in findings:
            yield unknown("finding", item.origin, findings, "findings.yaml")


def _check_recommendations(plan: Plan, period: PeriodInputs, units: Sequence[str]) -> Iterator[Diagnostic]:
    meetings = [str(meeting.number) for meeting in plan.meetings]
    places = period.places["findings"]
    for index, item in enumerate(period.findings.recommendations):
        if item.to not in units:
            yield unknown("unit", item.to, units, "reportgen.yaml")
        if str(item.raised) not in meetings:
            place = places.value(("recommendations", index, "raised"))
            yield unknown("meeting", str(item.raised), meetings, "plan.yaml", place)
    state = period.findings.state
    if state.meeting is not None and str(state.meeting) not in meetings:
        yield unknown(
            "meeting", str(state.meeting), meetings, "plan.yaml", places.value(("state", "meeting"))
        )
