"""`reportgen guideline`: the year's guideline."""

from __future__ import annotations

import click

from reportgen import pipeline
from reportgen.cli.session import Session
from reportgen.cli.words import Translate


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "guideline",
        help=_(
            "Makes the year's guideline from plan.yaml: what is watched, how, and which projects in depth."
            " A paper that was edited by hand is kept."
        ),
    )
    @click.option("--pdf", is_flag=True, help=_("Also as PDF."))
    @click.option(
        "--force", is_flag=True, help=_("Replaces files edited by hand; a dated copy of each is kept.")
    )
    @click.pass_obj
    def guideline(session: Session, pdf: bool, force: bool) -> int:
        workspace = session.workspace()
        with session.console.busy(_("Making the guideline…")):
            result = pipeline.guideline(workspace, pdf=pdf, force=force)
        return session.tell(result.diagnostics, result.artifacts)

    return guideline
