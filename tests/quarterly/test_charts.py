"""The quarterly report's charts: the numbers of the inputs, in the picture and in the workbook behind it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from openpyxl import load_workbook
from pptx.chart.chart import Chart
from pptx.oxml import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")

Papers = Callable[[str], Any]
Drawn = Mapping[str, list[float | None]]


def amount(text: str | None) -> Decimal:
    return Decimal((text or "0").replace(",", ""))


def drawn(paper: Any) -> dict[str, tuple[str, Drawn, list[str]]]:
    """By the words of its caption: a chart's description, its series and categories as python-pptx reads."""
    relations = etree.fromstring(paper.parts["word/_rels/document.xml.rels"])
    targets = {each.get("Id"): each.get("Target") for each in relations}
    found = {}
    for label in paper.root().iter(f"{WP}docPr"):
        reference = next(label.getparent().iter(f"{C}chart"), None)
        if reference is not None:
            chart = Chart(parse_xml(paper.parts[f"word/{targets[reference.get(f'{R}id')]}"]), None)
            caption = next(label.iterancestors(f"{W}p")).getnext()
            text = "".join(node.text or "" for node in caption.iter(f"{W}t"))
            series = {each.name: list(each.values) for plot in chart.plots for each in plot.series}
            title = re.sub(r"ภาพที่\s\d+ | \(.*", "", text)
            found[title] = (label.get("descr"), series, [str(each) for each in chart.plots[0].categories])
    return found


def of_inputs(folder: Path, period: str) -> tuple[list[Decimal], list[Decimal]]:
    """The plan to the end of each month of the year, and what was disbursed to the end of each reported."""
    plan = yaml.load((folder / "plan.yaml").read_text("utf-8"), yaml.BaseLoader)
    spending = yaml.load((folder / period / "spending.yaml").read_text("utf-8"), yaml.BaseLoader)
    assert spending["basis"] == "สะสม"
    budgets = [budget for project in plan["projects"] for budget in project["budgets"]]
    planned = [sum((amount(each["monthly"].get(month)) for each in budgets), Decimal(0)) for month in MONTHS]
    reported = [month for month in MONTHS if any(month in line["disbursed"] for line in spending["lines"])]
    paid = [Decimal(0)] * len(reported)
    for line in spending["lines"]:
        latest: str | None = None
        for at, month in enumerate(reported):
            latest = line["disbursed"].get(month, latest)
            paid[at] += amount(latest)
    return list(accumulate(planned)), paid


@pytest.mark.parametrize("name", ["q1", "q2"])
def test_the_curve_is_that_of_the_inputs(papers: Papers, name: str) -> None:
    paper = papers(name)
    planned, paid = of_inputs(paper.path.parents[2], f"2565-{name}")
    told, series, months = drawn(paper)["แผนและผลการเบิกจ่ายสะสมรายเดือน ตลอดปีงบประมาณ"]
    assert months == list(MONTHS)
    assert series["แผน"] == [float(each) for each in planned]
    assert series["ผล"] == [*(float(each) for each in paid), *[None] * (12 - len(paid))]
    assert (
        f"ผล {paid[-1] / 10**6:,.4f} ล้านบาท" in told and f"แผนทั้งปี {planned[-1] / 10**6:,.4f} ล้านบาท" in told
    )


@pytest.mark.parametrize("name", ["q1", "q2"])
def test_what_a_chart_shows_its_table_says(papers: Papers, name: str) -> None:
    """Rounded as the table rounds, every point stands in the table beside the chart."""
    paper, charts = papers(name), drawn(papers(name))
    cells = {node.text for node in paper.root().iter(f"{W}t") if node.text}
    rates = charts["การเบิกจ่ายสะสมเทียบกับแผนและเป้าหมาย จำแนกตามยุทธศาสตร์"][1]
    shares = charts["สัดส่วนงบประมาณหลังโอน จำแนกตามยุทธศาสตร์"][1]
    parts = charts["เบิกจ่าย ผูกพันคงเหลือ และคงเหลือ ของแต่ละยุทธศาสตร์"][1]
    printed = [f"{value:,.2f}" for value in (*rates["ผล"], *shares["สัดส่วน"]) if value is not None]
    printed += [f"{(value or 0) / 1e6:,.4f}" for name in ("เบิกจ่าย", "ผูกพันคงเหลือ") for value in parts[name]]
    assert len(printed) == 4 + 3 + 8
    assert [each for each in printed if each not in cells] == []
    whole = [sum(filter(None, values)) for values in zip(*parts.values(), strict=True)]
    assert whole[-1] == pytest.approx(sum(whole[:-1]))
    assert sum(filter(None, shares["สัดส่วน"])) == pytest.approx(100)
    assert len(set(rates["เป้าหมาย"])) == 1 and rates["ผล"][-1] is None, "the target's line goes on"


