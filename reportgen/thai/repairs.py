"""The repairs of Thai text, for the few texts that `text` finds suspect."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from reportgen.thai.text import INVISIBLE, MARK, TONE, VOWEL_MARK, is_normal

_AFTER_VOWEL = "่้๊๋์"

_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_DOUBLED = re.compile(f"([{MARK}])\\1+")
_TRAILING = re.compile("(?<![ \t\u00a0])[ \t\u00a0]++(?=\n|\\Z)")
_MISORDERED = re.compile(f"(?<![{TONE}์])[{TONE}์]++[{VOWEL_MARK}][{TONE}์{VOWEL_MARK}]*")
_MISSPELT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("เเ"), "แ"),
    (re.compile(f"ํ([{TONE}]*)า"), r"\1ำ"),
    (re.compile(f"(?<=[ก-ฮ])ำ([{TONE}]+)"), r"\1ำ"),
    (re.compile("(?<![ฤฦ])ๅ"), "า"),
)


def repaired(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` after every repair that changes it, and the names of these."""
    notes: list[str] = []
    while True:  # one repair may lay bare another
        before = text
        for note, repair in _REPAIRS:
            mended = repair(text)
            if mended != text:
                notes.append(note)
                text = mended
        if text == before:
            return text, tuple(dict.fromkeys(notes))


def _normal_form(text: str) -> str:
    text = _BREAKS.sub("\n", text)
    return text if is_normal(text) else unicodedata.normalize("NFC", text)


def _in_order(text: str) -> str:
    text = _MISORDERED.sub(lambda marks: "".join(sorted(marks[0], key=_AFTER_VOWEL.__contains__)), text)
    for pattern, replacement in _MISSPELT:
        text = pattern.sub(replacement, text)
    return text


_REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("normal-form", _normal_form),
    ("invisible-character", lambda text: _UNSEEN.sub("", text)),
    ("doubled-mark", lambda text: _DOUBLED.sub(r"\1", text)),
    ("thai-order", _in_order),
    ("trailing-space", lambda text: _TRAILING.sub("", text)),
)
