"""Sums and quotients of quantities; origins travel along, and so does what nobody has sent.

A sum of which something lacks is what the rest comes to. A difference or a rate is not made of such a sum.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reportgen.diagnostics import Span
from reportgen.model.quantity import Measured, Quantity, Unit, Untold
from reportgen.model.scalars import Amount
from reportgen.thai.money import round_half_up

PERCENT_PLACES = 2


def baht(amount: Amount | None) -> Quantity:
    """An amount that was written, in baht; zero where there is nothing to write."""
    return Quantity(amount.value, "บาท", (amount.span,)) if amount else Quantity(Decimal(0), "บาท")


def awaited(what: Measured, project: int) -> Quantity:
    """An amount in baht that nobody has sent, of the project with this number."""
    return Quantity(Decimal(0), "บาท", (), frozenset((Untold(what, project),)))


def count(items: Iterable[Span]) -> Quantity:
    """How many."""
    origin = tuple(items)
    return Quantity(Decimal(len(origin)), "จำนวน", origin)


def add(quantities: Iterable[Quantity], unit: Unit = "บาท") -> Quantity:
    """The sum, exact, of what was told."""
    value = Decimal(0)
    origin: list[Span] = []
    lacking: frozenset[Untold] = frozenset()
    for quantity in quantities:
        value += quantity.value
        origin.extend(quantity.origin)
        lacking |= quantity.lacking
    return Quantity(value, unit, tuple(origin), lacking)


def subtract(left: Quantity, right: Quantity, unit: Unit = "บาท") -> Quantity:
    """`left` less `right`, exact; no number where either lacks something."""
    if lacking := left.lacking | right.lacking:
        return Quantity(Decimal(0), unit, (), lacking)
    return Quantity(left.value - right.value, unit, left.origin + right.origin)


def rate(part: Quantity, whole: Quantity) -> Quantity | None:
    """`part` as a percentage of `whole`, unrounded; None where `whole` is zero, no number where
    either lacks something."""
    if lacking := part.lacking | whole.lacking:
        return Quantity(Decimal(0), "ร้อยละ", (), lacking)
    if whole.value == 0:
        return None
    return Quantity(part.value * 100 / whole.value, "ร้อยละ", part.origin + whole.origin)


def gap(left: Quantity | None, right: Quantity | None) -> Quantity | None:
    """`left` less `right` in percentage points, of the rates as they are printed (two decimals, half
    up), so that a reader who subtracts the printed numbers finds the printed gap."""
    if left is None or right is None:
        return None
    if lacking := left.lacking | right.lacking:
        return Quantity(Decimal(0), "จุดร้อยละ", (), lacking)
    difference = round_half_up(left.value, PERCENT_PLACES) - round_half_up(right.value, PERCENT_PLACES)
    return Quantity(difference, "จุดร้อยละ", left.origin + right.origin)
