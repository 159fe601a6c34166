"""The ledger as rows of text for Excel or CSV, one a number.

Only what a register on paper has too, and the hashes; the files themselves hold more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from reportgen.ledger.values import Entry
from reportgen.thai.dates import show_day

Row: TypeAlias = tuple[int | str, ...]

HEADERS = (
    "ปี พ.ศ.", "หน่วยงาน", "ประเภทเอกสาร", "เลขที่", "ลงวันที่", "เรื่อง", "สถานะ", "วันที่สั่งการ",
    "ข้อสั่งการ", "เหตุที่จองหรือยกเลิก", "ผู้บันทึก", "บันทึกเมื่อ", "แฟ้มข้อมูล",
    "SHA-256 ของแฟ้ม Word", "SHA-256 ของสำเนาสแกน",
)  # fmt: skip
"""One a column; years and numbers are whole numbers, all else is text, empty where nothing is known."""

_NO_KINDS: Mapping[str, str] = MappingProxyType({})


def rows(entries: Iterable[Entry], kinds: Mapping[str, str] = _NO_KINDS) -> tuple[Row, ...]:
    """One row an entry, under `HEADERS`; `kinds` names the kinds of papers in Thai."""
    return tuple(_row(entry, kinds) for entry in entries)


def _row(entry: Entry, kinds: Mapping[str, str]) -> Row:
    series = entry.number.series
    given, decided = entry.registration, entry.decision
    void = entry.cancellation or entry.reservation
    last = entry.events[-1] if entry.events else None
    docx = (decided.docx_sha256 if decided else None) or (given.docx_sha256 if given else None)
    return (
        series.year,
        series.unit,
        kinds.get(series.kind, series.kind),
        entry.number.number,
        _day(entry.day),
        given.subject if given else "",
        entry.state.value,
        _day(decided.date if decided else None),
        (decided.order_text if decided else None) or "",
        void.reason if void else "",
        last.who if last else "",
        f"{_day(last.at.date())} {last.at:%H:%M}" if last else "",
        given.paper if given else "",
        docx or "",
        (decided.scan_sha256 if decided else None) or "",
    )


def _day(day: date | None) -> str:
    return show_day(day, "short", glue=False) if day else ""
