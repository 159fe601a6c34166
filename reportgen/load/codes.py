"""What can be said of a YAML file before anything in it is understood: its bytes, its characters, its form.

Only the wording; the causes are found by the other modules of this package.
"""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity

FILE_TOO_LARGE = Rule(
    "file-too-large",
    Severity.ERROR,
    "The file is too large: it has more than {limit}.",
    "Split it into smaller files, and keep pictures and tables out of YAML.",
)
FILE_EMPTY = Rule(
    "file-empty",
    Severity.ERROR,
    "The file has nothing in it, or only comments.",
    "Write the first key, or delete the file.",
)
FILE_UTF16 = Rule(
    "file-utf16",
    Severity.ERROR,
    "The file is saved as UTF-16 (Notepad calls it Unicode).",
    "Save it again with the encoding UTF-8.",
)
FILE_THAI_ENCODING = Rule(
    "file-thai-encoding",
    Severity.ERROR,
    "The file is saved in the old Thai encoding TIS-620 (Windows-874, ANSI), not in UTF-8.",
    "Save it again as UTF-8 in the editor, or run: "
    "python -c \"import pathlib; p = pathlib.Path('{file}'); p.write_text(p.read_text('cp874'), 'utf-8')\" "
    "(on Linux also: iconv -f CP874 -t UTF-8 '{file}' > utf8.yaml).",
)
FILE_NOT_UTF8 = Rule(
    "file-not-utf8",
    Severity.ERROR,
    "The file is not UTF-8: the byte {byte} here is no part of a character.",
    "Type the damaged character again and save the file as UTF-8.",
)

TEXT_CONTROL = Rule(
    "text-control",
    Severity.ERROR,
    "There is an invisible control character ({what}) in the text.",
    "Delete it and type the text around it again; it often comes from copying out of a PDF or a table.",
)
TEXT_SURROGATE = Rule(
    "text-surrogate",
    Severity.ERROR,
    "There is half of a character ({what}) in the text.",
    "Delete it and type the character again.",
)
TEXT_PRIVATE_USE = Rule(
    "text-private-use",
    Severity.ERROR,
    "There is a character ({what}) that looks right in one font only.",
    "Type it again; such characters come from old Thai fonts and from Symbol or Wingdings.",
)
TEXT_BIDI = Rule(
    "text-bidi",
    Severity.ERROR,
    "There is an invisible character ({what}) that turns the direction of the text.",
    "Delete it and type the text around it again.",
)
TEXT_CLEANED = Rule(
    "text-cleaned",
    Severity.NOTE,
    "The text was tidied when it was read: {what}.",
    "Nothing needs doing; type it again to make the file itself tidy.",
)

TEXT_NOT_IN_FONT = Rule(
    "text-not-in-font",
    Severity.WARNING,
    "The font of the papers has no {what}; a letter of another font or an empty box is printed.",
    "Write it in words, or delete it.",
)

YAML_DUPLICATE_KEY = Rule(
    "yaml-duplicate-key",
    Severity.ERROR,
    "The key {key} is written twice; it is already on line {line}.",
    "Keep one of the two, or give one its right name.",
)
YAML_EMPTY_KEY = Rule(
    "yaml-empty-key",
    Severity.ERROR,
    "There is no key before the colon.",
    "Write the key, or delete the line.",
)
YAML_KEY_NOT_TEXT = Rule(
    "yaml-key-not-text",
    Severity.ERROR,
    "A list or a group of keys stands where a key is expected.",
    "Write a plain word before the colon; text that begins with [ or {{ needs quotes.",
)
YAML_TAG = Rule(
    "yaml-tag",
    Severity.ERROR,
    "A value begins with '!', which YAML takes for a tag; tags are not used here.",
    "Delete the tag, or put the text in quotes.",
)
YAML_ANCHOR = Rule(
    "yaml-anchor",
    Severity.ERROR,
    "A value begins with '&', which YAML takes for an anchor; anchors are not used here.",
    "Delete the anchor, or put the text in quotes.",
)
YAML_ALIAS = Rule(
    "yaml-alias",
    Severity.ERROR,
    "A value begins with '*', which YAML takes for a copy of another value; copies are not used here.",
    "Write the value out, or put the text in quotes.",
)
YAML_MERGE_KEY = Rule(
    "yaml-merge-key",
    Severity.ERROR,
    "The merge key '<<' is not used here.",
    "Write out the keys that it would bring in.",
)
YAML_SEVERAL_DOCUMENTS = Rule(
    "yaml-several-documents",
    Severity.ERROR,
    "A line of '---' begins a second document in the same file; what follows it is not read.",
    "Delete the line, or move what follows into a file of its own.",
)
YAML_TOO_DEEP = Rule(
    "yaml-too-deep",
    Severity.ERROR,
    "Groups and lists are nested more than {limit} deep.",
    "Look for brackets that were opened and never closed.",
)
YAML_SPLIT_AMOUNT = Rule(
    "yaml-split-amount",
    Severity.ERROR,
    "Inside [ ] or {{ }} YAML cuts the amount {amount} at its commas.",
    "Write the amount on a line of its own, as 'key: {amount}'; if these are separate values, "
    "put a space after each comma.",
)

