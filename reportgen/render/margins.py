"""Fits what reaches across the text of a template to the margins that its sections have now.

A builder notes the width of text that it built for; whoever moves a margin in Word moves neither the tab
stops at it nor the tables up to it. What does not reach from margin to margin stays, unless it is too wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from reportgen.ooxml.names import VAL, R, w
from reportgen.ooxml.safety import parse_xml, to_xml
from reportgen.ooxml.skeleton import TEXT_WIDTHS
from reportgen.render.pictures import EMU_PER_TWIP
from reportgen.render.plumbing import Plumbing, read_relations
from reportgen.render.table_widths import NEAR, resized, twips_of
from reportgen.render.tags import Element

_WORD_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_SHARES: Final = {"right": 1, "end": 1, "center": 2}
"""By the kind of a tab stop: what its position is multiplied with to give the width of the text."""
_WRAPPERS: Final = (w("sdt"), w("sdtContent"), w("customXml"))
_INLINE: Final = f"{{{_WORD_DRAWING}}}inline"
_EXTENT: Final = f"{{{_WORD_DRAWING}}}extent"
_SHAPE_EXTENT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}ext"
_BEFORE_TABS: Final = frozenset(
    w(name)
    for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
        "suppressLineNumbers", "pBdr", "shd",
    )
)  # fmt: skip
_number = re.compile(r"[0-9]{1,6}")


class Fitted(NamedTuple):
    """The parts that are otherwise than in the template, by name, none where no margin was moved; and whether
    some text is narrower now than the values were made for."""

    parts: Mapping[str, bytes] = MappingProxyType({})
    is_narrower: bool = False


def fitted(plumbing: Plumbing) -> Fitted:
    """The template `plumbing` made to fit the margins of its sections."""
    parts, body = plumbing.parts, plumbing.text[0]
    built_for = _built_for(parts, join(dirname(body), "settings.xml"))
    root = parse_xml(parts[body])
    sections = list(_sections(root))
    widths = [width for width, *_ in sections]
    if not built_for or not sections or 0 in widths:
        return Fitted()
    styles = parse_xml(parts[plumbing.styles]) if plumbing.styles else None
    fit = _Fit((*built_for, *widths), _new(widths, built_for))
    if styles is not None:
        fit.styles(styles, widths)
    for width, _, blocks in sections:
        fit.flow(blocks, width)
    changed = {body: root} | ({} if styles is None else {plumbing.styles: styles})
    for name, width in _bands(plumbing, sections).items():
        changed[name] = parse_xml(parts[name])
        fit.flow(changed[name], width)
    if not fit.is_changed:
        return Fitted()
    is_narrower = any(width < max(built_for) for width in fit.new)
    return Fitted({name: to_xml(tree) for name, tree in changed.items()}, is_narrower)


def _built_for(parts: Mapping[str, bytes], settings: str) -> tuple[int, ...]:
    """The widths of text, in twips, that the template was built for; none where it does not tell."""
    root = parse_xml(parts[settings]) if settings in parts else None
    for told in () if root is None else root.iter(w("docVar")):
        if told.get(w("name")) == TEXT_WIDTHS:
            return tuple(int(number) for number in _number.findall(told.get(VAL, "")))
    return ()


def _sections(root: Element) -> Iterator[tuple[int, Element, list[Element]]]:
    """Each section: the width of its text in twips, 0 where it is not told; its properties; its content."""
    body = root.find(w("body"))
    blocks: list[Element] = []
    for block in () if body is None else body:
        blocks.append(block)
        section = next(block.iter(w("sectPr")), None) if isinstance(block.tag, str) else None
        if section is not None:
            yield _text_width(section), section, blocks
            blocks = []


def _text_width(section: Element) -> int:
    page, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if page is None or margins is None:
        return 0
    taken = sum(twips_of(margins, side) for side in ("left", "right", "gutter"))
    return max(twips_of(page, "w") - taken, 0)


def _new(widths: Sequence[int], built_for: Sequence[int]) -> frozenset[int]:
    """The widths of sections that the template was not built with."""
    return frozenset(width for width in widths if not any(abs(width - old) <= NEAR for old in built_for))


def _bands(plumbing: Plumbing, sections: Sequence[tuple[int, Element, list[Element]]]) -> dict[str, int]:
    """Headers and footers by their part: the width of the first section that names each."""
    folder = dirname(plumbing.text[0])
    targets = {
        identity: normpath(join("/", folder, target)).lstrip("/")
        for identity, _, target, _ in read_relations(plumbing.parts, plumbing.text[0])
    }
    found: dict[str, int] = {}
    for width, section, _ in sections:
        for reference in section.iterchildren(w("headerReference"), w("footerReference")):
            name = targets.get(reference.get(f"{{{R}}}id", ""), "")
            if name in plumbing.parts:
                found.setdefault(name, width)
    return found


Stops: TypeAlias = "dict[int, Element]"
"""The tab stops of a style or paragraph, by their position in twips."""


@dataclass(slots=True)
class _Fit:
    """The work on one template: `known` are the widths, in twips, that a stop or table may have been made
    for; `new` those of sections that it was not built with."""

    known: Sequence[int]
    new: frozenset[int]
    is_changed: bool = False
    _styles: dict[str, Stops] = field(default_factory=dict)
    _moved: dict[int, int] = field(default_factory=dict)  # stops of styles: where they were, where they are

    def styles(self, root: Element, widths: Sequence[int]) -> None:
        """Moves the stops of styles that no section's text reaches to any more: to where most sections' does,
        so that contents made anew in Word are right, too."""
        usual = max(widths, key=widths.count)
        for stop in root.iter(w("tab")):
            place = twips_of(stop, "pos")
            if not any(self._place(stop, place, width) == place for width in widths):
                self._moved[place] = self._place(stop, place, usual)
                self._set(stop, "pos", self._moved[place])
        found = {style.get(w("styleId"), ""): style for style in root.iter(w("style"))}
        default = next((name for name, style in found.items() if _is_default(style)), "")
        self._styles = {name: _inherited(name, found) for name in found}
        self._styles[""] = self._styles.get(default, {})

    def flow(self, content: Iterable[Element], width: int) -> None:
        """Fits what stands in a text `width` twips wide; not what is within cells, frames or text boxes."""
        for block in content:
            if block.tag == w("p"):
                self._paragraph(block, width)
            elif block.tag == w("tbl"):
                self._table(block, width)
            elif block.tag in _WRAPPERS:
                self.flow(block, width)

    def _paragraph(self, paragraph: Element, width: int) -> None:
        properties = paragraph.find(w("pPr"))
        if properties is not None and properties.find(w("framePr")) is not None:
            return
        style = None if properties is None else properties.find(w("pStyle"))
        own = _stops(paragraph)
        for place, stop in own.items():
            if stop.get(VAL) == "clear" and place in self._moved:
                self._set(stop, "pos", self._moved[place])
        cleared = {twips_of(stop, "pos") for stop in own.values() if stop.get(VAL) == "clear"}
        inherited = self._styles.get("" if style is None else style.get(VAL, ""), {})
        for place, stop in {**inherited, **own}.items():
            wanted = self._place(stop, place, width)
            if abs(wanted - place) <= NEAR or (place not in own and place in cleared):
                continue
            if place in own:
                self._set(stop, "pos", wanted)
            else:
                _add_stop(paragraph, {"val": "clear", "pos": str(place)})
                _add_stop(paragraph, {**_told(stop), "pos": str(wanted)})
                self.is_changed = True
        for drawing in paragraph.iter(_INLINE) if width in self.new else ():
            self._drawing(drawing, width * EMU_PER_TWIP)

    def _place(self, stop: Element, place: int, width: int) -> int:
        """Where `stop`, at `place`, belongs in a text of `width`: at its margin or middle if it was at those
        of another, else where it is."""
        share = _SHARES.get(stop.get(VAL, ""), 0)
        reaches = any(abs(place * share - known) <= NEAR for known in self.known)
        return width // share if reaches and abs(place * share - width) > NEAR else place

    def _table(self, table: Element, width: int) -> None:
        """Makes a table that was as wide as the text so again, and one that is too wide no wider than it."""
        told = table.find(f"{w('tblPr')}/{w('tblW')}")
        lost = NEAR + sum(1 for _ in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"))  # in rounding
        old = 0 if told is None or told.get(w("type")) != "dxa" else twips_of(told, "w")
        if not old or -NEAR <= width - old <= lost:
            return
        reach = next((known for known in self.known if -NEAR <= known - old <= lost), 0)
        if not reach and (old < width or width not in self.new):
            return
        for element, wanted in resized(table, old, width):
            self._set(element, "w", wanted)

    def _drawing(self, drawing: Element, most: int) -> None:
        """Makes a picture or chart no wider than `most` EMU, in its proportions."""
        extent = drawing.find(_EXTENT)
        old = 0 if extent is None else _size(extent, "cx")
        if old <= most + NEAR * EMU_PER_TWIP:
            return
        for each in (extent, *drawing.iter(_SHAPE_EXTENT)):
            for side in ("cx", "cy"):
                each.set(side, str(_size(each, side) * most // old))
        self.is_changed = True

    def _set(self, element: Element, attribute: str, value: int) -> None:
        element.set(w(attribute), str(value))
        self.is_changed = True


def _stops(paragraph: Element) -> Stops:
    """The stops that a paragraph or style tells itself, those that it clears included."""
    return {twips_of(stop, "pos"): stop for stop in paragraph.iterfind(f"{w('pPr')}/{w('tabs')}/{w('tab')}")}


def _inherited(name: str, found: Mapping[str, Element]) -> Stops:
    """The stops of a style and of those that it is based on."""
    stops: Stops = {}
    passed: set[str] = set()
    while name in found and name not in passed:
        stops = _stops(found[name]) | stops
        passed.add(name)
        base = found[name].find(w("basedOn"))
        name = "" if base is None else base.get(VAL, "")
    return {place: stop for place, stop in stops.items() if stop.get(VAL) != "clear"}


def _is_default(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")


def _told(stop: Element) -> dict[str, str]:
    return {key: stop.get(w(key), "") for key in ("val", "leader") if stop.get(w(key))}


def _add_stop(paragraph: Element, told: Mapping[str, str]) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = paragraph.makeelement(w("pPr"))
        paragraph.insert(0, properties)
    tabs = properties.find(w("tabs"))
    if tabs is None:
        tabs = properties.makeelement(w("tabs"))
        properties.insert(sum(1 for each in properties if each.tag in _BEFORE_TABS), tabs)
    stop = tabs.makeelement(w("tab"))
    for key, value in told.items():
        stop.set(w(key), value)
    tabs.append(stop)


def _size(element: Element, side: str) -> int:
    told = element.get(side, "")
    return int(told) if re.fullmatch(r"[0-9]{1,10}", told) else 0
