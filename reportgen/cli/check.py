"""`reportgen check`: what is wrong with the workspace, or with the periods and files named."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen import pipeline
from reportgen.cli.files import memo_file
from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.workspace import Workspace


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "check",
        help=_(
            "Says everything that is wrong, at file, line and column. A PATH is a period such as 2565-q1,"
            " a file, or the folder memos; without one, all periods and memos are checked."
        ),
    )
    @click.argument("paths", nargs=-1, metavar="[PATH]...")
    @click.pass_obj
    def check(session: Session, paths: tuple[str, ...]) -> int:
        workspace = session.workspace()
        with session.console.busy(_("Checking…")):
            result = pipeline.check(workspace, _names(workspace, paths))
        code = session.tell(result.diagnostics)
        if not result.diagnostics:
            session.say(_("No problems found."))
        return code

    return check


def _names(workspace: Workspace, paths: tuple[str, ...]) -> tuple[str, ...]:
    """The periods and memos that `paths` mean; none, which means all, where one belongs to the whole year."""
    meant = [_meant(workspace, path) for path in paths]
    return () if None in meant else tuple(dict.fromkeys(name for names in meant for name in names or ()))


def _meant(workspace: Workspace, path: str) -> tuple[str, ...] | None:
    """The names that one path means, seen from the current folder or from the workspace, with `/` or `\\`."""
    place = _place(workspace, path)
    if place is None:
        written = path.replace("\\", "/")
        is_memo = written.endswith(".yaml")
        return (memo_file(workspace, written) if is_memo else str(workspace.period(written)),)
    parts = place.relative_to(workspace.root).parts
    name = "/".join(parts)
    memos = tuple(memo for memo in workspace.memos() if memo == name or memo.startswith(f"{name}/"))
    if memos:
        return memos
    period = parts[0] if parts else ""
    return (period,) if period in map(str, workspace.periods()) else None


def _place(workspace: Workspace, path: str) -> Path | None:
    """Where a path leads that is there and lies in the workspace."""
    for written in dict.fromkeys((path, path.replace("\\", "/"))):
        for start in (workspace.settings.cwd, workspace.root):
            place = (start / written).resolve()
            if place.exists() and place.is_relative_to(workspace.root):
                return place
    return None
