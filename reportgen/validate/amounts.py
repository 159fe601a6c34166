"""Checks of a period's amounts: months, budgets, and finance's own totals to the satang.

The sums here are made straight from the input, apart from `compute`, so that the two can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from reportgen.diagnostics import Diagnostic, Span
from reportgen.model.document import PeriodInputs
from reportgen.model.plan import Budget, Plan
from reportgen.model.scalars import Amount
from reportgen.model.spending import Line, Spending, Total
from reportgen.thai.dates import month_name, show_day
from reportgen.thai.money import show_number
from reportgen.validate import rules
from reportgen.validate.names import span_of, unknown

ZERO = Decimal(0)
Budgets: TypeAlias = dict[tuple[str, str, str], Budget]

_FROM_OCTOBER = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)


def check_amounts(plan: Plan, period: PeriodInputs) -> Iterator[Diagnostic]:
    """Checks every line against its budget and its months, then the totals given."""
    projects = {project.id: project for project in plan.projects}
    budgets: Budgets = {
        (project.id, budget.group, budget.fund): budget
        for project in plan.projects
        for budget in project.budgets
    }
    seen: dict[tuple[str, str, str], Span] = {}
    for line in period.spending.lines:
        key = (line.project, line.group, line.fund)
        place = span_of(line.project)
        if line.project not in projects:
            yield unknown("project", line.project, list(projects), "plan.yaml")
            continue
        if key in seen:
            yield Diagnostic(rules.LINE_DUPLICATE, (place, seen[key]), {"project": line.project})
        seen.setdefault(key, place)
        if key not in budgets:
            known = "; ".join(f"{each.group}, {each.fund}" for each in projects[line.project].budgets)
            args = {"project": line.project, "group": line.group, "fund": line.fund, "known": known}
            yield Diagnostic(rules.BUDGET_UNKNOWN, (span_of(line.fund),), args)
            continue
        yield from _check_line(line, budgets[key], period.spending)
    for key, budget in budgets.items():
        if key not in seen:
            args = {"project": key[0], "group": key[1], "fund": key[2]}
            yield Diagnostic(
                rules.LINE_MISSING, (period.places["spending"].key(("lines",)), budget.act.span), args
            )
    yield from _check_totals(plan, period.spending, budgets)


def cumulative(line: Line, basis: str) -> Amount:
    """What `line` disbursed from 1 October, with the place of its last amount."""
    if not line.disbursed:
        return Amount(ZERO, span_of(line.project))
    months = sorted(line.disbursed, key=_FROM_OCTOBER.index)
    last = line.disbursed[months[-1]]
    if basis == "สะสม":
        return last
    return Amount(sum((amount.value for amount in line.disbursed.values()), ZERO), last.span)


def _check_line(line: Line, budget: Budget, spending: Spending) -> Iterator[Diagnostic]:
    yield from _check_months(line, spending)
    if line.committed is not None and line.committed.value < 0:
        yield Diagnostic(rules.AMOUNT_NEGATIVE, (line.committed.span,), {"key": "committed"})
    transfer = line.transfer.value if line.transfer else ZERO
    after = budget.act.value + transfer
    if line.transfer is not None and after < 0:
        spans = line.transfer.span, budget.act.span
        yield Diagnostic(rules.BUDGET_NEGATIVE, spans, {"amount": show_number(after)})
        return
    spent = cumulative(line, spending.basis)
    total = spent.value + (line.committed.value if line.committed else ZERO)
    if total > after:
        spans = (line.committed.span if line.committed else spent.span, budget.act.span)
        yield Diagnostic(rules.OVERSPENT, spans, {"amount": show_number(total - after)})


def _check_months(line: Line, spending: Spending) -> Iterator[Diagnostic]:
    last = _FROM_OCTOBER.index(spending.as_of.month)
    given = sorted(line.disbursed, key=_FROM_OCTOBER.index)
    before = ZERO
    for month in given:
        amount = line.disbursed[month]
        if _FROM_OCTOBER.index(month) > last:
            args = {"month": month_name(month), "day": show_day(spending.as_of)}
            yield Diagnostic(rules.MONTH_AFTER, (amount.span,), args)
        falls = amount.value < before if spending.basis == "สะสม" else amount.value < 0
        if falls and line.reason is None:
            yield Diagnostic(rules.CUMULATIVE_FALLS, (amount.span,), {"month": month_name(month)})
        before = amount.value
    if given:
        upto = _FROM_OCTOBER.index(given[-1])
        for month in _FROM_OCTOBER[:upto]:
            if month not in line.disbursed:
                span = line.disbursed[given[-1]].span
                yield Diagnostic(rules.MONTH_MISSING, (span,), {"month": month_name(month)})


def _check_totals(plan: Plan, spending: Spending, budgets: Budgets) -> Iterator[Diagnostic]:
    tolerance = spending.tolerance.value if spending.tolerance else ZERO
    strategy_of: dict[str, str] = {project.id: project.strategy for project in plan.projects}
    lines: dict[tuple[str, str, str], Line] = {
        (line.project, line.group, line.fund): line for line in spending.lines
    }
    for total in spending.totals:
        inside = [key for key in budgets if _covers(total, key, strategy_of)]
        for name in ("act", "after_transfer", "committed", "disbursed", "spent"):
            given: Amount | None = getattr(total, name)
            if given is None:
                continue
            parts = [
                part for key in inside for part in _parts(name, budgets[key], lines.get(key), spending.basis)
            ]
            found = sum((part.value for part in parts), ZERO)
            if abs(found - given.value) > tolerance:
                numbers = {"given": given.value, "sum": found, "difference": given.value - found}
                args = {"key": name} | {key: show_number(value) for key, value in numbers.items()}
                yield Diagnostic(rules.TOTAL_MISMATCH, (given.span, *(part.span for part in parts)), args)


def _covers(total: Total, key: tuple[str, str, str], strategy_of: Mapping[str, str]) -> bool:
    project, group, fund = key
    return (
        total.project in (None, project)
        and total.group in (None, group)
        and total.fund in (None, fund)
        and total.strategy in (None, strategy_of[project])
    )


def _parts(name: str, budget: Budget, line: Line | None, basis: str) -> list[Amount]:
    """The amounts of one budget that add up to the total called `name`."""
    parts: list[Amount | None] = []
    if name in ("act", "after_transfer"):
        parts.append(budget.act)
    if line is not None:
        if name == "after_transfer":
            parts.append(line.transfer)
        if name in ("committed", "spent"):
            parts.append(line.committed)
        if name in ("disbursed", "spent"):
            parts.append(cumulative(line, basis))
    return [part for part in parts if part is not None]
