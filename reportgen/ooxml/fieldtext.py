"""Gathers the text of paragraphs piece by piece, fields by their code, page numbers masked.

A field may span paragraphs and hold others; one that is never closed hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reportgen.ooxml.look import Look
from reportgen.ooxml.package import PackageError

_PAGES = re.compile(r"(?:PAGE|NUMPAGES|PAGEREF|SECTIONPAGES)\b")
_CONTENTS = re.compile(r"\b_Toc\d+")
_FORMAT = re.compile(r"\* +MERGEFORMAT", re.IGNORECASE)
_DEEPEST = 64  # fields within one another


class Piece(NamedTuple):
    """Text of one look, or one thing in its place: "[picture]", "{PAGE}" …"""

    text: str
    look: Look


class _Stretch(NamedTuple):
    """Neighbouring texts of one look."""

    texts: list[str]
    look: Look


@dataclass(slots=True)
class _Field:
    """An open field: its code until its result `shows`; a result that is `masked` is gathered apart."""

    code: list[str] = field(default_factory=list)
    shows: bool = False
    masked: bool = False
    result: list[_Stretch] = field(default_factory=list)


class Text:
    """The pieces since they were last taken, and the fields that are open."""

    def __init__(self) -> None:
        self._pieces: list[_Stretch] = []
        self._fields: list[_Field] = []

    def take(self) -> tuple[Piece, ...]:
        """The pieces of a paragraph that ends; the next begins with none.

        What open fields hold back is told with it: no page number goes on in another paragraph.
        """
        for depth, each in reversed(list(enumerate(self._fields))):
            if each.masked:
                self._put_all(_joined(each.result), depth)
            elif not each.shows and each.code:
                self._put(Piece(f"{{{_spelled(each)}", {}), depth)
            each.masked, each.result, each.code = False, [], []
        pieces, self._pieces = _joined(self._pieces), []
        return tuple(pieces)

    def add(self, text: str, look: Look) -> None:
        """Adds text to what stands, or to the field that is open."""
        if text:
            self._put(Piece(text, look), len(self._fields))

    def begin(self, code: str = "") -> None:
        """Opens a field. Raises `PackageError` for one deeper than any that Word takes."""
        if len(self._fields) == _DEEPEST:
            raise PackageError("xml", "fields")
        self._fields.append(_Field([code]))

    def instruct(self, code: str) -> None:
        """Adds to the code of the field that is open."""
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].code.append(code)

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
        last, code = self._fields[-1], _spelled(self._fields[-1])
        last.code = [code]
        last.shows, last.masked = True, bool(_PAGES.match(code))
        if not last.masked:
            self._put(Piece(f"{{{code}}}", {}), len(self._fields) - 1)

    def end(self) -> None:
        """Closes the open field."""
        last, depth = self._fields.pop(), len(self._fields)
        if not last.shows:
            self._put(Piece(f"{{{_spelled(last)}}}", {}), depth)
        elif last.masked:
            result = _joined(last.result)
            self._put_all(_before_number(result), depth)
            self._put(Piece(f"{{{last.code[0]}}}", result[-1].look if result else {}), depth)

    def _put(self, piece: Piece, depth: int) -> None:
        """Adds a piece that stands in the first `depth` of the open fields."""
        for each in reversed(self._fields[:depth]):
            if not each.shows:
                each.code.append(piece.text)
                return
            if each.masked:
                _append(each.result, piece)
                return
        _append(self._pieces, piece)

    def _put_all(self, pieces: Sequence[Piece], depth: int) -> None:
        for piece in pieces:
            self._put(piece, depth)


def _append(stretches: list[_Stretch], piece: Piece) -> None:
    if stretches and stretches[-1].look == piece.look:
        stretches[-1].texts.append(piece.text)
    else:
        stretches.append(_Stretch([piece.text], piece.look))


def _joined(stretches: Sequence[_Stretch]) -> list[Piece]:
    return [Piece("".join(each.texts), each.look) for each in stretches]


def _before_number(result: Sequence[Piece]) -> list[Piece]:
    """What precedes a tab in the result of a field that shows a page number.

    LibreOffice takes the tab, and at times the last words of the line, into the field.
    """
    tabs = [index for index, piece in enumerate(result) if "\t" in piece.text]
    if not tabs:
        return []
    last = result[tabs[-1]]
    return [*result[: tabs[-1]], Piece(last.text[: last.text.rindex("\t") + 1], last.look)]


def _spelled(each: _Field) -> str:
    """A field's code in one spelling: spaces and the order of switches do not matter."""
    command, *switches = re.split(r" ?\\(?=\S)", " ".join("".join(each.code).split()))
    kept = sorted(switch.strip() for switch in switches if not _FORMAT.fullmatch(switch.strip()))
    name, _, rest = without_numbers(command.strip()).partition(" ")
    return " ".join((name.upper(), *filter(None, [rest]), *(f"\\{switch}" for switch in kept)))


def without_numbers(text: str) -> str:
    """`text` without the numbers of the bookmarks that a table of contents makes anew."""
    return _CONTENTS.sub("_Toc", text)
