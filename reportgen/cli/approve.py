"""`reportgen approve`: what was decided on a numbered memo, with its scan."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import click

from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.ledger import Decision, Result
from reportgen.pipeline import registry
from reportgen.thai.dates import read_day
from reportgen.thai.reading import ReadError


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "approve",
        help=_(
            "Records what was decided on the memo FILE, and writes it into the file as it stands on paper."
        ),
    )
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--date", "day", required=True, help=_("The day of the decision, such as 29 พ.ย. 2564."))
    @click.option(
        "--result",
        required=True,
        type=click.Choice([each.value for each in Result]),
        help=_("What was decided."),
    )
    @click.option("--order", help=_("The text of the order, where the decision gives one."))
    @click.option(
        "--scan",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=_("The scan of the signed paper; its hash is recorded."),
    )
    @click.pass_obj
    def approve(
        session: Session, file: Path, day: str, result: str, order: str | None, scan: Path | None
    ) -> int:
        try:
            when = read_day(day)
        except ReadError as error:
            raise click.BadParameter(_("{text} is not a date.", text=day), param_hint="--date") from error
        workspace = session.workspace()
        name = workspace.name(file)
        decision = Decision(
            date=when,
            result=Result(result),
            order_text=order,
            scan_sha256=_hash(scan),
            docx_sha256=_hash(workspace.root / "out/memos" / f"{Path(name).stem}.docx"),
        )
        told = registry.approve(workspace, name, decision, who=session.user())
        return session.tell(told.diagnostics)

    return approve


def _hash(file: Path | None) -> str | None:
    return sha256(file.read_bytes()).hexdigest() if file and file.is_file() else None
