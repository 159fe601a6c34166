"""Quantities and input texts as printed text that keeps its origin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from reportgen.diagnostics import Span
from reportgen.model.context import Node, Shown
from reportgen.model.quantity import Quantity
from reportgen.model.source import Located
from reportgen.thai.money import show_number
from reportgen.thai.spacing import glue

NOTHING = "-"
UNTOLD, MARK = "…", "*"
"""In a cell: an amount that nobody has sent, and behind a sum of which something is not sent."""
MILLION = Decimal(1_000_000)
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n+")


def text(value: str | None) -> Shown:
    """An input text on one paragraph, with no-break spaces where Thai keeps words together."""
    if value is None:
        return Shown("")
    origin = (value.span,) if isinstance(value, Located) else ()
    return Shown(glue(value.strip()), origin)


def paragraphs(values: Iterable[str | None] | str | None) -> list[Shown]:
    """Input texts as paragraphs; a blank line inside a text begins a new one."""
    if values is None or isinstance(values, str):
        values = (values,)
    found = []
    for value in values:
        origin = (value.span,) if isinstance(value, Located) else ()
        for part in _PARAGRAPH_BREAK.split(value or ""):
            if part.strip():
                found.append(Shown(glue(part.strip()), origin))
    return found


def baht(quantity: Quantity) -> Shown:
    """Baht with satang for a table cell; zero shows as a dash (pages: nothing shows as "-")."""
    return _cell(quantity, show_number(quantity.value))


def millions(quantity: Quantity, places: int, *, cell: bool = True) -> Shown:
    """Baht shown in million baht with `places` decimals; in a cell zero shows as a dash."""
    number = show_number(quantity.value / MILLION, places)
    return _cell(quantity, number) if cell else Shown(number, quantity.origin)


def _cell(quantity: Quantity, number: str) -> Shown:
    if quantity.lacking:
        return Shown(f"{number}{MARK}" if quantity.is_told else UNTOLD, quantity.origin)
    return Shown(number if quantity.value else NOTHING, quantity.origin)


def percent(quantity: Quantity | None) -> Shown:
    """A rate with two decimals, half up; a dash where there is no denominator."""
    if quantity is None:
        return Shown(NOTHING)
    return Shown(UNTOLD if quantity.lacking else show_number(quantity.value, 2), quantity.origin)


def signed(quantity: Quantity | None) -> Shown:
    """Percentage points with two decimals and their sign."""
    if quantity is None:
        return Shown(NOTHING)
    if quantity.lacking:
        return Shown(UNTOLD)
    sign = "+" if quantity.value > 0 else ""
    return Shown(sign + show_number(quantity.value, 2), quantity.origin)


def counted(number: int) -> str:
    """A count; none shows as a dash."""
    return str(number) if number else NOTHING


def plain(quantity: Quantity | None) -> Shown:
    """A number with the decimals it needs; "ไม่มีข้อมูล" where there is none."""
    if quantity is None:
        return Shown("ไม่มีข้อมูล")
    exponent = quantity.value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return Shown(show_number(quantity.value, places), quantity.origin)


def remarks(texts: Sequence[Shown]) -> list[Node]:
    """The notes under a table, numbered where there are several."""
    if len(texts) < 2:
        return [join("หมายเหตุ : ", one) for one in texts]
    numbered = [join(f"{number}.\u00a0", one) for number, one in enumerate(texts, start=1)]
    return [join("หมายเหตุ : ", numbered[0]), *numbered[1:]]


def join(*parts: str, separator: str = "") -> Shown:
    """Parts put together, with the origins of all."""
    origin: list[Span] = []
    for part in parts:
        if isinstance(part, Shown):
            origin.extend(part.origin)
        elif isinstance(part, Located):
            origin.append(part.span)
    return Shown(separator.join(parts), tuple(origin))
