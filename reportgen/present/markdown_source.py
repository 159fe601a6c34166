"""A text as it is given to the reader of markup: what must not be read as markup stands aside.

Citations, escaped letters, unsupported markup and what merely looks like a list are each held behind one
private character, and put back as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportgen.thai.digits import to_arabic, to_thai

_HELD = 0xF0000  # the first of the private characters
_LAST_HELD = 0xFFFFD
_LONGEST_TOLD = 60

_ASIDE = re.compile(
    r"(?P<citation>\[\[\s*.*?\s*\]\])"
    r"|\\(?P<escaped>[*+\[|#>`-]|(?<=\d\\)[.)])"
    r"|(?P<image>!\[[^\]\n]*\]\([^)\n]*\))"
    r"|(?P<code>`+[^`\n]+`+|^[ \t]*(?:```|~~~)[^\n]*)"
    r"|(?P<html></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>\n]*)?/?>|<!--[^\n]*?-->)"
    r"|(?P<link>\[[^\[\]\n]*\]\(\s*(?!https?://|mailto:)(?:[A-Za-z][\w+.-]*:|www\.|[/#.])[^)\n]*\))"
    r"|^[ \t]*(?P<heading>\#{1,6})(?=[ \t]+[^\W\d])"
    r"|^[ \t]*(?P<quote>>)(?=[ \t]*[^\W\d])"
    r"|^[ \t]*(?P<bullet>[*+])(?=[ \t])",
    re.MULTILINE,
)
"""Pieces to hold. Bullets are `-` alone: lines with a star are notes, with a plus what is added."""

_OPEN = re.compile(r"(?<=[ \u00a0])(?:\*\*|\+\+)[^\W_]\S{0,19}")
"""Within a line, before a word: at its beginning, or behind a word, two stars are a note's mark."""
_SUPPORTED = ("citation", "escaped", "bullet")
_LINE_MARK = re.compile(r"[#>]+[ \t]*\S*")
_MARKER = re.compile(r"[ \t]*(-|[0-9]+[.)])(?=[ \t]|$)")
_THAI_NUMBER = re.compile(r"[ \t]*[๐-๙]+(?=[.)][ \t])")


class Written:
    """One text; `unsupported` is what of it is markup that is not read, in the order typed, each once."""

    def __init__(self, text: str) -> None:
        self.is_readable = all(ord(letter) < _HELD for letter in text)
        self.is_escaped = False
        self.unsupported: dict[str, None] = {}
        self._pieces: list[str] = []
        self._lines = _ASIDE.sub(self._aside, text).split("\n")
        self._thai = {number for number, line in enumerate(self._lines) if _THAI_NUMBER.match(line)}
        for number in self._thai:
            self._lines[number] = _THAI_NUMBER.sub(
                lambda found: to_arabic(found[0]), self._lines[number], count=1
            )

    @property
    def source(self) -> str:
        """The text to read."""
        return "\n".join(self._lines)

    def cells(self, line: int) -> int:
        """How many cells the row of a table on `line` has."""
        return len(self._lines[line].strip().strip("|").split("|"))

    def number(self, line: int, number: str) -> str:
        """The number of a list's item on `line` in the digits that it was typed in."""
        return to_thai(number) if line in self._thai else number

    def hold_marker(self, line: int, kind: str) -> None:
        """Holds what makes `line` part of a list or table; it is told unless it only looks like one."""
        text = self._lines[line]
        if kind != "chance":
            self._tell(self.restored(text).strip())
        if kind == "cells":
            self._lines[line] = "".join(self._held(each) if each == "|" else each for each in text)
        elif found := _MARKER.match(text):
            marker = self._held(self.number(line, found[1]))
            self._lines[line] = text[: found.start(1)] + marker + text[found.end(1) :]

    def restored(self, text: str) -> str:
        """`text` with what is held in its place."""
        return "".join(
            self._pieces[ord(letter) - _HELD] if ord(letter) >= _HELD else letter for letter in text
        )

    def tell_unclosed(self, texts: Iterable[str]) -> None:
        """Tells what opens bold or underlined words in `texts`, which were read, and does not close them."""
        for text in texts:
            for found in _OPEN.finditer(text):
                self._tell(self.restored(found[0]))

    def _aside(self, found: re.Match[str]) -> str:
        kind = str(found.lastgroup)
        before = "" if kind == "escaped" else found[0][: found.start(kind) - found.start()]
        self.is_escaped |= kind == "escaped"
        if kind not in _SUPPORTED:
            with_word = _LINE_MARK.match(found.string, found.start(kind))
            self._tell((with_word or found)[0].strip())
        return before + self._held(found[kind])

    def _held(self, piece: str) -> str:
        number = _HELD + len(self._pieces)
        if number > _LAST_HELD:
            self.is_readable = False
            return piece
        self._pieces.append(piece)
        return chr(number)

    def _tell(self, typed: str) -> None:
        self.unsupported[typed[:_LONGEST_TOLD].rstrip()] = None
