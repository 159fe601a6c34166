"""Text as XML character data: escaped, and refused where XML 1.0 cannot hold it.

Deals in single strings; knows no element names.
"""

from __future__ import annotations

import re

_ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_illegal = re.compile(f"[{_ILLEGAL}]")
_special = re.compile(f'[&<>"\r{_ILLEGAL}]')
_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", ord("\r"): "&#13;"}


def escape(text: str) -> str:
    """`text` for an element or a double-quoted attribute; ValueError on a character XML 1.0 lacks."""
    if not _special.search(text):
        return text
    if found := _illegal.search(text):
        raise ValueError(f"U+{ord(found[0]):04X} cannot stand in XML")
    return text.translate(_ENTITIES)


def unescape(text: str) -> str:
    """The text that `escape` was given."""
    if "&" not in text:
        return text
    for code, entity in reversed(_ENTITIES.items()):
        text = text.replace(entity, chr(code))
    return text
