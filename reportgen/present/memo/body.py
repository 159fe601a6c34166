"""A memo's own text: paragraphs, heads, numbered lists and tables, in the order in which they were typed.

Adds numbers to lists and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from reportgen.model.context import Node, Shown
from reportgen.model.memo import Block, Heading, Item, ListEntry, Listing, Table, TableBody
from reportgen.model.profile import ListLevel
from reportgen.present import shown
from reportgen.present.citations import cite
from reportgen.present.memo.columns import Columns, columns

_counter = re.compile(r"\{(\d)\}")
_long = re.compile(r"[!-~]{24}")
"""Letters that no line is broken between; as many are a third of a line."""


def body(blocks: Sequence[Block], levels: Sequence[ListLevel], known: Mapping[str, Shown]) -> list[Node]:
    """The blocks as the template prints them; a text at the end is kept with the signature. Of what is cited,
    the `known`, tables alone are given here what they cite."""
    made = [node for block in blocks for node in _block(block, levels, known)]
    if made and made[-1]["kind"] == "text":
        made[-1] = {**made[-1], "kind": "closing"}
    return list(made)


def _block(
    block: Block, levels: Sequence[ListLevel], known: Mapping[str, Shown]
) -> Iterator[dict[str, Node]]:
    if isinstance(block, Heading):
        yield {"kind": "heading", "text": shown.text(block.heading)}
    elif isinstance(block, Listing):
        yield from _items(block.list, levels, ())
    elif isinstance(block, Table):
        yield _table(block.table, known)
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


def _table(table: TableBody, known: Mapping[str, Shown]) -> dict[str, Node]:
    head, *rows = _cells(table, known)
    laid = _laid_out(table, known)

    def cells(texts: Sequence[Shown]) -> list[Node]:
        placed = zip(texts, laid.spans, laid.aligns, strict=True)
        return [{"text": text, "span": span, "align": align} for text, span, align in placed]

    last = len(rows) - 1
    made: list[Node] = [
        {"cells": cells(row), "total": table.total is not None and number == last}
        for number, row in enumerate(rows)
    ]
    return {"kind": "table", "dense": laid.dense, "head": cells(head), "rows": made}


def _laid_out(table: TableBody, known: Mapping[str, Shown]) -> Columns:
    """The columns of the table, with what its cells cite put in."""
    return columns(_cells(table, known), [int(width.value) for width in table.widths], table.align)


def _cells(table: TableBody, known: Mapping[str, Shown]) -> list[list[Shown]]:
    """The texts of the head and of each row; what they cite is put in, since its length counts."""
    return [[cite(shown.text(text), known) for text in row] for row in (table.columns, *table.rows)]


def is_too_wide(table: TableBody, known: Mapping[str, Shown]) -> bool:
    """Whether words or amounts of the table are broken, even in small letters."""
    return not _laid_out(table, known).fits
