"""Finance's book to the spending of a period: the sheet is chosen, its table found, read and reconciled.

Says everything that is wrong in one run; what has an error gives nothing to write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.diagnostics import Diagnostic, Span
from reportgen.load.collector import Collector
from reportgen.load.sheets import codes
from reportgen.load.sheets.basis import guess_basis
from reportgen.load.sheets.book import Book
from reportgen.load.sheets.choosing import chosen
from reportgen.load.sheets.grid import address, letters
from reportgen.load.sheets.heads import settled
from reportgen.load.sheets.hidden import look_for_hidden
from reportgen.load.sheets.layout import TRANSFERS, Layout
from reportgen.load.sheets.names import Names
from reportgen.load.sheets.planned import without_plans
from reportgen.load.sheets.rows import read_rows
from reportgen.load.sheets.sums import Account, Sums
from reportgen.load.sheets.titles import title_of, told_in_titles, told_source
from reportgen.load.sheets.values import FISCAL_ORDER, Line, LineRow, Rows, SheetSpending
from reportgen.model.mapping import ImportSpending, Role
from reportgen.model.plan import Plan
from reportgen.model.scalars import PeriodId
from reportgen.thai.dates import BUDDHIST_ERA, show_day
from reportgen.thai.digits import to_arabic
from reportgen.thai.fiscal import fiscal_months, fiscal_quarter, fiscal_year
from reportgen.thai.months import SHORT


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person who imports said beside the file; None where nothing was said."""

    sheet: str | None = None
    period: PeriodId | None = None
    as_of: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """The spending and its period, None with an error; `layout` is None where no table was found."""

    spending: SheetSpending | None
    period: PeriodId | None
    layout: Layout | None
    diagnostics: tuple[Diagnostic, ...]


def read_spending(book: Book, plan: Plan, mapping: ImportSpending, wanted: Wanted) -> Imported:
    """What `book` says of a period of `plan`'s year."""
    collector = Collector(book.file)
    layout = chosen(book, plan, mapping, collector, wanted=wanted.sheet, period=wanted.period)
    if layout is None:
        return Imported(None, None, None, collector.diagnostics())
    reading = _Reading(plan, mapping, layout, collector)
    period, as_of = reading.facts(wanted)
    reading.look_at_columns()
    spending = reading.spending(as_of, wanted.source) if as_of and layout.is_told else None
    reading.look_at_periods()
    ready = spending is not None and not collector.has_errors
    return Imported(spending if ready else None, period, layout, collector.diagnostics())


