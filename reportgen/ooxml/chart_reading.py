"""Reads a chart that was styled in Word into a form: what it looks like, and where data go.

Knows charts with categories (bars, lines, areas, pies); puts right what Word or Thai needs on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, cast

from lxml import etree

from reportgen.ooxml.chart_form import (
    ALWAYS,
    EVERY,
    LAST,
    PLACE,
    WORKBOOK,
    ChartForm,
    Piece,
    Role,
    SeriesForm,
)
from reportgen.ooxml.names import R
from reportgen.ooxml.package import PackageError
from reportgen.ooxml.safety import parse_xml

C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"

_PLOTS = ("bar", "bar3D", "line", "line3D", "area", "area3D", "pie", "pie3D", "doughnut", "ofPie", "radar")
_LINES = ("lineChart", "radarChart")
_NAMED = ("latin", "ea", "cs")
# What follows each in its parent (ISO/IEC 29500-1, 21.2.2).
_AFTER_INVERT = "pictureOptions dPt dLbls trendline errBars cat val shape extLst"
_AFTER_TITLE = "pivotFmts view3D floor sideWall backWall plotArea"
_AFTER_BLANKS = "showDLblsOverMax extLst"
_AFTER_TEXT = "externalData printSettings userShapes extLst"
_AFTER_WORKBOOK = "printSettings userShapes extLst"
_declaration = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')
_slot = re.compile("\ufdd1(\\w+):(.*?)\ufdd2", re.DOTALL)
_RESERVED = dict.fromkeys(range(0xFDD0, 0xFDD4))


def c(name: str) -> str:
    """`name` in the namespace of charts, as lxml writes it."""
    return f"{{{C}}}{name}"


def a(name: str) -> str:
    """`name` in the namespace of drawings."""
    return f"{{{A}}}{name}"


def read_form(xml: bytes, font: str) -> ChartForm:
    """The chart part `xml` as a form; `font` takes the place of theme fonts and of none.

    PackageError where it is no chart with categories.
    """
    root = parse_xml(xml.decode("utf-8").translate(_RESERVED).encode())
    if root.tag != c("chartSpace") or root.nsmap.get("c") != C or root.nsmap.get("a") != A:
        raise PackageError("xml", "it is not written as Word writes charts")
    kinds = tuple(c(f"{name}Chart") for name in _PLOTS)
    plots = [plot for plot in root.iter(*kinds) if plot.find(c("ser")) is not None]
    if not plots or any(_parent(series) not in plots for series in root.iter(c("ser"))):
        raise PackageError("xml", "it is no bar, line, area or pie chart")
    _mend(root, font)
    series = tuple(_series(each, number) for number, plot in enumerate(plots) for each in plot.iter(c("ser")))
    for number, plot in enumerate(plots):
        _empty(plot, number, plots)
    _mark_title(root)
    for axis in root.iter(c("valAx")):
        for role in ("min", "max"):
            for limit in axis.iterfind(f"{c('scaling')}/{c(role)}"):
                _replace(limit, _token(role, limit.get("val", "0")))
    return ChartForm(tuple(_cut(etree.tostring(root, encoding="unicode"))), series)


def _mend(root: etree._Element, font: str) -> None:
    chart = root.find(c("chart"))
    assert chart is not None
    for series in root.iter(c("ser")):
        _mend_series(series)
    for axis in root.iter(c("axId"), c("crossAx")):
        axis.set("val", str(int(axis.get("val", "0")) & 0x7FFFFFFF))  # unsigned, though some write others
    _put(chart, "autoTitleDeleted", _AFTER_TITLE, val="1" if chart.find(c("title")) is None else "0")
    _put(chart, "dispBlanksAs", _AFTER_BLANKS, val="gap")  # what is not known yet is not zero
    _name_font(root, font)
    for properties in root.iter(a("defRPr"), a("rPr"), a("endParaRPr")):
        _complete_fonts(properties, font)
    data = root.find(c("externalData"))
    if data is None:
        data = etree.Element(c("externalData"))
        _insert(root, data, _AFTER_WORKBOOK)
    data.set(f"{{{R}}}id", WORKBOOK)


def _mend_series(series: etree._Element) -> None:
    """Says what Word would take otherwise where nothing is said, and forgets what a copy may not repeat."""
    for extension in series.findall(c("extLst")):
        series.remove(extension)
    kind = etree.QName(_parent(series)).localname
    if kind.startswith("bar") and series.find(c("invertIfNegative")) is None:
        _put(series, "invertIfNegative", _AFTER_INVERT, val="0")
    if kind == "lineChart" and series.find(c("smooth")) is None:
        _put(series, "smooth", "extLst", val="0")


def _name_font(root: etree._Element, font: str) -> None:
    """Makes `font` that of the whole chart, unless one is named for it."""
    properties = root.find(c("txPr"))
    default = None if properties is None else properties.find(f".//{a('defRPr')}")
    if default is None:
        if properties is not None:
            root.remove(properties)
        properties = etree.fromstring(
            f'<c:txPr xmlns:c="{C}" xmlns:a="{A}"><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr/></a:pPr>'
            '<a:endParaRPr lang="th-TH"/></a:p></c:txPr>'
        )
        _insert(root, properties, _AFTER_TEXT)
        default = next(properties.iter(a("defRPr")))
    if all(default.find(a(name)) is None for name in _NAMED):
        _insert_font(default, etree.Element(a("latin"), typeface=font), "latin")


def _complete_fonts(properties: etree._Element, font: str) -> None:
    """Names a font for each script where any is named; theme fonts, which vary, become `font`."""
    found = {name: properties.find(a(name)) for name in _NAMED}
    named = [each.get("typeface", "") for each in found.values() if each is not None]
    if not named:
        return
    own = next((name for name in named if name and not name.startswith("+")), font)
    for name in reversed(_NAMED):
        element = found[name]
        if element is None:
            element = etree.Element(a(name))
            _insert_font(properties, element, name)
        if element.get("typeface", "+").startswith("+"):
            element.set("typeface", own)


def _insert_font(properties: etree._Element, element: etree._Element, name: str) -> None:
    followers = (*_NAMED[_NAMED.index(name) + 1 :], "sym", "hlinkClick", "hlinkMouseOver", "rtl", "extLst")
    after = next(properties.iterchildren(*map(a, followers)), None)
    properties.insert(len(properties) if after is None else properties.index(after), element)


def _series(series: etree._Element, plot: int) -> SeriesForm:
    """The form of one series, which has been mended."""
    kind = etree.QName(_parent(series)).localname
    name = "".join(text.text or "" for text in series.iterfind(f"{c('tx')}//{c('v')}"))
    last = max((int(count.get("val", "0")) for count in series.iter(c("ptCount"))), default=0) - 1
    own = {"spPr": "", "marker": "", "tail": ""}
    pieces: list[tuple[int, str]] = []
    place = "pieces"
    for child in series.iterchildren("*"):
        part = etree.QName(child).localname
        if part in ("cat", "val"):
            place = "tail"
        elif part in own:
            own[part] = _text(child)
        elif place == "tail":
            own["tail"] += _text(child)
        elif part == "dLbls":
            pieces += _labels(child, last)
        elif part not in ("idx", "order", "tx"):
            pieces.append((_index(child), _placed(child)) if part == "dPt" else (ALWAYS, _text(child)))
    return SeriesForm(plot, kind in _LINES, name, own["spPr"], own["marker"], tuple(pieces), own["tail"])


def _index(element: etree._Element) -> int:
    found = element.find(c("idx"))
    return int(found.get("val", "0")) if found is not None else 0


def _placed(element: etree._Element) -> str:
    """The text of what is said of one point, `PLACE` for the point's number."""
    found = element.find(c("idx"))
    if found is not None:
        found.set("val", PLACE)
    return _text(element)


