"""Tables whose columns only the values know: loops over cells, on a grid fine enough for any widths.

The cells have no widths of their own, so that Word and LibreOffice both take them from the grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.ooxml.inline import is_control, paragraph_xml
from reportgen.ooxml.measures import Measures, twips
from reportgen.ooxml.tables import Cell


@dataclass(frozen=True, slots=True)
class FreeRow:
    """A row of cells and of control texts such as `{%tc for … %}`; a `head` repeats on each page."""

    cells: Sequence[Cell | str]
    head: bool = False
    total: bool = False


def free_table_xml(
    steps: int, rows: Sequence[FreeRow | str], measures: Measures, text_width: float, *, dense: bool = False
) -> str:
    """A `w:tbl` over `text_width` cm in `steps` equal steps, a `dense` one in small letters; a bare text is a
    control row, `{%tr … %}`."""
    step = twips(text_width) // steps
    grid = f'<w:gridCol w:w="{step}"/>' * steps
    styles = "Dense" if dense else "Table"
    written = "".join(_row(FreeRow([row]) if isinstance(row, str) else row, measures, styles) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{step * steps}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
    )


def _row(row: FreeRow, measures: Measures, styles: str) -> str:
    cells = (Cell(cell) if isinstance(cell, str) else cell for cell in row.cells)
    written = "".join(_cell(cell, row, measures, styles) for cell in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * row.head}</w:trPr>{written}</w:tr>"


def _cell(cell: Cell, row: FreeRow, measures: Measures, styles: str) -> str:
    rule = f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{measures.strong_rule}"/>'
    properties = f"<w:tcBorders>{rule}</w:tcBorders>" if row.total else ""
    if row.head:
        properties = f'<w:shd w:val="clear" w:color="auto" w:fill="{measures.header_fill}"/>'
    properties += '<w:vAlign w:val="center"/>' if row.head else '<w:vAlign w:val="top"/>'
    kind = "Head" if row.head else "Number" if cell.align == "right" else "Text"
    style = cell.style or f"{styles} {kind}"
    texts = [cell.text] if isinstance(cell.text, str) else cell.text
    paragraphs = "".join(
        paragraph_xml(
            text,
            "Tag" if is_control(text) else style,
            align=None if kind == "Number" else cell.align,
            bold=True if row.total else cell.bold,
        )
        for text in texts
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"
