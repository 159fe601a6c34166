"""What `validate` can say when values that are right by themselves do not agree."""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity
from reportgen.validate import codes

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

ID_DUPLICATE = Rule(
    "id-duplicate", _ERROR, "The id {id} is used twice.", "Give each {what} an id of its own."
)
STRONG_RANGE = Rule(
    "strong-range",
    _ERROR,
    "strong: is {given}, and {tested} of the plan's criteria have a test.",
    "Write a count from 1 to the number of those criteria, or leave strong: out, which means all of them.",
)
GIVEN_TWICE = Rule(
    "given-twice",
    _ERROR,
    "The {what} {id} is given twice.",
    "Keep one of the two, or correct the id of one.",
)
REFERENCE_UNKNOWN = Rule(
    "reference-unknown",
    _ERROR,
    "There is no {what} {id}.",
    "Add it in {file} or correct the id.",
)
PROVINCE_UNKNOWN = Rule(
    "province-unknown",
    _ERROR,
    "{province} is not a province.",
    "Write the province's name as it is registered, such as เชียงใหม่.",
)
MEMBER_EMPTY = Rule(
    "member-empty",
    _ERROR,
    "This member has neither person nor seat.",
    "Write person: with an id, or seat: with what they represent.",
)
PROJECTS_NONE = Rule(
    "projects-none",
    _ERROR,
    "The plan has no project, so there is nothing to report on.",
    "Write each project under projects:, after a hyphen, with its id and its budgets.",
)
YEAR_DIFFERS = Rule(
    "year-differs",
    _ERROR,
    "The fiscal year {year} is not the workspace's {expected}.",
    "Correct one of the two.",
)
PERIOD_OUTSIDE = Rule(
    "period-outside-year",
    _ERROR,
    "The period {period} does not belong to the fiscal year {year}.",
    "Name the folder by this workspace's fiscal year.",
)
AS_OF_OUTSIDE = Rule(
    "as-of-outside-period",
    _ERROR,
    "as_of {day} does not lie in the period {period}.",
    "A quarter runs from {first} to {last}.",
)
MONTH_AFTER = Rule(
    "month-after-as-of", _ERROR, "{month} comes after as_of {day}.", "Move as_of, or take the month out."
)
AMOUNT_UNTOLD = Rule(
    "amount-untold",
    _WARNING,
    "No {key} is written for {lines}: the papers print it as not received and leave it out of their sums.",
    "Write what finance gives; where it is nothing, write 0.00.",
)
MONTH_MISSING = Rule(
    "month-missing",
    _WARNING,
    "{lines}: no amount is given for {months}, although as_of is {day}; it is printed as not received.",
    "Write 0.00 when nothing was disbursed; with basis: สะสม repeat the amount of the month before.",
)
CUMULATIVE_FALLS = Rule(
    "cumulative-falls",
    _ERROR,
    "The cumulative amount falls in {month}.",
    "Correct the amount or basis:, or give the cause under reason:.",
)
LINE_DUPLICATE = Rule(
    "line-duplicate",
    _ERROR,
    "The project {project} has this group and fund twice.",
    "Join the two lines into one.",
)
BUDGET_UNKNOWN = Rule(
    "budget-unknown",
    _ERROR,
    "plan.yaml has no budget for the project {project} in {group}, {fund}.",
    "Budgets of this project: {known}.",
)
LINE_MISSING = Rule(
    "line-missing",
    _WARNING,
    "The budget of {project} in {group}, {fund} has no spending line.",
    "It is printed as not received; where nothing was spent, add a line with 0.00.",
)
AMOUNT_NEGATIVE = Rule("amount-negative", _ERROR, "{key} is negative.", "Only a transfer may be negative.")
BUDGET_NEGATIVE = Rule(
    "budget-negative",
    _ERROR,
    "The transfer leaves a budget of {amount} baht.",
    "A budget after transfers cannot be below zero.",
)
OVERSPENT = Rule(
    "overspent",
    _WARNING,
    "Disbursed and committed together are {amount} baht over the budget after transfers.",
    "Check for a commitment that was disbursed and not taken out, or a transfer not yet entered.",
)
PLAN_DIFFERS = Rule(
    "monthly-plan-differs",
    _WARNING,
    "The monthly plan adds up to {sum} baht, not to the budget of {act}.",
    "Correct the months or the budget; the difference is {difference} baht.",
)
KPI_PLAN_DIFFERS = Rule(
    "kpi-plan-differs",
    _WARNING,
    "The milestone of the KPI {kpi} at the end of the year is {milestone}, its target for the year {target}.",
    "Correct one of the two; milestones are cumulative from 1 October, not those of each quarter alone.",
)
TRANSFER_UNBALANCED = Rule(
    "transfer-unbalanced",
    _WARNING,
    "The transfers of {fund} come to {sum} baht, not to zero: {received} in and {given} out.",
    "Look for the project that the money came from or went to. If it lies outside this plan, write finance's"
    " total budget of {fund} under totals: (after_transfer), which confirms it.",
)
TOTAL_MISMATCH = Rule(
    "total-mismatch",
    _ERROR,
    "The {key} given is {given} baht, but the lines add up to {sum}; the difference is {difference}.",
    "Compare the lines named here with finance's sheet, or state a tolerance.",
)
UNIT_ABSURD = Rule(
    "unit-absurd",
    _WARNING,
    "A budget of {amount} baht looks as if it were typed in another unit.",
    "Amounts are in baht; 12.5 million baht is 12,500,000.00.",
)
VISIT_OUTSIDE = Rule(
    "visit-outside-period",
    _WARNING,
    "The visit on {day} does not lie in the period {period}.",
    "Move it to its quarter, or correct the date.",
)
REPORT_BEFORE_VISIT = Rule(
    "report-before-visit",
    _ERROR,
    "The visit was reported on {reported}, before it took place.",
    "Correct one of the two dates.",
)
UPDATE_AFTER_AS_OF = Rule(
    "update-after-as-of",
    _ERROR,
    "The update of {day} is later than as_of {as_of}.",
    "Report it in the next period, or correct the date.",
)
UPDATES_OUT_OF_ORDER = Rule(
    "updates-out-of-order",
    _ERROR,
    "The update of {day} stands after a later one.",
    "Write the updates from the oldest to the newest.",
)
UPDATE_BEFORE_RAISED = Rule(
    "update-before-raised",
    _ERROR,
    "The update of {day} is earlier than the meeting {meeting} that raised it.",
    "Correct the date or the meeting.",
)
DUE_BEFORE_RAISED = Rule(
    "due-before-raised",
    _ERROR,
    "Due on {day}, before the meeting {meeting} that raised it.",
    "Correct the date or the meeting.",
)
MEETING_YEAR = Rule(
    "meeting-year-differs",
    _ERROR,
    "The meeting {meeting} was held in {year}.",
    "A meeting's number ends in the year of its date.",
)
STATE_MEETING = Rule(
    "state-meeting-missing",
    _ERROR,
    "The report's state needs a meeting.",
    "Write meeting: with the number, such as 1/2565.",
)
PHOTO_MISSING = Rule(
    "photo-missing",
    _WARNING,
    "There is no file {file}.",
    "Put the photograph there, or correct the name; it is left out for now.",
)
PHOTO_OUTSIDE = Rule(
    "photo-outside",
    _ERROR,
    "{file} lies outside the workspace.",
    "Copy the photograph into the period's folder, and name it from there, such as photos/v1-1.jpg.",
)
PHOTO_HEIC = Rule(
    "photo-heic",
    _ERROR,
    "{file} is a HEIC photograph, which Word cannot show.",
    "Convert it to JPEG: open it and save it as JPEG. An iPhone takes JPEG with Settings, Camera, Formats, "
    "Most Compatible.",
)
VISITS_ABSENT = Rule(
    "visits-absent",
    Severity.NOTE,
    "There is no {file}, so no visit of this period can be cited.",
    "Put the file there if there were visits; a period without any needs none.",
)