def test_kpis_are_counted_by_status(papers: Papers) -> None:
    said, series, names = drawn(papers("q2"))["จำนวนตัวชี้วัดจำแนกตามสถานะ"]
    rows = papers("q2").root().iter(f"{W}tr")
    texts = [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in rows]
    counted = [sum(name in row for row in texts) for name in names]
    assert list(series.values()) == [[float(number) for number in counted]] and sum(counted) > 3
    assert all(f"{name} {number} ตัวชี้วัด" in said for name, number in zip(names, counted, strict=True))


@pytest.mark.parametrize("name", ["q1", "q2", "empty", "full", pytest.param("long", marks=pytest.mark.slow)])
def test_every_workbook_holds_what_its_chart_shows(papers: Papers, name: str) -> None:
    parts = papers(name).parts
    charts = [part for part in parts if re.fullmatch(r"word/charts/[^/]+\.xml", part)]
    assert charts
    for part in charts:
        chart = Chart(parse_xml(parts[part]), None)
        workbook = part.replace("charts/", "embeddings/").replace(".xml", ".xlsx")
        head, *rows = load_workbook(io.BytesIO(parts[workbook])).active.values
        series = [each for plot in chart.plots for each in plot.series]
        assert list(head[1:]) == [each.name for each in series]
        assert [[row[at] for row in rows] for at in range(1, len(head))] == [
            list(each.values) for each in series
        ]
        assert [row[0] or "" for row in rows] == [str(each) for each in chart.plots[0].categories]


def test_nothing_to_draw_is_no_chart(bench: Any, workspaces: Callable[..., Path]) -> None:
    def change(trees: dict[str, Any]) -> None:
        for budget in trees["plan.yaml"]["projects"][0]["budgets"]:
            budget |= {"act": "0.00", "monthly": {}}
        trees["2565-q1/spending.yaml"]["lines"] = []

    paper = bench.build(workspaces("empty", change))
    assert drawn(paper) == {} and not [part for part in paper.parts if "chart" in part]


def test_without_a_target_there_is_no_line_for_it(papers: Papers) -> None:
    (rates,) = [each for title, each in drawn(papers("empty")).items() if "เทียบกับแผน" in title]
    assert list(rates[1]) == ["แผน", "ผล"] and "" not in rates[2]


# Grouped rows


def grouped(paper: Any) -> list[list[tuple[str, str]]]:
    """The rows of the wide table below its head, without the notes: each cell's merge ("" for none), text."""
    table = next(each for each in paper.root().iter(f"{W}tbl") if "จำแนกตามยุทธศาสตร์และโครงการ" in above(each))
    *rows, notes = [
        [(merge(cell), "".join(cell.itertext())) for cell in row.iter(f"{W}tc")]
        for row in table.iter(f"{W}tr")
        if row.find(f"{W}trPr/{W}tblHeader") is None
    ]
    ((_, text),) = notes
    assert "ที่มา : " in text
    return rows


def above(table: Any) -> str:
    before = table.getprevious()
    return "" if before is None else "".join(before.itertext())


def merge(cell: Any) -> str:
    found = cell.find(f"{W}tcPr/{W}vMerge")
    return "" if found is None else found.get(f"{W}val", "continue")


@pytest.mark.parametrize("name", ["q2", "full"])
def test_a_strategy_is_one_cell_down_its_projects(papers: Papers, name: str) -> None:
    rows = grouped(papers(name))
    group: list[str] = []
    for (merged, label), *rest in rows:
        if merged == "restart":
            assert label.startswith("ที่\u00a0") and not group
        assert (merged == "continue") <= (label == "")
        if merged:
            group.append(rest[0][1])
        else:
            assert label.startswith("รวม") and (group or label == "รวมทั้งสิ้น")
            group = []
    assert rows[0][0][0] == "restart" and rows[-1][0][1] == "รวมทั้งสิ้น"


def test_a_subtotal_stays_with_the_last_of_its_rows(papers: Papers) -> None:
    table = next(
        each for each in papers("q2").root().iter(f"{W}tbl") if "จำแนกตามยุทธศาสตร์และโครงการ" in above(each)
    )
    rows = list(table.iter(f"{W}tr"))
    for row, following in pairwise(rows):
        if "".join(following.itertext()).startswith("รวมยุทธศาสตร์"):
            assert all(each.find(f"{W}pPr/{W}keepNext") is not None for each in row.iter(f"{W}p"))
