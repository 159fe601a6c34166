"""A sheet as a grid of values, whatever kind of file it came from.

Values only: nothing is read here, and nothing is known of what a cell means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["text", "number", "date", "error", "uncached"]
Place: TypeAlias = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: `text` cleaned and on one line (of a date in ISO form), `number` the shortest
    decimal that is the same to a machine; `uncached` is a formula whose value was not saved."""

    row: int
    column: int
    kind: Kind
    text: str
    number: Decimal = Decimal(0)
    is_percent: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `merged` leads from a covered cell to the first one of its range. A CSV has no name."""

    name: str
    cells: Mapping[Place, Cell]
    merged: Mapping[Place, Place] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False

    def at(self, row: int, column: int) -> Cell | None:
        """What a reader sees at a place, also where it is covered by a merged cell."""
        return self.cells.get(self.merged.get((row, column), (row, column)))

    def where(self, row: int, column: int) -> str:
        """`Sheet1!D14`."""
        return f"{self.name}!{address(row, column)}" if self.name else address(row, column)

    @property
    def last_row(self) -> int:
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        return max((column for _, column in self.cells), default=0)


def address(row: int, column: int) -> str:
    """`D14` for row 14, column 4."""
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """`A` for column 1, `AA` for column 27."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
