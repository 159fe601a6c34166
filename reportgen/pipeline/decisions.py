"""What was decided on a numbered memo: its file, the ledger and, for an order, the plan kept in step.

Everything is checked as it will be before anything is written: first the ledger, then the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from reportgen import ledger
from reportgen.diagnostics import Diagnostic, Rule, Severity, has_errors
from reportgen.ledger import Decision, Entry, Number, State, show_number
from reportgen.load.write_back import Value, set_values
from reportgen.model.document import MemoDocument
from reportgen.model.source import Path as Place
from reportgen.pipeline import duties
from reportgen.pipeline.entries import (
    altered,
    content,
    day_differs,
    decision_of,
    differences,
    entry_of,
    file_place,
    is_recorded,
    number_of,
    slot,
    told,
)
from reportgen.pipeline.kinds.memo import memo_document
from reportgen.pipeline.ledgers import damage_beside, ledger_folder, placed
from reportgen.pipeline.numbers import NUMBER_ABSENT, Told
from reportgen.pipeline.on_disk import as_on_disk
from reportgen.sources import PLAN
from reportgen.thai.dates import show_day
from reportgen.workspace import Workspace

DECISION_FUTURE = Rule(
    "decision-future",
    Severity.ERROR,
    "The decision is dated {date}, but today is {today}.",
    "Look at the date on paper; if that is right, set the clock of this computer.",
)
DECISION_WRITTEN = Rule(
    "memo-decision-written",
    Severity.ERROR,
    "The file tells another decision already: {written}. What was to be recorded is: {given}.",
    "Look at the signed paper. If the file is wrong, correct or take out decided: in it; then run again.",
)
SCAN_KNOWN = Rule(
    "scan-recorded-before",
    Severity.WARNING,
    "The same scan was recorded for {number}.",
    "Right if one scan holds both papers; else scan this paper, and tell whoever keeps the ledger.",
)
RETURNED = Rule(
    "memo-returned",
    Severity.NOTE,
    "{number} was returned and stays with {file}.",
    "Mend the file, make the memo again, and register it once more under the same number; then it can be"
    " decided on again.",
)
MENDED = Rule(
    "memo-returned-unregistered",
    Severity.ERROR,
    "{file} was changed after {number} was returned, and was not registered again.",
    "First record what it says now, under the same number: reportgen register {file} --number ...",
)
RULES = (DECISION_FUTURE, DECISION_WRITTEN, SCAN_KNOWN, RETURNED, MENDED)


def approve(
    workspace: Workspace, file: str, decision: Decision, *, who: str, duty: duties.Wish | None = None
) -> Told:
    """Records what was decided on a numbered memo, and writes it into the memo's file; its order, where that
    is wished, as a duty into the plan. A repeat of the same call completes what was left."""
    document, said = memo_document(workspace, file)
    if document is None:
        return Told(said)
    given = document.memo.number
    if given is None or given.number is None:
        return Told((Diagnostic(NUMBER_ABSENT, file_place(file), {"file": file}),))
    number, found = number_of(document, given), entry_of(workspace, document)
    faults = tuple(_in_the_way(workspace, document, found, decision))
    if faults:
        return Told((*said, *faults))
    decision = _completed(found, decision)
    before = content(workspace, file)
    data = set_values(before, _recording(document, decision))
    after, said = memo_document(workspace, file, data)
    if after is None:
        return Told(as_on_disk(said, file, before, data))
    watched = duties.watch(workspace, after, decision, duty)
    said = (*said, *_known_scan(workspace, file, decision, number), *watched.diagnostics)
    said = (*said, *damage_beside(workspace, number))
    if has_errors(said):
        return Told(said)
    made = replace(decision, content_sha256=sha256(data).hexdigest())
    by: dict[str, Any] = {"who": who, "now": workspace.settings.now}
    recorded = ledger.decide(ledger_folder(workspace), number, made, **by)
    answer = placed(workspace, recorded.diagnostics)
    if not (recorded.is_done or _completes(recorded.entry, decision)):
        return Told((*said, *answer))
    said = (*said, *(answer if recorded.is_done else ()))  # else an earlier run recorded it
    workspace.write(file, data)
    if watched.plan is not None:
        workspace.write(PLAN, watched.plan)
    if decision.result is ledger.Result.RETURNED:
        args = {"number": show_number(number), "file": file}
        said = (*said, Diagnostic(RETURNED, file_place(file), args))
    return Told(said, (f"{show_number(number)} · {told(decision)}",))


def _in_the_way(
    workspace: Workspace, document: MemoDocument, found: Entry | None, decision: Decision
) -> Iterator[Diagnostic]:
    """A date that has not come, other words or another day than those of the paper that was numbered, and
    another decision that nobody recorded."""
    today = workspace.settings.now.date()
    if decision.date > today:
        args = {"date": show_day(decision.date, glue=False), "today": show_day(today, glue=False)}
        yield Diagnostic(DECISION_FUTURE, (document.places.value(("date",)),), args)
    yield from altered(workspace, document)
    if found is not None and found.state is State.RETURNED and any(differences(workspace, document, found)):
        args = {"file": document.name, "number": show_number(found.number)}
        yield Diagnostic(MENDED, (document.places.value(("number",)),), args)
    paper = slot(document, is_circular=False)
    if paper is not None:
        yield from day_differs(document, paper, decision.paper_date)
    decided = document.memo.record.decided if document.memo.record else None
    if decided is None or decision.is_of(written := decision_of(decided)):
        return
    if found is None or not is_recorded(found, written):  # else it is that of an earlier version
        args = {"written": told(written), "given": told(decision)}
        yield Diagnostic(DECISION_WRITTEN, (document.places.key(("record", "decided")),), args)


def _recording(document: MemoDocument, decision: Decision) -> dict[Place, Value]:
    """The changes that put a decision into a memo's file, whatever of `record:` it has already, and the
    memo's own day if that is told with it."""
    changes = _deciding(document, decision)
    if decision.paper_date is not None and decision.paper_date != document.memo.date:
        changes[("date",)] = show_day(decision.paper_date, glue=False)
    return changes


