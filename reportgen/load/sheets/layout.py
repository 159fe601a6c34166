"""Where in a sheet the table is: its heading rows and its columns.

Reads no amounts; a sheet whose table is not found gives None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.load.sheets.grid import Sheet, letters
from reportgen.load.sheets.headings import (
    OTHER,
    PERIOD,
    Heading,
    is_any_sum,
    is_unit,
    read_heading,
    role_of,
    squeezed,
    unit_of,
)
from reportgen.load.sheets.numbering import numbers_columns
from reportgen.model.mapping import UNITS, ImportSpending, Role
from reportgen.model.source import Located
from reportgen.thai.digits import to_arabic
from reportgen.thai.months import SHORT, read_month_name

SEPARATOR = " > "
TRANSFERS = (Role.TRANSFER_IN, Role.TRANSFER_OUT)
_LONG = 30  # letters, more than a unit has
_LOOKED_AT = 40  # rows in which the headings must begin
_DEEPEST = 4  # rows of headings, with one of units
_TEXTS = (Role.PROJECT, Role.CODE, Role.GROUP, Role.FUND, Role.UNUSED)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; `factor` is how many baht one of its units is."""

    index: int
    title: str
    heading: Heading | None
    factor: int

    @property
    def is_amount(self) -> bool:
        """Whether its cells are money."""
        heading = self.heading
        rates = (Role.DISBURSED_RATE, Role.SPENT_RATE)
        return bool(heading and (heading.month or heading.role not in (*_TEXTS, *rates)))


@dataclass(frozen=True, slots=True)
class Layout:
    """The table: its rows of headings (first and last) and its columns; `unit` is the one of its title."""

    sheet: Sheet
    first: int
    last: int
    columns: tuple[Column, ...]
    unit: str

    def of(self, role: Role) -> Column | None:
        """The first column of a role."""
        return next((each for each in self.columns if each.heading and each.heading.role is role), None)

    @property
    def months(self) -> tuple[Column, ...]:
        """The columns of months, as they stand."""
        return tuple(each for each in self.columns if each.heading and each.heading.month)

    @property
    def periods(self) -> tuple[Column, ...]:
        """The columns of one period alone, which are not used."""
        return tuple(each for each in self.columns if each.heading and each.heading.is_period)

    @property
    def is_told(self) -> bool:
        """Whether a column tells what was disbursed from 1 October on."""
        return bool(self.months or self.of(Role.DISBURSED))

    def without_months(self) -> Layout:
        """The same, its months taken for amounts of one period alone."""
        months = self.months
        return replace(
            self,
            columns=tuple(replace(each, heading=PERIOD) if each in months else each for each in self.columns),
        )

    @property
    def header(self) -> str:
        """`4`, or `4-5`."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def find_layout(
    sheet: Sheet, mapping: ImportSpending, fiscal_year: int, *, is_told: bool = True
) -> Layout | None:
    """The table in `sheet`, whose headings are looked for where the mapping says, else from the top; amounts
    of another fiscal year (B.E.) are of no use. With `is_told` it must say what was disbursed."""
    ranges = list(_said_rows(mapping)) + list(_header_rows(sheet))
    for first, last in ranges:
        layout = _layout(sheet, first, last, mapping, fiscal_year)
        has_name = layout.of(Role.PROJECT) or layout.of(Role.CODE)
        has_more = len(layout.columns) > 1 and not is_told
        if has_name and (layout.is_told or layout.periods or has_more):
            return layout
    return None


def _said_rows(mapping: ImportSpending) -> Iterator[tuple[int, int]]:
    found = re.fullmatch(r"\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?", to_arabic(mapping.header or ""))
    if found:
        first = int(found[1])
        last = int(found[2] or first)
        if first <= last < first + _DEEPEST:
            yield first, last


def _header_rows(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """The rows that have a project's heading in them, with those above and below that belong to them."""
    for row in range(1, min(sheet.last_row, _LOOKED_AT) + 1):
        named = [column for column in range(1, sheet.last_column + 1) if _names_project(sheet, row, column)]
        if not named:
            continue
        last = max(_merged_to(sheet, row, named[0]), row)
        if last == row and _is_second_row(sheet, row + 1, named[0]):
            last = row + 1
        first = row - 1 if last == row and _is_group_row(sheet, row - 1, named[0]) else row
        last += _is_unit_row(sheet, last + 1, named[0])
        yield first, min(last, first + _DEEPEST - 1)


def _names_project(sheet: Sheet, row: int, column: int) -> bool:
    cell = sheet.cells.get((row, column))
    return bool(cell and cell.kind == "text" and role_of(squeezed(cell.text)) in (Role.PROJECT, Role.CODE))


def _merged_to(sheet: Sheet, row: int, column: int) -> int:
    return max((r for (r, _), first in sheet.merged.items() if first == (row, column)), default=row)


def _is_second_row(sheet: Sheet, row: int, name_column: int) -> bool:
    """Whether `row` continues the headings above: only headings in it, and none under the project's."""
    cells = [sheet.cells.get((row, column)) for column in range(1, sheet.last_column + 1)]
    there = [cell for cell in cells if cell]
    if not there or any(cell.column == name_column for cell in there) or numbers_columns(sheet, row, None):
        return False
    return all(read_heading([cell.text]) is not None or cell.kind == "text" for cell in there) and any(
        read_heading([cell.text]) for cell in there
    )


