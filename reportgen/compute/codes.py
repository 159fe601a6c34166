"""What `compute` can say while it works out a period."""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity

_WARNING = Severity.WARNING

RECOMMENDATION_DROPPED = Rule(
    "recommendation-dropped",
    _WARNING,
    "The recommendation {id} was open in {period} and is not in this period.",
    "Carry it forward with its status, so that it is not lost.",
)
RECOMMENDATION_OVERDUE = Rule(
    "recommendation-overdue",
    _WARNING,
    "The recommendation {id} was due on {day} and is still open.",
    "Ask {unit} for an update.",
)
DUTY_MISSING = Rule(
    "duty-report-missing",
    _WARNING,
    "A report is due in {period} and was not received: {duty}",
    "Ask for it; until then it is printed as not received.",
)

RULES = (RECOMMENDATION_DROPPED, RECOMMENDATION_OVERDUE, DUTY_MISSING)
