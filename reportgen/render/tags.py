"""Finds the tags of a template, remembers where each was typed, and makes them opaque to XML tools.

Deals in docxtpl's dialect as text; what a tag means to Jinja is checked in `checks`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, Final, TypeAlias

from reportgen.diagnostics import Diagnostic
from reportgen.ooxml.names import w
from reportgen.render import codes
from reportgen.render.compiled import Tag

Element: TypeAlias = Any
"""An lxml element; the library itself stays in `ooxml`."""

TOKEN: Final = re.compile("\ufdd0(\\d+)\ufdd1")
"""A tag made opaque, by its number. Non-characters, since no text may hold them (Unicode 23.7)."""

_RESERVED = dict.fromkeys(range(0xFDD0, 0xFDD4))
_MARK = re.compile("\ufdd2(\\d+)\ufdd3")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPEN = re.compile(r"\{[{%#].{0,60}", re.DOTALL)
_SCOPE = re.compile(r"\{[{%]-?\s*(p|tr|tc)\s")
_BLOCK = re.compile(r"\{\{p\s")
_MERGE = re.compile(r"\{%\s*[vh]m\s*%\}")
_STEPS = {
    "tbl": "table",
    "tr": "row",
    "tc": "cell",
    "txbxContent": "text box",
    "footnote": "note",
    "endnote": "note",
}


@dataclass(slots=True)
class Piece:
    """What one token stands for: the Jinja `code` of a tag; `run` numbers the properties of its own run;
    the value of a block takes the place of the tag's whole paragraph."""

    tag: Tag
    code: str
    is_statement: bool = False
    run: int | None = None
    is_block: bool = False

    @property
    def keyword(self) -> str:
        """The first word of a statement; of an expression, nothing."""
        return self.code.split(None, 1)[0] if self.is_statement and self.code else ""


def without_reserved(xml: bytes) -> bytes:
    """`xml`, which is UTF-8, without the characters that tokens are made of."""
    return xml.decode().translate(_RESERVED).encode()


def paragraphs(root: Element, prefix: str) -> Iterator[tuple[Element, str]]:
    """Every `w:p` below `root` with its place in words, `prefix` first."""
    return _walk(root, prefix, Counter())


def _walk(node: Element, prefix: str, counts: Counter[str]) -> Iterator[tuple[Element, str]]:
    for child in node.iterchildren("*"):
        name = child.tag.rpartition("}")[2]
        if child.tag == w("p"):
            counts[name] += 1
            yield child, f"{prefix}paragraph {counts[name]}"
            yield from _walk(child, f"{prefix}paragraph {counts[name]} ", Counter())
        elif name in _STEPS and child.tag == w(name):
            counts[name] += 1
            yield from _walk(child, f"{prefix}{_STEPS[name]} {counts[name]} ", Counter())
        else:
            yield from _walk(child, prefix, counts)


class Finder:
    """Marks each tag of one part with its number, so that it is known wherever docxtpl moves it."""

    def __init__(self, root: Element, part: str, file: str) -> None:
        self.tags: list[Tag] = []
        self.blocks: set[int] = set()
        self.faults: list[Diagnostic] = []
        self.is_tagged = False
        self.part = part
        self._file = file
        self._places = dict(paragraphs(root, f"{part}: "))
        texts: dict[Element, list[Element]] = {}
        for element in root.iter("*"):
            if element.tag == w("t"):
                texts.setdefault(next(element.iterancestors(w("p")), element), []).append(element)
            else:
                self._attributes(element)
                self._texts([element])
        for nodes in texts.values():
            self._texts(nodes)

    def _where(self, node: Element) -> str:
        paragraph = next(node.iterancestors(w("p")), None)
        return self._places.get(paragraph, self.part)

    def _attributes(self, element: Element) -> None:
        for name, value in element.attrib.items():
            if _OPEN.search(value):
                element.set(name, self._marked(value, element)[0])

    def _texts(self, nodes: list[Element]) -> None:
        """Marks the tags in the text that runs through `nodes`."""
        text = "".join(node.text or "" for node in nodes)
        if not _OPEN.search(text):
            return
        _, marks = self._marked(text, nodes[0])
        for position, mark in reversed(marks):
            for node in nodes:
                length = len(node.text or "")
                if position < length:
                    node.text = node.text[:position] + mark + node.text[position + (not mark) :]
                    break
                position -= length

    def _marked(self, text: str, node: Element) -> tuple[str, list[tuple[int, str]]]:
        """`text` with its tags marked, and the marks with their positions in the text before.

        An empty mark takes a letter away: that of `{{p`, since docxtpl would drop the paragraph, whose
        properties the value takes.
        """
        self.is_tagged = True
        where = self._where(node)
        if found := _OPEN.search(_TAG.sub("", text)):
            self.faults.append(Tag(found[0], where).diagnostic(codes.NOT_CLOSED, self._file))
        marks = []
        for found in _TAG.finditer(text):
            tag = Tag(found[0], where)
            self._check_company(tag, node)
            if found[0].startswith("{#") or _MERGE.fullmatch(found[0]):
                continue
            if _BLOCK.match(found[0]):
                self.blocks.add(len(self.tags))
                marks.append((found.start() + 2, ""))
            position = found.end() - (3 if found[0][-3] == "-" else 2)
            marks.append((position, f"\ufdd2{len(self.tags)}\ufdd3"))
            self.tags.append(tag)
        marked = text
        for position, mark in reversed(marks):
            marked = marked[:position] + mark + marked[position + (not mark) :]
        return marked, marks

    def _check_company(self, tag: Tag, node: Element) -> None:
        """docxtpl drops all text beside a tag for a whole paragraph, cell or row: say so instead."""
        scope = _SCOPE.match(tag.text)
        around = next(node.iterancestors(w(scope[1])), None) if scope else None
        if around is None:
            return
        text = "".join(_MARK.sub("", found.text or "") for found in around.iter(w("t")))
        if rest := text.replace(tag.text, "", 1).strip():
            self.faults.append(tag.diagnostic(codes.COMPANY, self._file, text=rest[:60]))


def tokenise(text: str, finder: Finder) -> tuple[str, list[Piece]]:
    """docxtpl's clean text with each tag as a token, and what the tokens stand for; comments are dropped."""
    pieces: list[Piece] = []

    def token(found: re.Match[str]) -> str:
        if found[0].startswith("{#"):
            return ""
        number = _MARK.search(found[0])
        code = " ".join(unescape(_MARK.sub("", found[0][2:-2])).split())
        tag = finder.tags[int(number[1])] if number else Tag(_MARK.sub("", found[0]), finder.part)
        if found[0][2] in "-+":
            code = code[1:].lstrip()
        is_block = number is not None and int(number[1]) in finder.blocks
        is_statement = found[0].startswith("{%")
        pieces.append(Piece(tag, code.removesuffix("-").rstrip(), is_statement, is_block=is_block))
        return f"\ufdd0{len(pieces) - 1}\ufdd1"

    return _TAG.sub(token, text), pieces
