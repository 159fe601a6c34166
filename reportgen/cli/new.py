"""`reportgen new`: the next file to write, begun."""

from __future__ import annotations

from pathlib import PurePath

import click

from reportgen import pipeline
from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.cli.writing import write
from reportgen.disk import file_stem
from reportgen.model.scalars import PeriodId
from reportgen.pipeline import Artifact
from reportgen.pipeline.carrying import new_quarter
from reportgen.pipeline.ordinary import ordinary
from reportgen.publish import Outcome
from reportgen.thai.reading import ReadError


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "new",
        help=_(
            "Begins files for you to go on with. new quarterly 2565-q2 writes the folder of that quarter with"
            " everything that is still open in the last one. new memo NAME writes memos/NAME.yaml, a memo to"
            " fill in. new memo --for quarterly 2565-q1 writes the YAML of a memo that submits that report."
            " Nothing that is there already is written over."
        ),
    )
    @click.argument("what", type=click.Choice(["quarterly", "memo"]))
    @click.argument("name", required=False, metavar="[PERIOD|NAME]")
    @click.option(
        "--for",
        "purpose",
        nargs=2,
        metavar="quarterly PERIOD",
        help=_("The report that the memo submits."),
    )
    @click.pass_obj
    def new(session: Session, what: str, name: str | None, purpose: tuple[str, str] | None) -> int:
        if what == "quarterly":
            return _quarter(session, _period(_, name))
        if purpose is not None and purpose[0] != "quarterly":
            raise click.BadParameter(_("Only quarterly reports are submitted."), param_hint="--for")
        if purpose is None and name is None:
            raise click.UsageError(
                _("Name the memo, such as 2564-12-01-training, or what it submits: --for quarterly PERIOD.")
            )
        return _memo(session, name, purpose[1] if purpose else None)

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


def _memo(session: Session, name: str | None, period: str | None) -> int:
    """Writes a memo: one that submits the report of `period`, else an ordinary one."""
    workspace = session.workspace()
    begun, said = pipeline.covering(workspace, period) if period else ordinary(workspace)
    if begun is None:
        return session.tell(said)
    stem = PurePath(name.replace("\\", "/")).name.removesuffix(".yaml") if name else ""
    file = f"memos/{file_stem(stem or f'quarterly-{workspace.period(period)}')}.yaml"
    write(workspace.root / file, begun.encode(), over=False)
    return session.tell(said, (Artifact(file, Outcome.WRITTEN),))
