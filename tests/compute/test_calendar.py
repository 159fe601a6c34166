"""The year's calendar by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from reportgen.compute.calendar import calendar
from reportgen.compute.period import compute
from reportgen.model.document import Document

Make = Callable[..., Document]

MEETINGS = """
meetings:
  - {number: 9/2564, date: 17 กันยายน 2564}
  - {number: 11/2564, date: 19 พฤศจิกายน 2564, overviews: [ตุลาคม 2564]}
  - {number: 1/2565, date: 21 มกราคม 2565, overviews: [พฤศจิกายน 2564]}
"""
DEADLINES = "deadlines: {quarterly: 30, monthly: 20, source: มติ}\n"


def rows(
    make: Make, plan: str, today: date, *periods: dict[str, str]
) -> list[tuple[str, date, date | None, str]]:
    document = make(plan, *periods)
    found = calendar(document.plan, document.periods if periods else (), today)
    return [(due.kind, due.deadline, due.done, due.state) for due in found]


def test_without_deadlines_a_quarter_is_reported_within_15_days(make: Make) -> None:
    assert rows(make, "", date(2022, 1, 15)) == [
        ("quarterly", date(2022, 1, 15), None, "upcoming"),
        ("quarterly", date(2022, 4, 15), None, "upcoming"),
        ("quarterly", date(2022, 7, 15), None, "upcoming"),
        ("quarterly", date(2022, 10, 15), None, "upcoming"),
    ]
    assert rows(make, "", date(2022, 1, 16))[0] == ("quarterly", date(2022, 1, 15), None, "missing")


@pytest.mark.parametrize(
    ("quarterly", "today", "done", "state"),
    [
        (30, date(2022, 2, 1), date(2022, 1, 21), "done"),
        (21, date(2022, 2, 1), date(2022, 1, 21), "done"),  # the last day itself
        (20, date(2022, 2, 1), date(2022, 1, 21), "late"),
        (30, date(2022, 1, 20), None, "upcoming"),  # the meeting is still to come
    ],
)
def test_a_report_is_done_at_the_meeting_that_it_names(
    make: Make, quarterly: int, today: date, done: date | None, state: str
) -> None:
    plan = MEETINGS + f"deadlines: {{quarterly: {quarterly}, source: มติ}}\n"
    document = make(plan, {})
    findings = document.period.findings
    named = findings.state.model_copy(update={"meeting": document.plan.meetings[2].number})
    period = type(document.period)(
        document.period.id,
        document.period.spending,
        findings.model_copy(update={"state": named}),
        document.period.visits,
        document.period.places,
    )
    due = next(each for each in calendar(document.plan, (period,), today) if each.kind == "quarterly")
    assert (due.done, due.state) == (done, state)


def test_overviews_of_the_months_that_end_no_quarter(make: Make) -> None:
    found = [row[1:] for row in rows(make, MEETINGS + DEADLINES, date(2022, 3, 1)) if row[0] == "monthly"]
    assert found == [
        (date(2021, 11, 20), date(2021, 11, 19), "done"),
        (date(2021, 12, 20), date(2022, 1, 21), "late"),
        (date(2022, 2, 20), None, "missing"),
        (date(2022, 3, 20), None, "upcoming"),
        (date(2022, 5, 20), None, "upcoming"),
        (date(2022, 6, 20), None, "upcoming"),
        (date(2022, 8, 20), None, "upcoming"),
        (date(2022, 9, 20), None, "upcoming"),
    ]


def test_duties(make: Make) -> None:
    plan = """
duties:
  - {id: twice, name: ก, frequency: ปีละ 2 ครั้ง, source: มติ, received: 1 ตุลาคม 2564}
  - {id: monthly, name: ข, frequency: รายเดือน, source: มติ, received: 5 พฤศจิกายน 2564}
  - {id: some, name: ค, frequency: เมื่อมีข้อมูล, source: มติ, received: 1 ตุลาคม 2564}
"""
    received = "standing:\n" + "".join(
        f"  - {{duty: monthly, received: {day}, text: ก}}\n" for day in ("20 พฤศจิกายน 2564", "31 ธันวาคม 2564")
    )
    found = [
        row[1:] for row in rows(make, plan, date(2022, 2, 10), {"findings": received}) if row[0] == "duty"
    ]
    assert found[:5] == [
        (date(2021, 11, 30), date(2021, 11, 20), "done"),
        (date(2021, 12, 31), date(2021, 12, 31), "done"),
        (date(2022, 1, 31), None, "missing"),
        (date(2022, 2, 28), None, "upcoming"),
        (date(2022, 3, 31), None, "upcoming"),
    ]
    assert len(found) == 11 + 2


def test_what_was_missed_is_said_in_its_period_once(make: Make) -> None:
    def codes(*periods: dict[str, str]) -> list[tuple[str, str]]:
        made = compute(make(MEETINGS + DEADLINES, *periods))
        assert len(made.figures.missed) == len(made.diagnostics)
        return [(each.code, each.args["day"].replace("\u00a0", " ")) for each in made.diagnostics]

    assert codes({}) == [("overview-missed", "20 ธันวาคม 2564")]
    assert codes({}, {}) == [
        ("quarterly-report-missed", "30 มกราคม 2565"),
        ("overview-missed", "20 กุมภาพันธ์ 2565"),
        ("overview-missed", "20 มีนาคม 2565"),
    ]
