"""The copy of a DOCX made for LibreOffice: the same paper, said so that LibreOffice sets it as Word does.

Works on the text of the parts and changes only what LibreOffice 7.4 was measured to set otherwise; the copy
is never delivered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

from reportgen.pdf import digits
from reportgen.pdf.fields import Edit, Field, edited, fields, replaced, unwrapped
from reportgen.pdf.footing import with_footing
from reportgen.pdf.sections import DOCUMENT, TEXT_PART, Section, label, section_at
from reportgen.pdf.whole import Glue
from reportgen.thai.digits import to_arabic, to_thai

SECTION_MARK = "rgsection"
_FIRST_ID = 1_900_000_000  # above the bookmark ids that Word and python-docx give

_JUSTIFIED = re.compile(r'(<w:jc\b[^>]*\bw:val=")thaiDistribute"')
# Inside a paragraph: between two, LibreOffice gives a bookmark to the first, on the page before.
_CONTENT = re.compile(r"<w:r[\s>]|<w:hyperlink[\s>]|</w:p>")
_BOOKMARK = re.compile(r'<w:bookmarkStart\b[^>]*?\bw:name="([^"]+)"')


def for_libreoffice(
    parts: Mapping[str, bytes],
    found: tuple[Section, ...],
    labels: Mapping[str, str],
    *,
    added: Iterable[Edit] = (),
    glue: Glue | None = None,
) -> dict[str, bytes]:
    """The parts of the copy; `labels` are the page labels to print for the bookmarks in it.

    Justified Thai is said `both`, since `thaiDistribute` is set ragged; page numbers in Thai digits get a
    font of their own, since LibreOffice prints letters; each field of contents is opened, so that LibreOffice
    works out the page numbers of its rows instead of printing the ones last seen by Word; the start of
    each section is marked with a bookmark; `glue` keeps names whole; a line may end before a bracket or
    quotation mark without parting the word after it. `added` are further edits of the text.
    """
    copy = dict(parts)
    document = parts[DOCUMENT].decode("utf-8")
    edits = [*_contents(document, labels), *_section_marks(document, found), *added]
    changed = edited(document, edits)
    copy[DOCUMENT] = with_footing(glue.part(changed) if glue else changed).encode("utf-8")
    numbered = digits.numbering(parts)
    for name in filter(TEXT_PART.fullmatch, parts):
        text = _JUSTIFIED.sub(r'\1both"', copy[name].decode("utf-8"))
        copy[name] = edited(text, digits.thai_numbers(text, numbered.get(name))).encode("utf-8")
    return copy


def _contents(document: str, labels: Mapping[str, str]) -> Iterator[Edit]:
    for field in fields(document):
        if field.words[:1] == ["TOC"]:
            yield from unwrapped(field)
        elif _target(field) in labels:
            printed = labels[_target(field)]
            thai = digits.asks_for_thai(field.instruction)
            yield from replaced(field, escape(to_thai(printed) if thai else printed))


def _section_marks(document: str, found: tuple[Section, ...]) -> Iterator[Edit]:
    for index, section in enumerate(found[:-1], start=1):
        paragraph_end = document.index("</w:p>", section.end) + len("</w:p>")
        content = _CONTENT.search(document, paragraph_end)
        at = content.start() if content else paragraph_end
        mark = f'w:id="{_FIRST_ID + index}"'
        yield at, at, f'<w:bookmarkStart {mark} w:name="{SECTION_MARK}{index}"/><w:bookmarkEnd {mark}/>'


def bookmarks(document: str) -> dict[str, int]:
    """Where in document.xml each bookmark begins."""
    return {match[1]: match.start() for match in _BOOKMARK.finditer(document)}


def written_labels(document: str, found: tuple[Section, ...]) -> dict[str, str]:
    """The page labels that a DOCX carries, by bookmark, of those that LibreOffice cannot work out.

    It prints the right number, but always as 1 2 3: right for all but the sections numbered ก ข ค, i ii or
    ๑ ๒ ๓, and the fields that ask for ๑ ๒ ๓ themselves.
    """
    places = bookmarks(document)
    written: dict[str, str] = {}
    for field in fields(document):
        if (name := _target(field)) not in places:
            continue
        style = section_at(found, places[name]).format
        if label(style, 1) != "1":
            written[name] = field.result
        elif digits.asks_for_thai(field.instruction):
            written[name] = to_arabic(field.result)
    return written


def _target(field: Field) -> str:
    """The bookmark whose page a field prints; "" where it does something else."""
    words = field.words
    return words[1] if len(words) > 1 and words[0] == "PAGEREF" else ""
