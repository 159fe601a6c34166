"""`reportgen new`: the next file to write, begun."""

from __future__ import annotations

import click

from reportgen import pipeline
from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.cli.writing import write
from reportgen.pipeline import Artifact
from reportgen.publish import Outcome


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "new",
        help=_(
            "Begins a file for you to go on with. new memo --for quarterly 2565-q1 writes the YAML of a memo"
            " that submits that report; nothing that is there already is written over."
        ),
    )
    @click.argument("what", type=click.Choice(["memo"]))
    @click.option(
        "--for",
        "purpose",
        required=True,
        nargs=2,
        metavar="quarterly PERIOD",
        help=_("The report that the memo submits."),
    )
    @click.pass_obj
    def new(session: Session, what: str, purpose: tuple[str, str]) -> int:
        kind, period = purpose
        if kind != "quarterly":
            raise click.BadParameter(_("Only quarterly reports are submitted."), param_hint="--for")
        workspace = session.workspace()
        begun, said = pipeline.covering(workspace, period)
        if begun is None:
            return session.tell(said)
        name = f"memos/quarterly-{workspace.period(period)}.yaml"
        write(workspace.root / name, begun.encode(), over=False)
        return session.tell(said, (Artifact(name, Outcome.WRITTEN),))

    return new
