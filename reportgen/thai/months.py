"""Thai names of months and weekdays, and which month a written name means.

Names only; days and years are in `dates`.
"""

from __future__ import annotations

import difflib
from typing import Literal, TypeAlias

from reportgen.thai.reading import ReadError, level

Style: TypeAlias = Literal["long", "short", "era"]

LONG = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")  # as `date.weekday()` counts

_BY_NAME = {name.replace(".", ""): month for names in (LONG, SHORT) for month, name in enumerate(names, 1)}
_LONGEST = 30  # difflib's work grows with the square of the name


def month_name(month: int, style: Style = "long") -> str:
    """The name of month 1 to 12: `พฤศจิกายน`, or `พ.ย.` in the short style."""
    return (SHORT if style == "short" else LONG)[month - 1]


def month_of(name: str, offset: int) -> int:
    """The month that `name`, standing at `offset`, means: full or short, with its points or without.

    Raises `ReadError` `date-unknown-month`, whose `nearest` is the name most like it, or empty.
    """
    month = _BY_NAME.get(name.replace(".", ""))
    if month is None:
        names = LONG + SHORT
        nearest = "".join(difflib.get_close_matches(name[:_LONGEST], names, n=1, cutoff=0.5))
        raise ReadError("date-unknown-month", offset, len(name), month=name, nearest=nearest)
    return month


def read_month_name(text: str) -> int:
    """Month 1 to 12 from its name alone: `ตุลาคม`, `ต.ค.`, `ตค`.

    Raises `ReadError` with `date-unknown-month`, or `month-unreadable` for what is no name.
    """
    plain, start, end = level(text)
    name = plain[start:end]
    if not name or not all("ก" <= letter <= "๎" or letter == "." for letter in name):
        raise ReadError("month-unreadable", start, max(1, end - start))
    return month_of(name, start)
