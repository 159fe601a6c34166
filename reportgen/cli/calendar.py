"""`reportgen calendar`: what falls due in the year, and what was done."""

from __future__ import annotations

from dataclasses import asdict

import click

from reportgen.cli.session import Session, exit_code
from reportgen.cli.words import Translate
from reportgen.pipeline.calendar import calendar as calendar_of
from reportgen.present.calendar import shown_calendar
from reportgen.thai.dates import Month, read_month
from reportgen.thai.reading import ReadError


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "calendar",
        help=_(
            "Lists what falls due in the fiscal year, month by month: the quarters' reports, the months'"
            " overviews and the standing duties, and whether each is done, late, missing or still to come."
        ),
    )
    @click.option("--month", metavar="MONTH", help=_("Only what falls due in this month, such as 01/2565."))
    @click.pass_obj
    def calendar(session: Session, month: str | None) -> int:
        only = _month(_, month)
        found, said = calendar_of(session.workspace(), session.now.date())
        if found is None:
            return session.tell(said)
        shown = shown_calendar(found, only)
        code = exit_code(said)
        if session.as_json:
            session.console.json({"due": [asdict(each) for each in shown], "exit_code": code})
            return code
        rows = [(each.deadline, each.state, each.done, each.owner, each.name) for each in shown]
        session.console.table(("ครบกำหนด", "สถานะ", "วันที่ดำเนินการ", "ผู้รับผิดชอบ", "เรื่อง"), rows)
        return session.tell(said)

    return calendar


def _month(_: Translate, text: str | None) -> Month | None:
    try:
        return read_month(text) if text else None
    except ReadError as error:
        raise click.BadParameter(
            _("Write the month as in มกราคม 2565 or 01/2565."), param_hint="--month"
        ) from error
