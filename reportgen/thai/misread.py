"""Why a text is no number: the most telling reason, and where it stands in the text."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from reportgen.thai.money import GROUPED
from reportgen.thai.reading import ReadError

_SCALE = "(?:สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน)"
_UNIT = re.compile(rf"{_SCALE}*(?:บาท|สตางค์)|{_SCALE}+|฿|บ\.|THB", re.IGNORECASE)
_LETTER = re.compile(r"(?![ก-๛])[^\W\d_]")
_LETTERED = re.compile(rf"[-−+]?(?:[0-9,.]|{_LETTER.pattern})+")
_SATANG = re.compile(r"[-−+]?[0-9,]+\.[0-9]{2}([0-9]+)")
_MISGROUPED = re.compile(r"[-−+]?([0-9, ]+)(?:\.[0-9]*)?")
_MONEY_SO_FAR = re.compile(r"[-−+]?[0-9,]*(?:(?<=[0-9])\.[0-9]*)?")
_PERCENT_SO_FAR = re.compile(r"(?:ร้อยละ *+)?[-−]?[0-9]*(?:(?<=[0-9])\.[0-9]{0,4})?")
_COUNT_SO_FAR = re.compile(GROUPED)


Kind: TypeAlias = Literal["money", "percent", "count"]


def misread(kind: Kind, plain: str, start: int, end: int) -> ReadError:
    """Why `plain[start:end]`, in Arabic digits, is none of `kind`."""
    match kind:
        case "money":
            return _money_fault(plain, start, end)
        case "percent":
            return _fault("percent-unreadable", _PERCENT_SO_FAR, plain, start, end)
        case "count":
            return _fault("count-unreadable", _COUNT_SO_FAR, plain, start, end)


def _money_fault(plain: str, start: int, end: int) -> ReadError:
    """Why `plain[start:end]` is not money, most telling reason first."""
    if unit := _UNIT.search(plain, start, end):
        return ReadError("money-unit", unit.start(), len(unit[0]), unit=unit[0])
    if _LETTERED.fullmatch(plain, start, end) and re.search("[0-9]", plain):
        letter = _LETTER.search(plain, start, end)
        if letter:
            return ReadError("money-letter", letter.start(), letter=letter[0])
    if satang := _SATANG.fullmatch(plain, start, end):
        return ReadError("money-satang", satang.start(1), len(satang[1]))
    if grouped := _MISGROUPED.fullmatch(plain, start, end):
        fault = _grouping_fault(grouped[1], grouped.start(1))
        if fault:
            return fault
    return _fault("money-unreadable", _MONEY_SO_FAR, plain, start, end)


def _grouping_fault(whole: str, offset: int) -> ReadError | None:
    if " " in whole:
        return ReadError("money-grouping", offset + whole.index(" "), group=" ")
    if "," not in whole:
        return None
    place = 0
    for index, group in enumerate(whole.split(",")):
        right = len(group) == 3 if index else 1 <= len(group) <= 3 and group[0] != "0"
        if not right:
            offset += min(place, len(whole) - 1)
            return ReadError("money-grouping", offset, max(1, len(group)), group=group or ",")
        place += len(group) + 1
    return None


def _fault(code: str, good: re.Pattern[str], plain: str, start: int, end: int) -> ReadError:
    """Points at the first character that cannot go on what `good` matches; at the last if none is left."""
    match = good.match(plain, start, end)
    offset = match.end() if match else start
    return ReadError(code, min(offset, max(start, end - 1)))
