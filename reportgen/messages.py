"""What is said, in the reader's language: Thai or English, from gettext catalogues.

Chooses and fills wording only; who prints it, and where, is `console`'s business. The English text is
the message id, so that English needs no catalogue.
"""

from __future__ import annotations

import gettext
import importlib
import re
from collections.abc import Collection, Mapping
from typing import Final

from reportgen import resources
from reportgen.diagnostics import Diagnostic, Rule

DOMAIN: Final = "reportgen"
LANGUAGES: Final = ("th", "en")

_HOMES: Final = (
    "workspace",
    "sources",
    "load.codes",
    "load.sheets.book_codes",
    "load.sheets.codes",
    "validate.rules",
    "validate.memo_rules",
    "validate.fitting",
    "validate.targets",
    "compute.codes",
    "present.codes",
    "present.guideline.codes",
    "render.codes",
    "publish.codes",
    "pdf.codes",
    "build.codes",
    "ledger.codes",
    "pipeline.form",
    "pipeline.make",
    "pipeline.kinds.memo",
    "pipeline.kinds.monthly",
    "pipeline.kinds.visits",
    "pipeline.kinds.circular",
    "pipeline.attached",
    "pipeline.papers",
    "pipeline.past",
    "pipeline.carrying",
    "pipeline.numbers",
    "pipeline.own_templates",
    "pipeline.duties",
    "pipeline.decisions",
    "pipeline.entries",
    "pipeline.ledgers",
    "pipeline.registry",
    "cli.codes",
)
NEAREST: Final = "Nearest: {nearest}."
"""Begins the hint of whatever was found to be like names that are known, in the field `nearest`."""

_NAMES: Final = frozenset(
    {"id", "file", "folder", "name", "person", "unit", "project", "duty"}
    | {"paper", "profile", "province", "text"}
)
"""Fields of a message with what people typed; quoted, for such a name may end with a full stop."""

_IN_WORD: Final = re.compile(
    r"word/(?P<part>document|header|footer|footnotes|endnotes)\d*\.xml(?:: (?P<steps>.*))?"
)
_STEP: Final = re.compile(r"text box|[a-z]+")
"""What is counted inside a Word file, as `Span.where` tells."""

_LONGEST_VALUE: Final = 400
"""Characters of a value shown inside a message; a user's paragraph would bury the message."""

_TRANSLATED_FIELDS: Final = frozenset({"what", "reason", "cause", "kind"})
WORDS: Final = frozenset(
    {
        "person", "unit", "strategy", "project", "KPI", "duty", "fund", "meeting", "visit", "finding",
        "recommendation", "section", "KPI result", "in-depth project", "visit, project or meeting",
        "normal-form", "invisible-character", "doubled-mark", "thai-order", "trailing-space",
        "Permission denied", "Is a directory", "Not a directory", "File exists", "File name too long",
        "No space left on device", "Read-only file system",
        "Input/output error", "Operation not permitted", "Disk quota exceeded", "Stale file handle",
        "Connection timed out", "Host is down", "Too many levels of symbolic links",
        "active", "dtd", "external", "field",
        "header", "footer", "footnotes", "endnotes", "table", "row", "cell", "paragraph", "text box", "note",
        "attached-template", "alt-chunk",
        "its loop calls itself", "too many blocks inside each other",
        "it reaches into the program itself", "it uses a name that begins with _",
        "it calculates with what is no small number", "nothing may follow its first word", "it is too long",
        "a word or sign in it is wrong, missing or too many",
        "the value is empty", "the value is yes or no", "the value is a picture", "the value is a chart",
        "the value is a list", "the value is a group of values",
        "the value is neither text nor a whole number", "the value is no data for a chart",
        "its parts do not fit together",
        "it is no Word document, or is protected by a password", "a tag breaks it apart",
        "it is not in the file", "it is not written as Word writes charts",
        "it is no bar, line, area or pie chart",
        "it is too deep or has a number out of range",
        "it has no body in Word's present format", "it is a strict Open XML document",
        "it is empty", "it is too large", "it is damaged", "it was written by a newer reportgen",
        "it belongs to another number", "it is missing, though a later one is there",
        "it is no file, or may not be read", "No such file or directory",
    }
)  # fmt: skip
"""English words that stages put into the fields of messages; translated under the context `value`."""


