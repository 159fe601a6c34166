"""Who signs, who decides, and what the paper's stamps say.

Every acting line shows both posts, as the profile words it.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.context import Node, Shown
from reportgen.model.document import MemoDocument
from reportgen.model.memo import Decided, Received, Signer
from reportgen.model.memo_scalars import AND_ORDER
from reportgen.model.workspace import Acting, Person
from reportgen.present import shown
from reportgen.present.memo.forms import filled, filled_parts
from reportgen.thai.cells import display_width
from reportgen.thai.dates import show_day

_ROOM = "\u00a0" * 5
_NOBODY = f"({'.' * 40})\n{'.' * 44}"
"""Room for the name and the post of somebody who is not named yet."""
_WIDEST = 39
"""Letters of 16 pt, marks above and below not counted, that 8 cm hold."""
_TICK = "\u00a0\u00a0/\u00a0\u00a0"


def signers(document: MemoDocument) -> dict[str, Node]:
    """One under another, or two and two beside each other: `signers` or `pairs`, the other empty. Beside
    each other they are as many lines high, so that those after them begin level."""
    blocks = [_signer(document, signer) for signer in document.memo.signer] or [Shown(_NOBODY)]
    if len(blocks) == 1 or document.profile.memo.signers == "เรียงลงมา":
        return {"signers": blocks, "pairs": []}
    ends = [*blocks, Shown("")]
    pairs: list[Node] = []
    for left, right in zip(ends[:-1:2], ends[1::2], strict=True):
        lines = max(left.count("\n"), right.count("\n"))
        pairs.append({"left": _filled_up(left, lines), "right": _filled_up(right, lines)})
    return {"signers": [], "pairs": pairs}


def _filled_up(block: Shown, breaks: int) -> Shown:
    return shown.join(block, "\n" * (breaks - block.count("\n"))) if block else block


def approval(document: MemoDocument, decided: Decided | None) -> Node:
    """The block for the approver, with what was decided where it is told; None where none decides."""
    memo, words = document.memo, document.profile.memo.approval
    if memo.approver is None:
        return None
    request = memo.request or ("อนุมัติ" if memo.subject.startswith("ขออนุมัติ") else "เห็นชอบ")
    choices = next((each.choices for each in words.choices if each.request == request), ())
    date = show_day(decided.date, "short") if decided else str(words.date)
    approver = _person(document, memo.approver)
    name = _lines(document, approver, approver.acting)
    return {
        "label": shown.text(words.label),
        "choices": _choices(choices, decided),
        "opinions": _opinions(int(words.lines.value), choices, decided),
        "signer": shown.join(name, "\n", date),
    }


def receipt(document: MemoDocument, received: Received | None) -> list[Node]:
    """The lines of the receipt stamp; none where room is left for it."""
    if received is None:
        return []
    values = {name: shown.text(value) for name, value in received}
    lines = (filled_parts(form, values) for form in document.profile.memo.receipt)
    return [line for line in lines if line]


def _signer(document: MemoDocument, signer: Signer) -> Shown:
    person = _person(document, signer.person)
    return _lines(document, person, signer.acting or person.acting)


def _lines(document: MemoDocument, person: Person, acting: Acting | None) -> Shown:
    words = document.profile.memo
    values = {"name": Shown(person.full_name), "post": shown.text(person.position)}
    if acting is not None:
        values |= {"phrase": shown.text(acting.phrase), "acted": shown.text(acting.post)}
    forms = words.acting if acting is not None else words.signer
    return shown.join(*(_fitted(form, values) for form in forms), separator="\n")


def _fitted(form: str, values: dict[str, Shown]) -> Shown:
    """A line of the signature block, broken where the form has a space if it would not fit."""
    line = filled(form, values)
    return line if display_width(line) <= _WIDEST else filled(form.replace(" ", "\n"), values)


def _person(document: MemoDocument, name: str) -> Person:
    return next(person for person in document.workspace.people if person.id == name)


def _choices(choices: Sequence[str], decided: Decided | None) -> str:
    """The choices with room for a tick, or with the tick."""
    result = _ticked(decided, choices) if decided else ""
    return (_ROOM * 2).join(f"({_TICK if each == result else _ROOM})\u00a0{each}" for each in choices)


def _ticked(decided: Decided, choices: Sequence[str]) -> str:
    """The choice that a result stands for, be there an order or not; the result where there is none."""
    plain = decided.result.removesuffix(AND_ORDER)
    return plain if plain in choices and decided.result not in choices else decided.result


def _opinions(lines: int, choices: Sequence[str], decided: Decided | None) -> list[Node]:
    """Dotted lines to write on, the first with what was decided and not ticked."""
    told: list[Node] = []
    if decided is not None:
        told = [] if _ticked(decided, choices) in choices else [shown.text(decided.result)]
        told += [shown.text(decided.order)] if decided.order else []
    return told + [""] * (lines - len(told))
