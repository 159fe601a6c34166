"""Numbers given to memos and their circulars: the file and the ledger kept in step; whose file a file is.

The ledger is the truth for numbers and hashes, the memo's YAML for what stands on paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from reportgen import ledger
from reportgen.diagnostics import Diagnostic, Rule, Severity, Span, has_errors
from reportgen.disk import file_stem
from reportgen.ledger import Entry, Number, Registration, Series, State, show_number
from reportgen.load.write_back import Value, set_values
from reportgen.model.document import MemoDocument
from reportgen.model.memo_scalars import DocumentNumber
from reportgen.model.source import Path as Place
from reportgen.pipeline.entries import (
    CIRCULAR,
    Slot,
    altered,
    content,
    day_differs,
    entry_of,
    file_place,
    has_series,
    is_void,
    number_of,
    series_of,
    slot,
)
from reportgen.pipeline.kinds.circular import frozen, not_ready
from reportgen.pipeline.kinds.memo import memo_document
from reportgen.pipeline.ledgers import (
    damage_beside,
    is_paper,
    ledger_folder,
    paper_name,
    placed,
    ready_ledger,
    shared,
    warned,
)
from reportgen.pipeline.numbers import YEAR_UNKNOWN, Told, read_given
from reportgen.pipeline.on_disk import as_on_disk
from reportgen.pipeline.wording import wording_sha256
from reportgen.thai.dates import BUDDHIST_ERA, show_day
from reportgen.workspace import Workspace

NUMBER_HAS = Rule(
    "memo-number-has",
    Severity.ERROR,
    "{file} has the number {number} already.",
    "A number is kept: write a new memo that cites this one, or cancel the number first.",
)
NUMBER_OF_MEMO = Rule(
    "circular-number-of-memo",
    Severity.ERROR,
    "{number} is the number of the memo in {file}, not of its circular.",
    "Look the circular's own number up in the register.",
)
NEXT_REFUSED = Rule(
    "number-next-refused",
    Severity.ERROR,
    "Numbers here come from the units' own registers, so reportgen does not know the next one.",
    "Look it up in the register and write it after --number. Where reportgen itself is the register, write"
    " numbering: in reportgen.yaml, and under it next: ใช่ and start: with the first number to give.",
)
FILE_UNKNOWN = Rule(
    "verify-unknown",
    Severity.ERROR,
    "{file} is none of the {count} files that the ledger recorded; what was compared is their SHA-256.",
    "register and approve record a memo's YAML and its Word file, approve --scan the scan. A file that was"
    " changed or made again since then is another file: compare it with the paper.",
)
FILE_UNREGISTERED = Rule(
    "verify-unregistered",
    Severity.ERROR,
    "{file} has no number in the ledger, so there is nothing to compare it with.",
    "Register it first: reportgen register {file} --number ...",
)
RULES = (NUMBER_HAS, NUMBER_OF_MEMO, NEXT_REFUSED, FILE_UNKNOWN, FILE_UNREGISTERED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be registered: the number that the register gave, None for the next one of a register that
    reportgen keeps; of the memo's circular or the memo itself; the day on paper where the file lacks it."""

    number: str | None
    is_circular: bool = False
    day: date | None = None
    is_reserved: bool = False


def register(workspace: Workspace, file: str, wanted: Wanted, *, who: str) -> Told:
    """Records the number of a memo or of its circular, and writes it into the memo's file.

    The paper is checked as it will be with its number; a repeat of the same call completes what was left,
    and one with the day of a paper that had none records that.
    """
    document, said = memo_document(workspace, file)
    if document is None:
        return Told(said)
    if wanted.is_circular:
        said = (*said, *not_ready(document))
    paper = slot(document, is_circular=wanted.is_circular)
    if paper is None or has_errors(said):
        return Told(said)
    given = _given(document, paper, wanted)
    if isinstance(given, Diagnostic):
        return Told((*said, given))
    faults = (*shared(workspace), *_in_the_way(workspace, document, paper, wanted, given))
    if faults:
        return Told((*said, *faults))
    return _Registering(workspace, document, paper, wanted, who).run(given)


