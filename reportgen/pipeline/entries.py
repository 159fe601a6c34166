"""A memo and its circular beside what the ledger has of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from reportgen import ledger
from reportgen.diagnostics import Diagnostic, Rule, Severity, Span, unique
from reportgen.errors import Stop
from reportgen.ledger import Decision, Entry, Number, Series, State
from reportgen.model.document import MemoDocument
from reportgen.model.memo import Decided
from reportgen.model.memo_scalars import DocumentNumber
from reportgen.model.profile import Profile
from reportgen.model.source import Path as Place
from reportgen.pipeline import ledgers
from reportgen.pipeline.wording import wording_sha256
from reportgen.thai.dates import Month, show_day, show_month
from reportgen.workspace import Workspace

MEMO, CIRCULAR = "memo", "circular"

NUMBER_UNREGISTERED = Rule(
    "memo-number-unregistered",
    Severity.WARNING,
    "The number {number} of {file} is not in the ledger.",
    "Record it with: reportgen register {file} --number ... (and --circular where it is the circular's).",
)
NUMBER_OF_ANOTHER = Rule(
    "memo-number-of-another",
    Severity.WARNING,
    "The ledger gave the number {number}, which stands in {file}, to {paper}.",
    "Correct the number by the unit's register; if the file was renamed, give it its old name again.",
)
NUMBER_VOID = Rule(
    "memo-number-void",
    Severity.WARNING,
    "The number {number} of {file} was cancelled: {cause}",
    "To use the paper again, register it with another number, which takes the place of this one.",
)
DECISION_DIFFERS = Rule(
    "memo-decision-differs",
    Severity.WARNING,
    "The decision in {file} is not the one in the ledger: {recorded}.",
    "The file tells what stands on paper: correct it by the scan, or record the decision with approve.",
)
DECISION_UNRECORDED = Rule(
    "memo-decision-unrecorded",
    Severity.WARNING,
    "{file} tells a decision that is not in the ledger: {written}.",
    "Record it with: reportgen approve {file} --date ... --result ... --scan ...",
)
ALTERED = Rule(
    "memo-altered",
    Severity.ERROR,
    "{file} does not say what it said when it was registered with the number {number}.",
    "Put the text back as it stands on paper; to change it, write a new memo that cites this one.",
)
DAY_ALTERED = Rule(
    "memo-day-altered",
    Severity.ERROR,
    "{file} does not tell the date that was recorded with the number {number}: {recorded}.",
    "Write the date as it stands on paper. If it was recorded wrongly, cancel the number and register the"
    " paper with another.",
)
DAY_DIFFERS = Rule(
    "paper-day-differs",
    Severity.ERROR,
    "The file tells the date {written}, but {given} was to be recorded.",
    "Look at the paper, and correct the file or the option.",
)
RULES = (
    NUMBER_UNREGISTERED, NUMBER_OF_ANOTHER, NUMBER_VOID, DECISION_DIFFERS, DECISION_UNRECORDED, ALTERED,
    DAY_ALTERED, DAY_DIFFERS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """A numbered paper of a memo's file: the memo itself, or its circular, which stands at `at`."""

    at: Place
    number: DocumentNumber | None
    date: date | Month | None
    subject: str


def slot(document: MemoDocument, *, is_circular: bool) -> Slot | None:
    """The memo or its circular as a paper that is numbered; None where the file has no circular."""
    memo, circular = document.memo, document.memo.circular
    if not is_circular:
        return Slot((), memo.number, memo.date, _line(memo.subject))
    if circular is None:
        return None
    from reportgen.present.circular.opening import without_request  # other papers do without it

    given = circular.number
    if given is not None and has_series(document.profile):
        given = replace(given, is_circular=True)
    subject = _line(circular.subject) if circular.subject else without_request(memo.subject)
    return Slot(("circular",), given, circular.date, subject)


def has_series(profile: Profile) -> bool:
    """Whether circulars have a register of their own (ว)."""
    return profile.circular.series == "ว"


def compare(workspace: Workspace, document: MemoDocument) -> tuple[Diagnostic, ...]:
    """Where a memo's file and the ledger do not agree."""
    try:
        if not ledgers.is_kept(workspace):
            return ledgers.shared(workspace)
    except Stop as stop:  # of `ledger:` itself
        return tuple(each for each in stop.diagnostics if isinstance(each, Diagnostic))
    papers = [slot(document, is_circular=is_circular) for is_circular in (False, True)]
    said = [each for paper in papers if paper for each in _compare(workspace, document, paper)]
    return unique((*ledgers.shared(workspace), *said))


def _compare(workspace: Workspace, document: MemoDocument, paper: Slot) -> Iterator[Diagnostic]:
    given = paper.number
    if given is None or given.number is None:
        return
    number = number_of(document, given)
    yield from ledgers.damage(workspace, number.series)
    entry = ledger.entry(ledgers.ledger_folder(workspace), number)
    args = {"file": document.name, "number": str(given).replace("\u00a0", " ")}
    spans = (document.places.value((*paper.at, "number")),)
    decided = document.memo.record.decided if document.memo.record and not paper.at else None
    if entry is not None and entry.diagnostics:
        return  # told with the series
    if entry is not None and entry.cancellation and decided is None:
        yield Diagnostic(NUMBER_VOID, spans, {**args, "cause": entry.cancellation.reason})
    elif entry is None or entry.registration is None:
        yield Diagnostic(NUMBER_UNREGISTERED, spans, args)
    elif not ledgers.is_paper(workspace, entry.registration.paper, document.name):
        yield Diagnostic(NUMBER_OF_ANOTHER, spans, {**args, "paper": entry.registration.paper})
    else:
        yield from altered(workspace, document, is_circular=bool(paper.at))
        if not paper.at:
            yield from _decisions(document, entry, decided)


