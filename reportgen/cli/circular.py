"""`reportgen circular`: the circular that tells the units what was approved."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen import pipeline
from reportgen.cli.files import memo_file
from reportgen.cli.session import Session
from reportgen.cli.words import Translate


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "circular",
        help=_(
            "Makes the circular of the approved memo FILE, as its circular: tells. It opens by quoting the"
            " approval and ends with the list of units and the ใบเวียน. A paper that was edited by hand is"
            " kept."
        ),
    )
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--each", is_flag=True, help=_("One for the head of each unit, without the list."))
    @click.option("--pdf", is_flag=True, help=_("Also as PDF."))
    @click.option(
        "--force", is_flag=True, help=_("Replaces files edited by hand; a dated copy of each is kept.")
    )
    @click.pass_obj
    def circular(session: Session, file: Path, each: bool, pdf: bool, force: bool) -> int:
        workspace = session.workspace()
        with session.console.busy(_("Making the circular…")):
            name = memo_file(workspace, file)
            result = pipeline.circular(workspace, name, each=each, pdf=pdf, force=force)
        return session.tell(result.diagnostics, result.artifacts)

    return circular
