"""The templates that an agency edited itself: their folders, and what is wrong with them once filled.

Only looks at them; a paper is made by `make`, which tells the same faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from reportgen.diagnostics import Diagnostic, Rule, Severity, Span, has_errors
from reportgen.model.document import MemoDocument
from reportgen.model.scalars import PeriodId
from reportgen.pipeline import KINDS
from reportgen.pipeline.kinds.circular import KIND as CIRCULAR
from reportgen.pipeline.kinds.circular import circular_paper, not_ready
from reportgen.pipeline.kinds.memo import KIND as MEMO
from reportgen.pipeline.kinds.memo import memo_paper
from reportgen.pipeline.kinds.monthly import KIND as MONTHLY
from reportgen.pipeline.kinds.monthly import monthly_paper
from reportgen.pipeline.kinds.visits import KIND as VISITS
from reportgen.pipeline.kinds.visits import visits_paper
from reportgen.pipeline.make import Paper, compiled_template, own_template, written_of
from reportgen.workspace import Workspace

TEMPLATE_MISNAMED = Rule(
    "template-misnamed",
    Severity.WARNING,
    "The folder {folder} is not read: no kind of paper is called like it.",
    "The folders of templates are called {kinds}. Rename it; if it is a copy, move it out of templates.",
)
RULES = (TEMPLATE_MISNAMED,)
_FOLDER = "templates"


def misnamed(workspace: Workspace) -> Iterator[Diagnostic]:
    """The folders of Word files in `templates` that are called like no kind of paper."""
    from difflib import get_close_matches  # needed for mistakes alone

    for name in workspace.folders(_FOLDER):
        folder, meant = (workspace.root / _FOLDER / each for each in (name, name.lower()))
        is_read = name.lower() in KINDS and meant.exists() and meant.samefile(folder)  # on Windows
        if not is_read and any(folder.glob("*.docx")):
            near = "".join(get_close_matches(name.lower(), KINDS, n=1, cutoff=0.6))
            args = {"folder": f"{_FOLDER}/{name}", "kinds": ", ".join(KINDS), "nearest": near}
            yield Diagnostic(TEMPLATE_MISNAMED, (Span(args["folder"]),), args)


def faults(
    workspace: Workspace,
    kinds: Iterable[str],
    papers: Sequence[Paper],
    periods: Sequence[PeriodId],
    documents: Sequence[MemoDocument],
) -> Iterator[Diagnostic]:
    """What is wrong with the workspace's own templates of `kinds`, in themselves and filled with `papers` and
    with what else is made of the `periods` and memos. Nothing without any paper, which tells the font."""
    others = _others(workspace, periods, documents)
    for kind in kinds if papers else ():
        if workspace.read(own_template(kind)) is None:
            continue
        compiled, said = compiled_template(workspace, papers[0]._replace(kind=kind))
        yield from said
        if compiled is not None:
            of_kind = others[kind]() if kind in others else (each for each in papers if each.kind == kind)
            yield from (fault for paper in of_kind for fault in written_of(compiled, paper).diagnostics)


def _others(
    workspace: Workspace, periods: Sequence[PeriodId], documents: Sequence[MemoDocument]
) -> Mapping[str, Callable[[], Iterator[Paper]]]:
    """The papers that are only made ready for the sake of their template, by kind: a memo as a draft and as
    filed, too. What is wrong with their data is said without them."""

    def months() -> Iterator[Paper]:
        paper = monthly_paper(workspace, None)[0] if periods else None
        yield from [paper] if paper else ()

    def visits() -> Iterator[Paper]:
        for period in periods:
            paper, _ = visits_paper(workspace, period, None)
            yield from [paper] if paper else ()

    def memos() -> Iterator[Paper]:
        for document in documents:
            yield memo_paper(document)
            yield memo_paper(document, draft=True)
            yield memo_paper(document, filed=True)

    def circulars() -> Iterator[Paper]:
        return (circular_paper(each) for each in documents if not has_errors(not_ready(each)))

    return {MONTHLY: months, VISITS: visits, MEMO: memos, CIRCULAR: circulars}
