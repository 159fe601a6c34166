"""The section on spending: against target, by group, fund, strategy and project, by month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from reportgen.model.context import Node, Shown
from reportgen.model.figures import MonthRow, ProjectRow, Restatement, Row
from reportgen.model.quantity import Quantity
from reportgen.present.quarterly import charts
from reportgen.present.quarterly.desk import Desk
from reportgen.present.quarterly.sentences import comparison, sources
from reportgen.present.shown import MILLION, NOTHING, baht, join, percent, remarks, signed, text
from reportgen.present.untold import INCOMPLETE, quantities
from reportgen.thai.dates import show_month
from reportgen.thai.money import round_half_up

WIDEST_BAHT = Decimal(10_000_000_000)
WIDEST_TRANSFER = Decimal(1_000_000_000)
"""The wide table's columns hold 9,999,999,999.99 in bold, the one of transfers -999,999,999.99."""
ROUNDED_AMOUNTS = "ผลรวมของรายการอาจไม่เท่ากับยอดรวมเนื่องจากการปัดเศษเป็นล้านบาท"
WIDE_NOTE = "ร้อยละคิดจากงบประมาณหลังโอนเปลี่ยนแปลง คงเหลือเท่ากับงบประมาณหลังโอนหักเบิกจ่ายและผูกพันคงเหลือ"
RATE_NOTE = "ร้อยละคิดจากงบประมาณหลังโอนเปลี่ยนแปลง"
PLAN_NOTE = f"{RATE_NOTE} ผลต่างเป็นจุดร้อยละ"
NO_PLAN = "ปีนี้ไม่ได้กำหนดแผนการเบิกจ่ายรายเดือน จึงไม่ได้เทียบกับแผน"
ROUNDED_SHARES = "ผลรวมของสัดส่วนอาจไม่เท่ากับ 100.00 เนื่องจากการปัดเศษ"


def spending(desk: Desk) -> dict[str, Node]:
    """Everything of the section, in the order in which it is printed."""
    figures = desk.figures
    section: dict[str, Node] = {
        "overview_heading": desk.numbers.next_sub("ภาพรวมการใช้จ่ายเทียบกับเป้าหมาย"),
        "sentences": [comparison(desk, item) for item in figures.comparisons],
        "targets": [join("ที่มาของเป้าหมาย : ", source) for source in sources(figures.comparisons)],
        "change": _change(desk),
        "scopes": [
            _scope(desk, "จำแนกตามกลุ่มงบประมาณ", "กลุ่มงบประมาณ", figures.groups),
            _scope(desk, "จำแนกตามแหล่งเงิน", "แหล่งเงิน", figures.funds),
            _scope(desk, "จำแนกตามยุทธศาสตร์", "ยุทธศาสตร์", _numbered_strategies(desk)),
        ],
        "shares": charts.shares(desk),
        "composition": charts.composition(desk),
        "plan": _against_plan(desk),
        "months": _months(desk),
        "restated": _restated(desk),
        "projects": _projects(desk),
        "source": desk.source(),
        "empty": False,
    }
    return section


def _change(desk: Desk) -> Shown:
    change = desk.figures.change
    if change is None:
        return Shown("")
    last = desk.document.earlier[-1].id
    if change.lacking:
        return Shown(f"ยอดเบิกจ่ายสะสมยังเทียบกับรายงานไตรมาสที่\u00a0{last.quarter}\u00a0ไม่ได้ เพราะ{INCOMPLETE}")
    word = "เพิ่มขึ้น" if change.value >= 0 else "ลดลง"
    amount = Quantity(abs(change.value), change.unit, change.origin)
    return join(
        f"เมื่อเทียบกับรายงานไตรมาสที่\u00a0{last.quarter} ยอดเบิกจ่ายสะสม{word} ",
        desk.millions(amount, cell=False),
        "\u00a0ล้านบาท",
    )


def _numbered_strategies(desk: Desk) -> tuple[tuple[str, Row], ...]:
    return tuple(
        (f"ยุทธศาสตร์ที่\u00a0{each.number} {each.strategy.name}", each.subtotal)
        for each in desk.figures.strategies
    )


