"""Reads and shows the numbers of papers: `ฝตป. 1389/2564`, `ว 12/2565`, or central `พณ 0201/ว 98`.

Which of the two forms a text has is the profile's business: `พณ 0201/2564` alone does not tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reportgen.diagnostics import NOWHERE, Diagnostic, Span
from reportgen.ledger.codes import NUMBER_UNREADABLE
from reportgen.ledger.values import Number
from reportgen.thai.reading import level

CIRCULAR: Final = "circular"
"""The kind whose numbers bear ว and run in a series of their own (saraban ภาคผนวก 1)."""

_LONGEST = 100  # no number is longer; bounds the work on a text that is none
_UNIT = r"(?P<unit>[^\W\d_][^/]*?)"
_MARK = r"(?:(?<![^ ./])(?P<circular>ว)\.? *)?"
_NUMBER = r"(?P<number>0*[1-9][0-9]{0,5})"


class Form(StrEnum):
    """How a paper's number is written: with the B.E. year after it, or after the code of the agency."""

    YEARLY = "number/year"
    CENTRAL = "code/number"


_PATTERNS = {
    Form.YEARLY: re.compile(
        rf"(?:ที่ +)?{_UNIT}?? *{_MARK}(?<![0-9]){_NUMBER} */ *(?P<year>2[4-7][0-9]{{2}}|2800)"
    ),
    Form.CENTRAL: re.compile(rf"(?:ที่ +)?{_UNIT} */ *{_MARK}{_NUMBER}"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A number as it is written: `unit` is "" and `year` (B.E.) None where they are left out."""

    unit: str
    number: int
    year: int | None
    is_circular: bool


def parse_number(text: str, form: Form = Form.YEARLY, span: Span = NOWHERE) -> Written | Diagnostic:
    """The number in `text`, said to stand at `span`; Thai digits and spaces round the slash are read."""
    plain, start, end = level(text)
    found = _PATTERNS[form].fullmatch(plain, start, end) if end - start <= _LONGEST else None
    if found is None:
        return Diagnostic(NUMBER_UNREADABLE, (span,), {"text": text})
    parts = found.groupdict()
    unit, year = parts["unit"] or "", parts.get("year")
    return Written(unit, int(parts["number"]), int(year) if year else None, bool(parts["circular"]))


def show_number(number: Number, form: Form = Form.YEARLY) -> str:
    """`ฝตป. 1389/2564`, `ฝตป. ว 12/2565`, or in the central form `พณ 0201/56` and `พณ 0201/ว 98`."""
    series = number.series
    mark = "ว " if series.kind == CIRCULAR else ""
    if form is Form.CENTRAL:
        return f"{series.unit}/{mark}{number.number}"
    return f"{series.unit} {mark}{number.number}/{series.year}"
