"""The day of the amounts in a title or remark: `ณ วันที่ 31 ธันวาคม 2564`, `ถึง 31 ธ.ค. 64`, `สิ้นเดือน …`.

Two digits are a Buddhist year if that is near the fiscal year; what may be another year is not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from reportgen.thai.dates import read_day, read_month
from reportgen.thai.digits import to_arabic
from reportgen.thai.fiscal import month_days, quarter_days
from reportgen.thai.reading import ReadError

Told: TypeAlias = date | str
"""A day, or the words of one that is not clear."""

_ERA = r"\s*(?:พ\.?\s*ศ\.?)?\s*"
_YEAR = r"[0-9]{4}|[0-9]{2})(?![0-9])"
_NAMED = rf"[0-9]{{1,2}}\s*[ก-ฮเ][ก-๎.]*?{_ERA}(?P<year1>{_YEAR}"
_SLASHED = rf"[0-9]{{1,2}}\s*(?P<mark>[/.-])\s*[0-9]{{1,2}}\s*(?P=mark)\s*(?P<year2>{_YEAR}"
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ON = (
    r"(?:(?:ณ|ถึง|as\s*of)\s*(?:สิ้น)?\s*(?:วัน[ก-๎]*?ที่)?|สิ้นวันที่"
    r"|(?<=[ก-๎.0-9])\s*[-–]\s*(?=[0-9]{1,2}\s*[ก-๎]))"
)
_PATTERNS = (
    re.compile(rf"{_ON}\s*(?P<day>{_ISO}|{_NAMED}|{_SLASHED})", re.IGNORECASE),
    re.compile(rf"(?:สิ้น|ถึง|ณ)\s*เดือน\s*(?P<month>[ก-๎.]+?{_ERA}(?P<year1>{_YEAR})"),
    re.compile(
        rf"สิ้น\s*ไตรมาส\s*(?:ที่)?\s*(?P<quarter>[1-4])(?:\s*(?:/|ปี(?:งบประมาณ)?){_ERA}(?P<year1>{_YEAR})?"
    ),
)
_PRINTED = re.compile("พิมพ์|จัดทำ|เรียกรายงาน|ออกรายงาน|ลงชื่อ|ลงนาม")
_NEAR = 1  # years
_FIRST_BUDDHIST = 2400


def told_days(lines: Iterable[str], fiscal_year: int) -> tuple[Told, ...]:
    """The days of the amounts that `lines` tell, each once; the day of printing is passed over."""
    found = dict.fromkeys(told for line in lines for told in _in_line(to_arabic(line), fiscal_year))
    return tuple(found)


def _in_line(line: str, fiscal_year: int) -> Iterator[Told]:
    matches = sorted(
        (match for pattern in _PATTERNS for match in pattern.finditer(line)), key=lambda match: match.start()
    )
    done = 0
    for match in matches:
        if not _PRINTED.search(line[done : match.start()]):
            yield _read(match, fiscal_year)
        done = match.end()


def _read(match: re.Match[str], fiscal_year: int) -> Told:
    groups = match.groupdict()
    place = next((name for name in ("year1", "year2") if groups.get(name)), "")
    year = _buddhist(groups[place], fiscal_year) if place else None
    if place and year is None:
        return match[0].strip()
    try:
        if groups.get("quarter"):
            return quarter_days(year or fiscal_year, int(groups["quarter"])).last
        what = "month" if groups.get("month") else "day"
        text = groups[what]
        whole = text if year is None else f"{text[: match.start(place) - match.start(what)]}{year}"
        if what == "month":
            return month_days(read_month(whole)).last
        return read_day(re.sub(r"(?<=[0-9])\s*[.-]\s*(?=[0-9])", "/", whole) if year else whole)
    except ReadError:
        return match[0].strip()


def _buddhist(year: str, fiscal_year: int) -> int | None:
    """The B.E. year, None where it may be one of another era or century."""
    full = 2500 + int(year) if len(year) == 2 else int(year)
    if len(year) == 2 and abs(full - fiscal_year) > _NEAR:
        return None
    return full if full >= _FIRST_BUDDHIST else None
