"""What `present` can say while it prepares a paper."""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity

PHOTO_UNREADABLE = Rule(
    "photo-unreadable",
    Severity.ERROR,
    "{file} is not a photograph that can be read.",
    "Use a JPEG or PNG file of at most 50 megapixels; open it and save it again.",
)
RULES = (PHOTO_UNREADABLE,)
