"""Resolves how a table looks: its lines as they are seen between cells, its cells' margins, widths and spans.

Rows and cells are those of the table itself; tables within cells are told where they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from reportgen.ooxml.look import Look, border, is_on, local, shade, side, told
from reportgen.ooxml.names import VAL, w

_EDGES = ("top", "left", "bottom", "right")
_NAMES = {**{edge: edge for edge in (*_EDGES, "insideH", "insideV")}, "start": "left", "end": "right"}
# Resolved below, told by the rows and cells themselves, or of no effect on what is seen.
_TABLE_OTHERWISE = {"tblStyle", "tblBorders", "tblCellMar", "tblLook", "tblW", "jc", "tblInd", "tblCaption"}
_CELL_OTHERWISE = {"tcW", "gridSpan", "vMerge", "tcBorders", "tcMar", "shd", "vAlign", "cnfStyle", "noWrap"}


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The `name`s (rows, cells) of `element` itself, inside whatever wraps them."""
    for child in element:
        if child.tag == w(name):
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "smartTag"):
            yield from children(child, name)


class TableStyle(NamedTuple):
    """What table styles say: lines and cells' margins, and in one line what is for some cells only."""

    lines: Look
    margins: Look
    conditions: str = ""


_PLAIN_STYLE = TableStyle({}, {"left": "108", "right": "108", "top": "0", "bottom": "0"})


def table_style(chain: Iterable[etree._Element]) -> TableStyle:
    """A table style; `chain` has the ones it is based on before it."""
    found = _PLAIN_STYLE
    for style in chain:
        conditions = "".join(told(part) for part in style.iter(w("tblStylePr")))
        found = _with(found, style.find(w("tblPr")))._replace(conditions=found.conditions + conditions)
    return found


def _with(style: TableStyle, properties: etree._Element | None) -> TableStyle:
    if properties is None:
        return style
    lines, margins = _lines(properties.find(w("tblBorders"))), _margins(properties.find(w("tblCellMar")))
    return TableStyle(style.lines | lines, style.margins | margins, style.conditions)


class _Row(NamedTuple):
    """A row in its style, and its cells by the column of the grid where each begins; `goes_on` where it
    continues a cell of the row above."""

    element: etree._Element
    style: TableStyle
    cells: dict[int, etree._Element]
    goes_on: frozenset[int]


