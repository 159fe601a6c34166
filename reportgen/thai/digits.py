"""Thai and Arabic digits, one for one.

Looks at no context: what must keep its digits (a URL, a code) is for the caller to leave out.
"""

from __future__ import annotations

ARABIC = "0123456789"
THAI = "๐๑๒๓๔๕๖๗๘๙"

_TO_ARABIC = str.maketrans(THAI, ARABIC)
_TO_THAI = str.maketrans(ARABIC, THAI)


def to_arabic(text: str) -> str:
    """`text` with 0–9 for ๐–๙; same length, all else untouched."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """`text` with ๐–๙ for 0–9; same length, all else untouched."""
    return text.translate(_TO_THAI)
