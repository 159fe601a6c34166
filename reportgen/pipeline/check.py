"""Everything that is wrong with a workspace, or with some of its papers, in one run; makes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.diagnostics import Diagnostic
from reportgen.pipeline.entries import compare
from reportgen.pipeline.make import Paper, Result, compiled_template
from reportgen.pipeline.memo import memo_document
from reportgen.pipeline.quarterly import report
from reportgen.workspace import Workspace


def check(workspace: Workspace, names: Sequence[str] = ()) -> Result:
    """What is wrong with the periods (`2565-q1`) and memos (`memos/….yaml`) named, with all of them
    without names; each thing once."""
    memos = [name for name in names if name.endswith(".yaml")]
    chosen = [workspace.period(name) for name in names if name not in memos]
    found = list(workspace.misnamed())
    if not names:
        chosen, memos = list(workspace.periods()), list(workspace.memos())
        chosen = chosen or ([] if memos else [workspace.period(None)])
    last: Paper | None = None
    for period in chosen:
        paper, said = report(workspace, period)
        found += said
        last = paper or last
    for name in memos:
        document, said = memo_document(workspace, name)
        found += [*said, *(compare(workspace, document) if document else ())]
    if last is not None:
        found += compiled_template(workspace, last)[1]
    return Result(_unique(found))


def _unique(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each thing once, in the order first said."""
    return tuple({(each.code, each.spans, *each.args.values()): each for each in diagnostics}.values())
