"""Whether a value that a workspace puts in place of its profile's can be printed with: sizes, fonts, words.

Judges one value by its place in a profile, and the page by all of its measures; what is no number at all is
told when the profile is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, get_args

from reportgen.diagnostics import Diagnostic, Rule, Severity, Span
from reportgen.model.source import Path, SourceMap, Tree
from reportgen.ooxml.measures import Justification, Measures
from reportgen.thai.digits import to_arabic
from reportgen.validate.rules import GIVEN_TWICE

MEASURE_UNFIT = Rule(
    "measure-unfit",
    Severity.ERROR,
    "{text} does not fit the measure {key}.",
    "Write one of these, or within these: {expected}.",
)
LEVEL_UNFIT = Rule(
    "level-number-unknown",
    Severity.ERROR,
    "{text} names a level that is neither this one nor above it.",
    "The first level has the number 1; this one is the level {most}.",
)
FIELD_UNKNOWN = Rule(
    "field-unknown",
    Severity.ERROR,
    "{text} is not filled in at {key}.",
    "Filled in here: {allowed}. Other text stands without braces.",
)
FIELD_MISSING = Rule(
    "field-missing",
    Severity.ERROR,
    "{key} has no place for {wanted}.",
    "Write {wanted} where it is to be filled in. Filled in here: {allowed}.",
)
FONT_THAI_DIGITS = Rule(
    "font-thai-digits",
    Severity.ERROR,
    "The font {font} draws the digits 0-9 as Thai ones, so that a paper says other than it shows.",
    "Write font: {shipped}, and choose Thai digits with digits: ไทย under memo:.",
)
FONT_ELSEWHERE = Rule(
    "font-elsewhere",
    Severity.WARNING,
    "The font {font} does not come with reportgen.",
    "Install it on every computer that opens the Word files or makes a PDF, or write font: {shipped}.",
)
RULES = (MEASURE_UNFIT, LEVEL_UNFIT, FIELD_UNKNOWN, FIELD_MISSING, FONT_THAI_DIGITS, FONT_ELSEWHERE)

_SHIPPED: Final = Measures().font
_THAI_DIGITS = re.compile(r"(?i)TH\s*Sarabun\s*IT\s*[๙9]")
"""The family that draws 0-9 in the shapes of Thai digits (saraban §3)."""
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_LEVEL, _BRACE = re.compile(r"\{(\d)\}"), re.compile(r"\{[^{}]*\}?|\}")

_Range = tuple[str, str]
_COMMON: Final[_Range] = ("0", "100")
"""No other length of a page, in cm, or space between its lines, in pt, is larger."""
_LARGEST_PAGE: Final = "55"
_RANGES: Final[Mapping[str, _Range]] = {
    "page_width": ("10", _LARGEST_PAGE),
    "page_height": ("10", _LARGEST_PAGE),
    "header_distance": ("0.7", "10"),
    "footer_distance": ("0.3", "10"),
    "emblem_top": ("0.7", "10"),
    "emblem_height": ("0.5", "10"),
    "emblem_width": ("0.5", "10"),
    "receipt_width": ("2", "10"),
    "title_line": ("10", "100"),
}
"""Least and most: paper from A6 up to the largest page of Word (55.88 cm); pictures that can be seen."""
_TYPE: Final[_Range] = ("6", "100")
"""Of type, in pt: the least that print can be read in."""
_NUMBERS: Final[Mapping[Path, _Range]] = {
    ("quarterly", "summary_places"): ("0", "8"),
    ("memo", "approval", "lines"): ("0", "20"),
    ("monthly", "behind", "points"): ("0", "100"),
}
"""Of numbers besides measures; eight places of a million baht are satang."""
_LEAST_TEXT = Decimal(10)
"""The least width and height of a page's text, in cm, in which the papers' tables can be read."""
_LEAST_COLUMN = Decimal(4)
"""The least room, in cm, for what begins at an indent or a column: a day in words."""
_COLUMNS = ("date_label_at", "date_at")
_ABOVE_TEXT = Decimal("0.7")
"""Between the place of the page's number and the text, in cm: a line of 16 pt letters."""

_UNIT = "id name agency short"
_SENT = "approver decision subject id name number date decided"
_FIELDS: Final[Mapping[Path, tuple[str, str]]] = {
    ("monthly", "title"): ("month", ""),
    ("memo", "unit"): (_UNIT, ""),
    ("memo", "phone"): ("extension", ""),
    ("memo", "number"): ("unit code number year", "number"),
    ("memo", "signer"): ("name post", "name"),
    ("memo", "acting"): ("name post phrase acted", "name acted"),
    ("memo", "receipt"): ("by number date time receiver", ""),
    ("memo", "drafter"): ("section people", ""),
    ("circular", "to"): ("agency short", ""),
    ("circular", "head"): ("name", "name"),
    ("circular", "opening"): (_SENT, ""),
    ("circular", "order"): (f"{_SENT} order", "order"),
    ("circular", "attached"): ("number date", ""),
}
"""What is filled in, by the place of the words in a profile, and what of it the words must have."""
_LEVELS, _SECTIONS = ("memo", "levels"), ("quarterly", "sections")


def check_measure(name: str, value: Tree, place: Span, *, is_text: bool) -> Iterator[Diagnostic]:
    """Whether one measure can be one at all."""
    if not isinstance(value, str):
        return
    if name == "justification":
        fits, expected = value in get_args(Justification), ", ".join(get_args(Justification))
    elif is_text or name.endswith("_colour"):
        fits, expected = bool(_COLOUR.fullmatch(value)), "000000 - FFFFFF"
    else:
        least_most = _TYPE if name.endswith("_size") else _RANGES.get(name, _COMMON)
        yield from _outside(name, value, place, *map(Decimal, least_most))
        return
    if not fits:
        yield Diagnostic(MEASURE_UNFIT, (place,), {"text": value, "key": name, "expected": expected})


