"""Resolves how text and paragraphs look in a document: its defaults, styles, lists and direct formatting.

Says only what differs from Word's own defaults.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, TypeAlias

from lxml import etree

from reportgen.ooxml.look import Look, read, told, without_plain
from reportgen.ooxml.names import VAL, w
from reportgen.ooxml.package import PackageError

_DEEPEST = 64  # links of a chain of styles that are followed
_MOST = 200  # properties of one text: far more than there are, tabs counted one by one


_Levels: TypeAlias = "dict[str, etree._Element]"


class _Level(NamedTuple):
    """A level of a list: what it says of the paragraph, and how it numbers."""

    paragraph: list[etree._Element]
    numbering: Look


class Looks:
    """The styles and lists of one document, given as the roots of their parts.

    Raises `PackageError` for a text with more properties than a person could give it.
    """

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
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
        self._lists: dict[str, tuple[str, _Levels]] = {}
        self._forms: dict[str, _Levels] = {}
        for each in numbering if numbering is not None else ():
            if each.tag == w("num"):
                self._lists[each.get(w("numId"), "")] = _form(each), _levels(each)
            elif each.tag == w("abstractNum"):
                self._forms[each.get(w("abstractNumId"), "")] = _levels(each)
        self._seen_lists: dict[str, str] = {}
        self._styled = cache(self._read_style)
        self._texts = cache(self._read_texts)
        self._level = cache(self._read_level)

    def paragraph(self, properties: etree._Element | None, mark: Look | None = None) -> Look:
        """The look of a paragraph, its style's name and its list too; `mark` takes that of its mark."""
        name = self.style_of(properties)
        inherited, number = self._styled(name)
        own = properties.find(w("numPr")) if properties is not None else None
        look = dict(inherited)
        self._list(number if own is None else own, look)
        read(properties, look)
        look["style"] = self.name(name)
        if mark is not None:
            mark.update(self.run(properties.find(w("rPr")) if properties is not None else None, name))
        return _bounded(look)

    def run(self, properties: etree._Element | None, paragraph_style: str) -> Look:
        """The look of a run in a paragraph of the style with this id."""
        return _bounded(
            read(properties, dict(self._texts(paragraph_style, self._named(properties, "rStyle", ""))))
        )

    def style_of(self, properties: etree._Element | None) -> str:
        """The id of the style of a paragraph."""
        return self._named(properties, "pStyle", "paragraph")

    def table_style_of(self, properties: etree._Element | None) -> str:
        """The id of the style of a table."""
        return self._named(properties, "tblStyle", "table")

    def name(self, style: str) -> str:
        """The name of a style as people see it, in small letters (programs differ in the large ones)."""
        found = self._styles[style].find(w("name")) if style in self._styles else None
        return (found.get(VAL, "") if found is not None else style).casefold()

    def chain(self, style: str) -> list[etree._Element]:
        """A style, and before it the ones that it is based on."""
        chain: list[etree._Element] = []
        while style in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[style])
            parent = chain[-1].find(w("basedOn"))
            style = parent.get(VAL, "") if parent is not None else ""
        return chain[::-1]

    def _named(self, properties: etree._Element | None, tag: str, kind: str) -> str:
        found = properties.find(w(tag)) if properties is not None else None
        named = found.get(VAL, "") if found is not None else ""
        return named if named in self._styles else self._default.get(kind, "")

    def _read_style(self, name: str) -> tuple[Look, etree._Element | None]:
        """What a style says of paragraphs, and of their list."""
        look, number = read(self._base["pPr"], {}), None
        for style in self.chain(name):
            found = style.find(f"{w('pPr')}/{w('numPr')}")
            number = number if found is None else found
            read(style.find(w("pPr")), look)
        return look, number

    def _read_texts(self, paragraph_style: str, style: str) -> Look:
        """What the styles of a paragraph and of a run in it say of text."""
        look = read(self._base["rPr"], {})
        for each in (*self.chain(paragraph_style), *self.chain(style)):
            read(each.find(w("rPr")), look)
        return look

    def _list(self, number: etree._Element | None, look: Look) -> None:
        key = number.find(w("numId")) if number is not None else None
        identity = key.get(VAL, "0") if key is not None else "0"
        if number is None or identity == "0":
            return
        level = number.find(w("ilvl"))
        depth = level.get(VAL, "0") if level is not None else "0"
        look["list"] = f"{self._seen_lists.setdefault(identity, str(len(self._seen_lists) + 1))} {depth}"
        found = self._level(identity, depth)
        for properties in found.paragraph:
            read(properties, look)
        look.update(found.numbering)

    def _read_level(self, identity: str, depth: str) -> _Level:
        """A level of a list as its form has it, and over that as the list has it itself."""
        properties: list[etree._Element] = []
        numbering: Look = {}
        form, own = self._lists.get(identity, ("", {}))
        for level in (each[depth] for each in (self._forms.get(form, {}), own) if depth in each):
            properties += level.findall(w("pPr"))
            for tag in ("numFmt", "lvlText", "start", "suff", "lvlJc", "rPr", "lvlPicBulletId"):
                if (part := level.find(w(tag))) is not None:
                    numbering[f"list {tag}"] = told(part)
        return _Level(properties, numbering)


def _levels(numbering: etree._Element) -> _Levels:
    return {level.get(w("ilvl"), "0"): level for level in numbering.iter(w("lvl"))}


def _form(number: etree._Element) -> str:
    link = number.find(w("abstractNumId"))
    return link.get(VAL, "") if link is not None else ""


def _bounded(look: Look) -> Look:
    if len(look) > _MOST:
        raise PackageError("size", f"{len(look)} properties")
    return without_plain(look)