def verify(workspace: Workspace, file: Path) -> Told:
    """Whether a file is one that the ledger recorded: sameness, not authority.

    A memo's YAML to which something was added since, as `record:`, is told by what it says.
    """
    listing = ledger.entries(ledger_folder(workspace))
    said = warned(placed(workspace, listing.diagnostics))
    found = ledger.find_among(listing.entries, sha256(file.read_bytes()).hexdigest())
    roles = {"content": "YAML", "docx": "Word", "scan": "scan"}
    lines = tuple(
        f"{show_number(match.entry.number)} · {roles[match.role]} · {match.entry.state.value}"
        f"{'' if match.is_current else ' · ฉบับก่อน'}"
        for match in found
    )
    if lines:
        return Told(said, lines)
    path = file.resolve()
    if path.suffix == ".yaml" and path.is_relative_to(workspace.root):
        document, _ = memo_document(workspace, path.relative_to(workspace.root).as_posix())
        if document is not None:
            told = _verify_wording(workspace, document)
            return Told((*said, *told.diagnostics), told.lines)
    name = path.relative_to(workspace.root).as_posix() if path.is_relative_to(workspace.root) else str(file)
    args = {"file": name, "count": str(ledger.count_files(listing.entries))}
    return Told((*said, Diagnostic(FILE_UNKNOWN, (Span(name),), args)))


def _verify_wording(workspace: Workspace, document: MemoDocument) -> Told:
    """Whether a memo and its circular, as far as they are numbered, say what they were numbered with."""
    said: list[Diagnostic] = []
    lines: list[str] = []
    for is_circular in (False, True):
        entry = entry_of(workspace, document, is_circular=is_circular)
        given = entry.registration if entry is not None else None
        if entry is None or given is None or given.wording_sha256 is None:
            continue
        if not is_paper(workspace, given.paper, document.name):
            continue
        faults = tuple(altered(workspace, document, is_circular=is_circular))
        said += faults
        if not faults and entry.state is not State.RETURNED:
            lines.append(f"{show_number(entry.number)} · ถ้อยคำ · {entry.state.value}")
    if not said and not lines:
        said.append(Diagnostic(FILE_UNREGISTERED, file_place(document.name), {"file": document.name}))
    return Told(tuple(said), tuple(lines))


def _given(document: MemoDocument, paper: Slot, wanted: Wanted) -> DocumentNumber | Series | Diagnostic:
    """The number that was typed, or the series that gives the next one."""
    day = wanted.day or paper.date
    year = day.year + BUDDHIST_ERA if day else None
    if wanted.number is not None:
        return read_given(wanted.number, document, year, is_circular=wanted.is_circular)
    numbering = document.workspace.numbering or document.profile.numbering
    if numbering.next != "ใช่":
        return Diagnostic(NEXT_REFUSED, file_place(document.name))
    if year is None:
        return Diagnostic(YEAR_UNKNOWN, file_place(document.name), {"file": document.name})
    is_marked = wanted.is_circular and has_series(document.profile)
    return series_of(str(document.memo.unit), year, is_marked)


def _in_the_way(
    workspace: Workspace, document: MemoDocument, paper: Slot, wanted: Wanted, given: DocumentNumber | Series
) -> Iterator[Diagnostic]:
    """What the file tells already, and is not to be written over."""
    old, places = paper.number, document.places
    is_other = old is not None and old.number is not None and old != given
    if is_other and not is_void(entry_of(workspace, document, is_circular=wanted.is_circular)):
        args = {"file": document.name, "number": str(old).replace("\u00a0", " ")}
        yield Diagnostic(NUMBER_HAS, (places.value((*paper.at, "number")),), args)
    if wanted.is_circular and given == document.memo.number:
        args = {"file": document.name, "number": str(given).replace("\u00a0", " ")}
        yield Diagnostic(NUMBER_OF_MEMO, (places.value(("number",)),), args)
    yield from day_differs(document, paper, wanted.day)


