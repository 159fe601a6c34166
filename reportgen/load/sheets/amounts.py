"""A cell to an exact amount of baht, or why it is none.

Guesses nothing: a text that may be read in two ways is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from reportgen.diagnostics import Rule
from reportgen.load.sheets import codes
from reportgen.load.sheets.grid import Cell
from reportgen.thai.money import round_half_up
from reportgen.thai.reading import level

_NOTHING = frozenset(("", "-", "–", "—", "−", ".", "ไม่มี"))
_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)|[0-9]+)(?:\.[0-9]+)?")
_BAHT = re.compile(r"(?<=[0-9๐-๙])\s*บาท$")
_NOISE = Decimal("0.000001")
"""Baht: a sum of binary numbers may miss the satang by this much, a real part of a satang never does."""
_LARGEST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class NoAmountError(ValueError):
    """The cell holds no amount: `rule` says why."""

    rule: Rule


def read_amount(cell: Cell | None, factor: int) -> Decimal | None:
    """Baht to the satang, from a cell in units of `factor` baht; None for a cell with nothing in it.

    A text may have Thai digits, commas or spaces at every third digit, a minus before it or brackets around
    it for a negative amount, and `.-` or, in baht, `บาท` at its end; a mere `-` there may mean either, and is
    not read. Raises NoAmountError.
    """
    if cell is None:
        return None
    is_in_baht = factor == 1 and cell.kind == "text"
    value = number_of(replace(cell, text=_BAHT.sub("", cell.text)) if is_in_baht else cell)
    if value is None:
        return None
    exact = value * factor
    if abs(exact) >= _LARGEST:
        raise NoAmountError(codes.AMOUNT_UNREADABLE)
    rounded = round_half_up(exact, 2)
    if abs(rounded - exact) > _NOISE:
        raise NoAmountError(codes.AMOUNT_SATANG)
    return rounded


def number_of(cell: Cell) -> Decimal | None:
    """The cell's number in the sheet's own unit; None for nothing. Raises NoAmountError."""
    if cell.kind == "number":
        return cell.number
    if cell.kind == "error":
        raise NoAmountError(codes.CELL_ERROR)
    if cell.kind == "uncached":
        raise NoAmountError(codes.FORMULA_UNCACHED)
    if cell.kind == "date":
        raise NoAmountError(codes.CELL_DATE)
    return _number(cell.text)


def _number(text: str) -> Decimal | None:
    plain, start, end = level(text)
    core = plain[start:end]
    if core in _NOTHING:
        return None
    sign = 1
    if core.startswith("(") and core.endswith(")"):
        core, sign = core[1:-1].strip(), -1
    elif core[0] in "-−":
        core, sign = core[1:].lstrip(), -1
    elif core.endswith(".-"):
        core = core[:-2]
    if not _NUMBER.fullmatch(core):
        raise NoAmountError(codes.AMOUNT_UNREADABLE)
    return sign * Decimal(core.replace(",", "").replace(" ", ""))
