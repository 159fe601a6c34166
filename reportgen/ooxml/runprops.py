"""Run properties made right for Thai: both scripts' font, size, weight and slant, language, schema order.

Works on one `w:rPr` element at a time; what needs the text of a run is in `marking`.
"""

from __future__ import annotations

import copy
import re

from lxml import etree

from reportgen.ooxml.names import VAL, W, w

# CT_RPr of ISO/IEC 29500-1, 17.3.2.28. Track-change marks of a paragraph mark come before, the old
# properties after.
_ORDER = """
    ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss
    imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect
    bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
"""
_RANK = {w(name): rank for rank, name in enumerate(_ORDER.split())}
_FOREIGN = len(_RANK)
_RANK[w("rPrChange")] = _FOREIGN + 1
_TWINS = (("b", "bCs"), ("i", "iCs"), ("sz", "szCs"))
_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_declaration = re.compile(r'\sxmlns:(\w+)="([^"]*)"')


def put(parent: etree._Element, name: str, **values: str) -> etree._Element:
    """The child `w:<name>` of `parent`, made at its end if missing, with these `w:` attributes set."""
    element = parent.find(w(name))
    if element is None:
        element = etree.SubElement(parent, w(name))
    for attribute, value in values.items():
        element.set(w(attribute), value)
    return element


def order(rpr: etree._Element) -> None:
    """Puts the children of `rpr` into schema order; those of other namespaces last."""
    rpr[:] = sorted(rpr, key=lambda child: _RANK.get(child.tag, _FOREIGN))


def complete_fonts(rpr: etree._Element, font: str) -> None:
    """Names a font for each script where `rpr` names any; theme fonts, which vary, become `font`."""
    fonts = rpr.find(w("rFonts"))
    if fonts is None:
        return
    themed = [fonts.attrib.pop(w(theme)) for theme in _THEMES if w(theme) in fonts.attrib]
    named = [fonts.get(w(slot)) for slot in ("cs", "ascii", "hAnsi", "eastAsia") if fonts.get(w(slot))]
    if named or themed:
        for slot in _SLOTS:
            fonts.set(w(slot), fonts.get(w(slot)) or (font if themed else named[0] or font))


def complete_twins(rpr: etree._Element) -> None:
    """Gives bold, italic and size to both scripts where `rpr` gives it to one."""
    for latin, thai in _TWINS:
        for have, lack in ((latin, thai), (thai, latin)):
            source = rpr.find(w(have))
            if source is not None and rpr.find(w(lack)) is None:
                put(rpr, lack, **({"val": source.get(VAL, "")} if VAL in source.attrib else {}))


def mark(rpr: etree._Element, thai: bool, font: str) -> None:
    """Makes `rpr` the properties of a run of Thai, or of other text, for Word to set and to break as such."""
    complete_fonts(rpr, font)
    complete_twins(rpr)
    lang = put(rpr, "lang", bidi="th-TH")
    if VAL not in lang.attrib:
        lang.set(VAL, "en-US")
    cs = rpr.find(w("cs"))
    if thai:
        put(rpr, "cs").attrib.clear()
    elif cs is not None:
        rpr.remove(cs)
    order(rpr)


def run_properties(rpr: etree._Element | None, font: str) -> tuple[str, str]:
    """The `<w:rPr>…</w:rPr>` of (Thai, other) text in the place of a run with `rpr`, which is not changed.

    The texts are for the part that `rpr` stands in: they use its root's prefixes without declaring them.
    """
    prefixes = {"w": W} if rpr is None else {**rpr.getroottree().getroot().nsmap, "w": W}

    def text(thai: bool) -> str:
        marked = etree.Element(w("rPr"), nsmap={"w": W}) if rpr is None else copy.deepcopy(rpr)
        marked.tail = None
        mark(marked, thai, font)
        return _declaration.sub(
            lambda found: "" if prefixes.get(found[1]) == found[2] else found[0],
            etree.tostring(marked, encoding="unicode"),
        )

    return text(True), text(False)
