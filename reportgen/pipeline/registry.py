"""Numbers and decisions: a memo's file and the ledger kept in step.

The ledger is the truth for numbers and hashes, the memo's YAML for what stands on paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from reportgen import ledger
from reportgen.diagnostics import Diagnostic, Rule, Severity, Span
from reportgen.ledger import Decision, Recorded, Registration
from reportgen.load.write_back import Value, set_values
from reportgen.model.document import MemoDocument
from reportgen.model.memo_scalars import DocumentNumber
from reportgen.model.source import Path as Place
from reportgen.pipeline.entries import ledger_folder, number_of, ready_ledger
from reportgen.pipeline.make import Result
from reportgen.pipeline.memo import memo_document
from reportgen.thai.dates import show_day
from reportgen.workspace import Workspace

NUMBER_HAS = Rule(
    "memo-number-has",
    Severity.ERROR,
    "{file} has the number {number} already.",
    "A number is kept: write a new memo that cites this one.",
)
NUMBER_ABSENT = Rule(
    "memo-number-absent",
    Severity.ERROR,
    "{file} has no number yet.",
    "Register it first: reportgen register {file} --number ...",
)
FILE_UNKNOWN = Rule(
    "verify-unknown",
    Severity.ERROR,
    "{file} is not a file that the ledger recorded.",
    "It was changed after it was recorded, or never recorded; compare it with the paper.",
)
RULES = (NUMBER_HAS, NUMBER_ABSENT, FILE_UNKNOWN)


@dataclass(frozen=True, slots=True)
class Verified:
    """What the ledger knows of a file: a line for each record of it."""

    lines: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def register(workspace: Workspace, file: str, number: str, *, who: str, reserved: bool = False) -> Result:
    """Records the number that the unit's register gave to a memo, and writes it into the memo's file.

    The memo is checked as it will be with its number; a repeat of the same call completes what was left.
    """
    written = ledger.parse_number(number, span=Span(file))
    if isinstance(written, Diagnostic):
        return Result((written,))
    given = DocumentNumber(written.number, written.year or 0, written.is_circular)
    before, said = memo_document(workspace, file)
    if before is None:
        return Result(said)
    old = before.memo.number
    if old is not None and old.number is not None and old != given:
        args = {"file": file, "number": str(old)}
        return Result((Diagnostic(NUMBER_HAS, (before.places.value(("number",)),), args),))
    data = set_values(_content(workspace, file), {("number",): str(given).replace("\u00a0", " ")})
    after, said = memo_document(workspace, file, data)
    if after is None:
        return Result(said)
    recorded = ledger.register(
        ready_ledger(workspace),
        number_of(after, given),
        _registration(workspace, after, file, data),
        who=who,
        now=workspace.settings.now,
        reserved=reserved,
    )
    if not recorded.is_done and not _is_same(recorded, file, data):
        return Result((*said, *recorded.diagnostics))
    workspace.write(file, data)
    return Result(said)


def approve(workspace: Workspace, file: str, decision: Decision, *, who: str) -> Result:
    """Records what was decided on a numbered memo, and writes it into the memo's file."""
    document, said = memo_document(workspace, file)
    if document is None:
        return Result(said)
    given = document.memo.number
    if given is None or given.number is None:
        return Result((Diagnostic(NUMBER_ABSENT, (Span(file),), {"file": file}),))
    day = show_day(decision.date, glue=False)
    written: dict[str, Value] = {"date": day, "result": decision.result.value}
    if decision.order_text:
        written["order"] = decision.order_text
    data = set_values(_content(workspace, file), _recording(document, written))
    after, said = memo_document(workspace, file, data)
    if after is None:
        return Result(said)
    recorded = ledger.decide(
        ledger_folder(workspace),
        number_of(document, given),
        decision,
        who=who,
        now=workspace.settings.now,
    )
    if recorded.is_done or (recorded.entry and recorded.entry.decision == decision):  # or: completes a run
        workspace.write(file, data)
        return Result(said)
    return Result((*said, *recorded.diagnostics))


def verify(workspace: Workspace, file: Path) -> Verified:
    """Whether a file is one that the ledger recorded: sameness, not authority."""
    found = ledger.find_by_hash(ledger_folder(workspace), sha256(file.read_bytes()).hexdigest())
    if not found:
        return Verified((), (Diagnostic(FILE_UNKNOWN, (Span(str(file)),), {"file": str(file)}),))
    roles = {"content": "YAML", "docx": "Word", "scan": "scan"}
    lines = tuple(
        f"{match.entry.number.series.unit} {match.entry.number.number}/{match.entry.number.series.year}"
        f" · {roles[match.role]} · {match.entry.state.value}{'' if match.is_current else ' · ฉบับก่อน'}"
        for match in found
    )
    return Verified(lines, ())


def _registration(workspace: Workspace, document: MemoDocument, file: str, data: bytes) -> Registration:
    paper = workspace.read(f"out/memos/{Path(file).stem}.docx")
    day = document.memo.date
    return Registration(
        paper=file,
        subject=" ".join(str(document.memo.subject).split()),
        date=day if isinstance(day, date) else None,
        docx_sha256=sha256(paper).hexdigest() if paper is not None else None,
        content_sha256=sha256(data).hexdigest(),
        quantities={name: str(shown) for name, shown in document.quantities.items()},
    )


def _recording(document: MemoDocument, written: Mapping[str, Value]) -> dict[Place, Value]:
    """The changes that put a decision into a memo's file, whatever of `record:` it has already."""
    record = document.memo.record
    if record is None:
        return {("record",): {"decided": written}}
    if record.decided is None:
        return {("record", "decided"): written}
    return {("record", "decided", name): value for name, value in written.items()}


def _is_same(recorded: Recorded, file: str, data: bytes) -> bool:
    """Whether the number stands in the ledger for this very text: an earlier run stopped half-way."""
    entry = recorded.entry
    given = entry.registration if entry and not entry.cancellation else None
    same = sha256(data).hexdigest()
    return given is not None and (given.paper, given.content_sha256) == (file, same)


def _content(workspace: Workspace, file: str) -> bytes:
    data = workspace.read(file)
    if data is None:  # memo_document has read it
        raise FileNotFoundError(file)
    return data
