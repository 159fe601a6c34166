"""A computed number with its unit, the places it came from, and what it lacks."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from reportgen.diagnostics import Span

Unit: TypeAlias = Literal["บาท", "ร้อยละ", "จุดร้อยละ", "จำนวน"]
Measured: TypeAlias = Literal["เบิกจ่าย", "เบิกจ่ายบางเดือน", "ผูกพันคงเหลือ"]


class Untold(NamedTuple):
    """Amounts that nobody has sent: what of a project, and the project's number in the plan."""

    what: Measured
    project: int


class Quantity(NamedTuple):
    """An exact number (never rounded before it is printed), its unit, and the inputs it was made from.

    A sum that lacks amounts is what the others come to; with no other, and of all that cannot be worked out
    without them, there is no number (`is_told` is false, `value` zero).
    """

    value: Decimal
    unit: Unit
    origin: tuple[Span, ...] = ()
    lacking: frozenset[Untold] = frozenset()

    @property
    def is_told(self) -> bool:
        return not self.lacking or bool(self.origin)
