"""Amounts that nobody has sent: they are no zeros, and what they are part of knows what it lacks."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from reportgen.compute.period import compute
from reportgen.model.document import Document
from reportgen.model.figures import Figures
from reportgen.model.quantity import Quantity, Untold

Make = Callable[..., Document]
D = Decimal

PLAN = """
strategies: [{id: a, name: ยุทธศาสตร์ ก}]
projects:
  - id: one
    name: หนึ่ง
    strategy: a
    owner: u
    budgets: [{group: ภารกิจ, fund: ก, act: "1000", monthly: {ต.ค.: "400", พ.ย.: "600"}}]
  - id: two
    name: สอง
    strategy: a
    owner: u
    budgets: [{group: ภารกิจ, fund: ก, act: "1000", monthly: {PLANNED}}]
targets: [{measure: เบิกจ่าย, period: 2565-q1, percent: 20, source: มติ, date: 5 ตุลาคม 2564}]
"""
ONE = '{ต.ค.: "100", พ.ย.: "250", ธ.ค.: "300"}'
LINES = """
basis: {basis}
lines:
  - {{project: one, group: ภารกิจ, fund: ก, committed: "50", disbursed: {one}}}
  - {{project: two, group: ภารกิจ, fund: ก, committed: {committed}, disbursed: {disbursed}}}
