"""`reportgen approve`: what was decided on a numbered memo, with its scan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from reportgen.cli.by import by_option
from reportgen.cli.days import day_option
from reportgen.cli.files import memo_file
from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.disk import file_stem
from reportgen.ledger import Decision, Result
from reportgen.model.plan import Frequency
from reportgen.pipeline import decisions, duties
from reportgen.pipeline.scans import is_scan

RESULTS = click.Choice([each.value for each in Result])
FREQUENCIES = click.Choice(get_args(Frequency)[1].words)

_F = TypeVar("_F", bound=Callable[..., Any])


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "approve",
        help=_(
            "Records what was decided on the memo FILE, and writes it into the file as it stands on paper."
        ),
    )
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option(
        "--date",
        "day",
        required=True,
        type=day_option,
        metavar="DAY",
        help=_("The day of the decision, such as 29 พ.ย. 2564."),
    )
    @click.option("--result", required=True, type=RESULTS, help=_("What was decided."))
    @click.option("--order", help=_("The text of the order, where the decision gives one."))
    @click.option(
        "--scan",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=_("The scan of the signed paper; its hash is recorded."),
    )
    @_duty_options(_)
    @_memo_date(_)
    @by_option(_)
    @click.pass_obj
    def approve(
        session: Session,
        file: Path,
        day: date,
        result: str,
        order: str | None,
        scan: Path | None,
        duty: str | None,
        frequency: str | None,
        owner: str | None,
        memo_day: date | None,
        by: str | None,
    ) -> int:
        if (duty is None) != (frequency is None) or (owner is not None and duty is None):
            raise click.UsageError(_("--duty and --frequency go together; --owner goes with them."))
        workspace = session.workspace()
        name = memo_file(workspace, file)
        decision = Decision(
            date=day,
            result=Result(result),
            order_text=order,
            scan_sha256=_scan(scan, _),
            docx_sha256=_hash(workspace.root / "out/memos" / f"{file_stem(Path(name).stem)}.docx"),
            paper_date=memo_day,
        )
        wish = duties.Wish(duty, frequency, owner) if duty and frequency else None
        told = decisions.approve(workspace, name, decision, who=session.user(by), duty=wish)
        return session.tell(told.diagnostics, lines=told.lines)

    return approve


def _duty_options(_: Translate) -> Callable[[_F], _F]:
    """The options of the duty that an order becomes."""
    options = (
        click.option(
            "--duty", metavar="ID", help=_("Writes the order into plan.yaml, as a duty with this id.")
        ),
        click.option("--frequency", type=FREQUENCIES, help=_("How often that duty is reported on.")),
        click.option("--owner", metavar="UNIT", help=_("The unit that reports on that duty.")),
    )

    def decorate(command: _F) -> _F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _memo_date(_: Translate) -> Callable[[_F], _F]:
    return click.option(
        "--memo-date",
        "memo_day",
        type=day_option,
        metavar="DAY",
        help=_("The day of the memo itself, where it was written on paper only."),
    )


def _scan(file: Path | None, _: Translate) -> str | None:
    if file is None:
        return None
    data = file.read_bytes()
    if not data:
        raise click.BadParameter(_("{file} is empty: scan the paper again.", file=str(file)))
    if not is_scan(data):
        said = _(
            "{file} does not open as a PDF or as a picture (JPEG, PNG or TIFF): scan the paper again.",
            file=str(file),
        )
        raise click.BadParameter(said)
    return sha256(data).hexdigest()


def _hash(file: Path | None) -> str | None:
    return sha256(file.read_bytes()).hexdigest() if file and file.is_file() else None
