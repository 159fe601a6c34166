"""The order of the stages for a memo: load, validate, resolve what it cites, present."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from reportgen.diagnostics import Diagnostic, Rule, Severity, Span, has_errors
from reportgen.errors import Stop
from reportgen.ledger import Entry, State, show_number
from reportgen.load.codes import YAML_COMMENT_IN_TEXT
from reportgen.model.context import Shown
from reportgen.model.document import MemoDocument
from reportgen.model.figures import Figures
from reportgen.model.memo import Block, Memo, Table, TableBody
from reportgen.model.profile import Profile
from reportgen.model.scalars import PeriodId
from reportgen.model.source import Located, Source, SourceMap, texts_of
from reportgen.model.source import Path as TreePath
from reportgen.pipeline.citing import resolved
from reportgen.pipeline.entries import altered, entry_of
from reportgen.pipeline.form import form_of
from reportgen.pipeline.kinds.quarterly import quarter
from reportgen.pipeline.ledgers import is_paper, placed
from reportgen.pipeline.make import Paper, Result, Wishes, make
from reportgen.pipeline.papers import check_papers
from reportgen.pipeline.shipped import SHIPPED
from reportgen.present.citations import Citations
from reportgen.present.codes import EMBLEM_UNREADABLE, TABLE_WIDE
from reportgen.sources import gather_memo
from reportgen.thai.dates import show_day
from reportgen.validate.memo import validate_memo
from reportgen.workspace import MANIFEST, Workspace

KIND = "memo"
NUMBERED = Rule(
    "memo-numbered",
    Severity.ERROR,
    "{number} stands in the ledger as {state}, so the memo is not printed anew.",
    "For the copy to file use --as filed; to change it, write a new memo that cites this one.",
)
NUMBER_ELSEWHERE = Rule(
    "memo-number-elsewhere",
    Severity.ERROR,
    "The number {number} in {file} was given to {paper}, so this memo is not printed with it.",
    "Correct the number by the unit's register; if the file was renamed, give it its old name again.",
)
FILED_BLANK = Rule(
    "memo-filed-blank",
    Severity.WARNING,
    "{file} does not tell {keys} yet, so its copy to file leaves room in their place.",
    "Record what stands on paper with reportgen register and reportgen approve, and make the copy again.",
)
EMBLEM_ABSENT = Rule(
    "emblem-absent",
    Severity.WARNING,
    "A neutral seal stands in the place of the agency's emblem, in a paper that is to be signed.",
    "Write emblem: in reportgen.yaml, and the name of its PNG or JPEG file.",
)
DATE_FUTURE = Rule(
    "memo-date-future",
    Severity.WARNING,
    "The date {date} is more than {days} days from today, {today}.",
    "Look whether the day, the month and the year are right.",
)
TEXT_CUT = Rule(
    "memo-text-cut",
    Severity.ERROR,
    "The memo has a number, but a space and # begin a comment: from here to the end of the line nothing is"
    " read or printed.",
    "If it belongs to the text, put the whole text in quotes; if it is a comment, put two spaces before # and"
    " one after.",
)
RULES = (NUMBERED, NUMBER_ELSEWHERE, FILED_BLANK, EMBLEM_ABSENT, DATE_FUTURE, TEXT_CUT)
_FORESEEN = 90
"""Days for which papers are drafted ahead; a later date is likelier a slip."""
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The date that the file of a memo without a date bears."""


def memo(workspace: Workspace, file: str, *, draft: bool, filed: bool, pdf: bool, force: bool) -> Result:
    """Makes the memo of the YAML file `file`, a name in the workspace: as a `draft` with its watermark, or
    as `filed` with the facts recorded of the paper.

    A numbered memo is printed, with its number, until it is decided on; it must say what it was numbered
    with, and its quantities are those of then.
    """
    document, said = memo_document(workspace, file)
    if document is None:
        return Result(said)
    entry = entry_of(workspace, document)
    if entry is not None:
        said = (
            *said,
            *placed(workspace, entry.diagnostics),
            *(() if filed else _in_the_way(workspace, document, entry)),
        )
    if entry is not None and entry.registration is not None and is_numbered(entry):
        frozen = {name: Shown(text) for name, text in entry.registration.quantities.items()}
        document = document._replace(quantities={**document.quantities, **frozen})
    said = (*said, *altered(workspace, document), *(_blank(document) if filed else ()))
    if has_errors(said):
        return Result(said)
    said = (*said, *(() if draft else without_emblem(document)))
    return make(workspace, memo_paper(document, draft=draft, filed=filed), said, Wishes(pdf, force))


