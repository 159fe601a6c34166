"""`reportgen check`: what is wrong with the workspace, or with the periods and files named."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen import pipeline
from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.workspace import Workspace


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "check",
        help=_(
            "Says everything that is wrong, at file, line and column. A PATH is a period such as 2565-q1,"
            " or a file; without one, all periods and memos are checked."
        ),
    )
    @click.argument("paths", nargs=-1, metavar="[PATH]...")
    @click.pass_obj
    def check(session: Session, paths: tuple[str, ...]) -> int:
        workspace = session.workspace()
        with session.console.busy(_("Checking…")):
            result = pipeline.check(workspace, _names(workspace, session.cwd, paths))
        code = session.tell(result.diagnostics)
        if not result.diagnostics:
            session.say(_("No problems found."))
        return code

    return check


def _names(workspace: Workspace, cwd: Path, paths: tuple[str, ...]) -> tuple[str, ...]:
    """The periods and memos that `paths` mean; none, which means all, where one belongs to the whole year."""
    names = dict.fromkeys(_name(workspace, cwd, path) for path in paths)
    return () if None in names else tuple(name for name in names if name)


def _name(workspace: Workspace, cwd: Path, path: str) -> str | None:
    place = (cwd / path).resolve()
    if not place.exists() or not place.is_relative_to(workspace.root):
        return str(workspace.period(path))
    name = place.relative_to(workspace.root)
    if name.as_posix() in workspace.memos():
        return name.as_posix()
    known = {str(period) for period in workspace.periods()}
    return next((part for part in name.parts[:1] if part in known), None)
