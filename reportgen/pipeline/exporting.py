"""The order of the stages for an export: a report's tables, the ledger, the recommendations, as workbooks.

A workbook that was edited since is kept, as every paper is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from reportgen import ledger
from reportgen.diagnostics import Diagnostic, has_errors
from reportgen.model.figures import FollowUp
from reportgen.model.tables import Table
from reportgen.pipeline.citing import resolved
from reportgen.pipeline.kinds.quarterly import Quarter, citations, quarter
from reportgen.pipeline.ledgers import ledger_folder, placed
from reportgen.pipeline.make import STATE_FOLDER, Artifact, Result
from reportgen.present.tables import ledger_table, recommendations_table, report_tables, texts_of, worded
from reportgen.publish import OnEdited, publish_file
from reportgen.render.workbook import workbook
from reportgen.workspace import Workspace

_NO_DAY = date(2000, 1, 1)
"""Dates a workbook whose inputs have no day."""
_KINDS = {"memo": "บันทึกข้อความ", "circular": "หนังสือเวียน"}


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook to make: its name in the workspace, title, day and tables."""

    name: str
    title: str
    day: date
    tables: Sequence[Table]


def export_report(workspace: Workspace, period: str | None, *, force: bool) -> Result:
    """Every table of the report of `period` (the newest without a name)."""
    wanted = workspace.period(period)
    found = quarter(workspace, wanted)
    if found.document is None or found.figures is None or has_errors(found.diagnostics):
        return Result(found.diagnostics)
    tables, unknown = _worded(workspace, found, report_tables(found.document, found.figures))
    book = _Book(
        f"out/{wanted}/ตารางรายงานไตรมาส-{wanted}.xlsx",
        f"ตารางรายงานไตรมาส {wanted}",
        found.document.period.spending.as_of,
        tables,
    )
    return _put(workspace, book, (*found.diagnostics, *unknown), force=force)


def export_recommendations(workspace: Workspace, *, force: bool) -> Result:
    """Every recommendation of the year's periods, each as it stands in the last one that has it."""
    latest: dict[str, FollowUp] = {}
    last: Quarter | None = None
    said: dict[tuple[object, ...], Diagnostic] = {}
    day = _NO_DAY
    for period in workspace.periods() or (workspace.period(None),):
        found = quarter(workspace, period)
        said |= {(each.code, each.spans, *each.args.values()): each for each in found.diagnostics}
        if found.document is not None and found.figures is not None:
            latest |= {str(each.recommendation.id): each for each in found.figures.follow_ups}
            last, day = found, found.document.period.spending.as_of
    told = tuple(said.values())
    if has_errors(told):
        return Result(told)
    tables, unknown = _worded(workspace, last, (recommendations_table(latest.values(), day),))
    book = _Book("out/ข้อเสนอแนะ.xlsx", "ข้อเสนอแนะ", day, tables)
    return _put(workspace, book, (*told, *unknown), force=force)


def _worded(
    workspace: Workspace, quarter: Quarter | None, tables: Sequence[Table]
) -> tuple[Sequence[Table], tuple[Diagnostic, ...]]:
    """The tables with the citations in their texts put in, as the report of `quarter` has them."""
    if quarter is None or quarter.document is None or quarter.figures is None:
        return tables, ()
    known, unknown = resolved(
        workspace, texts_of(tables), citations(workspace, quarter.document, quarter.figures)
    )
    return worded(tables, known), tuple(unknown)


def export_ledger(workspace: Workspace, *, force: bool) -> Result:
    """The ledger, one row a number."""
    listing = ledger.entries(ledger_folder(workspace))
    days = [each.registration.date for each in listing.entries if each.registration]
    table = ledger_table(ledger.HEADERS, ledger.rows(listing.entries, _KINDS))
    day = max((each for each in days if each), default=_NO_DAY)
    book = _Book("out/ทะเบียน.xlsx", "ทะเบียน", day, (table,))
    return _put(workspace, book, placed(workspace, listing.diagnostics), force=force)


def _put(workspace: Workspace, book: _Book, said: tuple[Diagnostic, ...], *, force: bool) -> Result:
    data = workbook(book.tables, title=book.title, created=datetime.combine(book.day, time(), UTC))
    published = publish_file(
        data,
        workspace.root / book.name,
        name=book.name,
        root=workspace.root,
        folder=workspace.root / STATE_FOLDER,
        today=workspace.settings.now.date(),
        on_edited=OnEdited.FORCE if force else OnEdited.STOP,
    )
    artifact = Artifact(book.name, published.outcome)
    return Result((*said, *published.diagnostics), (artifact,))
