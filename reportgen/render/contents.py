"""The table of contents: a bookmark on each heading as filled, and a real field over rows that show them.

Page numbers are only known once a paper is laid out, so they come from outside; a row without one is left
for Word to update.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from reportgen.ooxml.escape import unescape
from reportgen.ooxml.segments import write_runs

PLACEHOLDER: Final = "<toc/>"
"""Where the rows go in filled text; no value can write it, since values are escaped."""

UNKNOWN_PAGE: Final = "–"
_FIRST = 100_000_000  # Word's own names have nine digits

_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
_STALE = _BEGIN.replace('"begin"', '"begin" w:dirty="true"')
_SEPARATE = ' </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_FIELD = _BEGIN + r'TOC \o "1-3" \h \z \u' + _SEPARATE
_spaces = re.compile(r"[ \t\r\n]+")  # a no-break space stays
_text = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br|cr)(?: [^>]*)?/>")


class Contents(NamedTuple):
    """How a template wants its contents rows: paragraph properties of each level, from 1; run properties."""

    properties: tuple[str, ...]
    run: int


class Entry(NamedTuple):
    """One row: level from 1, the heading's text as printed, the bookmark on it."""

    level: int
    text: str
    bookmark: str


class Outline:
    """Collects the headings of one paper in reading order; `first_id` is the first free bookmark id."""

    def __init__(self, first_id: int) -> None:
        self.entries: list[Entry] = []
        self._first_id = first_id

    def heading(self, content: str, level: int) -> str:
        """The filled content of a heading between the ends of its bookmark; an empty one stays as it is."""
        pieces = (found[1] if found[1] is not None else " " for found in _text.finditer(content))
        text = _spaces.sub(" ", unescape("".join(pieces))).strip(" ")
        if not text:
            return content
        number = len(self.entries)
        entry = Entry(level, text, f"_Toc{_FIRST + number + 1}")
        self.entries.append(entry)
        identity = f'w:id="{self._first_id + number}"'
        begin = f'<w:bookmarkStart {identity} w:name="{entry.bookmark}"/>'
        return f"{begin}{content}<w:bookmarkEnd {identity}/>"


def write_contents(
    entries: Sequence[Entry], contents: Contents, rpr: tuple[str, str], pages: Mapping[str, str]
) -> str:
    """The paragraphs of the contents, one field over all; `pages` gives the page label by bookmark."""
    if not entries:
        return f"<w:p>{contents.properties[0]}{_FIELD}{_END}</w:p>"
    rows = [_row(entry, rpr, pages.get(entry.bookmark)) for entry in entries]
    rows[0] = _FIELD + rows[0]
    rows[-1] += _END
    properties = (contents.properties[entry.level - 1] for entry in entries)
    return "".join(f"<w:p>{own}{row}</w:p>" for own, row in zip(properties, rows, strict=True))


def _row(entry: Entry, rpr: tuple[str, str], page: str | None) -> str:
    number = UNKNOWN_PAGE if page is None else page
    return (
        f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">'
        f"{write_runs(entry.text, *rpr)}<w:r>{rpr[1]}<w:tab/></w:r>"
        f"{_STALE if page is None else _BEGIN}PAGEREF {entry.bookmark} \\h{_SEPARATE}"
        f"{write_runs(number, *rpr)}{_END}</w:hyperlink>"
    )
