"""Laws of spending that hold for every plan: order, parts and wholes, both bases, where a number is from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.compute.period import compute
from reportgen.model.document import Document
from reportgen.model.figures import Figures, Row
from reportgen.model.quantity import Quantity

Make = Callable[..., Document]

GROUPS, FUNDS = ("ภารกิจ", "นโยบายรัฐบาล"), ("งบประมาณ 2565", "กันเหลื่อมปี 2564", "กองทุน")
TYPES = ("ภาพรวม", "รายจ่ายประจำ", "รายจ่ายลงทุน")
MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.")
STRATEGIES = ("s1", "s2", "s3")
AMOUNT = re.compile(r"-?\d[\d,]*\.\d\d")


@dataclass(frozen=True)
class Pot:
    """A budget and what was spent of it, in satang; `months` are each month's own."""

    project: int
    group: str
    fund: str
    type: str
    act: int
    plan: tuple[int, int, int]
    transfer: int
    committed: int
    months: tuple[int, int, int]
    reported: bool


satang = st.integers(0, 10**13)
three = st.tuples(satang, satang, satang)
pot = st.builds(
    Pot,
    project=st.integers(0, 3),
    group=st.sampled_from(GROUPS),
    fund=st.sampled_from(FUNDS),
    type=st.sampled_from(TYPES),
    act=satang,
    plan=three,
    transfer=st.integers(-(10**12), 10**12),
    committed=satang,
    months=three,
    reported=st.booleans(),
)
pots = st.lists(pot, max_size=6, unique_by=lambda each: (each.project, each.group, each.fund))
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def money(amount: int) -> str:
    return f"{Decimal(amount).scaleb(-2):,.2f}"


def plan_of(found: list[Pot]) -> str:
    text = "strategies:\n" + "".join(f"  - {{id: {id_}, name: ก}}\n" for id_ in STRATEGIES) + "projects:\n"
    for project in range(4):
        text += f"  - id: p{project}\n    name: น\n    strategy: {STRATEGIES[project % 2]}\n    owner: u\n"
        text += "    budgets:\n"
        own = [each for each in found if each.project == project]
        if not own:
            text = text.removesuffix("\n") + " []\n"
        for each in own:
            text += f"      - group: {each.group}\n        fund: {each.fund}\n        type: {each.type}\n"
            text += f"        act: {money(each.act)}\n        monthly:\n"
            text += "".join(f"          {m}: {money(a)}\n" for m, a in zip(MONTHS, each.plan, strict=True))
    return text


def spending_of(found: list[Pot], basis: str) -> str:
    text = f"basis: {basis}\nlines:\n"
    for each in found:
        if not each.reported:
            continue
        months = accumulate(each.months) if basis == "สะสม" else each.months
        text += f"  - project: p{each.project}\n    group: {each.group}\n    fund: {each.fund}\n"
        text += (
            f"    transfer: {money(each.transfer)}\n    committed: {money(each.committed)}\n    disbursed:\n"
        )
        text += "".join(f"      {m}: {money(a)}\n" for m, a in zip(MONTHS, months, strict=True))
    return text if "project" in text else text.replace("lines:", "lines: []")


def figures(make: Make, plan: list[Pot], lines: list[Pot], basis: str = "สะสม") -> Figures:
    return compute(make(plan_of(plan), {"spending": spending_of(lines, basis)})).figures


def values(thing: Any) -> Any:
    """`thing` with each quantity reduced to its value and unit."""
    if isinstance(thing, Quantity):
        return thing.value, thing.unit
    if isinstance(thing, tuple):
        return tuple(map(values, thing))
    if is_dataclass(thing):
        return {each.name: values(getattr(thing, each.name)) for each in fields(thing)}
    return thing


def baht(row: Row) -> list[Decimal]:
    names = "act", "transfer", "after", "disbursed", "committed", "spent"
    return [getattr(row, name).value for name in names]


@quick
@given(pots, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(make: Make, found: list[Pot], random: Any) -> None:
    shuffled = random.sample(found, len(found))
    assert values(figures(make, found, shuffled)) == values(figures(make, found, found))


@quick
@given(pots)
def test_both_bases_give_the_same(make: Make, found: list[Pot]) -> None:
    assert values(figures(make, found, found, "รายเดือน")) == values(figures(make, found, found, "สะสม"))


@quick
@given(pots)
def test_parts_add_up_to_the_whole(make: Make, found: list[Pot]) -> None:
    made = figures(make, found, found)
    whole = baht(made.total)
    given_ = [each for each in found if each.reported]
    assert whole[0] * 100 == sum(each.act for each in found)
    assert whole[3] * 100 == sum(sum(each.months) for each in given_)
    assert whole[5] == whole[3] + whole[4]
    balance, awaited = made.total.balance, any(any(each.plan) and not each.reported for each in found)
    assert bool(balance.lacking) is awaited
    assert balance.value == (0 if awaited else whole[0] + whole[1] - whole[5])
    projects = tuple(row.row for each in made.strategies for row in each.projects)
    for parts in (made.groups, made.funds, made.strategy_rows, projects):
        assert [sum(column) for column in zip(*map(baht, parts), strict=True)] == (whole if parts else [])
    assert made.months[-1].actual_to_date.value == sum(row.actual.value for row in made.months) == whole[3]
    assert made.quarter_disbursed.value == whole[3]


@quick
@given(pots, st.sampled_from(["สะสม", "รายเดือน"]))
def test_the_total_comes_from_every_amount_written(make: Make, found: list[Pot], basis: str) -> None:
    document = make(plan_of(found), {"spending": spending_of(found, basis)})
    total = compute(document).figures.total
    origin = (*total.after.origin, *total.spent.origin, *(total.plan.origin if total.plan else ()))
    came = {(each.file, each.line, each.column) for each in origin}
    assert came == {
        (file, number + above, match.start() + 1)
        for file, above, text in (
            ("plan.yaml", 3, plan_of(found)),  # the document has so many lines before this text
            ("2565-q1/spending.yaml", 2, spending_of(found, basis)),
        )
        for number, line in enumerate(text.splitlines(), start=1)
        for match in AMOUNT.finditer(line)
    }
