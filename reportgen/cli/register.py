"""`reportgen register`: the number that the unit's register gave to a memo."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.pipeline import registry


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "register",
        help=_(
            "Records the number that the unit's register gave to the memo FILE, and writes it into the file."
            " A number that was given, reserved or cancelled before is refused."
        ),
    )
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--number", required=True, metavar="N/YEAR", help=_("The number, such as 1389/2564."))
    @click.option("--reserved", is_flag=True, help=_("The number was reserved for this very memo."))
    @click.pass_obj
    def register(session: Session, file: Path, number: str, reserved: bool) -> int:
        workspace = session.workspace()
        name, who = workspace.name(file), session.user()
        result = registry.register(workspace, name, number, who=who, reserved=reserved)
        return session.tell(result.diagnostics)

    return register
