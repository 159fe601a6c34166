"""`reportgen select`: the year's projects against the criteria for watching them in depth."""

from __future__ import annotations

import click

from reportgen.cli.session import Session, exit_code
from reportgen.cli.words import Translate
from reportgen.diagnostics import Span
from reportgen.model.selection import Selection
from reportgen.pipeline.selection import selection
from reportgen.present.selection import ShownCandidate, rule_in_words, shown_selection


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "select",
        help=_(
            "Tests every project of plan.yaml against its criteria: yes, no or no data, each with its"
            " evidence and line. What was chosen is written in plan.yaml (in_depth); this changes nothing."
        ),
    )
    @click.pass_obj
    def select(session: Session) -> int:
        found, said = selection(session.workspace())
        if found is None:
            return session.tell(said)
        shown = shown_selection(found)
        if session.as_json:
            session.console.json(_json(found, shown, exit_code(said)))
            return exit_code(said)
        _show(session, found, shown)
        return session.tell(said)

    return select


def _show(session: Session, found: Selection, shown: tuple[ShownCandidate, ...]) -> None:
    console = session.console
    marks = [f"({number})" for number, _ in enumerate(found.criteria, start=1)]
    for mark, criterion in zip(marks, found.criteria, strict=True):
        console.result(f"{mark} {criterion.text}" + (f" [{criterion.source}]" if criterion.source else ""))
    console.result(rule_in_words(found))
    rows = [(each.number, each.id, each.budget, *each.answers, each.passes, each.chosen) for each in shown]
    console.table(("#", "โครงการ", "งบประมาณ", *marks, "เข้าเกณฑ์", "ผลการคัดเลือก"), rows)
    for each in shown:
        console.result(f"{each.number}. {each.id} {each.name}")
        for reason in each.reasons:
            places = ", ".join(_place(session, span) for span in reason.places)
            console.result(f"   {reason.criterion} {reason.verdict} · {reason.text} · {places}")


def _place(session: Session, span: Span) -> str:
    return f"{session.shown(span.file)}:{span.line}"


def _json(found: Selection, shown: tuple[ShownCandidate, ...], code: int) -> dict[str, object]:
    criteria = [
        {"text": str(each.text), "source": str(each.source) if each.source else None}
        for each in found.criteria
    ]
    return {
        "criteria": criteria,
        "rule": rule_in_words(found),
        "projects": shown,
        "exit_code": code,
    }
