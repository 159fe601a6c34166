"""`reportgen export`: tables, ledger or recommendations as an Excel workbook."""

from __future__ import annotations

import click

from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.pipeline import exporting


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "export",
        help=_(
            "Writes every table of the report of a period (the newest without a name) as an Excel workbook"
            " with live totals; or the ledger; or the recommendations. A workbook that was edited is kept."
        ),
    )
    @click.argument("what", required=False, metavar="[PERIOD|ledger|recommendations]")
    @click.option(
        "--force", is_flag=True, help=_("Replaces files edited by hand; a dated copy of each is kept.")
    )
    @click.pass_obj
    def export(session: Session, what: str | None, force: bool) -> int:
        workspace = session.workspace()
        with session.console.busy(_("Writing the workbook…")):
            if what == "ledger":
                result = exporting.export_ledger(workspace, force=force)
            elif what == "recommendations":
                result = exporting.export_recommendations(workspace, force=force)
            else:
                result = exporting.export_report(workspace, what, force=force)
        return session.tell(result.diagnostics, result.artifacts)

    return export
