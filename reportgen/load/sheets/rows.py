"""The rows under the headings: which is a project's, which a total, which a heading of a section.

Gives every row its amounts and says what cannot be read; adds nothing up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.diagnostics import Rule, Span
from reportgen.load.collector import Collector
from reportgen.load.sheets import codes
from reportgen.load.sheets.figures import read_figures
from reportgen.load.sheets.grid import Cell, Sheet, address
from reportgen.load.sheets.layout import Layout
from reportgen.load.sheets.names import (
    GROUPS,
    Dimension,
    Names,
    Scope,
    TotalLabel,
    kind_of_heading,
    normal,
    total_label,
)
from reportgen.load.sheets.numbering import numbers_columns
from reportgen.load.sheets.transfers import with_ways
from reportgen.load.sheets.values import HeadRow, Key, LineRow, Row, Rows, TotalRow
from reportgen.model.mapping import Role
from reportgen.model.plan import Budget


def read_rows(layout: Layout, names: Names, collector: Collector) -> Rows:
    """Every row below the headings."""
    reading = _Reading(layout, names, collector)
    for number in range(layout.last + 1, layout.sheet.last_row + 1):
        reading.take(number)
    if reading.passed:
        collector.say(codes.ROWS_PASSED, reading.span(*reading.passed[0]), cells=reading.listed())
    lines, totals, lost = tuple(reading.lines), tuple(reading.totals), tuple(reading.lost)
    left_out, heads = tuple(reading.left_out), tuple(reading.heads)
    return with_ways(Rows(lines, totals, left_out, lost, heads), collector)


@dataclass(slots=True)
class _Reading:
    """The rows read so far, and the sections that they stand in."""

    layout: Layout
    names: Names
    collector: Collector
    lines: list[LineRow] = field(default_factory=list)
    totals: list[TotalRow] = field(default_factory=list)
    passed: list[tuple[int, int]] = field(default_factory=list)
    sections: dict[Dimension, str] = field(default_factory=dict)
    project: str | None = None
    seen: dict[Key, str] = field(default_factory=dict)
    left_out: list[tuple[Scope, Row]] = field(default_factory=list)
    lost: list[Scope] = field(default_factory=list)
    heads: list[HeadRow] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    """Rows that name something the plan does not know, whose totals are not given yet."""

    @property
    def sheet(self) -> Sheet:
        return self.layout.sheet

    def take(self, number: int) -> None:
        """Reads one row."""
        label = self._label(number)
        if not self.seen and numbers_columns(self.sheet, number, label):
            return
        known = label is not None and self._is_known(label)
        amounts, faults = read_figures(self.layout, number, label)
        where = self._where(label, number)
        row = Row(number, where, label.text if label else "", amounts, frozenset(faults))
        if self._is_put_away(row):
            return
        if known or row.has_amounts:  # else it is a remark or a signature, written anywhere
            for rule, where, text in faults.values():
                self.collector.say(rule, Span(self.collector.file, where=where), cell=where, text=text)
        if not row.has_amounts and not known:
            if label:
                self.passed.append((label.row, label.column))
                self.headings.append((number, normal(label.text)))
        elif label is None:
            self._say(codes.ROW_UNNAMED, row)
            self.lost.append({})
        else:
            self._named(row, label)

    def _is_put_away(self, row: Row) -> bool:
        """Whether a row is hidden and empty, and the sheet's budgets or the plan are without it."""
        if row.number not in self.sheet.hidden_rows or row.unread or not row.has_amounts or row.is_of_some:
            return False
        has_budget = any(self.layout.of(role) for role in (Role.ACT, Role.AFTER, Role.BALANCE))
        return has_budget or self.names.project(row.text) is None

    def listed(self) -> str:
        """The cells passed over, the first few of them."""
        cells = [address(row, column) for row, column in self.passed]
        return ", ".join(cells[:8]) + (" …" if len(cells) > 8 else "")

    def span(self, row: int, column: int) -> Span:
        """The place of a cell."""
        return Span(self.collector.file, where=self.sheet.where(row, column))

    def _where(self, label: Cell | None, number: int) -> str:
        return self.sheet.where(number, label.column if label else self.layout.columns[0].index)

    def _say(self, rule: Rule, row: Row, **args: str) -> None:
        self.collector.say(rule, Span(self.collector.file, where=row.where), cell=row.where, **args)

    # What a row is

    def _label(self, number: int) -> Cell | None:
        """The project's cell, or where it has none the first text of the row before its amounts."""
        for role in (Role.CODE, Role.PROJECT):
            column = self.layout.of(role)
            cell = self.sheet.at(number, column.index) if column else None
            if cell and cell.text:
                return cell
        first_amount = min(each.index for each in self.layout.columns if each.is_amount)
        cells = (self.sheet.at(number, index) for index in range(1, first_amount))
        return next((cell for cell in cells if cell and cell.kind == "text"), None)

    def _is_known(self, label: Cell) -> bool:
        text = label.text
        return bool(self.names.project(text) or self.names.section(text) or self._scopes(text))

    def _named(self, row: Row, label: Cell) -> None:
        project, kind = self.names.project(label.text), kind_of_heading(label.text)
        if project == Role.UNUSED:
            if kind and row.has_amounts:
                self.heads.append(HeadRow(row, kind, dict(self.sections), is_left_out=True))
            else:
                self.left_out.append((dict(self.sections), row))
            return
        if project is not None:
            self._project_row(row, project)
            return
        total = total_label(label.text)
        scopes = self._scopes(label.text)
        after = self._after(total) if total else ()
        if scopes or after:
            self.totals += [TotalRow(scopes, row, after)] if row.has_amounts else []
            self._close(label.text)
            return
        if total:
            self._say(codes.TOTAL_UNKNOWN, row, text=label.text)
            return
        section = self.names.section(label.text)
        if section is None and kind:
            self.heads.append(HeadRow(row, kind, dict(self.sections)))
            self.headings.append((row.number, normal(label.text)))
            self.project = None
        elif section is None:
            nearest = self.names.nearest_project(label.text)
            self._say(codes.PROJECT_UNKNOWN, row, text=label.text, nearest=nearest)
            self.lost.append(dict(self.sections))
            self.project = None
        elif self.project and section[0] in ("fund", "group") and row.has_amounts:
            self._line(row, self.project, {**self.sections, **self._columns(row), section[0]: section[1]})
        else:
            self._open(*section)
            self.totals += [TotalRow((dict(self.sections),), row)] if row.has_amounts else []

    def _project_row(self, row: Row, project: str) -> None:
        """A line, or the heading of the lines below it, one a fund, of which it may show the total."""
        self.project = project
        told = {**self.sections, **self._columns(row)}
        below = self._label(row.number + 1)
        section = self.names.section(below.text) if below and not self.names.project(below.text) else None
        budgets = self._budgets(project, told)
        if len(budgets) > 1 and section and section[0] in ("fund", "group"):
            self.totals += [TotalRow(({"project": project},), row)] if row.has_amounts else []
        elif row.has_amounts or row.unread:
            self._line(row, project, told)

    # Totals and sections

    def _scopes(self, text: str) -> tuple[Scope, ...]:
        """What a row of totals may be the total of: what it names, else the sections around it."""
        label = total_label(text)
        if label is None or label.is_carried:
            return ()
        if label.is_of_all:
            return ({},)
        if label.text:
            return self._named_scopes(label)
        around = list(self.sections.items())
        return tuple(dict(around[:count]) for count in range(len(around), -1, -1))

    def _after(self, total: TotalLabel) -> tuple[int, ...]:
        """The rows below which all may be in a total: the heading that it names, or, where it names nothing,
        the last heading and the last total."""
        if total.is_of_all:
            return (self.layout.last,) if total.is_carried else ()
        if total.text:
            named = [number for number, text in self.headings if text == normal(total.text)]
            self.headings = (
                [each for each in self.headings if each[0] < named[-1]] if named else self.headings
            )
            return tuple(named[-1:])
        last = [number for number, _ in self.headings[-1:]]
        self.headings = self.headings[:-1]
        return (*last, *(each.row.number for each in self.totals[-1:]))

    def _named_scopes(self, label: TotalLabel) -> tuple[Scope, ...]:
        project = self.names.project(label.text)
        named: tuple[Dimension, str] | None = (
            ("project", project) if project else self.names.section(label.text)
        )
        if named is None:
            return ()
        whole: Scope = {named[0]: named[1]}
        around = {key: value for key, value in self.sections.items() if key != named[0]}
        return ({**around, **whole}, whole) if around else (whole,)

    def _open(self, dimension: Dimension, value: str) -> None:
        """Begins a section; one of the same sort ends, and those within it."""
        if dimension in self.sections:
            outer = list(self.sections.items())
            place = [name for name, _ in outer].index(dimension)
            self.sections = dict(outer[:place])
        self.sections[dimension] = value
        self.project = None

    def _close(self, text: str) -> None:
        """Ends the section whose total was given, and those within it."""
        self.project = None
        label = total_label(text)
        named = self.names.section(label.text) if label and label.text else None
        if named and named[0] in self.sections:
            while self.sections.popitem()[0] != named[0]:
                pass
        elif self.sections and label and not label.text and not label.is_of_all:
            self.sections.popitem()

    # Lines

    def _columns(self, row: Row) -> dict[Dimension, str]:
        """Group and fund from their columns; what cannot be read there is said."""
        found: dict[Dimension, str] = {}
        roles: tuple[tuple[Role, Dimension], ...] = ((Role.GROUP, "group"), (Role.FUND, "fund"))
        for role, dimension in roles:
            column = self.layout.of(role)
            cell = self.sheet.at(row.number, column.index) if column else None
            if cell is None or not column:
                continue
            read = self.names.group(cell.text) if dimension == "group" else self.names.fund(cell.text)
            if read is None:
                self._unknown(dimension, cell)
            found[dimension] = read or ""
        return found

    def _unknown(self, dimension: Dimension, cell: Cell) -> None:
        """Says that a cell names no group or no fund of the plan."""
        where, text = self.sheet.where(cell.row, cell.column), cell.text
        span = Span(self.collector.file, where=where)
        if dimension == "group":
            first, last = GROUPS
            self.collector.say(codes.GROUP_UNKNOWN, span, cell=where, text=text, first=first, last=last)
        else:
            nearest = self.names.nearest_fund(text)
            self.collector.say(codes.FUND_UNKNOWN, span, cell=where, text=text, nearest=nearest)

    def _budgets(self, project: str, told: Mapping[Dimension, str]) -> list[Budget]:
        """The project's budgets that agree with what is told."""
        mapping = self.names.mapping
        group, fund = told.get("group") or mapping.group, told.get("fund") or mapping.fund
        own = next((each.budgets for each in self.names.plan.projects if each.id == project), ())
        return [each for each in own if group in (None, each.group) and fund in (None, each.fund)]

    def _line(self, row: Row, project: str, told: Mapping[Dimension, str]) -> None:
        of_row: Scope = {"project": project, **{name: value for name, value in told.items() if value}}
        if "" in told.values():
            self.lost.append(of_row)
            return  # a fund or group that was said to be unknown
        budgets = self._budgets(project, told)
        known = "; ".join(f"{each.group}, {each.fund}" for each in self._budgets(project, {}))
        if len(budgets) != 1:
            named = ", ".join(told[name] for name in ("group", "fund") if name in told) or "-"
            rule = codes.BUDGET_SEVERAL if budgets else codes.BUDGET_UNKNOWN
            self._say(rule, row, project=project, known=known, told=named)
            self.lost.append(of_row)
            return
        key = (project, str(budgets[0].group), str(budgets[0].fund))
        if key in self.seen:
            self._say(codes.LINE_TWICE, row, project=project, first=self.seen[key])
            self.lost.append(of_row)
            return
        self.seen[key] = row.where
        self.lines.append(LineRow(key, row))
