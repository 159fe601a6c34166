"""Numbers as people write them on the command line, as numbers of the ledger; reserving and cancelling them.

Whether a number is free is the ledger's to say.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from reportgen import ledger
from reportgen.diagnostics import NOWHERE, Diagnostic, Rule, Severity, Span, has_errors
from reportgen.ledger import Form, Number, Recorded, Written, show_number
from reportgen.load.write_back import set_values
from reportgen.model.document import MemoDocument
from reportgen.model.memo_scalars import DocumentNumber
from reportgen.model.profile import Profile
from reportgen.model.workspace import Unit
from reportgen.model.workspace import Workspace as Agency
from reportgen.pipeline.entries import (
    content,
    entry_of,
    file_place,
    has_series,
    number_of,
    series_of,
    slot,
)
from reportgen.pipeline.kinds.memo import memo_document
from reportgen.pipeline.ledgers import damage_beside, is_paper, placed, ready_ledger, shared
from reportgen.pipeline.shipped import SHIPPED
from reportgen.sources import MANIFEST, gather_agency
from reportgen.thai.dates import BUDDHIST_ERA
from reportgen.thai.digits import to_arabic
from reportgen.validate.names import unknown
from reportgen.validate.plan import check_workspace
from reportgen.validate.shape import typed
from reportgen.workspace import Workspace

UNIT_DIFFERS = Rule(
    "number-unit-differs",
    Severity.ERROR,
    "The number {number} is of {given}, not of {unit}.",
    "Each unit has a register of its own: correct the number, or the unit.",
)
SERIES_NONE = Rule(
    "circular-series-none",
    Severity.ERROR,
    "{number} is marked ว, but circulars of this profile are numbered in the same register as memos.",
    "Write the number without ว.",
)
YEAR_UNKNOWN = Rule(
    "number-year-unknown",
    Severity.ERROR,
    "{file} has no date, so the year of its number is not known.",
    "Numbers run by calendar year: add --date with the day that stands on paper.",
)
NUMBER_ABSENT = Rule(
    "memo-number-absent",
    Severity.ERROR,
    "{file} has no number yet.",
    "Register it first: reportgen register {file} --number ...",
)
CLEARED = Rule(
    "number-cleared",
    Severity.NOTE,
    "{number} is cancelled for good, and {file} does not bear it any longer.",
    "The ledger keeps the number and the reason. The paper may be changed, made again and registered with"
    " another number.",
)
KEPT = Rule(
    "number-kept",
    Severity.NOTE,
    "{number} is cancelled for good; {file}, which was decided on, keeps it and stays as it is.",
    "In its place write a new memo that cites this one.",
)
RULES = (UNIT_DIFFERS, SERIES_NONE, YEAR_UNKNOWN, NUMBER_ABSENT, CLEARED, KEPT)


@dataclass(frozen=True, slots=True)
class Told:
    """What a command did with a number: what was said, and a line for each result."""

    diagnostics: tuple[Diagnostic, ...]
    lines: tuple[str, ...] = ()


def reserve(
    workspace: Workspace, text: str, reason: str, *, unit: str | None, is_circular: bool, who: str
) -> Told:
    """Keeps a number for a paper to come, in the register of `unit`, else of the unit that the number
    names, else of the secretariat."""
    number, said = _number(workspace, text, unit, is_circular=is_circular)
    said = (*said, *shared(workspace))
    if number is None or has_errors(said):
        return Told(said)
    kept = ledger.reserve(ready_ledger(workspace), number, reason, who=who, now=workspace.settings.now)
    return _recorded(workspace, kept, number)


def cancel_number(
    workspace: Workspace, text: str, reason: str, *, unit: str | None, is_circular: bool, who: str
) -> Told:
    """Makes a number void for ever, be it of a paper that reportgen never saw."""
    number, said = _number(workspace, text, unit, is_circular=is_circular)
    if number is None:
        return Told(said)
    void = ledger.cancel(ready_ledger(workspace), number, reason, who=who, now=workspace.settings.now)
    return _recorded(workspace, void, number)


def cancel_paper(workspace: Workspace, file: str, reason: str, *, is_circular: bool, who: str) -> Told:
    """Makes the number of a memo's file, or of its circular, void for ever. The file loses it, unless the
    memo was decided on: then the file goes on telling what stands on that paper."""
    document, said = memo_document(workspace, file)
    if document is None:
        return Told(said)
    paper = slot(document, is_circular=is_circular)
    if paper is None or paper.number is None or paper.number.number is None:
        return Told((Diagnostic(NUMBER_ABSENT, file_place(file), {"file": file}),))
    number = number_of(document, paper.number)
    found = entry_of(workspace, document, is_circular=is_circular)
    given = found.registration if found else None
    is_own = given is not None and is_paper(workspace, given.paper, file)
    if not (found and found.cancellation and is_own):  # else it completes a run
        void = ledger.cancel(ready_ledger(workspace), number, reason, who=who, now=workspace.settings.now)
        said = placed(workspace, void.diagnostics)
        if has_errors(said):
            return Told(said)
    else:
        said = ()
    args = {"file": file, "number": show_number(number)}
    if not is_circular and _is_decided(document):
        return Told((*said, Diagnostic(KEPT, file_place(file), args)), (show_number(number),))
    data = set_values(content(workspace, file), {(*paper.at, "number"): None})
    workspace.write(file, data)
    return Told((*said, Diagnostic(CLEARED, file_place(file), args)), (show_number(number),))


def _is_decided(document: MemoDocument) -> bool:
    decided = document.memo.record.decided if document.memo.record else None
    return decided is not None and decided.result != ledger.Result.RETURNED


def read_given(
    text: str, document: MemoDocument, year: int | None, *, is_circular: bool
) -> DocumentNumber | Diagnostic:
    """The number that a register gave to the memo or its circular; a central number has no year, and is of
    that of the paper."""
    unit = next(unit for unit in document.workspace.units if unit.id == document.memo.unit)
    number = _read(text, document.profile, (unit,), unit, year, Span(document.name))
    if isinstance(number, Diagnostic):
        return number
    marked = number.series.kind == "circular" or (is_circular and has_series(document.profile))
    return DocumentNumber(number.number, number.series.year, marked)


def _number(
    workspace: Workspace, text: str, named: str | None, *, is_circular: bool
) -> tuple[Number | None, tuple[Diagnostic, ...]]:
    """A number that stands in no file."""
    agency, profile, said = _agency(workspace)
    if agency is None or profile is None:
        return None, said
    units = {name: unit for unit in agency.units for name in _names(unit)}
    if named is not None and named not in units:
        return None, (unknown("unit", named, list(units), MANIFEST, Span(MANIFEST)),)
    year = workspace.settings.now.year + BUDDHIST_ERA
    own = units[named] if named is not None else None
    allowed = (own,) if own else agency.units
    number = _read(text, profile, allowed, own or units[agency.secretariat], year, NOWHERE)
    if isinstance(number, Diagnostic):
        return None, (number,)
    if is_circular and has_series(profile):
        number = replace(number, series=series_of(number.series.unit, number.series.year, True))
    return number, ()


def _read(
    text: str, profile: Profile, allowed: Collection[Unit], own: Unit, year: int | None, place: Span
) -> Number | Diagnostic:
    """The number in `text`, of `own` where it names no unit, else of one of those `allowed`; `year` is that
    of a number that has none."""
    written = _central(text, profile, allowed) or ledger.parse_number(text, span=place)
    if isinstance(written, Diagnostic):
        return written
    units = {_levelled(name): unit for unit in allowed for name in _names(unit)}
    unit = units.get(_levelled(written.unit)) if written.unit else own
    number = " ".join(text.split())
    if unit is None:
        args = {"number": number, "given": written.unit, "unit": ", ".join(each.id for each in allowed)}
        return Diagnostic(UNIT_DIFFERS, (place,), args)
    if written.is_circular and not has_series(profile):
        return Diagnostic(SERIES_NONE, (place,), {"number": number})
    if (year := written.year or year) is None:
        return Diagnostic(YEAR_UNKNOWN, (place,), {"file": place.file})
    return Number(series_of(str(unit.id), year, written.is_circular), written.number)


def _central(text: str, profile: Profile, units: Collection[Unit]) -> Written | None:
    """The number as the profile's own form has it where that form has no year: code, slash, number."""
    if "{year}" in profile.memo.number:
        return None
    written = ledger.parse_number(text, Form.CENTRAL)
    known = {_levelled(name) for unit in units for name in _names(unit)}
    return written if isinstance(written, Written) and _levelled(written.unit) in known else None


def _names(unit: Unit) -> tuple[str, ...]:
    """What a unit is called in numbers and options."""
    return (unit.id, unit.name, *((unit.code,) if unit.code else ()))


def _levelled(name: str) -> str:
    return " ".join(to_arabic(name).split())


def _agency(
    workspace: Workspace,
) -> tuple[Agency | None, Profile | None, tuple[Diagnostic, ...]]:
    """The workspace's own file and its profile, None where either has an error."""
    gathered = gather_agency(workspace.read, SHIPPED)
    if gathered.workspace is None or gathered.profile is None:
        return None, None, gathered.diagnostics
    agency, faults = typed(Agency, gathered.workspace)
    profile, more = typed(Profile, gathered.profile)
    said = [*gathered.diagnostics, *faults, *more]
    said += check_workspace(agency, gathered.workspace.map) if agency else ()
    if has_errors(said):
        return None, None, tuple(said)
    return agency, profile, tuple(said)


def _recorded(workspace: Workspace, recorded: Recorded, number: Number) -> Told:
    said = (*damage_beside(workspace, number), *placed(workspace, recorded.diagnostics))
    return Told(said, (show_number(number),) if recorded.is_done else ())
