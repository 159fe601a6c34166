"""What `present` can say while it prepares a paper."""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity

PHOTO_UNREADABLE = Rule(
    "photo-unreadable",
    Severity.ERROR,
    "{file} is not a photograph that can be read.",
    "Use a JPEG or PNG file of at most 50 megapixels; open it and save it again.",
)
CITATION_UNKNOWN = Rule(
    "citation-unknown",
    Severity.ERROR,
    "{citation} cites no quantity.",
    "Write it as in [[2565-q1:total.disbursed ล้านบาท]]; measures: {measures}.",
)
CITATION_AMOUNT = Rule(
    "citation-amount",
    Severity.ERROR,
    "{citation} holds no amount that can be written in words.",
    "Write baht with at most two decimals, as in [[บาท 150,000.00]].",
)
EMBLEM_UNREADABLE = Rule(
    "emblem-unreadable",
    Severity.ERROR,
    "{file} is not there, or is no picture that can be read.",
    "Use a PNG or JPEG file of at most 50 megapixels; without emblem: a neutral seal stands in its place.",
)
MARKUP_UNSUPPORTED = Rule(
    "markup-unsupported",
    Severity.WARNING,
    "{markup} is markup that reports do not have; it is printed as it was typed.",
    "Use lists of two levels, **bold**, *italic*, ++underline++, [words](https://...) or a table with |. "
    "A \\ before a mark prints the mark itself.",
)
TABLE_WIDE = Rule(
    "table-too-wide",
    Severity.WARNING,
    "The {columns} columns of this table are too wide for the page: words or amounts in them are broken.",
    "Take columns out, give amounts in million baht, or attach the table as a file of its own.",
)
RULES = (
    PHOTO_UNREADABLE,
    CITATION_UNKNOWN,
    CITATION_AMOUNT,
    EMBLEM_UNREADABLE,
    MARKUP_UNSUPPORTED,
    TABLE_WIDE,
)
