"""What is written above and below a table: the day of its amounts, and whose report or what report it is.

A name alone, such as that of the agency, is not the name of a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.load.sheets.days import Told, told_days
from reportgen.load.sheets.grid import Sheet
from reportgen.load.sheets.layout import Layout, texts_around

_SOURCE = re.compile(r"(?:ที่มา|แหล่งข้อมูล)\s*[:：]\s*(.+)")
_REPORT = re.compile("รายงาน|สรุป|ตาราง|ทะเบียน|ผลการ|การ(?:ใช้|เบิก)จ่าย|สถาน(?:ะ|ภาพ)")
_UNIT = re.compile(r"\s*\(?\s*หน่วย\s*[:：]?\s*(?:ล้าน|พัน)?บาท\s*\)?")


def told_in_titles(layout: Layout, fiscal_year: int) -> tuple[Told, ...]:
    """The days of the amounts by the titles, by the remarks below the table, else by its headings."""
    sheet, rows = layout.sheet, range(layout.first, layout.last + 1)
    outside = [row for row in range(1, sheet.last_row + 1) if row not in rows]
    return told_days(_lines(sheet, outside), fiscal_year) or told_days(_lines(sheet, rows), fiscal_year)


def _lines(sheet: Sheet, rows: Iterable[int]) -> Iterator[str]:
    """The texts and dates of each row, as one reads them."""
    wanted = set(rows)
    lines: dict[int, list[str]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        if row in wanted and cell.kind in ("text", "date"):
            lines.setdefault(row, []).append(cell.text)
    return (" ".join(texts) for texts in lines.values())


def told_source(layout: Layout) -> str | None:
    """Whose report it is: what stands after ที่มา."""
    texts = texts_around(layout.sheet, layout.first, layout.last)
    return next((found[1].strip() for text in texts if (found := _SOURCE.search(text))), None)


def title_of(layout: Layout, fiscal_year: int) -> str | None:
    """The report's title above the table with the day of its amounts, which may stand in a line of its own;
    that day alone where there is no title."""
    texts = [_UNIT.sub("", text).strip() for text in texts_around(layout.sheet, layout.first)]
    days = [text for text in texts if told_days([text], fiscal_year)]
    title = next((text for text in texts if _REPORT.search(text)), None)
    parts = [title] if title in days else [title, *days[:1]]
    return " ".join(filter(None, parts)) or None
