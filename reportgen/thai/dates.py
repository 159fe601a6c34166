"""Reads days, ranges of days, months and times as Thai offices write them, and shows them so.

Years are Buddhist era on paper and Christian era in values: 2564 is 2021. Two-digit years are refused
and nothing is guessed; what cannot be read is a `ReadError` that points at the faulty part.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, time
from typing import NamedTuple, TypeAlias

from reportgen.thai.months import WEEKDAYS, Style, month_name, month_of, read_month_name
from reportgen.thai.reading import ReadError, level

__all__ = [
    "BUDDHIST_ERA", "Day", "DayRange", "Month", "Style",
    "month_name", "read_day", "read_days", "read_month", "read_month_name", "read_time",
    "show_day", "show_days", "show_month", "show_time",
]  # fmt: skip

Day: TypeAlias = date

BUDDHIST_ERA = 543  # B.E. year = C.E. year + 543
_FIRST_BUDDHIST, _LAST_BUDDHIST = 2400, 2800
_LONGEST = 100  # no date is longer; bounds the work on a text that is none

_NAME = r"(?P<month>[ก-ฺเ-๎.]+?)"
_YEAR = r"(?:(?P<era>[พค]\. ?ศ\.?) *)?(?P<year>[0-9]+)"
_DAY = r"(?:วัน(?P<weekday>[ก-ฺเ-๎]*?) *ที่ *)?(?P<day>[0-9]+)"
_FULL = re.compile(rf"{_DAY} *{_NAME} *{_YEAR}")
_BEGUN = re.compile(rf"{_DAY}(?: *{_NAME})?")  # the first day of a range, the rest being told by the last
_SLASHED = re.compile(r"(?P<day>[0-9]+) ?/ ?(?P<month>[0-9]+) ?/ ?(?P<year>[0-9]+)")
_ISO = re.compile(r"(?P<iso>(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2}))")
_ISO_RANGE = re.compile(r"[0-9-]+(?P<dash>/)[0-9-]+")
_DASH = re.compile(r" *(?:[-–—]|ถึง) *")
_MONTHS = (
    re.compile(rf"{_NAME} *{_YEAR}"),
    re.compile(r"(?P<month>[0-9]{1,2}) ?/ ?(?P<year>[0-9]+)"),
    re.compile(r"(?P<iso>(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2}))"),
)
_TIME = re.compile(r"([0-9]{1,2})[.:]([0-9]{2})(?: *น\.?)?")


class DayRange(NamedTuple):
    """The days from `first` to `last`, both included; equal for a single day."""

    first: date
    last: date


class Month(NamedTuple):
    """A month, 1 to 12, of a Christian-era year."""

    year: int
    month: int


class _Part(NamedTuple):
    """A piece of a date as written, and where."""

    text: str
    offset: int

    def fault(self, code: str, **details: str) -> ReadError:
        return ReadError(code, self.offset, len(self.text), **details)


_Parts: TypeAlias = dict[str, _Part]


def read_day(text: str) -> date:
    """A day: `23 พฤศจิกายน 2564`, `23 พ.ย. 2564`, `23/11/2564`, or ISO `2021-11-23`, `2564-11-23`.

    A Thai month or d/m/y is always Buddhist era; an ISO year is so from 2400 on. `วันที่`, a weekday
    (which must agree) and `พ.ศ.` may be written. Raises `ReadError` with a `date-…` code.
    """
    plain, start, end = _ink(text, "date-unreadable")
    parts = _parts(plain, start, end)
    if parts is None:
        raise _unreadable("date-unreadable", start, end)
    return _day(parts)


def read_days(text: str) -> DayRange:
    """A day or a range of days, such as `15-16 ธันวาคม 2564` or `2021-12-15/2021-12-16`.

    What the first day leaves out (month, year) is that of the last: `28 ม.ค. - 2 ก.พ. 2565`. Raises
    `ReadError` as `read_day` does, and `date-range-backwards`.
    """
    plain, start, end = _ink(text, "date-unreadable")
    single = _parts(plain, start, end)
    if single is not None:
        day = _day(single)
        return DayRange(day, day)
    iso = _ISO_RANGE.fullmatch(plain, start, end)
    dashes = [iso.span("dash")] if iso else [dash.span() for dash in _DASH.finditer(plain, start, end)]
    for dash_start, dash_end in dashes:
        last_parts = _parts(plain, dash_end, end)
        first_parts = _parts(plain, start, dash_start) or _begun(plain, start, dash_start, last_parts)
        if first_parts and last_parts:
            last, first = _day(last_parts), _day(first_parts)
            if last < first:
                shown = {"first": show_day(first, glue=False), "last": show_day(last, glue=False)}
                raise ReadError("date-range-backwards", start, end - start, **shown)
            return DayRange(first, last)
    raise _unreadable("date-unreadable", start, end)


def read_month(text: str) -> Month:
    """A month: `พฤศจิกายน 2564`, `พ.ย. 2564`, `11/2564`, or ISO `2021-11`, `2564-11`; years as in `read_day`.

    Raises `ReadError` with `month-unreadable` or a `date-…` code.
    """
    plain, start, end = _ink(text, "month-unreadable")
    for pattern in _MONTHS:
        if match := pattern.fullmatch(plain, start, end):
            parts = _named(match)
            return Month(month=_month(parts["month"]), year=_year(parts))
    raise _unreadable("month-unreadable", start, end)


def read_time(text: str) -> time:
    """A time of the 24-hour day, to the minute: `16.00 น.`, `16.00` or `16:00`.

    Raises `ReadError` with `time-unreadable`.
    """
    plain, start, end = level(text)
    match = _TIME.fullmatch(plain, start, end)
    if match is None:
        raise _unreadable("time-unreadable", start, end)
    for group, limit in ((1, 24), (2, 60)):
        if int(match[group]) >= limit:
            raise ReadError("time-unreadable", match.start(group), len(match[group]))
    return time(int(match[1]), int(match[2]))


def show_day(day: date, style: Style = "long", glue: bool = True) -> str:
    """`23 พฤศจิกายน 2564` (long), `23 พ.ย. 2564` (short), `23 พฤศจิกายน พ.ศ. 2564` (era).

    Long in memos and letters (saraban ข้อ 12), era in orders and announcements (ข้อ 16). `glue` puts
    no-break spaces, so that a line never ends inside the date.
    """
    return _glued(f"{day.day} {_shown_month(day.year, day.month, style)}", glue)


def show_days(days: DayRange, style: Style = "long", glue: bool = True) -> str:
    """A range with nothing said twice: `15 – 16 ธันวาคม 2564`; one day if the range has one.

    Where the two days are of different months a line may still end after the dash.
    """
    first, last = days.first, days.last
    if first == last:
        return show_day(last, style, glue)
    if (first.year, first.month) == (last.year, last.month):
        return _glued(f"{first.day} – {show_day(last, style, glue=False)}", glue)
    begun = f"{first.day} {month_name(first.month, style)}"
    start = begun if first.year == last.year else show_day(first, style, glue)
    return f"{_glued(f'{start} –', glue)} {show_day(last, style, glue)}"


def show_month(month: Month, style: Style = "long", glue: bool = True) -> str:
    """`พฤศจิกายน 2564` (long), `พ.ย. 2564` (short), `พฤศจิกายน พ.ศ. 2564` (era)."""
    return _glued(_shown_month(month.year, month.month, style), glue)


def show_time(moment: time, glue: bool = True) -> str:
    """`16.00 น.`, with a point."""
    return _glued(f"{moment.hour:02}.{moment.minute:02} น.", glue)


def _shown_month(year: int, month: int, style: Style) -> str:
    era = "พ.ศ. " if style == "era" else ""
    return f"{month_name(month, style)} {era}{year + BUDDHIST_ERA}"


def _glued(text: str, glue: bool) -> str:
    return text.replace(" ", "\u00a0") if glue else text


def _unreadable(code: str, start: int, end: int) -> ReadError:
    return ReadError(code, start, max(1, end - start))


def _ink(text: str, code: str) -> tuple[str, int, int]:
    plain, start, end = level(text)
    if end - start > _LONGEST:
        raise _unreadable(code, start, end)
    return plain, start, end


def _named(match: re.Match[str]) -> _Parts:
    return {name: _Part(part, match.start(name)) for name, part in match.groupdict().items() if part}


def _parts(plain: str, start: int, end: int) -> _Parts | None:
    for pattern in (_FULL, _SLASHED, _ISO):
        if match := pattern.fullmatch(plain, start, end):
            return _named(match)
    return None


def _begun(plain: str, start: int, end: int, later: _Parts | None) -> _Parts | None:
    """The parts of a day whose month or year is told by the `later` one."""
    match = _BEGUN.fullmatch(plain, start, end)
    if match is None or later is None or "iso" in later:
        return None
    inherited = {name: part for name, part in later.items() if name in ("month", "year", "era")}
    return inherited | _named(match)


def _day(parts: _Parts) -> date:
    """The day that the parts make; the first fault, in the order month, year, day, weekday, is raised."""
    month = _month(parts["month"])
    year = _year(parts)
    last = calendar.monthrange(year, month)[1]
    number = int(parts["day"].text)
    if not 1 <= number <= last:
        raise parts["day"].fault("date-no-such-day", day=parts["day"].text, last=str(last))
    day = date(year, month, number)
    weekday = parts.get("weekday")
    right = WEEKDAYS[day.weekday()]
    if weekday and weekday.text not in (right, right.removesuffix("บดี")):  # พฤหัส is said for พฤหัสบดี
        raise weekday.fault("date-weekday", weekday=weekday.text, right=right)
    return day


def _month(part: _Part) -> int:
    if not part.text.isdecimal():
        return month_of(part.text, part.offset)
    month = int(part.text)
    nearest = min(max(month, 1), 12)
    if month != nearest:
        raise part.fault("date-unknown-month", month=part.text, nearest=str(nearest))
    return month


def _year(parts: _Parts) -> int:
    """The Christian-era year of the parts; only an ISO date may be written in Christian era."""
    part = parts["year"]
    year = int(part.text)
    era = parts.get("era")
    if era and era.text.startswith("ค") and year >= _FIRST_BUDDHIST:
        raise era.fault("date-unreadable")
    if len(part.text) <= 2:
        raise part.fault("date-two-digit-year", year=part.text, advice=str(2500 + year))
    if "iso" in parts and year < _FIRST_BUDDHIST:
        year += BUDDHIST_ERA
    elif len(part.text) == 4 and year < _FIRST_BUDDHIST:
        raise part.fault("date-year-not-buddhist", year=part.text, advice=str(year + BUDDHIST_ERA))
    if not _FIRST_BUDDHIST <= year <= _LAST_BUDDHIST:
        raise part.fault("date-year-range", year=part.text)
    return year - BUDDHIST_ERA