RULES = (
    *codes.BY_CODE.values(),
    ID_DUPLICATE,
    STRONG_RANGE,
    GIVEN_TWICE,
    REFERENCE_UNKNOWN,
    PROVINCE_UNKNOWN,
    MEMBER_EMPTY,
    PROJECTS_NONE,
    YEAR_DIFFERS,
    PERIOD_OUTSIDE,
    AS_OF_OUTSIDE,
    MONTH_AFTER,
    AMOUNT_UNTOLD,
    MONTH_MISSING,
    CUMULATIVE_FALLS,
    LINE_DUPLICATE,
    BUDGET_UNKNOWN,
    LINE_MISSING,
    AMOUNT_NEGATIVE,
    BUDGET_NEGATIVE,
    OVERSPENT,
    PLAN_DIFFERS,
    KPI_PLAN_DIFFERS,
    TRANSFER_UNBALANCED,
    TOTAL_MISMATCH,
    UNIT_ABSURD,
    VISIT_OUTSIDE,
    REPORT_BEFORE_VISIT,
    UPDATE_AFTER_AS_OF,
    UPDATES_OUT_OF_ORDER,
    UPDATE_BEFORE_RAISED,
    DUE_BEFORE_RAISED,
    MEETING_YEAR,
    STATE_MEETING,
    PHOTO_MISSING,
    PHOTO_OUTSIDE,
    PHOTO_HEIC,
    VISITS_ABSENT,
)
