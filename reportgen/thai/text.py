"""Repairs Thai text whose look is right and whose code points are not, and finds characters to refuse.

Meaning, blank lines, no-break and double spaces are kept; spelling is nobody's business here.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

TONE = "่-๋"
VOWEL_MARK = "ัิ-ฺ็"  # above and below; written, and stored, before the tone
MARK = "ัิ-ฺ็-๎"
INVISIBLE = (
    "\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)

_PILE = re.compile(r"[^\w\s!-~]{64}")
# Between them they find every text that a repair but NFC would change; each scans for a plain set: fast.
_UNSEEN = re.compile(f"[{INVISIBLE}\r\u2028\u2029ๅ]").search
_PAIR = re.compile(
    f"([เำ{MARK}])(?=[เา{MARK}])(?:\\1|(?<=ํ)[{TONE}า]|(?<=ำ)[{TONE}]|(?<=[{TONE}์])[{VOWEL_MARK}])"
).search
_TRAILING = re.compile("[ \t\u00a0](?=\n|\\Z)").search

_REFUSED = {
    "control": "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff",
    "surrogate": "\ud800-\udfff",
    "private-use": "\ue000-\uf8ff\U000f0000-\U0010ffff",
    "bidi": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
}
_FORBIDDEN = re.compile(f"[{''.join(_REFUSED.values())}]")


class Cleaned(NamedTuple):
    """A repaired text, and what was repaired: `invisible-character`, `thai-order` …; empty if nothing."""

    text: str
    notes: tuple[str, ...] = ()


def clean(text: str) -> Cleaned:
    """`text` in normal form C, its Thai marks in order, without invisible characters and trailing spaces.

    Repairs เ+เ for แ, a tone before its vowel, ◌ํ+า for ำ, ๅ for า, the same mark twice, and CR LF.
    What `forbidden` finds is left in place. Cleaning again changes nothing.
    """
    if is_normal(text) and not (_UNSEEN(text) or _PAIR(text) or _TRAILING(text)):
        return Cleaned(text)
    from reportgen.thai.repairs import repaired  # few texts need any

    return Cleaned(*repaired(text))


def forbidden(text: str) -> tuple[tuple[int, str], ...]:
    """Offset and kind of each character that no paper may hold: it breaks XML, or reads other than it shows.

    Kinds: `control` (C0 but tab and line ends, DEL, C1, noncharacters), `surrogate`, `private-use`,
    `bidi` (marks and overrides of direction).
    """
    if text.isprintable():  # none of them is; this alone is several times faster than the search
        return ()
    return tuple((found.start(), _kind(found[0])) for found in _FORBIDDEN.finditer(text))


def _kind(character: str) -> str:
    return next(kind for kind, characters in _REFUSED.items() if re.match(f"[{characters}]", character))


def is_normal(text: str) -> bool:
    """Whether `text` is in normal form C, or is to be left as it is."""
    # Python sorts the marks on a letter in quadratic time: a letter under a pile of them is left as it is.
    return (len(text) > 1000 and _PILE.search(text) is not None) or unicodedata.is_normalized("NFC", text)
