"""Makes the parts of a DOCX Thai for Word: runs, styles and settings; text and its order never change.

Word sets and breaks Thai by these marks, LibreOffice by the characters alone; equal marks for both scripts
keep the two the same.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from reportgen.ooxml import runprops
from reportgen.ooxml.names import SPACE, VAL, W, w
from reportgen.ooxml.runprops import run_properties
from reportgen.ooxml.safety import parse_xml, to_xml
from reportgen.ooxml.segments import segments

__all__ = ["mark_part", "mark_settings", "mark_styles", "run_properties"]

_MODE_URI = "http://schemas.microsoft.com/office/word"
# What may follow each in CT_Settings (ISO/IEC 29500-1, 17.15.1.78).
_AFTER_THEME = """
    clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions
    readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol
    listSeparator
"""
_UNSTRETCHED = "doNotExpandShiftReturn"
# What may follow it in CT_Compat, of what is met today (17.15.3).
_AFTER_UNSTRETCHED = """
    doNotSnapToGridInCell doNotWrapTextWithPunct doNotUseEastAsianBreakRules useFELayout compatSetting
    adjustLineHeightInTable growAutofit useWord2002TableStyleRules applyBreakingRules
"""
_AFTER_COMPAT = f"docVars rsids mathPr attachedSchema themeFontLang {_AFTER_THEME}"


def mark_part(xml: bytes, font: str, *, token: re.Pattern[str] | None = None) -> bytes:
    """The part `xml` (document, header, notes) with every run marked as Thai or not, mixed ones split.

    Each match of `token` ends up alone in a run of its own, with that run's properties, never split; it
    must not match the empty text. Marking twice changes nothing more. Raises `PackageError` on bad XML.
    """
    root = parse_xml(xml)
    for run in list(root.iter(w("r"))):
        if run.find(w("t")) is not None:
            _mark_run(run, font, token)
    for properties in root.iter(w("pPr")):
        if (rpr := properties.find(w("rPr"))) is not None:
            _complete(rpr, font)
    return to_xml(root)


def mark_styles(styles_xml: bytes, font: str) -> bytes:
    """`word/styles.xml` with `font` and Thai as defaults, and every style complete for both scripts.

    The default language, Thai for both scripts, is what LibreOffice makes the language of a PDF.
    """
    root = parse_xml(styles_xml)
    defaults = root.find(w("docDefaults"))
    if defaults is None:
        defaults = etree.Element(w("docDefaults"))
        root.insert(0, defaults)
    holder = runprops.put(defaults, "rPrDefault")
    defaults.insert(0, holder)
    rpr = runprops.put(holder, "rPr")
    runprops.put(rpr, "rFonts").attrib.clear()
    runprops.put(rpr, "rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)
    runprops.put(rpr, "lang", val="th-TH", bidi="th-TH")
    for found in root.iter(w("rPr")):
        _complete(found, font)
    return to_xml(root)


def mark_settings(settings_xml: bytes) -> bytes:
    """`word/settings.xml` in Word's present layout (compatibility mode 15), Thai its complex script, and no
    line stretched that a person ended (ISO/IEC 29500-1, 17.15.3.11)."""
    root = parse_xml(settings_xml)
    compat = _child(root, "compat", _AFTER_COMPAT)
    _child(compat, _UNSTRETCHED, _AFTER_UNSTRETCHED).attrib.clear()
    for setting in compat.findall(w("compatSetting")):
        if setting.get(w("name")) == "compatibilityMode":
            compat.remove(setting)
    mode = etree.SubElement(compat, w("compatSetting"))
    for attribute, value in (("name", "compatibilityMode"), ("uri", _MODE_URI), ("val", "15")):
        mode.set(w(attribute), value)
    language = _child(root, "themeFontLang", _AFTER_THEME)
    language.set(w("bidi"), "th-TH")
    if VAL not in language.attrib:
        language.set(VAL, "en-US")
    return to_xml(root)


def _child(root: etree._Element, name: str, followers: str) -> etree._Element:
    element = root.find(w(name))
    if element is None:
        element = etree.Element(w(name))
        after = next(root.iterchildren(*(f"{{*}}{follower}" for follower in followers.split())), None)
        root.insert(len(root) if after is None else root.index(after), element)
    return element


def _complete(rpr: etree._Element, font: str) -> None:
    runprops.complete_fonts(rpr, font)
    runprops.complete_twins(rpr)
    runprops.order(rpr)


@dataclass(slots=True)
class _Stretch:
    """Neighbouring children of a run that can share properties; `thai` is None until a letter decides."""

    is_token: bool
    thai: bool | None
    children: list[etree._Element]

    def takes(self, is_token: bool, thai: bool | None) -> bool:
        return not (self.is_token or is_token) and (thai is None or self.thai in (None, thai))


def _mark_run(run: etree._Element, font: str, token: re.Pattern[str] | None) -> None:
    """Puts in the place of `run` one marked run for each stretch of it."""
    rpr = run.find(w("rPr"))
    marked = [
        _marked(run, rpr, stretch, font)
        for stretch in _stretches([child for child in run if child is not rpr], token)
    ]
    marked[-1].tail = run.tail
    parent = run.getparent()
    if parent is not None:
        at = parent.index(run)
        parent[at : at + 1] = marked


def _marked(run: etree._Element, rpr: etree._Element | None, stretch: _Stretch, font: str) -> etree._Element:
    made = etree.Element(run.tag, {str(name): str(run.attrib[name]) for name in run.attrib}, nsmap={"w": W})
    made.append(etree.Element(w("rPr")) if rpr is None else copy.deepcopy(rpr))
    runprops.mark(made[0], stretch.thai is True, font)
    made.extend(stretch.children)
    return made


def _stretches(children: list[etree._Element], token: re.Pattern[str] | None) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    for is_token, thai, element in chain.from_iterable(_pieces(child, token) for child in children):
        if stretches and stretches[-1].takes(is_token, thai):
            stretches[-1].children.append(element)
            stretches[-1].thai = thai if stretches[-1].thai is None else stretches[-1].thai
        else:
            stretches.append(_Stretch(is_token, thai, [element]))
    return stretches


def _pieces(
    child: etree._Element, token: re.Pattern[str] | None
) -> Iterator[tuple[bool, bool | None, etree._Element]]:
    """(is a token, is Thai or None where no letter tells, element) for each piece of one child of a run."""
    if child.tag != w("t") or not child.text:
        yield False, None, child
        return
    start = 0
    for found in token.finditer(child.text) if token else ():
        yield from _texts(child.text[start : found.start()])
        yield True, None, _text(found[0])
        start = found.end()
    yield from _texts(child.text[start:])


def _texts(text: str) -> Iterator[tuple[bool, bool | None, etree._Element]]:
    for thai, piece in segments(text):
        yield False, thai if thai or any(map(str.isalpha, piece)) else None, _text(piece)


def _text(text: str) -> etree._Element:
    element = etree.Element(w("t"), {SPACE: "preserve"})
    element.text = text
    return element
