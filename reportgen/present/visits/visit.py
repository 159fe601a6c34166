"""One site visit: facts, topics, needs, what was found and recommended, photographs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.model.context import Node, Shown
from reportgen.model.findings import Finding, Recommendation
from reportgen.model.visits import Visit
from reportgen.present.markup import led
from reportgen.present.measures import measures
from reportgen.present.quarterly.desk import Desk
from reportgen.present.quarterly.fieldwork import NO_PHOTO, PHOTO_CM, facts, needs, photographs, topics
from reportgen.present.shown import NOTHING, join, text
from reportgen.thai.dates import show_day, show_days

PLACES = "abcd"
"""The names of the places in a row of photographs."""
_BETWEEN_PHOTOS = 0.3
"""What a row leaves free beside each photograph, in cm: two a row are then 7.7 cm wide."""
_LONG = 500
"""Letters of a finding that fill about half a page in its column of the table."""
_NO_TOPICS = "ไม่มีบันทึกตามประเด็นการติดตาม"
_NO_NEEDS = "ไม่มีความต้องการรับความช่วยเหลือที่ต้องส่งต่อ"
_NO_FINDINGS = "ไม่มีข้อค้นพบและข้อเสนอแนะจากการลงพื้นที่ครั้งนี้"
_SAME = "(ข้อค้นพบเดียวกัน)"


@dataclass(slots=True)
class _Headings:
    """Numbers the headings within a visit: "1.", or "2.1" in the second visit of several."""

    within: int | None
    last: int = 0

    def next(self, title: str) -> str:
        self.last += 1
        return f"{self.last}. {title}" if self.within is None else f"{self.within}.{self.last} {title}"


def visit_section(desk: Desk, visit: Visit, number: int | None) -> dict[str, Node]:
    """All that is printed of `visit`; `number` is its place among several, None where it is alone."""
    headings = _Headings(number)
    where = join("จังหวัด", text(visit.place.province), f" วันที่\u00a0{show_days(visit.date)}")
    per_row = int(visit.photos_per_row or desk.document.profile.visits.photos_per_row)
    return {
        "heading": "" if number is None else join(f"{number}. ", where),
        "is_first": number == 1,
        "facts_heading": headings.next("ข้อมูลการลงพื้นที่"),
        "facts": facts(desk, visit),
        "topics_heading": headings.next("ประเด็นการติดตาม"),
        "topics": topics(desk, visit),
        "no_topics": _NO_TOPICS,
        "needs_heading": headings.next("ความต้องการรับความช่วยเหลือ"),
        "needs": _table(desk, "ความต้องการรับความช่วยเหลือและการส่งต่อ", needs(visit)),
        "no_needs": _NO_NEEDS,
        "advice_heading": headings.next("ข้อค้นพบและข้อเสนอแนะ"),
        "advice": _table(desk, "ข้อค้นพบและข้อเสนอแนะจากการลงพื้นที่", list(_advice_rows(desk, visit))),
        "no_advice": _NO_FINDINGS,
        "photos_heading": headings.next("ภาพการลงพื้นที่") if visit.photos else "",
        "per_row": per_row,
        "photo_rows": _photo_rows(desk, visit, per_row),
    }


def advice(desk: Desk, visit: Visit) -> list[tuple[Finding, list[Recommendation]]]:
    """The findings from `visit`, each with the recommendations that its period makes of it.

    A recommendation carried forward came of an earlier period's finding, though that may have the same id.
    """
    found = desk.document.period.findings
    before = desk.document.findings_before.values()
    carried = {item.id for findings in before for item in findings.recommendations}
    new = [item for item in found.recommendations if item.id not in carried]
    return [
        (finding, [item for item in new if item.origin == finding.id])
        for finding in found.findings
        if finding.origin == visit.id
    ]


def _advice_rows(desk: Desk, visit: Visit) -> Iterator[Node]:
    for finding, given in advice(desk, visit):
        what = led(f"{finding.kind} : ", desk.free(finding.text))
        is_long = len(finding.text) > _LONG
        if not given:
            nothing: dict[str, Node] = {"text": NOTHING, "id": "", "to": NOTHING, "due": NOTHING}
            yield {"finding": what, "is_long": is_long, **nothing}
        for item in given:
            yield {
                "finding": what if item is given[0] else Shown(_SAME),
                "is_long": len(item.text) > _LONG or (is_long and item is given[0]),
                "text": desk.free(item.text),
                "id": text(item.id),
                "to": desk.unit(item.to),
                "due": show_day(item.due, "short") if item.due else NOTHING,
            }


def _table(desk: Desk, title: str, rows: list[Node]) -> Node:
    """Rows with their caption; no table is counted where there is none."""
    return {"caption": desk.numbers.next_table(title) if rows else {"title": "", "unit": ""}, "rows": rows}


def _photo_rows(desk: Desk, visit: Visit, per_row: int) -> list[Node]:
    """Rows of `per_row` photographs, each as wide as the row allows."""
    width = measures(desk.document.profile).text_width / per_row - _BETWEEN_PHOTOS
    box = (width, width * PHOTO_CM[1] / PHOTO_CM[0])
    ready = photographs(desk, desk.document.period, visit, box)
    ready += [NO_PHOTO] * (-len(ready) % per_row)
    rows = [ready[start : start + per_row] for start in range(0, len(ready), per_row)]
    return [dict(zip(PLACES, row, strict=False)) for row in rows]