def check_value(path: Path, value: Tree, at: Path, places: SourceMap) -> Iterator[Diagnostic]:
    """Whether `value`, which stands at `at` of the workspace's file, fits the place `path` of a profile."""
    if path == ("font",) and isinstance(value, str):
        yield from _check_font(value, places.value(at))
    elif path in _NUMBERS and isinstance(value, str):
        yield from _outside(str(path[-1]), value, places.value(at), *map(Decimal, _NUMBERS[path]))
    elif path == _LEVELS:
        yield from _check_levels(value, at, places)
    elif path == _SECTIONS:
        yield from _check_sections(value, at, places)
    else:
        yield from _check_fields(path, value, at, places)


def check_page(sizes: Mapping[str, Decimal], own: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """Whether a page of `sizes`, measures by name, has room for its text and what stands beside it; told at
    the workspace's `own` measures, one of those that are at odds."""
    for edges in (("page_width", "left", "right"), ("page_height", "top", "bottom")):
        spare = sizes[edges[0]] - sizes[edges[1]] - sizes[edges[2]] - _LEAST_TEXT
        mine = next((name for name in reversed(edges) if name in own), None)
        if mine == edges[0]:
            yield from _outside(mine, sizes[mine], own[mine], sizes[mine] - spare, Decimal(_LARGEST_PAGE))
        elif mine is not None:
            yield from _outside(mine, sizes[mine], own[mine], Decimal(0), sizes[mine] + spare)
    above, width = sizes["top"] - _ABOVE_TEXT, sizes["page_width"]
    limits = {"header_distance": above}
    limits |= {f"{name}_left": width - sizes.get(f"{name}_width", width) for name in ("emblem", "receipt")}
    for name in own:
        if name.endswith(("_indent", "_hanging")) or name in _COLUMNS:
            limits[name] = width - sizes["left"] - sizes["right"] - _LEAST_COLUMN
    if "top" in own and "header_distance" not in own:
        least = sizes["header_distance"] + _ABOVE_TEXT
        yield from _outside("top", sizes["top"], own["top"], least, Decimal(_COMMON[1]))
    for name in (each for each in own if each in limits):
        least = Decimal(_RANGES.get(name, _COMMON)[0])
        yield from _outside(name, sizes[name], own[name], least, max(limits[name], least))


def _outside(
    name: str, given: str | Decimal, place: Span, least: Decimal, most: Decimal
) -> Iterator[Diagnostic]:
    """Says so of a number that does not lie between the two."""
    text = str(given)
    plain = to_arabic(text).strip()
    if _NUMBER.fullmatch(plain) and not least <= Decimal(plain) <= most:
        expected = f"{least.normalize():f} - {most.normalize():f}"
        yield Diagnostic(MEASURE_UNFIT, (place,), {"text": text, "key": name, "expected": expected})


def _check_font(font: str, place: Span) -> Iterator[Diagnostic]:
    if font != _SHIPPED:
        rule = FONT_THAI_DIGITS if _THAI_DIGITS.search(font) else FONT_ELSEWHERE
        yield Diagnostic(rule, (place,), {"font": font, "shipped": _SHIPPED})


def _check_sections(sections: Tree, at: Path, places: SourceMap) -> Iterator[Diagnostic]:
    """Whether each section stands once."""
    seen: dict[str, Span] = {}
    for index, section in enumerate(sections if isinstance(sections, list) else ()):
        name = section.get("id") if isinstance(section, dict) else None
        if isinstance(name, str):
            place = places.value((*at, index, "id"))
            if name in seen:
                yield Diagnostic(GIVEN_TWICE, (place, seen[name]), {"what": "section", "id": name})
            seen.setdefault(name, place)


def _check_levels(levels: Tree, at: Path, places: SourceMap) -> Iterator[Diagnostic]:
    """Whether the number of each level is made of those of its own level and of those above it."""
    for index, level in enumerate(levels if isinstance(levels, list) else ()):
        number = level.get("number") if isinstance(level, dict) else None
        for found in _LEVEL.finditer(number if isinstance(number, str) else ""):
            if not 1 <= int(found[1]) <= index + 1:
                place = places.inside((*at, index, "number"), found.start(), len(found[0]))
                yield Diagnostic(LEVEL_UNFIT, (place,), {"text": found[0], "most": str(index + 1)})


def _check_fields(path: Path, value: Tree, at: Path, places: SourceMap) -> Iterator[Diagnostic]:
    """Whether what stands in braces is filled in there, and what must be filled in has its place."""
    allowed, wanted = (words.split() for words in _FIELDS.get(path, ("", "")))
    lines = [(at, value)] if isinstance(value, str) else []
    if isinstance(value, list):
        lines = [((*at, index), line) for index, line in enumerate(value) if isinstance(line, str)]
    told = ", ".join(f"{{{name}}}" for name in allowed) or "-"
    for line_at, line in lines:
        for found in _BRACE.finditer(line):
            if found[0] not in {f"{{{name}}}" for name in allowed}:
                place = places.inside(line_at, found.start(), len(found[0]))
                args = {"text": found[0], "key": str(path[-1]), "allowed": told}
                yield Diagnostic(FIELD_UNKNOWN, (place,), args)
    for name in wanted:
        if lines and not any(f"{{{name}}}" in line for _, line in lines):
            args = {"wanted": f"{{{name}}}", "key": str(path[-1]), "allowed": told}
            yield Diagnostic(FIELD_MISSING, (places.value(at),), args)
