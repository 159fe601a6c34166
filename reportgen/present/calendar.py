"""The year's calendar in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reportgen.diagnostics import Span
from reportgen.model.calendar import Due, DueKind, DueState
from reportgen.thai.dates import Month, show_day, show_month

STATES: Mapping[DueState, str] = {
    "done": "ดำเนินการแล้ว",
    "late": "ดำเนินการล่าช้า",
    "missing": "เกินกำหนด",
    "upcoming": "ยังไม่ถึงกำหนด",
}


class ShownDue(NamedTuple):
    """A line of the calendar; `month` is the month in which it falls due. `kind`, `code` and `day` (ISO) are
    for programs."""

    kind: DueKind
    code: DueState
    day: str
    month: str
    deadline: str
    name: str
    owner: str
    state: str
    done: str
    places: tuple[Span, ...]


def shown_calendar(found: Iterable[Due], month: Month | None = None) -> tuple[ShownDue, ...]:
    """What falls due, in `month` alone where one is named."""
    return tuple(
        ShownDue(
            kind=due.kind,
            code=due.state,
            day=due.deadline.isoformat(),
            month=show_month(due_month(due), glue=False),
            deadline=show_day(due.deadline, "short", glue=False),
            name=due_name(due),
            owner=due.owner or "-",
            state=STATES[due.state],
            done=show_day(due.done, "short", glue=False) if due.done else "-",
            places=due.origin,
        )
        for due in found
        if month is None or due_month(due) == month
    )


def due_name(due: Due) -> str:
    """ "รายงานไตรมาสที่ 1", "สรุปภาพรวมเดือนตุลาคม 2564", or the duty's own name."""
    if due.kind == "quarterly":
        return f"รายงานผลการติดตามและประเมินผล ไตรมาสที่ {due.period.quarter}"
    if due.kind == "monthly" and due.month is not None:
        return f"สรุปภาพรวมการดำเนินงานเดือน{show_month(due.month, glue=False)}"
    return due.name


def due_month(due: Due) -> Month:
    """The month in which it falls due."""
    return Month(due.deadline.year, due.deadline.month)
