"""One month of the year: what was planned and disbursed in it and to its end, and what stands out.

Works on the snapshot of the document's period, which may be later than the month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from reportgen.compute.arithmetic import add
from reportgen.compute.ledger import FISCAL_ORDER, Account, accounts
from reportgen.compute.spending import by_month, restatements, row
from reportgen.compute.targets import comparisons
from reportgen.model.document import Document
from reportgen.model.figures import Comparison, Restatement
from reportgen.model.monthly import (
    Commitments,
    MonthFigures,
    MonthPart,
    ProjectMonth,
    Refund,
    StrategyMonth,
)
from reportgen.model.plan import Plan
from reportgen.model.scalars import PeriodId
from reportgen.thai.dates import Month
from reportgen.thai.fiscal import fiscal_quarter, month_days

COMMITTING = "ใช้จ่าย"
"""The measure that counts commitments."""


def monthly(document: Document, month: Month) -> MonthFigures:
    """All quantities of `month`, which lies in the document's fiscal year and not after its snapshot."""
    plan, snapshot = document.plan, document.period.spending
    found = accounts(plan, document.period)
    upto = tuple(_until(account, month) for account in found)
    total = row("", upto)
    last = month_days(month).last
    period = PeriodId(plan.fiscal_year, fiscal_quarter(last))
    at_end = snapshot.as_of == last
    threshold = document.profile.monthly.behind.points.value
    strategies = tuple(_strategies(plan, upto, month))
    projects = sorted((each for one in strategies for each in one.projects), key=lambda each: each.number)
    figures = MonthFigures(
        month=month,
        period=period,
        as_of=snapshot.as_of,
        total=_part(upto, month),
        strategies=strategies,
        months=by_month(plan.fiscal_year, upto, total.after, month.month),
        commitments=(
            Commitments(total.committed, total.spent, total.spent_rate, total.balance) if at_end else None
        ),
        comparisons=(),
        behind=tuple(each for each in projects if _is_behind(each, threshold)),
        idle=tuple(each for each in projects if _is_idle(each)),
        restatements=tuple(_restated(document, found, month)),
        refunds=tuple(_refunds(document, upto, month)),
    )
    if not (figures.ends_quarter and figures.is_over):
        return figures
    return replace(figures, comparisons=tuple(_comparisons(plan, period, upto, at_end)))


def _until(account: Account, month: Month) -> Account:
    """The account as it stood at the month's end."""
    months = FISCAL_ORDER[: FISCAL_ORDER.index(month.month) + 1]
    plan = {each: account.plan[each] for each in months}
    actual = {each: account.actual[each] for each in months}
    to_date = {each: account.to_date[each] for each in months}
    return account._replace(plan=plan, actual=actual, to_date=to_date)


def _part(inside: Sequence[Account], month: Month) -> MonthPart:
    total = row("", inside)
    return MonthPart(
        after=total.after,
        plan=add(each.plan[month.month] for each in inside),
        actual=add(each.actual[month.month] for each in inside),
        plan_to_date=total.plan or add(()),
        actual_to_date=total.disbursed,
        rate=total.disbursed_rate,
        plan_rate=total.plan_rate,
        gap=total.plan_gap,
    )


def _strategies(plan: Plan, upto: Sequence[Account], month: Month) -> Iterator[StrategyMonth]:
    """The strategies that have projects, in the plan's order."""
    numbered = list(enumerate(plan.projects, start=1))
    for number, strategy in enumerate(plan.strategies, start=1):
        inside = [each for each in upto if each.project.strategy == strategy.id]
        projects = tuple(
            ProjectMonth(place, project, _part([each for each in inside if each.project is project], month))
            for place, project in numbered
            if project.strategy == strategy.id
        )
        if projects:
            yield StrategyMonth(number, strategy, projects, _part(inside, month))


def _is_behind(each: ProjectMonth, threshold: Decimal) -> bool:
    gap = each.part.gap
    return gap is not None and not gap.lacking and gap.value < -threshold


def _is_idle(each: ProjectMonth) -> bool:
    part = each.part
    begun = part.plan_rate is None or part.plan_to_date.value > 0
    reached = part.actual_to_date
    return part.after.value > 0 and not reached.lacking and reached.value == 0 and begun


def _comparisons(plan: Plan, period: PeriodId, upto: Sequence[Account], at_end: bool) -> Iterator[Comparison]:
    """Those of disbursement; those that count commitments only where they are the month's."""
    for each in comparisons(plan, period, upto):
        if at_end or each.measure != COMMITTING:
            yield each


def _restated(document: Document, found: Sequence[Account], month: Month) -> Iterator[Restatement]:
    if document.earlier:
        last = document.earlier[-1]
        then = accounts(document.plan, last)
        for each in restatements(document.plan.fiscal_year, found, then, last):
            if each.month <= month:
                yield each


def _refunds(document: Document, upto: Sequence[Account], month: Month) -> Iterator[Refund]:
    lines = document.period.spending.lines
    reasons = {(line.project, line.group, line.fund): line.reason for line in lines}
    for each in upto:
        amount = each.actual[month.month]
        if amount.value < 0:
            reason = reasons.get((each.project.id, each.budget.group, each.budget.fund))
            yield Refund(each.project, each.budget.fund, amount, reason)
