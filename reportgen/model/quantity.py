"""A computed number with its unit and the places it came from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from reportgen.diagnostics import Span

Unit: TypeAlias = Literal["บาท", "ร้อยละ", "จุดร้อยละ", "จำนวน"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact number (never rounded before it is printed), its unit, and the inputs it was made from."""

    value: Decimal
    unit: Unit
    origin: tuple[Span, ...] = ()
