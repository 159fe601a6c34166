"""The stage `present` for circulars: an approved memo to the context of its circular.

A circular is a memo, presented as one; the annex is added here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from reportgen.model.context import Context, Node
from reportgen.model.document import MemoDocument
from reportgen.model.memo import EVERY_UNIT, Circular, Memo
from reportgen.model.memo_scalars import DocumentNumber
from reportgen.model.workspace import Unit
from reportgen.present import shown
from reportgen.present.circular.opening import opening, without_request
from reportgen.present.digits import in_thai
from reportgen.present.memo import present as present_memo
from reportgen.present.memo.forms import filled
from reportgen.present.presented import Presented
from reportgen.thai.dates import BUDDHIST_ERA

_ROOM: Final = "\u00a0" * 24
"""Room for a date to be written with a pen."""
_TITLES: Final = ("ผู้อำนวยการ", "หัวหน้า", "ผู้จัดการ", "อธิบดี", "เลขานุการ")
"""What heads of units are called; who has another title before a unit's name is not its head."""
SUFFIX: Final = "-เวียน"
"""What the circular's file is called after the memo's own name."""


def receivers(document: MemoDocument) -> tuple[Unit, ...]:
    """The units that the circular goes to, in the order in which they were listed."""
    units = document.workspace.units
    named = _circular(document).units
    if named == (EVERY_UNIT,):
        return tuple(unit for unit in units if unit.id != document.memo.unit)
    by_id = {unit.id: unit for unit in units}
    return tuple(by_id[name] for name in named)


def present(document: MemoDocument) -> Presented:
    """One circular for all, with the list of units and the ใบเวียน. The memo of `document` has a circular,
    a number, a day and the decision that approved it."""
    agency, words = document.workspace.agency, document.profile.circular
    names = {"agency": str(agency.name), "short": str(agency.short)}
    to = _circular(document).to or (str(filled(words.to, names)),)
    return _presented(document, to, receivers(document), PurePosixPath(document.name).stem + SUFFIX)


def present_for(document: MemoDocument, unit: Unit) -> Presented:
    """The circular to the head of one unit, without an annex."""
    return _presented(document, (_head(document, unit),), (), str(unit.id))


def _head(document: MemoDocument, unit: Unit) -> str:
    """The post of the unit's head: as the unit tells it, as one person of the workspace holds it, or in the
    profile's form for such a name."""
    words, name = document.profile.circular, str(unit.name)
    if unit.head is not None:
        return str(unit.head)
    posts = {f"{title}{name}" for title in _TITLES}
    held = {post for each in document.workspace.people if (post := str(each.position)) in posts}
    if len(held) == 1:
        return held.pop()
    form = next((each.head for each in words.heads if name.startswith(each.begins)), words.head)
    return str(filled(form, {"name": name}))


def _presented(
    document: MemoDocument, to: tuple[str, ...], listed: Sequence[Unit], file_stem: str
) -> Presented:
    written = document._replace(memo=_memo(document, to))
    made = present_memo(written, draft=False, filed=False)
    annex = _annex(document, listed, made.context["head"])
    if made.context["thai_digits"]:
        annex = in_thai(annex)
    return replace(made, context={**made.context, **annex}, file_stem=file_stem)


def _memo(document: MemoDocument, to: tuple[str, ...]) -> Memo:
    """The circular as a memo: of the same unit and secrecy, with nothing to decide on."""
    memo, circular = document.memo, _circular(document)
    return memo.model_copy(
        update={
            "number": _number(document, circular),
            "date": circular.date,
            "urgency": None,
            "subject": circular.subject or without_request(memo.subject),
            "to": to,
            "via": (),
            "body": (opening(document), *circular.body),
            "signer": circular.signer,
            "approver": None,
            "copies": (),
            "record": None,
        }
    )


def _number(document: MemoDocument, circular: Circular) -> DocumentNumber | None:
    """The number, in the series of circulars where the profile has one; room in it where none was given."""
    given = circular.number
    if document.profile.circular.series == "ว":
        if given is not None:
            return replace(given, is_circular=True)
        if circular.date is not None:
            return DocumentNumber(None, circular.date.year + BUDDHIST_ERA, is_circular=True)
    return given


def _annex(document: MemoDocument, listed: Sequence[Unit], head: Node) -> Context:
    words = document.profile.circular
    told = head if isinstance(head, Mapping) else {}
    values = {"number": str(told["number"]), "date": str(told["date"] or _ROOM)}
    units: list[Node] = [
        {"number": str(number), "name": shown.text(unit.name)} for number, unit in enumerate(listed, start=1)
    ]
    number, unit, signature, date = map(str, words.columns)
    return {
        "units": units,
        "annex": {
            "list_title": str(words.list_title),
            "sheet_title": str(words.sheet_title),
            "attached": str(filled(words.attached, values)),
            "columns": {"number": number, "unit": unit, "signature": signature, "date": date},
        },
    }


def _circular(document: MemoDocument) -> Circular:
    if document.memo.circular is None:
        raise ValueError(f"{document.name} has no circular")
    return document.memo.circular