"""


def figures(
    make: Make,
    committed: str = '"70"',
    disbursed: str = '{ต.ค.: "10", พ.ย.: "20", ธ.ค.: "30"}',
    basis: str = "สะสม",
    planned: str = "ต.ค.: 1000",
) -> Figures:
    text = LINES.format(basis=basis, one=ONE, committed=committed, disbursed=disbursed)
    return compute(make(PLAN.replace("PLANNED", planned), {"spending": text})).figures


def seen(quantity: Quantity | None) -> str | None:
    """A number as it is; "?" where there is none, "<" before one that lacks something."""
    if quantity is None:
        return None
    if not quantity.is_told:
        return "?"
    return f"{'<' if quantity.lacking else ''}{quantity.value.normalize():f}"


def test_one_line_s_commitments(make: Make) -> None:
    made = figures(make, committed="")
    total, two = made.total, made.strategies[0].projects[1].row
    assert [seen(each) for each in (two.committed, two.spent, two.spent_rate, two.balance)] == [
        "?",
        "<30",
        "?",
        "?",
    ]
    assert [seen(each) for each in (two.disbursed, two.disbursed_rate, two.plan_gap)] == ["30", "3", "-97"]
    assert [seen(each) for each in (total.committed, total.spent, total.spent_rate, total.balance)] == [
        "<50", "<380", "?", "?",
    ]  # fmt: skip
    assert total.spent.lacking == {Untold("ผูกพันคงเหลือ", 2)}
    assert [each.verdict for each in made.comparisons] == ["below", "untold"]


def test_a_line_of_which_nothing_is_told(make: Make) -> None:
    made = figures(make, committed="", disbursed="")
    total, two = made.total, made.strategies[0].projects[1].row
    assert {
        seen(each) for each in (two.disbursed, two.committed, two.spent, two.disbursed_rate, two.balance)
    } == {"?"}
    assert [seen(each) for each in (total.disbursed, total.disbursed_rate, total.plan_gap)] == [
        "<300",
        "?",
        "?",
    ]
    assert [seen(each.actual_to_date) for each in made.months] == ["<100", "<250", "<300"]
    assert made.comparisons[0].verdict == "untold"
    assert seen(two.after) == "1000" and seen(two.share) == "50", (
        "what finance did not send takes no budget away"
    )


def test_a_line_left_out_is_not_told_either(make: Make) -> None:
    line = (
        '\nbasis: สะสม\nlines: [{project: one, group: ภารกิจ, fund: ก, committed: "50", disbursed: '
        + ONE
        + "}]\n"
    )
    left_out = compute(make(PLAN.replace("PLANNED", "ต.ค.: 1000"), {"spending": line})).figures
    blank = figures(make, committed="", disbursed="")
    for name in ("disbursed", "committed", "spent", "balance", "disbursed_rate"):
        assert seen(getattr(left_out.total, name)) == seen(getattr(blank.total, name))


def test_zero_that_was_written_is_zero(make: Make) -> None:
    two = figures(make, '"0"', '{ต.ค.: "0", พ.ย.: "0", ธ.ค.: "0"}').strategies[0].projects[1].row
    assert [seen(each) for each in (two.spent, two.spent_rate, two.balance)] == ["0", "0", "1000"]


@pytest.mark.parametrize(
    ("basis", "disbursed", "alone", "to_date"),
    [
        ("สะสม", '{ต.ค.: "10", ธ.ค.: "30"}', ["10", "?", "?"], ["10", "<10", "30"]),
        ("รายเดือน", '{ต.ค.: "10", ธ.ค.: "20"}', ["10", "?", "20"], ["10", "<10", "<30"]),
        ("สะสม", '{ต.ค.: "10", พ.ย.: "30"}', ["10", "20", "?"], ["10", "30", "<30"]),
        ("สะสม", '{พ.ย.: "10", ธ.ค.: "30"}', ["?", "?", "20"], ["?", "10", "30"]),
        ("รายเดือน", '{พ.ย.: "10", ธ.ค.: "20"}', ["?", "10", "20"], ["?", "<10", "<30"]),
    ],
)
def test_a_month_left_out(
    make: Make, basis: str, disbursed: str, alone: list[str], to_date: list[str]
) -> None:
    """Of the second line, by taking the first away where there is a number; "?" where that told all."""
    one = [D(100), D(150), D(50)] if basis == "สะสม" else [D(100), D(250), D(300)]
    made = figures(make, disbursed=disbursed, basis=basis).months

    def second(found: Quantity, first: Decimal) -> str:
        apart = Quantity(found.value - first, found.unit, found.origin, found.lacking)
        return "?" if found.lacking and apart.value == 0 else str(seen(apart))

    assert [second(row.actual, first) for row, first in zip(made, one, strict=True)] == alone
    reached = [sum(one[: number + 1], D(0)) for number in range(3)]
    assert [second(row.actual_to_date, first) for row, first in zip(made, reached, strict=True)] == to_date


def test_a_quarter_is_known_from_its_ends(make: Make) -> None:
    assert seen(figures(make, disbursed='{ต.ค.: "10", ธ.ค.: "30"}').quarter_disbursed) == "330"
    assert seen(figures(make, disbursed='{ต.ค.: "10", พ.ย.: "30"}').quarter_disbursed) == "<330"


def test_before_it_begins_a_budget_has_spent_nothing(make: Make) -> None:
    later = figures(make, "", "", planned="ม.ค.: 1000")
    assert [seen(each) for each in (later.total.spent, later.total.balance)] == ["350", "1650"]
    begun = figures(make, "", '{ธ.ค.: "30"}', planned="ม.ค.: 1000")
    assert [seen(row.actual_to_date) for row in begun.months] == ["100", "250", "330"]
    assert seen(begun.total.spent) == "<380", "an amount shows that it has begun"


def test_nothing_told_at_all(make: Make) -> None:
    text = LINES.format(basis="สะสม", one="", committed="", disbursed="").replace('"50"', "")
    made = compute(make(PLAN.replace("PLANNED", "ม.ค.: 1000"), {"spending": text})).figures
    total = made.total
    assert {
        seen(each) for each in (total.disbursed, total.committed, total.spent, made.quarter_disbursed)
    } == {"?"}


def test_a_past_month_told_late_is_no_restatement(make: Make) -> None:
    def lines(disbursed: str) -> dict[str, str]:
        return {"spending": LINES.format(basis="รายเดือน", one=ONE, committed='"1"', disbursed=disbursed)}

    plan = PLAN.replace("PLANNED", "ต.ค.: 1000")
    made = compute(
        make(plan, lines('{ต.ค.: "1", ธ.ค.: "3"}'), lines('{ต.ค.: "9", พ.ย.: "2", ธ.ค.: "3"}'))
    ).figures
    assert [(each.project.id, each.month.month) for each in made.restatements] == [("two", 10)]
    assert made.change is not None and not made.change.is_told


def test_a_year_without_a_plan_has_none_to_compare_with(make: Make) -> None:
    text = LINES.format(
        basis="สะสม", one=ONE, committed='"70"', disbursed='{ต.ค.: "1", พ.ย.: "2", ธ.ค.: "3"}'
    )
    plan = PLAN.replace(', monthly: {ต.ค.: "400", พ.ย.: "600"}', "").replace(", monthly: {PLANNED}", "")
    total = compute(make(plan, {"spending": text})).figures.total
    assert (total.plan, total.plan_rate, total.plan_gap) == (None, None, None)
    assert seen(total.disbursed_rate) == "15.15"
