"""What `validate` can say of an input's shape and of single values."""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity

_ERROR = Severity.ERROR

SHAPE = (
    Rule(
        "file-other",
        _ERROR,
        "{file} is another kind of file: it has none of the keys that are read here.",
        "Name the right file. Keys read here: {allowed}.",
    ),
    Rule(
        "key-unknown",
        _ERROR,
        "The key {key} is not known here.",
        "Keys known here: {allowed}.",
    ),
    Rule(
        "key-repeated",
        _ERROR,
        "{key} means the same as {first}, which stands before it.",
        "Keep one of the two.",
    ),
    Rule("key-missing", _ERROR, "The key {key} is missing.", "Write {key}: and its value here."),
    Rule(
        "value-empty",
        _ERROR,
        "{key} has no value.",
        "Write the value after the colon or the hyphen; # begins a comment, so a value with # needs quotes.",
    ),
    Rule(
        "mapping-expected",
        _ERROR,
        "{key} must hold keys with values.",
        "Write each key on its own line, indented, with a colon and a space after it.",
    ),
    Rule(
        "list-expected",
        _ERROR,
        "{key} must hold a list.",
        "Begin each item on its own line with a hyphen and a space.",
    ),
    Rule(
        "list-length",
        _ERROR,
        "{key} has {given} items and needs {needed}.",
        "Write each item on its own line with a hyphen and a space, no more and no fewer.",
    ),
    Rule(
        "text-expected",
        _ERROR,
        "{key} must hold one value, not a list or keys.",
        "Write the value on the same line, after the colon or the hyphen.",
    ),
    Rule(
        "text-mapping",
        _ERROR,
        "{key}: is read as a key, but one text is wanted here.",
        "Put a sentence that has a colon and a space in it in quotes, all of it; else take the key out.",
    ),
    Rule(
        "choice-unknown",
        _ERROR,
        "{text} is not one of the words allowed for {key}.",
        "Allowed: {allowed}.",
    ),
)

MONEY = (
    Rule(
        "money-letter",
        _ERROR,
        "The amount {text} contains the letter {letter}.",
        "Type the digit that is meant, such as 0 for O and 1 for l.",
    ),
    Rule(
        "money-grouping",
        _ERROR,
        "The commas of {text} do not stand at thousands.",
        "Write it as in 1,234,567.00.",
    ),
    Rule(
        "money-satang",
        _ERROR,
        "{text} has more than two decimals.",
        "Amounts are in baht with at most two decimals (satang).",
    ),
    Rule(
        "money-unit",
        _ERROR,
        "{text} has a unit in it.",
        "Write baht as a plain number such as 1,500,000.00, without a unit.",
    ),
    Rule(
        "money-unreadable",
        _ERROR,
        "{text} is not an amount of money.",
        "Write baht as in 12,500,000.00, or -12,500,000.00 for less than nothing.",
    ),
    Rule(
        "money-too-large",
        _ERROR,
        "{text} is larger than any budget.",
        "Amounts are in baht; look for digits typed twice.",
    ),
    Rule("percent-unreadable", _ERROR, "{text} is not a percentage.", "Write it as in 53.15."),
    Rule(
        "percent-range",
        _ERROR,
        "{text} is outside the range of a percentage.",
        "Write a number from -1000 to 1000.",
    ),
    Rule("count-unreadable", _ERROR, "{text} is not a count.", "Write a whole number such as 24."),
    Rule("number-unreadable", _ERROR, "{text} is not a number.", "Write it as in 1,500 or 2.5."),
)

TIME = (
    Rule("date-unreadable", _ERROR, "{text} is not a date.", "Write it as in 31 ธันวาคม 2564 or 2021-12-31."),
    Rule(
        "date-year-not-buddhist",
        _ERROR,
        "The year {year} in {text} is not a Buddhist year.",
        "With a Thai month or d/m/y the year is Buddhist: did you mean {advice}?",
    ),
    Rule(
        "date-two-digit-year",
        _ERROR,
        "The year in {text} has two digits.",
        "Write the Buddhist year with four digits, such as {advice}.",
    ),
    Rule(
        "date-no-such-day",
        _ERROR,
        "There is no such day as {text}.",
        "That month has {last} days in that year.",
    ),
    Rule(
        "date-unknown-month",
        _ERROR,
        "{month} is not a month.",
        "Write the month's name as in ธันวาคม or ธ.ค., or its number from 1 to 12.",
    ),
    Rule("date-year-range", _ERROR, "The year in {text} lies outside 2400 to 2800.", "Check the year."),
    Rule(
        "date-range-backwards",
        _ERROR,
        "The range {text} ends before it begins.",
        "Write the earlier day first.",
    ),
    Rule(
        "date-weekday",
        _ERROR,
        "{text}: the weekday does not agree with the date.",
        "That day is a {right}: correct one of the two, or leave the weekday out.",
    ),
    Rule("time-unreadable", _ERROR, "{text} is not a time of day.", "Write it as in 16.00 น."),
    Rule(
        "month-unreadable",
        _ERROR,
        "{text} is not a month.",
        "Write it as in พฤศจิกายน 2564, or ต.ค. where only the month is asked.",
    ),
    Rule(
        "fiscal-year-unreadable",
        _ERROR,
        "{text} is not a fiscal year.",
        "Write the Buddhist year with four digits, such as 2565.",
    ),
    Rule("period-unreadable", _ERROR, "{text} is not a quarter.", "Write it as in 2565-q1."),
    Rule("meeting-unreadable", _ERROR, "{text} is not a meeting's number.", "Write it as in 9/2564."),
    Rule(
        "attendance-unreadable",
        _ERROR,
        "{key} is neither a count nor a list of names.",
        "Write a number, or a list of names.",
    ),
)

MEMO = (
    Rule(
        "memo-date-unreadable",
        _ERROR,
        "{text} is not a date.",
        "Write it as in 23 พฤศจิกายน 2564, or as พฤศจิกายน 2564 for the month alone, or leave it empty "
        "for the pen.",
    ),
    Rule(
        "text-colon",
        _ERROR,
        "{key}: is read as a key, but there is no such key here.",
        "If it is text, put all of it in quotes; else write one of the keys {allowed}.",
    ),
    Rule(
        "block-mixed",
        _ERROR,
        "One item of the body has both {first} and {key}.",
        "Begin an item of its own for {key}, with a hyphen before it.",
    ),
    Rule(
        "document-number-unreadable",
        _ERROR,
        "{text} is not a paper's number.",
        "Write the number and the Buddhist year with four digits as in 1389/2564, without the unit's short "
        "name, or leave it empty for the pen.",
    ),
    Rule(
        "acting-post-missing",
        _ERROR,
        "{text} does not say for which post.",
        "Write the post after the phrase: a paper signed for another names both posts.",
    ),
    Rule(
        "acting-phrase-unknown",
        _ERROR,
        "{text} does not begin with a phrase for signing for another.",
        "Phrases: {allowed}. For another phrase write phrase: and for: on lines of their own.",
    ),
)

BY_CODE = {rule.code: rule for rule in (*SHAPE, *MONEY, *TIME, *MEMO)}
