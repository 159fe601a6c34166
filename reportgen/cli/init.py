"""`reportgen init`: a first workspace, small and complete, with a comment at every block."""

from __future__ import annotations

import re
from pathlib import Path

import click

from reportgen import resources
from reportgen.cli import codes
from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.cli.writing import SCHEMA_FOLDER, schema_files, write
from reportgen.diagnostics import Diagnostic
from reportgen.errors import Stop
from reportgen.pipeline import Artifact
from reportgen.publish import Outcome
from reportgen.thai.digits import to_arabic
from reportgen.thai.fiscal import fiscal_year
from reportgen.workspace import find_workspace

_STARTER_YEAR = 2565
_YEAR = re.compile(r"(?<!\d)256[3-6](?!\d)")


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "init",
        help=_(
            "Writes a small workspace into the folder DIR, for the fiscal year in its name, such as fy2566,"
            " or for this one: made-up data that builds at once, with comments that explain each part."
            " Overwrites nothing."
        ),
    )
    @click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
    @click.pass_obj
    def init(session: Session, folder: Path) -> int:
        place = (session.cwd / folder).resolve()
        _refuse_inside(place, folder)
        named = year_in(place.name)
        files = starter(named or fiscal_year(session.now.date()))
        for name in files:
            if (session.cwd / folder / name).exists():
                raise Stop(Diagnostic(codes.FILE_EXISTS, (), {"file": str(folder / name)}))
        for name, data in files.items():
            write(session.cwd / folder / name, data, over=False)
        code = session.tell((), [Artifact((folder / name).as_posix(), Outcome.WRITTEN) for name in files])
        session.say(_("Next: reportgen -w {folder} quarterly", folder=str(folder)))
        return code

    return init


def _refuse_inside(place: Path, named: Path) -> None:
    """A workspace within another would hide it from whoever works in there."""
    around = find_workspace(place.parent)
    if around is not None:
        args = {"folder": str(named), "around": str(around), "beside": str(around.with_name("fy2566"))}
        raise Stop(Diagnostic(codes.WORKSPACE_AROUND, (), args))


def year_in(name: str) -> int | None:
    """The fiscal year (B.E.) that a folder is named by, as in `fy2566` or `ปี ๒๕๖๖`; None if it has none."""
    found = re.search(r"(?<!\d)2[4-7]\d\d(?!\d)", to_arabic(name))
    return int(found[0]) if found else None


def starter(year: int) -> dict[str, bytes]:
    """The files of a new workspace for the fiscal year `year` (B.E.), by their names with `/`."""
    files = {
        _moved(name, year): _moved(data.decode(), year).encode() for name, data in resources.starter().items()
    }
    return files | {f"{SCHEMA_FOLDER}/{name}": data for name, data in schema_files().items()}


def _moved(text: str, year: int) -> str:
    """`text` of the starter with every year moved from its own fiscal year to `year`."""
    return _YEAR.sub(lambda found: str(int(found[0]) + year - _STARTER_YEAR), text)
