"""`reportgen import`: finance's sheet into a period's spending.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from reportgen.cli.session import Session, exit_code
from reportgen.cli.words import Translate
from reportgen.diagnostics import unique
from reportgen.load.sheets.book import LARGEST_FILE
from reportgen.load.sheets.differences import Difference
from reportgen.load.sheets.reading import Wanted
from reportgen.model.scalars import PeriodId
from reportgen.pipeline import importing
from reportgen.thai.dates import read_day
from reportgen.thai.reading import ReadError


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "import",
        help=_(
            "Reads finance's sheet FILE, an Excel workbook or CSV as it is, into spending.yaml of its period:"
            " shows what changes, and keeps comments and what people added. How the sheet was read is"
            " remembered in import-spending.yaml."
        ),
    )
    @click.argument("what", type=click.Choice(["spending"]))
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option("--period", metavar="PERIOD", help=_("The period; without it, that of the sheet's day."))
    @click.option("--sheet", metavar="NAME", help=_("The sheet of the workbook that is meant."))
    @click.option(
        "--as-of", metavar="DAY", help=_("The day of the amounts, where the sheet does not say it.")
    )
    @click.option("--source", metavar="TEXT", help=_("Whose report it is, where the sheet does not say it."))
    @click.option(
        "--mapping",
        type=click.Path(path_type=Path),
        help=_("The file that remembers how the sheet is read; without it, import-spending.yaml."),
    )
    @click.option("--dry-run", is_flag=True, help=_("Only shows what would change."))
    @click.pass_obj
    def import_(
        session: Session,
        what: str,
        file: Path,
        period: str | None,
        sheet: str | None,
        as_of: str | None,
        source: str | None,
        mapping: Path | None,
        dry_run: bool,
    ) -> int:
        workspace = session.workspace()
        wanted = Wanted(sheet, _period(_, period), _day(_, as_of), source)
        remembered = workspace.name(mapping) if mapping else importing.MAPPING
        with session.console.busy(_("Reading the sheet…")):
            result = importing.import_spending(
                workspace, _read(file), wanted, mapping=remembered, dry_run=dry_run
            )
        if session.as_json:
            code = exit_code(result.diagnostics)
            found = [_as_json(each) for each in result.differences]
            session.console.outcome(unique(result.diagnostics), result.artifacts, code, differences=found)
            return code
        for each in result.differences:
            session.say(f"{each.what}: {each.old or '-'} → {each.new or '-'}")
        return session.tell(result.diagnostics, result.artifacts)

    return import_


def _read(file: Path) -> importing.Sheet:
    """The file, and one byte more than is allowed of one that is too large."""
    with file.open("rb") as stream:
        return importing.Sheet(stream.read(LARGEST_FILE + 1), file.resolve().as_posix())


def _as_json(difference: Difference) -> dict[str, str | None]:
    """What changes, of which line or total; an amount that is not there is null."""
    *of, field = difference.name
    is_total = of[:1] == ["totals"]
    line = of if len(of) == 3 and not is_total else [None] * 3
    return {
        **dict(zip(("project", "group", "fund"), line, strict=True)),
        "total": " · ".join(of[1:]) if is_total else None,
        "field": field,
        "before": difference.old or None,
        "after": difference.new or None,
        "cell": difference.cell or None,
    }


def _period(_: Translate, text: str | None) -> PeriodId | None:
    try:
        return PeriodId.read(text) if text else None
    except ReadError as error:
        raise click.BadParameter(_("{text} is no period.", text=text or ""), param_hint="--period") from error


def _day(_: Translate, text: str | None) -> date | None:
    try:
        return read_day(text) if text else None
    except ReadError as error:
        raise click.BadParameter(_("{text} is not a date.", text=text or ""), param_hint="--as-of") from error