def _in_the_way(workspace: Workspace, document: MemoDocument, entry: Entry) -> Iterator[Diagnostic]:
    """Why a memo is not printed with its number: another paper has it, or it is past being signed."""
    given = entry.registration
    if given is None or entry.state in (State.RETURNED, State.UNREADABLE):
        return
    place, args = document.places.value(("number",)), {"number": show_number(entry.number)}
    if not is_paper(workspace, given.paper, document.name):
        yield Diagnostic(NUMBER_ELSEWHERE, (place,), {**args, "file": document.name, "paper": given.paper})
    elif entry.state is not State.ISSUED or given.wording_sha256 is None:  # else none could tell it changed
        yield Diagnostic(NUMBERED, (place,), {**args, "state": entry.state.value})


def is_numbered(entry: Entry | None) -> bool:
    """Whether the memo has its number, so that a build does not make it again."""
    return entry is not None and entry.registration is not None and entry.state is not State.RETURNED


def memo_paper(document: MemoDocument, *, draft: bool = False, filed: bool = False) -> Paper:
    """The memo ready to render."""
    from reportgen.present.memo import MemoMeasures, measures, present  # other kinds do without these
    from reportgen.present.memo.template import template

    presented = present(document, draft=draft, filed=filed)
    stem = presented.file_stem + ("-ร่าง" if draft else "-เก็บ" if filed else "")
    wanted = measures(document.profile)
    return Paper(
        kind=KIND,
        folder="memos",
        stamp=stamp(document),
        font=str(document.profile.font),
        form=form_of(document.workspace, document.profile, is_memo=True),
        presented=replace(presented, file_stem=stem),
        build_template=None if wanted == MemoMeasures() else lambda: template(wanted),
    )


def without_emblem(document: MemoDocument) -> Iterator[Diagnostic]:
    """That a paper to be signed bears a seal that is nobody's."""
    if document.emblem is None:
        yield Diagnostic(EMBLEM_ABSENT, (Span(MANIFEST),))


def _blank(document: MemoDocument) -> Iterator[Diagnostic]:
    """What a copy to file should not leave room for, in one warning at the first of it."""
    memo = document.memo
    told = {
        "number": memo.number is not None and memo.number.number is not None,
        "date": isinstance(memo.date, date),
        "decided": memo.approver is None or (memo.record is not None and memo.record.decided is not None),
    }
    if blank := [key for key, is_told in told.items() if not is_told]:
        place = document.places.keys.get((blank[0],), Span(document.name))
        yield Diagnostic(FILED_BLANK, (place,), {"file": document.name, "keys": ", ".join(blank)})


def stamp(document: MemoDocument) -> datetime:
    """The date that the memo's files bear: its own, not the clock's."""
    day = document.memo.date
    return datetime(day.year, day.month, getattr(day, "day", 1), tzinfo=UTC) if day else UNDATED


