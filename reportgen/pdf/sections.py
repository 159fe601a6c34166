"""The sections of a document and the labels that their pages carry.

Labels are those that Word prints, but of letters those of LibreOffice; a section that begins in the middle
of a page is counted with the one before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.thai.digits import to_thai

DOCUMENT = "word/document.xml"
TEXT_PART = re.compile(r"word/(?:document|styles|numbering|footnotes|endnotes|header\d*|footer\d*)\.xml")

SECTION = re.compile(r"<w:sectPr\b[^>]*/>|<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
_NUMBERING = re.compile(r"<w:pgNumType\b[^>]*>")
_BREAK = re.compile(r'<w:type\b[^>]*\bw:val="(\w+)"')
# Read off LibreOffice's pages; Word's letters agree with them up to ร, the 32nd.
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮ"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """One section: the offset in document.xml at which its properties end, and how its pages are numbered.

    `start` is None where numbering goes on from the section before; `opening` is how it begins
    (`nextPage`, `oddPage`, `evenPage`, `continuous`).
    """

    end: int
    format: str
    start: int | None
    opening: str


def sections(document: str) -> tuple[Section, ...]:
    """The sections of the text of `word/document.xml`, in order; at least one."""
    found = tuple(_section(match) for match in SECTION.finditer(document))
    return found or (Section(len(document), "decimal", None, "nextPage"),)


def _section(match: re.Match[str]) -> Section:
    numbering = _NUMBERING.search(match[0])
    tag = numbering[0] if numbering else ""
    style = re.search(r'\bw:fmt="(\w+)"', tag)
    start = re.search(r'\bw:start="(\d+)"', tag)
    opening = _BREAK.search(match[0])
    return Section(
        end=match.end(),
        format=style[1] if style else "decimal",
        start=int(start[1]) if start else None,
        opening=opening[1] if opening else "nextPage",
    )


def section_at(found: Sequence[Section], offset: int) -> Section:
    """The section that the place `offset` of document.xml is in."""
    return found[min(bisect_left([section.end for section in found], offset), len(found) - 1)]


def page_labels(found: Sequence[Section], first: Sequence[int], pages: int) -> tuple[str, ...]:
    """The label of each of `pages` pages; `first` gives each section's first page, counted from 0."""
    begun = [(page, one) for page, one in zip(first, found, strict=True) if one.opening != "continuous"]
    if not begun or begun[0][0] != 0:
        begun.insert(0, (0, found[0]))
    labels: list[str] = []
    number = 1
    for (page, section), (stop, _) in zip(begun, [*begun[1:], (pages, None)], strict=True):
        number = section.start if section.start is not None else number + _skipped(section, number)
        labels += (label(section.format, number + ahead) for ahead in range(stop - page))
        number += stop - page
    return tuple(labels)


def _skipped(section: Section, number: int) -> int:
    """1 where the number goes to a blank page, which is not in the PDF."""
    wanted = {"oddPage": 1, "evenPage": 0}.get(section.opening, number % 2)
    return int(number % 2 != wanted)


def label(style: str, number: int) -> str:
    """`number` in the `w:fmt` of a `w:pgNumType`; a style that LibreOffice does not know is 1 2 3."""
    match style:
        case "thaiLetters":
            return _letters(number)
        case "thaiNumbers":
            return to_thai(str(number))
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case _:
            return str(number)


def _letters(number: int) -> str:
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, len(_THAI_LETTERS))
        text = _THAI_LETTERS[rest] + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
