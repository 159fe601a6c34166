"""What is done to a number: reserve, register, decide, cancel; each adds one event, or tells why not.

A number's events form one chain, and each act takes the next place in it exclusively: what was checked
before still holds when the event stands, however many processes write at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

from reportgen.diagnostics import Diagnostic, Rule, Span
from reportgen.ledger import codes
from reportgen.ledger.files import OnStep, create, explained, no_step
from reportgen.ledger.names import event_file
from reportgen.ledger.numbers import show_number
from reportgen.ledger.reading import entry, next_number
from reportgen.ledger.record import write
from reportgen.ledger.values import (
    Cancellation,
    Decision,
    Entry,
    Event,
    Number,
    Recorded,
    Registration,
    Reservation,
    Result,
    Series,
    State,
)
from reportgen.thai.dates import BUDDHIST_ERA, show_day

_Judge: TypeAlias = Callable[[Entry | None], Iterator[Diagnostic]]


def reserve(
    folder: Path, number: Number, reason: str, *, who: str, now: datetime, on_step: OnStep = no_step
) -> Recorded:
    """Keeps a free number for a paper to come."""

    def judge(found: Entry | None) -> Iterator[Diagnostic]:
        yield from _reasonless(found, number, reason)
        if found:
            yield _in_use(found)

    return _append(folder, number, Event(now, who, Reservation(reason)), judge, on_step)


def register(
    folder: Path,
    number: Number,
    registration: Registration,
    *,
    who: str,
    now: datetime,
    reserved: bool = False,
    on_step: OnStep = no_step,
) -> Recorded:
    """Gives `number` to a paper.

    A reserved number is given to who reserved it, or where `reserved` says that this is the paper it was
    kept for; a number whose paper was returned, to that paper again; and one whose paper had no day yet, to
    the same wording with its day.
    """

    def judge(found: Entry | None) -> Iterator[Diagnostic]:
        if found and not _may_register(found, registration, who, reserved):
            yield _in_use(found)
        day = registration.date
        if day and day.year + BUDDHIST_ERA != number.series.year and not _was_decided(found):
            yield _told(codes.NUMBER_YEAR_DIFFERS, found, number, date=_shown(day))

    return _append(folder, number, Event(now, who, registration), judge, on_step)


def take_next(
    folder: Path,
    series: Series,
    start: int,
    registration: Callable[[Number], Registration],
    *,
    who: str,
    now: datetime,
    on_step: OnStep = no_step,
) -> Recorded:
    """Gives a paper the `next_number` of a series that runs by itself: that of the entry in the answer.

    `registration` tells what to record of the paper once it bears that number.
    """
    while True:
        number = Number(series, next_number(folder, series, start))
        recorded = register(folder, number, registration(number), who=who, now=now, on_step=on_step)
        if recorded.is_done or not recorded.entry:  # else another run took the number in between
            return recorded


def decide(
    folder: Path, number: Number, decision: Decision, *, who: str, now: datetime, on_step: OnStep = no_step
) -> Recorded:
    """Records what was decided on the paper of `number`; once more to add its scan or the paper's day."""

    def judge(found: Entry | None) -> Iterator[Diagnostic]:
        registration = found.registration if found else None
        if found and found.cancellation:
            yield _in_use(found)
        elif not found or not registration:
            yield _told(codes.NUMBER_UNKNOWN, found, number)
        else:
            yield from _misfits(found, registration, decision)

    return _append(folder, number, Event(now, who, decision), judge, on_step)


def cancel(
    folder: Path, number: Number, reason: str, *, who: str, now: datetime, on_step: OnStep = no_step
) -> Recorded:
    """Makes a number void for ever, whatever became of it before; also one that reportgen never gave."""

    def judge(found: Entry | None) -> Iterator[Diagnostic]:
        yield from _reasonless(found, number, reason)
        if found and found.state is State.CANCELLED:
            yield _in_use(found)

    return _append(folder, number, Event(now, who, Cancellation(reason)), judge, on_step)


