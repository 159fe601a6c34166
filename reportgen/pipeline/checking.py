"""Everything that is wrong with a workspace, or with some of its papers, in one run; makes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.diagnostics import Diagnostic
from reportgen.pipeline.entries import compare
from reportgen.pipeline.kinds.circular import KIND as CIRCULAR
from reportgen.pipeline.kinds.guideline import KIND as GUIDELINE
from reportgen.pipeline.kinds.guideline import guideline_paper
from reportgen.pipeline.kinds.memo import KIND as MEMO
from reportgen.pipeline.kinds.memo import memo_document, memo_paper
from reportgen.pipeline.kinds.monthly import KIND as MONTHLY
from reportgen.pipeline.kinds.quarterly import KIND as QUARTERLY
from reportgen.pipeline.kinds.quarterly import report
from reportgen.pipeline.kinds.visits import KIND as VISITS
from reportgen.pipeline.make import Result
from reportgen.pipeline.own_templates import faults, misnamed
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
    found, papers, documents = [*workspace.misnamed(), *misnamed(workspace)], [], []
    if not names:
        periods, memos = list(workspace.periods()), list(workspace.memos())
        periods = periods or ([] if memos else [workspace.period(None)])
        kinds = (*_OF_PERIODS, GUIDELINE, *_OF_MEMOS)
        found += selection(workspace)[1]
        paper, said = guideline_paper(workspace)
        found += (each for each in said if each.rule is not GUIDELINE_MISSING)
        papers += [paper] if paper else []
    for period in periods:
        paper, said = report(workspace, period)
        found += said
        papers += [paper] if paper else []
    for name in memos:
        document, said = memo_document(workspace, name)
        found += [*said, *(compare(workspace, document) if document else ())]
        documents += [document] if document else []
    papers += map(memo_paper, documents)
    found += faults(workspace, kinds, papers, periods, documents)
    return Result(_unique(found))


def _unique(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each thing once, in the order first said."""
    return tuple({(each.code, each.spans, *each.args.values()): each for each in diagnostics}.values())
