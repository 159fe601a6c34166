"""Sorts Thai as a Thai dictionary does.

By the written form alone; titles before names are for the caller to take off.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TypeAlias

from reportgen.thai.digits import to_arabic

SortKey: TypeAlias = tuple[tuple[tuple[int, str], ...], tuple[int, ...], str]

_LEAD_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
_IGNORED = re.compile(r"[\s.()ๆฯ-]+")
_MARKS = "็่้๊๋์ํ๎"  # in the order in which they decide between words that are alike without them
_NO_MARKS = str.maketrans("", "", _MARKS)


def sort_key(text: str) -> SortKey:
    """A key that orders texts by letters (digits, Thai, Latin), then by marks, then as written.

    A vowel written before its consonant (เ แ โ ใ ไ) counts after it; tones, ็ and ์ decide only between
    words otherwise alike; spaces, brackets, points, hyphens, ๆ and ฯ count for nothing.
    """
    spoken = _LEAD_VOWEL.sub(r"\2\1", to_arabic(_IGNORED.sub("", unicodedata.normalize("NFC", text))))
    letters = tuple((_script(letter), letter) for letter in spoken.translate(_NO_MARKS).casefold())
    return letters, tuple(_MARKS.find(letter) + 1 for letter in spoken), text


def _script(letter: str) -> int:
    if letter.isdecimal():
        return 0
    return 1 if "ก" <= letter <= "๛" else 2