def _scope(desk: Desk, title: str, head: str, rows: Sequence[Row | tuple[str, Row]]) -> Node:
    """One of the tables in million baht; its notes only where the parts do not add up as printed."""
    pairs = [(row.label, row) if isinstance(row, Row) else row for row in rows]
    total = desk.figures.total
    parts = [row for _, row in pairs]
    return {
        "heading": desk.numbers.next_sub(f"ผลการใช้จ่าย{title}"),
        "caption": desk.numbers.next_table(f"ผลการใช้จ่ายงบประมาณ {title}", "ล้านบาท"),
        "head": head,
        "rows": [_million_row(desk, label, row) for label, row in pairs],
        "total": _million_row(desk, "รวมทั้งสิ้น", total),
        "notes": remarks([*_rounding_notes(desk, parts, total), *desk.note(quantities(*parts, total))]),
    }


def _million_row(desk: Desk, label: str, row: Row) -> dict[str, Node]:
    return {
        "label": text(label),
        "after": desk.millions(row.after),
        "share": percent(row.share),
        "disbursed": desk.millions(row.disbursed),
        "disbursed_rate": percent(row.disbursed_rate),
        "committed": desk.millions(row.committed),
        "spent": desk.millions(row.spent),
        "spent_rate": percent(row.spent_rate),
        "balance": desk.millions(row.balance),
    }


def _rounding_notes(desk: Desk, parts: Sequence[Row], total: Row) -> list[Shown]:
    places = int(desk.words.summary_places.value)
    columns = ("after", "disbursed", "committed", "spent")
    notes: list[Shown] = []
    if any(
        not _adds_up([getattr(row, name) for row in parts], getattr(total, name), places) for name in columns
    ):
        notes.append(Shown(ROUNDED_AMOUNTS))
    shares = [round_half_up(row.share.value, 2) for row in parts if row.share is not None]
    if shares and sum(shares) != Decimal(100):
        notes.append(Shown(ROUNDED_SHARES))
    return notes


def _adds_up(parts: Sequence[Quantity], total: Quantity, places: int) -> bool:
    printed = sum((round_half_up(part.value / MILLION, places) for part in parts), Decimal(0))
    return printed == round_half_up(total.value / MILLION, places)


def _wide(desk: Desk) -> tuple[Callable[[Quantity], Shown], str]:
    """How the wide table shows money: baht with satang while the columns hold it, else million baht."""
    total = desk.figures.total
    found = desk.figures.strategies
    rows = [*(row.row for each in found for row in each.projects), *(each.subtotal for each in found)]
    widest = WIDEST_BAHT / 10 if desk.lacks else WIDEST_BAHT  # a mark is as wide as a digit
    fits = max(abs(total.act.value), abs(total.after.value)) < widest
    if fits and all(abs(row.transfer.value) < WIDEST_TRANSFER for row in rows):
        return baht, "บาท"
    return desk.millions, "ล้านบาท"


def _wide_row(money: Callable[[Quantity], Shown], label: Shown, row: Row) -> dict[str, Node]:
    return {
        "label": label,
        "act": money(row.act),
        "transfer": money(row.transfer),
        "after": money(row.after),
        "disbursed": money(row.disbursed),
        "disbursed_rate": percent(row.disbursed_rate),
        "committed": money(row.committed),
        "spent": money(row.spent),
        "spent_rate": percent(row.spent_rate),
        "balance": money(row.balance),
    }


def _projects(desk: Desk) -> Node:
    """The wide table with sub-totals by strategy."""
    money, unit = _wide(desk)
    return {
        "heading": desk.numbers.next_sub("ผลการใช้จ่ายจำแนกตามยุทธศาสตร์และโครงการ"),
        "caption": desk.numbers.next_table("ผลการใช้จ่ายงบประมาณ จำแนกตามยุทธศาสตร์และโครงการ", unit),
        "strategies": [
            {
                "label": join(f"ที่\u00a0{each.number} ", text(each.strategy.name)),
                "rows": [
                    _wide_row(money, join(f"{row.number}.\u00a0", text(row.project.name)), row.row)
                    for row in each.projects
                ],
                "subtotal": _wide_row(money, Shown(f"รวมยุทธศาสตร์ที่\u00a0{each.number}"), each.subtotal),
            }
            for each in desk.figures.strategies
            if each.projects
        ],
        "total": _wide_row(money, Shown("รวมทั้งสิ้น"), desk.figures.total),
        "notes": remarks(
            [Shown(WIDE_NOTE), *desk.note(quantities(desk.figures.total)), *_remarks_of_finance(desk)]
        ),
    }


