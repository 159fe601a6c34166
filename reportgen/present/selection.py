"""How the projects answer the criteria, in words: answers, evidence with its places, the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.diagnostics import Span
from reportgen.model.selection import Answer, Candidate, Evidence, Selection, Verdict
from reportgen.thai.money import show_number

_WORDS: Mapping[Verdict, str] = {True: "ใช่", False: "ไม่ใช่", None: "ไม่มีข้อมูล"}
UNTESTED = "พิจารณาเอง"
"""The answer to a criterion without a test: the sub-committee judges."""

_NAMES = {
    "budget_over": "งบประมาณ",
    "smes_over": "จำนวน SME",
    "value_over": "มูลค่าเศรษฐกิจ",
    "international": "ระดับนานาชาติ",
    "direct": "ช่วยเหลือโดยตรง",
    "new": "โครงการริเริ่มใหม่",
}
_UNITS = {"budget_over": "บาท", "smes_over": "ราย", "value_over": "บาท"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an answer is what it is, and where that stands."""

    criterion: str
    verdict: str
    text: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """A project's line of the table, and the reasons below it."""

    number: str
    id: str
    name: str
    budget: str
    answers: tuple[str, ...]
    passes: str
    chosen: str
    reasons: tuple[Reason, ...]


def shown_selection(selection: Selection) -> tuple[ShownCandidate, ...]:
    """Every project in the plan's order."""
    return tuple(_candidate(each) for each in selection.candidates)


def rule_in_words(selection: Selection) -> str:
    """ "เข้าหลักเกณฑ์ข้อใดข้อหนึ่ง (ที่มา : มติ…)"."""
    choosing = selection.choosing
    if choosing is None:
        return "เข้าหลักเกณฑ์ข้อใดข้อหนึ่ง (แผนไม่ได้กำหนดเกณฑ์รวม)"
    return f"เข้าหลักเกณฑ์{choosing.rule} (ที่มา : {choosing.source})"


def _candidate(each: Candidate) -> ShownCandidate:
    reasons = [
        Reason(f"({number})", _WORDS[evidence.verdict], _in_words(evidence), evidence.origin)
        for number, answer in enumerate(each.answers, start=1)
        for evidence in answer.evidence
    ]
    return ShownCandidate(
        number=str(each.number),
        id=str(each.project.id),
        name=str(each.project.name),
        budget=show_number(each.budget.value),
        answers=tuple(_short(answer) for answer in each.answers),
        passes=_WORDS[each.passes],
        chosen="คัดเลือก" if each.is_chosen else "-",
        reasons=tuple(reasons),
    )


def _short(answer: Answer) -> str:
    return _WORDS[answer.verdict] if answer.evidence else UNTESTED


def _in_words(evidence: Evidence) -> str:
    if evidence.test == "not_chosen_in":
        return _years(evidence)
    name = _NAMES[evidence.test]
    if evidence.limit is not None:
        unit = _UNITS[evidence.test]
        places = 2 if unit == "บาท" else 0
        aim = f"เกณฑ์: เกินกว่า {show_number(evidence.limit.value, places)} {unit}"
        found = evidence.found
        told = f"{show_number(found.value, places)} {unit}" if found else _WORDS[None]
        return f"{name} {told} ({aim})"
    return f"{name}: {evidence.said or _WORDS[None]}"


def _years(evidence: Evidence) -> str:
    unknown = f"ไม่มีข้อมูลการคัดเลือกปี {', '.join(map(str, evidence.unknown))}" if evidence.unknown else ""
    if evidence.years:
        return f"เคยได้รับคัดเลือกปี {', '.join(map(str, evidence.years))}"
    return unknown or "ไม่เคยได้รับคัดเลือกในปีที่กำหนด"
