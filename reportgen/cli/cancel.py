"""`reportgen cancel`: a number made void for ever."""

from __future__ import annotations

import click

from reportgen.cli.by import by_option
from reportgen.cli.files import memo_file
from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.pipeline import numbers


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "cancel",
        help=_(
            "Makes the number of a memo, named by its FILE, or any other NUMBER such as 1390/2564 void for"
            " ever. A memo that was not decided on loses the number and may be registered with another."
        ),
    )
    @click.argument("paper", metavar="FILE|NUMBER")
    @click.option("--reason", required=True, help=_("Why, as it stands in the register."))
    @click.option("--unit", help=_("The unit of the register of NUMBER; without it, the secretariat."))
    @click.option(
        "--circular", is_flag=True, help=_("The number of the memo's circular, or of a circular (ว).")
    )
    @by_option(_)
    @click.pass_obj
    def cancel(
        session: Session, paper: str, reason: str, unit: str | None, circular: bool, by: str | None
    ) -> int:
        workspace, who = session.workspace(), session.user(by)
        if paper.endswith(".yaml"):
            if unit is not None:
                raise click.UsageError(_("--unit goes with a number; a file tells its unit itself."))
            file = memo_file(workspace, paper)
            told = numbers.cancel_paper(workspace, file, reason, is_circular=circular, who=who)
        else:
            told = numbers.cancel_number(workspace, paper, reason, unit=unit, is_circular=circular, who=who)
        return session.tell(told.diagnostics, lines=told.lines)

    return cancel
