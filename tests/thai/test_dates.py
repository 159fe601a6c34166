"""Days, ranges, months and times: tables by hand, babel's month names, and 4,000 days counted one by one."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from reportgen.thai.dates import (
    DayRange,
    Month,
    Style,
    month_name,
    read_day,
    read_days,
    read_month,
    read_month_name,
    read_time,
    show_day,
    show_days,
    show_month,
    show_time,
)
from reportgen.thai.digits import to_thai
from reportgen.thai.reading import ReadError

NBSP = "\u00a0"
THAI = Locale("th")
STYLES = st.sampled_from(["long", "short", "era"])
DAYS = st.dates(date(1857, 1, 1), date(2257, 12, 31))  # 2400 to 2800 B.E.


@pytest.mark.parametrize(
    "text",
    [
        "23 พฤศจิกายน 2564",
        "23 พ.ย. 2564",
        "23 พย 2564",
        "23พ.ย.2564",
        "๒๓ พฤศจิกายน ๒๕๖๔",
        "23 พฤศจิกายน พ.ศ. 2564",
        "23 พ.ย. พ.ศ.2564",
        "23/11/2564",
        "23 / 11 / 2564",
        "2021-11-23",
        "2564-11-23",
        "2564-11-23 ",
        "23\u00a0พฤศจิกายน\u00a02564",
        "23  พฤศจิกายน   2564",
        "วันที่ 23 พฤศจิกายน 2564",
        "วันอังคารที่ 23 พฤศจิกายน 2564",
        "วันอังคาร ที่ 23 พ.ย. 2564",
    ],
)
def test_read_day(text: str) -> None:
    assert read_day(text) == date(2021, 11, 23)


def test_leap_days() -> None:
    assert read_day("29 ก.พ. 2567") == read_day("2567-02-29") == read_day("2024-02-29") == date(2024, 2, 29)
    assert read_day("วันพฤหัสที่ 29 ก.พ. 2567") == read_day("วันพฤหัสบดีที่ 29 ก.พ. 2567")


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("29 ก.พ. 2566", "date-no-such-day", "29"),
        ("2566-02-29", "date-no-such-day", "29"),
        ("31 เมษายน 2565", "date-no-such-day", "31"),
        ("0 พ.ย. 2564", "date-no-such-day", "0"),
        ("230 พ.ย. 2564", "date-no-such-day", "230"),
        ("23/11/2021", "date-year-not-buddhist", "2021"),
        ("23 พฤศจิกายน ค.ศ. 2021", "date-year-not-buddhist", "2021"),
        ("23 พฤศจิกายน ค.ศ. 2564", "date-unreadable", "ค.ศ."),
        ("23/11/64", "date-two-digit-year", "64"),
        ("๒๓ พ.ย. ๖๔", "date-two-digit-year", "๖๔"),
        ("23 พ.ย. 256", "date-year-range", "256"),
        ("23 พ.ย. 25644", "date-year-range", "25644"),
        ("23 พ.ย. 2801", "date-year-range", "2801"),
        ("2801-01-01", "date-year-range", "2801"),
        ("2399-01-01", "date-year-range", "2399"),
        ("1856-12-31", "date-year-range", "1856"),
        ("23/13/2564", "date-unknown-month", "13"),
        ("2564-00-23", "date-unknown-month", "00"),
        ("23 ตลาคม 2564", "date-unknown-month", "ตลาคม"),
        ("วันที่23ฟ.ย.2564", "date-unknown-month", "ฟ.ย."),
        ("วันพุธที่ 23 พ.ย. 2564", "date-weekday", "พุธ"),
        ("23 พฤศจิกายน", "date-unreadable", "23 พฤศจิกายน"),
        ("23 Nov 2564", "date-unreadable", "23 Nov 2564"),
        ("15-16 ธ.ค. 2564", "date-unreadable", "15-16 ธ.ค. 2564"),
        ("23-11-2564", "date-unreadable", "23-11-2564"),
        ("2564", "date-unreadable", "2564"),
    ],
)
def test_refused_day(text: str, code: str, part: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_day(text)
    error = caught.value
    assert (error.code, text[error.offset : error.offset + error.length]) == (code, part)


def test_the_first_and_last_year() -> None:
    assert read_day("1 ม.ค. 2400") == read_day("1857-01-01") == date(1857, 1, 1)
    assert read_day("31 ธ.ค. 2800") == read_day("2257-12-31") == date(2257, 12, 31)
    assert read_day("2400-01-01") == date(1857, 1, 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("15-16 ธันวาคม 2564", "2021-12-15", "2021-12-16"),
        ("15 – 16 ธ.ค. 2564", "2021-12-15", "2021-12-16"),
        ("๑๕–๑๖ ธันวาคม ๒๕๖๔", "2021-12-15", "2021-12-16"),
        ("วันที่ 15 ถึง 16 ธันวาคม 2564", "2021-12-15", "2021-12-16"),
        ("วันพุธที่ 15 - วันพฤหัสบดีที่ 16 ธันวาคม 2564", "2021-12-15", "2021-12-16"),
        ("15/12/2564 - 16/12/2564", "2021-12-15", "2021-12-16"),
        ("15/12/2564-16/12/2564", "2021-12-15", "2021-12-16"),
        ("2021-12-15/2021-12-16", "2021-12-15", "2021-12-16"),
        ("2564-12-15/2564-12-16", "2021-12-15", "2021-12-16"),
        ("2564-12-15 – 2564-12-16", "2021-12-15", "2021-12-16"),
        ("30 ธันวาคม 2564 - 2 มกราคม 2565", "2021-12-30", "2022-01-02"),
        ("28 ม.ค. - 2 ก.พ. 2565", "2022-01-28", "2022-02-02"),
        ("23 พฤศจิกายน 2564", "2021-11-23", "2021-11-23"),
        ("2021-11-23", "2021-11-23", "2021-11-23"),
        ("15-15 ธ.ค. 2564", "2021-12-15", "2021-12-15"),
    ],
)
def test_read_days(text: str, first: str, last: str) -> None:
    assert read_days(text) == DayRange(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("16-15 ธันวาคม 2564", "date-range-backwards", "16-15 ธันวาคม 2564"),
        ("28 ธ.ค. - 2 ม.ค. 2565", "date-range-backwards", "28 ธ.ค. - 2 ม.ค. 2565"),
        ("15-16 ธันวาคม 64", "date-two-digit-year", "64"),
        ("15-16 ธันวาคม 2021", "date-year-not-buddhist", "2021"),
        ("30 ธ.ค. 2021 - 2 ม.ค. 2565", "date-year-not-buddhist", "2021"),
        ("30-31 เมษายน 2565", "date-no-such-day", "31"),
        ("31 ก.พ. - 2 มี.ค. 2565", "date-no-such-day", "31"),
        ("15 ธค. - 16 มค 2565 ครับ", "date-unreadable", "15 ธค. - 16 มค 2565 ครับ"),
        ("15 – 2021-12-16", "date-unreadable", "15 – 2021-12-16"),
        ("15-", "date-unreadable", "15-"),
        ("2021-12-15/", "date-unreadable", "2021-12-15/"),
    ],
)
def test_refused_days(text: str, code: str, part: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_days(text)
    error = caught.value
    assert (error.code, text[error.offset : error.offset + error.length]) == (code, part)


@pytest.mark.parametrize(
    "text",
    [
        "พฤศจิกายน 2564",
        "พ.ย. 2564",
        "พ.ย.2564",
        "พฤศจิกายน พ.ศ. 2564",
        "11/2564",
        "2564-11",
        "2021-11",
        "๑๑/๒๕๖๔",
    ],
)
def test_read_month(text: str) -> None:
    assert read_month(text) == Month(2021, 11)


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("พฤศจิกายน 2021", "date-year-not-buddhist", "2021"),
        ("11/2021", "date-year-not-buddhist", "2021"),
        ("11/64", "date-two-digit-year", "64"),
        ("13/2564", "date-unknown-month", "13"),
        ("พฤศจิกา 2564", "date-unknown-month", "พฤศจิกา"),
        ("23 พ.ย. 2564", "month-unreadable", "23 พ.ย. 2564"),
        ("พฤศจิกายน", "month-unreadable", "พฤศจิกายน"),
    ],
)
def test_refused_month(text: str, code: str, part: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_month(text)
    error = caught.value
    assert (error.code, text[error.offset : error.offset + error.length]) == (code, part)


@pytest.mark.parametrize("month", range(1, 13))
def test_month_names_are_those_of_unicode(month: int) -> None:
    wide, short = (THAI.months["format"][width][month] for width in ("wide", "abbreviated"))
    assert (month_name(month), month_name(month, "era"), month_name(month, "short")) == (wide, wide, short)
    assert {read_month_name(name) for name in (wide, short, short.replace(".", ""), f" {short}")} == {month}


@pytest.mark.parametrize(
    ("text", "code"), [("ตุลา", "date-unknown-month"), ("10", "month-unreadable"), ("Oct", "month-unreadable")]
)
def test_refused_month_name(text: str, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_month_name(text)
    assert (caught.value.code, caught.value.offset, caught.value.length) == (code, 0, len(text))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("16.00 น.", time(16)),
        ("16.00 น", time(16)),
        ("16.00น.", time(16)),
        ("16:00", time(16)),
        ("16.00", time(16)),
        ("๐๙.๓๐ น.", time(9, 30)),
        ("9.30", time(9, 30)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_read_time(text: str, moment: time) -> None:
    assert read_time(text) == moment


@pytest.mark.parametrize(
    ("text", "part"),
    [("24.00 น.", "24"), ("16.60", "60"), ("16", "16"), ("4 โมง", "4 โมง"), ("16.5", "16.5")],
)
def test_refused_time(text: str, part: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_time(text)
    error = caught.value
    assert (error.code, text[error.offset : error.offset + error.length]) == ("time-unreadable", part)


@pytest.mark.parametrize(
    ("style", "shown"),
    [("long", "23 พฤศจิกายน 2564"), ("short", "23 พ.ย. 2564"), ("era", "23 พฤศจิกายน พ.ศ. 2564")],
)
def test_show_day(style: Style, shown: str) -> None:
    assert show_day(date(2021, 11, 23), style, glue=False) == shown
    assert show_day(date(2021, 11, 23), style) == shown.replace(" ", NBSP)
    assert show_month(Month(2021, 11), style) == shown.removeprefix("23 ").replace(" ", NBSP)


@pytest.mark.parametrize(
    ("first", "last", "style", "shown"),
    [
        ("2021-12-15", "2021-12-16", "long", "15_–_16_ธันวาคม_2564"),
        ("2021-12-15", "2021-12-16", "short", "15_–_16_ธ.ค._2564"),
        ("2021-12-15", "2021-12-16", "era", "15_–_16_ธันวาคม_พ.ศ._2564"),
        ("2022-01-28", "2022-02-02", "long", "28_มกราคม_– 2_กุมภาพันธ์_2565"),
        ("2021-12-30", "2022-01-02", "long", "30_ธันวาคม_2564_– 2_มกราคม_2565"),
        ("2021-12-15", "2022-12-15", "short", "15_ธ.ค._2564_– 15_ธ.ค._2565"),
        ("2021-12-15", "2021-12-15", "long", "15_ธันวาคม_2564"),
    ],
)
def test_show_days(first: str, last: str, style: Style, shown: str) -> None:
    days = DayRange(date.fromisoformat(first), date.fromisoformat(last))
    assert show_days(days, style) == shown.replace("_", NBSP)
    assert show_days(days, style, glue=False) == shown.replace("_", " ")


def test_show_time() -> None:
    assert show_time(time(16)) == f"16.00{NBSP}น."
    assert show_time(time(9, 5), glue=False) == "09.05 น."


def test_4000_days_one_by_one() -> None:
    day = date(2016, 1, 1)
    for _ in range(4000):
        year, month = day.year + 543, THAI.months["format"]["wide"][day.month]
        shown = f"{day.day} {month} {year}"
        weekday = THAI.days["format"]["wide"][day.weekday()]
        assert show_day(day, glue=False) == shown
        for text in (
            shown,
            f"{weekday}ที่ {shown}",
            f"{day.day}/{day.month}/{year}",
            day.isoformat(),
            f"{year}-{day.month:02}-{day.day:02}",
        ):
            assert read_day(text) == day
        day += timedelta(days=1)


@given(DAYS, DAYS, STYLES, st.booleans(), st.booleans())
def test_shown_days_read_back(one: date, other: date, style: Style, glue: bool, thai: bool) -> None:
    days = DayRange(min(one, other), max(one, other))
    near = DayRange(one, min(one + timedelta(days=other.day), date(2257, 12, 31)))
    digits = to_thai if thai else str
    assert read_days(digits(show_days(days, style, glue))) == days
    assert read_days(digits(show_days(near, style, glue))) == near
    assert read_day(digits(show_day(one, style, glue))) == one
    month = Month(one.year, one.month)
    assert read_month(digits(show_month(month, style, glue))) == month


@given(st.times(), st.booleans())
def test_shown_times_read_back(moment: time, glue: bool) -> None:
    assert read_time(show_time(moment, glue)) == moment.replace(second=0, microsecond=0)
