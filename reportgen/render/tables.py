"""Keeps filled tables whole: a cell never without a paragraph, and as many grid columns as there are cells.

Works on text, since a fill builds no tree.
"""

from __future__ import annotations

import re

_ends_well = re.compile(rb"(?:</w:p>|<w:p/>|</w:sdt>)\s*(?:<w:bookmarkEnd [^>]*/>\s*)*\Z")
_grid = re.compile(r"<w:tblGrid>.*?</w:tblGrid>", re.DOTALL)
_column = re.compile(r'<w:gridCol(?: w:w="(\d+)")?')
_event = re.compile(r"<(/?)w:(tbl|tr|tc|gridSpan|gridBefore|gridAfter)(?: ([^>]*?))?(/?)>")
_value = re.compile(r'w:val="(\d+)"')


def keep_paragraph(content: bytes) -> bytes:
    """The filled content of a cell, header or note, ending in a paragraph, as Word demands."""
    return content if content.endswith(b"</w:p>") or _ends_well.search(content) else content + b"<w:p/>"


def fit_columns(table: str) -> str:
    """A filled table with its grid made to fit its widest row; the table's own width stays."""
    found = _grid.search(table)
    rows = _rows(table)
    if found is None or not rows:
        return table
    widths = [int(width or 0) for width in _column.findall(found[0])]
    fitted = _shrunk(_grown(widths, max(cells for cells, _ in rows)), max(wide for _, wide in rows))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in fitted)
    return f"{table[: found.start()]}<w:tblGrid>{grid}</w:tblGrid>{table[found.end() :]}"


def _grown(widths: list[int], cells: int) -> list[int]:
    added = cells - len(widths)
    if added <= 0 or not widths:
        return widths
    old, new = sum(widths) / len(widths), sum(widths) / cells
    return [*(int(width * new / old) if old else 0 for width in widths), *([int(new)] * added)]


def _shrunk(widths: list[int], columns: int) -> list[int]:
    kept = widths[:columns]
    extra = int(sum(widths[columns:]) / len(kept)) if kept else 0
    return [width + extra for width in kept]


def _rows(table: str) -> list[tuple[int, int]]:
    """(cells, grid columns) of each row of the table itself, not of those inside its cells."""
    rows: list[tuple[int, int]] = []
    depth = 0
    for close, name, attributes, empty in _event.findall(table):
        if name == "tbl":
            depth += -1 if close else 1
        elif depth != 1 or close or (empty and name in ("tr", "tc")):
            continue
        elif name == "tr":
            rows.append((0, 0))
        elif rows:
            cells, wide = rows[-1]
            value = _value.search(attributes)
            number = int(value[1]) if value else 1
            is_cell, is_span = name == "tc", name == "gridSpan"
            rows[-1] = (cells + is_cell, wide + (1 if is_cell else number - is_span))
    return rows
