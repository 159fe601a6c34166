"""Sums and quotients of quantities; origins travel along."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reportgen.diagnostics import Span
from reportgen.model.quantity import Quantity, Unit
from reportgen.model.scalars import Amount
from reportgen.thai.money import round_half_up

PERCENT_PLACES = 2


def baht(amount: Amount | None) -> Quantity:
    """An amount that was written, in baht; nothing written is zero."""
    return Quantity(amount.value, "บาท", (amount.span,)) if amount else Quantity(Decimal(0), "บาท")


def count(items: Iterable[Span]) -> Quantity:
    """How many."""
    origin = tuple(items)
    return Quantity(Decimal(len(origin)), "จำนวน", origin)


def add(quantities: Iterable[Quantity], unit: Unit = "บาท") -> Quantity:
    """The sum, exact."""
    value = Decimal(0)
    origin: list[Span] = []
    for quantity in quantities:
        value += quantity.value
        origin.extend(quantity.origin)
    return Quantity(value, unit, tuple(origin))


def subtract(left: Quantity, right: Quantity, unit: Unit = "บาท") -> Quantity:
    """`left` less `right`, exact."""
    return Quantity(left.value - right.value, unit, left.origin + right.origin)


def rate(part: Quantity, whole: Quantity) -> Quantity | None:
    """`part` as a percentage of `whole`, unrounded; None where `whole` is zero."""
    if whole.value == 0:
        return None
    return Quantity(part.value * 100 / whole.value, "ร้อยละ", part.origin + whole.origin)


def gap(left: Quantity | None, right: Quantity | None) -> Quantity | None:
    """`left` less `right` in percentage points, of the rates as they are printed (two decimals, half
    up), so that a reader who subtracts the printed numbers finds the printed gap."""
    if left is None or right is None:
        return None
    difference = round_half_up(left.value, PERCENT_PLACES) - round_half_up(right.value, PERCENT_PLACES)
    return Quantity(difference, "จุดร้อยละ", left.origin + right.origin)
