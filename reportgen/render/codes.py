"""What can be said of a template, when it is compiled or filled."""

from __future__ import annotations

from typing import Final

from reportgen.diagnostics import Rule, Severity
from reportgen.errors import ExitCode


def _rule(code: str, message: str, hint: str) -> Rule:
    return Rule(code, Severity.ERROR, message, hint, exit_code=ExitCode.TEMPLATE)


UNREADABLE: Final = _rule(
    "template-unreadable",
    "The template cannot be read as a Word document: {reason}.",
    "Open it in Word and save it again as a Word document (.docx).",
)
UNSAFE: Final = _rule(
    "template-unsafe",
    "The template holds something that could run or fetch by itself ({kind}): {detail}.",
    "Remove it in Word, then save the template as a Word document (.docx).",
)
NOT_CLOSED: Final = _rule(
    "template-tag-not-closed",
    "The tag {tag} is not closed in its paragraph.",
    "Write the end of the tag, such as }}}} or %}}, in the same paragraph as its beginning.",
)
SYNTAX: Final = _rule(
    "template-tag-syntax",
    "The tag {tag} cannot be understood: {reason}.",
    "Compare it with the tags of the original template and correct it.",
)
UNKNOWN: Final = _rule(
    "template-tag-unknown",
    "The tag {tag} uses {name}, which templates do not have.",
    "Use a tag, filter or test that the guide to templates lists.",
)
FORBIDDEN: Final = _rule(
    "template-tag-forbidden",
    "The tag {tag} does what templates may not do: {reason}.",
    "A template only shows, repeats and leaves out what it is given; remove the rest.",
)
PLACE: Final = _rule(
    "template-tag-place",
    "The tag {tag} cannot stand here.",
    "Put text into a paragraph; use tr in a table row, tc in a table cell, p in a paragraph of its own.",
)
COMPANY: Final = _rule(
    "template-tag-company",
    "The tag {tag} must stand alone, or the text beside it would be lost: {text}.",
    "Move the other text to a paragraph, cell or row of its own.",
)
UNCLOSED_BLOCK: Final = _rule(
    "template-block-unclosed",
    "The tag {tag} has no {end} after it.",
    "Add the end tag after what is to be repeated or left out.",
)
STRAY: Final = _rule(
    "template-block-stray",
    "The tag {tag} belongs to no tag before it.",
    "Remove it, or add the tag that should begin here.",
)
CROSSING: Final = _rule(
    "template-block-crossing",
    "The tag {tag} does not end where its block began: one is in a table, cell or heading, the other is not.",
    "Put both into the same cell or the same paragraph; use tr for whole rows and p for whole paragraphs.",
)
CHART: Final = _rule(
    "template-chart-unfit",
    "The chart named {tag} cannot be given data: {reason}.",
    "Put a bar, line, area or pie chart in its place in Word, with the same name in the selection pane.",
)
MISSING_NAME: Final = _rule(
    "template-name-missing",
    "The tag {tag} asks for {name}, which the paper does not have there.",
    "Correct the name in the template; the original template shows the names that this paper has.",
)
FAILED: Final = _rule(
    "template-tag-failed",
    "The tag {tag} could not be filled: {reason}.",
    "Compare the tag with the original template, and the value with what the tag expects.",
)
TOO_LARGE: Final = _rule(
    "template-too-large",
    "The tag {tag} makes the paper far too large.",
    "Look for a loop that repeats more than it should.",
)

WRONG: Final = "a word or sign in it is wrong, missing or too many"
"""Why a tag cannot be understood, where nothing nearer is known."""

RULES: Final = (
    UNREADABLE, UNSAFE, NOT_CLOSED, SYNTAX, UNKNOWN, FORBIDDEN, PLACE, COMPANY, UNCLOSED_BLOCK, STRAY,
    CROSSING, CHART, MISSING_NAME, FAILED, TOO_LARGE,
)  # fmt: skip
