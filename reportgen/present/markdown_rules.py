"""The rules of Markdown that are in use, and our own for where marks of letters may begin and end.

Only what a mark may stand beside is ours; matching marks, lists, links and tables are the library's.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from unicodedata import category

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.tree import SyntaxTreeNode

from reportgen.model.rich import LINK

UNDERLINE: Final = "__"
"""The markup of what was typed `++…++`: to the library it is the other kind of strong letters."""

_RULES = ("list", "table", "link", "emphasis", "newline")
_HELD_IN_LINK = "%F3%B"
_QUOTES = "\"'"
_CLOSING = ("Po", "Pe", "Pf")


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  # the library's name
        """Web pages and mail only; nothing held may be part of an address."""
        return LINK.fullmatch(url) is not None and _HELD_IN_LINK not in url


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    reader = _Reader("zero", {"html": False}).enable(list(_RULES))
    reader.inline.ruler.at("emphasis", _marks)
    return reader


def parse(source: str) -> SyntaxTreeNode:
    """The tree of `source`."""
    return SyntaxTreeNode(_reader().parse(source))


def _marks(state: StateInline, silent: bool) -> bool:
    """Takes a run of `*` or `+` as marks, where they can be some; else as the letters they are."""
    mark, start = state.src[state.pos], state.pos
    if silent or mark not in "*+":
        return False
    end = start
    while end < state.posMax and state.src[end] == mark:
        end += 1
    length = end - start
    state.pos = end
    if length > 3 or (mark == "+" and length != 2):
        state.pending += mark * length
        return True
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    opens, closes = _sides(before, after, length)
    marker = ord(UNDERLINE[0] if mark == "+" else mark)
    for _ in range(length):
        state.push("text", "", 0).content = mark
        state.delimiters.append(
            Delimiter(
                marker=marker, length=length, token=len(state.tokens) - 1, end=-1, open=opens, close=closes
            )
        )
    return True


def _sides(before: str, after: str, length: int) -> tuple[bool, bool]:
    """Whether a mark between two letters may open and may close.

    Thai has no spaces between words, so double marks may stand within them; a single star may not, since
    people multiply with it and set it behind a word for a note.
    """
    opens = not after.isspace() and (after in _QUOTES or category(after) not in _CLOSING)
    closes = not before.isspace()
    if length == 1:
        return opens and not _is_of_word(before), closes and not _is_of_word(after)
    return opens, closes


def _is_of_word(letter: str) -> bool:
    return category(letter)[0] in "LMNC" and not letter.isspace()
