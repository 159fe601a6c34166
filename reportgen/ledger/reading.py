"""What the ledger holds: one number, all of them, the next one, and whose file a hash is.

Never writes. What cannot be read counts as taken and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from reportgen.diagnostics import Diagnostic, Span
from reportgen.ledger.codes import ENTRY_UNREADABLE, FILE_STRANGE
from reportgen.ledger.files import explained
from reportgen.ledger.names import event_file, folder_of, read_event_name, series_of
from reportgen.ledger.record import MOST_BYTES, UnreadableError, read
from reportgen.ledger.values import Decision, Deed, Entry, Event, Number, Registration, Series, State

MISSING = "it is missing, though a later one is there"
NO_FILE = "it is no file, or may not be read"

Role: TypeAlias = Literal["content", "docx", "scan"]


@dataclass(frozen=True, slots=True)
class Listing:
    """All entries in the order of their series and numbers; `diagnostics` of entries and strange files."""

    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A recorded file: `role` says which; not current if a later version of the paper was recorded."""

    entry: Entry
    role: Role
    is_current: bool


def entry(folder: Path, number: Number) -> Entry | None:
    """All that happened to `number` in the ledger in `folder`; None while it is free."""
    count = _counts(folder, number.series).get(number.number, 0)
    return read_entry(folder, number, count) if count else None


def entries(folder: Path) -> Listing:
    """Every entry of the ledger in `folder`, which may be absent, and all that is wrong there."""
    found: list[Entry] = []
    strange: list[Diagnostic] = []
    for within in _series_folders(folder):
        series = series_of(within)
        strange += _strange(folder, within, series)
        if series:
            found += entries_of(folder, series)
    found.sort(key=lambda each: each.number)
    return Listing(tuple(found), (*_damaged(found), *strange))


def listing_of(folder: Path, series: Series) -> Listing:
    """Every entry of one series, by number, and all that is wrong in its folder."""
    found = entries_of(folder, series)
    return Listing(found, (*_damaged(found), *_strange(folder, folder_of(series), series)))


def entries_of(folder: Path, series: Series) -> tuple[Entry, ...]:
    """Every entry of one series, by number."""
    counts = sorted(_counts(folder, series).items())
    return tuple(read_entry(folder, Number(series, number), count) for number, count in counts)


def next_number(folder: Path, series: Series, start: int) -> int:
    """The number after the last one given and not cancelled, from `start` on, that nothing is known of.

    Numbers follow the order of time: a gap left behind is not filled, and a reserved number is passed by
    when its turn comes. What cannot be read counts as given.
    """
    counts = _counts(folder, series)
    number = start
    for last in sorted((each for each in counts if each >= start), reverse=True):
        state = read_entry(folder, Number(series, last), counts[last]).state
        if state not in (State.RESERVED, State.CANCELLED):
            number = last + 1
            break
    while number in counts:
        number += 1
    return number


def find_by_hash(folder: Path, sha256: str) -> tuple[Match, ...]:
    """Every recorded file of that hash: a paper's YAML, its Word file, or the scan of it as signed; each
    once, however often it was recorded."""
    return find_among(entries(folder).entries, sha256)


def find_among(entries: Iterable[Entry], sha256: str) -> tuple[Match, ...]:
    """The same among `entries`."""
    wanted = sha256.lower()
    found = (match for each in entries for match in _matches(each, wanted))
    return tuple({(match.entry.number, match.role): match for match in found}.values())


def count_files(entries: Iterable[Entry]) -> int:
    """How many files were recorded in `entries`, of each version one."""
    deeds = (event.deed for each in entries for event in each.events)
    return len({value for deed in deeds for _, value in _hashes(deed) if value})


def read_entry(folder: Path, number: Number, count: int) -> Entry:
    """The entry of `number`, of which `count` events were seen."""
    events: list[Event] = []
    for place in range(1, count + 1):
        name = event_file(number, place)
        try:
            events.append(read(_content(folder / name), number))
        except UnreadableError as error:
            file = name.as_posix()
            told = Diagnostic(ENTRY_UNREADABLE, (Span(file),), {"file": file, "reason": str(error)})
            return Entry(number, tuple(events), (told,))
    return Entry(number, tuple(events))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableError(NO_FILE if path.is_symlink() else MISSING) from error
    except OSError as error:
        raise UnreadableError(NO_FILE) from error


def _counts(folder: Path, series: Series) -> dict[int, int]:
    """The highest count of an event's file by number."""
    counts: dict[int, int] = {}
    for name in _names(folder, folder_of(series)):
        event = read_event_name(name)
        if event:
            counts[event[0]] = max(event[1], counts.get(event[0], 0))
    return counts


def _series_folders(folder: Path) -> Iterator[Path]:
    """The folders of three levels, year, unit and kind, relative to `folder`."""
    level = [Path()]
    for _ in range(3):
        level = [within / name for within in level for name in _names(folder, within)]
        level = [within for within in level if (folder / within).is_dir()]
    yield from level


def _names(folder: Path, within: Path) -> list[str]:
    """The names in a folder of the ledger that do not begin with a dot, sorted; none if it is absent."""
    with explained((folder / within).as_posix()), suppress(FileNotFoundError):
        return sorted(path.name for path in (folder / within).iterdir() if not path.name.startswith("."))
    return []


def _damaged(entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    return (told for each in entries for told in each.diagnostics)


def _strange(folder: Path, within: Path, series: Series | None) -> Iterator[Diagnostic]:
    """The files in a folder of the ledger that look like entries and are none."""
    for name in _names(folder, within):
        if name.endswith(".json") and (series is None or read_event_name(name) is None):
            file = (within / name).as_posix()
            yield Diagnostic(FILE_STRANGE, (Span(file),), {"file": file})


def _matches(found: Entry, sha256: str) -> Iterator[Match]:
    latest = {
        role: value
        for deed in (found.registration, found.decision)
        for role, value in (_hashes(deed) if deed else ())
        if value
    }
    for event in found.events:
        for role, value in _hashes(event.deed):
            if value == sha256:
                yield Match(found, role, latest.get(role) == sha256)


def _hashes(deed: Deed) -> Iterator[tuple[Role, str | None]]:
    if isinstance(deed, Registration | Decision):
        yield "content", deed.content_sha256
        yield "docx", deed.docx_sha256
    if isinstance(deed, Decision):
        yield "scan", deed.scan_sha256
