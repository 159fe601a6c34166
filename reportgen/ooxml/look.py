"""Resolves how text and paragraphs look: document defaults, styles, numbering and direct formatting.

Says only what differs from Word's own defaults, each property under a short name. What this module does not
know is told verbatim, so that it can never pass for equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from lxml import etree

from reportgen.ooxml.names import VAL, W, w
from reportgen.ooxml.safety import parse_xml

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
_DEEPEST = 64  # links of a chain of styles that are followed


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


class Looks:
    """The styles and lists of one document. Raises `PackageError` where a part is not safe XML."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        styles = parse_xml(parts["word/styles.xml"]) if parts.get("word/styles.xml") else None
        self._styles: dict[str, etree._Element] = {}
        self._default: dict[str, str] = {}
        self._base: dict[str, etree._Element | None] = {"rPr": None, "pPr": None}
        for style in styles.iter(w("style")) if styles is not None else ():
            self._styles[style.get(w("styleId"), "")] = style
            if style.get(w("default")) in ("1", "true", "on"):
                self._default[style.get(w("type"), "")] = style.get(w("styleId"), "")
        if styles is not None:
            self._base = {
                kind: styles.find(f"{w('docDefaults')}/{w(f'{kind}Default')}/{w(kind)}")
                for kind in self._base
            }
        numbering = parse_xml(parts["word/numbering.xml"]) if parts.get("word/numbering.xml") else None
        self._lists = numbering if numbering is not None else etree.Element("none")
        self._seen_lists: dict[str, str] = {}

    def paragraph(self, properties: etree._Element | None, mark: Look | None = None) -> Look:
        """The look of a paragraph, its style's name and its list too; `mark` takes that of its mark."""
        name = self._named(properties, "pStyle", "paragraph")
        look = read(self._base["pPr"], {})
        chain = list(self._chain(name))
        number = None
        for style in chain:
            number = _first(style.find(f"{w('pPr')}/{w('numPr')}"), number)
            read(style.find(w("pPr")), look)
        if properties is not None:
            number = _first(properties.find(w("numPr")), number)
        self._list(number, look)
        read(properties, look)
        look["style"] = self.name(name)
        if mark is not None:
            mark.update(self.run(properties.find(w("rPr")) if properties is not None else None, name))
        return _without_defaults(look)

    def run(self, properties: etree._Element | None, paragraph_style: str) -> Look:
        """The look of a run in a paragraph of the style with this id."""
        look = read(self._base["rPr"], {})
        for style in self._chain(paragraph_style):
            read(style.find(w("rPr")), look)
        if named := self._named(properties, "rStyle", ""):
            for style in self._chain(named):
                read(style.find(w("rPr")), look)
        return _without_defaults(read(properties, look))

    def style_of(self, properties: etree._Element | None) -> str:
        """The id of the style of a paragraph."""
        return self._named(properties, "pStyle", "paragraph")

    def table(self, properties: etree._Element | None) -> list[etree._Element]:
        """The table styles of a table, the one it is based on before it."""
        return list(self._chain(self._named(properties, "tblStyle", "table")))

    def name(self, style: str) -> str:
        """The name of a style as people see it, in small letters (programs differ in the large ones)."""
        found = self._styles[style].find(w("name")) if style in self._styles else None
        return (found.get(VAL, "") if found is not None else style).casefold()

    def _named(self, properties: etree._Element | None, tag: str, kind: str) -> str:
        found = properties.find(w(tag)) if properties is not None else None
        named = found.get(VAL, "") if found is not None else ""
        return named if named in self._styles else self._default.get(kind, "")

    def _chain(self, name: str) -> Iterator[etree._Element]:
        chain: list[etree._Element] = []
        while name in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[name])
            parent = chain[-1].find(w("basedOn"))
            name = parent.get(VAL, "") if parent is not None else ""
        yield from reversed(chain)

    def _list(self, number: etree._Element | None, look: Look) -> None:
        key = number.find(w("numId")) if number is not None else None
        identity = key.get(VAL, "0") if key is not None else "0"
        if number is None or identity == "0":
            return
        level = number.find(w("ilvl"))
        depth = level.get(VAL, "0") if level is not None else "0"
        look["list"] = f"{self._seen_lists.setdefault(identity, str(len(self._seen_lists) + 1))} {depth}"
        for found in self._levels(identity, depth):
            read(found.find(w("pPr")), look)
            for tag in ("numFmt", "lvlText", "start", "suff", "lvlJc", "rPr", "lvlPicBulletId"):
                if (part := found.find(w(tag))) is not None:
                    look[f"list {tag}"] = told(part)

    def _levels(self, identity: str, depth: str) -> Iterator[etree._Element]:
        for number in self._lists.iter(w("num")):
            if number.get(w("numId")) != identity:
                continue
            link = number.find(w("abstractNumId"))
            for abstract in self._lists.iter(w("abstractNum")):
                if link is not None and abstract.get(w("abstractNumId")) == link.get(VAL):
                    yield from (each for each in abstract.iter(w("lvl")) if each.get(w("ilvl")) == depth)
            yield from (each for each in number.iter(w("lvl")) if each.get(w("ilvl")) == depth)


def _first(own: etree._Element | None, inherited: etree._Element | None) -> etree._Element | None:
    return inherited if own is None else own


def _without_defaults(look: Look) -> Look:
    return {name: value for name, value in look.items() if value != _PLAIN.get(name)}
