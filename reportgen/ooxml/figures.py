"""Tells pictures and charts by what they show: content, size, numbers and colours, not by names or ids.

A shape that is neither is told verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from lxml import etree

from reportgen.ooxml.look import Look, attributes, local, told
from reportgen.ooxml.names import R
from reportgen.ooxml.opened import Relation

Told: TypeAlias = "Callable[[str], str]"
"""Tells a picture's part by its name: the hash of its bytes."""
Charts: TypeAlias = "Callable[[str], Look]"
"""Tells a chart's part by its name; {} where there is none."""

_decimals = re.compile(r"-?\d+\.\d+")
_EMU = 635  # to a twip
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_HARMLESS = {"xfrm", "off", "ext", "prstGeom", "avLst", "noFill", "ln"}
_TOLD = {"barDir", "grouping", "orientation", "min", "max", "legendPos", "gapWidth"}
_LABELS = {
    "dLblPos",
    "x",
    "y",
    "w",
    "h",
    "showVal",
    "showCatName",
    "showSerName",
    "showPercent",
    "showLegendKey",
}
_PARTS = {"ser", "cat", "val", "title", "legend", "catAx", "valAx", "dateAx", "xVal", "yVal"}


def drawing(
    element: etree._Element, relations: Mapping[str, Relation], pictures_told: Told, charts_told: Charts
) -> Look:
    """The look of `w:drawing`: what it shows, and its size in twips; `relations` are those of its part."""
    inline = next((child for child in element if local(child)), element)
    look = {"shape": _bare(inline)}
    for child in inline.iter("{*}docPr"):
        look["alt"] = child.get("descr", "")
        break
    for child in inline.iter("{*}extent"):
        look |= {"width": _twips(child.get("cx", "0")), "height": _twips(child.get("cy", "0"))}
        break
    pictures, charts = list(inline.iter("{*}blip")), list(inline.iter(f"{{{_C}}}chart"))
    held = [_bare(child) for data in inline.iter("{*}graphicData") for child in data]
    if look["shape"] != "inline" or held not in (["pic"], ["chart"]) or len(pictures) + len(charts) != 1:
        look["verbatim"] = told(inline)
    if clicks := [told(each) for each in inline.iter("{*}hlinkClick", "{*}hlinkHover")]:
        look["link"] = "".join(clicks)
    for blip in pictures:
        changed = "".join(told(child) for child in blip if _bare(child) != "extLst")
        look["picture"] = pictures_told(_part(blip, "embed", relations)) + changed
        look |= _frame_of(inline)
    for chart in charts:
        look |= charts_told(_part(chart, "id", relations)) or {"verbatim": told(inline)}
    return look


def _part(element: etree._Element, attribute: str, relations: Mapping[str, Relation]) -> str:
    """The name of the part, or the address, that an attribute of `element` leads to."""
    relation = relations.get(element.get(f"{{{R}}}{attribute}", ""))
    return relation.target if relation else ""


def _frame_of(inline: etree._Element) -> Look:
    look: Look = {}
    for crop in inline.iter("{*}srcRect"):
        cut = {name: value for name, value in attributes(crop).items() if value != "0"}
        look |= {"crop": str(sorted(cut.items()))} if cut else {}
    for properties in inline.iter("{*}spPr"):
        turned = [attributes(each) for each in properties.iter("{*}xfrm") if attributes(each)]
        added = [told(each) for each in properties.iterdescendants("*") if _bare(each) not in _HARMLESS]
        forms = (each.get("prst", "") for each in properties.iter("{*}prstGeom"))
        added += [form for form in forms if form != "rect"]
        if turned or added:
            look["effects"] = f"{turned}{added}"
    return look


def chart(root: etree._Element) -> Look:
    """What a chart says: its kinds, names, numbers and titles; the colours of its series; its labels."""
    said: list[str] = []
    colors: dict[str, set[str]] = {}
    labels: list[str] = []
    paint: set[str] = set()
    for element in root.iter("*"):
        name = _bare(element)
        if name.endswith("Chart") or name in _PARTS:
            said.append(f"<{name}>")
        elif name in ("v", "t") and (text := _plain(element.text or "")):
            said.append(text)
        elif name in _TOLD or (name == "delete" and _bare(_parent(element)).endswith("Ax")):
            said.append(f"{name}={element.get('val', '')}")
        elif name in _LABELS:
            labels.append(f"{name}={element.get('val', '')}")
        elif name in ("srgbClr", "schemeClr"):
            colors.setdefault(_series(element), set()).add(color := element.get("val", "").upper())
            paint.add(color)
        elif name in ("latin", "ea", "cs"):
            paint.add(element.get("typeface", ""))
        elif name == "defRPr":
            paint |= {f"{key}={element.get(key)}" for key in ("sz", "b", "i") if element.get(key, "0") != "0"}
    shown = {number: sorted(found) for number, found in colors.items() if number}
    own = {"chart": "\n".join(said), "chart colors": str(shown)}
    return own | {"chart labels": " ".join(labels), "chart paint": "\n".join(sorted(paint))}


def _series(color: etree._Element) -> str:
    """The number of the series that a colour fills or lines, "" for that of something else."""
    above = {_bare(each): each for each in color.iterancestors()}
    if "ser" not in above or "spPr" not in above or "dLbls" in above or "marker" in above:
        return ""
    order = above["ser"].find(f"{{{_C}}}order")
    return order.get("val", "?") if order is not None else "?"


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def _plain(text: str) -> str:
    """A number without the noughts behind its decimals; other text as it stands."""
    return text.strip().rstrip("0").rstrip(".") if _decimals.fullmatch(text.strip()) else text.strip()


def _bare(element: etree._Element) -> str:
    return local(element).rsplit("}", 1)[-1]


def _twips(emu: str) -> str:
    return str(round(int(emu) / _EMU)) if emu.lstrip("-").isdigit() else emu
