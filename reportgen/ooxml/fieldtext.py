"""Gathers the text of paragraphs piece by piece, fields by their code, page numbers masked.

A field may span paragraphs and hold others; what stands in its code is no text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reportgen.ooxml.look import Look

_PAGES = re.compile(r"(?:PAGE|NUMPAGES|PAGEREF|SECTIONPAGES)\b")
_CONTENTS = re.compile(r"\b_Toc\d+")
_FORMAT = re.compile(r"\* +MERGEFORMAT", re.IGNORECASE)


class Piece(NamedTuple):
    """Text of one look, or one thing in its place: "[picture]", "{PAGE}" …"""

    text: str
    look: Look


@dataclass(slots=True)
class _Field:
    code: str = ""
    shows: bool = False
    masked: bool = False
    result: list[Piece] = field(default_factory=list)


class Text:
    """The pieces since they were last taken, and the fields that are open."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._fields: list[_Field] = []

    def take(self) -> tuple[Piece, ...]:
        """The pieces gathered; the next paragraph begins with none."""
        pieces, self._pieces = tuple(self._pieces), []
        return pieces

    def add(self, text: str, look: Look) -> None:
        """Adds text to what stands, or to the result of the field that is open."""
        if text:
            self._put(Piece(text, look), self._fields)

    def begin(self, code: str = "") -> None:
        """Opens a field."""
        self._fields.append(_Field(code))

    def instruct(self, code: str) -> None:
        """Adds to the code of the field that is open."""
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].code += code

    def mark(self, kind: str) -> None:
        """Follows `w:fldChar`: "begin", "separate" or "end"; one that does not fit is passed over."""
        if kind == "begin":
            self.begin()
        elif kind == "separate" and self._fields and not self._fields[-1].shows:
            self.separate()
        elif kind == "end" and self._fields:
            self.end()

    def separate(self) -> None:
        """The code of the open field is over; its result follows."""
        last = self._fields[-1]
        last.code = one_spelling(last.code)
        last.shows, last.masked = True, bool(_PAGES.match(last.code))
        if not last.masked:
            self._put(Piece(f"{{{last.code}}}", {}), self._fields[:-1])

    def end(self) -> None:
        """Closes the open field."""
        last = self._fields.pop()
        if not last.shows:
            self._put(Piece(f"{{{one_spelling(last.code)}}}", {}), self._fields)
        elif last.masked:
            for piece in _before_number(last.result):
                self._put(piece, self._fields)
            self._put(Piece(f"{{{last.code}}}", last.result[-1].look if last.result else {}), self._fields)

    def _put(self, piece: Piece, fields: Sequence[_Field]) -> None:
        if any(not each.shows for each in fields):
            return
        masks = [each for each in fields if each.masked]
        into = masks[-1].result if masks else self._pieces
        if into and into[-1].look == piece.look:
            into[-1] = Piece(into[-1].text + piece.text, piece.look)
        else:
            into.append(piece)


def _before_number(result: Sequence[Piece]) -> list[Piece]:
    """What precedes a tab in the result of a field that shows a page number.

    LibreOffice takes the tab, and at times the last words of the line, into the field.
    """
    tabs = [index for index, piece in enumerate(result) if "\t" in piece.text]
    if not tabs:
        return []
    last = result[tabs[-1]]
    return [*result[: tabs[-1]], Piece(last.text[: last.text.rindex("\t") + 1], last.look)]


def one_spelling(code: str) -> str:
    """A field's code in one spelling: spaces and the order of switches do not matter."""
    command, *switches = re.split(r"\s*\\(?=\S)", " ".join(code.split()))
    kept = sorted(switch.strip() for switch in switches if not _FORMAT.fullmatch(switch.strip()))
    name, _, rest = without_numbers(command.strip()).partition(" ")
    return " ".join((name.upper(), *filter(None, [rest]), *(f"\\{switch}" for switch in kept)))


def without_numbers(text: str) -> str:
    """`text` without the numbers of the bookmarks that a table of contents makes anew."""
    return _CONTENTS.sub("_Toc", text)
