"""`reportgen new`: the next file to write, begun."""

from __future__ import annotations

import click

from reportgen import pipeline
from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.cli.writing import write
from reportgen.model.scalars import PeriodId
from reportgen.pipeline import Artifact
from reportgen.pipeline.carrying import new_quarter
from reportgen.publish import Outcome
from reportgen.thai.reading import ReadError


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "new",
        help=_(
            "Begins files for you to go on with. new quarterly 2565-q2 writes the folder of that quarter with"
            " everything that is still open in the last one. new memo --for quarterly 2565-q1 writes the YAML"
            " of a memo that submits that report. Nothing that is there already is written over."
        ),
    )
    @click.argument("what", type=click.Choice(["quarterly", "memo"]))
    @click.argument("period", required=False, metavar="[PERIOD]")
    @click.option(
        "--for",
        "purpose",
        nargs=2,
        metavar="quarterly PERIOD",
        help=_("The report that the memo submits."),
    )
    @click.pass_obj
    def new(session: Session, what: str, period: str | None, purpose: tuple[str, str] | None) -> int:
        if what == "quarterly":
            return _quarter(session, _period(_, period))
        if purpose is None:
            raise click.UsageError(_("Name the report that the memo submits: --for quarterly PERIOD."))
        if purpose[0] != "quarterly":
            raise click.BadParameter(_("Only quarterly reports are submitted."), param_hint="--for")
        return _memo(session, purpose[1])

    return new


def _period(_: Translate, text: str | None) -> PeriodId | None:
    try:
        return PeriodId.read(text) if text else None
    except ReadError as error:
        raise click.BadParameter(_("Write the period as in 2565-q2."), param_hint="PERIOD") from error


def _quarter(session: Session, period: PeriodId | None) -> int:
    """Writes the folder of a new quarter; nothing of it where there is an error."""
    workspace = session.workspace()
    files, said = new_quarter(workspace, period)
    for name, text in (files or {}).items():
        write(workspace.root / name, text.encode(), over=False)
    return session.tell(said, [Artifact(name, Outcome.WRITTEN) for name in files or {}])


def _memo(session: Session, period: str) -> int:
    workspace = session.workspace()
    begun, said = pipeline.covering(workspace, period)
    if begun is None:
        return session.tell(said)
    name = f"memos/quarterly-{workspace.period(period)}.yaml"
    write(workspace.root / name, begun.encode(), over=False)
    return session.tell(said, (Artifact(name, Outcome.WRITTEN),))