def covering(workspace: Workspace, period: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The YAML of a memo that submits the quarterly report of `period`, None where that has errors."""
    from reportgen.present.covering import covering_memo  # other commands do without it

    found = quarter(workspace, workspace.period(period))
    if found.document is None:
        return None, found.diagnostics
    return covering_memo(found.document), found.diagnostics


def memo_document(
    workspace: Workspace, file: str, data: bytes | None = None
) -> tuple[MemoDocument | None, tuple[Diagnostic, ...]]:
    """The memo with what it cites resolved, None where there is an error; `data` is looked at in place of
    what the file holds."""

    def read(name: str) -> bytes | None:
        return data if data is not None and name == file else workspace.read(name)

    gathered = gather_memo(read, SHIPPED, file)
    if gathered.workspace is None or gathered.profile is None or gathered.memo is None:
        return None, gathered.diagnostics
    valid = validate_memo(gathered.workspace, gathered.profile, gathered.memo, workspace.read)
    papers = check_papers(workspace, gathered.memo)
    loaded = _cut(valid.memo, file, gathered.diagnostics)
    said = (*loaded, *valid.diagnostics, *papers)
    if valid.profile is None:
        return None, said
    known, more = _cited(workspace, valid.profile, gathered.memo)
    said = (*said, *more, *_far_ahead(workspace, valid.memo, gathered.memo.map))
    if valid.workspace is None or valid.memo is None or has_errors(said):
        return None, said
    emblem, faults = _emblem(workspace, valid.workspace.emblem)
    said = (*said, *faults)
    if faults:
        return None, said
    places = gathered.memo.map
    document = MemoDocument(valid.workspace, valid.memo, file, places, valid.profile, known, emblem)
    return document, (*said, *_too_wide(document))


def _too_wide(document: MemoDocument) -> Iterator[Diagnostic]:
    """The tables of the memo and of its circular that are too wide for the page."""
    circular = document.memo.circular
    bodies: dict[TreePath, Sequence[Block]] = {
        ("body",): document.memo.body,
        ("circular", "body"): circular.body if circular else (),
    }
    tables: dict[TreePath, TableBody] = {
        (*path, index, "table"): block.table
        for path, blocks in bodies.items()
        for index, block in enumerate(blocks)
        if isinstance(block, Table)
    }
    if not tables:
        return
    from reportgen.present.memo.body import is_too_wide  # memos without tables do without it

    for at, table in tables.items():
        if is_too_wide(table, document.quantities):
            place = document.places.key((*at, "columns"))
            yield Diagnostic(TABLE_WIDE, (place,), {"columns": str(len(table.columns))})


def _far_ahead(workspace: Workspace, memo: Memo | None, places: SourceMap) -> Iterator[Diagnostic]:
    """A date that nobody writes yet."""
    today = workspace.settings.now.date()
    day = memo.date if memo is not None else None
    if isinstance(day, date) and (day - today).days > _FORESEEN:
        args = {
            "date": show_day(day, glue=False),
            "days": str(_FORESEEN),
            "today": show_day(today, glue=False),
        }
        yield Diagnostic(DATE_FUTURE, (places.value(("date",)),), args)


def _cut(memo: Memo | None, file: str, said: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """`said` of the files; what a memo with a number may have lost of its text is an error: a number is given
    to words that nobody can change any more."""
    number = memo.number if memo is not None else None
    is_numbered = number is not None and number.number is not None
    for each in said:
        is_lost = is_numbered and each.rule is YAML_COMMENT_IN_TEXT and each.spans[0].file == file
        yield each._replace(rule=TEXT_CUT) if is_lost else each


def _emblem(workspace: Workspace, name: str | None) -> tuple[bytes | None, list[Diagnostic]]:
    """The agency's own emblem, None where it has none, and what is wrong with it."""
    if name is None:
        return None, []
    from reportgen.present.memo.emblem import is_picture  # brings Pillow

    place = name.span if isinstance(name, Located) else Span("")
    try:
        data = workspace.read(name)
    except Stop as stop:  # outside the workspace, or no file: said of the key that names it
        return None, [
            each._replace(spans=(place,)) for each in stop.diagnostics if isinstance(each, Diagnostic)
        ]
    if data is None or not is_picture(data):
        return None, [Diagnostic(EMBLEM_UNREADABLE, (place,), {"file": name})]
    return data, []


def _cited(
    workspace: Workspace, profile: Profile, source: Source
) -> tuple[dict[str, Shown], list[Diagnostic]]:
    """Every quantity that the memo cites; an error in a period that it cites is an error of the memo."""
    of_periods: list[Diagnostic] = []
    broken: set[str] = set()

    def figures_of(period: PeriodId) -> Figures | None:
        if period not in workspace.periods():
            return None
        found = quarter(workspace, period)
        of_periods.extend(each for each in found.diagnostics if each.is_error)
        if found.figures is None:
            broken.add(str(period))
        return found.figures

    texts = (Shown(text, (source.map.value(path),)) for path, text in texts_of(source.tree))
    citations = Citations(figures_of, int(profile.quarterly.summary_places.value))
    known, unknown = resolved(workspace, texts, citations)
    told = (each for each in unknown if not any(period in each.args["citation"] for period in broken))
    return known, [*of_periods, *told]