def _against_plan(desk: Desk) -> Node:
    found = (row for each in desk.figures.strategies for row in each.projects)
    rows = sorted(found, key=lambda row: row.number)
    compared = [amount for row in rows for amount in (row.row.disbursed, row.row.disbursed_rate)]
    total = desk.figures.total
    compared.append(total.disbursed)
    return {
        "heading": desk.numbers.next_sub("ผลการเบิกจ่ายเทียบกับแผน"),
        "caption": desk.numbers.next_table("ผลการเบิกจ่ายสะสมเทียบกับแผน จำแนกตามโครงการ", "ล้านบาท"),
        "rows": [
            _plan_row(desk, join(f"{row.number}.\u00a0", text(row.project.name)), row.row) for row in rows
        ],
        "total": _plan_row(desk, Shown("รวมทั้งสิ้น"), total),
        "notes": remarks([*_plan_notes(rows), *desk.note(compared)]),
        "figure": charts.against_plan(desk),
    }


def _plan_notes(rows: Sequence[ProjectRow]) -> list[Shown]:
    """What the rates are of, and which projects are not compared."""
    unplanned = [row.number for row in rows if row.row.plan is None]
    if len(unplanned) == len(rows):
        return [Shown(RATE_NOTE), Shown(NO_PLAN)]
    return [Shown(PLAN_NOTE), *([unplanned_projects(unplanned)] if unplanned else [])]


def unplanned_projects(numbers: Sequence[int]) -> Shown:
    """Which projects are not compared with a plan, by their numbers."""
    return Shown(f"โครงการที่ไม่มีแผนรายเดือนจึงไม่ได้เทียบกับแผน : ลำดับที่ {', '.join(map(str, numbers))}")


def _plan_row(desk: Desk, label: Shown, row: Row) -> dict[str, Node]:
    return {
        "label": label,
        "plan": desk.millions(row.plan) if row.plan else NOTHING,
        "disbursed": desk.millions(row.disbursed),
        "plan_rate": percent(row.plan_rate),
        "disbursed_rate": percent(row.disbursed_rate),
        "gap": signed(row.plan_gap),
    }


def _months(desk: Desk) -> Node:
    return {
        "heading": desk.numbers.next_sub("ผลการเบิกจ่ายรายเดือน"),
        "caption": desk.numbers.next_table("แผนและผลการเบิกจ่าย รายเดือนและสะสม", "ล้านบาท"),
        "rows": [_month_row(desk, row) for row in desk.figures.months],
        "notes": remarks(desk.note(quantities(*desk.figures.months))),
        "figure": charts.curve(desk),
    }


def _month_row(desk: Desk, row: MonthRow) -> dict[str, Node]:
    return {
        "label": show_month(row.month, "short"),
        "plan": desk.millions(row.plan),
        "actual": desk.millions(row.actual),
        "plan_to_date": desk.millions(row.plan_to_date),
        "actual_to_date": desk.millions(row.actual_to_date),
        "rate": percent(row.rate),
    }


def _restated(desk: Desk) -> Node:
    """Past months that finance changed; no caption is counted where there are none."""
    found = desk.figures.restatements
    if not found:
        return {"rows": [], "heading": "", "caption": {"title": "", "unit": ""}}
    money, unit = _wide(desk)
    return {
        "heading": desk.numbers.next_sub("ยอดเดือนก่อนที่ปรับปรุง"),
        "caption": desk.numbers.next_table("ยอดเบิกจ่ายของเดือนก่อนที่ต่างจากรายงานงวดที่แล้ว", unit),
        "rows": restated(found, money),
    }


def restated(found: Iterable[Restatement], money: Callable[[Quantity], Shown]) -> list[Node]:
    """A row for each past month that finance changed, its amounts shown by `money`."""
    return [
        {
            "label": text(each.project.name),
            "fund": text(each.fund),
            "month": show_month(each.month, "short"),
            "before": money(each.before),
            "after": money(each.after),
            "difference": money(each.difference),
        }
        for each in found
    ]


def _remarks_of_finance(desk: Desk) -> list[Shown]:
    """What finance noted on its lines, and why a cumulative amount fell."""
    names = {project.id: project.name for project in desk.document.plan.projects}
    notes: list[Shown] = []
    for line in desk.document.period.spending.lines:
        for remark in (line.reason, line.note):
            if remark is not None:
                notes.append(join(text(names[line.project]), " (", text(line.fund), ") : ", text(remark)))
    return notes
