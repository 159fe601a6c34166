"""`reportgen status`: which papers are out of date, and why."""

from __future__ import annotations

from collections.abc import Sequence

import click

from reportgen.build.values import Done, Wish
from reportgen.cli import building
from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.errors import ExitCode


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "status",
        help=_(
            "Tells of each paper whether it is up to date, and if not, why: which file changed and what in"
            " the paper differs. TARGETs are those of build. Makes nothing."
        ),
    )
    @click.argument("targets", nargs=-1, metavar="[TARGET]...")
    @click.option("--check", is_flag=True, help=_("Ends with 1 where a paper is out of date."))
    @click.pass_obj
    def status(session: Session, targets: tuple[str, ...], check: bool) -> int:
        return tell_status(session, _, targets, Wish(), check=check)

    return status


def tell_status(
    session: Session,
    _: Translate,
    words: Sequence[str],
    wish: Wish,
    *,
    check: bool = False,
    only_stale: bool = False,
) -> int:
    """Tells what a build of `words` would do; the exit code, 1 for a stale paper where `check` asks."""
    builder = building.builder_of(session)
    plan = building.known(builder.plan(words, wish, 0))
    found: dict[str, Done] = {}
    with session.console.progress(_("Looking…"), len(plan.stale)) as advance:
        for planned, done in builder.preview(plan, wish):
            found[planned.target] = done
            advance()
    told = [building.as_json(planned, found.get(planned.target)) for planned in plan.targets]
    is_stale = any(each["stale"] for each in told)
    code = ExitCode.DOCUMENT if check and is_stale else ExitCode.DONE
    if session.as_json:
        session.console.json({"targets": told, "exit_code": code})
        return code
    reasons = building.reason_texts(_)
    for planned in plan.targets:
        became = found.get(planned.target)
        entry = builder.memory.targets.get(planned.target)
        stands = became.status if became else entry.status if entry else "made"
        is_right = not planned.reasons or (became is not None and became.status == "same")
        if stands in ("frozen", "waiting"):
            state = building.status_texts(_)[stands]
        else:
            state = _("up to date") if is_right else _("out of date")
        if is_right and only_stale:
            continue
        session.console.result(f"{planned.target}: {state}")
        if not is_right and stands not in ("frozen", "waiting"):
            for reason in (*planned.reasons, *(became.changes if became else ())):
                session.console.result(f"    {reasons(reason)}")
    return code
