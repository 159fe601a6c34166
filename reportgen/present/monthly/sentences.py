"""The standard sentences of a month: against its plan, against the plan to date, against the targets.

The pattern is that of the Comptroller-General's releases: amount, budget, rate, distance, target.
"""

from __future__ import annotations

from reportgen.model.context import Shown
from reportgen.model.figures import Comparison
from reportgen.model.monthly import MonthFigures, MonthPart
from reportgen.model.quantity import Quantity
from reportgen.present.quarterly.desk import Desk
from reportgen.present.quarterly.sentences import verdict
from reportgen.present.shown import MILLION, join, percent
from reportgen.present.untold import INCOMPLETE, NOT_RECEIVED
from reportgen.thai.dates import show_day, show_month
from reportgen.thai.money import round_half_up

TARGETS_LATER = "เป้าหมายกำหนดไว้\u00a0ณ\u00a0สิ้นไตรมาส เดือนนี้จึงไม่ได้เทียบกับเป้าหมาย"
NO_TARGET_NOW = "เป้าหมายกำหนดไว้\u00a0ณ\u00a0สิ้นไตรมาส เดือนนี้จึงเทียบกับแผนเท่านั้น"
NOT_OVER = "ข้อมูลยังไม่ถึงสิ้นไตรมาส จึงยังไม่เทียบกับเป้าหมาย"
_MILLION_BAHT = "\u00a0ล้านบาท"
_MEASURES = {"เบิกจ่าย": "อัตราเบิกจ่าย", "ใช้จ่าย": "อัตราการใช้จ่าย (เบิกจ่ายรวมก่อหนี้ผูกพัน)"}


def sentences(desk: Desk, month: MonthFigures) -> list[Shown]:
    """The month and the year to date, against the overall target too where there is one; then targets of a
    type or fund. The overall target of commitments is in the table alone."""
    main = overall(month, "เบิกจ่าย")
    to_date = _to_date(desk, month)
    if main is not None and main.rate is not None and main.verdict != "untold":
        to_date = join(to_date, " และ" if main.gap else " โดย", verdict(main))
    others = [_target(item) for item in month.comparisons if item.type != "ภาพรวม" or item.fund]
    if not month.total.actual_to_date.is_told:
        return [to_date, *others]
    return [join(_in_month(desk, month), " ", to_date), *others]


def no_target(month: MonthFigures) -> list[Shown]:
    """Why the month is compared with no target, where it is not."""
    if not month.ends_quarter:
        return [Shown(TARGETS_LATER if month.is_unplanned else NO_TARGET_NOW)]
    return [] if month.is_over else [Shown(NOT_OVER)]


def overall(month: MonthFigures, measure: str) -> Comparison | None:
    """The comparison of a measure over all budgets."""
    found = (each for each in month.comparisons if each.type == "ภาพรวม" and not each.fund)
    return next((each for each in found if each.measure == measure), None)


def amount_against(desk: Desk, actual: Quantity, plan: Quantity, unit: str = "") -> Shown:
    """ "ต่ำกว่าแผน 1.2345 ล้านบาท", of the amounts in million baht as they are printed; `unit` follows one."""
    if actual.lacking:
        return Shown(INCOMPLETE)
    if plan.value == 0:
        return Shown("ไม่มีแผน", plan.origin)
    apart = sum(
        sign * round_half_up(each.value / MILLION, desk.places) for sign, each in ((1, actual), (-1, plan))
    )
    origin = actual.origin + plan.origin
    if apart == 0:
        return Shown("เท่ากับแผน", origin)
    word = "สูงกว่าแผน " if apart > 0 else "ต่ำกว่าแผน "
    amount = desk.millions(Quantity(abs(apart) * MILLION, "บาท", origin), cell=False)
    return join(word, amount, unit)


