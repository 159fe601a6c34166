"""Mistakes that YAML reads without a word: an amount cut at its commas, a text cut at #, a key or dash
without its space.

Each is looked for where it is cheap: at one scalar, in the text around it.
"""

from __future__ import annotations

import re

_HEAD = re.compile(r"(?<![\d.])[-+(]?(?<!\d)\d{1,3},\Z")
_REST = re.compile(r"(?:,\d{3}(?!\d))+[^,:\[\]{}#\r\n]*")
# Keys are English words; "https://" and "16:00" are not.
_KEY_WITHOUT_SPACE = re.compile(r"[a-z_]+:(?!//)[^\s:]")
_DASH_WITHOUT_SPACE = re.compile(r"-[^\W\d]")
_INDENTATION = re.compile(r"(?:^|[\r\n]) *\Z")
# "#2" and "# 2" are numbers; a comment has a space after its sign, and people set it off with more before.
_CUT = re.compile(r"[ \t]+(#)[\w(]|[ \t](#) \d")
_LINE_END = re.compile(r"[\r\n]|\Z")
NO_BREAK_SPACE = "\u00a0"
_ODD_SPACE = re.compile(rf"[ -]*(?:[a-z_]+:)?({NO_BREAK_SPACE})")


def split_amount(text: str, index: int) -> tuple[int, int] | None:
    """Start and end of the digits of an amount, when a scalar inside brackets at `index` is its second group.

    `1,200,000.00` gives the scalars `1`, `200` and `000.00`, with no space between.
    """
    head = _HEAD.search(text, max(0, index - 5), index)
    rest = head and _REST.match(text, index - 1)
    if not head or not rest:
        return None
    return head.start(), index - 1 + len(rest[0].rstrip())


def cut_text(text: str, index: int) -> tuple[int, int] | None:
    """Start and end of a comment that looks like the rest of a plain text, which ends at `index`."""
    found = _CUT.match(text, index)
    if not found:
        return None
    ending = _LINE_END.search(text, index)
    return max(found.start(1), found.start(2)), ending.start() if ending else len(text)


def missing_space(text: str, index: int) -> tuple[int, str] | None:
    """Index and mark of a colon or dash with no space after it, in a plain scalar that begins its line."""
    if _DASH_WITHOUT_SPACE.match(text, index):
        mark = index
    else:
        found = _KEY_WITHOUT_SPACE.match(text, index)
        if not found:
            return None
        mark = found.end() - 2
    line = text[max(0, index - 200) : index]
    return (mark, text[mark]) if _INDENTATION.search(line) else None


def odd_space(line: str) -> int | None:
    """Column, from 1, of a no-break space in the indentation of a line or after its key."""
    found = _ODD_SPACE.match(line)
    return found.end() if found else None
