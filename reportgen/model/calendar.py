"""What falls due in a fiscal year, and whether it was done."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from reportgen.diagnostics import Span
from reportgen.model.scalars import PeriodId
from reportgen.thai.dates import Month

DueKind: TypeAlias = Literal["quarterly", "monthly", "duty"]
DueState: TypeAlias = Literal["done", "late", "missing", "upcoming"]


class Due(NamedTuple):
    """One thing with its last day. `name` is a duty's name, empty for the quarter's report and the month's
    overview; `month` is the month it tells of, None for a quarter; `done` is the day, None where it is not
    done or its day is not known. Late is what was done after its last day."""

    kind: DueKind
    name: str
    period: PeriodId
    month: Month | None
    owner: str | None
    deadline: date
    done: date | None
    state: DueState
    origin: tuple[Span, ...]
