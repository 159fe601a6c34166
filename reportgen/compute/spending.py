"""Spending rows: totals and sub-totals by group, fund, strategy and project; by month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.compute.arithmetic import add, baht, gap, rate, subtract
from reportgen.compute.ledger import FISCAL_ORDER, Account
from reportgen.model.document import PeriodInputs
from reportgen.model.figures import MonthRow, ProjectRow, Restatement, Row, StrategyRows
from reportgen.model.plan import Plan
from reportgen.model.quantity import Quantity
from reportgen.model.received import is_planned
from reportgen.thai.fiscal import fiscal_months


def row(label: str, accounts: Sequence[Account], whole: Quantity | None = None) -> Row:
    """The sum of `accounts`; `whole` is the denominator of the share, the row's own budget without it."""
    act, transfer = add(each.act for each in accounts), add(each.transfer for each in accounts)
    after = add((act, transfer))
    disbursed, committed = add(each.disbursed for each in accounts), add(each.committed for each in accounts)
    spent = add((disbursed, committed))
    plan = None
    if any(is_planned(each.budget) for each in accounts):
        plan = add(amount for each in accounts for amount in each.plan.values())
    disbursed_rate, plan_rate = rate(disbursed, after), rate(plan, after) if plan else None
    return Row(
        label=label,
        act=act,
        transfer=transfer,
        after=after,
        disbursed=disbursed,
        committed=committed,
        spent=spent,
        balance=subtract(after, spent),
        plan=plan,
        disbursed_rate=disbursed_rate,
        spent_rate=rate(spent, after),
        plan_rate=plan_rate,
        plan_gap=gap(disbursed_rate, plan_rate),
        share=rate(after, whole or after),
    )


def rows_by(accounts: Sequence[Account], labels: Iterable[tuple[str, str]]) -> tuple[Row, ...]:
    """One row for each `(label, key)` in order of first appearance; `labels` runs beside `accounts`."""
    parts: dict[str, tuple[str, list[Account]]] = {}
    for account, (label, key) in zip(accounts, labels, strict=True):
        parts.setdefault(key, (label, []))[1].append(account)
    whole = row("", accounts).after
    return tuple(row(label, part, whole) for label, part in parts.values())


def by_strategy(plan: Plan, accounts: Sequence[Account]) -> tuple[StrategyRows, ...]:
    """Strategies in the plan's order, each with its projects and their sub-total."""
    whole = row("", accounts).after
    own: dict[str, list[Account]] = {}
    for account in accounts:
        own.setdefault(account.project.id, []).append(account)
    numbered = list(enumerate(plan.projects, start=1))
    found = []
    for number, strategy in enumerate(plan.strategies, start=1):
        projects = [(index, project) for index, project in numbered if project.strategy == strategy.id]
        rows = tuple(
            ProjectRow(index, project, row(project.name, own.get(project.id, ()), whole))
            for index, project in projects
        )
        inside = [account for _, project in projects for account in own.get(project.id, ())]
        found.append(StrategyRows(number, strategy, rows, row(strategy.name, inside, whole)))
    return tuple(found)


def by_month(
    fiscal_year: int, accounts: Sequence[Account], after: Quantity, last_month: int
) -> tuple[MonthRow, ...]:
    """From October to `last_month` (a calendar month number)."""
    rows: list[MonthRow] = []
    for month in fiscal_months(fiscal_year)[: FISCAL_ORDER.index(last_month) + 1]:
        plan = add(account.plan[month.month] for account in accounts)
        actual = add(account.actual[month.month] for account in accounts)
        plan_to_date = add((rows[-1].plan_to_date, plan)) if rows else plan
        actual_to_date = add(account.to_date[month.month] for account in accounts)
        rows.append(MonthRow(month, plan, actual, plan_to_date, actual_to_date, rate(actual_to_date, after)))
    return tuple(rows)


def year_plan(accounts: Sequence[Account]) -> tuple[Quantity, ...]:
    """The plan of all budgets to the end of each month of the fiscal year, months to come included."""
    found: list[Quantity] = []
    for month in FISCAL_ORDER:
        alone = add(baht(account.budget.monthly.get(month)) for account in accounts)
        found.append(add((found[-1], alone)) if found else alone)
    return tuple(found)


def restatements(
    fiscal_year: int, now: Sequence[Account], then: Sequence[Account], last: PeriodInputs
) -> tuple[Restatement, ...]:
    """The months up to the last period's as_of whose amounts are no longer what it reported; of a month that
    either did not tell there is nothing to say."""
    reported = {(each.project.id, each.budget.group, each.budget.fund): each for each in then}
    months = fiscal_months(fiscal_year)[: FISCAL_ORDER.index(last.spending.as_of.month) + 1]
    found = []
    for account in now:
        before = reported.get((account.project.id, account.budget.group, account.budget.fund))
        if before is None:
            continue
        for month in months:
            old, new = before.actual[month.month], account.actual[month.month]
            if old.value != new.value and not old.lacking | new.lacking:
                difference = subtract(new, old)
                found.append(Restatement(account.project, account.budget.fund, month, old, new, difference))
    return tuple(found)
