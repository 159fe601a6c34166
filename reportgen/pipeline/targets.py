"""Which papers a build makes, by the file that each comes from; told from its text, whole or half typed.

A target is a kind and what it is of: `quarterly 2565-q1`, `monthly 2564-11`, `guideline`,
`memo memos/2564-11-23-guideline.yaml`. What is wrong with a file is said when its paper is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.model.scalars import PeriodId
from reportgen.thai.dates import BUDDHIST_ERA, Month, read_day
from reportgen.thai.fiscal import month_days
from reportgen.thai.reading import ReadError

_AS_OF = re.compile(r"^as_of\s*:\s*[\"']?([^#\"'\n]+)", re.MULTILINE)
_GUIDELINE = re.compile(r"^guideline\s*:", re.MULTILINE)
_CIRCULAR = re.compile(r"^circular\s*:", re.MULTILINE)
_VISIT = re.compile(r"\bid\s*:")


def targets_of(source: str, data: bytes) -> tuple[str, ...]:
    """The targets that come from the file `source`: the plan's guideline, a period's report, its visits and
    its months that were over when the snapshot was taken, a memo and its circular."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    folder, _, name = source.rpartition("/")
    if folder == "memos":
        return (f"memo {source}", *((f"circular {source}",) if _CIRCULAR.search(text) else ()))
    if name == "spending.yaml":
        return (f"quarterly {folder}", *_months(PeriodId.read(folder), text))
    if name == "visits.yaml":
        return (f"visits {folder}",) if _VISIT.search(text) else ()
    return ("guideline",) if _GUIDELINE.search(text) else ()


def _months(period: PeriodId, text: str) -> Iterator[str]:
    found = _AS_OF.search(text)
    try:
        as_of = read_day(found[1].strip()) if found else None
    except ReadError:
        return
    first = period.days.first
    for month in (Month(first.year, first.month + offset) for offset in range(3)):
        if as_of is not None and month_days(month).last <= as_of:
            yield f"monthly {month.year + BUDDHIST_ERA}-{month.month:02}"
