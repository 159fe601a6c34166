"""The sheet against itself: rows against their own amounts, totals against the rows.

Adds up what was read, in Decimal; corrects nothing. What only follows from a fault that was said is not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
_RATES = (Role.DISBURSED_RATE, Role.SPENT_RATE)
_TOTAL_KEYS = {
    Role.ACT: "act",
    Role.AFTER: "after_transfer",
    Role.COMMITTED: "committed",
    Role.DISBURSED: "disbursed",
    Role.SPENT: "spent",
}
_OF_PLAN = frozenset(("act", "after_transfer"))
_OF_BUDGET = frozenset((Role.AFTER, Role.BALANCE, *_RATES))
_OF_SPENT = frozenset((Role.SPENT, Role.BALANCE, Role.SPENT_RATE))
_FOLLOWS: Mapping[Part, frozenset[Part]] = {
    Role.ACT: _OF_BUDGET,
    Role.TRANSFER: _OF_BUDGET,
    Role.TRANSFER_IN: _OF_BUDGET | {Role.TRANSFER},
    Role.TRANSFER_OUT: _OF_BUDGET | {Role.TRANSFER},
    Role.AFTER: _OF_BUDGET | {Role.TRANSFER},
    Role.DISBURSED: _OF_SPENT | {Role.DISBURSED_RATE, *range(1, 13)},
    Role.COMMITTED: _OF_SPENT,
    Role.SPENT: _OF_SPENT | {Role.COMMITTED},
    **dict.fromkeys(range(1, 13), _OF_SPENT | {Role.DISBURSED, Role.DISBURSED_RATE}),
}
"""What is wrong too where one is wrong."""


@dataclass(frozen=True, slots=True)
class Account:
    """A line with every amount that it gives or implies, in baht; a fault touches those in `doubtful`."""

    key: Key
    amounts: Mapping[Part, Decimal]
    doubtful: frozenset[Part] = frozenset()


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
        disbursed = self._disbursed(row, months)
        after = row.value(Role.AFTER)
        received, given = row.value(Role.TRANSFER_IN), row.value(Role.TRANSFER_OUT)
        transfer = row.value(Role.TRANSFER)
        if Role.TRANSFER_IN in told or Role.TRANSFER_OUT in told:
            transfer = received - given
        elif Role.TRANSFER not in told and row.has(Role.AFTER):
            transfer = after - act
        committed = row.value(Role.COMMITTED)
        if Role.COMMITTED not in told and row.has(Role.SPENT):
            committed = row.value(Role.SPENT) - disbursed
        spent = disbursed + committed
        amounts: dict[Part, Decimal] = {
            **months,
            Role.ACT: act,
            Role.TRANSFER: transfer,
            Role.TRANSFER_IN: received,
            Role.TRANSFER_OUT: given,
            Role.AFTER: act + transfer,
            Role.DISBURSED: disbursed,
            Role.COMMITTED: committed,
            Role.SPENT: spent,
            Role.BALANCE: act + transfer - spent,
        }
        return Account(line.key, amounts)

    def _disbursed(self, row: Row, months: Mapping[Part, Decimal]) -> Decimal:
        """What was disbursed from 1 October: by the months where they tell all, else by its own cell."""
        is_sum = self.basis == "สะสม"
        is_whole = self.months[-1] in months if is_sum else len(months) == len(self.months)
        if not months or (Role.DISBURSED in row.figures and not is_whole):
            return row.value(Role.DISBURSED)
        written = [months[month] for month in months if row.has(month)] or [ZERO]
        return written[-1] if is_sum else sum(months.values(), ZERO)

    def checked(self, line: LineRow) -> Account:
        """The amounts of a line; says where its row contradicts itself or the plan."""
        account, row = self.account(line), line.row
        doubtful = {each for part in row.unread for each in touched(part)}
        for part in SUMMED:
            figure = row.figures.get(part)
            if part in doubtful or figure is None or figure.value is None:
                continue
            if self._differs(figure.value, account.amounts[part]):
                args = _shown(figure.value, account.amounts[part])
                self.collector.say(
                    codes.LINE_DIFFERS, self._span(figure), cell=figure.where, role=str(part), **args
                )
                doubtful |= touched(part)
        for part, amount in ((Role.DISBURSED_RATE, Role.DISBURSED), (Role.SPENT_RATE, Role.SPENT)):
            if part not in doubtful:
                self._check_rate(row, part, account.amounts[amount], account.amounts[Role.AFTER])
        return replace(account, doubtful=frozenset(doubtful))

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

    def totals(self, rows: Rows, accounts: Sequence[Account]) -> tuple[Total, ...]:
        """The totals of the sheet, each reconciled with its rows, as far as `plan` has the same rows."""
        found, unlike = list[Total](), dict[str, list[str]]()
        for total in rows.totals:
            row = total.row
            if self._is_of_rows_above(total, rows, accounts):
                continue
            scope = self._scope(total, rows, accounts)
            self._say_wrong(self.wrong(total.row, scope, rows, accounts))
            amounts = self._given(row)
            left_out = (left for told, left in rows.left_out if self._may_hold(scope, told))
            beyond = [left.text for left in left_out if left.has_amounts]
            lacking = self._lacking(scope, accounts)
            passed = set(amounts) if beyond else _OF_PLAN & set(amounts) if lacking else set()
            if passed:
                unlike[row.where] = beyond + lacking
            if kept := {name: amount for name, amount in amounts.items() if name not in passed}:
                cells = {name: row.figures[part].where for part, name in _TOTAL_KEYS.items() if row.has(part)}
                found.append(Total(scope, kept, row.where, cells))
        if unlike and not self.collector.has_errors:
            first = Span(self.collector.file, where=next(iter(unlike)))
            names = dict.fromkeys(name for each in unlike.values() for name in each)
            self.collector.say(codes.TOTAL_UNLIKE, first, cells=", ".join(unlike), names="; ".join(names))
        return tuple(found)

    def _is_of_rows_above(self, total: TotalRow, rows: Rows, accounts: Sequence[Account]) -> bool:
        """Whether a row of totals is rather that of the rows above it than of a part of the plan; says then
        what is wrong with it."""
        by_plan = [self.wrong(total.row, scope, rows, accounts) for scope in total.scopes]
        above = [
            self.wrong(total.row, {}, *between(start, total.row.number, rows, accounts))
            for start in total.after
        ]
        nearest = min(above, key=len, default=None)
        if nearest is None or (by_plan and len(min(by_plan, key=len)) <= len(nearest)):
            return False
        self._say_wrong(nearest)
        return True

    def _say_wrong(self, wrong: Sequence[tuple[Part, Figure, Decimal]]) -> None:
        """Says once of a row of totals that it is wrong, with every cell that is."""
        for part, figure, found in wrong[:1]:
            given = figure.value or ZERO
            name = SHORT[part - 1] if isinstance(part, int) else str(part)
            args = _shown(given, found) | {"difference": show_number(given - found)}
            spans = [self._span(each) for _, each, _ in wrong]
            self.collector.say(codes.TOTAL_DIFFERS, *spans, cell=figure.where, role=name, **args)

    def _given(self, row: Row) -> dict[str, Decimal]:
        """The totals of a row; that of disbursement may be told by its months alone."""
        amounts = {name: row.value(part) for part, name in _TOTAL_KEYS.items() if row.has(part)}
        months = [row.value(month) for month in self.months if row.has(month)]
        is_sum = self.basis == "สะสม"
        if "disbursed" not in amounts and (
            row.has(self.months[-1]) if is_sum else len(months) == len(self.months)
        ):
            amounts["disbursed"] = months[-1] if is_sum else sum(months, ZERO)
        return {name: amounts[name] for name in _TOTAL_KEYS.values() if name in amounts}

    def _scope(self, total: TotalRow, rows: Rows, accounts: Sequence[Account]) -> Scope:
        """The first scope by which the row is right, else the likeliest."""
        right = (scope for scope in total.scopes if not self.wrong(total.row, scope, rows, accounts))
        return next(right, total.scopes[0])

    def wrong(
        self, total: Row, scope: Scope, rows: Rows, accounts: Sequence[Account]
    ) -> list[tuple[Part, Figure, Decimal]]:
        """What in a row of totals is not the sum of the sheet's own rows; of what a fault touches nothing is
        known."""
        if any(self._may_hold(scope, lost) for lost in rows.lost):
            return []
        inside = [account for account in accounts if self._covers(scope, account.key)]
        others = [row for told, row in rows.left_out if self._may_hold(scope, told)]
        doubtful = {part for account in inside for part in account.doubtful}
        doubtful |= {each for row in others for part in row.unread for each in touched(part)}
        found: list[tuple[Part, Figure, Decimal]] = []
        for part, figure in total.figures.items():
            if figure.value is None or part in doubtful or part in _RATES:
                continue
            right = sum((account.amounts.get(part, ZERO) for account in inside), ZERO)
            right += sum((row.value(part) for row in others), ZERO)
            if self._differs(figure.value, right):
                found.append((part, figure, right))
        return found

    def _lacking(self, scope: Scope, accounts: Iterable[Account]) -> list[str]:
        """The projects whose budgets the sheet has no row for."""
        told = {account.key for account in accounts}
        missing = (key for key in self.budgets if key not in told and self._covers(scope, key))
        return [f"{key[0]} ({key[2]})" for key in missing]

    def _covers(self, scope: Scope, key: Key) -> bool:
        own: Scope = {"project": key[0], "group": key[1], "fund": key[2]}
        return self._may_hold(scope, own)

    def _may_hold(self, scope: Scope, told: Scope) -> bool:
        """Whether `scope` may hold a row of which `told` is known."""
        own: dict[Dimension, str] = dict(told)
        if "project" in own:
            of_project = (each.strategy for each in self.plan.projects if each.id == own["project"])
            own["strategy"] = str(next(of_project))
        return all(own.get(dimension, value) == value for dimension, value in scope.items())

    def _differs(self, given: Decimal, found: Decimal) -> bool:
        return abs(given - found) > self.tolerance

    def _span(self, figure: Figure) -> Span:
        return Span(self.collector.file, where=figure.where)


def between(start: int, end: int, rows: Rows, accounts: Sequence[Account]) -> tuple[Rows, list[Account]]:
    """The rows that stand below row `start` and above row `end`, and the accounts of their lines."""
    own = range(start + 1, end)
    pairs = [
        (line, account) for line, account in zip(rows.lines, accounts, strict=True) if line.row.number in own
    ]
    left_out = tuple((told, row) for told, row in rows.left_out if row.number in own)
    return replace(rows, lines=tuple(line for line, _ in pairs), left_out=left_out), [
        each for _, each in pairs
    ]


def touched(part: Part) -> frozenset[Part]:
    """What is wrong where `part` is: it, and what follows from it."""
    return _FOLLOWS.get(part, frozenset()) | {part}


def _shown(given: Decimal, found: Decimal) -> dict[str, str]:
    return {"given": show_number(given), "found": show_number(found)}
