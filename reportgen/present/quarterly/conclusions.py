"""The sections on problems, recommendations, meetings, and the annexes."""

from __future__ import annotations

from reportgen.model.context import Node, Shown
from reportgen.model.findings import Finding
from reportgen.present.markup import is_inline
from reportgen.present.numbering import item_numbers
from reportgen.present.quarterly.desk import Desk
from reportgen.present.quarterly.opening import meeting_line
from reportgen.present.quarterly.watched import recommendation_row
from reportgen.present.shown import join, text
from reportgen.thai.dates import show_days

_PROBLEM_KINDS = ("ปัญหา", "อุปสรรค", "ข้อจำกัด", "ข้อค้นพบ")


def problems(desk: Desk) -> dict[str, Node]:
    """Problems, obstacles, limitations and findings, each kind under its heading."""
    found = desk.document.period.findings.findings
    kinds: list[Node] = []
    for kind in _PROBLEM_KINDS:
        items = [finding for finding in found if finding.kind == kind]
        if items:
            kinds.append({"heading": desk.numbers.next_sub(kind), "items": _findings(desk, items)})
    return {"kinds": kinds, "empty": not kinds}


def _findings(desk: Desk, items: list[Finding]) -> list[Node]:
    return [
        {"number": number, "pieces": _pieces(desk, item, number)}
        for number, item in zip(item_numbers(items), items, strict=True)
    ]


def _pieces(desk: Desk, item: Finding, number: str) -> list[Node]:
    """A finding's paragraphs, the first with its number and the last with its origin; lists and tables
    stand between them."""
    texts = desk.paragraphs(item.text) or [Shown("")]
    if not is_inline(texts[0]):
        texts.insert(0, Shown(""))
    if not is_inline(texts[-1]):
        texts.append(Shown(""))
    pieces: list[dict[str, Node]] = [
        {"text": each, "number": "", "origin": "", "is_block": not is_inline(each)} for each in texts
    ]
    pieces[0]["number"] = number
    pieces[-1]["origin"] = join(" " if texts[-1] else "", _origin(desk, item))
    return [*pieces]


def _origin(desk: Desk, item: Finding) -> Shown:
    """ "(จากการลงพื้นที่จังหวัดเชียงใหม่ วันที่ …)", or the project or meeting it came from."""
    for period in desk.document.periods:
        for visit in period.visits.visits:
            if visit.id == item.origin:
                where = f"(ที่มา : การลงพื้นที่จังหวัด{visit.place.province} {show_days(visit.date)})"
                return Shown(where, text(item.origin).origin)
    for project in desk.document.plan.projects:
        if project.id == item.origin:
            return join("(ที่มา : ", text(project.name), ")")
    return join("(ที่มา : การประชุมครั้งที่\u00a0", text(item.origin), ")")


def recommendations(desk: Desk) -> dict[str, Node]:
    """Observations, then the recommendations that are new in this period."""
    observations = [item for item in desk.document.period.findings.findings if item.kind == "ข้อสังเกต"]
    new = [item for item in desk.figures.follow_ups if item.is_new]
    section: dict[str, Node] = {"empty": not observations and not new}
    section["observations_heading"] = desk.numbers.next_sub("ข้อสังเกต") if observations else ""
    section["observations"] = _findings(desk, observations)
    section["rows_heading"] = desk.numbers.next_sub("ข้อเสนอแนะ") if new else ""
    section["caption"] = desk.numbers.next_table("ข้อเสนอแนะของงวดนี้") if new else {"title": "", "unit": ""}
    section["rows"] = [recommendation_row(desk, item) for item in new]
    return section


def meetings(desk: Desk) -> dict[str, Node]:
    """The meetings held in the quarter."""
    days = desk.document.period.id.days
    held = [each for each in desk.document.plan.meetings if days.first <= each.date <= days.last]
    items: list[Node] = [
        {
            "heading": desk.numbers.next_sub(
                (f"{each.body} " if each.body else "") + f"{meeting_line(each)}"
            ),
            "invited": [text(name) for name in each.invited],
            "papers": [text(name) for name in each.papers],
            "resolutions": [
                {"number": number, "text": text(resolution)}
                for number, resolution in zip(item_numbers(each.resolutions), each.resolutions, strict=True)
            ],
        }
        for each in sorted(held, key=lambda each: each.date)
    ]
    return {"items": items, "empty": not items}


def annexes(desk: Desk) -> dict[str, Node]:
    """Annexes, lettered by the machine."""
    letters = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
    found = desk.document.period.findings.annexes
    items: list[Node] = [
        {
            "heading": join(f"ภาคผนวก\u00a0{letters[index % len(letters)]} ", text(annex.title)),
            "paragraphs": desk.paragraphs(annex.text),
        }
        for index, annex in enumerate(found)
    ]
    return {"items": items, "empty": not items}
