"""Every number of an overview is one that this file works out from the YAML by itself, with PyYAML's
BaseLoader and Decimal; of ours only what reads the table's rows back is used.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค."]
MILLION = Decimal(10**6)
NUMBER = re.compile(r"[-+]?\d[\d,]*\.\d+")
CASES = {
    "ต.ค. 2564": ("2565-q1", 1),
    "พ.ย. 2564": ("2565-q1", 2),
    "ธ.ค. 2564": ("2565-q1", 3),
    "ม.ค. 2565": ("2565-q2", 4),
    "ก.พ. 2565": ("2565-q2", 5),
    "มี.ค. 2565": ("2565-q2", 6),
}
"""Month → the period whose snapshot has it, and how many months of the year it ends."""


def number(text: str | None) -> Decimal:
    return Decimal((text or "0").replace(",", ""))


def shown(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}" if value else "-"


def text_of(lines: list[str]) -> str:
    return "\n".join(lines).replace("\u00a0", " ")


def accounts(plan: Any, spending: Any, count: int) -> list[dict[str, Any]]:
    """Each budget: its project, strategy, money after transfers, months planned and disbursed, committed."""
    assert spending["basis"] == "สะสม"
    found = []
    for project in plan["projects"]:
        for budget in project["budgets"]:
            keys = {"project": project["id"], "group": budget["group"], "fund": budget["fund"]}
            (line,) = [each for each in spending["lines"] if keys.items() <= each.items()]
            to_date = [Decimal(0), *(number(line["disbursed"][month]) for month in MONTHS[:count])]
            found.append(
                {
                    "project": project["id"],
                    "strategy": project["strategy"],
                    "after": number(budget["act"]) + number(line.get("transfer")),
                    "committed": number(line["committed"]),
                    "plan": [number(budget["monthly"][month]) for month in MONTHS[:count]],
                    "done": to_date[-1],
                    "month": to_date[-1] - to_date[-2],
                }
            )
    return found


def row(inside: list[dict[str, Any]]) -> list[str]:
    """The six numbers of a row of the table by projects."""
    after, done = sum(each["after"] for each in inside), sum(each["done"] for each in inside)
    plan = sum(sum(each["plan"]) for each in inside)
    rates = [(part * 100 / after).quantize(Decimal("0.01"), ROUND_HALF_UP) for part in (done, plan)]
    gap = rates[0] - rates[1]
    money = [sum(each["plan"][-1] for each in inside), sum(each["month"] for each in inside), plan, done]
    return [
        *(shown(value / MILLION, 4) for value in money),
        f"{rates[0]}",
        f"{'+' if gap > 0 else ''}{gap}",
    ]


@pytest.mark.parametrize("month", CASES)
def test_the_table_by_projects(printed: Any, example: Any, month: str) -> None:
    period, count = CASES[month]
    plan = example("plan.yaml")
    found = accounts(plan, example(f"{period}/spending.yaml"), count)
    expected = []
    for strategy in plan["strategies"]:
        expected.append(row([each for each in found if each["strategy"] == strategy["id"]]))
        for project in plan["projects"]:
            if project["strategy"] == strategy["id"]:
                expected.append(row([each for each in found if each["project"] == project["id"]]))
    expected.append(row(found))
    tables = [line.strip("| ").split(" | ") for line in printed(month) if line.startswith("|")]
    printed = [cells[1:] for cells in tables if len(cells) == 7 and NUMBER.search(cells[-1])]
    assert printed == expected


@pytest.mark.parametrize("month", ["ธ.ค. 2564", "มี.ค. 2565"])
def test_what_is_committed_and_aimed_at_the_end_of_a_quarter(printed: Any, example: Any, month: str) -> None:
    period, count = CASES[month]
    plan = example("plan.yaml")
    found = accounts(plan, example(f"{period}/spending.yaml"), count)
    after, committed = sum(each["after"] for each in found), sum(each["committed"] for each in found)
    done = sum(each["done"] for each in found)
    aims = {each["measure"]: number(each["percent"]) for each in plan["targets"] if each["period"] == period}
    rows = {
        line.split(" | ")[0]: line for line in text_of(printed(month)).splitlines() if line.startswith("|")
    }
    for label, value in (("ผูกพันคงเหลือที่ยังไม่เบิก", committed), ("รวมเบิกจ่ายและก่อหนี้ผูกพัน", done + committed)):
        assert NUMBER.findall(rows[f"| {label}"]) == [shown(value / MILLION, 4)]
    for label, measure, part in (
        ("อัตราเบิกจ่าย (ร้อยละของงบหลังโอน)", "เบิกจ่าย", done),
        ("อัตราการใช้จ่าย (ร้อยละของงบหลังโอน)", "ใช้จ่าย", done + committed),
    ):
        rate, aim = (part * 100 / after).quantize(Decimal("0.01"), ROUND_HALF_UP), aims[measure]
        assert f"| {rate} | {aim:.2f} |" in rows[f"| {label}"]
        word = "ต่ำ" if rate < aim else "สูง"
        assert f"{word}กว่าเป้าหมายร้อยละ {abs(rate - aim):.2f}" in rows[f"| {label}"]


@pytest.mark.parametrize("month", ["ต.ค. 2564", "พ.ย. 2564", "ม.ค. 2565", "ก.พ. 2565"])
def test_no_commitment_and_no_target_within_a_quarter(printed: Any, example: Any, month: str) -> None:
    period, count = CASES[month]
    plan, spending = example("plan.yaml"), example(f"{period}/spending.yaml")
    text = text_of(printed(month))
    committed = sum(each["committed"] for each in accounts(plan, spending, count))
    assert shown(committed / MILLION, 4) not in text and "รวมเบิกจ่ายและก่อหนี้ผูกพัน" not in text
    assert "ต่ำกว่าเป้าหมาย" not in text and "สูงกว่าเป้าหมาย" not in text
    assert "เป้าหมายกำหนดไว้ ณ สิ้นไตรมาส เดือนนี้จึงเทียบกับแผนเท่านั้น" in text
    assert f"ข้อมูล ณ วันที่ {spending['as_of']}" in text
