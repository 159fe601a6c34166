"""Lists what a person changed in a paper: words line by line, then lines that only look different.

Compares canonical structures; says nothing in any language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from reportgen.ooxml.story import Block
from reportgen.publish.changes import MATCHED, compare, shortened
from reportgen.publish.resaved import differing, without_spacers
from reportgen.publish.values import Aspect, Change

_NAMED = {
    **dict.fromkeys(("b", "bCs"), Aspect.BOLD),
    **dict.fromkeys(("i", "iCs"), Aspect.ITALIC),
    **dict.fromkeys(("strike", "dstrike"), Aspect.STRUCK),
    **dict.fromkeys(("vanish", "specVanish"), Aspect.HIDDEN),
    **dict.fromkeys(("sz", "szCs"), Aspect.SIZE),
    **dict.fromkeys(("color", "highlight", "shd", "background", "chart colors"), Aspect.COLOR),
    **dict.fromkeys(("left", "right", "first", "jc"), Aspect.ALIGNMENT),
    **dict.fromkeys(("before", "after", "line", "lineRule"), Aspect.SPACING),
    **dict.fromkeys(("picture", "crop", "effects", "alt", "shape"), Aspect.PICTURE),
    "u": Aspect.UNDERLINE,
    "style": Aspect.STYLE,
    "link": Aspect.LINK,
    "tracked": Aspect.TRACKED,
}
_BEGINNING = {
    "font ": Aspect.FONT,
    "list": Aspect.NUMBERING,
    "line ": Aspect.LINES,
    "border ": Aspect.LINES,
    "pg": Aspect.PAGE,
    "chart": Aspect.CHART,
}


class _Line(NamedTuple):
    """A paragraph or a row of a table as one line of text, and the blocks that it is made of."""

    text: str
    blocks: list[Block]


def edits(made: Sequence[Block], found: Sequence[Block], *, office: bool) -> list[Change]:
    """What a person changed between the paper as it was made and as it was found; [] if nothing.

    `office` tells that LibreOffice saved it last, so that what that changes by itself is no edit.
    """
    if office:
        made, found = without_spacers(made), without_spacers(found)
    before, after = _lines(made), _lines(found)
    texts = [line.text for line in before], [line.text for line in after]
    changes = compare(*texts)
    for was, now in _alike(before, after):
        if aspects := _restyled(was, now, office):
            changes.append(Change("restyled", "", shortened(now.text), tuple(sorted(aspects))))
    return changes


def _restyled(was: _Line, now: _Line, office: bool) -> set[Aspect]:
    names: set[str] = set()
    for one, other in zip_longest(was.blocks, now.blocks):
        if one is None or other is None:
            return {Aspect.LAYOUT}
        names |= differing(one, other, office=office)
    return {_aspect(name) for name in names}


def _aspect(name: str) -> Aspect:
    if found := _NAMED.get(name.removeprefix("mark ")):
        return found
    begun = (aspect for start, aspect in _BEGINNING.items() if name.removeprefix("mark ").startswith(start))
    return next(begun, Aspect.LAYOUT)


def _alike(before: Sequence[_Line], after: Sequence[_Line]) -> Iterator[tuple[_Line, _Line]]:
    """Lines of the same text that are each other's version."""
    old, new = [line.text for line in before], [line.text for line in after]
    if old == new:
        yield from zip(before, after, strict=True)
        return
    if len(old) * len(new) > MATCHED:  # too long to match; the words that changed are told
        return
    for i, k, size in SequenceMatcher(None, old, new).get_matching_blocks():
        yield from zip(before[i : i + size], after[k : k + size], strict=True)


def _lines(blocks: Sequence[Block]) -> list[_Line]:
    """The lines of a paper; what has no text of its own belongs to the line before it."""
    drafts: list[tuple[list[str], list[Block]]] = [([], [])]
    depth, fresh = 0, False
    for block in blocks:
        depth += (block.kind == "table") - (block.kind == "end")
        if block.kind == "row" and depth == 1:
            drafts.append((["|"], []))
        elif block.kind == "section":
            drafts.append(([f"[{block.place}]"], []))
        elif block.kind == "cell" and depth == 1:
            drafts[-1][0].append(" | " if len(drafts[-1][0]) > 1 else " ")
            fresh = True
        elif block.kind == "paragraph" and depth == 0:
            drafts.append(([f"[{block.place}] {block.text}" if block.place else block.text], []))
        elif block.kind == "paragraph":
            drafts[-1][0].append(block.text if fresh else f"⏎{block.text}")
            fresh = False
        drafts[-1][1].append(block)
    return [_Line("".join(texts), held) for texts, held in drafts]
