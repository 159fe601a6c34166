"""Reads money, percentages and counts as staff type them; shows numbers, and baht in words.

Decimal throughout, rounded half up; never a float, and no guessing: a doubtful text is a `ReadError`.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from reportgen.thai.reading import ReadError, level

_WHOLE_DIGITS = 15  # an amount of 10^15 baht is no amount: many times the national budget
_PERCENT_LIMIT = 1000
_ROUNDING = Context(prec=64, rounding=ROUND_HALF_UP)

GROUPED = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)"
_MONEY = re.compile(rf"([-−+]?)({GROUPED})((?:\.[0-9]{{1,2}})?)")
_COUNT = re.compile(GROUPED)
_PERCENT = re.compile(r"(ร้อยละ *+)?([-−]?)([0-9]+(?:\.[0-9]{1,4})?)(?(1)|(?: *%)?)")


_ONES = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("แสน", "หมื่น", "พัน", "ร้อย", "สิบ", "")


def read_money(text: str) -> Decimal:
    """Baht, from text such as `-1,500,000.00`, `+500`, `(500.00)` or `๑,๕๐๐`; at most two decimals, below
    10^15.

    Brackets are the accountants' minus. Commas may be left out, but where written they stand every three
    digits. Raises `ReadError` with a `money-…` code.
    """
    plain, start, end = level(text)
    in_brackets = end - start > 2 and plain[start] == "(" and plain[end - 1] == ")"
    if in_brackets:
        start, end = start + 1, end - 1
    match = _MONEY.fullmatch(plain, start, end)
    if match is None:
        raise _explained("money", plain, start, end)
    if in_brackets and match[1]:
        raise ReadError("money-unreadable", start)
    digits = match[2].replace(",", "").lstrip("0")
    if len(digits) > _WHOLE_DIGITS:
        raise ReadError("money-too-large", match.start(2), match.end() - match.start(2))
    sign = "-" if in_brackets else match[1].removeprefix("+")
    return _signed(sign, Decimal((digits or "0") + match[3]))


def read_percent(text: str) -> Decimal:
    """A percentage, from `53.15`, `53.15%` or `ร้อยละ 53.15`: at most four decimals, −1000 to 1000.

    Raises `ReadError` with `percent-unreadable` or `percent-range`.
    """
    plain, start, end = level(text)
    match = _PERCENT.fullmatch(plain, start, end)
    if match is None:
        raise _explained("percent", plain, start, end)
    value = Decimal(match[3])
    if value > _PERCENT_LIMIT:
        raise ReadError("percent-range", match.start(2), match.end(3) - match.start(2))
    return _signed(match[2], value)


def read_count(text: str) -> int:
    """How many there are: a whole number, not negative, such as `24` or `1,200`; below 10^15.

    Raises `ReadError` with `count-unreadable`.
    """
    plain, start, end = level(text)
    match = _COUNT.fullmatch(plain, start, end)
    if match is None:
        raise _explained("count", plain, start, end)
    digits = match[0].replace(",", "").lstrip("0")
    if len(digits) > _WHOLE_DIGITS:
        raise ReadError("count-unreadable", start, end - start)
    return int(digits or "0")


def round_half_up(value: Decimal, places: int) -> Decimal:
    """`value` with exactly `places` decimals, a half going away from zero; zero is never negative.

    Raises ValueError for what is not finite, `decimal.InvalidOperation` beyond 64 digits.
    """
    if not value.is_finite():
        raise ValueError(f"{value} is no amount")
    rounded = value.quantize(Decimal(1).scaleb(-places), context=_ROUNDING)
    return rounded if rounded else abs(rounded)


def show_number(value: Decimal, places: int = 2) -> str:
    """`value` rounded half up, with thousands commas: `-1,500.00`."""
    return f"{round_half_up(value, places):,f}"


def baht_in_words(value: Decimal) -> str:
    """`value` baht as read aloud, rounded half up to the satang: `หนึ่งแสนห้าหมื่นบาทถ้วน`.

    A final 1 is เอ็ด wherever a higher digit stands before it, also before ล้าน (Royal Society's
    reading). Less than a baht is read in satang alone; a minus is ลบ.
    """
    rounded = round_half_up(value, 2)
    baht, satang = divmod(int(abs(rounded).scaleb(2, _ROUNDING)), 100)
    words = f"{_in_words(baht)}บาท" if baht or not satang else ""
    words += f"{_in_words(satang)}สตางค์" if satang else "ถ้วน"
    return f"ลบ{words}" if rounded < 0 else words


def _in_words(number: int) -> str:
    if number == 0:
        return "ศูนย์"
    millions, rest = divmod(number, 10**6)
    words = f"{_in_words(millions)}ล้าน" if millions else ""
    for digit, place in zip(map(int, f"{rest:06}"), _PLACES, strict=True):
        if digit == 1 and place == "" and number > 1:
            words += "เอ็ด"
        elif place == "สิบ" and digit in (1, 2):
            words += ("สิบ", "ยี่สิบ")[digit - 1]
        elif digit:
            words += _ONES[digit] + place
    return words


def _signed(sign: str, value: Decimal) -> Decimal:
    return value.copy_negate() if sign and value else value


def _explained(kind: Literal["money", "percent", "count"], plain: str, start: int, end: int) -> ReadError:
    from reportgen.thai.misread import misread  # hoped to be needed never

    return misread(kind, plain, start, end)
