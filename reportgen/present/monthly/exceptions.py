"""What the meeting should look at: projects behind their plan or not begun, and past months that changed."""

from __future__ import annotations

from reportgen.model.context import Node, Shown
from reportgen.model.monthly import MonthFigures, ProjectMonth
from reportgen.model.quantity import Quantity
from reportgen.present.quarterly.desk import Desk
from reportgen.present.quarterly.money import WIDEST_BAHT, restated
from reportgen.present.shown import baht, join, percent, plain, signed, text
from reportgen.present.untold import INCOMPLETE, NOT_RECEIVED

UNIT = "ร้อยละ ผลต่างเป็นจุดร้อยละ"
BEHIND, IDLE = "ต่ำกว่าแผนเกินเกณฑ์", "ยังไม่มีการเบิกจ่าย"


def exceptions(desk: Desk, month: MonthFigures) -> dict[str, Node]:
    """The projects, the furthest behind first, by what measure they were found, and the changed months."""
    words = desk.document.profile.monthly
    found = {each.number: each for each in (*month.behind, *month.idle)}
    ordered = sorted(found.values(), key=lambda each: each.part.gap.value if each.part.gap else 0)
    title = "โครงการที่เบิกจ่ายล่าช้าหรือยังไม่มีการเบิกจ่าย"
    unknown = bool(month.awaited) and month.awaited == month.projects
    nothing = Shown(f"ยังพิจารณาไม่ได้ เพราะ{NOT_RECEIVED}การเบิกจ่ายครบถ้วน") if unknown else text(words.nothing)
    return {
        "heading": "เรื่องที่ควรพิจารณา",
        "nothing": "" if ordered else nothing,
        "rule": _rule(desk, month),
        "caption": desk.numbers.next_table(title, "ร้อยละ ผลต่างเป็นจุดร้อยละ")
        if ordered
        else {"title": "", "unit": ""},
        "rows": [_row(desk, month, each) for each in ordered],
        "restated": _restated(desk, month),
    }


def _rule(desk: Desk, month: MonthFigures) -> Shown:
    """By what measure projects were found, and which could not be judged."""
    behind = desk.document.profile.monthly.behind
    numbers = ", ".join(str(each.number) for each in month.awaited)
    left_out = f" ไม่รวมโครงการลำดับที่\u00a0{numbers} ซึ่ง{INCOMPLETE}" if numbers else ""
    if month.is_unplanned:
        return join("พิจารณาเฉพาะโครงการที่ยังไม่มีการเบิกจ่าย เนื่องจากไม่มีแผนให้เทียบ", left_out)
    return join(
        "เกณฑ์ : อัตราเบิกจ่ายสะสมต่ำกว่าแผนเกินกว่า\u00a0",
        plain(Quantity(behind.points.value, "จุดร้อยละ", (behind.points.span,))),
        "\u00a0จุดร้อยละ (",
        text(behind.source),
        ")",
        left_out,
    )


def _row(desk: Desk, month: MonthFigures, each: ProjectMonth) -> Node:
    why = [word for word, named in ((IDLE, month.idle), (BEHIND, month.behind)) if each in named]
    return {
        "label": join(f"{each.number}.\u00a0", text(each.project.name)),
        "unit": desk.unit(each.project.owner),
        "plan_rate": percent(each.part.plan_rate),
        "rate": percent(each.part.rate),
        "gap": signed(each.part.gap),
        "why": why,
    }


def _restated(desk: Desk, month: MonthFigures) -> Node:
    """Past months that finance changed; no caption is counted where there are none."""
    found = month.restatements
    if not found:
        return {"rows": [], "caption": {"title": "", "unit": ""}}
    largest = max(abs(amount.value) for each in found for amount in (each.before, each.after))
    money, unit = (baht, "บาท") if largest < WIDEST_BAHT else (desk.millions, "ล้านบาท")
    last = desk.document.earlier[-1].id
    title = f"ยอดเบิกจ่ายของเดือนก่อนที่ต่างจากรายงานไตรมาสที่\u00a0{last.quarter}"
    return {
        "caption": desk.numbers.next_table(title, unit),
        "rows": restated(found, money),
    }
