"""Numbers given to papers, what was decided on them, and the hashes of both: a folder that outlives years."""

from reportgen.ledger.acts import cancel, decide, register, reserve, take_next
from reportgen.ledger.files import OnStep, Step
from reportgen.ledger.numbers import Form, Written, parse_number, show_number
from reportgen.ledger.reading import (
    Listing,
    Match,
    count_files,
    entries,
    entries_of,
    entry,
    find_among,
    find_by_hash,
    listing_of,
    next_number,
)
from reportgen.ledger.rows import HEADERS, rows
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

__all__ = [
    "HEADERS", "Cancellation", "Decision", "Entry", "Event", "Form", "Listing", "Match", "Number", "OnStep",
    "Recorded", "Registration", "Reservation", "Result", "Series", "State", "Step", "Written",
    "cancel", "count_files", "decide", "entries", "entries_of", "entry", "find_among", "find_by_hash",
    "listing_of", "next_number", "parse_number", "register", "reserve", "rows", "show_number", "take_next",
]  # fmt: skip