@dataclass(frozen=True, slots=True)
class _Registering:
    """One registration, checked and free to be made."""

    workspace: Workspace
    document: MemoDocument
    paper: Slot
    wanted: Wanted
    who: str

    def run(self, given: DocumentNumber | Series) -> Told:
        """Takes the number in the ledger, then writes it into the file."""
        folder, file = ledger_folder(self.workspace), self.document.name
        if isinstance(given, Series):
            start = self._start(given)
            fixed = self._left_over(folder, given)
            number = fixed or Number(given, ledger.next_number(folder, given, start))
        else:
            fixed = number = number_of(self.document, given)
        after, said = memo_document(self.workspace, file, self._data(number))
        if after is None:
            return Told(as_on_disk(said, file, content(self.workspace, file), self._data(number)))
        said = (*said, *damage_beside(self.workspace, number))
        ready_ledger(self.workspace)
        made = partial(self._registration, after)
        by: dict[str, Any] = {"who": self.who, "now": self.workspace.settings.now}
        if fixed is None:
            recorded = ledger.take_next(folder, number.series, start, made, **by)
        else:
            reserved = self.wanted.is_reserved
            recorded = ledger.register(folder, fixed, made(fixed), reserved=reserved, **by)
        answer = placed(self.workspace, recorded.diagnostics)
        if recorded.entry is None or not (recorded.is_done or self._is_ours(recorded.entry)):
            return Told((*said, *answer))
        self.workspace.write(file, self._data(recorded.entry.number))
        kept = answer if recorded.is_done else ()  # an earlier run recorded it
        return Told((*said, *kept), (show_number(recorded.entry.number),))

    def _start(self, series: Series) -> int:
        numbering = self.document.workspace.numbering or self.document.profile.numbering
        return numbering.first(series.year, is_circular=series.kind == CIRCULAR)

    def _left_over(self, folder: Path, series: Series) -> Number | None:
        """The number that an earlier run took for this very paper, and did not come to write."""
        return next((each.number for each in ledger.entries_of(folder, series) if self._is_ours(each)), None)

    def _is_ours(self, entry: Entry) -> bool:
        """Whether the number stands in the ledger for this very text: an earlier run stopped half-way."""
        given = entry.registration if entry.state is State.ISSUED else None
        if given is None or not is_paper(self.workspace, given.paper, self.document.name):
            return False
        return given.content_sha256 == sha256(self._data(entry.number)).hexdigest()

    def _data(self, number: Number) -> bytes:
        """The file with the number, and with the day where that was named."""
        series = number.series
        text = str(DocumentNumber(number.number, series.year, series.kind == CIRCULAR)).replace("\u00a0", " ")
        changes: dict[Place, Value] = {(*self.paper.at, "number"): text}
        if self.wanted.day is not None and self.wanted.day != self.paper.date:
            changes[(*self.paper.at, "date")] = show_day(self.wanted.day, glue=False)
        return set_values(content(self.workspace, self.document.name), changes)

    def _paper_name(self) -> str:
        """As the ledger has it, or will have it."""
        entry = entry_of(self.workspace, self.document, is_circular=self.wanted.is_circular)
        given = entry.registration if entry is not None else None
        if given is not None and is_paper(self.workspace, given.paper, self.document.name):
            return given.paper
        return paper_name(self.workspace, self.document.name)

    def _registration(self, after: MemoDocument, number: Number) -> Registration:
        paper = slot(after, is_circular=self.wanted.is_circular) or self.paper
        suffix = "-เวียน" if self.wanted.is_circular else ""
        printed = self.workspace.read(f"out/memos/{file_stem(Path(after.name).stem + suffix)}.docx")
        return Registration(
            paper=self._paper_name(),
            subject=paper.subject,
            date=paper.date if isinstance(paper.date, date) else None,
            docx_sha256=sha256(printed).hexdigest() if printed is not None else None,
            content_sha256=sha256(self._data(number)).hexdigest(),
            quantities={name: str(shown) for name, shown in frozen(self.workspace, after).quantities.items()},
            wording_sha256=wording_sha256(self._data(number), is_circular=self.wanted.is_circular),
        )
