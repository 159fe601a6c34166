"""A memo's own text: paragraphs, heads, numbered lists and tables, in the order in which they were typed.

Adds numbers to lists and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import Final

from reportgen.model.context import Node
from reportgen.model.memo import Block, Heading, Item, ListEntry, Listing, Table, TableBody
from reportgen.model.profile import ListLevel
from reportgen.present import shown
from reportgen.thai.cells import display_width

STEPS: Final = 48
"""The steps of a table's grid: widths are told to a third of a centimetre."""

_counter = re.compile(r"\{(\d)\}")
_long = re.compile(r"[!-~]{24}")
"""Letters that no line is broken between; as many are a third of a line."""
_letter = re.compile("[ก-ฮ]")
_LINE: Final = 84
"""Letters of 14 pt, marks above and below not counted, that 16 cm hold."""
_PADDING: Final = 3
"""What a cell leaves free at its sides, and what a bold head is wider, in letters."""
_WORD: Final = 10
"""The letters of a Thai word that a narrow column should hold."""


def body(blocks: Sequence[Block], levels: Sequence[ListLevel]) -> list[Node]:
    """The blocks as the template prints them; a text at the end is kept with the signature."""
    made = [node for block in blocks for node in _block(block, levels)]
    if made and made[-1]["kind"] == "text":
        made[-1] = {**made[-1], "kind": "closing"}
    return list(made)


def _block(block: Block, levels: Sequence[ListLevel]) -> Iterator[dict[str, Node]]:
    if isinstance(block, Heading):
        yield {"kind": "heading", "text": shown.text(block.heading)}
    elif isinstance(block, Listing):
        yield from _items(block.list, levels, ())
    elif isinstance(block, Table):
        yield _table(block.table)
    else:
        for text in shown.paragraphs(block):
            yield {"kind": "text", "text": text, "ragged": _is_ragged(text)}


def _items(
    entries: Sequence[ListEntry], levels: Sequence[ListLevel], above: tuple[int, ...]
) -> Iterator[dict[str, Node]]:
    """Each item and those under it; `above` are the numbers of the items that these are under."""
    for count, entry in enumerate(entries, start=1):
        counts = (*above, count)
        form = levels[len(above)].number
        number = _counter.sub(partial(_count, counts), form)
        text = shown.text(entry.text if isinstance(entry, Item) else entry)
        made: dict[str, Node] = {"kind": "item", "level": len(counts), "number": number, "text": text}
        yield {**made, "ragged": _is_ragged(text)}
        if isinstance(entry, Item):
            yield from _items(entry.list, levels, counts)


def _is_ragged(text: str) -> bool:
    """Whether an address in it is so long that the line before would be spread out to the margin."""
    return bool(_long.search(text))


def _count(counts: tuple[int, ...], found: re.Match[str]) -> str:
    return str(counts[int(found[1]) - 1])


def _table(table: TableBody) -> dict[str, Node]:
    spans = _spans(_shares([table.columns, *table.rows], [int(width.value) for width in table.widths]))
    aligns = table.align or ("ซ้าย",) * len(table.columns)

    def cells(texts: Sequence[str]) -> list[Node]:
        placed = zip(texts, spans, aligns, strict=True)
        return [{"text": shown.text(text), "span": span, "align": align} for text, span, align in placed]

    last = len(table.rows) - 1
    rows: list[Node] = [
        {"cells": cells(row), "total": table.total is not None and number == last}
        for number, row in enumerate(table.rows)
    ]
    return {"kind": "table", "head": cells(table.columns), "rows": rows}


def _shares(rows: Sequence[Sequence[str]], told: Sequence[int]) -> Sequence[int]:
    """The shares of the width that were `told`, else equal ones; where they leave a column too little for
    what cannot be broken, such as amounts, then what each column needs and of the rest as much as it was
    told, or as its longest cell would fill."""
    columns = list(zip(*rows, strict=True))
    shares = told if any(told) else [1] * len(columns)
    needs = [max(map(_unbroken, column)) + _PADDING for column in columns]
    given = [_LINE * share / sum(shares) for share in shares]
    if all(need <= width for need, width in zip(needs, given, strict=True)):
        return shares
    if not any(told):
        given = [max(map(display_width, column)) + _PADDING for column in columns]
    more = [max(wish - need, 0) for wish, need in zip(given, needs, strict=True)]
    rest = max(_LINE - sum(needs), 0) / (sum(more) or 1)
    return [round(10 * (need + rest * wish)) for need, wish in zip(needs, more, strict=True)]


def _unbroken(text: str) -> int:
    """The width of the longest part of a cell that should stay on one line."""
    widths = (
        (display_width(part), bool(_letter.search(part))) for part in text.replace("\u00a0", "_").split()
    )
    return max((min(width, _WORD) if is_thai else width for width, is_thai in widths), default=0)


def _spans(shares: Sequence[int]) -> list[int]:
    """`shares` of the whole width in steps of the grid, one step at least, the whole grid together."""
    ends = [0]
    for share, after in zip(accumulate(shares), reversed(range(len(shares))), strict=True):
        ends.append(min(max(round(STEPS * share / sum(shares)), ends[-1] + 1), STEPS - after))
    return [end - start for start, end in pairwise(ends)]