def _append(folder: Path, number: Number, event: Event, judge: _Judge, on_step: OnStep) -> Recorded:
    content = write(number, event)
    while True:
        found = entry(folder, number)
        faults = found.diagnostics if found and found.diagnostics else tuple(judge(found))
        if faults:
            return Recorded(found, faults)
        events = found.events if found else ()
        name = event_file(number, len(events) + 1)
        try:
            with explained((folder / name).as_posix()):
                create(folder, name, content, on_step)
        except FileExistsError:  # another run was first: look again at what the number is now
            continue
        unknown = () if event.who.strip() else (Diagnostic(codes.RECORDER_UNKNOWN),)
        return Recorded(Entry(number, (*events, event)), unknown)


def _may_register(found: Entry, registration: Registration, who: str, reserved: bool) -> bool:
    if found.state is State.RESERVED:
        return reserved or (bool(who.strip()) and found.events[-1].who == who)
    given = found.registration
    if given is None or given.paper != registration.paper:
        return False
    adds_day = given.date is None and registration.date is not None
    is_same = given.wording_sha256 == registration.wording_sha256
    return found.state is State.RETURNED or (found.state is State.ISSUED and adds_day and is_same)


def _was_decided(found: Entry | None) -> bool:
    """Whether the paper was sent back once, and may bear a later day than its number."""
    return found is not None and any(isinstance(each.deed, Decision) for each in found.events)


def _misfits(found: Entry, registration: Registration, decision: Decision) -> Iterator[Diagnostic]:
    number, before = found.number, found.decision
    if before and before.result is not Result.RETURNED and not _adds(before, decision):
        args = {"result": before.result.value, "date": _shown(before.date)}
        yield _told(codes.DECISION_ALREADY, found, number, **args)
    day = registration.date or decision.paper_date
    if day and decision.date < day:
        dates = {"date": _shown(decision.date), "memo": _shown(day)}
        yield _told(codes.DECISION_BEFORE_MEMO, found, number, **dates)
    if decision.result.is_ordering and not (decision.order_text or "").strip():
        yield _told(codes.DECISION_ORDER_MISSING, found, number)


def _adds(before: Decision, decision: Decision) -> bool:
    """Whether it is the same decision, of which the scan or the paper's day is known only now."""
    known = (before.scan_sha256, before.paper_date)
    now = (decision.scan_sha256, decision.paper_date)
    is_kept = all(old in (None, new) for old, new in zip(known, now, strict=True))
    return decision.is_of(before) and is_kept and known != now


def _reasonless(found: Entry | None, number: Number, reason: str) -> Iterator[Diagnostic]:
    if not reason.strip():
        yield _told(codes.REASON_MISSING, found, number)


def _in_use(found: Entry) -> Diagnostic:
    """Why a number that is known cannot be given."""
    last = found.events[-1]
    match last.deed:
        case Reservation(reason=reason):
            return _told(codes.NUMBER_RESERVED, found, found.number, who=last.who or "-", cause=reason)
        case Cancellation(reason=reason):
            return _told(codes.NUMBER_CANCELLED, found, found.number, cause=reason)
    if found.state is State.CANCELLED and isinstance(last.deed, Decision):
        cause = last.deed.order_text or _shown(last.deed.date)
        return _told(codes.NUMBER_CANCELLED, found, found.number, cause=cause)
    given = found.registration
    args = {"paper": given.paper, "subject": given.subject} if given else {}
    return _told(codes.NUMBER_TAKEN, found, found.number, **args)


def _told(rule: Rule, found: Entry | None, number: Number, **args: str) -> Diagnostic:
    """What `rule` says of a number, at the event that is in the way where there is one."""
    spans = (Span(event_file(number, len(found.events)).as_posix()),) if found else ()
    return Diagnostic(rule, spans, {"number": show_number(number), **args})


def _shown(day: date) -> str:
    return show_day(day, "short", glue=False)