class Grid:
    """One table in a style."""

    def __init__(self, table: etree._Element, style: TableStyle) -> None:
        own = table.find(w("tblPr"))
        self._own = own if own is not None else etree.Element(w("tblPr"))
        self._conditions = style.conditions
        columns = table.find(w("tblGrid"))
        self._columns = [each.get(w("w"), "0") for each in columns] if columns is not None else []
        whole = _with(style, self._own)
        self.rows = [_row(row, whole) for row in children(table, "tr")]

    def table(self) -> Look:
        """The look of the table: width, place, style, and every line by its place in the grid."""
        look: Look = {}
        for child in self._own:
            if local(child) == "jc":
                look["jc"] = side(child.get(VAL, "left"))
            elif local(child) in ("tblW", "tblInd"):
                look[local(child)] = _measure(child)
            elif local(child) and local(child) not in _TABLE_OTHERWISE:
                look[local(child)] = told(child)
        if self._conditions:
            flags = self._own.find(w("tblLook"))
            look |= {"conditions": self._conditions, "tblLook": told(flags) if flags is not None else ""}
        plain = {"tblInd": "0 dxa", "jc": "left", "tblW": "0 auto"}
        return {name: value for name, value in look.items() if plain.get(name) != value} | self._seen()

    @staticmethod
    def row(row: etree._Element) -> Look:
        """The look of a row: height, whether it may break or repeats as a heading."""
        look: Look = {}
        for child in _of(row.find(w("trPr"))):
            if local(child) in ("cantSplit", "tblHeader", "hidden"):
                look |= {local(child): "on"} if is_on(child) else {}
            elif local(child) == "trHeight":
                look |= {"height": child.get(VAL, "0"), "rule": child.get(w("hRule"), "auto")}
            elif local(child) == "jc":
                look |= {"jc": side(child.get(VAL, "left"))} if side(child.get(VAL, "left")) != "left" else {}
            elif local(child) != "cnfStyle":
                look[local(child)] = told(child)
        for child in _of(row.find(w("tblPrEx"))):
            if local(child) not in ("tblBorders", "tblCellMar"):
                look[f"own {local(child)}"] = told(child)
        return look

    def cell(self, index: int, column: int) -> Look:
        """The look of the cell of a row that begins at a column of the grid."""
        row = self.rows[index]
        cell = row.cells[column]
        look: Look = {"span": str(_span(cell))}
        properties = cell.find(w("tcPr"))
        width = properties.find(w("tcW")) if properties is not None else None
        grid = self._columns[column : column + _span(cell)]
        look["width"] = _measure(width) if width is not None else f"{sum(map(_number, grid))} dxa"
        margins = row.style.margins
        for child in _of(properties):
            name = local(child)
            if name == "vMerge" and (_merge(cell) == "continue" or self._goes_on(index, column)):
                look["merged"] = _merge(cell)
            elif name == "shd":
                look["shd"] = shade(child)
            elif name == "vAlign":
                look["vAlign"] = child.get(VAL, "top")
            elif name == "noWrap":
                look["noWrap"] = "on" if is_on(child) else ""
            elif name == "tcMar":
                margins = margins | _margins(child)
            elif name and name not in _CELL_OTHERWISE:
                look[name] = told(child)
        look |= {f"margin {edge}": value for edge, value in margins.items()}
        plain = {"shd": "", "vAlign": "top", "noWrap": "", "textDirection": "textDirection[val=lrTb]()"}
        return {name: value for name, value in look.items() if plain.get(name) != value}

    def _goes_on(self, index: int, column: int) -> bool:
        """Whether a merged cell goes on in the next row."""
        below = self.rows[index + 1].goes_on if index + 1 < len(self.rows) else ()
        return column in below and bool(_merge(self.rows[index].cells[column]))

    def _seen(self) -> Look:
        """The lines between cells, the stronger of two neighbours' as it is printed."""
        seen: Look = {}
        for index, row in enumerate(self.rows):
            last = max(row.cells, default=0)
            for column, cell in row.cells.items():
                end = column + _span(cell)
                lines = self._lines_of(index, column, column == last)
                _draw(seen, f"line v{index}.{column}", lines["left"])
                _draw(seen, f"line v{index}.{'end' if column == last else end}", lines["right"])
                for slot in range(column, end):
                    _draw(seen, f"line h{index}.{slot}", lines["top"])
                    _draw(seen, f"line h{index + 1}.{slot}", lines["bottom"])
        return seen

    def _lines_of(self, row: int, column: int, last: bool) -> Mapping[str, str]:
        cell, standard = self.rows[row].cells[column], self.rows[row].style.lines
        continued, below = _merge(cell) == "continue", self._goes_on(row, column)
        lines = {
            "top": standard.get("top" if row == 0 else "insideH", ""),
            "bottom": standard.get("bottom" if row + 1 == len(self.rows) else "insideH", ""),
            "left": standard.get("left" if column == 0 else "insideV", ""),
            "right": standard.get("right" if last else "insideV", ""),
        }
        own = cell.find(f"{w('tcPr')}/{w('tcBorders')}")
        lines |= _lines(own)
        if continued:
            lines["top"] = ""
        if below:
            lines["bottom"] = ""
        if own is not None:
            for other in own:
                if local(other) not in _NAMES and border(other):
                    lines["left"] += told(other)
        return lines


def _row(row: etree._Element, style: TableStyle) -> _Row:
    before = row.find(f"{w('trPr')}/{w('gridBefore')}")
    column = _number(before.get(VAL, "0")) if before is not None else 0
    cells = {}
    for cell in children(row, "tc"):
        cells[column] = cell
        column += _span(cell)
    goes_on = frozenset(at for at, cell in cells.items() if _merge(cell) == "continue")
    return _Row(row, _with(style, row.find(w("tblPrEx"))), cells, goes_on)


def _merge(cell: etree._Element) -> str:
    found = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return found.get(VAL, "continue") if found is not None else ""


def _draw(seen: Look, place: str, line: str) -> None:
    if line:
        seen[place] = max(seen.get(place, line), line, key=_strength)


def _strength(line: str) -> tuple[int, str]:
    return _number(line.split(" ")[1]), line


def _lines(borders: etree._Element | None) -> dict[str, str]:
    return {_NAMES[local(line)]: border(line) for line in _of(borders) if local(line) in _NAMES}


def _margins(margins: etree._Element | None) -> dict[str, str]:
    return {_NAMES[local(each)]: each.get(w("w"), "0") for each in _of(margins) if local(each) in _NAMES}


def _measure(element: etree._Element) -> str:
    return f"{element.get(w('w'), '0')} {element.get(w('type'), 'dxa')}"


def _span(cell: etree._Element) -> int:
    found = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return max(1, min(_number(found.get(VAL, "1")), 63)) if found is not None else 1


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _of(element: etree._Element | None) -> Iterator[etree._Element]:
    return iter(element if element is not None else ())
