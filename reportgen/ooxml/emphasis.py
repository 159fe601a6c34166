"""Run properties with bold, italic or underlined letters, made as text: a fill has no tree.

Takes properties as `runprops` writes them, in schema order and with a language; adds for both scripts.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FONT = r"<w:rPr(?: [^>]*)?>(?:<w:(?:rStyle|rFonts)(?: [^>]*)?/>)*"
_WEIGHT = r"(?:<w:b(?:Cs)?(?: [^>]*)?/>)*"
_weight = re.compile(rf"({_FONT}){_WEIGHT}")
_slant = re.compile(rf"({_FONT}{_WEIGHT})(?:<w:i(?:Cs)?(?: [^>]*)?/>)*")
_line = re.compile(r"<w:u(?: [^>]*)?/>")
_after_line = re.compile(r"(?=<w:(?:effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang)\b)")


@lru_cache(maxsize=1024)
def emphasised(rpr: str, bold: bool, italic: bool, underline: bool) -> str:
    """The `<w:rPr>…</w:rPr>` of `rpr` with what is true of the three added to it."""
    if bold:
        rpr = _weight.sub(r"\1<w:b/><w:bCs/>", rpr, count=1)
    if italic:
        rpr = _slant.sub(r"\1<w:i/><w:iCs/>", rpr, count=1)
    if underline:
        rpr = _after_line.sub('<w:u w:val="single"/>', _line.sub("", rpr), count=1)
    return rpr
