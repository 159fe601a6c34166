"""Page numbers in Thai digits for LibreOffice, which prints letters, or 1 2 3, where Word prints ๑ ๒ ๓.

Such a field is set in a font whose 0 to 9 look ๐ to ๙; a header that also serves pages numbered otherwise
cannot be, and is told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum

from reportgen.ooxml.fonts import DIGITS_FAMILY
from reportgen.pdf.fields import Edit, fields
from reportgen.pdf.sections import DOCUMENT, SECTION, TEXT_PART

_THAI_FORMAT = re.compile(r"(\\\*\s*)ThaiArabic\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\s*(?:PAGE|NUMPAGES)\b", re.IGNORECASE)
_RUN = re.compile(r"(<w:r(?:\s[^>]*)?>)(?:<w:rPr>(.*?)</w:rPr>|<w:rPr/>)?", re.DOTALL)
_FONTS = re.compile(r"<w:rFonts\b[^>]*/>")
_SLOTS = "<w:rFonts {} {} {} {}/>".format(
    *(f'w:{slot}="{DIGITS_FAMILY}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
)
_STYLE = re.compile(r"^(?:<w:rStyle\b[^>]*/>)?")
_SIMPLE = re.compile(r'<w:fldSimple\b[^>]*?\bw:instr="([^"]*)"[^>]*>.*?</w:fldSimple>', re.DOTALL)
_REFERENCE = re.compile(r"<w:(?:header|footer)Reference\b[^>]*>")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_THAI_NUMBERING = re.compile(r'<w:pgNumType\b[^>]*\bw:fmt="thaiNumbers"')


class Numbered(Enum):
    """How the pages are numbered that a part is printed on."""

    THAI = "thai"
    OTHERWISE = "otherwise"
    BOTH = "both"


def numbering(parts: Mapping[str, bytes]) -> dict[str, Numbered]:
    """How the pages of each header and footer, and those of the text itself, are numbered."""
    document = parts[DOCUMENT].decode("utf-8")
    targets = _targets(parts.get("word/_rels/document.xml.rels", b"").decode("utf-8"))
    served: dict[str, set[bool]] = {}
    running: dict[str, str] = {}
    for section in SECTION.findall(document):
        for tag in _REFERENCE.findall(section):  # one that a section lacks is that of the section before
            running[f"{tag[:12]} {_attribute(tag, 'w:type')}"] = targets.get(_attribute(tag, "r:id"), "")
        for name in (DOCUMENT, *running.values()):
            served.setdefault(name, set()).add(bool(_THAI_NUMBERING.search(section)))
    return {name: _numbered(found) for name, found in served.items()}


def _numbered(found: set[bool]) -> Numbered:
    if len(found) > 1:
        return Numbered.BOTH
    return Numbered.THAI if True in found else Numbered.OTHERWISE


def _targets(relationships: str) -> dict[str, str]:
    found = _RELATION.findall(relationships)
    return {_attribute(tag, "Id"): f"word/{_attribute(tag, 'Target')}" for tag in found}


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return found[1] if found else ""


def thai_numbers(part: str, numbered: Numbered | None) -> Iterator[Edit]:
    """The edits that set a part's page numbers in the font of Thai digits, where they are asked for."""
    for start, end, instruction in _page_numbers(part):
        if asks_for_thai(instruction) or (numbered is Numbered.THAI and r"\*" not in instruction):
            yield start, end, _THAI_FORMAT.sub(r"\1Arabic", _RUN.sub(_in_digits, part[start:end]))


def are_printed(parts: Mapping[str, bytes]) -> bool:
    """Whether any page number of the paper will be set in the font of Thai digits."""
    numbered = numbering(parts)
    texts = ((name, parts[name].decode("utf-8")) for name in filter(TEXT_PART.fullmatch, parts))
    return any(True for name, text in texts for _ in thai_numbers(text, numbered.get(name)))


def is_mixed(parts: Mapping[str, bytes]) -> bool:
    """Whether a header or footer has a page number that should be Thai on some of its pages only."""
    shared = (name for name, numbered in numbering(parts).items() if numbered is Numbered.BOTH)
    texts = (parts[name].decode("utf-8") for name in shared if name in parts and name != DOCUMENT)
    return any(r"\*" not in words for text in texts for _, _, words in _page_numbers(text))


def asks_for_thai(instruction: str) -> bool:
    r"""Whether a field's instruction has the switch `\* ThaiArabic`."""
    return _THAI_FORMAT.search(instruction) is not None


def _page_numbers(part: str) -> Iterator[tuple[int, int, str]]:
    """From where to where each field for a page number goes, and its instruction."""
    for field in fields(part):
        if _NUMBERS.match(field.instruction):
            begin = field.marks[0][0]
            run = max(part.rfind("<w:r>", 0, begin), part.rfind("<w:r ", 0, begin))
            yield run, field.marks[-1][1], field.instruction
    for simple in _SIMPLE.finditer(part):
        if _NUMBERS.match(simple[1]):
            yield *simple.span(), simple[1]


def _in_digits(run: re.Match[str]) -> str:
    """The beginning of a run with its font changed."""
    properties = _FONTS.sub("", run[2] or "")
    return f"{run[1]}<w:rPr>{_STYLE.sub(lambda style: style[0] + _SLOTS, properties)}</w:rPr>"
