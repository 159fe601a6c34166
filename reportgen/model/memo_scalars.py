"""The scalar types of memos: partial dates, numbers in a unit's register, what is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Self, TypeAlias

from reportgen.model.base import OneOf
from reportgen.model.scalars import Made, reading
from reportgen.thai import dates, digits
from reportgen.thai.reading import ReadError


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A paper's number in its unit's register: `1389/2564`, a circular `ว 12/2565`, or only `/2564`."""

    number: int | None
    year: int
    is_circular: bool = False

    def __str__(self) -> str:
        mark = "ว\u00a0" if self.is_circular else ""
        return f"{mark}{'' if self.number is None else self.number}/{self.year}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Spaces round the slash and Thai digits are allowed; raises ReadError
        "document-number-unreadable"."""
        found = re.fullmatch(r"\s*(ว)?\s*(\d{1,6})?\s*/\s*(2[4-7]\d\d)\s*", digits.to_arabic(text))
        if not found or found[2] == "0":
            raise ReadError("document-number-unreadable", 0, len(text))
        return cls(int(found[2]) if found[2] else None, int(found[3]), bool(found[1]))


def _memo_date(text: str) -> date | dates.Month:
    """A whole day, or a month with its year; what is neither raises ReadError "memo-date-unreadable"."""
    try:
        return dates.read_month(text)
    except ReadError as fault:
        if fault.code != "month-unreadable":
            raise
    try:
        return dates.read_day(text)
    except ReadError as fault:
        if fault.code != "date-unreadable":
            raise
        raise ReadError("memo-date-unreadable", fault.offset, fault.length) from None


AND_ORDER: Final = "และสั่งการ"
"""What a result ends in that an order goes with."""
RESULTS: Final = (
    *("เห็นชอบ", "เห็นชอบและสั่งการ", "อนุมัติ", "อนุมัติและสั่งการ", "ทราบ", "ทราบและสั่งการ", "ลงนามแล้ว"),
    *("ส่งคืนแก้ไข", "ไม่เห็นชอบ", "ไม่อนุมัติ", "ยกเลิก"),
)
Result = Annotated[str, OneOf(*RESULTS)]
Request = Annotated[str, OneOf("เพื่อทราบ", "เพื่อพิจารณา", "เห็นชอบ", "อนุมัติ", "ลงนาม")]
MemoDate: TypeAlias = Annotated[date | dates.Month, Made(reading(_memo_date), {"type": "string"})]
PaperNumber: TypeAlias = Annotated[DocumentNumber, Made(reading(DocumentNumber.read), {"type": "string"})]