@dataclass(slots=True)
class _Reading:
    """A table being read; its months may turn out to be no sums from 1 October."""

    plan: Plan
    mapping: ImportSpending
    layout: Layout
    collector: Collector

    def facts(self, wanted: Wanted) -> tuple[PeriodId | None, date | None]:
        """The period and the day of the amounts: as said, else as the sheet says."""
        place = Span(self.collector.file, where=self.layout.sheet.name)
        as_of = wanted.as_of or self._told_day(place)
        period = wanted.period
        if as_of is not None:
            period = period or PeriodId(fiscal_year(as_of), fiscal_quarter(as_of))
            days = period.days
            if period.fiscal_year != self.plan.fiscal_year or not days.first <= as_of <= days.last:
                year = f"{period}" if wanted.period else f"{self.plan.fiscal_year}"
                day = show_day(as_of, glue=False)
                self.collector.say(codes.AS_OF_OUTSIDE, place, day=day, period=year)
        title = title_of(self.layout, self.plan.fiscal_year)
        if not (wanted.source or told_source(self.layout) or title):
            self.collector.say(codes.SOURCE_UNKNOWN, place)
        return period, as_of

    def _told_day(self, place: Span) -> date | None:
        told = told_in_titles(self.layout, self.plan.fiscal_year)
        days = [each for each in told if isinstance(each, date)]
        if len(told) == len(days) == 1:
            return days[0]
        texts = [show_day(each, glue=False) if isinstance(each, date) else each for each in told]
        if texts:
            self.collector.say(codes.AS_OF_UNCLEAR, place, texts="; ".join(texts))
        else:
            self.collector.say(codes.AS_OF_UNKNOWN, place)
        return None

    def _look_at_header(self) -> None:
        said, found = self.mapping.header, self.layout.header
        if said and found != re.sub(r"\s", "", to_arabic(said)):
            self.collector.say(codes.HEADER_ELSEWHERE, said.span, found=found, said=said)

    def look_at_columns(self) -> None:
        """Says which columns contradict each other, are of another year, or not used."""
        self._look_at_header()
        first: dict[Role | int, str] = {}
        passed = []
        years = {each.month: each.year + BUDDHIST_ERA for each in fiscal_months(self.plan.fiscal_year)}
        for column in self.layout.columns:
            place, heading = letters(column.index), column.heading
            span = self.span(self.layout.first, column.index)
            part = heading and (heading.month or heading.role)
            if heading is None or heading.is_other:
                passed.append(f"{place} ({column.title})")
            elif part and part is not Role.UNUSED:
                if heading.month and heading.year not in (None, years[heading.month]):
                    args = {"heading": column.title, "year": str(self.plan.fiscal_year)}
                    self.collector.say(codes.MONTH_OUTSIDE, span, **args)
                if part in first:
                    role = SHORT[part - 1] if isinstance(part, int) else str(part)
                    both = f"{first[part]}, {place}"
                    self.collector.say(codes.COLUMN_TWICE, span, columns=both, role=role)
                first.setdefault(part, place)
        place_of_table = self.span(self.layout.first, self.layout.columns[0].index)
        if passed:
            self.collector.say(codes.COLUMN_PASSED, place_of_table, columns=", ".join(passed))
        if self.layout.unit != "บาท":
            self.collector.say(codes.UNIT, place_of_table, unit=self.layout.unit)

    def look_at_periods(self) -> None:
        """Says which columns are of one period alone, and asks where nothing else is there."""
        place = self.span(self.layout.first, self.layout.columns[0].index)
        periods = ", ".join(f"{letters(each.index)} ({each.title})" for each in self.layout.periods)
        if periods:
            rule = codes.COLUMN_PERIOD if self.layout.is_told else codes.PERIOD_ONLY
            self.collector.say(rule, place, columns=periods)

    def spending(self, as_of: date, said_source: str | None) -> SheetSpending | None:
        """The lines and totals."""
        names = Names(self.plan, self.mapping)
        self.layout = without_plans(self.layout, self.collector)
        months = FISCAL_ORDER[: FISCAL_ORDER.index(as_of.month) + 1]
        tolerance = self.mapping.tolerance.value if self.mapping.tolerance else Decimal(0)
        rows = read_rows(self.layout, names, self.collector)
        if self._are_parts(rows, months, tolerance):
            self.layout = self.layout.without_months()
            rows = read_rows(self.layout, names, self.collector)
        self._look_after(rows, months, as_of)
        basis = self._basis(rows, months, tolerance)
        if basis is None:
            if not self.collector.has_errors:  # else the amounts that would tell could not be read
                first = self.layout.months[0].index
                self.collector.say(codes.BASIS_UNKNOWN, self.span(self.layout.first, first))
            return None
        sums = Sums(self.plan, basis, months, tolerance, self.collector)
        accounts = [sums.checked(line) for line in rows.lines]
        rows = settled(rows, accounts, sums, names)
        look_for_hidden(self.layout, rows, accounts, self.collector)
        source = said_source or told_source(self.layout)
        return SheetSpending(
            as_of,
            source or title_of(self.layout, self.plan.fiscal_year) or "",
            basis,
            tuple(
                self._line(line, account, basis, months)
                for line, account in zip(rows.lines, accounts, strict=True)
            ),
            sums.totals(rows, accounts),
            tolerance or None,
            {line.row.text: line.key[0] for line in rows.lines if self._is_known_otherwise(line)},
            source is not None,
        )

    def _are_parts(self, rows: Rows, months: Sequence[int], tolerance: Decimal) -> bool:
        """Whether the months are not all that was disbursed: some are missing, and more stands beside."""
        there = {column.heading.month for column in self.layout.months if column.heading}
        said = any(column.heading and column.heading.is_cumulative for column in self.layout.months)
        if said or not there or there >= set(months) or not self.layout.of(Role.DISBURSED):
            return False
        return guess_basis(rows.lines, months, tolerance, every_row=True) is None

    def _basis(self, rows: Rows, months: Sequence[int], tolerance: Decimal) -> str | None:
        """As remembered, as the headings say, else as the amounts show; without months, cumulative."""
        if not self.layout.months:
            return "สะสม"
        if self.mapping.basis:
            return self.mapping.basis
        said = {column.heading.is_cumulative for column in self.layout.months if column.heading}
        if said & {True, False}:
            return "สะสม" if True in said else "รายเดือน"
        return guess_basis(rows.lines, months, tolerance, every_row=False)

    def _look_after(self, rows: Rows, months: Sequence[int], as_of: date) -> None:
        """Says which amounts are of months that were not over."""
        for line in rows.lines:
            for part, figure in line.row.figures.items():
                if isinstance(part, int) and part not in months and figure.value:
                    span = Span(self.collector.file, where=figure.where)
                    day = show_day(as_of, glue=False)
                    self.collector.say(codes.MONTH_AFTER, span, cell=figure.where, day=day)

    def _line(self, line: LineRow, account: Account, basis: str, months: Sequence[int]) -> Line:
        row, has = line.row, self.layout.of
        disbursed: dict[int, Decimal] = {}
        for month in months:
            is_told = row.has(month) or basis == "รายเดือน" or not any(disbursed.values())
            if month in row.figures and is_told:  # a gap between cumulative amounts is no zero
                disbursed[month] = row.value(month)
        if has(Role.DISBURSED) and basis == "สะสม" and months[-1] not in row.figures:
            disbursed[months[-1]] = account.amounts[Role.DISBURSED]
        tells_transfer = any(map(has, (Role.TRANSFER, Role.AFTER, *TRANSFERS)))
        tells_committed = has(Role.COMMITTED) or has(Role.SPENT)
        halves = sorted(TRANSFERS, key=lambda each: not row.value(each))
        parts: dict[str | int, tuple[Role | int, ...]] = {
            "transfer": (*halves, Role.TRANSFER, Role.AFTER),
            "committed": (Role.COMMITTED, Role.SPENT),
            **{month: (month, Role.DISBURSED) for month in disbursed},
        }
        cells = {
            name: row.figures[part].where
            for name, either in parts.items()
            for part in reversed(either)
            if part in row.figures
        }
        return Line(
            line.key,
            account.amounts[Role.TRANSFER] if tells_transfer else None,
            account.amounts[Role.COMMITTED] if tells_committed else None,
            disbursed,
            row.where,
            cells,
        )

    def _is_known_otherwise(self, line: LineRow) -> bool:
        """Whether the sheet calls the project otherwise than the plan."""
        project = next(each for each in self.plan.projects if each.id == line.key[0])
        return line.row.text not in (project.id, project.name) and bool(line.row.text)

    def span(self, row: int, column: int) -> Span:
        """The place of a cell."""
        where = self.layout.sheet.where(row, column) if self.layout.sheet.name else address(row, column)
        return Span(self.collector.file, where=where)
