"""The stage `present` for the quarterly report: document and figures to the template's context."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportgen.model.context import Node
from reportgen.model.document import Document
from reportgen.model.figures import Figures
from reportgen.present.darkroom import Darkroom
from reportgen.present.numbering import Numbering
from reportgen.present.presented import Presented
from reportgen.present.quarterly import conclusions, fieldwork, money, opening, watched
from reportgen.present.quarterly.desk import Desk
from reportgen.present.shown import text

_WRITERS: Mapping[str, Callable[[Desk], dict[str, Node]]] = {
    "summary": opening.summary,
    "mandate": opening.mandate,
    "follow_up": watched.follow_up,
    "spending": money.spending,
    "kpis": watched.kpis,
    "projects": watched.projects,
    "visits": fieldwork.visits,
    "problems": conclusions.problems,
    "recommendations": conclusions.recommendations,
    "duties": watched.duties,
    "meetings": conclusions.meetings,
    "annexes": conclusions.annexes,
}
_UNNUMBERED = ("annexes",)
"""Sections after the numbered ones; annexes have letters of their own."""


def present(document: Document, figures: Figures, darkroom: Darkroom) -> Presented:
    """The context of a quarterly report: `report`, and `sections` in the profile's order."""
    desk = Desk(document, figures, Numbering(str(document.profile.quarterly.part)), darkroom)
    sections: list[Node] = []
    for section in desk.words.sections:
        kept = desk.numbers.section
        heading = text(section.heading)
        if section.id not in _UNNUMBERED:
            heading = desk.numbers.next_section(heading)
        content = _WRITERS[section.id](desk)
        if content["empty"] and section.empty == "ไม่พิมพ์":
            desk.numbers.section = kept
            continue
        sections.append(
            {"id": section.id, "heading": heading, "nothing": text(desk.words.nothing), **content}
        )
    report = opening.cover(desk)
    title = f"{report['name']} {report['short_quarter']}"
    return Presented(
        context={"report": report, "sections": sections},
        title=title.replace("\u00a0", " "),
        subject=str(report["as_of"]).replace("\u00a0", " "),
        author=str(document.workspace.agency.name),
        file_stem=f"รายงานไตรมาส-{document.period.id}",
        diagnostics=tuple(desk.diagnostics),
    )
