"""`reportgen reserve`: a number kept for a paper to come."""

from __future__ import annotations

import click

from reportgen.cli.by import by_option
from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.pipeline import numbers


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "reserve",
        help=_(
            "Keeps NUMBER, such as 1390/2564, for a paper to come, or for one that is made without reportgen."
            " Whoever kept it registers a memo with it as usual, others with register --reserved."
        ),
    )
    @click.argument("number")
    @click.option("--reason", required=True, help=_("What it is kept for, as it stands in the register."))
    @click.option("--unit", help=_("The unit of the register; without it, the secretariat."))
    @click.option("--circular", is_flag=True, help=_("In the register of circulars (ว)."))
    @by_option(_)
    @click.pass_obj
    def reserve(
        session: Session, number: str, reason: str, unit: str | None, circular: bool, by: str | None
    ) -> int:
        told = numbers.reserve(
            session.workspace(), number, reason, unit=unit, is_circular=circular, who=session.user(by)
        )
        return session.tell(told.diagnostics, lines=told.lines)

    return reserve