def language(option: str | None, environ: Mapping[str, str]) -> str:
    """`th` or `en`: what was asked for, else what the locale names, else Thai.

    The locale is the first of LC_ALL, LC_MESSAGES and LANG that is set; `C` and `POSIX` name no language,
    and Windows sets none of the three: Thai. Any other language than Thai gets English.
    """
    if option in LANGUAGES:
        return option
    settings = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, settings), "C").partition(".")[0].lower()
    return "th" if locale in ("c", "posix") or locale.partition("_")[0] == "th" else "en"


class Messages:
    """The wording of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = gettext.translation(
            DOMAIN, resources.locale_folder(), languages=[language], fallback=True
        )

    def text(self, message: str, **fields: str) -> str:
        """`message` translated, its `{named}` fields filled."""
        return _fill(self._catalogue.gettext(message), fields)

    def count(self, one: str, many: str, number: int) -> str:
        """`one` or `many`, translated, with `{number}` filled."""
        return _fill(self._catalogue.ngettext(one, many, number), {"number": f"{number:,}"})

    def message(self, diagnostic: Diagnostic) -> str:
        """What `diagnostic` says."""
        return self._filled(diagnostic.rule.message, diagnostic.args, _NAMES)

    def hint(self, diagnostic: Diagnostic) -> str:
        """What to do about it; may be empty."""
        hint = self._filled(diagnostic.rule.hint, diagnostic.args)
        near = diagnostic.args.get("nearest")
        if not near or "{nearest}" in diagnostic.rule.hint:
            return hint
        quoted = ", ".join(map(_quoted, near.split(", ")))
        return f"{self._filled(NEAREST, {'nearest': quoted})} {hint}".rstrip()

    def place(self, where: str) -> str:
        """A place in a Word file, "word/document.xml: table 1 row 3 cell 2", as a person calls it; others as
        they are."""
        found = _IN_WORD.fullmatch(where)
        if not found:
            return where
        part, steps = found["part"], found["steps"] or ""
        named = "" if part == "document" else self._word(part)
        return " ".join(filter(None, (named, _STEP.sub(lambda step: self._word(step[0]), steps)))) or where

    def _filled(self, message: str, args: Mapping[str, str], names: Collection[str] = ()) -> str:
        if not message:  # gettext gives the catalogue's header for an empty id
            return ""
        fields = {name: self._value(name, value) for name, value in args.items()}
        fields |= {name: _quoted(value) for name, value in fields.items() if name in names}
        return _fill(self._catalogue.gettext(message), fields)

    def _value(self, name: str, value: str) -> str:
        value = " ".join(str(value).split())
        if name in _TRANSLATED_FIELDS:
            value = self._word(value) if value in WORDS else ", ".join(map(self._word, value.split(", ")))
        return value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}…"

    def _word(self, word: str) -> str:
        return self._catalogue.pgettext("value", word) if word in WORDS else word


def rules() -> dict[str, Rule]:
    """Every rule of the program by its code; raises ValueError where two share a code."""
    found: dict[str, Rule] = {}
    for home in _HOMES:
        for rule in importlib.import_module(f"reportgen.{home}").RULES:
            if found.setdefault(rule.code, rule) is not rule:
                raise ValueError(f"two rules have the code {rule.code}")
    return found


def _quoted(text: str) -> str:
    return f"“{text}”"


class _Fields(dict[str, str]):
    """The fields of a message; one that is missing is shown as a gap, for a message must never fail."""

    def __missing__(self, name: str) -> str:
        return "…"


def _fill(message: str, fields: Mapping[str, str]) -> str:
    return message.format_map(_Fields(fields))
