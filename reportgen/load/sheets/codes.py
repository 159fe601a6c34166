"""What can be said of finance's sheet while it is read."""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

# The sheet and its columns

SHEET_UNKNOWN = Rule(
    "sheet-unknown", _ERROR, "There is no sheet {sheet} in {file}.", "Sheets in this file: {known}."
)
SHEET_SEVERAL = Rule(
    "sheet-several",
    _ERROR,
    "More than one sheet looks like a spending table: {known}.",
    'Name one with --sheet, such as --sheet "{first}".',
)
HEADER_MISSING = Rule(
    "sheet-header-missing",
    _ERROR,
    "No row of headings was found: one with the project's name, and with months or amounts disbursed.",
    "Say in import-spending.yaml which row it is (header:) and what its columns are (columns:).",
)
DISBURSED_MISSING = Rule(
    "sheet-disbursed-missing",
    _ERROR,
    "The table has no column that is clearly what was disbursed; its columns are: {columns}.",
    "Write under columns: in import-spending.yaml which it is (เบิกจ่ายสะสม), or ask finance for results.",
)
HEADER_ELSEWHERE = Rule(
    "sheet-header-elsewhere",
    _NOTE,
    "The headings stand in row {found} of the sheet, and not in row {said}.",
    "Look whether it is the right table, and correct header: or delete it; without it the row is looked for.",
)
COLUMN_TWICE = Rule(
    "sheet-column-twice",
    _ERROR,
    "The columns {columns} both look like {role}.",
    "Say in import-spending.yaml under columns: which one is meant, and write ไม่ใช้ for the other.",
)
COLUMN_PASSED = Rule(
    "sheet-column-passed",
    _NOTE,
    "Columns that were not used: {columns}.",
    "Say under columns: in import-spending.yaml what they are, if they are needed.",
)
COLUMN_PERIOD = Rule(
    "sheet-column-period",
    _NOTE,
    "Columns with the amounts of one month, quarter or earlier day alone, which were not used: {columns}.",
    "Only amounts from 1 October on are taken; if one of these is such, write เบิกจ่ายสะสม for it under"
    " columns: in import-spending.yaml.",
)
PERIOD_ONLY = Rule(
    "sheet-period-only",
    _ERROR,
    "The sheet has amounts of single periods and none from 1 October on: {columns}.",
    "Ask finance for the cumulative amounts, or for all months; if a column is cumulative, write เบิกจ่ายสะสม"
    " for it under columns: in import-spending.yaml.",
)
MONTH_OUTSIDE = Rule(
    "sheet-month-outside",
    _ERROR,
    "The heading {heading} is no month of the fiscal year {year}.",
    "Correct the heading, or import into the workspace of its own year.",
)
HIDDEN = Rule(
    "sheet-hidden",
    _WARNING,
    "Hidden rows and columns were used: {places}. In brackets: the baht disbursed in the row, or the sum of"
    " the column.",
    "Show them in Excel (Unhide) and look whether they belong to the table.",
)
HIDDEN_PASSED = Rule(
    "sheet-hidden-unused",
    _NOTE,
    "Hidden rows and columns were not used: {places}.",
    "Nothing needs doing if they hold notes or workings.",
)
SHEET_HIDDEN = Rule(
    "sheet-hidden-sheet",
    _NOTE,
    "Hidden sheets were not read: {sheets}.",
    "Name one with --sheet if it is the table that is meant.",
)
UNIT = Rule(
    "sheet-unit",
    _NOTE,
    "The amounts are in {unit}; they were turned into baht.",
    "Write unit: in import-spending.yaml if the sheet is in another unit.",
)
BASIS_UNKNOWN = Rule(
    "sheet-basis-unknown",
    _ERROR,
    "Nothing tells whether the amounts of the months are cumulative.",
    "Write basis: สะสม or basis: รายเดือน in import-spending.yaml.",
)
BASIS_DIFFERS = Rule(
    "sheet-basis-differs",
    _ERROR,
    "The sheet's months are {new}, those of {file} are {old}, and the sheet lacks of them: {lines}.",
    "Take it out of the file or into the sheet, or write it in the file as the sheet has its months.",
)
AS_OF_UNKNOWN = Rule(
    "sheet-as-of-unknown",
    _ERROR,
    "The sheet does not say of which day its amounts are.",
    'Give the day with --as-of, such as --as-of "31 ธันวาคม 2564".',
)
AS_OF_UNCLEAR = Rule(
    "sheet-as-of-unclear",
    _ERROR,
    "The sheet does not clearly say of which day its amounts are: {texts}.",
    'Give the day with --as-of, such as --as-of "31 ธันวาคม 2564".',
)
AS_OF_OUTSIDE = Rule(
    "sheet-as-of-outside",
    _ERROR,
    "The amounts are of {day}, which is not in {period}.",
    "Name the right period with --period, or the right day with --as-of.",
)
SOURCE_UNKNOWN = Rule(
    "sheet-source-unknown",
    _ERROR,
    "The sheet does not say whose report it is.",
    'Give it with --source, such as --source "ฝ่ายการเงินและบัญชี รายงานวันที่ 7 มกราคม 2565".',
)

