"""`reportgen calendar`: what falls due in the year, and what was done."""

from __future__ import annotations

from collections.abc import Sequence

import click

from reportgen.cli.session import Session, exit_code
from reportgen.cli.words import Translate
from reportgen.model.calendar import Due
from reportgen.pipeline.calendar import calendar as calendar_of
from reportgen.present.calendar import due_month, shown_calendar
from reportgen.thai.dates import Month, read_month, show_month
from reportgen.thai.fiscal import fiscal_months
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
        if only is not None:
            _refuse_outside(_, found, only)
        shown = shown_calendar(found, only)
        code = exit_code(said)
        if session.as_json:
            session.console.json({"due": shown, "exit_code": code})
            return code
        rows = [(each.deadline, each.state, each.done, each.owner, each.name) for each in shown]
        session.console.table(("ครบกำหนด", "สถานะ", "วันที่ดำเนินการ", "ผู้รับผิดชอบ", "เรื่อง"), rows)
        return session.tell(said)

    return calendar


def _refuse_outside(_: Translate, found: Sequence[Due], month: Month) -> None:
    """A month neither of the fiscal year nor one in which anything of that year falls due."""
    year = found[0].period.fiscal_year
    months = fiscal_months(year)
    if month not in months and month not in {due_month(due) for due in found}:
        first, last = (show_month(each, glue=False) for each in (months[0], months[-1]))
        message = _(
            "{month} is not in the fiscal year {year}: write a month from {first} to {last}.",
            month=show_month(month, glue=False),
            year=str(year),
            first=first,
            last=last,
        )
        raise click.BadParameter(message, param_hint="--month")


def _month(_: Translate, text: str | None) -> Month | None:
    try:
        return read_month(text) if text else None
    except ReadError as error:
        raise click.BadParameter(
            _("Write the month as in มกราคม 2565 or 01/2565."), param_hint="--month"
        ) from error