YAML_TAB = Rule(
    "yaml-tab",
    Severity.ERROR,
    "A tab is used for indentation.",
    "Use spaces, two for each level.",
)
YAML_ODD_SPACE = Rule(
    "yaml-odd-space",
    Severity.ERROR,
    "A no-break space, which looks like a space, stands where YAML needs a plain one.",
    "Delete it and press the space bar; it often comes from copying out of Word or a web page.",
)
YAML_KEY_COLON = Rule(
    "yaml-key-colon",
    Severity.ERROR,
    "A key needs a colon and a space after it.",
    "Write 'key: value', with a space after the colon.",
)
YAML_MISSING_SPACE = Rule(
    "yaml-missing-space",
    Severity.WARNING,
    "No space follows '{mark}', so the line is read as plain text.",
    "Put a space after '{mark}', or put the text in quotes if it is meant as text.",
)
YAML_COMMENT_IN_TEXT = Rule(
    "yaml-comment-in-text",
    Severity.WARNING,
    "A space and # begin a comment: from here to the end of the line nothing is read.",
    "If it belongs to the text, put the whole text in quotes; if it is a comment, put a space after #.",
)
YAML_COLON_IN_TEXT = Rule(
    "yaml-colon-in-text",
    Severity.ERROR,
    "The text has a colon and a space in it, which YAML takes for a new key.",
    "Put the whole text in quotes.",
)
YAML_INDENT = Rule(
    "yaml-indent",
    Severity.ERROR,
    "This line does not fit the lines above: its indentation is wrong.",
    "Line it up with the other keys or dashes of its group; if it belongs to the text above, "
    "put that text in quotes.",
)
YAML_QUOTE = Rule(
    "yaml-quote",
    Severity.ERROR,
    "A quote is not closed, or text follows the quote that closes.",
    "Put one quote at each end of the text; for a quote inside it, use the other kind (' or \").",
)
YAML_BRACKET = Rule(
    "yaml-bracket",
    Severity.ERROR,
    "Brackets do not match, or a comma between values is missing or doubled.",
    "Check that every [ and {{ has its ] or }}; text with brackets or commas in it needs quotes.",
)
YAML_ESCAPE = Rule(
    "yaml-escape",
    Severity.ERROR,
    "A backslash inside double quotes begins an escape that does not exist.",
    "Use single quotes, or write the backslash twice.",
)
YAML_BAD_START = Rule(
    "yaml-bad-start",
    Severity.ERROR,
    "A value cannot begin with '{mark}'.",
    "Put the text in quotes; a list begins on the line after its key; for no amount write 0.00.",
)
YAML_SYNTAX = Rule(
    "yaml-syntax",
    Severity.ERROR,
    "YAML cannot read this place: {problem}.",
    "Compare it with the lines before it, or put the text in quotes.",
)
TOO_MANY = Rule(
    "load-too-many",
    Severity.WARNING,
    "More than {limit} places are like this one ({code}); the rest are not listed.",
    "Mend those that are listed and check again.",
)

RULES: tuple[Rule, ...] = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
