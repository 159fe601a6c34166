"""What a reader of Thai text raises when it cannot read, and the common form in which all readers look.

Codes are plain strings here: their severity and wording belong to the stage that says them.
"""

from __future__ import annotations

from reportgen.thai.digits import to_arabic

# Every code that a reader raises, with the names of its details.
CODES = frozenset(
    {
        "money-unreadable",
        "money-letter",  # letter
        "money-grouping",  # group
        "money-satang",
        "money-unit",  # unit
        "money-too-large",
        "percent-unreadable",
        "percent-range",
        "count-unreadable",
        "date-unreadable",
        "date-unknown-month",  # month, nearest
        "date-two-digit-year",  # year, advice
        "date-year-not-buddhist",  # year, advice
        "date-year-range",  # year
        "date-no-such-day",  # day, last
        "date-weekday",  # weekday, right
        "date-range-backwards",  # first, last
        "month-unreadable",
        "time-unreadable",
    }
)

_SPACES = str.maketrans(dict.fromkeys("\t\n\r\u00a0\u2007\u2009\u202f", " "))


class ReadError(ValueError):
    """A text that cannot be read: `code` says why, `length` code points from `offset` are at fault.

    `args_` holds the details that the code's message names. The place lies within the text, unless that
    has no ink: then it is one code point long.
    """

    def __init__(self, code: str, offset: int = 0, length: int = 1, **details: str) -> None:
        super().__init__(code, offset, length)
        self.code = code
        self.offset = offset
        self.length = length
        self.args_ = details

    def __str__(self) -> str:
        details = "".join(f", {name}={value!r}" for name, value in self.args_.items())
        return f"{self.code} at {self.offset}+{self.length}{details}"


def level(text: str) -> tuple[str, int, int]:
    """`text` with Arabic digits and plain spaces, of the same length, and where its ink begins and ends.

    Offsets into the result are offsets into `text`. The bounds of a text without ink are equal.
    """
    levelled = to_arabic(text).translate(_SPACES)
    end = len(levelled.rstrip(" "))
    return levelled, min(len(levelled) - len(levelled.lstrip(" ")), end), end
