"""What a PDF made by LibreOffice tells: the pages of bookmarks, the headings, the letters of each font.

Reads only; pages are counted from 0.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import Destination

_NOT_KEPT = re.compile(r"[^0-9A-Za-z-]")
_HEX = re.compile(r"<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(r"beginbf(char|range)(.*?)endbf", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline: its level from 1, its text, its page from 0, and that page's label."""

    level: int
    text: str
    page: int
    label: str


def bookmark_pages(reader: PdfReader, names: Iterable[str]) -> dict[str, int]:
    """The page on which each bookmark of `names` begins, of those that the PDF has."""
    destinations = reader.named_destinations
    found = {name: destinations.get(f"/{_NOT_KEPT.sub(_hex, name)}") for name in names}
    pages = {name: reader.get_destination_page_number(place) for name, place in found.items() if place}
    return {name: page for name, page in pages.items() if page is not None}


def _hex(match: re.Match[str]) -> str:
    """How LibreOffice writes a letter that a PDF name could not hold."""
    code = ord(match[0])
    return f"{code:02X}" if code < 0x100 else f"{code:04X}"


def headings(reader: PdfReader, labels: tuple[str, ...]) -> tuple[Heading, ...]:
    """The headings of the outline, in order."""
    return tuple(_headings(reader, reader.outline, 1, labels))


def _headings(
    reader: PdfReader, items: Iterable[Any], level: int, labels: tuple[str, ...]
) -> Iterator[Heading]:
    for item in items:
        if isinstance(item, Destination):
            page = reader.get_destination_page_number(item) or 0
            yield Heading(level, str(item.title), page, labels[page])
        else:
            yield from _headings(reader, item, level + 1, labels)


def font_letters(reader: PdfReader) -> dict[str, frozenset[str]]:
    """The fonts of the pages, by name without subset prefix, and the letters and digits drawn in each."""
    found: dict[str, set[str]] = {}
    for font in _fonts(reader):
        name = str(font["/BaseFont"]).lstrip("/").rpartition("+")[2]
        unicode = font.get("/ToUnicode")
        drawn = _mapped(unicode.get_object().get_data().decode("latin-1")) if unicode else set("?")
        found.setdefault(name, set()).update(drawn)
    return {name: frozenset(filter(_is_letter, drawn)) for name, drawn in found.items()}


def _fonts(reader: PdfReader) -> Iterator[Mapping[str, Any]]:
    """Each font of the pages' resources and of the forms and patterns drawn by them, once."""
    waiting = [page.get("/Resources") for page in reader.pages]
    seen: set[int] = set()
    while waiting:
        resources = waiting.pop()
        holder = resources.get_object() if resources is not None else {}
        if id(holder) in seen:
            continue
        seen.add(id(holder))
        for font in holder.get("/Font", {}).get_object().values() if "/Font" in holder else ():
            if id(font.get_object()) not in seen:
                seen.add(id(font.get_object()))
                yield font.get_object()
        for key in ("/XObject", "/Pattern"):
            inner = holder[key].get_object().values() if key in holder else ()
            waiting += [one.get_object().get("/Resources") for one in inner]


def _mapped(table: str) -> set[str]:
    """The characters that a ToUnicode table maps to (ISO 32000-1, 9.10.3)."""
    drawn: set[str] = set()
    for kind, block in _BLOCK.findall(table):
        codes = _HEX.findall(block)
        if kind == "char":
            drawn.update(*(bytes.fromhex(code).decode("utf-16-be", "replace") for code in codes[1::2]))
        else:
            for low, high, first in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
                start = int(first, 16)
                drawn.update(chr(start + ahead) for ahead in range(int(high, 16) - int(low, 16) + 1))
    return drawn


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"
