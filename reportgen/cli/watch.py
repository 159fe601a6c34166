"""`reportgen watch`: papers made again whenever something they are made from is saved."""

from __future__ import annotations

import time
from collections.abc import Sequence

import click

from reportgen.build.values import Wish
from reportgen.cli import building
from reportgen.cli.build import round_of
from reportgen.cli.session import Session, said
from reportgen.cli.words import Translate
from reportgen.disk import Stamp, listed, stamp
from reportgen.errors import Stop
from reportgen.workspace import MEMO_FILES, PERIOD_FOLDERS

PAUSE_SECONDS = 0.3


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "watch",
        help=_(
            "Makes the papers again, within a second, whenever a file is saved, until Ctrl-C. While a file"
            " has a mistake, what is wrong is told and the last good paper stays."
        ),
    )
    @click.argument("targets", nargs=-1, metavar="[TARGET]...")
    @click.option("--pdf/--no-pdf", default=None, help=_("Also as PDF; as before where neither is given."))
    @click.pass_obj
    def watch(session: Session, targets: tuple[str, ...], pdf: bool | None) -> int:
        session.say(_("Watching {folder}; Ctrl-C ends it.", folder=str(session.workspace().root)))
        before = None
        while True:
            seen = _seen(session)
            if seen != before:
                before = seen
                _round(session, _, targets, Wish(pdf, "keep"))
            time.sleep(PAUSE_SECONDS)

    return watch


def _round(session: Session, _: Translate, words: Sequence[str], wish: Wish) -> None:
    session.renew()
    try:
        if not building.is_quiet(session, words, wish):
            round_of(session, _, words, wish, explain=False, jobs=1)
    except Stop as stop:
        session.tell(said(stop))


def _seen(session: Session) -> dict[str, Stamp | str | None]:
    """The stamps of all that papers were made from, and which files there are."""
    builder = building.builder_of(session)
    root = str(session.workspace().root)
    known = {*builder.work.sources(), *builder.memory.files}
    keys = {PERIOD_FOLDERS, MEMO_FILES}
    for entry in builder.memory.targets.values():
        known.update(entry.files)
        keys.update(entry.listings)
    return {name: stamp(f"{root}/{name}") for name in known} | {key: listed(root, key) for key in keys}
