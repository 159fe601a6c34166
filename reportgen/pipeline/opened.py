"""What the kinds of paper that are made of a period share: its document opened, a presented paper completed.

The order of the stages before and after the kind's own; what is in the paper, the kind knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from reportgen.compute.period import compute
from reportgen.diagnostics import Diagnostic, has_errors
from reportgen.model.document import Document
from reportgen.model.figures import Figures
from reportgen.model.scalars import PeriodId
from reportgen.ooxml.measures import Measures
from reportgen.pipeline.citing import pinpointed, resolved
from reportgen.pipeline.form import form_of
from reportgen.pipeline.make import Paper
from reportgen.pipeline.past import past_year
from reportgen.pipeline.shipped import SHIPPED
from reportgen.present.citations import Citations, cited, texts_in
from reportgen.present.measures import measures
from reportgen.present.presented import Presented
from reportgen.sources import Reader, gather
from reportgen.validate.document import validate
from reportgen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Opened:
    """A period's document, None where an error stands in the way, and what was said of its files."""

    document: Document | None
    diagnostics: tuple[Diagnostic, ...]


def opened(workspace: Workspace, period: PeriodId, *, money_only: bool = False) -> Opened:
    """Load and validate the files of `period` and of the year's periods before it.

    With `money_only` findings and visits are not looked at, whether they are there or not: they may be
    newer than the snapshot that a month is told from.
    """
    known = [each for each in workspace.periods() if each <= period]
    gathered = gather(_money_of(workspace.read) if money_only else workspace.read, SHIPPED, known)
    if gathered.sources is None:
        return Opened(None, gathered.diagnostics)
    past = past_year(workspace)
    validated = validate(gathered.sources, workspace.read, past.year)
    of_past = () if money_only else past.diagnostics
    said = (*gathered.diagnostics, *of_past, *validated.diagnostics)
    return Opened(None if has_errors(said) else validated.document, said)


def _money_of(read: Reader) -> Reader:
    """`read`, to which no period has findings or visits."""

    def money(name: str) -> bytes | None:
        if name.endswith("/findings.yaml"):
            return b"{}"
        return None if name.endswith("/visits.yaml") else read(name)

    return money


def completed(
    workspace: Workspace,
    document: Document,
    presented: Presented,
    *,
    kind: str,
    folder: PeriodId,
    day: date,
    template: Callable[[Measures], bytes],
) -> tuple[Paper | None, tuple[Diagnostic, ...]]:
    """`presented` with its citations put in, ready to render; None where one of them means nothing.

    `day` is the date that the file bears; `template` builds the kind's template from measurements.
    """

    def figures_of(period: PeriodId) -> Figures | None:
        found = opened(workspace, period).document if period in workspace.periods() else None
        return compute(found).figures if found else None

    citations = Citations(figures_of, int(document.profile.quarterly.summary_places.value))
    known, unknown = resolved(workspace, texts_in(presented.context), citations)
    said = (*pinpointed(workspace, presented.diagnostics), *unknown)
    if has_errors(said):
        return None, said
    wanted = measures(document.profile)
    paper = Paper(
        kind=kind,
        folder=str(folder),
        stamp=datetime.combine(day, time(), UTC),
        font=str(document.profile.font),
        form=form_of(document.workspace, document.profile),
        presented=replace(presented, context=cited(presented.context, known)),
        build_template=None if wanted == Measures() else lambda: template(wanted),
    )
    return paper, said
