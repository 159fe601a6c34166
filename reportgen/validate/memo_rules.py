"""What `validate` can say of a memo beyond its shape."""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

NUMBER_YEAR = Rule(
    "memo-number-year",
    _ERROR,
    "The number ends in {year}, but the memo is of {expected}.",
    "Numbers run by calendar year; correct the number or the date.",
)
NUMBER_CIRCULAR = Rule(
    "memo-number-circular",
    _WARNING,
    "{number} is a number for circulars, but this memo goes to one addressee.",
    "Give the memo a number without ว; that of the circular it becomes stands under circular:.",
)
VIA_UNKNOWN = Rule(
    "via-unknown",
    _ERROR,
    "{name} is neither a unit nor a person of this agency.",
    "Correct the name, add it in reportgen.yaml, or write the whole post.",
)
SIGNER_TWICE = Rule(
    "signer-twice", _ERROR, "{person} signs twice.", "Name each signer once; the approver signs apart."
)
SIGNER_MISSING = Rule(
    "signer-missing",
    _WARNING,
    "Nobody is named who signs, so the memo leaves room for a name and a post.",
    "Write in the memo signer: and the id of a person (of reportgen.yaml), before the memo is numbered.",
)
SIGNER_ABSENT = Rule(
    "signer-absent",
    _ERROR,
    "The memo has a number, but nobody is named who signs.",
    "Write in the memo signer: and the id of a person (of reportgen.yaml).",
)
DECIDED_EARLY = Rule(
    "record-decided-early",
    _ERROR,
    "The decision of {decided} is earlier than the memo of {date}.",
    "Correct one of the two dates.",
)
ORDER_MISSING = Rule(
    "record-order-missing",
    _ERROR,
    "The decision orders something, but the order is missing.",
    "Write order: and the text of the order, as it stands on paper.",
)
DECIDED_WITHOUT_APPROVER = Rule(
    "record-approver-missing",
    _ERROR,
    "A decision is recorded, but the memo names no approver.",
    "Write approver: and the id of the person who decided.",
)
DECIDED_BEFORE_RECEIPT = Rule(
    "record-decided-before-receipt",
    _ERROR,
    "The decision of {decided} is earlier than the day the memo was received, {received}.",
    "Look at the receipt stamp and the decision on paper, and correct one of the two dates.",
)
CODE_ABSENT = Rule(
    "unit-code-missing",
    _WARNING,
    "Numbers of this profile begin with the code of the unit, and {unit} has none: its id is printed.",
    "Write code: under the unit in reportgen.yaml, such as code: พณ 0201.",
)
TABLE_UNEVEN = Rule(
    "table-row-uneven",
    _ERROR,
    "This row has {cells} cells, but the table has {columns} columns.",
    "Write one value for each column; '-' where there is nothing.",
)
COLUMNS_UNEVEN = Rule(
    "table-columns-uneven",
    _ERROR,
    "{key} has {given} values, but the table has {columns} columns.",
    "Write one value for each column of the table.",
)
LIST_TOO_DEEP = Rule(
    "list-too-deep",
    _ERROR,
    "The list has more than {most} levels.",
    "Move this item up, or write it as text.",
)
NUMBER_TYPED = Rule(
    "list-number-typed",
    _WARNING,
    "The item begins with a number that was typed: {number}",
    "Take the number out: items are numbered when the memo is made.",
)
WORDS_DIFFER = Rule(
    "money-words-differ",
    _WARNING,
    "{figures} baht in words is {right}, not {written}.",
    "Correct one of the two.",
)
MARKUP_TYPED = Rule(
    "memo-markup",
    _WARNING,
    "A memo has no bold or underlined words: {markup} is printed as it is typed.",
    "Take the marks away.",
)
CITATION_UNCLOSED = Rule(
    "citation-unclosed",
    _ERROR,
    "A citation begins with [[ but does not end.",
    "Write ]] after it on the same line, as in [[2565-q1:total.disbursed ล้านบาท]].",
)
ATTACHMENT_OUTSIDE = Rule(
    "attachment-outside", _ERROR, "{file} lies outside the workspace.", "Copy the file into the workspace."
)
ATTACHMENT_EMPTY = Rule(
    "attachment-empty",
    _ERROR,
    "The attachment names neither a paper nor a file.",
    "Write paper: (such as guideline) or file: and its name; take both keys out where it is on paper only.",
)
ATTACHMENT_BOTH = Rule(
    "attachment-both",
    _ERROR,
    "The attachment names both a paper and a file, of which one would be left out.",
    "Keep one of the two; write the other as an attachment of its own.",
)
ATTACHMENT_MISSING = Rule(
    "attachment-missing",
    _WARNING,
    "There is no file {file} yet.",
    "Put it there before the memo is numbered.",
)
ATTACHMENT_ABSENT = Rule(
    "attachment-absent",
    _ERROR,
    "The memo has a number, but its attachment {file} is not there.",
    "Put the file there, or correct its name.",
)
CIRCULAR_EARLY = Rule(
    "circular-early",
    _ERROR,
    "The circular of {date} is earlier than the decision of {decided}.",
    "A circular goes out after the decision: correct one of the two dates.",
)
CIRCULAR_UNIT_TWICE = Rule(
    "circular-unit-twice", _ERROR, "The circular goes to {unit} twice.", "Name each unit once."
)
CIRCULAR_WITHOUT_UNITS = Rule(
    "circular-without-units",
    _ERROR,
    "There is no unit that the circular could go to.",
    "Add the other units in reportgen.yaml.",
)

RULES = (
    NUMBER_YEAR,
    NUMBER_CIRCULAR,
    VIA_UNKNOWN,
    SIGNER_TWICE,
    SIGNER_MISSING,
    SIGNER_ABSENT,
    DECIDED_EARLY,
    ORDER_MISSING,
    DECIDED_WITHOUT_APPROVER,
    DECIDED_BEFORE_RECEIPT,
    CODE_ABSENT,
    TABLE_UNEVEN,
    COLUMNS_UNEVEN,
    LIST_TOO_DEEP,
    NUMBER_TYPED,
    WORDS_DIFFER,
    MARKUP_TYPED,
    CITATION_UNCLOSED,
    ATTACHMENT_OUTSIDE,
    ATTACHMENT_EMPTY,
    ATTACHMENT_BOTH,
    ATTACHMENT_MISSING,
    ATTACHMENT_ABSENT,
    CIRCULAR_EARLY,
    CIRCULAR_UNIT_TWICE,
    CIRCULAR_WITHOUT_UNITS,
)
