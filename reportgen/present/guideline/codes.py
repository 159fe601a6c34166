"""What can be said of a guideline while it is prepared."""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity

GUIDELINE_MISSING = Rule(
    "guideline-missing",
    Severity.ERROR,
    "The plan has no guideline.",
    "Write its topics under guideline: in plan.yaml.",
)
GUIDELINE_LIST_EMPTY = Rule(
    "guideline-list-empty",
    Severity.WARNING,
    "The topic announces a list, {shows}, that has nothing in it.",
    "Write the list in plan.yaml, or take shows: out of the topic. Duties count when they were received"
    " by the day of the mandate's meeting.",
)
RULES = (GUIDELINE_MISSING, GUIDELINE_LIST_EMPTY)
