"""Writes texts with a form of their own: within a paragraph, or as paragraphs, lists and tables.

Works on text, since a fill builds no tree; the properties of paragraphs and runs are the tag's.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Final, NamedTuple

from reportgen.model.rich import Block, Grid, Paragraph, Rich, Runs, words
from reportgen.ooxml.emphasis import emphasised
from reportgen.ooxml.names import R
from reportgen.ooxml.segments import write_runs
from reportgen.render.relations import HYPERLINK

BETWEEN: Final = "\ufdd3"
"""Stands between the forms of one paragraph's properties, which are in the order of `forms.forms`."""

_GAP = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
)
_RULES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "bottom", "insideH", "insideV")
)
_PADDING = "".join(f'<w:{side} w:w="85" w:type="dxa"/>' for side in ("left", "right"))
_WHOLE = 5000  # fiftieths of a percent
_NARROWEST, _WIDEST = 4, 40
"""Letters of a column that count for its width."""
_CELLS = {"left": 3, "center": 4, "right": 5}
"""Which of a paragraph's forms a cell takes."""


class Links:
    """What the texts of one paper lead to, by the part that they stand in."""

    def __init__(self) -> None:
        self.relations: dict[str, dict[str, tuple[str, str]]] = {}

    def relation(self, address: str, part: str) -> str:
        """The id of the relationship of `part` that leads to `address`."""
        identity = f"rl{sha256(address.encode()).hexdigest()[:24]}"
        self.relations.setdefault(part, {})[identity] = (HYPERLINK, address)
        return identity


class Hand(NamedTuple):
    """What writes in the place of one tag of `part`, with a pair of run properties (Thai, other)."""

    pair: tuple[str, str]
    links: Links
    part: str

    def within(self, text: Rich) -> str:
        """`text` within a paragraph: its blocks on lines of their own, tables with tabs."""
        return "<w:r><w:br/></w:r>".join(map(self._line, text.blocks))

    def blocks(self, text: Rich, forms: Sequence[str]) -> str:
        """`text` as paragraphs with the properties `forms`, and tables, each with room around it."""
        written = [self._block(block, forms) for block in text.blocks]
        if written and isinstance(text.blocks[0], Grid):
            written[0] = written[0].removeprefix(_GAP)
        return "".join(written) or f"<w:p>{forms[0]}</w:p>"

    def _block(self, block: Block, forms: Sequence[str]) -> str:
        if isinstance(block, Grid):
            return f"{_GAP}{self._grid(block, forms)}{_GAP}"
        if not block.level:
            return f"<w:p>{forms[0]}{self._runs(block.runs)}</w:p>"
        label = write_runs(f"{block.label}\t", *self.pair)
        return f"<w:p>{forms[block.level]}{label}{self._runs(block.runs)}</w:p>"

    def _grid(self, grid: Grid, forms: Sequence[str]) -> str:
        shares = _shares(grid)
        columns = "".join(f'<w:gridCol w:w="{share * 2}"/>' for share in shares)
        rows = "".join(
            self._row(row, grid, shares, forms, number == 0) for number, row in enumerate(grid.rows)
        )
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{_WHOLE}" w:type="pct"/><w:tblBorders>{_RULES}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_PADDING}</w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(
        self, row: Sequence[Runs], grid: Grid, shares: Sequence[int], forms: Sequence[str], is_head: bool
    ) -> str:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="pct"/></w:tcPr>'
            f"<w:p>{forms[_CELLS['center' if is_head else align]]}{self._runs(cell, is_head)}</w:p></w:tc>"
            for cell, share, align in zip(row, shares, grid.aligns, strict=True)
        )
        head = "<w:tblHeader/>" if is_head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"

    def _line(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            label = write_runs(f"{block.label} ", *self.pair) if block.label else ""
            return label + self._runs(block.runs)
        rows = ("<w:r><w:tab/></w:r>".join(map(self._runs, row)) for row in block.rows)
        return "<w:r><w:br/></w:r>".join(rows)

    def _runs(self, runs: Runs, bold: bool = False) -> str:
        written = []
        for run in runs:
            how = (run.bold or bold, run.italic, run.underline or bool(run.link))
            thai, other = (emphasised(rpr, *how) if any(how) else rpr for rpr in self.pair)
            text = write_runs(run.text, thai, other)
            if run.link and text:
                identity = self.links.relation(run.link, self.part)
                text = f'<w:hyperlink xmlns:r="{R}" r:id="{identity}" w:history="1">{text}</w:hyperlink>'
            written.append(text)
        return "".join(written)


def _shares(grid: Grid) -> list[int]:
    """The width of each column by its longest text, in fiftieths of a percent."""
    columns = zip(*grid.rows, strict=True)
    weights = [
        min(max(_NARROWEST, *(len(line) for cell in column for line in words(cell).split("\n"))), _WIDEST)
        for column in columns
    ]
    return [_WHOLE * weight // sum(weights) for weight in weights]
