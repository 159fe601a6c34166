"""Numeral sweep: every number with a comma or a decimal in a report is one that this file works out
from the YAML by itself, with PyYAML's BaseLoader and Decimal; nothing of ours is imported here.

Both ways: a number in the report that is not in the table fails, and so does one of the table that the
report lacks.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

EXAMPLE = Path(__file__).parents[1] / "examples/fy2565"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBER = re.compile(r"[-+]?\d[\d,]*\.\d+|[-+]?\d{1,3}(?:,\d{3})+")
MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]
MILLION = Decimal(10**6)


def read(name: str) -> Any:
    return yaml.load((EXAMPLE / name).read_text("utf-8"), yaml.BaseLoader)


def number(text: str | None) -> Decimal:
    return Decimal((text or "0").replace(",", ""))


def shown(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"


class Table:
    """One period's numbers: `core` must be in the report, `allowed` may be."""

    def __init__(self, period: str, last: str | None) -> None:
        self.plan, self.period = read("plan.yaml"), period
        self.upto = MONTHS[: {"q1": 3, "q2": 6, "q3": 9, "q4": 12}[period[-2:]]]
        self.core: set[str] = set()
        self.accounts = self.read_accounts(period)
        self.whole = self.sums(self.accounts)["after"]
        self.scopes()
        self.months()
        if last:
            self.changes(self.read_accounts(last))

    def read_accounts(self, period: str) -> list[dict[str, Any]]:
        spending = read(f"{period}/spending.yaml")
        months = MONTHS[: {"q1": 3, "q2": 6, "q3": 9, "q4": 12}[period[-2:]]]
        found = []
        for project in self.plan["projects"]:
            for budget in project["budgets"]:
                key = (project["id"], budget["group"], budget["fund"])
                line = next(
                    (x for x in spending["lines"] if (x["project"], x["group"], x["fund"]) == key), {}
                )
                written = [number(line.get("disbursed", {}).get(month)) for month in months]
                if spending["basis"] == "สะสม":
                    written = [
                        now - before for now, before in zip(written, [Decimal(0), *written], strict=False)
                    ]
                found.append(
                    {
                        "project": project["id"],
                        "strategy": project["strategy"],
                        "group": budget["group"],
                        "fund": budget["fund"],
                        "act": number(budget["act"]),
                        "transfer": number(line.get("transfer")),
                        "committed": number(line.get("committed")),
                        "months": written,
                        "plan": [number(budget.get("monthly", {}).get(month)) for month in months],
                    }
                )
        return found

    def sums(self, accounts: list[dict[str, Any]]) -> dict[str, Decimal]:
        total = {key: sum((x[key] for x in accounts), Decimal(0)) for key in ("act", "transfer", "committed")}
        total["after"] = total["act"] + total["transfer"]
        total["disbursed"] = sum((month for x in accounts for month in x["months"]), Decimal(0))
        total["plan"] = sum((month for x in accounts for month in x["plan"]), Decimal(0))
        total["spent"] = total["disbursed"] + total["committed"]
        total["balance"] = total["after"] - total["spent"]
        return total

    def rate(self, part: Decimal, whole: Decimal) -> Decimal:
        return (part * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def add(self, *values: Decimal, places: int) -> None:
        self.core |= {shown(value, places) for value in values if value}

    def scopes(self) -> None:
        for key in ("group", "fund", "strategy"):
            for value in dict.fromkeys(x[key] for x in self.accounts):
                part = self.sums([x for x in self.accounts if x[key] == value])
                self.add(*(part[n] / MILLION for n in ("after", "disbursed", "committed", "spent")), places=4)
                self.add(self.rate(part["after"], self.whole), places=2)
                self.rates(part)
                if key == "strategy":
                    self.wide(part)
        for project in dict.fromkeys(x["project"] for x in self.accounts):
            part = self.sums([x for x in self.accounts if x["project"] == project])
            self.wide(part)
            self.rates(part)
            self.add(part["plan"] / MILLION, part["disbursed"] / MILLION, places=4)
            self.add(part["after"] / MILLION, part["committed"] / MILLION, places=4)
            self.gap(part)
        total = self.sums(self.accounts)
        self.wide(total)
        self.gap(total)
        self.rates(total)
        names = ("after", "disbursed", "committed", "spent", "plan", "balance")
        self.add(*(total[name] / MILLION for name in names), places=4)
        self.targets(total)

    def rates(self, part: dict[str, Decimal]) -> None:
        self.add(
            self.rate(part["disbursed"], part["after"]), self.rate(part["spent"], part["after"]), places=2
        )

    def gap(self, part: dict[str, Decimal]) -> None:
        plan, done = self.rate(part["plan"], part["after"]), self.rate(part["disbursed"], part["after"])
        self.add(plan, places=2)
        if plan != done:
            self.core.add(("+" if done > plan else "") + shown(done - plan, 2))

    def wide(self, part: dict[str, Decimal]) -> None:
        names = ("act", "transfer", "after", "disbursed", "committed", "spent", "balance")
        self.add(*(part[name] for name in names), places=2)

    def targets(self, total: dict[str, Decimal]) -> None:
        for target in self.plan["targets"]:
            if target["period"] == self.period:
                part = total["disbursed" if target["measure"] == "เบิกจ่าย" else "spent"]
                aim = Decimal(target["percent"])
                self.add(aim, abs(self.rate(part, total["after"]) - aim), places=2)

    def months(self) -> None:
        plan = done = Decimal(0)
        for index in range(len(self.upto)):
            now = [sum((x[key][index] for x in self.accounts), Decimal(0)) for key in ("plan", "months")]
            plan, done = plan + now[0], done + now[1]
            self.add(now[0] / MILLION, now[1] / MILLION, plan / MILLION, done / MILLION, places=4)
            self.add(self.rate(done, self.whole), places=2)
        quarter = sum((month for x in self.accounts for month in x["months"][-3:]), Decimal(0))
        self.add(quarter / MILLION, places=4)

    def changes(self, before: list[dict[str, Any]]) -> None:
        self.add(
            abs(self.sums(self.accounts)["disbursed"] - self.sums(before)["disbursed"]) / MILLION, places=4
        )
        for now, then in zip(self.accounts, before, strict=True):
            for new, old in zip(now["months"], then["months"], strict=False):
                if new != old:
                    self.add(new, old, new - old, places=2)

    def allowed(self) -> set[str]:
        """Numbers that people wrote: KPI targets and results, and numbers inside their sentences."""
        written: set[str] = {"100.00"}
        results = read(f"{self.period}/findings.yaml")["kpi_results"]
        values = [
            kpi["milestones"][self.period] for kpi in self.plan["kpis"] if self.period in kpi["milestones"]
        ]
        values += [kpi["target"] for kpi in self.plan["kpis"]] + [
            x["result"] for x in results if x.get("result")
        ]
        for value in values:
            plain = number(value)
            written.add(shown(plain, max(0, -int(plain.normalize().as_tuple().exponent))))
        for name in (
            "plan.yaml",
            f"{self.period}/findings.yaml",
            f"{self.period}/visits.yaml",
            "reportgen.yaml",
        ):
            written |= set(NUMBER.findall(" ".join(sentences(read(name)))))
        return written


def sentences(tree: Any) -> list[str]:
    if isinstance(tree, dict):
        return [text for value in tree.values() for text in sentences(value)]
    if isinstance(tree, list):
        return [text for value in tree for text in sentences(value)]
    return [tree] if re.search("[ก-๙]{2}", tree) else []


def paragraphs(docx: Path) -> list[str]:
    """The text of the report's paragraphs, without headings, contents and the machine's item numbers."""
    root = ElementTree.fromstring(zipfile.ZipFile(docx).read("word/document.xml"))
    found = []
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val", "")
        if not name.startswith(("Heading", "TOC")):
            text = "".join(
                "\t" if node.tag == f"{W}tab" else node.text or ""
                for node in paragraph.iter()
                if node.tag in (f"{W}t", f"{W}tab")
            )
            found.append(re.sub(r"^\(\d+\.\d+\)", "", text))
    return found


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sweep") / "fy2565"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("out"))
    return folder


@pytest.mark.parametrize(("period", "last"), [("2565-q1", None), ("2565-q2", "2565-q1")])
def test_every_number_is_right_and_none_is_missing(workspace: Path, period: str, last: str | None) -> None:
    command = [sys.executable, "-m", "reportgen", "-w", str(workspace), "quarterly", period]
    subprocess.run(command, check=True, capture_output=True)
    (docx,) = (workspace / "out" / period).glob("*.docx")
    found = {match for text in paragraphs(docx) for match in NUMBER.findall(text)}
    table = Table(period, last)
    assert found - table.core - table.allowed() == set()
    assert table.core - found == set()
