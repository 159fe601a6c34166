"""The standard sentences about spending against a target.

The pattern is that of the Comptroller-General's releases: amount, budget, rate, distance, target.
"""

from __future__ import annotations

from reportgen.model.context import Shown
from reportgen.model.figures import Comparison
from reportgen.model.quantity import Quantity
from reportgen.present.quarterly.desk import Desk
from reportgen.present.shown import join, percent, text
from reportgen.present.untold import INCOMPLETE, NOT_RECEIVED
from reportgen.thai.dates import show_day

_VERBS = {"เบิกจ่าย": "เบิกจ่ายได้", "ใช้จ่าย": "ใช้จ่าย (เบิกจ่ายรวมก่อหนี้ผูกพัน) ได้"}
_NOUNS = {"เบิกจ่าย": "การเบิกจ่าย", "ใช้จ่าย": "การใช้จ่าย (เบิกจ่ายรวมก่อหนี้ผูกพัน) "}


def comparison(desk: Desk, item: Comparison) -> Shown:
    """One whole sentence for one comparison, in every case: above, below, equal, no target, no budget, not
    received."""
    day = f"ณ\u00a0วันที่\u00a0{desk.as_of()} "
    if not item.amount.is_told:
        return Shown(f"{day}{NOT_RECEIVED}{_NOUNS[item.measure]}ของ {_scope(desk, item).strip()}")
    head = join(day, _scope(desk, item), _VERBS[item.measure], " ", desk.sum(item.amount))
    if item.verdict == "untold":
        aim = "และยังไม่เทียบกับเป้าหมาย" if item.target else ""
        return join(head, f" จึงยังไม่คำนวณร้อยละ{aim}")
    if item.verdict == "no-budget":
        return join(head, " โดยไม่มีวงเงินงบประมาณที่ใช้คำนวณร้อยละ")
    budget = desk.millions(item.budget, cell=False)
    head = join(
        head,
        " ของวงเงินงบประมาณหลังโอนเปลี่ยนแปลง ",
        budget,
        "\u00a0ล้านบาท หรือคิดเป็นร้อยละ\u00a0",
        percent(item.rate),
    )
    return join(head, " ", verdict(item))


def verdict(item: Comparison) -> Shown:
    """The sentence's last part, also printed alone in the table of key quantities."""
    if item.verdict == "no-budget":
        return Shown("ไม่มีวงเงินงบประมาณ")
    if item.verdict == "untold":
        return Shown(INCOMPLETE)
    if item.target is None or item.gap is None:
        return Shown("ไม่มีการกำหนดเป้าหมายสำหรับงวดนี้")
    target = join("(เป้าหมายร้อยละ\u00a0", _target(item), ")")
    if item.verdict == "equal":
        return join("เท่ากับเป้าหมาย ", target)
    word = "สูงกว่าเป้าหมายร้อยละ\u00a0" if item.verdict == "above" else "ต่ำกว่าเป้าหมายร้อยละ\u00a0"
    distance = Quantity(abs(item.gap.value), item.gap.unit, item.gap.origin)
    return join(word, percent(distance), " ", target)


def sources(items: tuple[Comparison, ...]) -> list[Shown]:
    """Where the targets come from, each source once."""
    found: dict[str, Shown] = {}
    for item in items:
        if item.target is not None:
            line = join(text(item.target.source), f" เมื่อวันที่\u00a0{show_day(item.target.date)}")
            found.setdefault(str(line), line)
    return list(found.values())


def _target(item: Comparison) -> Shown:
    aim = item.target.percent if item.target else None
    return percent(Quantity(aim.value, "ร้อยละ", (aim.span,)) if aim else None)


def _scope(desk: Desk, item: Comparison) -> str:
    scope = str(desk.document.workspace.agency.short)
    if item.type != "ภาพรวม":
        scope += f" {item.type}"
    if item.fund is not None:
        scope += f" แหล่งเงิน{item.fund}"
    return scope + " "
