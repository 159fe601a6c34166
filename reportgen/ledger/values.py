"""The words of the ledger: series, numbers, what happened to a number, and the view of it all.

Values only; touches no disk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Self, TypeAlias, TypeVar

from reportgen.diagnostics import Diagnostic, has_errors
from reportgen.thai.dates import BUDDHIST_ERA

_KIND = re.compile(r"[a-z][a-z0-9-]{0,39}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_YEARS = range(2400, 2801)  # as dates are read
_AND_ORDER = "และสั่งการ"
_Day: TypeAlias = date


class State(StrEnum):
    """What has become of a number; after a decision, the word of its result."""

    RESERVED = "จองไว้"
    ISSUED = "ออกเลขแล้ว"
    AGREED = "เห็นชอบ"
    AGREED_WITH_ORDER = "เห็นชอบและสั่งการ"
    APPROVED = "อนุมัติ"
    APPROVED_WITH_ORDER = "อนุมัติและสั่งการ"
    NOTED = "ทราบ"
    NOTED_WITH_ORDER = "ทราบและสั่งการ"
    SIGNED = "ลงนามแล้ว"
    RETURNED = "ส่งคืนแก้ไข"
    NOT_AGREED = "ไม่เห็นชอบ"
    NOT_APPROVED = "ไม่อนุมัติ"
    CANCELLED = "ยกเลิก"
    UNREADABLE = "อ่านไม่ได้"


class Result(StrEnum):
    """What the approver decided; RETURNED alone leaves room for another decision."""

    AGREED = "เห็นชอบ"
    AGREED_WITH_ORDER = "เห็นชอบและสั่งการ"
    APPROVED = "อนุมัติ"
    APPROVED_WITH_ORDER = "อนุมัติและสั่งการ"
    NOTED = "ทราบ"
    NOTED_WITH_ORDER = "ทราบและสั่งการ"
    SIGNED = "ลงนามแล้ว"
    RETURNED = "ส่งคืนแก้ไข"
    NOT_AGREED = "ไม่เห็นชอบ"
    NOT_APPROVED = "ไม่อนุมัติ"
    CANCELLED = "ยกเลิก"

    @property
    def is_ordering(self) -> bool:
        """Whether an order goes with it."""
        return self.value.endswith(_AND_ORDER)

    @property
    def is_consent(self) -> bool:
        """Whether what was asked for may be done, and told to the units."""
        return self not in (Result.RETURNED, Result.NOT_AGREED, Result.NOT_APPROVED, Result.CANCELLED)


@dataclass(frozen=True, slots=True, order=True)
class Series:
    """Numbers that run from 1 in a calendar year (B.E.), of one unit and one kind of paper (`memo`).

    Central rules restart them with the calendar year, not the fiscal year; circulars (ว) run apart.
    """

    year: int
    unit: str
    kind: str

    def __post_init__(self) -> None:
        if self.year not in _YEARS or not _KIND.fullmatch(self.kind) or not self.unit.strip():
            raise ValueError(self)

    @classmethod
    def on(cls, day: date, unit: str, kind: str) -> Self:
        """The series that a paper of that day is numbered in."""
        return cls(day.year + BUDDHIST_ERA, unit, kind)


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A number of a series, from 1."""

    series: Series
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 999_999:
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class Reservation:
    """The number is kept for a paper to come."""

    reason: str


@dataclass(frozen=True, slots=True)
class Registration:
    """The number was given to `paper` (its file, as seen from beside the ledger).

    `content_sha256` is of the paper's YAML, `wording_sha256` of what it says, without what is filled in after
    printing (None in entries made before it was kept), `docx_sha256` of the Word file that was printed;
    `quantities` are the cited quantities and the text each is shown as, frozen from now on. `date` is None
    while the paper's own is partly blank.
    """

    paper: str
    subject: str
    date: date | None
    docx_sha256: str | None
    content_sha256: str
    quantities: Mapping[str, str] = field(default_factory=dict)
    wording_sha256: str | None = None

    def __post_init__(self) -> None:
        _check_hashes(self.docx_sha256, self.content_sha256, self.wording_sha256)
        object.__setattr__(self, "quantities", MappingProxyType(dict(self.quantities)))


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on paper, the order's own text, and the hashes of the scan, of the Word file and of
    the paper's YAML once the decision was written into it; `paper_date` is the paper's own day where it was
    written on paper only after the number was given."""

    date: date
    result: Result
    order_text: str | None = None
    scan_sha256: str | None = None
    docx_sha256: str | None = None
    content_sha256: str | None = None
    paper_date: _Day | None = None

    def __post_init__(self) -> None:
        _check_hashes(self.scan_sha256, self.docx_sha256, self.content_sha256)

    def is_of(self, other: Decision) -> bool:
        """Whether this decides what `other` decides, whatever was scanned of it."""
        return (self.date, self.result, _plain(self.order_text)) == (
            other.date, other.result, _plain(other.order_text),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cancellation:
    """The number is void and never used again."""

    reason: str


Deed: TypeAlias = Reservation | Registration | Decision | Cancellation
_D = TypeVar("_D", Reservation, Registration, Cancellation)


@dataclass(frozen=True, slots=True)
class Event:
    """What was done, when, and who recorded it."""

    at: datetime
    who: str
    deed: Deed


@dataclass(frozen=True, slots=True)
class Entry:
    """A number with all that happened to it, oldest first; `diagnostics` tell of what cannot be read."""

    number: Number
    events: tuple[Event, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def state(self) -> State:
        """What the last event left, or that it cannot be told."""
        if self.diagnostics:
            return State.UNREADABLE
        match self.events[-1].deed:
            case Reservation():
                return State.RESERVED
            case Registration():
                return State.ISSUED
            case Decision(result=result):
                return State(result.value)
            case Cancellation():
                return State.CANCELLED

    @property
    def reservation(self) -> Reservation | None:
        return self._last(Reservation)

    @property
    def registration(self) -> Registration | None:
        """The last one: a paper that was returned may be registered again."""
        return self._last(Registration)

    @property
    def decision(self) -> Decision | None:
        """The last one on the paper as it is now registered."""
        for event in reversed(self.events):
            if isinstance(event.deed, Decision):
                return event.deed
            if isinstance(event.deed, Registration):
                break
        return None

    @property
    def day(self) -> date | None:
        """The day of the paper, told with its number or later with its decision."""
        given, decided = self.registration, self.decision
        return (given.date if given else None) or (decided.paper_date if decided else None)

    @property
    def cancellation(self) -> Cancellation | None:
        return self._last(Cancellation)

    def _last(self, kind: type[_D]) -> _D | None:
        return next((each.deed for each in reversed(self.events) if isinstance(each.deed, kind)), None)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of writing to the ledger: the entry as it now stands, and why nothing was written."""

    entry: Entry | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_done(self) -> bool:
        return not has_errors(self.diagnostics)


def _plain(order: str | None) -> str:
    return " ".join((order or "").split())


def _check_hashes(*hashes: str | None) -> None:
    for each in hashes:
        if each is not None and not _SHA256.fullmatch(each):
            raise ValueError(each)
