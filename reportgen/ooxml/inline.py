"""Paragraphs of a starting template: text with bold pieces and page numbers, as WordprocessingML.

The text may hold template tags, which are kept as they are; marking cuts them out into runs of their own.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from reportgen.ooxml.segments import run_content
from reportgen.ooxml.stylesheet import NAMES

Align = Literal["left", "center", "right", "thaiDistribute"]

PAGE_NUMBER: Final = "\ue010"
"""Stands for the number of the page in the text of a header or footer."""

TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
"""A template tag within a text."""

_WEIGHTS = {None: "", True: "<w:rPr><w:b/></w:rPr>", False: '<w:rPr><w:b w:val="off"/></w:rPr>'}
_bold = re.compile(r"\*\*(.+?)\*\*")
_control = re.compile(r"\{%\s?(?:p|tr|tc|r)\s")


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
) -> str:
    """A `w:p`; in `text`, `**…**` is bold, a newline a line break, `PAGE_NUMBER` a field.

    `bold` says it for the whole text; `tabs` is the content of a `w:tabs`.
    """
    properties = f'<w:pStyle w:val="{NAMES[style][0]}"/>'
    properties += "<w:keepNext/>" if keep_next else ""
    properties += f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
    properties += f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{_runs(text, bold)}</w:p>"


def _runs(text: str, bold: bool | None) -> str:
    runs = []
    for number, piece in enumerate(_bold.split(text)):  # every second piece stood between stars
        weight = True if number % 2 else bold
        rpr = _WEIGHTS[weight]
        for at, part in enumerate(piece.split(PAGE_NUMBER)):
            runs.append(_page_number(rpr) if at else "")
            runs.append(f"<w:r>{rpr}{run_content(part)}</w:r>" if part else "")
    return "".join(runs)


def _page_number(rpr: str) -> str:
    return (
        f'<w:r>{rpr}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{rpr}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        f'<w:r>{rpr}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r>{rpr}<w:t>1</w:t></w:r><w:r>{rpr}<w:fldChar w:fldCharType="end"/></w:r>'
    )
