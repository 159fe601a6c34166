"""Makes the PDF again until what is printed of its own pages is right: their labels, their first words.

One pass where nothing of the kind is printed, or where the paper knows its labels already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from pypdf import PdfReader

from reportgen.ooxml.package import write_parts
from reportgen.pdf import continuation, heads, measure, shim
from reportgen.pdf.fields import edited, fields, replaced
from reportgen.pdf.sections import DOCUMENT, Section, page_labels, sections
from reportgen.pdf.story import Paragraph, paragraphs
from reportgen.pdf.text import word_boxes
from reportgen.pdf.whole import Glue
from reportgen.thai.words import words

_PASSES = 4  # a page begun before a head, or a label of another width, moves others: the last pass settles it
_HEADER = re.compile(r"word/header\d*\.xml")


@dataclass(frozen=True, slots=True)
class Settled:
    """A PDF whose printed page numbers are right, and what pypdf reads of it.

    `page_map` gives each bookmark's page label, `labels` that of each page; `wordless` are the pages, from
    1, that should have continuation words and have none.
    """

    pdf: bytes
    reader: PdfReader
    page_map: Mapping[str, str]
    labels: tuple[str, ...]
    wordless: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Printed:
    """What is printed of the pages: labels by bookmark, first words by the paragraph that holds them; and
    the heads before which a page begins."""

    labels: Mapping[str, str]
    words: Mapping[int, str] = field(default_factory=dict)
    breaks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the pages of a PDF show: `page_map`, `labels` and `wordless` as in `Settled`, `words` as in
    `_Printed`, and the heads that stand `alone` at the foot of one."""

    page_map: Mapping[str, str]
    labels: tuple[str, ...]
    words: Mapping[int, str]
    wordless: tuple[int, ...]
    alone: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Paper:
    parts: Mapping[str, bytes]
    document: str
    found: tuple[Section, ...]
    story: tuple[Paragraph, ...]
    heads: tuple[heads.Head, ...]
    names: tuple[str, ...]


def settled(
    parts: Mapping[str, bytes],
    make: Callable[[bytes], bytes],
    *,
    continued: bool = False,
    names: Sequence[str] = (),
) -> Settled:
    """The PDF that `make` makes of the paper's copy, with first words of pages where it is `continued`.

    `names` are kept whole.
    """
    document = parts[DOCUMENT].decode("utf-8")
    styles = parts.get("word/styles.xml", b"").decode("utf-8")
    whole = paragraphs(document, styles)
    story = whole if continued else ()
    paper = _Paper(parts, document, sections(document), story, heads.heads(whole), tuple(names))
    glue = Glue(names)
    printed = _Printed(shim.written_labels(document, paper.found))
    for _ in range(_PASSES):
        added = (
            *(*continuation.marks(story), *continuation.boxes(story, printed.words)),
            *(*heads.marks(paper.heads), *heads.breaks(paper.heads, document, printed.breaks)),
        )
        copy = shim.for_libreoffice(parts, paper.found, printed.labels, added=added, glue=glue)
        pdf = make(write_parts(copy, level=1))
        reader = PdfReader(BytesIO(pdf))
        seen = _measured(pdf, reader, paper)
        labels = {name: seen.page_map.get(name, label) for name, label in printed.labels.items()}
        right = _Printed(labels, seen.words, printed.breaks | seen.alone)
        if right == printed:
            break
        printed = right
    return Settled(pdf, reader, seen.page_map, seen.labels, seen.wordless)


def _measured(pdf: bytes, reader: PdfReader, paper: _Paper) -> _Seen:
    starts = [f"{shim.SECTION_MARK}{index}" for index in range(1, len(paper.found))]
    lines = [f"{continuation.MARK}{index}" for index in range(len(paper.story))]
    marked = {*starts, *lines, *heads.names(paper.heads)}
    pages = measure.bookmark_pages(reader, [*shim.bookmarks(paper.document), *marked])
    labels = page_labels(paper.found, [0, *(pages[name] for name in starts)], len(reader.pages))
    begun = _filled([pages.get(name) for name in lines])
    first, wordless = _first_words(pdf, paper, begun, labels) if paper.story and len(labels) > 1 else ({}, ())
    own = {name: labels[page] for name, page in pages.items() if name not in marked}
    return _Seen(own, labels, first, wordless, heads.alone(paper.heads, pages))


def _filled(pages: Sequence[int | None]) -> list[int]:
    """The page of each paragraph; of one that the PDF does not tell, that of the one before."""
    filled: list[int] = []
    for page in pages:
        filled.append(page if page is not None else filled[-1] if filled else 0)
    return filled


def _first_words(
    pdf: bytes, paper: _Paper, begun: Sequence[int], labels: Sequence[str]
) -> tuple[dict[int, str], tuple[int, ...]]:
    """By the paragraph that will hold them the first words of the pages, and the pages without."""
    found: dict[int, str] = {}
    wordless: list[int] = []
    for page, drawn in enumerate(word_boxes(pdf)[1:], start=1):
        running = list(_running(paper.parts, labels[page], len(labels)))
        opened = continuation.opening(drawn, running, paper.story, begun, page)
        if opened is None or continuation.is_on_purpose(paper.story, opened):
            continue
        held = [index for index, its in enumerate(begun) if its == page - 1]
        place = continuation.anchor(paper.story, held)
        if place is None:
            wordless.append(page)
        else:
            text = continuation.opened_text(paper.story, opened)
            found[place] = continuation.first_words(text, opened.at, paper.names, words)
    return found, tuple(wordless)


def _running(parts: Mapping[str, bytes], label: str, count: int) -> Iterator[str]:
    """What the headers say on the page `label`, of `count` pages."""
    yield label
    said = {"PAGE": label, "NUMPAGES": str(count)}
    for name in filter(_HEADER.fullmatch, parts):
        text = parts[name].decode("utf-8")
        numbers = (one for one in fields(text) if one.words and one.words[0] in said)
        header = edited(text, (edit for one in numbers for edit in replaced(one, said[one.words[0]])))
        yield from (paragraph.text for paragraph in paragraphs(header, ""))
