"""The paragraphs of a document as its text has them, with the places in document.xml where marks may stand.

Reads the prefix `w:` only, and passes over text boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

NEW_PAGE = "\f"
"""Stands in a paragraph's text where a page is begun on purpose."""

_BOX = re.compile(r"<w:txbxContent>.*?</w:txbxContent>", re.DOTALL)
_BLOCK = re.compile(
    r"<w:tbl>|</w:tbl>"
    r"|<w:p(?:\s[^>]*)?(?<!/)>(?P<properties><w:pPr>.*?</w:pPr>)?(?P<content>.*?)</w:p>",
    re.DOTALL,
)
_PIECE = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>|<w:(tab|br|cr|noBreakHyphen)\b([^>]*)/>")
_PIECES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_STYLE = re.compile(r'<w:style\b[^>]*?\bw:styleId="([^"]+)".*?</w:style>', re.DOTALL)
_STYLED = re.compile(r'<w:pStyle\b[^>]*\bw:val="([^"]+)"')
_ON_NEW_PAGE = re.compile(r'<w:pageBreakBefore(?![^>]*w:val="(?:0|off|false)")')
_KEEPS = re.compile(r'<w:keepNext(?:\s+w:val="(0|off|false)")?')
_BASED = re.compile(r'<w:basedOn\b[^>]*\bw:val="([^"]+)"')
_SAME_PAGE = re.compile(r'<w:type\b[^>]*w:val="continuous"')


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its text, and in document.xml the offsets of its first content and of its end.

    `table` is the number of the outermost table that it is in, None outside of any; `framed` is one that
    stands in a place of its own on the page; one that `keeps` is to stand on the page of the next.
    """

    text: str
    start: int
    end: int
    table: int | None
    framed: bool
    keeps: bool = False


def paragraphs(document: str, styles: str) -> tuple[Paragraph, ...]:
    """The paragraphs of document.xml in order; `styles` is the text of styles.xml."""
    breaking = frozenset(match[1] for match in _STYLE.finditer(styles) if _ON_NEW_PAGE.search(match[0]))
    plain = _BOX.sub(lambda box: " " * len(box[0]), document)
    return tuple(_paragraphs(plain, breaking, _keeping(styles)))


def _keeping(styles: str) -> frozenset[str]:
    """The styles whose paragraphs are kept with the next, also those based on one."""
    written = {match[1]: match[0] for match in _STYLE.finditer(styles)}

    def keeps(style: str, depth: int = 0) -> bool:
        text = written.get(style, "")
        own, based = _KEEPS.search(text), _BASED.search(text)
        if own is not None:
            return own[1] is None
        return based is not None and depth < len(written) and keeps(based[1], depth + 1)

    return frozenset(filter(keeps, written))


def _paragraphs(document: str, breaking: frozenset[str], keeping: frozenset[str]) -> Iterator[Paragraph]:
    depth = tables = 0
    for block in _BLOCK.finditer(document):
        if block[0] == "<w:tbl>":
            tables += depth == 0
            depth += 1
        elif block[0] == "</w:tbl>":
            depth -= 1
        else:
            properties = block["properties"] or ""
            style, own = _STYLED.search(properties), _KEEPS.search(properties)
            yield Paragraph(
                text=_text(properties, block["content"], breaking),
                start=block.start("content"),
                end=block.end("content"),
                table=tables if depth else None,
                framed="<w:framePr" in properties,
                keeps=own[1] is None if own else style is not None and style[1] in keeping,
            )


def _text(properties: str, content: str, breaking: frozenset[str]) -> str:
    style = _STYLED.search(properties)
    begins = _ON_NEW_PAGE.search(properties) or (style is not None and style[1] in breaking)
    ends = "<w:sectPr" in properties and not _SAME_PAGE.search(properties)
    pieces = "".join(map(_piece, _PIECE.finditer(content)))
    return (NEW_PAGE if begins else "") + pieces + (NEW_PAGE if ends else "")


def _piece(piece: re.Match[str]) -> str:
    if piece[2] is None:
        return unescape(piece[1])
    return NEW_PAGE if 'w:type="page"' in piece[3] else _PIECES[piece[2]]