# Cells

AMOUNT_UNREADABLE = Rule(
    "sheet-amount-unreadable",
    _ERROR,
    "{cell} holds {text}, which is no amount.",
    "Type the number in the sheet, such as 1,234,567.89, or leave the cell empty.",
)
AMOUNT_SATANG = Rule(
    "sheet-amount-satang",
    _ERROR,
    "{cell} holds {text}, which has parts of a satang.",
    "Round it in the sheet, such as =ROUND(...,2), and look whether the unit is right.",
)
AMOUNT_MERGED = Rule(
    "sheet-amount-merged",
    _ERROR,
    "{cell} is part of a merged cell: one amount stands for several rows.",
    "Unmerge it in the sheet and give each row its own amount.",
)
TRANSFER_SIGN = Rule(
    "sheet-transfer-sign",
    _ERROR,
    "{cell} has {given} as {role}, so it is not clear which way the money went.",
    "Type the amounts under โอนเข้า and โอนออก without a minus, each under the way it went.",
)
CELL_ERROR = Rule(
    "sheet-cell-error", _ERROR, "{cell} holds the error {text}.", "Correct the formula in the sheet."
)
CELL_DATE = Rule(
    "sheet-cell-date",
    _ERROR,
    "{cell} holds a date where an amount belongs: {text}.",
    "Give the cell a number format and type the amount again.",
)
FORMULA_UNCACHED = Rule(
    "sheet-formula-uncached",
    _ERROR,
    "{cell} holds a formula whose value was not saved.",
    "Open the file in Excel, save it, and import it again.",
)

# Rows

