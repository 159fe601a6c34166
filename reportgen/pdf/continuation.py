"""คำต่อเนื่อง: at the foot of a page the first words of the next, read off LibreOffice's own pages.

They are looked up in the paper's text and printed from it, cut between words; where the next page is begun
on purpose there are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from xml.sax.saxutils import escape

from reportgen.pdf.fields import Edit
from reportgen.pdf.story import NEW_PAGE, Paragraph
from reportgen.pdf.text import Word
from reportgen.thai.digits import to_arabic

MARK = "rgparagraph"
_FIRST_ID = 1_910_000_000  # above those of the shim's other bookmarks
_FEWEST, _MOST = 6, 24  # letters printed
_ALIKE = 4  # letters from which on two texts are taken for the same
_COMPARED = 60  # letters
_CELLS = 4  # of a table, whose texts make up the few words printed
_SAME_LINE = 3.0  # points by which the foot of letters of other sizes may differ
_WIDE, _HIGH, _BELOW = 3_960_000, 324_000, 36_000  # EMU of the box, and of its distance from the text
_EDGES = " \u00a0\t\n([{“‘\"'/"


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a page opens: in which paragraph, and at which letter of its text."""

    paragraph: int
    at: int


def marks(story: Sequence[Paragraph]) -> Iterator[Edit]:
    """The edits that mark every paragraph with a bookmark."""
    for index, paragraph in enumerate(story):
        place = f'w:id="{_FIRST_ID + index}"'
        mark = f'<w:bookmarkStart {place} w:name="{MARK}{index}"/><w:bookmarkEnd {place}/>'
        yield paragraph.start, paragraph.start, mark


def anchor(story: Sequence[Paragraph], begun: Sequence[int]) -> int | None:
    """Of the paragraphs `begun` on a page the one to hold the box of its words; one in a table if need be."""
    free = [index for index in begun if not story[index].framed]
    return min(free, key=lambda index: (story[index].table is not None, index), default=None)


def opened_text(story: Sequence[Paragraph], opened: Opening) -> str:
    """The text that goes on at an opening: the paragraph's, in a table that of the cells after it as well."""
    first = story[opened.paragraph]
    following = story[opened.paragraph : opened.paragraph + _CELLS] if first.table is not None else [first]
    return "\t".join(paragraph.text for paragraph in following if paragraph.table == first.table)


def opening(
    words: Sequence[Word], running: Sequence[str], story: Sequence[Paragraph], pages: Sequence[int], page: int
) -> Opening | None:
    """Where `page` opens, of whose `words` those in `running`, its header's texts, are not counted.

    `pages` gives the page of each paragraph. None where it opens with no text of the story's.
    """
    text = _body(words, running)
    found = max(_likely(text, story, pages, page), default=None, key=lambda each: each[0])
    return found[1] if found is not None else None


def _likely(
    text: str, story: Sequence[Paragraph], pages: Sequence[int], page: int
) -> Iterator[tuple[int, Opening]]:
    """The places in the story that may open the page, each with the number of letters that agree."""
    begun = [index for index, its in enumerate(pages) if its == page]
    before = [index for index, its in enumerate(pages) if its < page]
    table = story[before[-1]].table if before else None
    over = [index for index in before if story[index].table == table] if table else before[-1:]
    for index in (*over, *begun):
        letters, places = _letters(story[index].text)
        for first in range(len(letters) if index in over else min(len(letters), 1)):
            rest = letters[first : first + _COMPARED]
            alike = next((n for n, (a, b) in enumerate(zip(rest, text, strict=False)) if a != b), len(rest))
            alike = min(alike, len(text))
            if alike >= _ALIKE or (alike and alike == len(rest)):
                yield alike, Opening(index, places[first])


def _body(words: Sequence[Word], running: Sequence[str]) -> str:
    """The letters of a page from its first line on that is not of its header."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: -each.bottom):
        if not lines or lines[-1][0].bottom - word.bottom > _SAME_LINE:
            lines.append([])
        lines[-1].append(word)
    texts = ["".join(word.text for word in sorted(line, key=lambda each: each.left)) for line in lines]
    letters = [_letters(text)[0] for text in texts]
    heads = [_letters(text)[0] for text in running]
    while letters and any(letters[0] in head for head in heads):
        del letters[0]
    return "".join(letters)


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters, marks and digits of `text`, Thai digits as 0 to 9, and the place of each."""
    found = [(each, at) for at, each in enumerate(text) if unicodedata.category(each)[0] in "LMN"]
    return to_arabic("".join(each for each, _ in found)), [at for _, at in found]


def is_on_purpose(story: Sequence[Paragraph], opened: Opening) -> bool:
    """Whether the page that opens there was begun by a page break or a new section."""
    before = story[opened.paragraph].text[: opened.at]
    if not before.strip(" \t\n\u00a0"):
        earlier = story[opened.paragraph - 1] if opened.paragraph else None
        return earlier is not None and earlier.text.rstrip(" \t\n\u00a0").endswith(NEW_PAGE)
    return before.rstrip(" \t\n\u00a0").endswith(NEW_PAGE)


def first_words(text: str, at: int, names: Sequence[str], split: Callable[[str], Sequence[str]]) -> str:
    """The words of `text` from `at` on that go on the foot of a page; `split` gives the words of a text.

    A name of `names` is not divided.
    """
    ends = [end for end in accumulate(map(len, _pieces(text, names, split))) if end > at]
    chosen = ends[0]
    for end in ends:
        size = len(_letters(text[at:end])[0])
        if NEW_PAGE in text[at:end] or (size > _MOST and end != ends[0]):
            break
        chosen = end
        if size >= _FEWEST:
            break
    return " ".join(text[at:chosen].split()).rstrip(_EDGES)


def _pieces(text: str, names: Sequence[str], split: Callable[[str], Sequence[str]]) -> Iterator[str]:
    whole = sorted({" ".join(name.split()) for name in names if name.strip()}, key=len, reverse=True)
    spaced = ("[ \u00a0]".join(map(re.escape, name.split())) for name in whole)
    pattern = re.compile(f"({'|'.join(spaced)})" if whole else r"(\b\B)")
    for number, piece in enumerate(pattern.split(text)):  # every second piece is a name
        yield from (piece,) if number % 2 else split(piece)


def boxes(story: Sequence[Paragraph], words: Mapping[int, str]) -> Iterator[Edit]:
    """The edits that print words at the foot of the page, by the paragraph that holds their box."""
    for index, text in words.items():
        place = story[index].start
        yield place, place, _box(index, escape(f"/{text}..."))


def _box(index: int, text: str) -> str:
    """A run with a text box at the right margin, just under the text, that moves nothing."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    size = f'cx="{_WIDE}" cy="{_HIGH}"'
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice xmlns:wps="{shape}" Requires="wps"><w:drawing>'
        f'<wp:anchor xmlns:wp="{drawing}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"'
        f' simplePos="0" relativeHeight="{index + 1}" behindDoc="0" locked="1" layoutInCell="0"'
        ' allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="rightMargin"><wp:posOffset>-{_WIDE}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="bottomMargin"><wp:posOffset>{_BELOW}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{_FIRST_ID + index}" name="{MARK}{index}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{shape}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom><a:noFill/></wps:spPr><wps:txbx><w:txbxContent><w:p><w:pPr>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="right"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:txbxContent></wps:txbx>'
        '<wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