def _is_unit_row(sheet: Sheet, row: int, name_column: int) -> bool:
    """Whether `row` says under the headings in what units their amounts are."""
    cells = [sheet.cells.get((row, column)) for column in range(1, sheet.last_column + 1)]
    there = [cell for cell in cells if cell]
    if any(cell.column == name_column or cell.kind != "text" for cell in there):
        return False
    return any(is_unit(cell.text) for cell in there) and all(len(cell.text) < _LONG for cell in there)


def _is_group_row(sheet: Sheet, row: int, name_column: int) -> bool:
    """Whether headings of groups stand in `row`, over amounts; a title begins at or before the names."""
    cells = [sheet.cells.get((row, column)) for column in range(1, sheet.last_column + 1)]
    for cell in filter(None, cells[:name_column]):
        heading = read_heading([cell.text])
        if heading is None or heading.role is not Role.UNUSED or heading.is_other:
            return False
    return any(cell and len(cell.text) <= 60 and read_heading([cell.text]) for cell in cells)


def _layout(sheet: Sheet, first: int, last: int, mapping: ImportSpending, fiscal_year: int) -> Layout:
    unit = mapping.unit or _unit_of_title(sheet, first) or "บาท"
    columns = []
    for index in range(1, sheet.last_column + 1):
        texts = _texts(sheet, first, last, index)
        own_unit = next((found for text in reversed(texts) if (found := unit_of(text))), unit)
        title = SEPARATOR.join(texts)
        heading = _heading(title, index, texts, mapping)
        if heading and heading.role and heading.year not in (None, fiscal_year):
            heading = OTHER
        columns.append(Column(index, title, heading, UNITS[own_unit]))
    named = [each for each in columns if each.title or each.heading]
    return Layout(sheet, first, last, tuple(_certain(tuple(_settled(named)), mapping)), unit)


def _certain(columns: Sequence[Column], mapping: ImportSpending) -> Iterator[Column]:
    """The columns, but those whose words are sure only beside others: transfers of one way without those of
    the other, and a mere sum without months or periods that it is of. What the mapping says is sure."""
    roles = {each.heading.role for each in columns if each.heading}
    has_both = roles.issuperset(TRANSFERS)
    has_times = any(each.heading and (each.heading.month or each.heading.is_period) for each in columns)
    for column in columns:
        role = column.heading.role if column.heading else None
        is_half = role in TRANSFERS and not has_both
        is_sum = role is Role.DISBURSED and is_any_sum(column.title) and not has_times
        is_sure = not (is_half or is_sum) or _said(column.title, column.index, mapping)
        yield column if is_sure else replace(column, heading=None)


def _settled(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns; where cumulative months and others stand side by side, one of the two is of no use.

    A single sum behind its months is the amount to date, as is a single one to the end of a quarter.
    """
    months = [each.heading for each in columns if each.heading and each.heading.month]
    sums = [each for each in months if each.is_cumulative]
    others = {each.month for each in months if not each.is_cumulative}
    is_to_date = len(sums) == 1 and (
        sums[0].is_quarter if not others else len(others) > 1 and sums[0].month in others
    )
    for column in _whole(columns):
        heading = column.heading
        if is_to_date and heading in sums:
            yield replace(column, heading=Heading(Role.DISBURSED))
        elif heading and heading.month and sums and not is_to_date and heading not in sums:
            yield replace(column, heading=PERIOD)
        else:
            yield column


def _whole(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns; where the parts of an amount stand in a group beside their sum, the parts are unknown."""
    sums: dict[tuple[str, Role | None], int] = {}
    for column in columns:
        group, _, own = column.title.rpartition(SEPARATOR)
        if group and column.heading and is_any_sum(own):
            sums[group, column.heading.role] = column.index
    for column in columns:
        group = column.title.rpartition(SEPARATOR)[0]
        index = sums.get((group, column.heading.role)) if column.heading and column.heading.role else None
        yield column if index in (None, column.index) else replace(column, heading=None)


def _texts(sheet: Sheet, first: int, last: int, column: int) -> list[str]:
    """The heading of a column from above to below; a group's stands over the empty cells to its right."""
    texts: list[str] = []
    for row in range(first, last + 1):
        cell = sheet.at(row, column)
        if cell is None and row < last and sheet.at(row + 1, column) is not None:
            before = column - 1
            while before and sheet.at(row, before) is None:
                before -= 1
            cell = sheet.at(row, before) if before and (row, before) not in sheet.merged else None
            if cell and _merged_to(sheet, row, cell.column) > row:
                cell = None  # that heading stands over its own column alone
        if cell and (not texts or texts[-1] != cell.text):
            texts.append(cell.text)
    return texts


def _heading(title: str, index: int, texts: Sequence[str], mapping: ImportSpending) -> Heading | None:
    said = _said(title, index, mapping)
    if said is None:
        return read_heading(texts) if texts else None
    if said not in SHORT:
        return Heading(Role(said))
    read = read_heading(texts) if texts else None
    month = read_month_name(said)
    return Heading(month=month, is_cumulative=read.is_cumulative if read and read.month == month else None)


def _said(title: str, index: int, mapping: ImportSpending) -> str | None:
    return mapping.columns.get(Located(title)) or mapping.columns.get(Located(letters(index)))


def _unit_of_title(sheet: Sheet, first: int) -> str | None:
    texts = sorted(texts_around(sheet, first), key=lambda text: "หน่วย" not in text)
    return next((unit for text in texts if (unit := unit_of(text))), None)


def texts_around(sheet: Sheet, first: int, last: int | None = None) -> Iterator[str]:
    """The texts above row `first`, from the top; with `last`, also those below it."""
    for (row, _), cell in sorted(sheet.cells.items()):
        if cell.kind == "text" and (row < first or (last is not None and row > last)):
            yield cell.text
