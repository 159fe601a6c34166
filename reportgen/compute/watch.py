"""What is watched beside money: KPIs, recommendations, duties, regions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from reportgen.compute import codes
from reportgen.compute.arithmetic import count
from reportgen.diagnostics import NOWHERE, Diagnostic, Span
from reportgen.model.document import Document
from reportgen.model.figures import DutyRow, FollowUp, KpiRow, KpiStatus, RegionRow
from reportgen.model.findings import Findings, Update
from reportgen.model.plan import Duty, Plan
from reportgen.model.quantity import Quantity
from reportgen.model.scalars import Amount, PeriodId
from reportgen.model.source import Located
from reportgen.thai.dates import show_day

CLOSED = ("ดำเนินการแล้ว", "ยกเลิก")


def _span(text: str) -> Span:
    return text.span if isinstance(text, Located) else NOWHERE


def _quantity(amount: Amount) -> Quantity:
    return Quantity(amount.value, "จำนวน", (amount.span,))


def kpis(plan: Plan, period: PeriodId, findings: Findings | None) -> tuple[KpiRow, ...]:
    """Every KPI of the plan, with or without a result."""
    results = {result.kpi: result for result in findings.kpi_results} if findings else {}
    found = []
    for kpi in plan.kpis:
        reported = results.get(kpi.id)
        milestone = kpi.milestones.get(period)
        expected = _quantity(milestone or kpi.target)
        result = _quantity(reported.result) if reported and reported.result else None
        status: KpiStatus = "no-data"
        if result is not None:
            met = result.value >= expected.value if kpi.better == "มากกว่า" else result.value <= expected.value
            status = "met" if met else "not-met"
        found.append(
            KpiRow(kpi, result, expected, milestone is not None, status, reported.note if reported else None)
        )
    return tuple(found)


def follow_ups(document: Document) -> tuple[FollowUp, ...]:
    """The period's recommendations, in their order, with the updates of all periods."""
    start, as_of = document.period.id.days.first, document.period.spending.as_of
    earlier = document.findings_before
    history = histories((*earlier.values(), document.period.findings))
    found = []
    for item in document.period.findings.recommendations:
        updates = history[item.id]
        latest = updates[-1] if updates else None
        open_ = is_open(updates)
        overdue = open_ and item.due is not None and item.due < as_of
        carried = sum(item.id in _ids(findings) for findings in earlier.values())
        updated = any(update.date >= start for update in updates)
        found.append(
            FollowUp(item, latest, open_, overdue, carried == 0, updated, carried, _reopened(updates))
        )
    return tuple(found)


def histories(found_in: Iterable[Findings]) -> dict[str, tuple[Update, ...]]:
    """The updates of each recommendation over periods, by date; one that a period repeats counts once."""
    found: dict[str, dict[tuple[date, str], Update]] = {}
    for findings in found_in:
        for item in findings.recommendations:
            known = found.setdefault(item.id, {})
            known |= {(update.date, update.text): update for update in item.updates}
    return {
        id_: tuple(sorted(updates.values(), key=lambda update: update.date)) for id_, updates in found.items()
    }


def _ids(findings: Findings) -> set[str]:
    return {item.id for item in findings.recommendations}


def is_open(updates: Sequence[Update]) -> bool:
    """Whether a recommendation with these updates, oldest first, still waits to be done."""
    return not updates or updates[-1].status not in CLOSED


def _reopened(updates: Sequence[Update]) -> Update | None:
    """The update that opened it for the last time after it was closed, if it is open."""
    found = None
    for before, after in pairwise(updates):
        if before.status in CLOSED and after.status not in CLOSED:
            found = after
    return found if is_open(updates) else None


def check_follow_ups(document: Document, found: Sequence[FollowUp]) -> Iterator[Diagnostic]:
    """Warns of recommendations that were open and vanished, are overdue, or have no news; tells which were
    opened again."""
    yield from _dropped(document)
    start = document.period.id.days.first
    for each in found:
        item = each.recommendation
        place = (_span(item.id),)
        if each.is_overdue and item.due is not None:
            args = {"id": item.id, "day": show_day(item.due), "unit": item.to}
            yield Diagnostic(codes.RECOMMENDATION_OVERDUE, place, args)
        if each.is_silent:
            args = {"id": item.id, "period": str(document.period.id), "unit": item.to}
            yield Diagnostic(codes.RECOMMENDATION_SILENT, place, args)
        if each.reopened is not None and each.reopened.date >= start:
            args = {"id": item.id, "day": show_day(each.reopened.date)}
            yield Diagnostic(codes.RECOMMENDATION_REOPENED, (_span(each.reopened.text), *place), args)


def _dropped(document: Document) -> Iterator[Diagnostic]:
    before = document.findings_before
    if not before:
        return
    last, present = max(before), _ids(document.period.findings)
    history = histories(before.values())
    for item in before[last].recommendations:
        if is_open(history[item.id]) and item.id not in present:
            spans = document.period.places["findings"].key(("recommendations",)), _span(item.id)
            yield Diagnostic(codes.RECOMMENDATION_DROPPED, spans, {"id": item.id, "period": str(last)})


def duties(document: Document) -> tuple[DutyRow, ...]:
    """Every duty known by as_of, with what was received of it in the period."""
    received = document.period.findings.standing
    return tuple(
        DutyRow(
            duty, is_due(duty, document.period.id), tuple(each for each in received if each.duty == duty.id)
        )
        for duty in document.plan.duties
        if duty.received <= document.period.spending.as_of
    )


def is_due(duty: Duty, period: PeriodId) -> bool:
    """Whether a report on `duty` is due in `period`: as its own list says, else by its frequency. Without
    a list, twice a year means the second and fourth quarter, once a year the fourth."""
    if duty.due:
        return period in duty.due
    if duty.frequency in ("รายเดือน", "รายไตรมาส"):
        return True
    if duty.frequency == "ปีละ 2 ครั้ง":
        return period.quarter in (2, 4)
    return duty.frequency == "ปีละครั้ง" and period.quarter == 4


def check_duties(document: Document, found: Sequence[DutyRow]) -> Iterator[Diagnostic]:
    """Warns of each duty that is due and absent."""
    place = document.period.places["findings"].key(("standing",))
    for each in found:
        if each.missing:
            args = {"period": str(document.period.id), "duty": each.duty.name}
            yield Diagnostic(codes.DUTY_MISSING, (place, _span(each.duty.id)), args)


def regions(document: Document) -> tuple[RegionRow, ...]:
    """Every region, visited or not."""
    found = []
    for region in document.regions.regions:
        to_date = [
            (period is document.period, visit.place.province)
            for period in document.periods
            for visit in period.visits.visits
            if visit.place.province in region.provinces
        ]
        provinces = tuple(dict.fromkeys(str(name) for _, name in to_date))
        now = count(_span(name) for is_now, name in to_date if is_now)
        found.append(RegionRow(region.name, now, count(_span(name) for _, name in to_date), provinces))
    return tuple(found)
