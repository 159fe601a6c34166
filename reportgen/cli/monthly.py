"""`reportgen monthly`: the overview of a month."""

from __future__ import annotations

import click

from reportgen import pipeline
from reportgen.cli.session import Session
from reportgen.cli.words import Translate


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "monthly",
        help=_(
            "Makes the overview of MONTH, such as พ.ย. 2564 or 11/2564; without one, of the newest month that"
            " has spending. A paper that was edited by hand is kept."
        ),
    )
    @click.argument("month", nargs=-1, metavar="[MONTH]")
    @click.option("--pdf", is_flag=True, help=_("Also as PDF."))
    @click.option(
        "--force", is_flag=True, help=_("Replaces files edited by hand; a dated copy of each is kept.")
    )
    @click.pass_obj
    def monthly(session: Session, month: tuple[str, ...], pdf: bool, force: bool) -> int:
        workspace = session.workspace()
        with session.console.busy(_("Making the overview…")):
            result = pipeline.monthly(workspace, " ".join(month) or None, pdf=pdf, force=force)
        return session.tell(result.diagnostics, result.artifacts)

    return monthly
