"""`reportgen register`: the number of a memo or of its circular."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from reportgen.cli.by import by_option
from reportgen.cli.days import day_option
from reportgen.cli.files import memo_file
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
    @click.option("--number", metavar="N/YEAR", help=_("The number, such as 1389/2564."))
    @click.option(
        "--next",
        "following",
        is_flag=True,
        help=_("The next number, where numbering: in reportgen.yaml lets reportgen keep the register."),
    )
    @click.option("--circular", is_flag=True, help=_("Of the memo's circular, not of the memo itself."))
    @click.option(
        "--date",
        "day",
        type=day_option,
        metavar="DAY",
        help=_("The day on paper, where the file does not tell it; also later, with the same number."),
    )
    @click.option("--reserved", is_flag=True, help=_("The number was reserved for this very paper."))
    @by_option(_)
    @click.pass_obj
    def register(
        session: Session,
        file: Path,
        number: str | None,
        following: bool,
        circular: bool,
        day: date | None,
        reserved: bool,
        by: str | None,
    ) -> int:
        if following == (number is not None):
            raise click.UsageError(_("Write either --number with the number, or --next."))
        workspace = session.workspace()
        wanted = registry.Wanted(number, circular, day, reserved)
        name = memo_file(workspace, file)
        told = registry.register(workspace, name, wanted, who=session.user(by))
        code = session.tell(told.diagnostics, lines=told.lines)
        if told.lines and following:
            place = f"-w {session.folder} " if session.folder else ""
            make = f"{place}{'circular' if circular else 'memo'} {name}"
            session.say(_("Next: reportgen {command}", command=make))
        return code

    return register
