"""The stage `present` for memos: document to the template's context.

Words are the profile's or the memo's own; nothing is added to what staff wrote.
"""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

from reportgen.model.context import Context, Node, Shown
from reportgen.model.document import MemoDocument
from reportgen.model.workspace import Unit
from reportgen.present import shown
from reportgen.present.citations import cited
from reportgen.present.digits import in_thai
from reportgen.present.memo import signing
from reportgen.present.memo.body import body
from reportgen.present.memo.emblem import emblem
from reportgen.present.memo.forms import filled
from reportgen.present.memo.measures import measures
from reportgen.present.presented import Presented
from reportgen.thai.cells import display_width
from reportgen.thai.dates import BUDDHIST_ERA, show_day, show_month
from reportgen.thai.digits import to_arabic

_WIDEST = 85
"""Letters of 14 pt, marks above and below not counted, that 16 cm hold surely."""
_ROOM = "\u00a0" * 8
"""Room for a number or day to be written with a pen."""


def present(document: MemoDocument, *, draft: bool, filed: bool) -> Presented:
    """The context of a memo. A `draft` has the watermark; a `filed` one shows the facts of its record, for
    which a plain one leaves room."""
    memo, words = document.memo, document.profile.memo
    record = memo.record if filed else None
    sizes = measures(document.profile)
    written: dict[str, Node] = {
        "urgency": shown.text(memo.urgency),
        "secrecy": shown.text(memo.secrecy),
        "head": _head(document),
        "body": body(memo.body, words.levels, document.quantities),
        **signing.signers(document),
        "approval": signing.approval(document, record.decided if record else None),
        "copies": shown.join(*map(shown.text, memo.copies), separator="\n"),
        "drafter": _drafter(document),
    }
    thai = words.digits == "ไทย"
    whole = cited(written, document.quantities)
    context: Context = {
        **(in_thai(whole) if thai else whole),
        "words": _labels(document),
        "draft": draft,
        "thai_digits": thai,
        "emblem": emblem(
            document.emblem, sizes.emblem_width, sizes.emblem_height, str(document.workspace.agency.name)
        ),
        "receipt": signing.receipt(document, record.received if record else None),
    }
    return Presented(
        context=context,
        title=" ".join(str(memo.subject).split()),
        subject=str(words.title),
        author=str(document.workspace.agency.name),
        file_stem=PurePosixPath(document.name).stem,
        diagnostics=(),
    )


def _labels(document: MemoDocument) -> Node:
    """The printed words that stand before values."""
    words = document.profile.memo
    names = ("title", "unit_label", "phone_label", "number_label", "date_label", "subject_label")
    more = ("to_label", "via_label", "copies_label")
    return {name: str(getattr(words, name) or "") for name in (*names, *more)}


def _head(document: MemoDocument) -> Node:
    memo, words, agency = document.memo, document.profile.memo, document.workspace.agency
    unit = next(unit for unit in document.workspace.units if unit.id == memo.unit)
    known = {
        "id": shown.text(unit.id),
        "name": shown.text(unit.name),
        "agency": shown.text(agency.name),
        "short": shown.text(agency.short),
    }
    posts = {person.id: person.position for person in document.workspace.people}  # an id is never printed
    named = ([posts.get(each, each) for each in names] for names in (memo.to, memo.via))
    to, via = ([_together(shown.text(each)) for each in names] for names in named)
    if words.via_place == "ต่อท้าย" and len(to) == 1:  # of several, it would seem the last one's own
        passing = (shown.join(words.via_label, "\u00a0", each) for each in via)
        to, via = [shown.join(*to, *passing, separator=" ")], []
    return {
        "unit": filled(words.unit, known),
        "phone": _phone(document, unit),
        "number": _number(document, unit),
        "date": _date(document),
        "subject": shown.text(memo.subject),
        "to": shown.join(*to, separator="\n"),
        "via": shown.join(*via, separator="\n"),
    }


def _together(text: Shown) -> Shown:
    """A text that no line ends in."""
    return Shown(text.replace(" ", "\u00a0"), text.origin)


def _phone(document: MemoDocument, unit: Unit) -> Shown:
    if unit.extension is None:
        return Shown("")
    extension = shown.text(unit.extension)
    known = {"extension": Shown(to_arabic(extension), extension.origin)}  # in the profile's digits, as all is
    return _together(filled(document.profile.memo.phone, known))


def _number(document: MemoDocument, unit: Unit) -> Shown:
    """The paper's number, with room for what is not yet known; without a year, the form up to the number."""
    memo, form = document.memo, str(document.profile.memo.number)
    year = memo.number.year if memo.number else memo.date.year + BUDDHIST_ERA if memo.date else None
    if year is None:
        form = form[: form.index("{number}")].rstrip()
    number = _ROOM
    if memo.number:
        number = _ROOM if memo.number.number is None else str(memo.number.number)
        number = f"ว {number}" if memo.number.is_circular else number
    values = {
        "unit": shown.text(unit.id),
        "code": shown.text(unit.code or unit.id),
        "number": number,
        "year": str(year),
    }
    return _together(filled(form, values))


def _date(document: MemoDocument) -> str:
    """The day; room before a month alone; nothing where none was told."""
    day = document.memo.date
    if day is None:
        return ""
    return show_day(day) if isinstance(day, date) else f"{_ROOM}{show_month(day)}"


def _drafter(document: MemoDocument) -> Node:
    drafter = document.memo.drafter
    if drafter is None:
        return ""
    people = [shown.text(name) for name in (drafter.by, drafter.checked) if name]
    if not people:
        return shown.text(drafter.section)
    names = shown.join(*people, separator=" / ")
    values = {"section": shown.text(drafter.section), "people": names}
    form = str(document.profile.memo.drafter)
    line = filled(form, values)
    if display_width(line) <= _WIDEST:
        return line
    return filled(form.replace(" ", "\n"), {**values, "people": _together(names)})
