"""Carrying forward: nothing open is lost, nothing closed is taken, and carrying again changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.compute.carrying import Standpoint, carry
from reportgen.compute.period import compute
from reportgen.load.yaml_text import load
from reportgen.model.document import Document, PastYear
from reportgen.model.findings import Findings
from reportgen.model.parse import parse
from reportgen.model.scalars import PeriodId
from reportgen.model.source import locate
from reportgen.model.spending import Spending
from reportgen.model.visits import Visits
from reportgen.present.carrying import carried_files
from reportgen.thai.dates import show_day
from reportgen.thai.text import clean, forbidden

Make = Callable[..., Document]

WAITING, WORKING, DONE, DROPPED = "ยังไม่ดำเนินการ", "อยู่ระหว่างดำเนินการ", "ดำเนินการแล้ว", "ยกเลิก"
CLOSED = {DONE, DROPPED}
FIRST_DAY = date(2021, 10, 1)

words = st.text(
    st.one_of(
        st.sampled_from("กขค ๑:#-'\"{}[],|>&*!%@`\\ "),
        st.characters(codec="utf-8", categories=["L", "N", "P"]),
    ),
    min_size=1,
    max_size=150,
).filter(lambda text: text.strip() == text and clean(text).text == text and not forbidden(text))
Told = list[tuple[int, str, str]]
"""Updates of one recommendation: the day counted from 1 October, the status, the text."""
told: st.SearchStrategy[Told] = st.lists(
    st.tuples(st.integers(0, 181), st.sampled_from([WAITING, WORKING, DONE, DROPPED]), words),
    max_size=4,
    unique_by=lambda each: each[0],
).map(sorted)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def recommendations(found: dict[str, tuple[str, Told]], days: range) -> dict[str, str]:
    """The findings of a period that brings the updates of `days`."""
    lines = []
    for id_, (text, updates) in found.items():
        lines += [
            f"  - id: {id_}",
            "    raised: 9/2564",
            "    to: u",
            f"    text: {quoted(text)}",
            "    updates:",
        ]
        for day, status, done in updates:
            if day in days:
                shown = show_day(FIRST_DAY + timedelta(days=day), glue=False)
                lines += [
                    f"      - date: {shown}",
                    f"        status: {status}",
                    f"        text: {quoted(done)}",
                ]
    return {"findings": "recommendations:\n" + "\n".join(lines) + "\n"} if found else {}


def begun(document: Document, quarter: int = 3) -> dict[str, str]:
    """The files of the quarter that begins from `document`."""
    before = Standpoint(document.workspace, document.plan, document.periods, document.past)
    return dict(carried_files(carry(before, PeriodId(2565, quarter))))


def read_findings(text: str) -> Findings:
    loaded = load(text.encode(), "findings.yaml")
    assert loaded.source is not None and {each.code for each in loaded.diagnostics} <= {"text-not-in-font"}
    parsed = parse(Findings, locate(loaded.source))
    assert parsed.value is not None, parsed.issues
    return parsed.value


def history(findings: Findings) -> dict[str, tuple[str, list[tuple[int, str, str]]]]:
    return {
        str(item.id): (
            str(item.text),
            [((each.date - FIRST_DAY).days, str(each.status), str(each.text)) for each in item.updates],
        )
        for item in findings.recommendations
    }


@quick
@given(st.lists(st.tuples(words, told), max_size=5))
def test_all_that_is_open_goes_on_with_its_whole_history(make: Make, made: list[tuple[str, Told]]) -> None:
    found = {f"2565-{number:02}": each for number, each in enumerate(made, start=1)}
    document = make("", recommendations(found, range(92)), recommendations(found, range(92, 182)))
    still_open = {id_: each for id_, each in found.items() if not each[1] or each[1][-1][1] not in CLOSED}
    carried = read_findings(begun(document)["findings.yaml"])
    expected = {id_: (text, [tuple(each) for each in updates]) for id_, (text, updates) in still_open.items()}
    assert history(carried) == expected


def test_carrying_again_changes_nothing(make: Make) -> None:
    found = {
        "2565-01": (
            "ข้อหนึ่ง: ยาว " + "มาก ๆ " * 40 + "จบ",
            [(10, WAITING, "รับทราบ"), (100, WORKING, "ทำ # แล้ว")],
        ),
        "2565-02": ("ข้อสอง", [(20, DONE, "เสร็จ")]),
        "2565-03": ("ข้อสาม", []),
    }
    first = begun(make("", recommendations(found, range(92)), recommendations(found, range(92, 182))))
    body = first["findings.yaml"].split("\n", 1)[1].replace("state:", "other:", 1)
    body = body[body.index("recommendations:") :].split("\n# ผลตัวชี้วัด")[0] + "\n"
    again = begun(make("", {}, {}, {"findings": body}), quarter=4)
    assert history(read_findings(again["findings.yaml"])) == history(read_findings(first["findings.yaml"]))
    assert list(history(read_findings(again["findings.yaml"]))) == ["2565-01", "2565-03"]


def test_what_a_period_left_out_comes_back(make: Make) -> None:
    lost = recommendations({"2565-01": ("ข้อหนึ่ง", [])}, range(92))
    assert list(history(read_findings(begun(make("", lost, {}))["findings.yaml"]))) == ["2565-01"]


PLAN = """
strategies: [{id: s, name: ก}]
projects:
  - id: p
    name: โครงการ
    strategy: s
    owner: u
    in_depth: ใช้งบประมาณสูง
    budgets:
      - {group: ภารกิจ, fund: งบประมาณ 2565, act: '1,000.00'}
      - {group: ภารกิจ, fund: กองทุน, act: '2,000.00'}
