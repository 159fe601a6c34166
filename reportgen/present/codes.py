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
RULES = (PHOTO_UNREADABLE, CITATION_UNKNOWN)
