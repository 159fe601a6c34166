"""The text of a PDF's pages and where it stands.

By PDFium, which reads Thai right (sara am in one piece) where other readers do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pypdfium2  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space between them, and their box in points from the page's lower left corner.

    The box is as high as the font, so that words of one line have one `bottom`.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, lines ended by a newline."""
    return [_text(page) for page in _pages(pdf)]


def word_boxes(pdf: bytes) -> list[list[Word]]:
    """The words of each page in reading order; a line of Thai without spaces is one word."""
    return [list(_words(page)) for page in _pages(pdf)]


def _pages(pdf: bytes) -> Iterator[pypdfium2.PdfTextPage]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.get_textpage()
    finally:
        document.close()


def _text(page: pypdfium2.PdfTextPage) -> str:
    return str(page.get_text_range()).replace("\r\n", "\n")


def _words(page: pypdfium2.PdfTextPage) -> Iterator[Word]:
    letters = [(page.get_text_range(index, 1), index) for index in range(page.count_chars())]
    for is_space, group in groupby(letters, key=lambda letter: not letter[0].strip()):
        if not is_space:
            found = list(group)
            boxes = [page.get_charbox(index, loose=True) for _, index in found]
            left, bottom, right, top = zip(*boxes, strict=True)
            text = "".join(letter for letter, _ in found)
            yield Word(text, min(left), min(bottom), max(right), max(top))
