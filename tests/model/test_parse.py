"""Typing a tree of text: each fault at its path, under its code; what is empty, and what is told twice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml

from reportgen import resources
from reportgen.diagnostics import Span
from reportgen.model.findings import Findings
from reportgen.model.parse import Parsed, parse
from reportgen.model.plan import Budget, Kpi
from reportgen.model.profile import Profile
from reportgen.model.scalars import Amount, PeriodId
from reportgen.model.source import Located, Source, SourceMap, locate
from reportgen.model.spending import Line, Spending
from reportgen.model.visits import Place, Visit
from reportgen.thai.reading import ReadError

LINE: dict[str, Any] = {"project": "p", "group": "ภารกิจ", "fund": "ก"}
SPENDING: dict[str, Any] = {"as_of": "31 ธันวาคม 2564", "source": "ฝกบ.", "lines": [LINE]}


def told(parsed: Parsed[Any]) -> list[tuple[str, tuple[str | int, ...], int, int, bool]]:
    return [(each.code, each.path, each.offset, each.length, each.at_key) for each in parsed.issues]


def test_what_is_empty_counts_as_not_written() -> None:
    line = {**LINE, "transfer": None, "disbursed": {"ต.ค.": "1.00", "พ.ย.": None}}
    parsed = parse(Line, line)
    assert parsed.value and parsed.value.transfer is None
    assert parsed.value.disbursed == {10: Amount(Decimal("1.00"))}


@pytest.mark.parametrize("blank", ["", " ", "\n", "\u00a0"])
def test_blanks_in_quotes_count_as_not_written(blank: str) -> None:
    parsed = parse(Line, {**LINE, "transfer": blank, "disbursed": {"ต.ค.": "1.00", "พ.ย.": blank}})
    assert parsed.value and parsed.value == parse(Line, {**LINE, "disbursed": {"ต.ค.": "1.00"}}).value


@pytest.mark.parametrize(
    ("change", "code", "path", "offset", "length", "at_key"),
    [
        ({"as_of": None}, "key-missing", ("as_of",), 0, 0, False),
        ({"as_of": " "}, "key-missing", ("as_of",), 0, 0, False),
        ({"basis": ["สะสม"]}, "text-expected", ("basis",), 0, 0, False),
        ({"basis": "สะสมม"}, "choice-unknown", ("basis",), 0, 0, False),
        ({"as_of": {"day": "31"}}, "text-mapping", ("as_of", "day"), 0, 0, True),
        ({"as_of": "31 ธันวาคม 64"}, "date-two-digit-year", ("as_of",), 11, 2, False),
        ({"lines": None}, "key-missing", ("lines",), 0, 0, False),
        ({"lines": "ไม่มี"}, "list-expected", ("lines",), 0, 0, False),
        ({"lines": LINE}, "list-expected", ("lines",), 0, 0, False),
        ({"lines": [None]}, "value-empty", ("lines", 0), 0, 0, False),
        ({"lines": ["p"]}, "mapping-expected", ("lines", 0), 0, 0, False),
        (
            {"lines": [{**LINE, "disbursed": ["1.00"]}]},
            "mapping-expected",
            ("lines", 0, "disbursed"),
            0,
            0,
            False,
        ),
        ({"lines": [{**LINE, "transfers": "1"}]}, "key-unknown", ("lines", 0, "transfers"), 0, 0, True),
        (
            {"lines": [{**LINE, "disbursed": {"ต.ต.": "1.00"}}]},
            "date-unknown-month",
            ("lines", 0, "disbursed", "ต.ต."),
            0,
            4,
            True,
        ),
        (
            {"lines": [{**LINE, "disbursed": {"ต.ค.": "1.O0"}}]},
            "money-letter",
            ("lines", 0, "disbursed", "ต.ค."),
            2,
            1,
            False,
        ),
    ],
)
def test_fault(
    change: dict[str, Any], code: str, path: tuple[str | int, ...], offset: int, length: int, at_key: bool
) -> None:
    assert told(parse(Spending, {**SPENDING, **change})) == [(code, path, offset, length, at_key)]


def test_all_faults_are_told_at_once() -> None:
    wrong = {**SPENDING, "as_of": "?", "lines": [{**LINE, "group": "?", "fund": None}, {}]}
    assert [each.path for each in parse(Spending, wrong).issues] == [
        ("as_of",),
        ("lines", 0, "group"),
        ("lines", 0, "fund"),
        ("lines", 1, "project"),
        ("lines", 1, "group"),
        ("lines", 1, "fund"),
    ]


@pytest.mark.parametrize(
    ("model", "tree", "path", "key", "first"),
    [
        (
            Line,
            {**LINE, "disbursed": {"ต.ค.": "1", "พ.ย.": "2", "ตุลาคม": "3"}},
            ("disbursed", "ตุลาคม"),
            "ตุลาคม",
            "ต.ค.",
        ),
        (
            Kpi,
            {
                "id": "k",
                "name": "ก",
                "unit": "ราย",
                "target": "1",
                "milestones": {"2565-q1": "1", "๒๕๖๕-q1": "2"},
            },
            ("milestones", "๒๕๖๕-q1"),
            "๒๕๖๕-q1",
            "2565-q1",
        ),
    ],
)
def test_two_keys_of_one_meaning(
    model: Any, tree: dict[str, Any], path: tuple[str, ...], key: str, first: str
) -> None:
    (issue,) = parse(model, tree).issues
    assert (issue.code, issue.path, issue.at_key) == ("key-repeated", path, True)
    assert issue.details and (issue.details["key"], issue.details["first"]) == (key, first)


def test_a_fault_names_its_key_and_its_number_in_a_list() -> None:
    (issue,) = parse(Spending, {**SPENDING, "lines": [LINE, "p"]}).issues
    assert issue.details and issue.details["key"] == "lines[2]"


def test_unknown_key_is_told_with_the_keys_of_its_place() -> None:
    visit: dict[str, Any] = {
        "id": "v",
        "project": "p",
        "date": "15 ธ.ค. 2564",
        "place": {"provinse": "ตราด", "province": "ตราด"},
    }
    (issue,) = parse(Visit, visit).issues
    assert issue.details and issue.details["nearest"] == "province"
    assert issue.details["allowed"] == "province, venue"


def test_unknown_key_like_no_other() -> None:
    (issue,) = parse(Line, {**LINE, "หมายเหตุ": "ก"}).issues
    assert issue.details and issue.details["nearest"] == ""


def test_values_keep_their_place() -> None:
    places = SourceMap(
        "a.yaml",
        values={
            (): Span("a.yaml", 1, 1),
            ("group",): Span("a.yaml", 2, 8, 14),
            ("committed",): Span("a.yaml", 4, 12, 16),
        },
    )
    line = parse(Line, locate(Source("a.yaml", {**LINE, "committed": "1.00"}, places))).value
    assert line and line.committed and line.committed.span == Span("a.yaml", 4, 12, 16)
    assert isinstance(line.group, Located)
    assert line.group.span == Span("a.yaml", 2, 8, 14)


@pytest.mark.parametrize("text", ["2565-q1", "๒๕๖๕-Q๑", " 2565-q1 "])
def test_period(text: str) -> None:
    assert PeriodId.read(text) == PeriodId(2565, 1)


@pytest.mark.parametrize("dash", ["-", " – ", "—", "−"])
def test_a_dash_is_nothing_where_money_may_be_left_out(dash: str) -> None:
    line = parse(Line, {**LINE, "transfer": dash, "disbursed": {"ต.ค.": dash, "พ.ย.": "(5.00)"}}).value
    assert line and line.transfer is None
    assert line.disbursed == {11: Amount(Decimal("-5.00"))}
    budget = {"group": "ภารกิจ", "fund": "ก", "act": dash}
    assert [issue.code for issue in parse(Budget, budget).issues] == ["money-unreadable"]


@pytest.mark.parametrize(
    ("written", "province"),
    [
        ("เชียงใหม่", "เชียงใหม่"),
        ("จังหวัดเชียงใหม่", "เชียงใหม่"),
        ("จ.เชียงใหม่", "เชียงใหม่"),
        ("จ. เชียงใหม่ ", "เชียงใหม่"),
        ("จันทบุรี", "จันทบุรี"),
        ("กทม.", "กรุงเทพมหานคร"),
        ("กรุงเทพฯ", "กรุงเทพมหานคร"),
        ("จังหวัดกรุงเทพมหานคร", "กรุงเทพมหานคร"),
    ],
)
def test_province(written: str, province: str) -> None:
    place = parse(Place, {"province": Located(written, Span("a", 1, 2, 3))}).value
    assert place and place.province == province
    assert place.province.span == Span("a", 1, 2, 3)


@pytest.mark.parametrize(
    ("written", "summary"),
    [
        ("ย่อหน้าเดียว", ("ย่อหน้าเดียว",)),
        ("ก\nต่อ\n\nข\n \n\nค\n", ("ก\nต่อ", "ข", "ค")),
        (["ก", "ข\n\nค"], ("ก", "ข\n\nค")),
    ],
)
def test_a_list_of_paragraphs_may_be_one_text(written: Any, summary: tuple[str, ...]) -> None:
    value = parse(Findings, {"summary": written}).value
    assert value and value.summary == summary


@pytest.mark.parametrize(
    ("written", "code", "path"),
    [
        ([""], "value-empty", ("summary", 0)),
        ({"ก": "ข"}, "list-expected", ("summary",)),
        (["ก", {"ข": "ค"}], "text-mapping", ("summary", 1, "ข")),
    ],
)
def test_what_is_no_paragraph(written: Any, code: str, path: tuple[str | int, ...]) -> None:
    assert [(each.code, each.path) for each in parse(Findings, {"summary": written}).issues] == [(code, path)]


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_list_that_is_too_short_or_too_long(number: int) -> None:
    profile = yaml.load(resources.profile("osmep"), yaml.BaseLoader)
    profile["memo"]["levels"] = (2 * profile["memo"]["levels"])[:number]
    (issue,) = parse(Profile, profile).issues
    assert (issue.code, issue.path) == ("list-length", ("memo", "levels"))
    assert issue.details and (issue.details["given"], issue.details["needed"]) == (str(number), "4")


@pytest.mark.parametrize(
    "text",
    [
        "2565-q1", "2565-Q1", " ๒๕๖๕-q๑ ", "2565q1", "2565/q1", "2565_Q1", "2565 q1", "q1/2565", "Q1-2565",
        "ไตรมาส 1/2565", "ไตรมาสที่ 1/2565", "ไตรมาสที่ ๑ ปีงบประมาณ ๒๕๖๕", "ไตรมาส 1 ปี 2565",
        "ไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2565", "2565 ไตรมาส 1",
    ],
)  # fmt: skip
def test_period_as_people_write_it(text: str) -> None:
    assert PeriodId.read(text) == PeriodId(2565, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2565-q5",
        "2565-q0",
        "1/2565",
        "q1",
        "2565",
        "2021-q1",
        "2565-q11",
        "565-q1",
        "q1/25655",
        "",
        "q1//2565",
    ],
)
def test_no_period(text: str) -> None:
    with pytest.raises(ReadError) as caught:
        PeriodId.read(text)
    assert caught.value.code == "period-unreadable"
