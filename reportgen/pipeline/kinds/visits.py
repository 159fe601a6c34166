"""The order of the stages for the report on site visits: find the visits, load, validate, present."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.compute.period import compute
from reportgen.diagnostics import Diagnostic, Rule, Severity, Span, unique
from reportgen.errors import ExitCode, Stop
from reportgen.load.yaml_text import load
from reportgen.model.scalars import PeriodId
from reportgen.ooxml.measures import Measures
from reportgen.pipeline.make import Artifact, Paper, Result, Wishes, darkroom, make
from reportgen.pipeline.opened import completed, opened
from reportgen.present.visits import present
from reportgen.thai.reading import ReadError
from reportgen.workspace import Workspace

KIND = "visits"

VISIT_UNKNOWN = Rule(
    "visit-unknown",
    Severity.ERROR,
    "There is no site visit {visit} in this workspace.",
    "Visits here: {known}. Name one of them, or a period such as 2565-q1.",
    ExitCode.USAGE,
)
RULES = (VISIT_UNKNOWN,)


def visits(workspace: Workspace, names: Sequence[str], *, pdf: bool, force: bool) -> Result:
    """Makes a report for each of `names`: a period's visits together, or a visit by its id; of the newest
    period without names. As DOCX, and as PDF when asked."""
    chosen = [_chosen(workspace, name) for name in names] or [(workspace.period(None), None)]
    said: list[Diagnostic] = []
    artifacts: list[Artifact] = []
    for period, visit in dict.fromkeys(chosen):
        paper, found = visits_paper(workspace, period, visit)
        result = Result(found) if paper is None else make(workspace, paper, found, Wishes(pdf, force))
        said += result.diagnostics
        artifacts += result.artifacts
    return Result(unique(said), tuple(artifacts))


def visits_paper(
    workspace: Workspace, period: PeriodId, visit: str | None
) -> tuple[Paper | None, tuple[Diagnostic, ...]]:
    """The report on a visit of `period`, or on all of them, ready to render; None where there is an error."""
    found = opened(workspace, period)
    document = found.document
    if document is None:
        return None, found.diagnostics
    held = document.period.visits.visits
    one = next(each for each in held if each.id == visit) if visit else None
    presented = present(document, compute(document).figures, darkroom(workspace), one)
    days = [each.reported or each.date.last for each in held if one in (None, each)]
    paper, more = completed(
        workspace,
        document,
        presented,
        kind=KIND,
        folder=period,
        day=max(days, default=period.days.last),
        template=_template,
    )
    return paper, (*found.diagnostics, *more)


def _chosen(workspace: Workspace, name: str) -> tuple[PeriodId, str | None]:
    """The period and visit that `name` means; raises Stop where it means neither."""
    try:
        return workspace.period(str(PeriodId.read(name.rstrip("/\\")))), None
    except ReadError:
        known = {visit: period for period in workspace.periods() for visit in _ids(workspace, period)}
    if name not in known:
        args = {"visit": name, "known": ", ".join(known) or "-"}
        raise Stop(Diagnostic(VISIT_UNKNOWN, (Span("."),), args))
    return known[name], name


def _ids(workspace: Workspace, period: PeriodId) -> Iterator[str]:
    """The ids of a period's visits, as far as its file can be read; what is wrong with it is said later."""
    file = f"{period}/visits.yaml"
    data = workspace.read(file)
    source = load(data, file).source if data is not None else None
    tree = source.tree if source else None
    listed = tree.get("visits") if isinstance(tree, dict) else None
    for visit in listed if isinstance(listed, list) else ():
        id_ = visit.get("id") if isinstance(visit, dict) else None
        if isinstance(id_, str):
            yield id_


def _template(wanted: Measures) -> bytes:
    from reportgen.present.visits.template import template  # only where a profile measures otherwise

    return template(wanted)
