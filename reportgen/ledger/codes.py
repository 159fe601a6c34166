"""What the ledger can say: numbers that are not free, decisions that do not fit, entries that are damaged.

Wording only; when each is said is decided in the modules beside this one.
"""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity
from reportgen.errors import ExitCode

NUMBER_UNREADABLE = Rule(
    "ledger-number-unreadable",
    Severity.ERROR,
    "{text} is not the number of a paper.",
    "Write the number, a slash and the Buddhist year in full, as in 1389/2564, or ว 12/2565 for a circular; "
    "where numbers are central, the code of the agency, a slash and the number, as in พณ 0201/56.",
)
NUMBER_TAKEN = Rule(
    "number-taken",
    Severity.ERROR,
    "The number {number} was already given to {paper} ({subject}).",
    "Look up the next free number in the unit's register and use that.",
)
NUMBER_CANCELLED = Rule(
    "number-cancelled",
    Severity.ERROR,
    "The number {number} was cancelled: {cause}",
    "A cancelled number is never used again; look up the next free number in the unit's register.",
)
NUMBER_RESERVED = Rule(
    "number-reserved",
    Severity.ERROR,
    "The number {number} was reserved by {who}: {cause}",
    "Use another number; if this is the paper that it was kept for, say so with --reserved.",
)
NUMBER_UNKNOWN = Rule(
    "number-unknown",
    Severity.ERROR,
    "The number {number} was not given to any paper.",
    "Check the number, its unit and its year, or register the paper first.",
)
NUMBER_YEAR_DIFFERS = Rule(
    "number-year-differs",
    Severity.ERROR,
    "The number {number} is of another year than the paper, which is dated {date}.",
    "Numbers run by calendar year, not by fiscal year: mend the year of the number, or the date.",
)
REASON_MISSING = Rule(
    "reason-missing",
    Severity.ERROR,
    "Nothing tells why {number} is kept or cancelled.",
    "Write the reason after --reason, as it stands in the unit's register.",
)
DECISION_BEFORE_MEMO = Rule(
    "decision-before-memo",
    Severity.ERROR,
    "The decision on {number} is dated {date}, before the paper itself ({memo}).",
    "Check both dates on the signed paper.",
)
DECISION_ORDER_MISSING = Rule(
    "decision-order-missing",
    Severity.ERROR,
    "The decision on {number} orders something, but the text of the order is missing.",
    "Copy the order from the paper word for word, or choose another result.",
)
DECISION_ALREADY = Rule(
    "decision-already",
    Severity.ERROR,
    "{number} was already decided: {result}, {date}.",
    "A decision is not changed; only a paper that was returned (ส่งคืนแก้ไข) is decided again, and a scan or"
    " the memo's own day may be added to the same decision.",
)
RECORDER_UNKNOWN = Rule(
    "recorder-unknown",
    Severity.WARNING,
    "The ledger does not tell who recorded this: the computer does not say who uses it.",
    "Add --by and your name.",
)
ENTRY_UNREADABLE = Rule(
    "ledger-entry-unreadable",
    Severity.ERROR,
    "The ledger's entry {file} cannot be read: {reason}.",
    "Put the file back from a backup. Until then its number counts as taken and nothing is added to it.",
)
FILE_STRANGE = Rule(
    "ledger-file-strange",
    Severity.WARNING,
    "The file {file} in the ledger was not written by reportgen, or was renamed, so it is not read.",
    "Often it is the copy of an entry made by a program that synchronises folders: compare it with the "
    "entry of that number, then move it out of the ledger.",
)
NOT_WRITABLE = Rule(
    "ledger-not-writable",
    Severity.ERROR,
    "The ledger's file {file} cannot be read or written: {reason}.",
    "Nothing was recorded. Make sure that the ledger's folder is there and that you may write in it.",
    exit_code=ExitCode.USAGE,
)

RULES = (
    NUMBER_UNREADABLE,
    NUMBER_TAKEN,
    NUMBER_CANCELLED,
    NUMBER_RESERVED,
    NUMBER_UNKNOWN,
    NUMBER_YEAR_DIFFERS,
    REASON_MISSING,
    DECISION_BEFORE_MEMO,
    DECISION_ORDER_MISSING,
    DECISION_ALREADY,
    RECORDER_UNKNOWN,
    ENTRY_UNREADABLE,
    FILE_STRANGE,
    NOT_WRITABLE,
)
