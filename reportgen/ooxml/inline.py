"""Paragraphs of a starting template: text with bold pieces and page numbers, as WordprocessingML.

The text may hold template tags, which are kept as they are; marking cuts them out into runs of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.ooxml.measures import twips
from reportgen.ooxml.segments import run_content
from reportgen.ooxml.stylesheet import style_id

Align = Literal["left", "center", "right", "thaiDistribute"]

PAGE_NUMBER: Final = "\ue010"
"""Stands for the number of the page in the text of a header or footer."""

THAI_PAGE_NUMBER: Final = "\ue011"
"""The same in Thai digits: ๒."""

TAG: Final = re.compile(r"\{%\s*vm\s*%\}\{\{.*?\}\}|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
"""A template tag within a text; a `{% vm %}` with what it merges, since it only guards its own run."""

_WEIGHTS = {None: "", True: "<w:rPr><w:b/></w:rPr>", False: '<w:rPr><w:b w:val="off"/></w:rPr>'}
_FIELDS = {PAGE_NUMBER: "PAGE", THAI_PAGE_NUMBER: r"PAGE \* ThaiArabic"}
_NO_OBJECTS: Mapping[str, str] = {}
_bold = re.compile(r"\*\*(.+?)\*\*")
_object = re.compile("([\ue010-\ue01f])")
_control = re.compile(r"\{%\s?(?:p|tr|tc|r)\s")


@dataclass(frozen=True, slots=True)
class Frame:
    """A place of its own on the page for paragraphs that follow one another: cm, from the page's corner.

    Said of the paragraph, since LibreOffice does not take it from a style.
    """

    left: float
    top: float
    width: float


def is_control(text: str) -> bool:
    """Whether `text` is a tag that rendering takes away with its whole paragraph, row or cell."""
    return _control.match(text) is not None


def paragraph_xml(
    text: str,
    style: str,
    *,
    align: Align | None = None,
    bold: bool | None = None,
    keep_next: bool = False,
    tabs: str = "",
    strong: str = "",
    frame: Frame | None = None,
    objects: Mapping[str, str] = _NO_OBJECTS,
) -> str:
    """A `w:p`; in `text`, `**…**` is bold, a newline a line break, `PAGE_NUMBER` a field.

    `bold` says it for the whole text; `tabs` is the content of a `w:tabs`. `strong` names the character
    style that `**…**` means instead of bold. `frame` takes the paragraph out of the text. `objects` gives
    the content of the run that a character from U+E012 to U+E01F in `text` stands for.
    """
    properties = f'<w:pStyle w:val="{style_id(style)}"/>'
    properties += "<w:keepNext/>" if keep_next else ""
    properties += _frame(frame) if frame else ""
    properties += f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
    properties += f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{_runs(text, bold, strong, objects)}</w:p>"


def _frame(frame: Frame) -> str:
    return (
        f'<w:framePr w:w="{twips(frame.width)}" w:wrap="around" w:vAnchor="page" w:hAnchor="page"'
        f' w:x="{twips(frame.left)}" w:y="{twips(frame.top)}"/>'
    )


def _runs(text: str, bold: bool | None, strong: str, objects: Mapping[str, str]) -> str:
    runs = []
    emphasis = f'<w:rPr><w:rStyle w:val="{style_id(strong)}"/></w:rPr>' if strong else _WEIGHTS[True]
    for number, piece in enumerate(_bold.split(text)):  # every second piece stood between stars
        rpr = emphasis if number % 2 else _WEIGHTS[bold]
        for part in filter(None, _object.split(piece)):
            if part in _FIELDS:
                runs.append(_page_number(rpr, _FIELDS[part]))
            else:
                runs.append(f"<w:r>{rpr}{objects.get(part) or run_content(part)}</w:r>")
    return "".join(runs)


def _page_number(rpr: str, instruction: str) -> str:
    return (
        f'<w:r>{rpr}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{rpr}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{rpr}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r>{rpr}<w:t>1</w:t></w:r><w:r>{rpr}<w:fldChar w:fldCharType="end"/></w:r>'
    )
