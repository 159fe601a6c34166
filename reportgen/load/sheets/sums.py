"""The sheet against itself: rows against their own amounts, totals against the rows.

Adds up what was read, in Decimal; corrects nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.diagnostics import Span
from reportgen.load.collector import Collector
from reportgen.load.sheets import codes
from reportgen.load.sheets.names import Dimension, Scope
from reportgen.load.sheets.values import SUMMED, Figure, Key, LineRow, Part, Row, Rows, Total, TotalRow
from reportgen.model.mapping import Role
from reportgen.model.plan import Plan
from reportgen.thai.money import round_half_up, show_number
from reportgen.thai.months import SHORT

ZERO = Decimal(0)
_TOTAL_KEYS = {
    Role.ACT: "act",
    Role.AFTER: "after_transfer",
    Role.COMMITTED: "committed",
    Role.DISBURSED: "disbursed",
    Role.SPENT: "spent",
}


@dataclass(frozen=True, slots=True)
class Account:
    """A line with every amount that it gives or implies, in baht."""

    key: Key
    amounts: Mapping[Part, Decimal]


@dataclass(frozen=True, slots=True)
class Sums:
    """What the lines come to. `basis` is that of the months, `months` those up to the day of the sheet."""

    plan: Plan
    basis: str
    months: tuple[int, ...]
    tolerance: Decimal
    collector: Collector

    @property
    def budgets(self) -> dict[Key, Decimal]:
        """What the plan gives to each budget."""
        return {
            (str(project.id), str(budget.group), str(budget.fund)): budget.act.value
            for project in self.plan.projects
            for budget in project.budgets
        }

    def account(self, line: LineRow) -> Account:
        """The amounts of a line. What the sheet has no column for follows from the others."""
        row = line.row
        told = row.figures
        months: dict[Part, Decimal] = {each: row.value(each) for each in self.months if each in told}
        act = self.budgets[line.key]
        disbursed = row.value(Role.DISBURSED)
        if months:
            written = [months[month] for month in months if row.has(month)] or [ZERO]
            disbursed = written[-1] if self.basis == "สะสม" else sum(months.values(), ZERO)
        after = row.value(Role.AFTER)
        transfer = row.value(Role.TRANSFER)
        if Role.TRANSFER not in told and row.has(Role.AFTER):
            transfer = after - act
        committed = row.value(Role.COMMITTED)
        if Role.COMMITTED not in told and row.has(Role.SPENT):
            committed = row.value(Role.SPENT) - disbursed
        spent = disbursed + committed
        amounts: dict[Part, Decimal] = {
            **months,
            Role.ACT: act,
            Role.TRANSFER: transfer,
            Role.AFTER: act + transfer,
            Role.DISBURSED: disbursed,
            Role.COMMITTED: committed,
            Role.SPENT: spent,
            Role.BALANCE: act + transfer - spent,
        }
        return Account(line.key, amounts)

    def check_line(self, line: LineRow, account: Account) -> None:
        """Says where a row contradicts itself or the plan."""
        for part in SUMMED:
            figure = line.row.figures.get(part)
            if figure and figure.value is not None and self._differs(figure.value, account.amounts[part]):
                args = _shown(figure.value, account.amounts[part])
                self.collector.say(
                    codes.LINE_DIFFERS, self._span(figure), cell=figure.where, role=str(part), **args
                )
        for part, amount in ((Role.DISBURSED_RATE, Role.DISBURSED), (Role.SPENT_RATE, Role.SPENT)):
            self._check_rate(line.row, part, account.amounts[amount], account.amounts[Role.AFTER])

    def _check_rate(self, row: Row, part: Role, amount: Decimal, whole: Decimal) -> None:
        figure = row.figures.get(part)
        if figure is None or figure.value is None or whole == 0:
            return
        exponent = figure.value.as_tuple().exponent
        places = min(2, max(0, -exponent if isinstance(exponent, int) else 0))
        found = amount * 100 / whole
        if abs(found - figure.value) >= Decimal(1).scaleb(-places):
            given = f"{round_half_up(figure.value, 2)}"
            self.collector.say(
                codes.RATE_DIFFERS, self._span(figure), cell=figure.where, role=str(part),
                given=given, found=f"{round_half_up(found, 2)}",
            )  # fmt: skip

    def totals(self, rows: Rows, accounts: Sequence[Account]) -> Iterator[Total]:
        """The totals of the sheet, each reconciled with the lines."""
        for total in rows.totals:
            scope = self._scope(total, accounts)
            wrong = self._wrong(total, scope, accounts)
            for part, figure, found in wrong:
                given = figure.value or ZERO
                name = SHORT[part - 1] if isinstance(part, int) else str(part)
                args = _shown(given, found) | {"difference": show_number(given - found)}
                self.collector.say(
                    codes.TOTAL_DIFFERS, self._span(figure), cell=figure.where, role=name, **args
                )
            if amounts := self._given(total.row):
                yield Total(scope, amounts)

    def _given(self, row: Row) -> dict[str, Decimal]:
        """The totals of a row; that of disbursement may be told by its months alone."""
        amounts = {name: row.value(part) for part, name in _TOTAL_KEYS.items() if row.has(part)}
        months = [row.value(month) for month in self.months if row.has(month)]
        if "disbursed" not in amounts and len(months) == len(self.months):
            amounts["disbursed"] = months[-1] if self.basis == "สะสม" else sum(months, ZERO)
        return {name: amounts[name] for name in _TOTAL_KEYS.values() if name in amounts}

    def _scope(self, total: TotalRow, accounts: Sequence[Account]) -> Scope:
        """The first scope by which the row is right, else the likeliest."""
        right = (scope for scope in total.scopes if not self._wrong(total, scope, accounts))
        return next(right, total.scopes[0])

    def _wrong(
        self, total: TotalRow, scope: Scope, accounts: Sequence[Account]
    ) -> list[tuple[Part, Figure, Decimal]]:
        inside = [account for account in accounts if self._covers(scope, account.key)]
        found: list[tuple[Part, Figure, Decimal]] = []
        for part, figure in total.row.figures.items():
            if figure.value is None or part in (Role.DISBURSED_RATE, Role.SPENT_RATE):
                continue
            right = sum((account.amounts.get(part, ZERO) for account in inside), ZERO)
            if part in (Role.ACT, Role.AFTER, Role.BALANCE):
                right += self._untold(scope, inside)
            if self._differs(figure.value, right):
                found.append((part, figure, right))
        return found

    def _untold(self, scope: Scope, inside: Sequence[Account]) -> Decimal:
        """The budgets of the plan that the sheet has no row for."""
        told = {account.key for account in inside}
        return sum(
            (act for key, act in self.budgets.items() if key not in told and self._covers(scope, key)), ZERO
        )

    def _covers(self, scope: Scope, key: Key) -> bool:
        strategy = next(str(each.strategy) for each in self.plan.projects if each.id == key[0])
        own: dict[Dimension, str] = {
            "project": key[0], "strategy": strategy, "group": key[1], "fund": key[2]
        }  # fmt: skip
        return all(own[dimension] == value for dimension, value in scope.items())

    def _differs(self, given: Decimal, found: Decimal) -> bool:
        return abs(given - found) > self.tolerance

    def _span(self, figure: Figure) -> Span:
        return Span(self.collector.file, where=figure.where)


def guess_basis(lines: Sequence[LineRow], months: Sequence[int], tolerance: Decimal) -> str | None:
    """`สะสม` or `รายเดือน`, by which of the two the column of disbursement to date is right in every row;
    None where there is no such column. With one month, or nothing disbursed, both are: then cumulative."""
    is_sum = is_last = True
    compared = False
    for line in lines:
        figure = line.row.figures.get(Role.DISBURSED)
        written = [line.row.value(month) for month in months if line.row.has(month)]
        if figure is None or not written:
            continue
        compared = True
        given = figure.value or ZERO
        is_sum &= abs(sum(written, ZERO) - given) <= tolerance
        is_last &= abs(written[-1] - given) <= tolerance
    if not compared or not (is_sum or is_last):
        return None
    return "สะสม" if is_last else "รายเดือน"


def _shown(given: Decimal, found: Decimal) -> dict[str, str]:
    return {"given": show_number(given), "found": show_number(found)}
