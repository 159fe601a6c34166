"""Checks of a period's amounts: months, budgets, and finance's own totals to the satang.

The sums here are made straight from the input, apart from `compute`, so that the two can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from reportgen.diagnostics import Diagnostic, Span
from reportgen.model.document import PeriodInputs
from reportgen.model.plan import Budget, Plan, Project
from reportgen.model.received import awaited_from
from reportgen.model.scalars import Amount
from reportgen.model.spending import Line, Spending, Total
from reportgen.thai.dates import month_name, show_day
from reportgen.thai.money import show_number
from reportgen.validate import rules
from reportgen.validate.names import span_of, unknown

ZERO = Decimal(0)
Key: TypeAlias = tuple[str, str, str]
"""Project, group, fund."""
Budgets: TypeAlias = Mapping[Key, Budget]

_SOME = 5
"""Lines named in a message."""
_FROM_OCTOBER = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)


def check_amounts(plan: Plan, period: PeriodInputs) -> Iterator[Diagnostic]:
    """Checks every line against its budget and its months, then the totals given."""
    projects: dict[str, Project] = {project.id: project for project in plan.projects}
    budgets: Budgets = {
        (project.id, budget.group, budget.fund): budget
        for project in plan.projects
        for budget in project.budgets
    }
    seen: dict[Key, Span] = {}
    sound = True
    for line in period.spending.lines:
        key = _key(line)
        if key in seen:
            yield Diagnostic(
                rules.LINE_DUPLICATE, (span_of(line.project), seen[key]), {"project": line.project}
            )
            sound = False
        seen.setdefault(key, span_of(line.project))
        if key in budgets:
            yield from _check_line(line, budgets[key], period)
        else:
            yield _no_budget(line, projects)
            sound = False
    if period.holds_as_of:
        yield from _months_missing([line for line in period.spending.lines if _key(line) in budgets], period)
    if not sound:
        return  # such a line would be told twice more: as missing, and in the totals
    for key, budget in budgets.items():
        if key not in seen:
            args = {"project": key[0], "group": key[1], "fund": key[2]}
            spans = period.places["spending"].key(("lines",)), budget.act.span
            yield Diagnostic(rules.LINE_MISSING, spans, args)
    if set(seen) >= set(budgets) and not any(
        _after(each, budgets[_key(each)]) < 0 for each in period.spending.lines
    ):
        yield from _check_transfers(period.spending)
    yield from _check_totals(plan, period.spending, budgets)


def check_untold(plan: Plan, period: PeriodInputs) -> Iterator[Diagnostic]:
    """The lines whose commitments, or all of whose months, nobody has written although they are awaited, once
    for each key. A month left out among others, and a line left out, have rules of their own."""
    budgets: Budgets = {
        (each.id, budget.group, budget.fund): budget for each in plan.projects for budget in each.budgets
    }
    months = _FROM_OCTOBER[: _FROM_OCTOBER.index(period.spending.as_of.month) + 1]
    lines = {_key(line): line for line in reversed(period.spending.lines) if _key(line) in budgets}
    awaited = [
        line for key, line in reversed(lines.items()) if awaited_from(budgets[key], line, months) is not None
    ]
    for key in ("committed", "disbursed"):
        blank = [line for line in awaited if not _is_told(line, key)]
        if blank:
            yield Diagnostic(
                rules.AMOUNT_UNTOLD, (span_of(blank[0].project),), {"key": key, "lines": _names(blank)}
            )


def _names(lines: Sequence[Line]) -> str:
    names = [f"{line.project} ({line.fund})" for line in lines]
    return "; ".join(names[:_SOME]) + (" …" if len(names) > _SOME else "")


def _is_told(line: Line, key: str) -> bool:
    return bool(line.disbursed) if key == "disbursed" else line.committed is not None


def _key(line: Line) -> Key:
    return line.project, line.group, line.fund


def _no_budget(line: Line, projects: Mapping[str, Project]) -> Diagnostic:
    """Why the plan has no budget for `line`: its project, its group or its fund."""
    if line.project not in projects:
        return unknown("project", line.project, list(projects), "plan.yaml")
    own = projects[line.project].budgets
    known = "; ".join(f"{each.group}, {each.fund}" for each in own)
    args = {"project": line.project, "group": line.group, "fund": line.fund, "known": known}
    at_fault = line.group if any(each.fund == line.fund for each in own) else line.fund
    return Diagnostic(rules.BUDGET_UNKNOWN, (span_of(at_fault),), args)


def _disbursed(line: Line, basis: str) -> list[Amount]:
    """The amounts that add up to what `line` disbursed from 1 October."""
    in_order = [line.disbursed[month] for month in sorted(line.disbursed, key=_FROM_OCTOBER.index)]
    return in_order[-1:] if basis == "สะสม" else in_order


def _sum(amounts: list[Amount]) -> Decimal:
    return sum((amount.value for amount in amounts), ZERO)


def _check_line(line: Line, budget: Budget, period: PeriodInputs) -> Iterator[Diagnostic]:
    spending = period.spending
    if period.holds_as_of:
        yield from _check_months(line, spending)
    if line.committed is not None and line.committed.value < 0:
        yield Diagnostic(rules.AMOUNT_NEGATIVE, (line.committed.span,), {"key": "committed"})
    after = _after(line, budget)
    if line.transfer is not None and after < 0:
        spans = line.transfer.span, budget.act.span
        yield Diagnostic(rules.BUDGET_NEGATIVE, spans, {"amount": show_number(after)})
        return
    spent = _disbursed(line, spending.basis)
    if line.committed is not None and line.committed.value:
        spent.append(line.committed)
    if _sum(spent) > after:
        spans = spent[-1].span, budget.act.span
        yield Diagnostic(rules.OVERSPENT, spans, {"amount": show_number(_sum(spent) - after)})


def _after(line: Line, budget: Budget) -> Decimal:
    """The budget after transfers."""
    return budget.act.value + (line.transfer.value if line.transfer else ZERO)


def _check_months(line: Line, spending: Spending) -> Iterator[Diagnostic]:
    """No month after as_of, no cumulative amount below the one before."""
    last = _FROM_OCTOBER.index(spending.as_of.month)
    day = show_day(spending.as_of)
    before = ZERO
    for index, month in enumerate(_FROM_OCTOBER):
        amount = line.disbursed.get(month)
        name = month_name(month)
        if amount is None:
            continue
        if index > last:
            yield Diagnostic(rules.MONTH_AFTER, (amount.span,), {"month": name, "day": day})
        falls = amount.value < before if spending.basis == "สะสม" else amount.value < 0
        if falls and line.reason is None:
            yield Diagnostic(rules.CUMULATIVE_FALLS, (amount.span,), {"month": name})
        before = amount.value


def _months_missing(lines: Sequence[Line], period: PeriodInputs) -> Iterator[Diagnostic]:
    """The months up to as_of that lines with other months leave out, the lines that leave out the same ones
    told together."""
    as_of = period.spending.as_of
    months = _FROM_OCTOBER[: _FROM_OCTOBER.index(as_of.month) + 1]
    skipping: dict[str, list[Line]] = {}
    for line in lines:
        skipped = [month_name(month) for month in months if month not in line.disbursed]
        if line.disbursed and skipped:
            skipping.setdefault(", ".join(skipped), []).append(line)
    for skipped_months, alike in skipping.items():
        places = tuple(max(amount.span for amount in line.disbursed.values()) for line in alike)
        args = {"months": skipped_months, "day": show_day(as_of), "lines": _names(alike)}
        yield Diagnostic(rules.MONTH_MISSING, places, args)


def _check_transfers(spending: Spending) -> Iterator[Diagnostic]:
    """Whether what was transferred out of a fund's budgets went into others of it, or finance's own total of
    the fund says the same."""
    moved: dict[str, list[Amount]] = {}
    for line in spending.lines:
        if line.transfer is not None and line.transfer.value:
            moved.setdefault(str(line.fund), []).append(line.transfer)
    confirmed = [
        total.fund
        for total in spending.totals
        if total.after_transfer and (total.project, total.strategy, total.group) == (None, None, None)
    ]
    tolerance = spending.tolerance.value if spending.tolerance else ZERO
    for fund, transfers in moved.items():
        received = _sum([each for each in transfers if each.value > 0])
        given = _sum([each for each in transfers if each.value < 0])
        if abs(received + given) > tolerance and not {None, fund} & set(confirmed):
            numbers = {"sum": received + given, "received": received, "given": -given}
            args = {"fund": fund} | {key: show_number(value) for key, value in numbers.items()}
            yield Diagnostic(rules.TRANSFER_UNBALANCED, tuple(each.span for each in transfers), args)


def _check_totals(plan: Plan, spending: Spending, budgets: Budgets) -> Iterator[Diagnostic]:
    tolerance = spending.tolerance.value if spending.tolerance else ZERO
    if spending.tolerance and tolerance < 0:
        yield Diagnostic(rules.AMOUNT_NEGATIVE, (spending.tolerance.span,), {"key": "tolerance"})
        return
    strategy_of: dict[str, str] = {project.id: project.strategy for project in plan.projects}
    lines = {_key(line): line for line in spending.lines}
    for total in spending.totals:
        inside = [key for key in budgets if _covers(total, key, strategy_of)]
        for name in ("act", "after_transfer", "committed", "disbursed", "spent"):
            given: Amount | None = getattr(total, name)
            if given is None:
                continue
            parts = [
                part for key in inside for part in _parts(name, budgets[key], lines.get(key), spending.basis)
            ]
            found = _sum(parts)
            if abs(found - given.value) > tolerance:
                numbers = {"given": given.value, "sum": found, "difference": given.value - found}
                args = {"key": name} | {key: show_number(value) for key, value in numbers.items()}
                yield Diagnostic(rules.TOTAL_MISMATCH, (given.span, *(part.span for part in parts)), args)


def _covers(total: Total, key: Key, strategy_of: Mapping[str, str]) -> bool:
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
            parts += _disbursed(line, basis)
    return [part for part in parts if part is not None]