PROJECT_UNKNOWN = Rule(
    "sheet-project-unknown",
    _ERROR,
    "{cell}: {text} is no project of plan.yaml.",
    "Write under projects: in import-spending.yaml which project it is, as in '{text}: {nearest}',"
    " or ไม่ใช้ to leave the row out.",
)
HEADING_DIFFERS = Rule(
    "sheet-heading-differs",
    _ERROR,
    "{cell}: {text} is a heading and no project of plan.yaml, and its {role} of {given} is not what the rows"
    " beneath it add up to: {found}.",
    "Correct the sheet; if it is a project, write under projects: in import-spending.yaml which, or ไม่ใช้.",
)
FUND_UNKNOWN = Rule(
    "sheet-fund-unknown",
    _ERROR,
    "{cell}: {text} is no fund of plan.yaml.",
    "Write under funds: in import-spending.yaml which fund it is, as in '{text}: {nearest}'.",
)
GROUP_UNKNOWN = Rule(
    "sheet-group-unknown",
    _ERROR,
    "{cell}: {text} is no budget group.",
    "Write under groups: in import-spending.yaml which it is, '{text}: {first}' or '{text}: {last}'.",
)
BUDGET_UNKNOWN = Rule(
    "sheet-budget-unknown",
    _ERROR,
    "{cell}: {project} has no budget in plan.yaml with {told}.",
    "Its budgets are: {known}.",
)
BUDGET_SEVERAL = Rule(
    "sheet-budget-several",
    _ERROR,
    "{cell}: nothing tells from which fund this amount of {project} is.",
    "Its budgets are: {known}. Add the fund to the sheet, or write fund: in import-spending.yaml.",
)
LINE_TWICE = Rule(
    "sheet-line-twice",
    _ERROR,
    "{cell}: {project} has been in the sheet before with the same group and fund, at {first}.",
    "Put the two rows together in the sheet.",
)
ROWS_PASSED = Rule(
    "sheet-rows-passed",
    _NOTE,
    "Rows without amounts that were not used: {cells}.",
    "Nothing needs doing if they are headings or remarks.",
)
ROWS_PLANNED = Rule(
    "sheet-rows-planned", _NOTE, "Rows of plans that were not used: {cells}.", "Only results are imported."
)
ROW_UNNAMED = Rule(
    "sheet-row-unnamed",
    _ERROR,
    "{cell}: this row has amounts and no name.",
    "Write the project's name into the row.",
)
MONTH_AFTER = Rule(
    "sheet-month-after",
    _ERROR,
    "{cell} has an amount of a month after {day}.",
    "Correct the sheet, or the day with --as-of.",
)
LINE_DIFFERS = Rule(
    "sheet-line-differs",
    _ERROR,
    "{cell} has {given} as {role}, but by the rest of its row, or by plan.yaml, it is {found}.",
    "Correct the sheet or plan.yaml; set tolerance: in import-spending.yaml where the sheet is rounded.",
)
RATE_DIFFERS = Rule(
    "sheet-rate-differs",
    _WARNING,
    "{cell} has {given} as {role}, but the amounts of its row give {found}.",
    "Percentages are not imported; look which of the two is right.",
)
TOTAL_DIFFERS = Rule(
    "sheet-total-differs",
    _ERROR,
    "{cell} has {given} as the total of {role}, but its rows add up to {found}: a difference of"
    " {difference}.",
    "Correct the sheet, or ask finance; set tolerance: in import-spending.yaml where the sheet is rounded.",
)
TOTAL_UNKNOWN = Rule(
    "sheet-total-unknown",
    _WARNING,
    "{cell}: nothing tells what {text} is the total of; it was not used.",
    "Write the name of the strategy, fund or group after the word รวม.",
)
TOTAL_UNLIKE = Rule(
    "sheet-total-unlike",
    _NOTE,
    "Totals of the sheet that were not put under totals:, because the plan and the sheet do not have the"
    " same rows: {cells}. They differ by: {names}.",
    "They were compared with the sheet's own rows; look whether finance left a project out.",
)
FALLS = Rule(
    "sheet-cumulative-falls",
    _WARNING,
    "{cell}: what {project} disbursed falls in {month}. It was written, with a place for the cause.",
    "If money was paid back, write the cause after reason: in {file}, and take the # before it away; else"
    " correct the sheet. reportgen check and the report wait for it.",
)
TOTAL_STALE = Rule(
    "sheet-total-stale",
    _WARNING,
    "{total} under totals: in {file} is {given}, but with what was imported the lines add up to {sum}.",
    "Look at the lines that the sheet lacks; else write finance's new total there, or delete it if finance"
    " gives it no more. reportgen check and the report wait for it.",
)
KEPT = Rule(
    "sheet-kept",
    _WARNING,
    "In {file} and not in the sheet, left as they are ({count} lines): {what}.",
    "Look whether they still hold, and delete what does not.",
)
NOT_UPDATED = Rule(
    "sheet-not-updated",
    _ERROR,
    "{file} cannot be updated: {cause}.",
    "Correct it by what reportgen check says, or move it away to have it written anew.",
)

RULES: tuple[Rule, ...] = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
