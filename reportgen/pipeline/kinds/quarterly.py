"""The order of the stages for the quarterly report: load, validate, compute, present."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import NamedTuple

from reportgen.compute.period import compute
from reportgen.diagnostics import Diagnostic, has_errors
from reportgen.model.document import Document
from reportgen.model.figures import Figures
from reportgen.model.scalars import PeriodId
from reportgen.ooxml.measures import Measures
from reportgen.pipeline.citing import pinpointed, resolved
from reportgen.pipeline.form import form_of
from reportgen.pipeline.make import Paper, Result, Wishes, darkroom, make
from reportgen.pipeline.past import past_year
from reportgen.pipeline.shipped import SHIPPED
from reportgen.present.citations import Citations, cited, texts_in
from reportgen.present.measures import measures
from reportgen.present.quarterly import present
from reportgen.sources import gather
from reportgen.validate.document import validate
from reportgen.workspace import Workspace

KIND = "quarterly"


class Quarter(NamedTuple):
    """A period's document and figures, None where an error stands in the way."""

    document: Document | None
    figures: Figures | None
    diagnostics: tuple[Diagnostic, ...]


def quarterly(workspace: Workspace, period: str | None, *, pdf: bool, force: bool) -> Result:
    """Makes the report of `period` (the newest without a name) as DOCX, and as PDF when asked."""
    paper, said = report(workspace, workspace.period(period))
    return Result(said) if paper is None else make(workspace, paper, said, Wishes(pdf, force))


def quarter(workspace: Workspace, period: PeriodId) -> Quarter:
    """Load, validate, compute."""
    known = [each for each in workspace.periods() if each <= period]
    gathered = gather(workspace.read, SHIPPED, known)
    if gathered.sources is None:
        return Quarter(None, None, gathered.diagnostics)
    past = past_year(workspace)
    validated = validate(gathered.sources, workspace.read, past.year)
    said = (*gathered.diagnostics, *past.diagnostics, *validated.diagnostics)
    if validated.document is None or has_errors(said):
        return Quarter(None, None, said)
    computed = compute(validated.document)
    return Quarter(validated.document, computed.figures, (*said, *computed.diagnostics))


def report(workspace: Workspace, period: PeriodId) -> tuple[Paper | None, tuple[Diagnostic, ...]]:
    """The report ready to render, None where there is an error."""
    found = quarter(workspace, period)
    document, figures = found.document, found.figures
    if document is None or figures is None:
        return None, found.diagnostics
    presented = present(document, figures, darkroom(workspace))

    known, unknown = resolved(workspace, texts_in(presented.context), citations(workspace, document, figures))
    said = (*found.diagnostics, *pinpointed(workspace, presented.diagnostics), *unknown)
    if has_errors(said):
        return None, said
    stamp = datetime.combine(document.period.spending.as_of, time(), UTC)
    wanted = measures(document.profile)
    paper = Paper(
        kind=KIND,
        folder=str(period),
        stamp=stamp,
        font=str(document.profile.font),
        form=form_of(document.workspace, document.profile),
        presented=replace(presented, context=cited(presented.context, known)),
        build_template=None if wanted == Measures() else lambda: _template(wanted),
    )
    return paper, said


def citations(workspace: Workspace, document: Document, figures: Figures) -> Citations:
    """What the texts of a period can cite: its own figures, and those of the year's other periods."""
    period = document.period.id

    def figures_of(other: PeriodId) -> Figures | None:
        if other == period:
            return figures
        return quarter(workspace, other).figures if other in workspace.periods() else None

    return Citations(figures_of, int(document.profile.quarterly.summary_places.value))


def _template(wanted: Measures) -> bytes:
    from reportgen.present.quarterly.template import template  # only where a profile measures otherwise

    return template(wanted)
