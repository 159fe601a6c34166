"""The first paragraph of a circular: who approved what, when, under which number, and what was ordered.

Its form is the profile's; the facts are the memo's and those that `record` copies from paper.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from reportgen.model.document import MemoDocument
from reportgen.model.memo_scalars import AND_ORDER
from reportgen.model.source import Located
from reportgen.model.workspace import Person
from reportgen.present.memo.forms import filled
from reportgen.thai.dates import show_day

_REQUESTS: Final = ("ขอความเห็นชอบ", "ขออนุมัติ")
_DECISIONS: Final = {"ทราบ": "รับทราบ", "ลงนามแล้ว": "ลงนาม"}
"""Results whose word does not follow ได้ as it stands on paper."""
_NUMBER: Final = "{number}"
_around_slash = re.compile(r"\s*/\s*")


def opening(document: MemoDocument) -> Located:
    """The paragraph; its place is that of the decision. ValueError where the memo is not numbered, dated
    and decided."""
    memo, words = document.memo, document.profile.circular
    decided = memo.record.decided if memo.record else None
    if decided is None or not isinstance(memo.date, date):
        raise ValueError(f"{document.name} is not decided")
    unit = next(unit for unit in document.workspace.units if unit.id == memo.unit)
    decision = decided.result.removesuffix(AND_ORDER)
    values = {
        "approver": approver(document),
        "decision": _DECISIONS.get(decision, decision),
        "subject": _on_one_line(memo.subject),
        "id": str(unit.id),
        "name": str(unit.name),
        "number": memo_number(document),
        "date": show_day(memo.date),
        "decided": show_day(decided.date),
        "order": _on_one_line(decided.order or ""),
    }
    form = words.order if decided.order else words.opening
    text = filled(form.replace(f" {_NUMBER}", f"\u00a0{_NUMBER}"), values)  # "ที่" ends no line
    return Located(str(text), document.places.value(("record", "decided")))


def without_request(subject: str) -> str:
    """A memo's subject without the words that ask for a decision: what was asked for."""
    line = _on_one_line(subject)
    for request in _REQUESTS:
        line = line.removeprefix(request).strip() or line
    return line


def memo_number(document: MemoDocument) -> str:
    """The memo's number within a sentence: closed up, and kept on one line."""
    number = document.memo.number
    if number is None or number.number is None:
        raise ValueError(f"{document.name} has no number")
    unit = next(unit for unit in document.workspace.units if unit.id == document.memo.unit)
    values = {
        "unit": str(unit.id),
        "code": str(unit.code or unit.id),
        "number": str(number.number),
        "year": str(number.year),
    }
    return _around_slash.sub("/", filled(document.profile.memo.number, values)).replace(" ", "\u00a0")


def approver(document: MemoDocument) -> str:
    """The approver's post, with the post acted for."""
    person: Person = next(each for each in document.workspace.people if each.id == document.memo.approver)
    if person.acting is None:
        return str(person.position)
    return f"{person.position} {person.acting.phrase}{person.acting.post}"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
