"""`reportgen quarterly`: the quarterly report of a period."""

from __future__ import annotations

import click

from reportgen import pipeline
from reportgen.cli.session import Session
from reportgen.cli.words import Translate


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "quarterly",
        help=_(
            "Makes the quarterly report of PERIOD, such as 2565-q1; without one, of the newest period."
            " Prints the names of the files made. A file that was edited by hand is kept."
        ),
    )
    @click.argument("period", required=False, metavar="[PERIOD]")
    @click.option("--pdf", is_flag=True, help=_("Also as PDF, with page numbers in the contents."))
    @click.option(
        "--force", is_flag=True, help=_("Replaces files edited by hand; a dated copy of each is kept.")
    )
    @click.pass_obj
    def quarterly(session: Session, period: str | None, pdf: bool, force: bool) -> int:
        workspace = session.workspace()
        with session.console.busy(_("Making the report…")):
            result = pipeline.quarterly(workspace, period, pdf=pdf, force=force)
        return session.tell(result.diagnostics, result.artifacts)

    return quarterly
