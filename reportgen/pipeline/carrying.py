"""The order of the stages for beginning a quarter: load and validate what came before, carry, write out."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.compute.carrying import Standpoint, carry
from reportgen.diagnostics import Diagnostic, Rule, Severity, Span, has_errors
from reportgen.errors import ExitCode
from reportgen.model.document import Document
from reportgen.model.scalars import PeriodId
from reportgen.pipeline.kinds.quarterly import quarter
from reportgen.pipeline.year import year
from reportgen.present.carrying import carried_files
from reportgen.workspace import Workspace

PERIOD_EXISTS = Rule(
    "period-exists",
    Severity.ERROR,
    "There is a folder {period} already; nothing was written.",
    "Go on with it, or rename it to begin anew.",
    ExitCode.USAGE,
)
PERIOD_ELSEWHERE = Rule(
    "period-of-another-year",
    Severity.ERROR,
    "The period {period} does not belong to this workspace, whose fiscal year is {year}.",
    "Begin the new year's workspace with its reportgen.yaml and plan.yaml, name this one there as previous:, "
    "and run the command there.",
    ExitCode.USAGE,
)
RULES = (PERIOD_EXISTS, PERIOD_ELSEWHERE)


def new_quarter(
    workspace: Workspace, period: PeriodId | None
) -> tuple[Mapping[str, str] | None, tuple[Diagnostic, ...]]:
    """The files of `period` (without one, of the quarter after the newest) by their names in the workspace,
    None where there is an error; nothing is written."""
    found = year(workspace)
    if found.workspace is None or found.plan is None or has_errors(found.diagnostics):
        return None, found.diagnostics
    wanted = period or _next(workspace, found.plan.fiscal_year)
    if wanted.fiscal_year != found.plan.fiscal_year:
        args = {"period": str(wanted), "year": str(found.plan.fiscal_year)}
        return None, (Diagnostic(PERIOD_ELSEWHERE, (Span("."),), args),)
    if (workspace.root / str(wanted)).exists():
        return None, (Diagnostic(PERIOD_EXISTS, (Span(str(wanted)),), {"period": str(wanted)}),)
    before = [each for each in workspace.periods() if each < wanted]
    last: Document | None = None
    if before:
        earlier = quarter(workspace, before[-1])
        if earlier.document is None:
            return None, earlier.diagnostics
        last = earlier.document
    carried = carry(Standpoint(found.workspace, found.plan, last.periods if last else (), found.past), wanted)
    files = carried_files(carried)
    return {f"{wanted}/{name}": text for name, text in files.items()}, found.diagnostics


def _next(workspace: Workspace, fiscal_year: int) -> PeriodId:
    """The quarter after the newest here; the first without any, that of the next year after the fourth."""
    known = workspace.periods()
    if not known:
        return PeriodId(fiscal_year, 1)
    newest = known[-1]
    if newest.quarter == 4:
        return PeriodId(newest.fiscal_year + 1, 1)
    return PeriodId(newest.fiscal_year, newest.quarter + 1)
