"""The stage `present` for the report on site visits: a document and the visits chosen to a context.

Informants are personal data: they are kept out of every context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.disk import distinct
from reportgen.model.context import Node
from reportgen.model.document import Document
from reportgen.model.figures import Figures
from reportgen.model.visits import Visit
from reportgen.present.darkroom import Darkroom
from reportgen.present.numbering import Numbering
from reportgen.present.presented import Presented
from reportgen.present.quarterly.desk import Desk
from reportgen.present.shown import counted, join, text
from reportgen.present.visits.visit import advice, visit_section
from reportgen.thai.dates import show_days

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_LONGEST_ID = 40
"""Characters of a visit's id in a file's name, which file systems hold to 255 bytes."""


def present(document: Document, figures: Figures, darkroom: Darkroom, visit: Visit | None) -> Presented:
    """The context of a report on one `visit` of the document's period, on all of them without one."""
    desk = Desk(document, figures, Numbering(""), darkroom)
    visits = document.period.visits.visits if visit is None else (visit,)
    title = str(document.profile.visits.title)
    lines = _of_period(desk) if visit is None else _of_visit(desk, visit)
    paper: dict[str, Node] = {
        "title": text(document.profile.visits.title),
        "lines": list(lines),
        "header": lines[0],
        "note": text(document.workspace.note),
        "nothing": "" if visits else text(document.profile.visits.nothing),
    }
    overview = _overview(desk, visits) if visit is None and visits else {"rows": []}
    sections = [
        visit_section(desk, each, None if visit else number) for number, each in enumerate(visits, start=1)
    ]
    named = [str(document.period.id), *(each.id for each in document.period.visits.visits)]
    stems = distinct(_NOT_IN_NAMES.sub("-", f"{title}-{name[:_LONGEST_ID]}") for name in named)
    return Presented(
        context={"paper": paper, "overview": overview, "visits": sections},
        title=f"{title} {lines[0]}".replace("\u00a0", " "),
        subject=str(lines[1]).replace("\u00a0", " "),
        author=str(document.workspace.agency.name),
        file_stem=stems[named.index(visit.id, 1) if visit else 0],
        diagnostics=tuple(desk.diagnostics),
    )


def _of_period(desk: Desk) -> Sequence[str]:
    year = f"ปีงบประมาณ พ.ศ.\u00a0{desk.document.period.id.fiscal_year}"
    return [desk.quarter(), year, text(desk.document.workspace.committee.name)]


def _of_visit(desk: Desk, visit: Visit) -> Sequence[str]:
    name = next(each.name for each in desk.document.plan.projects if each.id == visit.project)
    place = join("จังหวัด", text(visit.place.province), f" วันที่\u00a0{show_days(visit.date)}")
    return [place, text(name), text(desk.document.workspace.committee.name)]


def _overview(desk: Desk, visits: Sequence[Visit]) -> dict[str, Node]:
    """The visits at a glance."""
    provinces = len({visit.place.province for visit in visits})
    return {
        "lead": f"การลงพื้นที่ในงวดนี้มี\u00a0{len(visits)}\u00a0ครั้ง ใน\u00a0{provinces}\u00a0จังหวัด ดังนี้",
        "caption": desk.numbers.next_table("การลงพื้นที่ในงวด"),
        "rows": list(_glances(desk, visits)),
    }


def _glances(desk: Desk, visits: Sequence[Visit]) -> Iterator[Node]:
    names = {project.id: project.name for project in desk.document.plan.projects}
    for number, visit in enumerate(visits, start=1):
        found = advice(desk, visit)
        region = desk.document.regions.region_of(visit.place.province)
        yield {
            "number": str(number),
            "date": show_days(visit.date, "short"),
            "place": [text(visit.place.province), *([f"({region})"] if region else [])],
            "project": text(names[visit.project]),
            "findings": counted(len(found)),
            "recommendations": counted(sum(len(given) for _, given in found)),
        }