def altered(
    workspace: Workspace, document: MemoDocument, *, is_circular: bool = False
) -> Iterator[Diagnostic]:
    """Whether the memo or its circular says something else than when it was numbered, or tells another day;
    a memo that was sent back may."""
    entry = entry_of(workspace, document, is_circular=is_circular)
    if entry is not None and entry.state is not State.RETURNED:
        yield from differences(workspace, document, entry, is_circular=is_circular)


def differences(
    workspace: Workspace, document: MemoDocument, entry: Entry, *, is_circular: bool = False
) -> Iterator[Diagnostic]:
    """The same, also of a memo that was sent back."""
    given, paper = entry.registration, slot(document, is_circular=is_circular)
    if given is None or paper is None or not ledgers.is_paper(workspace, given.paper, document.name):
        return
    args = {"file": document.name, "number": ledger.show_number(entry.number)}
    said = wording_sha256(content(workspace, document.name), is_circular=is_circular)
    if given.wording_sha256 is not None and said != given.wording_sha256:
        yield Diagnostic(ALTERED, (document.places.value((*paper.at, "number")),), args)
    if entry.day is not None and paper.date != entry.day:
        args |= {"recorded": show_day(entry.day, glue=False)}
        yield Diagnostic(DAY_ALTERED, (document.places.value((*paper.at, "date")),), args)


def day_differs(document: MemoDocument, paper: Slot, new: date | None) -> Iterator[Diagnostic]:
    """Whether the file tells a day, or a month, that `new` is not of."""
    day = paper.date
    if day is None or new is None or day == new:
        return
    if isinstance(day, date) or (day.year, day.month) != (new.year, new.month):
        written = show_day(day, glue=False) if isinstance(day, date) else show_month(day, glue=False)
        args = {"written": written, "given": show_day(new, glue=False)}
        yield Diagnostic(DAY_DIFFERS, (document.places.value((*paper.at, "date")),), args)


def _decisions(document: MemoDocument, entry: Entry, decided: Decided | None) -> Iterator[Diagnostic]:
    recorded, args = entry.decision, {"file": document.name}
    span = document.places.value(("record", "decided"))
    if recorded is not None and (decided is None or not recorded.is_of(decision_of(decided))):
        yield Diagnostic(DECISION_DIFFERS, (span,), {**args, "recorded": told(recorded)})
    elif decided is not None and not is_recorded(entry, decision_of(decided)):
        yield Diagnostic(DECISION_UNRECORDED, (span,), {**args, "written": told(decision_of(decided))})


def decision_of(decided: Decided) -> Decision:
    """What a memo's file tells of its decision, as the ledger has it."""
    return Decision(decided.date, ledger.Result(decided.result), decided.order)


def is_recorded(entry: Entry, decision: Decision) -> bool:
    """Whether the ledger has it, be it of an earlier version of the paper."""
    made = (event.deed for event in entry.events)
    return any(isinstance(each, Decision) and each.is_of(decision) for each in made)


def told(decision: Decision) -> str:
    """A decision in a message."""
    order = f" ({_line(decision.order_text)})" if decision.order_text else ""
    return f"{decision.result.value}{order} {show_day(decision.date, 'short', glue=False)}"


def entry_of(workspace: Workspace, document: MemoDocument, *, is_circular: bool = False) -> Entry | None:
    """The ledger's entry of a numbered memo, or of its circular."""
    paper = slot(document, is_circular=is_circular)
    if paper is None or paper.number is None or paper.number.number is None:
        return None
    return ledger.entry(ledgers.ledger_folder(workspace), number_of(document, paper.number))


def is_void(entry: Entry | None) -> bool:
    """Whether the number was cancelled before anything was decided on its paper."""
    if entry is None or entry.state is not State.CANCELLED:
        return False
    return entry.decision is None or entry.decision.result is ledger.Result.RETURNED


def number_of(document: MemoDocument, given: DocumentNumber) -> Number:
    """The ledger's number for a memo's whole number, in the series of its unit."""
    return Number(series_of(str(document.memo.unit), given.year, given.is_circular), given.number or 0)


def series_of(unit: str, year: int, is_circular: bool) -> Series:
    """The series of a unit (its id), a calendar year (B.E.) and a kind of paper."""
    return Series(year, unit, CIRCULAR if is_circular else MEMO)


def content(workspace: Workspace, file: str) -> bytes:
    """The bytes of a memo's file that was read before."""
    data = workspace.read(file)
    if data is None:
        raise FileNotFoundError(file)
    return data


def file_place(file: str) -> tuple[Span, ...]:
    """The place of what was said on the command line of a file."""
    return (Span(file),)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
