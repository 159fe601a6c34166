"""The stage `compute`: a valid document to the quantities of its report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportgen.compute.arithmetic import add, subtract
from reportgen.compute.calendar import check_missed, missed
from reportgen.compute.ledger import FISCAL_ORDER, Account, accounts
from reportgen.compute.spending import by_month, by_strategy, restatements, row, rows_by, year_plan
from reportgen.compute.targets import comparisons
from reportgen.compute.watch import check_duties, check_follow_ups, duties, follow_ups, kpis, regions
from reportgen.diagnostics import Diagnostic
from reportgen.model.document import Document
from reportgen.model.figures import Figures
from reportgen.model.quantity import Quantity


class Computed(NamedTuple):
    """The figures of a period and what should be said of them."""

    figures: Figures
    diagnostics: tuple[Diagnostic, ...]


def compute(document: Document) -> Computed:
    """All quantities of the document's period, each made once."""
    plan, period = document.plan, document.period
    now = accounts(plan, period)
    total = row("รวมทั้งสิ้น", now)
    strategies = by_strategy(plan, now)
    last = document.earlier[-1] if document.earlier else None
    then = accounts(plan, last) if last else ()
    quarter_months = FISCAL_ORDER[(period.id.quarter - 1) * 3 : period.id.quarter * 3]
    watched = follow_ups(document)
    due = duties(document)
    late = missed(plan, document.periods, period.id, period.spending.as_of)
    figures = Figures(
        total=total,
        groups=rows_by(now, [(each.budget.group, each.budget.group) for each in now]),
        funds=rows_by(now, [(each.budget.fund, each.budget.fund) for each in now]),
        strategies=strategies,
        strategy_rows=tuple(strategy.subtotal for strategy in strategies),
        months=by_month(plan.fiscal_year, now, total.after, period.spending.as_of.month),
        year_plan=year_plan(now),
        quarter_disbursed=add(_in_quarter(each, quarter_months) for each in now),
        change=subtract(total.disbursed, add(each.disbursed for each in then)) if last else None,
        restatements=restatements(plan.fiscal_year, now, then, last) if last else (),
        comparisons=comparisons(plan, period.id, now),
        kpis=kpis(plan, period.id, period.findings),
        follow_ups=watched,
        duties=due,
        regions=regions(document),
        missed=late,
    )
    said = (*check_follow_ups(document, watched), *check_duties(document, due), *check_missed(late))
    return Computed(figures, said)


def _in_quarter(account: Account, months: Sequence[int]) -> Quantity:
    """What was disbursed in `months`, those of the quarter; one left out between two cumulative amounts does
    not hide what they come to."""
    found = add(account.actual[month] for month in months if month in account.actual)
    if not found.lacking:
        return found
    reached = list(account.to_date.values())
    before = reached[: FISCAL_ORDER.index(months[0])]
    apart = subtract(reached[-1], add(before[-1:]))
    return found if apart.lacking else apart
