"""How far the amount under a heading reaches: from 1 October on, or over one month or quarter alone.

Looks at words only; a heading without any of them tells nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from reportgen.thai.digits import to_arabic
from reportgen.thai.months import LONG, SHORT

Reach: TypeAlias = Literal["cumulative", "period"]

_PART = r"(?:เดือน|ไตรมาส|งวด|สัปดาห์|ปี)"
_YEAR = r"(?:(?:ปี(?:งบประมาณ)?)?(?:พ\.?ศ\.?)?/?(?P<year>[0-9]{4}|[0-9]{2})(?![0-9]))?"
_QUARTER = re.compile(rf"(?:ไตรมาส(?:ที่)?|(?<![a-z])q)/?(?P<number>[1-4])(?![0-9])[-/]?{_YEAR}")
_MONTH = "(?:" + "|".join([*LONG, *(f"{re.escape(name)}?" for name in SHORT)]) + ")"
_RANGE = re.compile(rf"{_MONTH}[0-9]*(?:-|–|ถึง){_MONTH}")
_BEFORE = re.compile(rf"{_PART}(?:ก่อน|ที่แล้ว|ที่ผ่านมา)|ยกมา")
_ADDED_UP = re.compile(
    rf"สะสม|ต้นปี|(?:ถึง|(?<!ทั้ง)สิ้น)(?:สิ้น)?(?:ปัจจุบัน|วันที่|{_PART})|(?<!ประมา)ณ(?:วันที่|เดือน|ไตรมาส|[0-9])"
    r"|(?:ตั้งแต่|^)(?:วันที่)?1(?:ต\.?ค\.?|ตุลาคม)|ytd"
)
_ALONE = re.compile(rf"(?:ใน|ประจำ|ระหว่าง|เฉพาะ|ราย){_PART}|{_PART}(?:นี้|ปัจจุบัน)|งวด(?:ที่)?[0-9]")
_TIMES = re.compile(
    r"(?:ตั้งแต่|จนถึง|ถึง|(?<!ทั้ง)สิ้น|ประจำ|ระหว่าง|เฉพาะ)|ราย(?=เดือน|ไตรมาส|งวด)|ใน(?=เดือน|ไตรมาส|งวด)"
    r"|(?<!ประมา)ณ(?=สิ้น|วันที่|เดือน|ไตรมาส|[0-9])|ต้นปี(?:งบประมาณ)?|ปีงบประมาณ(?=พ\.?ศ|[0-9])|ปัจจุบัน|วันที่|ยกมา"
    rf"|{_PART}(?:ที่(?=[0-9]))?(?:นี้|ก่อน(?:หน้า)?|ที่แล้ว|ที่ผ่านมา)?|(?<![a-z])q(?=[1-4])"
    rf"|{_MONTH}|พ\.?ศ\.?|[0-9]+|[-–/']|ytd"
)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter that a heading names: 1 to 4, with its B.E. fiscal year where that is written."""

    number: int
    year: int | None

    @property
    def last_month(self) -> int:
        """The month in which it ends."""
        return 12 if self.number == 1 else 3 * (self.number - 1)

    @property
    def year_of_last_month(self) -> int | None:
        """The B.E. calendar year of that month."""
        return self.year - (self.number == 1) if self.year else None


def reach_of(texts: Sequence[str]) -> Reach | None:
    """How far the amounts reach, by the words of a heading; the column's own count before its group's."""
    plain = [_joined(text) for text in texts]
    for text in reversed(plain):
        if _BEFORE.search(text):
            return "period"
        if _ADDED_UP.search(text) and not (_QUARTER.match(text) and "สะสม" not in text):
            return "cumulative"
        if _ALONE.search(text):
            return "period"
    is_part = any(_QUARTER.search(text) or _RANGE.search(text) for text in plain)
    return "period" if is_part else None


def quarter_of(texts: Sequence[str]) -> Quarter | None:
    """The quarter that a heading names."""
    found = next((match for text in reversed(texts) if (match := _QUARTER.search(_joined(text)))), None)
    if found is None:
        return None
    year = found["year"]
    return Quarter(int(found["number"]), int(year) + (2500 if len(year) == 2 else 0) if year else None)


def is_of_before(texts: Sequence[str]) -> bool:
    """Whether the amounts end with the month or quarter before."""
    return any(_BEFORE.search(_joined(text)) for text in texts)


def timeless(squeezed_text: str) -> str:
    """`squeezed_text` without its words of time."""
    return _TIMES.sub("", squeezed_text)


def _joined(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", to_arabic(text)).lower()
