"""The year's calendar: quarters' reports, months' overviews and standing duties, by their last day.

A month that ends a quarter has no overview of its own: the quarter's report is its overview.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from reportgen.compute import codes
from reportgen.compute.watch import is_due
from reportgen.diagnostics import NOWHERE, Diagnostic, Span
from reportgen.model.calendar import Due, DueState
from reportgen.model.document import PeriodInputs
from reportgen.model.plan import QUARTERLY_DAYS, Duty, Plan
from reportgen.model.scalars import PeriodId
from reportgen.model.source import Located
from reportgen.thai.dates import Month, show_day
from reportgen.thai.fiscal import fiscal_months, month_days


def calendar(plan: Plan, periods: Sequence[PeriodInputs], today: date) -> tuple[Due, ...]:
    """Everything that falls due for the plan's fiscal year, by its last day, as it stands on `today`."""
    written = {period.id: period for period in periods}
    found: list[Due] = []
    for quarter in (1, 2, 3, 4):
        id_ = PeriodId(plan.fiscal_year, quarter)
        found.append(_report(plan, id_, written.get(id_), today))
        months = fiscal_months(plan.fiscal_year)[3 * quarter - 3 : 3 * quarter]
        if plan.deadlines and plan.deadlines.monthly:
            days = timedelta(days=int(plan.deadlines.monthly.value))
            found += (_overview(plan, id_, month, days, today) for month in months[:-1])
        for duty in plan.duties:
            found += _duty(duty, id_, months, written.get(id_), today)
    return tuple(sorted(found, key=lambda due: due.deadline))


def missed(plan: Plan, periods: Sequence[PeriodInputs], period: PeriodId, as_of: date) -> tuple[Due, ...]:
    """The reports and overviews whose last day came in `period`, by `as_of`, and that were not done. Only of
    deadlines that the plan itself sets; duties are watched by their own rule."""
    if plan.deadlines is None:
        return ()
    return tuple(
        due
        for due in calendar(plan, periods, as_of)
        if due.kind != "duty" and due.state == "missing" and due.deadline >= period.days.first
    )


def check_missed(found: Sequence[Due]) -> Iterator[Diagnostic]:
    """Warns of each."""
    for due in found:
        args = {"day": show_day(due.deadline), "period": str(due.period)}
        rule = codes.REPORT_MISSED
        if due.month is not None:
            rule, month = codes.OVERVIEW_MISSED, month_days(due.month).last
            args = {
                "day": args["day"],
                "month": show_day(month).partition("\u00a0")[2].replace("\u00a0", " "),
            }
        yield Diagnostic(rule, due.origin, args)


def _report(plan: Plan, period: PeriodId, written: PeriodInputs | None, today: date) -> Due:
    """The quarter's report is done on the day of the meeting that its state names."""
    days = plan.deadlines.quarterly.value if plan.deadlines else QUARTERLY_DAYS
    deadline = period.days.last + timedelta(days=int(days))
    state = written.findings.state if written else None
    held = {meeting.number: meeting.date for meeting in plan.meetings if meeting.body is None}
    done = held.get(state.meeting) if state and state.meeting else None
    if done is not None and done > today:
        done = None
    sent = state is not None and state.stage == "เสนอคณะกรรมการ" and done is None
    how = "done" if sent else _state(deadline, done, today)
    origin = (plan.deadlines.quarterly.span,) if plan.deadlines else ()
    if written:
        origin = (written.places["findings"].key(("state",)), *origin)
    return Due("quarterly", "", period, None, None, deadline, done, how, origin or (Span("plan.yaml"),))


def _overview(plan: Plan, period: PeriodId, month: Month, days: timedelta, today: date) -> Due:
    """A month's overview is done on the day of the first meeting that considered it."""
    deadline = month_days(month).last + days
    considered = [
        meeting.date
        for meeting in plan.meetings
        if month in meeting.overviews and meeting.body is None and meeting.date <= today
    ]
    done = min(considered, default=None)
    origin = (plan.deadlines.monthly.span,) if plan.deadlines and plan.deadlines.monthly else ()
    return Due("monthly", "", period, month, None, deadline, done, _state(deadline, done, today), origin)


def _duty(
    duty: Duty, period: PeriodId, months: Sequence[Month], written: PeriodInputs | None, today: date
) -> Iterator[Due]:
    """A monthly duty falls due at the end of each month, any other at the end of the quarter."""
    if not is_due(duty, period) or duty.received > period.days.last:
        return
    received = [
        each.received for each in (written.findings.standing if written else ()) if each.duty == duty.id
    ]
    origin = (duty.id.span if isinstance(duty.id, Located) else NOWHERE,)
    owner = str(duty.owner) if duty.owner else None
    if duty.frequency != "รายเดือน" or duty.due:
        done = min(received, default=None)
        last = period.days.last
        yield Due("duty", str(duty.name), period, None, owner, last, done, _state(last, done, today), origin)
        return
    for month in months:
        days = month_days(month)
        if duty.received <= days.last:
            done = next((day for day in sorted(received) if days.first <= day <= days.last), None)
            how = _state(days.last, done, today)
            yield Due("duty", str(duty.name), period, month, owner, days.last, done, how, origin)


def _state(deadline: date, done: date | None, today: date) -> DueState:
    if done is not None:
        return "late" if done > deadline else "done"
    return "missing" if today > deadline else "upcoming"
