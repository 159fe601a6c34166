"""What a template sees: text that knows where it came from, rows, pictures, charts. Nothing is left to
compute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from reportgen.diagnostics import Span


class Shown(str):
    """Text ready to print, with the places in the inputs that it came from (empty: our own words)."""

    __slots__ = ("origin",)
    origin: tuple[Span, ...]

    def __new__(cls, text: str, origin: tuple[Span, ...] = ()) -> Shown:
        self = super().__new__(cls, text)
        self.origin = origin
        return self

    def __reduce__(self) -> tuple[type[Shown], tuple[str, tuple[Span, ...]]]:
        """Pickling keeps the origin."""
        return Shown, (str(self), self.origin)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to place: encoded bytes (`png` or `jpeg`), printed size in EMU (360,000 a cm), alt text."""

    data: bytes
    format: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Series:
    """One row of a chart's data: exact values, one for each category, None where there is nothing to draw.

    `unlabelled` are the points, counted from 0, whose value is not printed: where it has no room.
    """

    name: str
    values: tuple[Decimal | None, ...]
    unlabelled: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Chart:
    """Data for a chart that the template has the looks of.

    A series takes the looks of the template's series of its name, else of the next one left. `number_format`
    is Excel's, for labels and workbook; only a `labelled` chart prints the value at every point. `title`,
    "" for none, replaces the title inside the chart. ValueError unless each series has a value for each
    category.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    number_format: str = "#,##0"
    labelled: bool = True
    title: str = ""

    def __post_init__(self) -> None:
        if not self.series or any(len(each.values) != len(self.categories) for each in self.series):
            raise ValueError("each series of a chart needs one value for each category")


Node: TypeAlias = "str | bool | int | Picture | Chart | Sequence[Node] | Mapping[str, Node] | None"
Context: TypeAlias = Mapping[str, Node]
