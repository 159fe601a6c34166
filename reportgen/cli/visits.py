"""`reportgen visits`: the report on site visits."""

from __future__ import annotations

import click

from reportgen import pipeline
from reportgen.cli.session import Session
from reportgen.cli.words import Translate


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "visits",
        help=_(
            "Makes the report on the site visits of a period, such as 2565-q1, or on single visits by their"
            " ids, such as v1; without a name, on all visits of the newest period."
            " Who gave information is never printed. A paper that was edited by hand is kept."
        ),
    )
    @click.argument("names", nargs=-1, metavar="[PERIOD|VISIT]...")
    @click.option("--pdf", is_flag=True, help=_("Also as PDF."))
    @click.option(
        "--force", is_flag=True, help=_("Replaces files edited by hand; a dated copy of each is kept.")
    )
    @click.pass_obj
    def visits(session: Session, names: tuple[str, ...], pdf: bool, force: bool) -> int:
        workspace = session.workspace()
        with session.console.busy(_("Making the report…")):
            result = pipeline.visits(workspace, names, pdf=pdf, force=force)
        return session.tell(result.diagnostics, result.artifacts)

    return visits
