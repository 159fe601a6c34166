"""The texts of tables as a workbook shows them: with their citations put in, and plain spaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reportgen.model.context import Shown
from reportgen.model.tables import CellValue, Table
from reportgen.present.citations import cite


def texts_of(tables: Iterable[Table]) -> Iterator[Shown]:
    """Every text of the tables that came from an input."""
    for table in tables:
        for row in table.rows:
            yield from (value for value in row.values.values() if isinstance(value, Shown))


def worded(tables: Iterable[Table], known: Mapping[str, Shown]) -> tuple[Table, ...]:
    """The tables with what `known` says of each citation in its place."""

    def cell(value: CellValue) -> CellValue:
        return str(cite(value, known)).replace("\u00a0", " ") if isinstance(value, Shown) else value

    return tuple(
        replace(
            table,
            rows=tuple(
                replace(row, values={key: cell(value) for key, value in row.values.items()})
                for row in table.rows
            ),
        )
        for table in tables
    )