kpis:
  - {id: met, name: ก, unit: ราย, target: 10}
  - {id: unmet, name: ข, unit: ราย, target: 10}
duties:
  - {id: d, name: เรื่อง, frequency: ปีละครั้ง, source: มติ, received: 1 ตุลาคม 2564}
"""
LINES = """
basis: สะสม
lines:
  - project: p
    group: ภารกิจ
    fund: กองทุน
    transfer: '-5.00'
    committed: '7.00'
    disbursed: {ต.ค.: '3.00', พ.ย.: '2.00', ธ.ค.: '4.25'}
    reason: ส่งคืน
    note: เฉพาะงวดนี้
"""


def test_a_quarter_that_was_passed_over_leaves_places_for_its_months(make: Make) -> None:
    text = begun(make(PLAN, {"spending": LINES, "findings": ""}), quarter=4)["spending.yaml"]
    places = [
        line.strip(" :") for line in text.splitlines() if line.startswith("      ") and line.endswith(":")
    ]
    one = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]
    assert places[-len(one) :] == one


def test_lines_keep_their_months_and_wait_for_the_new_ones(make: Make) -> None:
    results = "kpi_results: [{kpi: met, result: 10}, {kpi: unmet, result: 3}]\n"
    files = begun(make(PLAN, {"spending": LINES, "findings": results}), quarter=2)
    spending = load(files["spending.yaml"].encode(), "spending.yaml").source
    assert spending is not None
    parsed = parse(Spending, locate(spending)).value
    assert parsed is not None and parsed.as_of == date(2022, 3, 31) and parsed.basis == "สะสม"
    empty, line = parsed.lines
    assert (empty.fund, dict(empty.disbursed), empty.committed) == ("งบประมาณ 2565", {}, None)
    assert {month: str(amount.value) for month, amount in line.disbursed.items()} == {
        10: "3.00", 11: "2.00", 12: "4.25",
    }  # fmt: skip
    assert line.transfer and str(line.transfer.value) == "-5.00"
    assert (line.committed, line.reason, line.note) == (None, "ส่งคืน", None)
    assert "# งวดที่แล้ว 7.00" in files["spending.yaml"] and "      ม.ค.:\n" in files["spending.yaml"]
    findings = read_findings(files["findings.yaml"])
    assert [(result.kpi, result.result) for result in findings.kpi_results] == [
        ("unmet", None),
        ("met", None),
    ]
    assert [(note.project, note.progress) for note in findings.projects] == [("p", None)]
    visits = load(files["visits.yaml"].encode(), "visits.yaml").source
    assert visits is not None and parse(Visits, locate(visits)).value == Visits()


def test_duties_that_fall_due_are_named(make: Make) -> None:
    document = make(PLAN, {}, {})
    assert "- duty: d" not in begun(document)["findings.yaml"]
    assert "- duty: d" in begun(document, quarter=4)["findings.yaml"]


def test_age_and_owner(make: Make) -> None:
    plan = "meetings: [{number: 9/2564, date: 30 กันยายน 2564}]"
    document = make(plan, recommendations({"2565-01": ("ข้อหนึ่ง", [])}, range(0)))
    text = begun(document, quarter=2)["findings.yaml"]
    assert "อายุ 182 วัน ติดตามมาแล้ว 1 งวด ผู้รับผิดชอบ u" in text  # 30 Sep to 31 Mar


def test_the_last_year_goes_on(make: Make) -> None:
    old = read_findings(
        recommendations({"2564-07": ("ค้าง", []), "2564-08": ("แล้ว", [(0, DONE, "ทำ")])}, range(1))["findings"]
    )
    document = make("")
    past = PastYear(document.plan, {PeriodId(2564, 4): old})
    before = Standpoint(document.workspace, document.plan, (), past)
    findings = read_findings(carried_files(carry(before, PeriodId(2565, 1)))["findings.yaml"])
    assert list(history(findings)) == ["2564-07"]


@pytest.mark.parametrize(
    ("updates", "reopened", "codes"),
    [
        ([(10, DONE, "ก"), (100, WORKING, "ข")], "ข", ["recommendation-reopened"]),
        ([(10, DONE, "ก"), (50, WORKING, "ข"), (100, WORKING, "ค")], "ข", []),
        ([(10, DONE, "ก"), (50, WORKING, "ข"), (100, DONE, "ค")], None, []),
        ([(10, WORKING, "ก"), (100, WORKING, "ข")], None, []),
        ([(10, DROPPED, "ก"), (20, DONE, "ข"), (100, WAITING, "ค")], "ค", ["recommendation-reopened"]),
        ([(10, DONE, "ก")], None, []),
        ([(10, WORKING, "ก")], None, ["recommendation-silent"]),
        ([], None, ["recommendation-silent"]),
    ],
)
def test_reopened_and_silent(make: Make, updates: Told, reopened: str | None, codes: list[str]) -> None:
    item = {"2565-01": ("ข้อ", updates)}
    computed = compute(make("", recommendations(item, range(92)), recommendations(item, range(92, 182))))
    (row,) = computed.figures.follow_ups
    assert (row.reopened.text if row.reopened else None) == reopened
    assert [each.code for each in computed.diagnostics] == codes
