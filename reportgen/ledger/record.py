"""One event of one number as the JSON text of its file, and back.

Reads what anyone may have put there: bounded, and with a reason for all that it refuses.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final

from reportgen.ledger.values import (
    Cancellation,
    Decision,
    Deed,
    Event,
    Number,
    Registration,
    Reservation,
    Result,
    Series,
)

SCHEMA: Final = 1
MOST_BYTES: Final = 1_000_000

EMPTY = "it is empty"
TOO_LARGE = "it is too large"
DAMAGED = "it is damaged"
NEWER = "it was written by a newer reportgen"
OTHER_NUMBER = "it belongs to another number"

_DEEDS: Mapping[str, type[Deed]] = {
    "reserved": Reservation,
    "registered": Registration,
    "decided": Decision,
    "cancelled": Cancellation,
}
_NAMES = {deed: name for name, deed in _DEEDS.items()}


class UnreadableError(ValueError):
    """The file is no event of that number; `args[0]` says why, as an end of a sentence."""


def write(number: Number, event: Event) -> bytes:
    """The content of an event's file: JSON with sorted keys, Thai as it is, one value a line."""
    deed = event.deed
    record: dict[str, Any] = {field.name: _plain(getattr(deed, field.name)) for field in fields(deed)}
    record |= {
        "schema": SCHEMA,
        "event": _NAMES[type(deed)],
        "at": event.at.isoformat(timespec="seconds"),
        "who": event.who,
        "year": number.series.year,
        "unit": number.series.unit,
        "kind": number.series.kind,
        "number": number.number,
    }
    return (json.dumps(record, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def read(data: bytes, number: Number) -> Event:
    """The event of `number` in `data`; raises `UnreadableError`."""
    if not data.strip(b"\0 \r\n"):  # a power cut may leave zeros
        raise UnreadableError(EMPTY)
    if len(data) > MOST_BYTES:
        raise UnreadableError(TOO_LARGE)
    try:
        record = json.loads(data.decode("utf-8-sig"))
        if not isinstance(record, dict):
            raise UnreadableError(DAMAGED)
        if isinstance(record.get("schema"), int) and record["schema"] > SCHEMA:
            raise UnreadableError(NEWER)
        if _number(record) != number:
            raise UnreadableError(OTHER_NUMBER)
        return _event(record)
    except UnreadableError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise UnreadableError(DAMAGED) from error


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


def _number(record: dict[str, Any]) -> Number:
    series = Series(_whole(record["year"]), _text(record["unit"]), _text(record["kind"]))
    return Number(series, _whole(record["number"]))


def _event(record: dict[str, Any]) -> Event:
    if _whole(record["schema"]) != SCHEMA:
        raise ValueError(record["schema"])
    return Event(datetime.fromisoformat(_text(record["at"])), _text(record["who"]), _deed(record))


def _deed(record: dict[str, Any]) -> Deed:
    kind = _DEEDS[record["event"]]
    if kind is Registration:
        return Registration(
            _text(record["paper"]),
            _text(record["subject"]),
            _day_or_none(record["date"]),
            _text_or_none(record["docx_sha256"]),
            _text(record["content_sha256"]),
            {_text(key): _text(text) for key, text in record["quantities"].items()},
            _text_or_none(record.get("wording_sha256")),
        )
    if kind is Decision:
        return Decision(
            date=date.fromisoformat(_text(record["date"])),
            result=Result(record["result"]),
            order_text=_text_or_none(record["order_text"]),
            scan_sha256=_text_or_none(record["scan_sha256"]),
            docx_sha256=_text_or_none(record["docx_sha256"]),
            content_sha256=_text_or_none(record.get("content_sha256")),  # absent in the first entries, as is
            paper_date=_day_or_none(record.get("paper_date")),
        )
    reason = _text(record["reason"])
    return Reservation(reason) if kind is Reservation else Cancellation(reason)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _day_or_none(value: object) -> date | None:
    return None if value is None else date.fromisoformat(_text(value))


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value
