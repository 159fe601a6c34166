"""A memo's circular checked against its workspace: units, dates, its number.

Whether the memo was approved is judged when the circular is made: it may be written before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportgen.diagnostics import Diagnostic
from reportgen.model.memo import EVERY_UNIT, Circular, Memo
from reportgen.model.source import SourceMap
from reportgen.model.workspace import Workspace
from reportgen.thai.dates import BUDDHIST_ERA, Month, show_day, show_month
from reportgen.validate import memo_rules as rules
from reportgen.validate.memo_blocks import check_blocks
from reportgen.validate.names import span_of, unknown

_AT = "circular"


def check_circular(
    workspace: Workspace, memo: Memo, circular: Circular, places: SourceMap
) -> Iterator[Diagnostic]:
    """Everything but who signs, which is checked as for a memo."""
    yield from check_blocks(circular.body, places, (_AT, "body"))
    yield from _check_units(workspace, memo, circular, places)
    yield from _check_dates(memo, circular, places)


def _check_units(
    workspace: Workspace, memo: Memo, circular: Circular, places: SourceMap
) -> Iterator[Diagnostic]:
    known = [unit.id for unit in workspace.units]
    if circular.units == (EVERY_UNIT,):
        if set(known) <= {memo.unit}:
            yield Diagnostic(rules.CIRCULAR_WITHOUT_UNITS, (places.key((_AT,)),))
        return
    seen: set[str] = set()
    for name in circular.units:
        if name not in known:
            yield unknown("unit", name, known, "reportgen.yaml")
        if name in seen:
            yield Diagnostic(rules.CIRCULAR_UNIT_TWICE, (span_of(name),), {"unit": name})
        seen.add(name)


def _check_dates(memo: Memo, circular: Circular, places: SourceMap) -> Iterator[Diagnostic]:
    day, number = circular.date, circular.number
    if day is None:
        return
    place = places.value((_AT, "date"))
    year = day.year + BUDDHIST_ERA
    if number is not None and number.year != year:
        args = {"year": str(number.year), "expected": str(year)}
        yield Diagnostic(rules.NUMBER_YEAR, (places.value((_AT, "number")), place), args)
    decided = memo.record.decided if memo.record else None
    if decided is not None and _is_before(day, decided.date):
        shown = show_month(day) if isinstance(day, Month) else show_day(day)
        args = {"date": shown, "decided": show_day(decided.date)}
        yield Diagnostic(rules.CIRCULAR_EARLY, (place, places.value(("record", "decided", "date"))), args)


def _is_before(day: date | Month, decided: date) -> bool:
    """Whether all of `day`, which may be a month, lies before."""
    if isinstance(day, Month):
        return (day.year, day.month) < (decided.year, decided.month)
    return day < decided
