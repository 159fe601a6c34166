"""The commands and the options that all of them share.

A command's module is imported when the command is named, so that --help and mistakes are answered at once.
"""

from __future__ import annotations

import importlib
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.errors import ExitCode
from reportgen.messages import LANGUAGES


def program(_: Translate) -> click.Group:
    """The command line in the language of `_`."""
    return Program(
        "reportgen",
        translate=_,
        help=_(
            "Makes the reports of a monitoring and evaluation sub-committee from a folder of YAML files:"
            " Word documents, and PDF."
        ),
        epilog=_exit_codes(_),
        params=[*shared(_), _version(_)],
        callback=_help_without_command,
        invoke_without_command=True,
        subcommand_metavar="COMMAND [ARGS]...",
    )


@click.pass_context
def _help_without_command(ctx: click.Context) -> int:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
    return ExitCode.USAGE


class Program(click.Group):
    """A group whose commands are modules of this package, each with a function `command`."""

    def __init__(self, name: str, *, translate: Translate, **settings: Any) -> None:
        super().__init__(name, **settings)
        self._translate = translate

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of a first use."""
        return list(_summaries(self._translate))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with that name, from its module."""
        if cmd_name not in _summaries(self._translate):
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        module = importlib.import_module(f"reportgen.cli.{name}")
        command: click.Command = module.command(self._translate)
        command.params += shared(self._translate)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that `args` begin with; for a mistyped one its nearest is told."""
        from difflib import get_close_matches  # --help does without it

        near = get_close_matches(args[0], self.list_commands(ctx))
        if near and args[0] not in near:
            _ = self._translate
            ctx.fail(
                _("There is no command {name}. Nearest: {nearest}.", name=args[0], nearest=", ".join(near))
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands without importing them."""
        _ = self._translate
        with formatter.section(_("Commands")):
            formatter.write_dl(list(_summaries(_).items()))


def _summaries(_: Translate) -> dict[str, str]:
    return {
        "init": _("Writes a small workspace that builds at once."),
        "new": _("Begins a file to go on with, such as the covering memo of a report."),
        "check": _("Says everything that is wrong, in one run."),
        "quarterly": _("Makes the quarterly report as a Word document, and as PDF."),
        "monthly": _("Makes the overview of a month for the monthly meeting, and as PDF."),
        "visits": _("Makes the report on a site visit, or on all of a period, and as PDF."),
        "guideline": _("Makes the year's guideline as a Word document, and as PDF."),
        "memo": _("Makes a memo for approval as a Word document, and as PDF."),
        "circular": _("Makes the circular of an approved memo, with the list of units to sign."),
        "build": _("Makes every paper that is out of date."),
        "status": _("Tells which papers are out of date, and why."),
        "watch": _("Makes papers again whenever a file is saved."),
        "clean": _("Removes papers that were made and that nobody edited."),
        "register": _("Records the number that the unit's register gave to a memo."),
        "approve": _("Records what was decided on a memo, with its scan."),
        "reserve": _("Keeps a number of the unit's register for a paper to come."),
        "cancel": _("Makes a number void for ever, and tells why."),
        "verify": _("Says whether a file is the one that was recorded."),
        "import": _("Reads finance's sheet into a period's spending.yaml."),
        "export": _("Writes the tables of a report, the ledger or the recommendations as an Excel workbook."),
        "select": _("Tests the year's projects against the criteria for watching them in depth."),
        "calendar": _("Lists what falls due in the year, and what was done."),
        "schema": _("Writes the JSON Schemas with which editors complete and explain keys."),
        "doctor": _("Looks whether everything that is needed is there."),
    }


def _exit_codes(_: Translate) -> str:
    meanings = {
        ExitCode.DONE: _("done"),
        ExitCode.DOCUMENT: _("the documents have errors"),
        ExitCode.USAGE: _("wrong usage or settings"),
        ExitCode.TEMPLATE: _("a template failed"),
        ExitCode.MISSING: _("a program or font is missing"),
        ExitCode.KEPT: _("a file edited by hand was kept"),
        ExitCode.FAULT: _("a fault of the program"),
        ExitCode.INTERRUPTED: _("interrupted"),
    }
    lines = [_("Exit codes:"), *(f"  {code.value:<3}  {meaning}" for code, meaning in meanings.items())]
    return "\b\n" + "\n".join(lines)


def shared(_: Translate) -> list[click.Parameter]:
    """The options accepted before and after a command. The language and the form were looked up before."""
    return [
        click.Option(
            ["-w", "--workspace"],
            type=click.Path(path_type=Path),
            metavar="DIR",
            expose_value=False,
            callback=_name_workspace,
            help=_("The workspace; without it, the one around the current folder."),
        ),
        click.Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            expose_value=False,
            help=_("The language of messages; without it, that of the system, else Thai."),
        ),
        click.Option(
            ["--format"],
            type=click.Choice(["text", "json"]),
            expose_value=False,
            help=_("Text for people, or JSON for programs."),
        ),
    ]


def _name_workspace(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    session = ctx.find_object(Session)
    if value is not None and session is not None:
        session.folder = value


def _version(_: Translate) -> click.Option:
    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help=_("Shows the version."),
    )


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"reportgen {own_version()}")
        ctx.exit()


def own_version() -> str:
    """The installed version; `-` where the program runs from a folder and is not installed."""
    from importlib.metadata import PackageNotFoundError, version  # slow to import, and seldom needed

    try:
        return version("reportgen")
    except PackageNotFoundError:
        return "-"
