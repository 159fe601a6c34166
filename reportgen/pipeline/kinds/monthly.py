"""The order of the stages for the monthly overview: choose the snapshot, load, validate, compute, present."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.compute.monthly import monthly as figures_of_month
from reportgen.compute.period import compute
from reportgen.diagnostics import Diagnostic, Rule, Severity, Span
from reportgen.errors import ExitCode, Stop
from reportgen.model.document import Document
from reportgen.model.scalars import PeriodId
from reportgen.ooxml.measures import Measures
from reportgen.pipeline.make import Paper, Result, Wishes, make
from reportgen.pipeline.opened import completed, opened
from reportgen.present.monthly import present
from reportgen.thai.dates import Month, read_month, show_month
from reportgen.thai.fiscal import fiscal_quarter, fiscal_year, month_days
from reportgen.thai.reading import ReadError
from reportgen.workspace import Workspace

KIND = "monthly"

MONTH_UNKNOWN = Rule(
    "month-unknown",
    Severity.ERROR,
    "{month} is not a month of a year.",
    "Write it as พ.ย. 2564, พฤศจิกายน 2564, 11/2564 or 2564-11.",
    ExitCode.USAGE,
)
MONTH_WITHOUT_DATA = Rule(
    "month-without-data",
    Severity.ERROR,
    "No period here has the spending of {month}.",
    "Write it into the spending.yaml of its quarter or of a later one; periods here: {known}.",
    ExitCode.USAGE,
)
RULES = (MONTH_UNKNOWN, MONTH_WITHOUT_DATA)


def monthly(workspace: Workspace, month: str | None, *, pdf: bool, force: bool) -> Result:
    """Makes the overview of `month` (the newest without a name) as DOCX, and as PDF when asked."""
    paper, said = monthly_paper(workspace, month)
    return Result(said) if paper is None else make(workspace, paper, said, Wishes(pdf, force))


def monthly_paper(workspace: Workspace, month: str | None) -> tuple[Paper | None, tuple[Diagnostic, ...]]:
    """The overview ready to render, None where there is an error; Stop where no period has the month."""
    wanted = _month(month) if month else None
    document, said = _snapshot(workspace, wanted)
    if document is None:
        return None, said
    as_of = document.period.spending.as_of
    figures = figures_of_month(document, wanted or Month(as_of.year, as_of.month))
    presented = present(document, compute(document).figures, figures)
    paper, more = completed(
        workspace,
        document,
        presented,
        kind=KIND,
        folder=figures.period,
        day=min(as_of, month_days(figures.month).last),
        template=_template,
    )
    return paper, (*said, *more)


def _month(text: str) -> Month:
    try:
        return read_month(text)
    except ReadError:
        raise Stop(Diagnostic(MONTH_UNKNOWN, (Span("."),), {"month": text})) from None


def _snapshot(workspace: Workspace, month: Month | None) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document of the first period whose spending has the month: its own quarter or a later one of the
    year; of the newest period without a month."""
    for period in _candidates(workspace, month):
        found = opened(workspace, period, money_only=True)
        document = found.document
        if document is None or month is None or document.period.spending.as_of >= month_days(month).first:
            return document, found.diagnostics
    known = ", ".join(map(str, workspace.periods())) or "-"
    args = {"month": show_month(month, glue=False) if month else "-", "known": known}
    raise Stop(Diagnostic(MONTH_WITHOUT_DATA, (Span("."),), args))


def _candidates(workspace: Workspace, month: Month | None) -> Iterable[PeriodId]:
    """The periods that may have the month, the likeliest first."""
    if month is None:
        return [workspace.period(None)]
    day = month_days(month).last
    own = PeriodId(fiscal_year(day), fiscal_quarter(day))
    return [each for each in workspace.periods() if each >= own and each.fiscal_year == own.fiscal_year]


def _template(wanted: Measures) -> bytes:
    from reportgen.present.monthly.template import template  # only where a profile measures otherwise

    return template(wanted)
