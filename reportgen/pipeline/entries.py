"""A memo beside what the ledger has of it."""

from __future__ import annotations

from pathlib import Path

from reportgen import ledger
from reportgen.diagnostics import Diagnostic, Rule, Severity
from reportgen.ledger import Entry, Number, Series
from reportgen.model.document import MemoDocument
from reportgen.model.memo_scalars import DocumentNumber
from reportgen.sources import ledger_place
from reportgen.thai.dates import show_day
from reportgen.workspace import Workspace

MEMO, CIRCULAR = "memo", "circular"
OWN_LEDGER = "ledger"

NUMBER_UNREGISTERED = Rule(
    "memo-number-unregistered",
    Severity.WARNING,
    "The number {number} of {file} is not in the ledger.",
    "Take it out of the file and record it with: reportgen register {file} --number {number}",
)
DECISION_DIFFERS = Rule(
    "memo-decision-differs",
    Severity.WARNING,
    "The decision in {file} is not the one in the ledger: {recorded}.",
    "The file tells what stands on paper: correct it by the scan, or record the decision with approve.",
)
RULES = (NUMBER_UNREGISTERED, DECISION_DIFFERS)


def compare(workspace: Workspace, document: MemoDocument) -> tuple[Diagnostic, ...]:
    """Where a memo's file and the ledger do not agree."""
    given = document.memo.number
    if given is None or given.number is None or not _keeps_ledger(workspace):
        return ()
    entry = entry_of(workspace, document)
    args = {"file": document.name, "number": str(given)}
    if entry is None or entry.registration is None:
        return (Diagnostic(NUMBER_UNREGISTERED, (document.places.value(("number",)),), args),)
    decided = document.memo.record.decided if document.memo.record else None
    recorded = entry.decision
    if recorded is not None and (
        decided is None or (decided.date, decided.result) != (recorded.date, recorded.result.value)
    ):
        told = f"{recorded.result.value} {show_day(recorded.date, 'short')}"
        span = document.places.value(("record", "decided"))
        return (Diagnostic(DECISION_DIFFERS, (span,), {"file": document.name, "recorded": told}),)
    return ()


def entry_of(workspace: Workspace, document: MemoDocument) -> Entry | None:
    """The ledger's entry of a numbered memo."""
    given = document.memo.number
    if given is None or given.number is None:
        return None
    return ledger.entry(ledger_folder(workspace), number_of(document, given))


def ledger_folder(workspace: Workspace) -> Path:
    """Where the workspace says that its ledger is, a folder that must be there; else one within it."""
    return (workspace.root / (ledger_place(workspace.read) or OWN_LEDGER)).resolve()


def ready_ledger(workspace: Workspace) -> Path:
    """The same for writing; the workspace's own is made at need."""
    if ledger_place(workspace.read) is None:
        (workspace.root / OWN_LEDGER).mkdir(exist_ok=True)
    return ledger_folder(workspace)


def number_of(document: MemoDocument, given: DocumentNumber) -> Number:
    """The ledger's number for a memo's whole number, in the series of its unit."""
    kind = CIRCULAR if given.is_circular else MEMO
    return Number(Series(given.year, str(document.memo.unit), kind), given.number or 0)


def _keeps_ledger(workspace: Workspace) -> bool:
    """Whether this agency uses a ledger at all."""
    return ledger_place(workspace.read) is not None or ledger_folder(workspace).is_dir()
