"""Everything that is wrong with a workspace, or with some of its papers, in one run; makes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportgen.diagnostics import Diagnostic
from reportgen.model.scalars import PeriodId
from reportgen.pipeline.entries import compare
from reportgen.pipeline.kinds.circular import KIND as CIRCULAR
from reportgen.pipeline.kinds.circular import circular_paper, frozen, not_ready
from reportgen.pipeline.kinds.guideline import KIND as GUIDELINE
from reportgen.pipeline.kinds.guideline import guideline_paper
from reportgen.pipeline.kinds.memo import KIND as MEMO
from reportgen.pipeline.kinds.memo import memo_document, memo_paper
from reportgen.pipeline.kinds.monthly import KIND as MONTHLY
from reportgen.pipeline.kinds.monthly import monthly_paper
from reportgen.pipeline.kinds.quarterly import KIND as QUARTERLY
from reportgen.pipeline.kinds.quarterly import report
from reportgen.pipeline.kinds.visits import KIND as VISITS
from reportgen.pipeline.kinds.visits import visits_paper
from reportgen.pipeline.make import Paper, Result, compiled_template, template_faults, template_name
from reportgen.pipeline.selection import selection
from reportgen.present.guideline.codes import GUIDELINE_MISSING
from reportgen.workspace import Workspace

_OF_PERIODS = (QUARTERLY, MONTHLY, VISITS)
_OF_MEMOS = (MEMO, CIRCULAR)


def check(workspace: Workspace, names: Sequence[str] = ()) -> Result:
    """What is wrong with the periods (`2565-q1`) and memos (`memos/….yaml`) named; without names, with all
    of them and with the guideline, if the plan has one; and with the workspace's own templates for those
    papers. Each thing is told once."""
    memos = [name for name in names if name.endswith(".yaml")]
    periods = [workspace.period(name) for name in names if name not in memos]
    kinds = _OF_PERIODS * bool(periods) + _OF_MEMOS * bool(memos)
    found, papers = list(workspace.misnamed()), []
    if not names:
        periods, memos = list(workspace.periods()), list(workspace.memos())
        periods = periods or ([] if memos else [workspace.period(None)])
        kinds = (*_OF_PERIODS, GUIDELINE, *_OF_MEMOS)
        found += selection(workspace)[1]
        paper, said = guideline_paper(workspace)
        found += (each for each in said if each.rule is not GUIDELINE_MISSING)
        papers.append(paper)
    for period in periods:
        paper, said = report(workspace, period)
        found += said
        papers.append(paper)
    for name in memos:
        document, said = memo_document(workspace, name)
        found += [*said, *(compare(workspace, document) if document else ())]
        papers.append(memo_paper(document) if document else None)
        if document and workspace.read(template_name(CIRCULAR)) is not None and not any(not_ready(document)):
            papers.append(circular_paper(frozen(workspace, document)))
    ready = [paper for paper in papers if paper is not None]
    found += _of_templates(workspace, kinds, ready, periods) if ready else ()
    return Result(_unique(found))


def _of_templates(
    workspace: Workspace, kinds: Iterable[str], papers: Sequence[Paper], periods: Sequence[PeriodId]
) -> Iterator[Diagnostic]:
    """What is wrong with the templates that the agency edited itself, each filled with its papers; where it
    has none that is without errors, as it is, with the font of any."""
    for kind in kinds:
        if workspace.read(template_name(kind)) is None:
            continue
        shown = [paper for paper in (*papers, *_further(workspace, kind, periods)) if paper.kind == kind]
        for paper in shown:
            yield from template_faults(workspace, paper)
        if not shown:
            yield from compiled_template(workspace, papers[0]._replace(kind=kind))[1]


def _further(workspace: Workspace, kind: str, periods: Sequence[PeriodId]) -> Iterator[Paper]:
    """A paper of a kind that is checked by its period, whose faults were said there."""
    made = None
    if kind == MONTHLY and periods:
        made, _ = monthly_paper(workspace, None)
    elif kind == VISITS and periods:
        made, _ = visits_paper(workspace, periods[-1], None)
    if made is not None:
        yield made


def _unique(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each thing once, in the order first said."""
    return tuple({(each.code, each.spans, *each.args.values()): each for each in diagnostics}.values())
