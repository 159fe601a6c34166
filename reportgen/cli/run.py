"""One run from its arguments to its exit code: every way to end is written here.

Reads the surroundings; does none of the work.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import TextIO

import click

from reportgen.cli import codes
from reportgen.cli.program import program
from reportgen.cli.session import Session, said
from reportgen.cli.words import click_speaks
from reportgen.diagnostics import Diagnostic
from reportgen.errors import ExitCode, Stop
from reportgen.messages import Messages, language


def run(args: Sequence[str]) -> int:
    """Runs the command that `args` name; gives the exit code."""
    _without_plugins()
    session = _session(args)
    try:
        return _run(args, session)
    except (KeyboardInterrupt, click.Abort):
        return session.tell([Diagnostic(codes.INTERRUPTED)])
    except Stop as stop:
        return session.tell(said(stop))
    except Exception as error:
        return session.tell([_fault(error, session)])


def _run(args: Sequence[str], session: Session) -> int:
    with click_speaks(session.messages.language):
        try:
            ended = program(session.messages.text).main(
                list(args), prog_name="reportgen", standalone_mode=False, obj=session
            )
        except click.ClickException as error:
            context = getattr(error, "ctx", None)
            command = context.command_path if context else "reportgen"
            return session.tell(
                [Diagnostic(codes.USAGE, (), {"problem": error.format_message(), "command": command})]
            )
    return int(ended or ExitCode.DONE)


def _without_plugins() -> None:
    """No other package has a say in what is read. Pydantic looks for the setting in a module whose imports
    take a twentieth of a command's time: one that knows no plugins stands in for it."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    loader = ModuleType("pydantic.plugin._loader")
    vars(loader)["get_plugins"] = tuple
    sys.modules.setdefault(loader.__name__, loader)


def _session(args: Sequence[str]) -> Session:
    return Session(
        cwd=Path.cwd(),
        environ=dict(os.environ),
        now=datetime.now().astimezone(),
        platform=sys.platform,
        out=_able(sys.stdout),
        err=_able(sys.stderr),
        messages=Messages(language(_given("--lang", args), os.environ)),
        as_json=_given("--format", args) == "json",
    )


def _able(stream: TextIO) -> TextIO:
    """`stream` made able to take Thai: as UTF-8 unless the user chose an encoding, and never failing."""
    if isinstance(stream, io.TextIOWrapper):
        chosen = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
        stream.reconfigure(encoding=chosen or "utf-8", errors="replace")
    return stream


def _given(option: str, args: Sequence[str]) -> str | None:
    """The last value of `option`: it must be known before the arguments are read, to tell what is wrong
    with them in the language and form asked for."""
    value = None
    for index, argument in enumerate(args):
        if argument == "--":
            break
        if argument.startswith(f"{option}="):
            value = argument.partition("=")[2]
        elif argument == option and index + 1 < len(args):
            value = args[index + 1]
    return value


def _fault(error: Exception, session: Session) -> Diagnostic:
    """Writes down what happened, for the maintainer; on stderr too with REPORTGEN_DEBUG=1."""
    import tempfile  # hoped to be needed never
    import traceback

    details = "".join(traceback.format_exception(error))
    if session.environ.get("REPORTGEN_DEBUG") == "1":
        session.err.write(details)
    file = "-"
    try:
        handle, file = tempfile.mkstemp(prefix="reportgen-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as log:
            log.write(details)
    except OSError:
        session.err.write(details)
    return Diagnostic(codes.FAULT, (), {"kind": type(error).__name__, "file": file})
