"""The paragraph properties that a text in blocks is written with, made of those of the paragraph of its tag.

Worked out when a template is compiled; writing the blocks is `rich`'s.
"""

from __future__ import annotations

import copy

from reportgen.ooxml.measures import twips
from reportgen.ooxml.names import VAL, w
from reportgen.render.styles import Styles, read_indents
from reportgen.render.tags import Element

_STEP = twips(0.75)
"""What each level of a list is indented by: room for "10." in the body's size."""

_NOT_IN_ITEMS = ("numPr", "pageBreakBefore")
_NOT_IN_CELLS = (*_NOT_IN_ITEMS, "keepNext", "framePr", "pBdr", "tabs")
# CT_PPr of ISO/IEC 29500-1, 17.3.1.26, from the first that is set here.
_ORDER = """
    spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
"""


def forms(properties: Element, styles: Styles) -> list[Element]:
    """Copies of a `w:pPr`: for text, for items of two levels, for cells at the left, middle and right."""
    left = _text_edge(properties, styles)
    made = [copy.deepcopy(properties)]
    for level in (1, 2):
        item = _without(properties, _NOT_IN_ITEMS)
        _put(item, "ind", left=str(left + level * _STEP), hanging=str(_STEP))
        made.append(item)
    for side in ("left", "center", "right"):
        cell = _without(properties, _NOT_IN_CELLS)
        _put(cell, "spacing", before="0", after="0")
        _put(cell, "ind", left="0", firstLine="0")
        _put(cell, "jc", val=side)
        made.append(cell)
    return made


def _text_edge(properties: Element, styles: Styles) -> int:
    """Where the first line of the paragraph begins, in twips; of a hanging one, its other lines."""
    style, own = properties.find(w("pStyle")), properties.find(w("ind"))
    left, first = styles.indents.get("" if style is None else style.get(VAL, ""), (0, 0))
    said = {"left": left, "first": first, **read_indents(own)}
    return said["left"] + max(said["first"], 0)


def _without(properties: Element, names: tuple[str, ...]) -> Element:
    made = copy.deepcopy(properties)
    for name in names:
        for found in made.findall(w(name)):
            made.remove(found)
    return made


def _put(properties: Element, name: str, **values: str) -> None:
    """Sets `w:<name>` to `values` alone, in its place."""
    element = properties.find(w(name))
    if element is None:
        element = properties.makeelement(w(name))
        names = _ORDER.split()
        followers = [w(each) for each in names[names.index(name) + 1 :]]
        after = next((child for child in properties if child.tag in followers), None)
        properties.insert(len(properties) if after is None else properties.index(after), element)
    element.attrib.clear()
    for attribute, value in values.items():
        element.set(w(attribute), value)
