"""Resolves how a table looks: its lines as they are seen between cells, its cells' margins, widths and spans.

Rows and cells are those of the table itself; tables within cells are told where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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


class Grid:
    """One table. `styles` are its table styles, the one they are based on first."""

    def __init__(self, table: etree._Element, styles: Sequence[etree._Element]) -> None:
        own = table.find(w("tblPr"))
        self._own = own if own is not None else etree.Element(w("tblPr"))
        layers = [style.find(w("tblPr")) for style in styles] + [self._own]
        self._styles = styles
        self._lines: dict[str, str] = {}
        self._margins: dict[str, str] = {"left": "108", "right": "108", "top": "0", "bottom": "0"}
        for layer in layers:
            self._lines |= _lines(layer.find(w("tblBorders")) if layer is not None else None)
            self._margins |= _margins(layer.find(w("tblCellMar")) if layer is not None else None)
        columns = table.find(w("tblGrid"))
        self._columns = [each.get(w("w"), "0") for each in columns] if columns is not None else []
        self.rows = list(children(table, "tr"))
        self._places = {row: index for index, row in enumerate(self.rows)}

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
        conditions = [told(part) for style in self._styles for part in style.iter(w("tblStylePr"))]
        if conditions:
            flags = self._own.find(w("tblLook"))
            look["conditions"] = "".join(conditions) + (told(flags) if flags is not None else "")
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
        return look

    def cell(self, cell: etree._Element, column: int) -> Look:
        """The look of a cell that begins at a column of the grid."""
        look: Look = {"span": str(_span(cell))}
        properties = cell.find(w("tcPr"))
        width = properties.find(w("tcW")) if properties is not None else None
        grid = self._columns[column : column + _span(cell)]
        look["width"] = _measure(width) if width is not None else f"{sum(map(_number, grid))} dxa"
        margins = self._margins
        for child in _of(properties):
            name = local(child)
            if name == "vMerge" and (_merge(cell) == "continue" or self._goes_on(cell, column)):
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

    def placed(self, row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
        """The cells of a row with the column of the grid where each begins."""
        before = row.find(f"{w('trPr')}/{w('gridBefore')}")
        column = _number(before.get(VAL, "0")) if before is not None else 0
        for cell in children(row, "tc"):
            yield column, cell
            column += _span(cell)

    def _goes_on(self, cell: etree._Element, column: int) -> bool:
        """Whether a merged cell goes on in the next row."""
        row = next(cell.iterancestors(w("tr")), None)
        index = self._places.get(row, len(self.rows)) + 1 if row is not None else len(self.rows)
        if index >= len(self.rows) or not _merge(cell):
            return False
        return any(at == column and _merge(each) == "continue" for at, each in self.placed(self.rows[index]))

    def _seen(self) -> Look:
        """The lines between cells, the stronger of two neighbours' as it is printed."""
        seen: Look = {}
        for index, row in enumerate(self.rows):
            placed = list(self.placed(row))
            for column, cell in placed:
                last_column = column == placed[-1][0]
                end = column + _span(cell)
                lines = self._lines_of(cell, index, column, last_column)
                _draw(seen, f"line v{index}.{column}", lines["left"])
                _draw(seen, f"line v{index}.{'end' if last_column else end}", lines["right"])
                for slot in range(column, end):
                    _draw(seen, f"line h{index}.{slot}", lines["top"])
                    _draw(seen, f"line h{index + 1}.{slot}", lines["bottom"])
        return {place: line for place, line in seen.items() if line}

    def _lines_of(self, cell: etree._Element, row: int, column: int, last: bool) -> Mapping[str, str]:
        continued = _merge(cell) == "continue"
        below = self._goes_on(cell, column)
        lines = {
            "top": "" if continued else self._lines.get("top" if row == 0 else "insideH", ""),
            "bottom": ""
            if below
            else self._lines.get("bottom" if row + 1 == len(self.rows) else "insideH", ""),
            "left": self._lines.get("left" if column == 0 else "insideV", ""),
            "right": self._lines.get("right" if last else "insideV", ""),
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


def _merge(cell: etree._Element) -> str:
    found = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return found.get(VAL, "continue") if found is not None else ""


def _draw(seen: Look, place: str, line: str) -> None:
    seen[place] = max(
        seen.get(place, ""), line, key=lambda each: (_number(each.split(" ")[1]) if each else -1, each)
    )


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
