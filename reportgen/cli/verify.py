"""`reportgen verify`: whether a file is one that the ledger recorded."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.pipeline import registry


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "verify",
        help=_(
            "Says whether FILE (a Word file, a scan or a memo's YAML) is the same as one that the ledger"
            " recorded. It tells sameness, not authority."
        ),
    )
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.pass_obj
    def verify(session: Session, file: Path) -> int:
        found = registry.verify(session.workspace(), session.cwd / file)
        return session.tell(found.diagnostics, lines=found.lines)

    return verify
