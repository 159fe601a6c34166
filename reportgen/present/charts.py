"""Quantities as the data of charts: what each kind of chart draws, and its description in words.

Looks (colours, hatches, lines) are the template's; a chart with nothing to draw is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from reportgen.model.context import Chart, Series
from reportgen.model.quantity import Quantity
from reportgen.present.shown import MILLION
from reportgen.thai.dates import Month, month_name, show_month
from reportgen.thai.money import show_number

PLAN, ACTUAL, TARGET = "แผน", "ผล", "เป้าหมาย"
SHARE, COUNT = "สัดส่วน", "จำนวน"
COMPOSITION = ("เบิกจ่าย", "ผูกพันคงเหลือ", "คงเหลือ")
"""The names of series in templates; a template's series of the same name gives the looks."""

PERCENT = "#,##0.00"
AXIS_MILLIONS = "[=0]0;[<10000000]#,##0.0,,;#,##0,,"
"""Excel's format for baht on an axis, as million baht: decimals only where its steps may need them."""
_MOST_PLACES = 2
_MOST_LABELLED = 8
"""Points that can carry their values and still be read."""
_LEAST_LABELLED = Decimal("0.1")
"""The part of a bar that has room for its value: of twelve centimetres, those of "1,234.56"."""


class Part(NamedTuple):
    """A label on the category axis, and a quantity for each series, None where there is none."""

    label: str
    values: tuple[Quantity | None, ...]


def millions_format(places: int) -> str:
    """Excel's format for baht as million baht with `places` decimals, no more than there is room for."""
    shown = min(places, _MOST_PLACES)
    return f"#,##0{'.' + '0' * shown if shown else ''},,"


def curve(
    months: Sequence[Month], plan: Sequence[Quantity], actual: Sequence[Quantity], places: int
) -> Chart | None:
    """Plan and disbursement to the end of each month, in baht; `actual` ends with the last month reported,
    and has a gap where something was not sent.

    Without any plan the disbursement stands alone, and the other way round; None where there is neither.
    """
    planned = [each.value for each in plan]
    reached = [_drawn(each) for each in actual]
    if not actual or not any((*planned, *reached)):
        return None
    missing = [None] * (len(months) - len(actual))
    series = [Series(PLAN, tuple(planned))] if any(planned) else []
    if any(each is not None for each in reached):
        series.append(Series(ACTUAL, (*reached, *missing)))
    last = show_month(months[len(actual) - 1])
    told = f"กราฟเส้นผลการเบิกจ่ายสะสมรายเดือน ถึงเดือน{last} ผล {_amount(actual[-1], places)}"
    if any(planned):
        told += f" แผน {_baht(planned[len(actual) - 1], places)} แผนทั้งปี {_baht(planned[-1], places)}"
    labels = tuple(month_name(each.month, "short") for each in months)
    return Chart(labels, tuple(series), told, millions_format(places), labelled=False)


def against_plan(parts: Sequence[Part], target: Quantity | None) -> Chart | None:
    """The rates of plan and disbursement of each part (`values` in that order), and the target for all,
    whose line goes on beyond the last part to have room for its name."""
    if not _has_values(parts):
        return None
    plan, actual = _columns(parts)
    beyond = () if target is None else (None,)
    is_planned = any(each is not None for each in plan)
    series = [Series(PLAN, (*plan, *beyond))] if is_planned else []
    if any(each is not None for each in actual):
        series.append(Series(ACTUAL, (*actual, *beyond)))
    told = f"แผนภูมิแท่งร้อยละการเบิกจ่าย{'เทียบกับแผน' if is_planned else ''} " + "; ".join(
        f"{part.label} {f'แผน {_rate(part.values[0])} ' if is_planned else ''}ผล {_rate(part.values[1])}"
        for part in parts
    )
    if target is not None:
        series.append(Series(TARGET, (target.value,) * (len(parts) + 1)))
        told += f" เป้าหมาย {_rate(target)}"
    labels = (*_labels(parts), *("" for _ in beyond))
    return Chart(labels, tuple(series), told, PERCENT, _is_short(parts))


