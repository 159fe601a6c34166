"""The Thai government's fiscal year: from 1 October to 30 September, named by the B.E. year it ends in.

Fiscal years are Buddhist era, as they are spoken of; days and months are values of the Christian era.
"""

from __future__ import annotations

import calendar
from datetime import date

from reportgen.thai.dates import BUDDHIST_ERA, DayRange, Month

_OCTOBER = 10


def fiscal_year(day: date) -> int:
    """The B.E. fiscal year of a day: 2565 for 1 October 2021 to 30 September 2022 (2564–2565 B.E.)."""
    return day.year + BUDDHIST_ERA + (day.month >= _OCTOBER)


def fiscal_quarter(day: date) -> int:
    """The quarter of a day, 1 to 4: quarter 1 is October to December."""
    return (day.month - _OCTOBER) % 12 // 3 + 1


def fiscal_months(year: int) -> tuple[Month, ...]:
    """The 12 months of the B.E. fiscal year `year`, from October."""
    begins = year - BUDDHIST_ERA - 1
    return tuple(Month(begins + (month < _OCTOBER), month) for month in (10, 11, 12, *range(1, 10)))


def month_days(month: Month) -> DayRange:
    """The first and last day of a month."""
    last = calendar.monthrange(month.year, month.month)[1]
    return DayRange(date(month.year, month.month, 1), date(month.year, month.month, last))


def fiscal_year_days(year: int) -> DayRange:
    """The first and last day of the B.E. fiscal year `year`."""
    return _span(fiscal_months(year))


def quarter_days(year: int, quarter: int) -> DayRange:
    """The first and last day of a quarter of the B.E. fiscal year `year`; ValueError if not 1 to 4."""
    if quarter not in range(1, 5):
        raise ValueError(f"no quarter {quarter} in a fiscal year")
    return _span(fiscal_months(year)[3 * quarter - 3 : 3 * quarter])


def _span(months: tuple[Month, ...]) -> DayRange:
    return DayRange(month_days(months[0]).first, month_days(months[-1]).last)
