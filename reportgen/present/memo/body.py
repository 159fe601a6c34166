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

STEPS: Final = 48
"""The steps of a table's grid: widths are told to a third of a centimetre."""

_counter = re.compile(r"\{(\d)\}")


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
            yield {"kind": "text", "text": text}


def _items(
    entries: Sequence[ListEntry], levels: Sequence[ListLevel], above: tuple[int, ...]
) -> Iterator[dict[str, Node]]:
    """Each item and those under it; `above` are the numbers of the items that these are under."""
    for count, entry in enumerate(entries, start=1):
        counts = (*above, count)
        form = levels[len(above)].number
        number = _counter.sub(partial(_count, counts), form)
        text = entry.text if isinstance(entry, Item) else entry
        yield {"kind": "item", "level": len(counts), "number": number, "text": shown.text(text)}
        if isinstance(entry, Item):
            yield from _items(entry.list, levels, counts)


def _count(counts: tuple[int, ...], found: re.Match[str]) -> str:
    return str(counts[int(found[1]) - 1])


def _table(table: TableBody) -> dict[str, Node]:
    spans = _spans([int(width.value) for width in table.widths] or [1] * len(table.columns))
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


def _spans(shares: Sequence[int]) -> list[int]:
    """`shares` of the whole width in steps of the grid, one step at least, the whole grid together; shares
    that are all zero mean equal ones."""
    shares = shares if any(shares) else [1] * len(shares)
    ends = [0]
    for share, after in zip(accumulate(shares), reversed(range(len(shares))), strict=True):
        ends.append(min(max(round(STEPS * share / sum(shares)), ends[-1] + 1), STEPS - after))
    return [end - start for start, end in pairwise(ends)]
