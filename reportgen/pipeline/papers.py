"""Which papers of ours a memo may attach: what `paper:` names, and whether it can be made here."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Rule, Severity
from reportgen.model.scalars import PeriodId
from reportgen.model.source import Source, texts_of
from reportgen.thai.reading import ReadError
from reportgen.workspace import Workspace

ATTACHMENT_PAPER = Rule(
    "attachment-paper-unknown",
    Severity.ERROR,
    "{paper} is not a paper that can be made here.",
    "Write guideline, or quarterly and a period of this workspace, such as quarterly 2565-q1.",
)
RULES = (ATTACHMENT_PAPER,)


def check_papers(workspace: Workspace, memo: Source) -> Iterator[Diagnostic]:
    """Every `paper:` among the attachments of the file `memo` that names none."""
    for path, text in texts_of(memo.tree):
        is_paper = path[:1] == ("attachments",) and len(path) == 3 and path[2] == "paper"
        if is_paper and text.strip() and paper_named(workspace, text) is None:
            yield Diagnostic(ATTACHMENT_PAPER, (memo.map.value(path),), {"paper": text})


def paper_named(workspace: Workspace, text: str) -> tuple[str, PeriodId | None] | None:
    """The kind and the period that `quarterly 2565-q1` or `guideline` names; None where there is none."""
    kind, _, name = " ".join(text.split()).partition(" ")
    if kind == "guideline" and not name:
        return kind, None
    try:
        period = PeriodId.read(name)
    except ReadError:
        return None
    return (kind, period) if kind == "quarterly" and period in workspace.periods() else None
