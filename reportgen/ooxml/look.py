"""Reads how text and paragraphs look from their properties, each under a short name.

What this module does not know is told verbatim, so that it can never pass for equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from lxml import etree

from reportgen.ooxml.names import VAL, W, w

Look: TypeAlias = "dict[str, str]"

_SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")
_TOGGLES = {
    *("b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss"),
    *("imprint", "vanish", "specVanish", "rtl", "oMath", "keepNext", "keepLines", "pageBreakBefore", "bidi"),
    *("widowControl", "contextualSpacing", "mirrorIndents"),
}
# What programs add or drop as they save, and nobody sees: language and script of a run (the letters tell),
# spelling marks, layout in a browser, hyphenation (off for the document), line numbers (the section's).
_UNSEEN = {
    *("lang", "cs", "noProof", "webHidden", "rStyle", "rPr", "sectPr", "pStyle", "numPr", "cnfStyle"),
    *("suppressAutoHyphens", "suppressLineNumbers"),
}
_PLAIN: Final[Mapping[str, str]] = {
    **dict.fromkeys(_TOGGLES - {"widowControl"}, "off"),
    **dict.fromkeys(("left", "right", "first", "before", "after", "kern", "position", "spread"), "0"),
    **dict.fromkeys(("beforeAutospacing", "afterAutospacing", "frame hSpace", "frame vSpace"), "0"),
    **dict.fromkeys(("u", "highlight", "em"), "none"),
    **dict.fromkeys(("shd", "bdr"), ""),
    **dict.fromkeys(("sz", "szCs"), "20"),
    "widowControl": "on",
    "line": "240",
    "lineRule": "auto",
    "jc": "left",
    "outlineLvl": "9",
    "w": "100",
    "textAlignment": "auto",
    "textDirection": "lrTb",
    "vertAlign": "baseline",
    "color": "AUTO",
}
_SIDES = {"start": "left", "end": "right"}


def local(element: etree._Element) -> str:
    """The name of `element`: bare in the main namespace, else in full; "" for a comment."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.removeprefix(f"{{{W}}}")


def attributes(element: etree._Element) -> dict[str, str]:
    """The attributes by their bare names, without the marks of editing sessions."""
    bare = ((str(name).rsplit("}", 1)[-1], str(value)) for name, value in element.attrib.items())
    return {name: value for name, value in bare if not name.startswith("rsid")}


def told(element: etree._Element) -> str:
    """`element` in one line that does not depend on prefixes or the order of attributes."""
    own = ",".join(f"{name}={value}" for name, value in sorted(attributes(element).items()))
    inner = "".join(told(child) for child in element if local(child))
    return f"{local(element)}[{own}]{(element.text or '').strip()}({inner})"


def is_on(element: etree._Element | None) -> bool:
    """Whether an on/off property is there and not switched off."""
    return element is not None and element.get(VAL, "on") not in ("0", "false", "off")


def side(name: str) -> str:
    """`start` and `end` by their older names."""
    return _SIDES.get(name, name)


def border(element: etree._Element) -> str:
    """A line as "single 4 0 000000" (kind, eighths of a point, distance, colour), "" for none."""
    kind = element.get(VAL, "none")
    if kind in ("nil", "none"):
        return ""
    size, space = element.get(w("sz"), "0"), element.get(w("space"), "0")
    return f"{kind} {size} {space} {element.get(w('color'), 'auto').upper()}"


def shade(element: etree._Element) -> str:
    """A background as its colour, "" for none; patterns and theme colours verbatim."""
    if element.get(VAL) == "clear" and element.get(w("themeFill")) is None:
        fill = element.get(w("fill"), "auto").upper()
        return "" if fill == "AUTO" else fill
    return "" if element.get(VAL) == "nil" else told(element)


def read(properties: etree._Element | None, look: Look) -> Look:
    """`look` with what `w:rPr` or `w:pPr` says of itself put over it."""
    for child in properties if properties is not None else ():
        name = local(child)
        if not name or name in _UNSEEN:
            continue
        if name in _TOGGLES:
            look[name] = "on" if is_on(child) else "off"
        elif reader := _READERS.get(name):
            reader(child, look)
        elif set(attributes(child)) <= {"val"} and not len(child):
            look[name] = child.get(VAL, "")
        else:
            look[name] = told(child)
    return look


def _fonts(element: etree._Element, look: Look) -> None:
    for script in _SCRIPTS:
        theme = element.get(w("cstheme" if script == "cs" else f"{script}Theme"))
        if found := f"+{theme}" if theme else element.get(w(script)):
            look[f"font {script}"] = found


def _color(element: etree._Element, look: Look) -> None:
    theme = {name: value for name, value in attributes(element).items() if name.startswith("theme")}
    look["color"] = element.get(VAL, "auto").upper() + (str(sorted(theme.items())) if theme else "")


def _underline(element: etree._Element, look: Look) -> None:
    color = element.get(w("color"), "auto")
    look["u"] = element.get(VAL, "none") + ("" if color == "auto" else f" {color}")


def _spacing(element: etree._Element, look: Look) -> None:
    for name, value in attributes(element).items():
        look["spread" if name == "val" else name] = value


def _indent(element: etree._Element, look: Look) -> None:
    for name, value in attributes(element).items():
        if name == "hanging" or (name == "firstLine" and element.get(w("hanging")) is None):
            look["first"] = value if name == "firstLine" or value == "0" else f"-{value}"
        elif name != "firstLine":
            look[side(name)] = value


def _align(element: etree._Element, look: Look) -> None:
    look["jc"] = side(element.get(VAL, "left"))


def _tabs(element: etree._Element, look: Look) -> None:
    for tab in element.iter(w("tab")):
        place, kind = f"tab {tab.get(w('pos'), '0')}", side(tab.get(VAL, "left"))
        leader = tab.get(w("leader"), "none")
        if kind == "clear":
            look.pop(place, None)
        else:
            look[place] = f"{kind} {leader}"


def _borders(element: etree._Element, look: Look) -> None:
    for line in element:
        look[f"border {side(local(line))}"] = border(line)


def _frame(element: etree._Element, look: Look) -> None:
    look.update((f"frame {name}", value) for name, value in attributes(element).items())


def _shading(element: etree._Element, look: Look) -> None:
    look["shd"] = shade(element)


def _border_of_text(element: etree._Element, look: Look) -> None:
    look["bdr"] = border(element)


_READERS: Mapping[str, Callable[[etree._Element, Look], None]] = {
    "rFonts": _fonts,
    "color": _color,
    "u": _underline,
    "spacing": _spacing,
    "ind": _indent,
    "jc": _align,
    "tabs": _tabs,
    "pBdr": _borders,
    "framePr": _frame,
    "shd": _shading,
    "bdr": _border_of_text,
}


def without_plain(look: Look) -> Look:
    """`look` without what Word takes for granted."""
    return {name: value for name, value in look.items() if value != _PLAIN.get(name)}
