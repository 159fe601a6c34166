"""Rates against the targets that somebody set for the period."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.compute.arithmetic import gap
from reportgen.compute.ledger import Account
from reportgen.compute.spending import row
from reportgen.model.figures import Comparison, Row, Verdict
from reportgen.model.plan import Plan, Target
from reportgen.model.quantity import Quantity
from reportgen.model.scalars import PeriodId

MEASURES = ("เบิกจ่าย", "ใช้จ่าย")


def comparisons(plan: Plan, period: PeriodId, accounts: Sequence[Account]) -> tuple[Comparison, ...]:
    """Each target of the period, and the overall rate of both measures even where nobody set a target."""
    targets = [target for target in plan.targets if target.period == period]
    found = []
    for measure in MEASURES:
        own = [target for target in targets if target.measure == measure]
        if not any(target.type == "ภาพรวม" and target.fund is None for target in own):
            found.append(_compare(measure, "ภาพรวม", None, None, row("", accounts)))
        for target in own:
            inside = [each for each in accounts if _in_scope(target, each)]
            found.append(_compare(measure, target.type, target.fund, target, row("", inside)))
    return tuple(found)


def _in_scope(target: Target, account: Account) -> bool:
    type_fits = target.type in ("ภาพรวม", account.budget.type)
    return type_fits and target.fund in (None, account.budget.fund)


def _compare(measure: str, type_: str, fund: str | None, target: Target | None, part: Row) -> Comparison:
    amount, rate = (
        (part.disbursed, part.disbursed_rate) if measure == "เบิกจ่าย" else (part.spent, part.spent_rate)
    )
    aim = Quantity(target.percent.value, "ร้อยละ", (target.percent.span,)) if target else None
    distance = gap(rate, aim)
    verdict: Verdict
    if rate is None:
        verdict = "no-budget"
    elif rate.lacking:
        verdict = "untold"
    elif distance is None:
        verdict = "no-target"
    elif distance.value == 0:
        verdict = "equal"
    else:
        verdict = "above" if distance.value > 0 else "below"
    return Comparison(measure, type_, fund, amount, part.after, rate, target, distance, verdict)