def rate_against(part: MonthPart) -> Shown:
    """ "ต่ำกว่าแผนร้อยละ 0.64"."""
    if part.rate is None:
        return Shown("ไม่มีวงเงินงบประมาณ")
    if part.rate.lacking:
        return Shown(INCOMPLETE)
    if part.gap is None or part.plan_to_date.value == 0:
        return Shown("ไม่มีแผน")
    if part.gap.value == 0:
        return Shown("เท่ากับแผน", part.gap.origin)
    word = "สูงกว่าแผนร้อยละ\u00a0" if part.gap.value > 0 else "ต่ำกว่าแผนร้อยละ\u00a0"
    return join(word, percent(Quantity(abs(part.gap.value), part.gap.unit, part.gap.origin)))


def _day(month: MonthFigures) -> str:
    """ "ณ สิ้นเดือนธันวาคม 2564", or the day of the snapshot where the month is not over."""
    if month.is_over:
        return f"ณ\u00a0สิ้นเดือน{show_month(month.month)}"
    return f"ณ\u00a0วันที่\u00a0{show_day(month.as_of)}"


def _in_month(desk: Desk, month: MonthFigures) -> Shown:
    part, agency = month.total, desk.document.workspace.agency.short
    if not part.actual.is_told:
        return Shown(f"ในเดือน{show_month(month.month)} {NOT_RECEIVED}การเบิกจ่ายของ {agency}")
    head = join(f"ในเดือน{show_month(month.month)} {agency} เบิกจ่ายได้ ", desk.sum(part.actual))
    if month.is_unplanned:
        return head
    if part.actual.lacking:
        return join(head, " จึงยังไม่เทียบกับแผน")
    if part.plan.value == 0:
        return join(head, " โดยไม่มีแผนการเบิกจ่ายในเดือนนี้")
    planned = join(" (แผน\u00a0", desk.millions(part.plan, cell=False), f"{_MILLION_BAHT})")
    return join(head, " ", amount_against(desk, part.actual, part.plan, _MILLION_BAHT), planned)


def _to_date(desk: Desk, month: MonthFigures) -> Shown:
    part, agency = month.total, desk.document.workspace.agency.short
    if not part.actual_to_date.is_told:
        return Shown(f"{_day(month)} {NOT_RECEIVED}การเบิกจ่ายของ {agency}")
    head = join(f"{_day(month)} {agency} เบิกจ่ายสะสมได้ ", desk.sum(part.actual_to_date))
    if part.rate is None:
        return join(head, " โดยไม่มีวงเงินงบประมาณที่ใช้คำนวณร้อยละ")
    if part.rate.lacking:
        main = overall(month, "เบิกจ่าย")
        aims = [] if month.is_unplanned else ["แผน"]
        aims += ["เป้าหมาย"] if main and main.target else []
        return join(head, " จึงยังไม่คำนวณร้อยละ", f"และยังไม่เทียบกับ{'และ'.join(aims)}" if aims else "")
    head = join(
        head,
        " ของวงเงินงบประมาณหลังโอนเปลี่ยนแปลง ",
        desk.millions(part.after, cell=False),
        f"{_MILLION_BAHT} หรือคิดเป็นร้อยละ\u00a0",
        percent(part.rate),
    )
    if month.is_unplanned:
        return head
    if part.plan_rate is None or part.plan_to_date.value == 0:
        return join(head, " โดยไม่มีแผนการเบิกจ่ายถึงเดือนนี้")
    return join(head, " ", rate_against(part), " (แผนร้อยละ\u00a0", percent(part.plan_rate), ")")


def _target(item: Comparison) -> Shown:
    scope = "" if item.type == "ภาพรวม" else f" {item.type}"
    scope += f" แหล่งเงิน{item.fund}" if item.fund else ""
    head = _MEASURES[item.measure] + scope
    if item.rate is None:
        return Shown(f"{head} คำนวณไม่ได้เพราะไม่มีวงเงินงบประมาณ")
    if item.verdict == "untold":
        return Shown(f"{head} ยังคำนวณไม่ได้เพราะ{INCOMPLETE}")
    return join(f"{head} ร้อยละ\u00a0", percent(item.rate), " ", verdict(item))
