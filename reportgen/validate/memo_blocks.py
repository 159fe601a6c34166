"""Checks of the lists and tables in a memo's body.

Their text is checked with all other text of the memo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.diagnostics import Diagnostic
from reportgen.model.memo import Block, Item, ListEntry, Listing, Table, TableBody
from reportgen.model.source import Path, SourceMap
from reportgen.validate import memo_rules as rules

DEEPEST_LIST = 4
_TYPED_NUMBER = re.compile(r"\s*(\(?\d{1,2}(?:\.\d{1,2})*[.)]|\([ก-ฮ]\))(?!\d)")


def check_blocks(blocks: Sequence[Block], places: SourceMap, at: Path = ("body",)) -> Iterator[Diagnostic]:
    """Levels of lists and numbers typed in them; cells and columns of tables. `at` is their path."""
    for index, block in enumerate(blocks):
        if isinstance(block, Listing):
            yield from _check_list(block.list, places, (*at, index, "list"), 1)
        elif isinstance(block, Table):
            yield from _check_table(block.table, places, (*at, index, "table"))


def _check_list(
    entries: Sequence[ListEntry], places: SourceMap, path: Path, level: int
) -> Iterator[Diagnostic]:
    if level > DEEPEST_LIST:
        yield Diagnostic(rules.LIST_TOO_DEEP, (places.value(path),), {"most": str(DEEPEST_LIST)})
        return
    for index, entry in enumerate(entries):
        here: Path = (*path, index)
        where, text = ((*here, "text"), entry.text) if isinstance(entry, Item) else (here, entry)
        if typed := _TYPED_NUMBER.match(text):
            place = places.inside(where, typed.start(1), len(typed[1]))
            yield Diagnostic(rules.NUMBER_TYPED, (place,), {"number": typed[1]})
        if isinstance(entry, Item):
            yield from _check_list(entry.list, places, (*here, "list"), level + 1)


def _check_table(table: TableBody, places: SourceMap, path: Path) -> Iterator[Diagnostic]:
    columns = _columns(table)
    for key, values in (("columns", table.columns), ("align", table.align), ("widths", table.widths)):
        if values and len(values) != columns:
            args = {"key": key, "given": str(len(values)), "columns": str(columns)}
            yield Diagnostic(rules.COLUMNS_UNEVEN, (places.key((*path, key)),), args)
    for index, row in enumerate(table.rows):
        if len(row) != columns:
            args = {"cells": str(len(row)), "columns": str(columns)}
            yield Diagnostic(rules.TABLE_UNEVEN, (places.value((*path, "rows", index)),), args)


def _columns(table: TableBody) -> int:
    """How many columns are meant: as many as heads, unless several rows agree on another number."""
    (cells, *others) = {len(row) for row in table.rows}
    return cells if len(table.rows) > 1 and not others else len(table.columns)
