"""Checks that a period's dates follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportgen.diagnostics import Diagnostic, Span
from reportgen.model.document import PastYear, PeriodInputs
from reportgen.model.findings import Recommendation
from reportgen.model.plan import Plan
from reportgen.thai.dates import show_day, show_days
from reportgen.validate import rules


def check_year(period: PeriodInputs, fiscal_year: int) -> Iterator[Diagnostic]:
    """The period's folder is named by the workspace's fiscal year."""
    if period.id.fiscal_year != fiscal_year:
        args = {"period": str(period.id), "year": str(fiscal_year)}
        yield Diagnostic(rules.PERIOD_OUTSIDE, (Span(str(period.id)),), args)


def check_order(plan: Plan, period: PeriodInputs, past: PastYear | None = None) -> Iterator[Diagnostic]:
    """as_of and visits in their quarter; recommendations, updates and due dates in order."""
    places = period.places
    as_of = period.spending.as_of
    quarter = period.id.days
    if not period.holds_as_of:
        args = {"day": show_day(as_of), "period": str(period.id)}
        args |= {"first": show_day(quarter.first), "last": show_day(quarter.last)}
        yield Diagnostic(rules.AS_OF_OUTSIDE, (places["spending"].value(("as_of",)),), args)
    for index, visit in enumerate(period.visits.visits):
        where = places["visits"]
        if visit.date.first < quarter.first or visit.date.last > quarter.last:
            args = {"day": show_days(visit.date), "period": str(period.id)}
            yield Diagnostic(rules.VISIT_OUTSIDE, (where.value(("visits", index, "date")),), args)
        if visit.reported is not None and visit.reported < visit.date.last:
            spans = where.value(("visits", index, "reported")), where.value(("visits", index, "date"))
            yield Diagnostic(rules.REPORT_BEFORE_VISIT, spans, {"reported": show_day(visit.reported)})
    state = period.findings.state
    if state.stage == "คณะอนุกรรมการเห็นชอบ" and state.meeting is None:
        yield Diagnostic(rules.STATE_MEETING, (places["findings"].value(("state", "stage")),))
    meetings = (*(past.meetings if past else ()), *plan.meetings)
    held = {str(meeting.number): meeting.date for meeting in meetings}
    for index, item in enumerate(period.findings.recommendations):
        yield from _check_recommendation(period, index, item, held.get(str(item.raised)))


def _check_recommendation(
    period: PeriodInputs, index: int, item: Recommendation, raised: date | None
) -> Iterator[Diagnostic]:
    places = period.places["findings"]
    meeting = str(item.raised)
    if raised and item.due and item.due < raised:
        args = {"day": show_day(item.due), "meeting": meeting}
        yield Diagnostic(rules.DUE_BEFORE_RAISED, (places.value(("recommendations", index, "due")),), args)
    as_of = period.spending.as_of
    latest: date | None = None
    for number, update in enumerate(item.updates):
        span = places.value(("recommendations", index, "updates", number, "date"))
        day = show_day(update.date)
        if update.date > as_of and period.holds_as_of:
            args = {"day": day, "as_of": show_day(as_of)}
            yield Diagnostic(rules.UPDATE_AFTER_AS_OF, (span,), args)
            continue
        if raised and update.date < raised:
            yield Diagnostic(rules.UPDATE_BEFORE_RAISED, (span,), {"day": day, "meeting": meeting})
        elif latest and update.date < latest:
            yield Diagnostic(rules.UPDATES_OUT_OF_ORDER, (span,), {"day": day})
        latest = max(latest or update.date, update.date)
