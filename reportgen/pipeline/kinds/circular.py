"""The order of the stages for a circular: its memo's, then whether it was approved, then present."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from reportgen import ledger
from reportgen.diagnostics import Diagnostic, Rule, Severity, Span, has_errors
from reportgen.disk import distinct
from reportgen.model.context import Shown
from reportgen.model.document import MemoDocument
from reportgen.pipeline.entries import altered, entry_of
from reportgen.pipeline.form import form_of
from reportgen.pipeline.kinds.memo import UNDATED, memo_document, without_emblem
from reportgen.pipeline.ledgers import is_paper
from reportgen.pipeline.make import Paper, Result, Wishes, make
from reportgen.present.presented import Presented
from reportgen.workspace import Workspace

KIND = "circular"

ABSENT = Rule(
    "circular-absent",
    Severity.ERROR,
    "{file} does not say what its circular is.",
    "Write circular: in it, and under that body: with the text and signer: with the person who signs.",
)
UNDECIDED = Rule(
    "circular-undecided",
    Severity.ERROR,
    "{file} is not decided yet: a circular goes out after approval.",
    "Record the decision first: reportgen approve {file} --date ... --result ...",
)
NOT_APPROVED = Rule(
    "circular-not-approved",
    Severity.ERROR,
    "The decision on {file} is {result}: a circular goes out only after approval.",
    "If that is not what stands on paper, correct record: in the file.",
)
UNNUMBERED = Rule(
    "circular-memo-unnumbered",
    Severity.ERROR,
    "{file} has no number, which its circular must tell.",
    "Register it first: reportgen register {file} --number ...",
)
DATELESS = Rule(
    "circular-memo-undated",
    Severity.ERROR,
    "{file} has no full date, which its circular must tell.",
    "Write the day that stands on the signed memo after date: in it, such as 23 พฤศจิกายน 2564, or repeat the"
    " command approve with --memo-date and that day.",
)
RULES = (ABSENT, UNDECIDED, NOT_APPROVED, UNNUMBERED, DATELESS)


def circular(workspace: Workspace, file: str, *, each: bool, pdf: bool, force: bool) -> Result:
    """Makes the circular of the approved memo `file`: one with the list of units and the ใบเวียน, or one for
    `each` unit."""
    document, said = memo_document(workspace, file)
    if document is None:
        return Result(said)
    said = (*said, *not_ready(document))
    for is_circular in (False, True):
        said = (*said, *altered(workspace, document, is_circular=is_circular))
    if has_errors(said):
        return Result(said)
    said = (*said, *without_emblem(document))
    document = frozen(workspace, document)
    results = [
        make(workspace, _paper(document, folder, presented), presented.diagnostics, Wishes(pdf, force))
        for folder, presented in _presented(document, each=each)
    ]
    told = list(said)
    told += (new for result in results for new in result.diagnostics if new not in told)  # once, not by unit
    return Result(tuple(told), tuple(made for result in results for made in result.artifacts))


def frozen(workspace: Workspace, document: MemoDocument) -> MemoDocument:
    """The document with the quantities that the memo was numbered with, since the circular quotes that
    paper; and those that only the circular cites, as it was numbered."""
    kept = dict(document.quantities)
    for is_circular in (True, False):
        entry = entry_of(workspace, document, is_circular=is_circular)
        given = entry.registration if entry else None
        if given is not None and is_paper(workspace, given.paper, document.name):
            kept |= {name: Shown(text) for name, text in given.quantities.items()}
    return document._replace(quantities=kept)


def _presented(document: MemoDocument, *, each: bool) -> Iterator[tuple[str, Presented]]:
    """Each paper with its folder in `out/`."""
    from reportgen.present.circular import present, present_for, receivers  # other kinds do without these

    whole = present(document)
    if not each:
        yield "memos", whole
        return
    single = [present_for(document, unit) for unit in receivers(document)]
    for paper, stem in zip(single, distinct(paper.file_stem for paper in single), strict=True):
        yield f"memos/{whole.file_stem}", replace(paper, file_stem=stem)


def _paper(document: MemoDocument, folder: str, presented: Presented) -> Paper:
    from reportgen.present.circular.template import template
    from reportgen.present.memo import MemoMeasures, measures

    wanted = measures(document.profile)
    build: Callable[[], bytes] | None = None if wanted == MemoMeasures() else lambda: template(wanted)
    return Paper(
        kind=KIND,
        folder=folder,
        stamp=_stamp(document),
        font=str(document.profile.font),
        form=form_of(document.workspace, document.profile, is_memo=True),
        presented=presented,
        build_template=build,
    )


def circular_paper(document: MemoDocument) -> Paper:
    """The circular with the list of units, ready to render; of a document for which nothing is wanting."""
    folder, presented = next(_presented(document, each=False))
    return _paper(document, folder, presented)


def _stamp(document: MemoDocument) -> datetime:
    """The day of the circular, else that of the decision."""
    circular, record = document.memo.circular, document.memo.record
    day = circular.date if circular else None
    if day is None and record is not None and record.decided is not None:
        day = record.decided.date
    return datetime(day.year, day.month, getattr(day, "day", 1), tzinfo=UTC) if day else UNDATED


def not_ready(document: MemoDocument) -> Iterator[Diagnostic]:
    """Why no circular can be made of the memo yet; what is missing is told of its whole file."""
    memo, places, file = document.memo, document.places, Span(document.name)
    args = {"file": document.name}
    if memo.circular is None:
        yield Diagnostic(ABSENT, (file,), args)
    decided = memo.record.decided if memo.record else None
    if decided is None:
        yield Diagnostic(UNDECIDED, (places.keys.get(("record",), file),), args)
    elif not ledger.Result(decided.result).is_consent:
        place = places.value(("record", "decided", "result"))
        yield Diagnostic(NOT_APPROVED, (place,), {**args, "result": str(decided.result)})
    if memo.number is None or memo.number.number is None:
        yield Diagnostic(UNNUMBERED, (places.keys.get(("number",), file),), args)
    if not isinstance(memo.date, date):
        yield Diagnostic(DATELESS, (places.keys.get(("date",), file),), args)
