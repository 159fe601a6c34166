"""`reportgen schema`: the JSON Schemas of the input files, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.cli.writing import SCHEMA_FOLDER, schema_files, write
from reportgen.pipeline import Artifact
from reportgen.publish import Outcome


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "schema",
        help=_(
            "Writes the JSON Schemas of the input files into the folder .schemas of the workspace, which the"
            " files name in their first line, and prints their names."
        ),
    )
    @click.option(
        "--out",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help=_("Another folder to write to; no workspace is needed then."),
    )
    @click.pass_obj
    def schema(session: Session, out: Path | None) -> int:
        root = session.cwd if out else session.workspace().root
        folder = out or Path(SCHEMA_FOLDER)
        written = []
        for name, data in schema_files().items():
            write(root / folder / name, data, over=True)
            written.append(Artifact((folder / name).as_posix(), Outcome.WRITTEN))
        return session.tell((), written)

    return schema
