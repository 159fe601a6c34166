"""Fiscal periods against a calendar counted day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reportgen.thai.dates import DayRange, Month
from reportgen.thai.fiscal import (
    fiscal_months,
    fiscal_quarter,
    fiscal_year,
    fiscal_year_days,
    month_days,
    quarter_days,
)


def test_fiscal_year_2565() -> None:
    assert fiscal_year_days(2565) == DayRange(date(2021, 10, 1), date(2022, 9, 30))
    assert quarter_days(2565, 1) == DayRange(date(2021, 10, 1), date(2021, 12, 31))
    assert quarter_days(2565, 2) == DayRange(date(2022, 1, 1), date(2022, 3, 31))
    assert quarter_days(2565, 3) == DayRange(date(2022, 4, 1), date(2022, 6, 30))
    assert quarter_days(2565, 4) == DayRange(date(2022, 7, 1), date(2022, 9, 30))
    months = fiscal_months(2565)
    assert months[0] == Month(2021, 10)
    assert months[3] == Month(2022, 1)
    assert months[11] == Month(2022, 9)


def test_february() -> None:
    assert month_days(Month(2024, 2)) == DayRange(date(2024, 2, 1), date(2024, 2, 29))
    assert month_days(Month(2023, 2)).last == date(2023, 2, 28)


def test_day_by_day() -> None:
    day, year, quarter = date(2018, 10, 1), 2562, 1
    for _ in range(4000):
        assert (fiscal_year(day), fiscal_quarter(day)) == (year, quarter)
        assert quarter_days(year, quarter).first <= day <= quarter_days(year, quarter).last
        assert Month(day.year, day.month) in fiscal_months(year)[3 * quarter - 3 : 3 * quarter]
        day += timedelta(days=1)
        if day.day == 1 and day.month in (1, 4, 7, 10):
            quarter = quarter % 4 + 1
            year += quarter == 1


@pytest.mark.parametrize("quarter", [0, 5])
def test_no_such_quarter(quarter: int) -> None:
    with pytest.raises(ValueError, match="no quarter"):
        quarter_days(2565, quarter)
