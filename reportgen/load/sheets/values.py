"""What was read of finance's sheet: lines, totals and facts, each amount with its cell.

Values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from reportgen.load.sheets.names import Scope
from reportgen.model.mapping import Role

Key: TypeAlias = tuple[str, str, str]
"""Project, group, fund."""
Part: TypeAlias = Role | int
"""What an amount is: of a role, or of a month (1 to 12)."""

FISCAL_ORDER = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)
"""The months of a fiscal year, from October."""

SUMMED = (Role.ACT, Role.TRANSFER, Role.AFTER, Role.DISBURSED, Role.COMMITTED, Role.SPENT, Role.BALANCE)
"""The roles whose amounts are money."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in baht (for a rate: a percentage) and its cell; None where the cell has nothing in it."""

    value: Decimal | None
    where: str


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one row of the table and the text by which it was known."""

    number: int
    where: str
    text: str
    figures: Mapping[Part, Figure]
    unread: frozenset[Part] = frozenset()
    """What has a fault in its cell, and was said."""

    def value(self, part: Part) -> Decimal:
        """The amount, zero where there is nothing."""
        figure = self.figures.get(part)
        return (figure.value if figure else None) or Decimal(0)

    def has(self, part: Part) -> bool:
        """Whether there is something in its cell."""
        figure = self.figures.get(part)
        return figure is not None and figure.value is not None

    @property
    def has_amounts(self) -> bool:
        return any(figure.value is not None for figure in self.figures.values())

    @property
    def is_of_some(self) -> bool:
        """Whether an amount of it is more, or less, than zero."""
        return any(figure.value for figure in self.figures.values())


@dataclass(frozen=True, slots=True)
class LineRow:
    """A row that is a spending line."""

    key: Key
    row: Row


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row of totals; `scopes` are what it may be the total of, the likeliest first.

    `after` are rows of the sheet, such as a heading that the plan does not know: it may also be the total of
    all that stands between one of them and itself. Without scopes it can be nothing else.
    """

    scopes: tuple[Scope, ...]
    row: Row
    after: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A heading of a `kind` such as แผนงาน with amounts of its own; `around` is what is known of it.

    `is_left_out` where the mapping says that the row is not imported.
    """

    row: Row
    kind: str
    around: Scope
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table by what they are.

    `left_out` are rows that the mapping leaves out, `lost` those that a fault kept from being lines: each
    with what is known of it, since totals may have it in them. `heads` are headings with amounts.
    """

    lines: tuple[LineRow, ...]
    totals: tuple[TotalRow, ...]
    left_out: tuple[tuple[Scope, Row], ...] = ()
    lost: tuple[Scope, ...] = ()
    heads: tuple[HeadRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A spending line in baht; an amount that the sheet has no column for is None. `cells` are those of its
    amounts, by key or month, and `where` that of its name."""

    key: Key
    transfer: Decimal | None
    committed: Decimal | None
    disbursed: Mapping[int, Decimal]
    where: str = ""
    cells: Mapping[str | int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Total:
    """A total of the sheet in baht, by the keys of `totals:` in spending.yaml; `cells` as in `Line`."""

    scope: Scope
    amounts: Mapping[str, Decimal]
    where: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetSpending:
    """What the sheet says of a period, ready for spending.yaml."""

    as_of: date
    source: str
    basis: str
    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    tolerance: Decimal | None = None
    known_as: Mapping[str, str] = field(default_factory=dict)
    """Texts of the sheet that are not quite the plan's name, and the project's id."""
    is_source_told: bool = True
    """Whether `source` was said to be the source; else it is the sheet's title."""