def _completed(found: Entry | None, decision: Decision) -> Decision:
    """The decision with what was recorded of it before: a repeat adds to that."""
    made = found.decision if found else None
    if made is None or not decision.is_of(made):
        return decision
    scan, day = decision.scan_sha256 or made.scan_sha256, decision.paper_date or made.paper_date
    return replace(decision, scan_sha256=scan, paper_date=day)


def _deciding(document: MemoDocument, decision: Decision) -> dict[Place, Value]:
    written: dict[str, Value] = {
        "date": show_day(decision.date, glue=False),
        "result": decision.result.value,
    }
    if decision.order_text:
        written["order"] = decision.order_text
    record = document.memo.record
    if record is None:
        return {("record",): {"decided": written}}
    if record.decided is None:
        return {("record", "decided"): written}
    if decision.is_of(decision_of(record.decided)):  # as people wrote it
        return {}
    if record.decided.order is not None:
        written.setdefault("order", None)
    return {("record", "decided", name): value for name, value in written.items()}


def _known_scan(workspace: Workspace, file: str, decision: Decision, number: Number) -> Iterator[Diagnostic]:
    if decision.scan_sha256 is None:
        return
    for match in ledger.find_by_hash(ledger_folder(workspace), decision.scan_sha256):
        if match.entry.number != number:
            args = {"number": show_number(match.entry.number)}
            yield Diagnostic(SCAN_KNOWN, file_place(file), args)


def _completes(found: Entry | None, decision: Decision) -> bool:
    """Whether the ledger has this decision, with this scan if any: an earlier run stopped half-way."""
    made = found.decision if found and not found.cancellation else None
    if made is None or not made.is_of(decision):
        return False
    return (decision.scan_sha256, decision.paper_date) == (made.scan_sha256, made.paper_date)
