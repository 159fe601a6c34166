"""Gives a table of a template another width: the widths of its columns and of the cells that take them.

Only widths told in twips are looked at; what else a table says of itself stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.ooxml.names import VAL, w
from reportgen.render.tags import Element

NEAR: Final = 2
"""Twips that rounding may lose."""
_WIDTHS: Final = (w("tblW"), w("gridCol"), w("tcW"))
_number = re.compile(r"[0-9]{1,6}")


def twips_of(element: Element, attribute: str) -> int:
    """The whole number in an attribute; 0 for anything else."""
    told = element.get(w(attribute), "")
    return int(told) if _number.fullmatch(told) else 0


def resized(table: Element, old: int, new: int) -> Iterator[tuple[Element, int]]:
    """Every width of a table `old` twips wide, and what it is in one of `new`: of a narrower one the widest
    columns give, since those with numbers have no room to; where grid and cells differ, all alike."""
    grid = table.findall(f"{w('tblGrid')}/{w('gridCol')}")
    widths = [twips_of(column, "w") for column in grid]
    cells = list(_cells(table))
    if (
        new > old
        or sum(widths) <= new
        or any(abs(twips_of(cell, "w") - sum(widths[columns])) > NEAR for cell, columns in cells)
    ):
        told = (each for each in table.iter(*_WIDTHS) if each.get(w("type"), "dxa") == "dxa")
        yield from ((each, twips_of(each, "w") * new // old) for each in told)
        return
    capped = _capped(widths, new)
    yield table.find(f"{w('tblPr')}/{w('tblW')}"), sum(capped)
    yield from zip(grid, capped, strict=True)
    yield from ((cell, sum(capped[columns])) for cell, columns in cells)


def _cells(table: Element) -> Iterator[tuple[Element, slice]]:
    """The width of each cell that tells it in twips, and the columns that it takes; those of a table within a
    cell are counted as the table's own, with which they do not agree."""
    for row in table.iter(w("tr")):
        at = _count(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0)
        for cell in row.iterchildren(w("tc")):
            span = _count(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), 1)
            width = cell.find(f"{w('tcPr')}/{w('tcW')}")
            if width is not None and width.get(w("type")) == "dxa":
                yield width, slice(at, at + span)
            at += span


def _count(element: Element | None, otherwise: int) -> int:
    told = "" if element is None else element.get(VAL, "")
    return int(told) if _number.fullmatch(told) else otherwise


def _capped(widths: Sequence[int], room: int) -> list[int]:
    """`widths`, which are more than `room` together, made to fit by cutting the widest."""
    left, cap = room, 0
    for number, width in enumerate(sorted(widths)):
        if width * (len(widths) - number) > left:
            cap = left // (len(widths) - number)
            break
        left -= width
    return [min(width, cap) for width in widths]
