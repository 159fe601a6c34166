"""Styles that a kind of paper adds to those of every template: said in cm and points, written as XML.

Writes single styles only; `stylesheet` has the common ones and puts all together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportgen.ooxml.measures import twips
from reportgen.ooxml.stylesheet import style_id, tab

Align = Literal["left", "center", "right", "both", "thaiDistribute"]


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab stop at `at` cm, with or without a dotted line up to it."""

    at: float
    kind: Literal["left", "center", "right"] = "left"
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style, or a style for letters: sizes and spaces in points, lengths in cm, colour RRGGBB.

    `line` is an exact height; `new_page` says whether it begins a page; None keeps what `based` has.
    """

    name: str
    based: str = "Normal"
    size: float | None = None
    bold: bool = False
    colour: str = ""
    align: Align | None = None
    before: float | None = None
    line: float | None = None
    left: float = 0
    first_line: float = 0
    tabs: tuple[Tab, ...] = ()
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool | None = None
    of_letters: bool = False


def style_xml(style: Style) -> str:
    """A `w:style`; `first_line` below zero hangs."""
    kind = "character" if style.of_letters else "paragraph"
    based = "DefaultParagraphFont" if style.of_letters else style_id(style.based)
    properties = "" if style.of_letters else f"<w:pPr>{_paragraph(style)}</w:pPr>"
    return (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{style_id(style.name)}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{based}"/><w:qFormat/>'
        f"{properties}<w:rPr>{_letters(style)}</w:rPr></w:style>"
    )


def _paragraph(style: Style) -> str:
    keep = "<w:keepNext/>" * style.keep_next + "<w:keepLines/>" * style.keep_lines
    if style.new_page is not None:
        keep += f'<w:pageBreakBefore w:val="{"on" if style.new_page else "off"}"/>'
    tabs = "".join(tab(each.kind, each.at, leader="dot" if each.dotted else "none") for each in style.tabs)
    spacing = "" if style.before is None else f' w:before="{round(style.before * 20)}"'
    spacing += "" if style.line is None else f' w:line="{round(style.line * 20)}" w:lineRule="exact"'
    first, hanging = twips(max(style.first_line, 0)), twips(max(-style.first_line, 0))
    indents = f' w:left="{twips(style.left)}"' if style.left else ""
    indents += f' w:firstLine="{first}"' if first else f' w:hanging="{hanging}"' if hanging else ""
    align = f'<w:jc w:val="{style.align}"/>' if style.align else ""
    return (
        f"{keep}"
        f"{f'<w:tabs>{tabs}</w:tabs>' if tabs else ''}"
        f"{f'<w:spacing{spacing}/>' if spacing else ''}"
        f"{f'<w:ind{indents}/>' if indents else ''}"
        f"{align}"
    )


def _letters(style: Style) -> str:
    bold = "<w:b/>" if style.bold else ""
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    size = "" if style.size is None else f'<w:sz w:val="{round(style.size * 2)}"/>'
    return bold + colour + size
