"""How wide a text is on a terminal, in cells.

Nothing is known of fonts or paper here; widths in print are LibreOffice's and Word's business.
"""

from __future__ import annotations

import unicodedata


def display_width(text: str) -> int:
    """The number of terminal cells of `text` (one line).

    Marks above and below, invisible characters and controls take none, wide East Asian ones two; sara
    am, which unlike other vowels is not a mark, takes one.
    """
    return len(text) if text.isascii() and text.isprintable() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
