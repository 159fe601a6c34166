"""A memo's decision against its other dates: whether it can stand on that paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from reportgen.diagnostics import Diagnostic
from reportgen.model.memo import Decided, Memo
from reportgen.model.memo_scalars import AND_ORDER
from reportgen.model.source import SourceMap
from reportgen.thai.dates import Month, read_day, show_day, show_month
from reportgen.thai.reading import ReadError
from reportgen.validate import memo_rules as rules

RETURNED = "ส่งคืนแก้ไข"
_AT = ("record", "decided")


def check_decided(memo: Memo, decided: Decided, places: SourceMap) -> Iterator[Diagnostic]:
    """Who decided, when, and what was ordered."""
    if memo.approver is None:
        yield Diagnostic(rules.DECIDED_WITHOUT_APPROVER, (places.key(_AT),))
    day, place = decided.date, places.value((*_AT, "date"))
    begins = date(memo.date.year, memo.date.month, 1) if isinstance(memo.date, Month) else memo.date
    if begins is not None and day < begins and decided.result != RETURNED:  # mended, it has a new date
        written = show_month(memo.date) if isinstance(memo.date, Month) else show_day(begins)
        args = {"decided": show_day(day), "date": written}
        yield Diagnostic(rules.DECIDED_EARLY, (place, places.value(("date",))), args)
    received = _received(memo)
    if received is not None and day < received and decided.result != RETURNED:
        args = {"decided": show_day(day), "received": show_day(received)}
        where = places.value(("record", "received", "date"))
        yield Diagnostic(rules.DECIDED_BEFORE_RECEIPT, (place, where), args)
    if decided.result.endswith(AND_ORDER) and decided.order is None:
        yield Diagnostic(rules.ORDER_MISSING, (places.value((*_AT, "result")),))


def _received(memo: Memo) -> date | None:
    """The day of the stamp, None where it is no day that can be read: it is copied as it was stamped."""
    stamped = memo.record.received if memo.record else None
    with suppress(ReadError):
        return read_day(stamped.date) if stamped else None
    return None
