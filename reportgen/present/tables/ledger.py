"""The ledger as a table; its rows come ready from `ledger`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.model.tables import Column, Row, Table

_WIDTHS = (8, 10, 14, 8, 14, 50, 14, 14, 30, 30, 14, 18, 36, 68, 68)
_WHOLE = (0, 3)
"""The columns of the year and the number."""


def ledger_table(headers: Sequence[str], rows: Iterable[Sequence[int | str]]) -> Table:
    """One row an entry."""
    columns = tuple(
        Column(str(index), title, "whole" if index in _WHOLE else "text", _WIDTHS[index % len(_WIDTHS)])
        for index, title in enumerate(headers)
    )
    found = tuple(Row({str(index): value for index, value in enumerate(row)}) for row in rows)
    return Table("ทะเบียน", ("ทะเบียนเลขที่หนังสือและข้อสั่งการ",), columns, found, frozen=4)
