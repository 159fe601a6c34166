"""`reportgen clean`: papers that we made and nobody edited, taken away."""

from __future__ import annotations

import click

from reportgen.build.values import Wish
from reportgen.cli import building
from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.diagnostics import Diagnostic


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "clean",
        help=_(
            "Removes the papers that build made and nobody edited. Numbered memos and whatever a person"
            " changed stay."
        ),
    )
    @click.option(
        "--orphans", is_flag=True, help=_("Only papers whose file was renamed, taken away, or titled anew.")
    )
    @click.option("-n", "--dry-run", "dry", is_flag=True, help=_("Only tells what would be removed."))
    @click.pass_obj
    def clean(session: Session, orphans: bool, dry: bool) -> int:
        from reportgen.publish import remove

        root = session.workspace().root
        said: list[Diagnostic] = []
        removed: list[str] = []
        with building.holding(session, _) as (builder, now):
            builder.forget_gone(builder.plan((), Wish(), now))
            names = [*builder.memory.left, *(() if orphans else builder.made())]
            for name in sorted(set(names)):
                if not (root / name).is_file():
                    continue
                told = remove(root / name, root=root, folder=root / building.STATE, name=name, dry=dry)
                said += told
                removed += [name] * (not told)
            if not dry:
                builder.dismiss(removed)
        return session.tell(said, lines=[session.shown(name) for name in removed])

    return clean