def shares(parts: Sequence[Part]) -> Chart | None:
    """What percentage each part has of the whole."""
    if not _has_values(parts):
        return None
    told = "; ".join(f"{part.label} {_rate(part.values[0])}" for part in parts)
    series = (Series(SHARE, _columns(parts)[0]),)
    return Chart(_labels(parts), series, f"แผนภูมิแท่งสัดส่วนงบประมาณ {told}", PERCENT, _is_short(parts))


def composition(parts: Sequence[Part], places: int) -> Chart | None:
    """What is disbursed, committed and left of each part, in baht (`values` in that order); nothing of a part
    that is not told whole."""
    parts = [_all_or_none(part) for part in parts]
    if not _has_values(parts):
        return None
    narrow = [_narrow(part) for part in parts]
    series = tuple(
        Series(name, column, frozenset(at for at, found in enumerate(narrow) if number in found))
        for number, (name, column) in enumerate(zip(COMPOSITION, _columns(parts), strict=True))
    )
    told = "แผนภูมิแท่งซ้อนของ" + " ".join(COMPOSITION)
    for part in parts:
        amounts = zip(COMPOSITION, part.values, strict=True)
        told += f"; {part.label} " + " ".join(f"{name} {_amount(value, places)}" for name, value in amounts)
    return Chart(_labels(parts), series, told, millions_format(places), _is_short(parts))


def _narrow(part: Part) -> set[int]:
    """The segments of a bar that have no room for their values, which the table tells."""
    sizes = [abs(_drawn(value) or Decimal(0)) for value in part.values]
    return {at for at, size in enumerate(sizes) if size <= sum(sizes) * _LEAST_LABELLED}


def counts(title: str, parts: Sequence[tuple[str, int]], unit: str) -> Chart | None:
    """How many there are of each; None where there is nothing to count."""
    if not any(number for _, number in parts):
        return None
    labels = tuple(label for label, _ in parts)
    series = (Series(COUNT, tuple(Decimal(number) for _, number in parts)),)
    told = f"แผนภูมิแท่ง{title} " + "; ".join(f"{label} {number} {unit}" for label, number in parts)
    return Chart(labels, series, told, "#,##0", len(parts) <= _MOST_LABELLED)


def _columns(parts: Sequence[Part]) -> list[tuple[Decimal | None, ...]]:
    rows = [[_drawn(value) for value in part.values] for part in parts]
    return list(zip(*rows, strict=True))


def _has_values(parts: Sequence[Part]) -> bool:
    return any(_drawn(value) for part in parts for value in part.values)


def _drawn(quantity: Quantity | None) -> Decimal | None:
    """What is drawn of a quantity: nothing where it lacks something."""
    return None if quantity is None or quantity.lacking else quantity.value


def _all_or_none(part: Part) -> Part:
    is_whole = all(_drawn(value) is not None for value in part.values)
    return part if is_whole else Part(part.label, (None,) * len(part.values))


def _labels(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(part.label for part in parts)


def _is_short(parts: Sequence[Part]) -> bool:
    return len(parts) <= _MOST_LABELLED


def _rate(quantity: Quantity | None) -> str:
    value = _drawn(quantity)
    return _absent(quantity) if value is None else f"ร้อยละ {show_number(value, 2)}"


def _amount(quantity: Quantity | None, places: int) -> str:
    value = _drawn(quantity)
    return _absent(quantity) if value is None else _baht(value, places)


def _absent(quantity: Quantity | None) -> str:
    return "ไม่มีข้อมูล" if quantity is None else "ยังไม่ได้รับข้อมูลครบ"


def _baht(value: Decimal, places: int) -> str:
    return f"{show_number(value / MILLION, places)} ล้านบาท"
