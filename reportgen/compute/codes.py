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
RECOMMENDATION_SILENT = Rule(
    "recommendation-silent",
    _WARNING,
    "The recommendation {id} is open and has no update in {period}.",
    "Ask {unit} and write what they say, also where nothing was done; the report says that there is no news.",
)
RECOMMENDATION_REOPENED = Rule(
    "recommendation-reopened",
    Severity.NOTE,
    "The recommendation {id} was closed and is open again from {day}.",
    "If it is done, correct the status; the report says that it was opened again.",
)
DUTY_MISSING = Rule(
    "duty-report-missing",
    _WARNING,
    "A report is due in {period} and was not received: {duty}",
    "Ask for it; until then it is printed as not received.",
)

CHOICE_UNFOUNDED = Rule(
    "choice-unfounded",
    Severity.NOTE,
    "The project {project} was chosen and meets none of the {tested} criteria that have a test.",
    "See reportgen select; correct the facts in plan.yaml, or let in_depth: tell why it was chosen.",
)
CHOICE_IN_PART = Rule(
    "choice-in-part",
    Severity.NOTE,
    "The project {project} was chosen, but the plan asks for all {tested} criteria and it fails {unmet}.",
    "See reportgen select; correct the facts in plan.yaml, or let in_depth: tell why it was chosen.",
)
CHOICE_PASSED_OVER = Rule(
    "choice-passed-over",
    Severity.NOTE,
    "The project {project} meets {met} of {tested} criteria and was not chosen.",
    "See reportgen select; if it is to be watched in depth, write the reason as in_depth: in plan.yaml.",
)

REPORT_MISSED = Rule(
    "quarterly-report-missed",
    _WARNING,
    "The report of {period} was due on {day} and has not come before a meeting.",
    "When it has, write the meeting under state: in that period's findings.yaml.",
)
OVERVIEW_MISSED = Rule(
    "overview-missed",
    _WARNING,
    "The overview of {month} was due on {day} and no meeting considered it.",
    "When one has, write the month under overviews: of that meeting in plan.yaml.",
)

RULES = (
    RECOMMENDATION_DROPPED,
    RECOMMENDATION_OVERDUE,
    RECOMMENDATION_SILENT,
    RECOMMENDATION_REOPENED,
    DUTY_MISSING,
    CHOICE_UNFOUNDED,
    CHOICE_IN_PART,
    CHOICE_PASSED_OVER,
    REPORT_MISSED,
    OVERVIEW_MISSED,
)
