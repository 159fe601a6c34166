"""Checks of the plan's spending targets among themselves: each once, and none beyond the whole."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Rule, Severity, Span
from reportgen.model.plan import Plan
from reportgen.thai.money import show_number

TARGET_TWICE = Rule(
    "target-twice",
    Severity.ERROR,
    "The target of {measure} ({type}) at the end of {period} is given twice.",
    "Keep one of the two; a target of one type or fund alone needs type: or fund:.",
)
TARGET_RANGE = Rule(
    "target-range",
    Severity.ERROR,
    "A target of {percent} percent is outside the range of 0 to 100.",
    "Write the cumulative percentage of the budget, such as 32.00.",
)
RULES = (TARGET_TWICE, TARGET_RANGE)


def check_targets(plan: Plan) -> Iterator[Diagnostic]:
    """Every target that stood before with the same measure, type, fund and period, or is no share."""
    seen: dict[tuple[object, ...], Span] = {}
    for target in plan.targets:
        place = target.percent.span
        if not 0 <= target.percent.value <= 100:
            yield Diagnostic(TARGET_RANGE, (place,), {"percent": show_number(target.percent.value)})
        meant = target.measure, target.type, target.fund, target.period
        if meant in seen:
            args = {"measure": target.measure, "type": target.type, "period": str(target.period)}
            yield Diagnostic(TARGET_TWICE, (place, seen[meant]), args)
        seen.setdefault(meant, place)
