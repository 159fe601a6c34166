"""Tables of a starting template: columns of fixed width, merged heads, control rows, totals.

Writes the XML of one table; where it stands and how wide the page is, `builder` knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from reportgen.ooxml.inline import Align, is_control, paragraph_xml
from reportgen.ooxml.measures import Measures, twips


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its width in cm, None for a share of what the others leave, and how its body cells align."""

    width: float | None
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of `span` columns and, in the head, `rows` rows; `text` may be several paragraphs.

    `align`, `bold`, `fill` (RRGGBB) and `style` (a name of `stylesheet.NAMES`) override what the column and
    the row give.
    """

    text: str | Sequence[str] = ""
    span: int = 1
    rows: int = 1
    align: Align | None = None
    bold: bool | None = None
    fill: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A body row; a `total` is bold under a heavier rule, one that `stays` is kept with the row after it.

    One that `splits` may go on on the next page: LibreOffice cuts off what else does not fit on one. A cell
    whose text begins with `{% vm %}`, in a row that is repeated, is one cell down all its rows.
    """

    cells: Sequence[Cell | str]
    total: bool = False
    stays: bool = False
    bold: bool = False
    splits: bool = False


@dataclass(frozen=True, slots=True)
class Below:
    """What stands under a table: paragraphs, each a text and its style.

    A row without rules, since LibreOffice keeps rows together but not a table and the paragraph after it; the
    row before it has to stay.
    """

    paragraphs: Sequence[tuple[str, str]]


BodyRow: TypeAlias = "Row | Below | Sequence[Cell | str] | str"
"""A body row; a bare string is a control row, `{%tr for … %}`, which rendering takes away."""

_Merge = Literal["", "restart", "continue"]


def table_xml(
    columns: Sequence[Column],
    head_rows: Sequence[Sequence[Cell | str]],
    body_rows: Sequence[BodyRow],
    measures: Measures,
    text_width: float,
    *,
    rules: bool = True,
    dense: bool = False,
) -> str:
    """A `w:tbl` within `text_width` cm. ValueError where columns are too wide or a row does not fill them."""
    widths = _widths(columns, text_width)
    style = "ReportTable" if rules else "TableNormal"
    writer = _Rows(columns, widths, measures, "Dense" if dense else "Table")
    rows = [*writer.head(head_rows), *map(writer.body, body_rows)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>'
        f"{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _widths(columns: Sequence[Column], text_width: float) -> list[int]:
    """The columns' widths in twips; where they are wider than the text, narrowed alike. ValueError where the
    text has no width."""
    room = twips(text_width)
    if room < len(columns):
        raise ValueError(f"no room for columns in a text {text_width:.2f} cm wide")
    given = [None if column.width is None else twips(column.width) for column in columns]
    wanted = [width for width in given if width is not None]
    shares = given.count(None)
    left = room - sum(wanted)
    if left >= -len(columns) and (not shares or left >= shares):  # a twip a column is lost in rounding
        return [left // shares if width is None else width for width in given]
    usual = sum(wanted) // len(wanted)
    full = [usual if width is None else width for width in given]
    return [width * room // sum(full) for width in full]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Writes the rows of one table."""

    columns: Sequence[Column]
    widths: Sequence[int]
    measures: Measures
    styles: Literal["Table", "Dense"]

    def head(self, rows: Sequence[Sequence[Cell | str]]) -> Iterator[str]:
        for placed in _placed(rows, len(self.columns)):
            cells = [self._head_cell(at, cell, merge) for at, cell, merge in placed]
            yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def body(self, row: BodyRow) -> str:
        if isinstance(row, Below):
            return self._below(row)
        if isinstance(row, str):
            row = Row([Cell(row, span=len(self.columns), style="Tag", align="left")])
        elif not isinstance(row, Row):
            row = Row(row)
        ((*placed,),) = _placed([row.cells], len(self.columns))
        cells = [self._body_cell(at, cell, row) for at, cell, _ in placed]
        whole = "" if row.splits else "<w:trPr><w:cantSplit/></w:trPr>"
        return f"<w:tr>{whole}{''.join(cells)}</w:tr>"

    def _below(self, row: Below) -> str:
        """One cell as wide as the table, its text at the margin as any other."""
        top = f'<w:top w:val="single" w:sz="4" w:space="0" w:color="{self.measures.strong_rule}"/>'
        none = "".join(f'<w:{side} w:val="nil"/>' for side in ("left", "bottom", "right"))
        borders = f"<w:tcBorders>{top}{none}</w:tcBorders>"
        sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
        paragraphs = "".join(
            paragraph_xml(text, "Tag" if is_control(text) else style) for text, style in row.paragraphs
        )
        cell = self._cell(0, Cell(span=len(self.columns)), f"{borders}<w:tcMar>{sides}</w:tcMar>", paragraphs)
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"

    def _head_cell(self, at: int, cell: Cell, merge: _Merge) -> str:
        merged = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill or self.measures.header_fill}"/>'
        texts = "" if merge == "continue" else cell.text
        paragraphs = _paragraphs(texts, cell.style or f"{self.styles} Head", cell, bold=cell.bold)
        return self._cell(at, cell, f'{merged}{fill}<w:vAlign w:val="center"/>', paragraphs)

    def _body_cell(self, at: int, cell: Cell, row: Row) -> str:
        align = cell.align or self.columns[at].align
        style = cell.style or f"{self.styles} {'Number' if align == 'right' else 'Text'}"
        rule = f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{self.measures.strong_rule}"/>'
        borders = f"<w:tcBorders>{rule}</w:tcBorders>" if row.total else ""
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
        bold = True if (row.total or row.bold) and cell.bold is None else cell.bold
        aligned = replace(cell, align=align if cell.align or align == "center" else None)
        return self._cell(at, cell, borders + fill, _paragraphs(cell.text, style, aligned, bold, row.stays))

    def _cell(self, at: int, cell: Cell, properties: str, paragraphs: str) -> str:
        width = sum(self.widths[at : at + cell.span])
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{properties}</w:tcPr>{paragraphs}</w:tc>'
        )


def _paragraphs(
    text: str | Sequence[str], style: str, cell: Cell, bold: bool | None = None, keep_next: bool = False
) -> str:
    texts = [text] if isinstance(text, str) else text
    return "".join(
        paragraph_xml(
            one, "Tag" if is_control(one) else style, align=cell.align, bold=bold, keep_next=keep_next
        )
        for one in texts
    )


def _next(given: Iterator[Cell | str]) -> tuple[Cell, int]:
    cell = next(given, None)
    if cell is None:
        raise ValueError("a row does not fill its columns")
    cell = Cell(cell) if isinstance(cell, str) else cell
    return cell, cell.rows


def _placed(rows: Sequence[Sequence[Cell | str]], columns: int) -> Iterator[list[tuple[int, Cell, _Merge]]]:
    """For each row its cells with the column each begins at, merged-down ones included."""
    hanging: dict[int, tuple[Cell, int]] = {}  # by column: a merged cell, and the rows it still covers
    for row in rows:
        given = iter(row)
        placed: list[tuple[int, Cell, _Merge]] = []
        at = 0
        while at < columns:
            merge: _Merge = "continue" if at in hanging else ""
            cell, rows_left = hanging.pop(at) if merge else _next(given)
            if rows_left > 1:
                hanging[at] = cell, rows_left - 1
                merge = merge or "restart"
            placed.append((at, cell, merge))
            at += cell.span
        if at != columns or next(given, None) is not None:
            raise ValueError("a row does not fill its columns")
        yield placed
