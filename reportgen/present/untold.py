"""What is said of amounts that nobody has sent: the note under a table, and the words of a sentence.

Which quantities lack them, the quantities know; here it is only put into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from reportgen.model.context import Shown
from reportgen.model.quantity import Measured, Quantity
from reportgen.present.shown import MARK, UNTOLD, join, millions

NOT_RECEIVED = "ยังไม่ได้รับข้อมูล"
INCOMPLETE = f"{NOT_RECEIVED}ครบ"
PARTIAL = "รวมเฉพาะที่ได้รับข้อมูล"
_MEASURED: tuple[Measured, ...] = get_args(Measured)
_MOST_NAMED = 12
"""Projects that a note names."""


def quantities(*rows: tuple[Any, ...]) -> Iterator[Quantity]:
    """The quantities among the fields of rows."""
    for row in rows:
        yield from (value for value in row if isinstance(value, Quantity))


def note(found: Iterable[Quantity | None], projects: int) -> list[Shown]:
    """What the marks in a table's cells mean, and whose amounts are awaited of the plan's `projects`; nothing
    where nothing is."""
    lacking = [each for each in found if each is not None and each.lacking]
    if not lacking:
        return []
    marks = []
    if not all(each.is_told for each in lacking):
        marks.append(f"{UNTOLD}\u00a0หมายถึง {NOT_RECEIVED}หรือยังคำนวณไม่ได้")
    if any(each.is_told for each in lacking):
        marks.append(f"{MARK}\u00a0หมายถึง {PARTIAL}")
    named = [_named(what, numbers, projects) for what, numbers in _awaited(lacking)]
    return [Shown(f"{' '.join(marks)} ({' '.join(named)})")]


def in_words(quantity: Quantity, places: int, lacking: str = PARTIAL) -> Shown:
    """In million baht with the unit, for a sentence; `lacking` is said behind an incomplete sum."""
    if not quantity.is_told:
        return Shown(NOT_RECEIVED)
    behind = f" ({lacking})" if quantity.lacking else ""
    return join(millions(quantity, places, cell=False), "\u00a0ล้านบาท", behind)


def left_out(quantity: Quantity, projects: int) -> str:
    """ "ยังไม่รวมเบิกจ่ายของ 1 จาก 9 โครงการ ซึ่งยังไม่ได้รับข้อมูล", of an incomplete sum."""
    parts = [f"{what}ของ{_all_or(len(numbers), projects)}" for what, numbers in _awaited([quantity])]
    return f"ยังไม่รวม{' และ'.join(parts)} ซึ่ง{NOT_RECEIVED}"


def _awaited(lacking: Iterable[Quantity]) -> list[tuple[str, list[int]]]:
    """What is awaited, and the numbers of the projects of which it is."""
    whole = {untold for each in lacking for untold in each.lacking}
    names: dict[tuple[int, ...], list[str]] = {}
    for what in _MEASURED:
        if numbers := tuple(sorted(each.project for each in whole if each.what == what)):
            names.setdefault(numbers, []).append(what)
    return [("และ".join(found), list(numbers)) for numbers, found in names.items()]


def _named(what: str, numbers: list[int], projects: int) -> str:
    count = f"ยังไม่ได้รับ{what}ของ{_all_or(len(numbers), projects)}"
    if len(numbers) == projects or len(numbers) > _MOST_NAMED:
        return count
    return f"{count} คือลำดับที่\u00a0{', '.join(map(str, numbers))}"


def _all_or(count: int, projects: int) -> str:
    return "ทุกโครงการ" if count == projects else f"\u00a0{count} จาก\u00a0{projects}\u00a0โครงการ"
