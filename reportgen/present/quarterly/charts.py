"""The charts of the quarterly report: what is drawn of the figures, with captions.

A chart with nothing to draw is None, and is given no number.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.model.context import Chart, Node
from reportgen.model.figures import Row
from reportgen.model.quantity import Quantity
from reportgen.present import charts
from reportgen.present.charts import Part
from reportgen.present.quarterly.desk import Desk
from reportgen.thai.fiscal import fiscal_months


def shares(desk: Desk) -> Node:
    """Each strategy's part of all budgets."""
    parts = [Part(label, (row.share,)) for label, row in _strategies(desk)]
    return _figure(desk, charts.shares(parts), "สัดส่วนงบประมาณหลังโอน จำแนกตามยุทธศาสตร์ (ร้อยละ)")


def composition(desk: Desk) -> Node:
    """What is disbursed, committed and left of each strategy."""
    parts = [Part(label, (row.disbursed, row.committed, row.balance)) for label, row in _all(desk)]
    chart = charts.composition(parts, desk.places)
    found = [row.spent for _, row in _all(desk)]
    return _figure(desk, chart, "เบิกจ่าย ผูกพันคงเหลือ และคงเหลือ ของแต่ละยุทธศาสตร์ (ล้านบาท)", found)


def against_plan(desk: Desk) -> Node:
    """The disbursement rate of each strategy and of all, beside the plan's and the target for all."""
    parts = [Part(label, (row.plan_rate, row.disbursed_rate)) for label, row in _all(desk)]
    chart = charts.against_plan(parts, desk.target)
    goals = [*(["แผน"] if desk.figures.total.plan else []), *(["เป้าหมาย"] if desk.target else [])]
    goal = f"เทียบกับ{'และ'.join(goals)}" if goals else ""
    title = f"การเบิกจ่ายสะสม{goal} จำแนกตามยุทธศาสตร์ (ร้อยละของงบประมาณหลังโอน)"
    return _figure(desk, chart, title, [row.disbursed for _, row in _all(desk)])


def curve(desk: Desk) -> Node:
    """Plan and disbursement to date through the fiscal year."""
    months = fiscal_months(desk.document.period.id.fiscal_year)
    actual = [row.actual_to_date for row in desk.figures.months]
    chart = charts.curve(months, desk.figures.year_plan, actual, desk.places)
    both = "แผนและผล" if desk.figures.total.plan else "ผล"
    return _figure(desk, chart, f"{both}การเบิกจ่ายสะสมรายเดือน ตลอดปีงบประมาณ (ล้านบาท)", actual)


def kpi_status(desk: Desk, names: dict[str, str]) -> Node:
    """How many KPIs there are of each status, in the order of `names`, status by its words."""
    kpis = desk.figures.kpis
    counted = [(words, sum(row.status == status for row in kpis)) for status, words in names.items()]
    title = "จำนวนตัวชี้วัดจำแนกตามสถานะ"
    return _figure(desk, charts.counts(title, counted, "ตัวชี้วัด"), f"{title} (ตัวชี้วัด)")


def _strategies(desk: Desk) -> list[tuple[str, Row]]:
    """The strategies that have projects, by their numbers: names are too long for an axis."""
    return [
        (f"ยุทธศาสตร์ที่\u00a0{each.number}", each.subtotal) for each in desk.figures.strategies if each.projects
    ]


def _all(desk: Desk) -> list[tuple[str, Row]]:
    return [*_strategies(desk), ("ภาพรวม", desk.figures.total)]


def _figure(desk: Desk, chart: Chart | None, title: str, found: Iterable[Quantity] = ()) -> Node:
    """The chart with its caption, which says that parts are left out where any of `found` lacks amounts."""
    if chart is None:
        return None
    gap = " เว้นส่วนที่ยังไม่ได้รับข้อมูลครบ" if any(each.lacking for each in found) else ""
    return {"chart": chart, "caption": desk.numbers.next_figure(title + gap)}
