"""KPIs, duties, recommendations and regions by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from reportgen.compute.period import Computed, compute
from reportgen.model.document import Document
from reportgen.model.figures import FollowUp

D = Decimal
Make = Callable[..., Document]

PLAN = """
strategies: []
projects: []
kpis:
  - {id: more, name: ก, unit: ราย, target: "2,000", milestones: {2565-q1: 500, 2565-q3: "1,500"}}
  - {id: less, name: ข, unit: วัน, target: 30, better: น้อยกว่า}
"""


@pytest.mark.parametrize(
    ("quarter", "kpi", "result", "expected", "is_milestone", "status"),
    [
        (1, "more", "500", D(500), True, "met"),
        (1, "more", "499.99", D(500), True, "not-met"),
        (1, "more", "", D(500), True, "no-data"),
        (2, "more", "1,999", D(2000), False, "not-met"),
        (2, "more", "2,000", D(2000), False, "met"),
        (3, "more", "1,500", D(1500), True, "met"),
        (1, "less", "30", D(30), False, "met"),
        (1, "less", "24.5", D(30), False, "met"),
        (1, "less", "30.01", D(30), False, "not-met"),
    ],
)
def test_kpi(
    make: Make, quarter: int, kpi: str, result: str, expected: Decimal, is_milestone: bool, status: str
) -> None:
    findings = f"kpi_results:\n  - kpi: {kpi}\n    result: {result}\n    note: เหตุ\n"
    periods: list[dict[str, str]] = [{} for _ in range(quarter - 1)]
    rows = compute(make(PLAN, *periods, {"findings": findings})).figures.kpis
    assert [row.kpi.id for row in rows] == ["more", "less"]
    row = next(row for row in rows if row.kpi.id == kpi)
    assert (row.expected.value, row.is_milestone, row.status, row.note) == (
        expected,
        is_milestone,
        status,
        "เหตุ",
    )
    other = next(row for row in rows if row.kpi.id != kpi)
    assert (other.result, other.status, other.note) == (None, "no-data", None)


@pytest.mark.parametrize(
    ("duty", "due_in"),
    [
        ("frequency: รายเดือน", {1, 2, 3, 4}),
        ("frequency: รายไตรมาส", {1, 2, 3, 4}),
        ("frequency: ปีละ 2 ครั้ง", {2, 4}),
        ("frequency: ปีละครั้ง", {4}),
        ("frequency: เมื่อมีข้อมูล", set()),
        ("frequency: ครั้งเดียว", set()),
        ("frequency: ปีละ 2 ครั้ง, due: [2565-q1, 2565-q3]", {1, 3}),
        ("frequency: ครั้งเดียว, due: [2565-q2]", {2}),
        ("frequency: รายไตรมาส, due: [2564-q4]", set()),
    ],
)
def test_duty(make: Make, duty: str, due_in: set[int]) -> None:
    plan = f"duties: [{{id: d, name: เรื่อง, {duty}, source: มติ, received: 1 ตุลาคม 2564}}]"
    report = "standing: [{duty: d, received: 30 ธันวาคม 2564, text: สาระ}]"
    for quarter in (1, 2, 3, 4):
        before: list[dict[str, str]] = [{} for _ in range(quarter - 1)]
        absent, given = compute(make(plan, *before, {})), compute(make(plan, *before, {"findings": report}))
        (row,) = absent.figures.duties
        assert (row.is_due, row.missing) == (quarter in due_in, quarter in due_in)
        assert codes(absent) == (["duty-report-missing"] if quarter in due_in else [])
        (row,) = given.figures.duties
        assert (row.is_due, row.missing, len(row.reports)) == (quarter in due_in, False, 1)
        assert codes(given) == []


def test_a_duty_given_after_as_of_is_not_yet_one(make: Make) -> None:
    plan = "duties: [{id: d, name: เรื่อง, frequency: รายเดือน, source: มติ, received: 1 มกราคม 2565}]"
    assert compute(make(plan, {})).figures.duties == ()
    assert len(compute(make(plan, {}, {})).figures.duties) == 1


def codes(computed: Computed) -> list[str]:
    return [each.code for each in computed.diagnostics]


def recommendation(id_: str, due: str = "", *updates: tuple[str, str]) -> str:
    text = f"  - id: {id_}\n    raised: 9/2564\n    to: u\n    text: ข้อเสนอ {id_}\n    due: {due}\n"
    if updates:
        text += "    updates:\n"
    return text + "".join(
        f"      - {{date: {day}, status: {status}, text: ทำ {day}}}\n" for day, status in updates
    )


def findings(*recommendations: str) -> dict[str, str]:
    return {"findings": "recommendations:\n" + "".join(recommendations)} if recommendations else {}


WAITING, WORKING, DONE, DROPPED = "ยังไม่ดำเนินการ", "อยู่ระหว่างดำเนินการ", "ดำเนินการแล้ว", "ยกเลิก"


def told(item: FollowUp) -> tuple[str, bool, bool, bool, bool, int]:
    return (
        str(item.recommendation.id),
        item.is_open,
        item.is_overdue,
        item.is_new,
        item.updated,
        item.carried,
    )


def test_a_new_recommendation(make: Make) -> None:
    computed = compute(make("", findings(recommendation("r1", "31 มีนาคม 2565"))))
    (item,) = computed.figures.follow_ups
    assert told(item) == ("r1", True, False, True, False, 0)
    assert item.latest is None
    assert codes(computed) == []


def test_carried_updated_closed_and_dropped(make: Make) -> None:
    document = make(
        "",
        findings(
            recommendation("r1", "", ("15 ธันวาคม 2564", WAITING)),
            recommendation("r2", "", ("20 ธันวาคม 2564", WORKING)),
            recommendation("r3"),
            recommendation("r4", "", ("21 ธันวาคม 2564", DONE)),
        ),
        findings(
            recommendation("r1", "", ("15 ธันวาคม 2564", WAITING), ("1 มกราคม 2565", DONE)),
            recommendation("r2", "", ("20 ธันวาคม 2564", WORKING)),
            recommendation("r5", "", ("3 มีนาคม 2565", DROPPED)),
        ),
    )
    computed = compute(document)
    assert [told(item) for item in computed.figures.follow_ups] == [
        ("r1", False, False, False, True, 1),
        ("r2", True, False, False, False, 1),
        ("r5", False, False, True, True, 0),
    ]
    assert [(each.code, each.args["id"], each.args["period"]) for each in computed.diagnostics] == [
        ("recommendation-dropped", "r3", "2565-q1"),
        ("recommendation-silent", "r2", "2565-q2"),
    ]


def test_carried_counts_every_earlier_period(make: Make) -> None:
    item = findings(recommendation("r1"))
    (follow_up,) = compute(make("", item, item, {}, item)).figures.follow_ups
    assert told(follow_up) == ("r1", True, False, False, False, 2)


def test_an_update_may_be_written_in_one_period_only(make: Make) -> None:
    document = make(
        "",
        findings(recommendation("r1", "", ("20 ธันวาคม 2564", WORKING))),
        findings(recommendation("r1", "1 มกราคม 2565")),
    )
    (item,) = compute(document).figures.follow_ups
    assert told(item) == ("r1", True, True, False, False, 1)
    assert item.latest and item.latest.status == WORKING


@pytest.mark.parametrize(
    ("due", "update", "is_overdue"),
    [
        ("30 ธันวาคม 2564", None, True),
        ("31 ธันวาคม 2564", None, False),  # the day itself is in time
        ("1 มกราคม 2565", None, False),
        ("", None, False),
        ("30 พฤศจิกายน 2564", WORKING, True),
        ("30 พฤศจิกายน 2564", DONE, False),
        ("30 พฤศจิกายน 2564", DROPPED, False),
    ],
)
def test_overdue(make: Make, due: str, update: str | None, is_overdue: bool) -> None:
    updates = [("1 ธันวาคม 2564", update)] if update else []
    computed = compute(make("", findings(recommendation("r1", due, *updates))))
    assert computed.figures.follow_ups[0].is_overdue is is_overdue
    assert codes(computed) == (["recommendation-overdue"] if is_overdue else [])


def visit(id_: str, province: str) -> str:
    return f"  - {{id: {id_}, project: p, date: 15 ธันวาคม 2564, place: {{province: {province}}}}}\n"


def test_regions(make: Make) -> None:
    first = "visits:\n" + visit("v1", "ลำปาง") + visit("v2", "เชียงใหม่") + visit("v3", "ลำปาง")
    second = "visits:\n" + visit("v4", "สงขลา") + visit("v5", "เชียงใหม่")
    rows = compute(make("", {"visits": first}, {"visits": second})).figures.regions
    assert [(row.name, int(row.in_period.value), int(row.to_date.value), row.provinces) for row in rows] == [
        ("ภาคเหนือ", 1, 4, ("ลำปาง", "เชียงใหม่")),
        ("ภาคใต้", 1, 1, ("สงขลา",)),
        ("ภาคตะวันออก", 0, 0, ()),
    ]
    assert len(rows[0].to_date.origin) == 4