def _labels(labels: etree._Element, last: int) -> Iterator[tuple[int, str]]:
    """A label of the last point goes to wherever the data end."""
    yield ALWAYS, "<c:dLbls>"
    general = ""
    for child in labels.iterchildren("*"):
        if child.tag == c("dLbl"):
            at = _index(child)
            for extension in child.findall(c("extLst")):
                child.remove(extension)
            yield (LAST if at == last else at), _placed(child)
        elif child.tag != c("extLst"):
            general += _text(child)
    yield EVERY, general
    yield ALWAYS, "</c:dLbls>"


def _empty(plot: etree._Element, number: int, plots: list[etree._Element]) -> None:
    """Puts a slot in the place of the series; another around the plot, if its axes would not be bare."""
    first, *rest = plot.findall(c("ser"))
    for series in rest:
        plot.remove(series)
    _replace(first, _token("series", str(number)))
    axes = _axes(plot)
    if any(axes == _axes(other) for other in plots if other is not plot):
        before = plot.getprevious()
        assert before is not None
        before.tail = (before.tail or "") + _token("plot", str(number))
        plot.tail = _token("end", str(number)) + (plot.tail or "")


def _axes(plot: etree._Element) -> set[str]:
    return {axis.get("val", "") for axis in plot.iterfind(c("axId"))}


def _mark_title(root: etree._Element) -> None:
    """The first run of the chart's title is where another title goes; the others make room for it."""
    texts = list(root.iterfind(f"{c('chart')}/{c('title')}//{a('t')}"))
    whole = "".join(text.text or "" for text in texts)
    for text in texts:
        text.text = ""
    if texts:
        texts[0].text = _token("title", whole)


def _token(role: str, text: str) -> str:
    return f"\ufdd1{role}:{text}\ufdd2"


def _cut(text: str) -> Iterator[Piece]:
    end = 0
    for found in _slot.finditer(text):
        yield Piece("text", text[end : found.start()])
        role = cast(Role, found[1])
        yield Piece(role, etree.fromstring(f"<t>{found[2]}</t>").text or "" if role == "title" else found[2])
        end = found.end()
    yield Piece("text", text[end:])


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _replace(element: etree._Element, token: str) -> None:
    """Puts `token`, as text, in the place of `element`."""
    parent, before = _parent(element), element.getprevious()
    text = token + (element.tail or "")
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    parent.remove(element)


def _text(element: etree._Element) -> str:
    """The element as text that leans on the prefixes of its root."""
    root = element.getroottree().getroot()
    known = {f' xmlns:{prefix}="{uri}"' for prefix, uri in root.nsmap.items() if prefix}
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return _declaration.sub(lambda found: "" if found[0] in known else found[0], text)


def _put(parent: etree._Element, name: str, followers: str, **values: str) -> None:
    element = parent.find(c(name))
    if element is None:
        element = etree.Element(c(name))
        _insert(parent, element, followers)
    for key, value in values.items():
        element.set(key, value)


def _insert(parent: etree._Element, element: etree._Element, followers: str) -> None:
    """Puts `element` before the first of `followers`, else last."""
    after = next(parent.iterchildren(*map(c, followers.split())), None)
    parent.insert(len(parent) if after is None else parent.index(after), element)
