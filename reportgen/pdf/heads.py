"""Headings and captions that LibreOffice leaves alone at the foot of a page, though kept with the next.

It does so above a table that goes to the next page whole, among others. Where the pages of a first PDF show
it, a page begins before them in the next copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from reportgen.pdf.fields import Edit
from reportgen.pdf.story import NEW_PAGE, Paragraph

_FIRST_ID = 1_920_000_000  # above those of the other bookmarks of the copy
_HEAD, _NEXT = "rghead", "rgnext"
_BREAK = "<w:pageBreakBefore/>"
_PROPERTIES_END = "</w:pPr>"


@dataclass(frozen=True, slots=True)
class Head:
    """One paragraph or several, each kept with the next: where in document.xml the first of them begins, and
    the one that they must not be parted from."""

    start: int
    next: int


def heads(story: Sequence[Paragraph]) -> tuple[Head, ...]:
    """Those of a document's paragraphs, outside of tables and frames, where no page is begun on purpose."""
    found: list[Head] = []
    start: int | None = None
    for paragraph in story:
        if paragraph.framed:
            continue
        if paragraph.text.startswith(NEW_PAGE):
            start = None
        if paragraph.keeps and paragraph.table is None:
            start = paragraph.start if start is None else start
        elif start is not None:
            found.append(Head(start, paragraph.start))
            start = None
        if paragraph.text.endswith(NEW_PAGE):
            start = None
    return tuple(found)


def marks(found: Sequence[Head]) -> Iterator[Edit]:
    """The edits that mark both places of each with bookmarks."""
    for index, head in enumerate(found):
        for number, (name, at) in enumerate(((_HEAD, head.start), (_NEXT, head.next))):
            place = f'w:id="{_FIRST_ID + 2 * index + number}"'
            yield at, at, f'<w:bookmarkStart {place} w:name="{name}{index}"/><w:bookmarkEnd {place}/>'


def names(found: Sequence[Head]) -> list[str]:
    """The names of those bookmarks."""
    return [f"{name}{index}" for index in range(len(found)) for name in (_HEAD, _NEXT)]


def alone(found: Sequence[Head], pages: Mapping[str, int]) -> frozenset[int]:
    """Which of them end a page of a PDF, by the pages of the bookmarks."""
    return frozenset(
        index
        for index in range(len(found))
        if pages.get(f"{_HEAD}{index}", 0) < pages.get(f"{_NEXT}{index}", 0) and f"{_HEAD}{index}" in pages
    )


def breaks(found: Sequence[Head], document: str, chosen: Set[int]) -> Iterator[Edit]:
    """The edits that begin a page before each that is chosen."""
    for index in chosen:
        start = found[index].start
        if document.endswith(_PROPERTIES_END, 0, start):
            at = start - len(_PROPERTIES_END)
            yield at, at, _BREAK
        else:
            yield start, start, f"<w:pPr>{_BREAK}</w:pPr>"
