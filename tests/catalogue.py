"""The message catalogues: gathers every text that can be said, and brings `th.po` and `th.mo` up to date.

Run as a program it writes both, and names what still lacks a translation; `reportgen/locale/README.md`
tells how. The tests of `messages` use its functions.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "reportgen/locale/th/LC_MESSAGES/reportgen.po"
MO = PO.with_suffix(".mo")

CLICK = (
    "Usage:",
    "Options",
    "Show this message and exit.",
    "No such option {name!r}.",
    "No such option: {name}",
    "No such command {name!r}.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    "Missing command.",
    "Missing argument",
    "Missing option",
    "required",
    "file",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a directory.",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    "Option {name!r} does not take a value.",
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
)
"""Texts of click that a user of ours can meet; click looks them up in our catalogue."""

_SPOKEN = {"_": None, "count": (1, 2)}
_LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
"""The catalogue's dates: the history of its changes is in git, and its bytes depend on nothing else."""

Entry = tuple[str | tuple[str, str], str | None, str]
"""A message id (or its singular and plural), its context, and where it is said."""


def entries() -> Iterator[Entry]:
    """Every text that can be said."""
    from reportgen import messages

    for code, rule in messages.rules().items():
        for text in filter(None, (rule.message, rule.hint)):
            yield text, None, code
    for path in sorted([*(ROOT / "reportgen/cli").glob("*.py"), ROOT / "reportgen/console.py"]):
        for _line, message, _comments, _context in extract_from_file("python", path, keywords=_SPOKEN):
            yield (tuple(message) if isinstance(message, tuple) else message), None, path.name
    yield messages.NEAREST, None, "messages.py"
    for word in sorted(messages.WORDS):
        yield word, "value", "messages.py"
    for text in CLICK:
        yield text, None, "click"


def template() -> Catalog:
    """All messages, untranslated."""
    catalogue = _empty()
    for text, context, place in entries():
        catalogue.add(text, context=context, auto_comments=[place])
    return catalogue


def translated() -> Catalog:
    """The Thai catalogue as it is on disk."""
    with PO.open("rb") as file:
        return read_po(file, locale="th", domain="reportgen")


def updated() -> Catalog:
    """The Thai translations of all messages, in the order in which they are gathered; none fuzzy."""
    catalogue, known = _empty(), translated()
    for message in template():
        if message.id:
            found = known.get(message.id, message.context)
            string = found.string if found else None
            catalogue.add(message.id, string, context=message.context, auto_comments=message.auto_comments)
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """The bytes of the .mo file."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def written(catalogue: Catalog) -> bytes:
    """The bytes of the .po file."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, no_location=True, ignore_obsolete=True)
    return buffer.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """The ids of the messages that have no Thai."""
    missing = []
    for message in catalogue:
        strings = message.string if isinstance(message.string, (tuple, list)) else [message.string]
        if message.id and not all(strings):
            missing.append(str(message.id))
    return missing


def _empty() -> Catalog:
    return Catalog(
        locale="th",
        domain="reportgen",
        project="reportgen",
        version="",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        header_comment="# Thai messages of reportgen; see ../../README.md.",
        creation_date=_LONG_AGO,
        revision_date=_LONG_AGO,
        fuzzy=False,
    )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    fresh = updated()
    PO.write_bytes(written(fresh))
    MO.write_bytes(compiled(fresh))
    missing = untranslated(fresh)
    sys.stdout.write("".join(f"no Thai yet: {text}\n" for text in missing) or "complete\n")
    sys.exit(bool(missing))
