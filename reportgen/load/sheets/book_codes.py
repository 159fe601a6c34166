"""What can be said of finance's file before a sheet of it is read."""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

NO_SHEET_FILE = Rule(
    "sheet-file-unreadable",
    _ERROR,
    "{file} is no Excel workbook (.xlsx) or CSV file that can be read.",
    "Open it in Excel and save it again as Excel Workbook (*.xlsx).",
)
OLD_FILE = Rule(
    "sheet-file-old",
    _ERROR,
    "{file} is in the old format of Excel (.xls).",
    "Open it in Excel and save it as Excel Workbook (*.xlsx).",
)
ENCRYPTED = Rule(
    "sheet-file-encrypted",
    _ERROR,
    "{file} is protected with a password.",
    "Open it in Excel, take the password away (File > Info > Protect Workbook), and save it.",
)
MACROS = Rule(
    "sheet-file-macros",
    _ERROR,
    "{file} has macros or other active content in it.",
    "Save it as Excel Workbook (*.xlsx), which keeps the numbers and leaves the macros out.",
)
TOO_LARGE = Rule(
    "sheet-file-large",
    _ERROR,
    "{file} is larger than a spending sheet can be: {what}.",
    "Copy the table with its values into a new workbook and import that.",
)
LINKS = Rule(
    "sheet-links",
    _WARNING,
    "{file} takes values from other workbooks; those that were saved in it are used.",
    "Let finance check that the values are up to date, or ask for a copy with values only.",
)
THAI_CSV = Rule(
    "sheet-csv-encoding",
    _NOTE,
    "{file} is not in UTF-8; it was read as Thai Windows text (cp874).",
    "Look whether the Thai text in what was imported is right.",
)

RULES: tuple[Rule, ...] = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
