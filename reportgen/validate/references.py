"""Checks that whatever a period cites exists, and that its ids are used once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.diagnostics import Diagnostic, Span
from reportgen.model.document import PastYear, PeriodInputs
from reportgen.model.plan import Plan
from reportgen.model.profile import Regions
from reportgen.model.workspace import Workspace
from reportgen.validate import rules
from reportgen.validate.names import nearest, repeated, span_of, unknown
from reportgen.validate.plan import duplicates


def check_references(
    workspace: Workspace,
    plan: Plan,
    regions: Regions | None,
    period: PeriodInputs,
    earlier: Sequence[PeriodInputs] | None,
    past: PastYear | None = None,
) -> Iterator[Diagnostic]:
    """Checks `period`, which may cite the `earlier` ones; None where not all of them could be read. Its
    recommendations may come from the year `past`; where that is not there, their origins are let be."""
    units = [name for unit in workspace.units for name in (unit.id, unit.name)]
    yield from _check_ids(period)
    yield from _check_projects(plan, period)
    yield from _check_recommendations(plan, period, units, past)
    if earlier is not None:
        yield from _check_origins(plan, (*earlier, period), past)
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
    cited = {
        "KPI result": [result.kpi for result in period.findings.kpi_results],
        "in-depth project": [note.project for note in period.findings.projects],
    }
    for what, ids in cited.items():
        for second, first in repeated(ids):
            spans = span_of(second), span_of(first)
            yield Diagnostic(rules.GIVEN_TWICE, spans, {"what": what, "id": second})


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


def _check_origins(
    plan: Plan, periods: tuple[PeriodInputs, ...], past: PastYear | None
) -> Iterator[Diagnostic]:
    origins: list[str] = [visit.id for period in periods for visit in period.visits.visits]
    origins += [project.id for project in plan.projects]
    origins += [str(meeting.number) for meeting in plan.meetings]
    for finding in periods[-1].findings.findings:
        if finding.origin not in origins:
            yield unknown("visit, project or meeting", finding.origin, origins, "visits.yaml")
            visits = periods[-1].places["visits"]
            if not visits.values:  # told once for each place, however many findings cite one
                yield Diagnostic(rules.VISITS_ABSENT, (Span(visits.file),), {"file": visits.file})
    findings: list[str] = [finding.id for period in periods for finding in period.findings.findings]
    if past is not None:
        findings += sorted(past.finding_ids)
    for item in periods[-1].findings.recommendations:
        if _is_unread(past):
            break
        if item.origin is not None and item.origin not in findings:
            yield unknown("finding", item.origin, findings, "findings.yaml")


def _is_unread(past: PastYear | None) -> bool:
    return past is not None and not past.is_known


def _check_recommendations(
    plan: Plan, period: PeriodInputs, units: Sequence[str], past: PastYear | None
) -> Iterator[Diagnostic]:
    meetings = [str(meeting.number) for meeting in plan.meetings]
    known = [*meetings, *(str(each.number) for each in (past.meetings if past else ()))]
    places = period.places["findings"]
    for index, item in enumerate(period.findings.recommendations):
        if item.to not in units:
            yield unknown("unit", item.to, units, "reportgen.yaml")
        if str(item.raised) not in known and not _is_unread(past):
            place = places.value(("recommendations", index, "raised"))
            yield unknown("meeting", str(item.raised), known, "plan.yaml", place)
    state = period.findings.state
    if state.meeting is not None and str(state.meeting) not in meetings:
        yield unknown(
            "meeting", str(state.meeting), meetings, "plan.yaml", places.value(("state", "meeting"))
        )
