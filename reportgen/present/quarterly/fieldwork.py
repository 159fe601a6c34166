"""The section on site visits: where, whom, what was seen and asked for, photographs, coverage."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.diagnostics import Diagnostic
from reportgen.model.context import Node, Shown
from reportgen.model.document import PeriodInputs
from reportgen.model.scalars import Amount
from reportgen.model.visits import Photo, Visit
from reportgen.present.codes import PHOTO_UNREADABLE
from reportgen.present.quarterly.desk import Desk
from reportgen.present.shown import NOTHING, counted, join, text
from reportgen.thai.dates import show_day, show_days
from reportgen.thai.money import show_number

PHOTO_CM = (7.7, 5.2)
"""Two photographs a row (pages: 7.7 × 5.2 cm)."""
NO_PHOTO: Node = {"picture": "", "caption": ""}
"""What stands beside the last photograph of a row that is not full."""
_TOPICS = (
    ("design", "ความเหมาะสมในการออกแบบโครงการ"),
    ("target_group", "ความเหมาะสมของกลุ่มเป้าหมายที่เข้าร่วมโครงการ"),
    ("consultants", "ความเชี่ยวชาญของที่ปรึกษา"),
    ("remarks", "ข้อสังเกตจากพื้นที่"),
)


def visits(desk: Desk) -> dict[str, Node]:
    """Coverage of the regions first, then each visit."""
    period = desk.document.period
    found = period.visits.visits
    if not any(each.visits.visits for each in desk.document.periods):
        return {"empty": True}
    return {
        "coverage_heading": desk.numbers.next_sub("ความครอบคลุมของพื้นที่"),
        "coverage": _coverage(desk),
        "nothing_now": "" if found else str(desk.words.nothing),
        "items": [_visit(desk, period, visit) for visit in found],
        "empty": False,
    }


def _coverage(desk: Desk) -> Node:
    rows: list[Node] = [
        {
            "region": row.name,
            "now": counted(int(row.in_period.value)),
            "to_date": counted(int(row.to_date.value)),
            "provinces": ", ".join(row.provinces) or NOTHING,
        }
        for row in desk.figures.regions
    ]
    totals = [
        sum(int(row.in_period.value) for row in desk.figures.regions),
        sum(int(row.to_date.value) for row in desk.figures.regions),
    ]
    return {
        "caption": desk.numbers.next_table("การลงพื้นที่จำแนกตามภูมิภาค", "ครั้ง"),
        "rows": rows,
        "now": counted(totals[0]),
        "to_date": counted(totals[1]),
        "source": join("ที่มาของการแบ่งภูมิภาค : ", text(desk.document.regions.source)),
    }


def _visit(desk: Desk, period: PeriodInputs, visit: Visit) -> Node:
    return {
        "heading": desk.numbers.next_sub(f"จังหวัด{visit.place.province}"),
        "facts": facts(desk, visit),
        "topics": topics(desk, visit),
        "needs": _needs(desk, visit),
        "photo_rows": _photo_rows(desk, period, visit),
    }


def facts(desk: Desk, visit: Visit) -> list[Node]:
    """What, when, where, who, whom; the informants are personal data and are not among them."""
    names = {project.id: project.name for project in desk.document.plan.projects}
    region = desk.document.regions.region_of(visit.place.province)
    return [
        {"label": "โครงการ", "value": text(names[visit.project])},
        {"label": "วันที่ลงพื้นที่", "value": show_days(visit.date)},
        {"label": "สถานที่", "value": join(text(visit.place.venue), f" ({region})" if region else "")},
        {
            "label": "คณะผู้ลงพื้นที่",
            "value": join(*map(desk.someone, visit.team), separator=", ") or Shown(NOTHING),
        },
        {"label": "ผู้ที่พบ", "value": _met(visit)},
        {"label": "วันที่ส่งรายงาน", "value": show_day(visit.reported) if visit.reported else NOTHING},
    ]


def _met(visit: Visit) -> Shown:
    parts: list[Shown] = []
    for group, who in visit.met.items():
        if isinstance(who, Amount):
            number = Shown(show_number(who.value, 0), (who.span,))
            parts.append(join(text(group), "\u00a0", number, "\u00a0ราย"))
        else:
            parts.append(join(text(group), " ได้แก่ ", join(*map(text, who), separator=", ")))
    return join(*parts, separator="\n") if parts else Shown(NOTHING)


def topics(desk: Desk, visit: Visit) -> list[Node]:
    """The topics of the guideline on which something was written."""
    found: list[Node] = []
    for name, title in _TOPICS:
        body = desk.paragraphs(getattr(visit, name))
        if body:
            found.append({"title": title, "paragraphs": body})
    return found


def _needs(desk: Desk, visit: Visit) -> Node:
    if not visit.needs:
        return {"rows": [], "caption": {"title": "", "unit": ""}}
    title = f"ความต้องการรับความช่วยเหลือ จังหวัด{visit.place.province}"
    return {"caption": desk.numbers.next_table(title), "rows": needs(visit)}


def needs(visit: Visit) -> list[Node]:
    """What was asked for, and to whom it was passed on."""
    return [
        {"who": text(need.who), "what": text(need.what), "passed_to": text(need.passed_to) or NOTHING}
        for need in visit.needs
    ]


def _photo_rows(desk: Desk, period: PeriodInputs, visit: Visit) -> list[Node]:
    ready = photographs(desk, period, visit, PHOTO_CM)
    pairs: Sequence[tuple[Node, ...]] = [tuple(ready[i : i + 2]) for i in range(0, len(ready), 2)]
    return [{"left": pair[0], "right": pair[1] if len(pair) > 1 else NO_PHOTO} for pair in pairs]


def photographs(desk: Desk, period: PeriodInputs, visit: Visit, box: tuple[float, float]) -> list[Node]:
    """The pictures that can be read, each fitted into `box` (width and height in cm), with its caption."""
    ready: list[Node] = []
    for photo in visit.photos:
        data = desk.document.photos.get(period.photo_name(photo.file))
        if data is not None:
            ready += _photo(desk, period, photo, data, box)
    return ready


def _photo(
    desk: Desk, period: PeriodInputs, photo: Photo, data: bytes, box: tuple[float, float]
) -> list[Node]:
    caption = text(photo.caption)
    picture = desk.darkroom.photograph(data, *box, alt=caption)
    if picture is None:
        args = {"file": period.photo_name(photo.file)}
        desk.diagnostics.append(Diagnostic(PHOTO_UNREADABLE, text(photo.file).origin, args))
        return []
    return [{"picture": picture, "caption": desk.numbers.next_figure(caption)}]
