"""`reportgen build`: every paper that is out of date, made by several processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import get_args

import click

from reportgen.build.builder import Builder, Plan
from reportgen.build.limits import Limits, can_hold_here
from reportgen.build.runner import FEW, FEW_PDFS, processes
from reportgen.build.values import Done, Policy, Wish
from reportgen.cli import building
from reportgen.cli.session import Session, exit_code
from reportgen.cli.words import Translate
from reportgen.diagnostics import Diagnostic, unique
from reportgen.errors import ExitCode


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "build",
        help=_(
            "Makes every paper that is out of date. A TARGET is a kind, a period, a file, or a pattern of"
            " these, such as memo, 2565-q1, memos/2564-*; without one, all papers of the workspace."
        ),
    )
    @click.argument("targets", nargs=-1, metavar="[TARGET]...")
    @click.option("--pdf/--no-pdf", default=None, help=_("Also as PDF; as before where neither is given."))
    @click.option(
        "--on-edited",
        type=click.Choice(get_args(Policy)),
        default="stop",
        help=_(
            "What to do where a file was edited by hand: stop keeps it as an error, keep keeps it, copy"
            " writes the new one beside it, force keeps it as a dated copy and replaces it."
        ),
    )
    @click.option("--force", is_flag=True, help=_("The same as --on-edited force."))
    @click.option("-n", "--dry-run", "dry", is_flag=True, help=_("Only tells what would be made."))
    @click.option("--explain", is_flag=True, help=_("Tells of each paper why it is made."))
    @click.option("-j", "--jobs", type=click.IntRange(1, 64), help=_("How many processes; else one a core."))
    @click.option(
        "--cluster",
        metavar="ADDRESS",
        help=_(
            "Make the papers on the Dask cluster with this scheduler, such as tcp://host:8786. Its workers"
            " are sent the files of the workspace, so whoever runs them can read these."
        ),
    )
    @click.pass_obj
    def build(
        session: Session,
        targets: tuple[str, ...],
        pdf: bool | None,
        on_edited: Policy,
        force: bool,
        dry: bool,
        explain: bool,
        jobs: int | None,
        cluster: str | None,
    ) -> int:
        wish = Wish(pdf, "force" if force else on_edited)
        if not session.as_json and building.is_quiet(session, targets, wish):
            click.echo(_("Everything is up to date."), err=True)
            return ExitCode.DONE
        if dry:
            from reportgen.cli.status import tell_status

            return tell_status(session, _, targets, wish, only_stale=True)
        return round_of(
            session, _, targets, wish, explain=explain, jobs=jobs or os.cpu_count() or 1, cluster=cluster
        )

    return build


def round_of(
    session: Session,
    _: Translate,
    words: Sequence[str],
    wish: Wish,
    *,
    explain: bool,
    jobs: int,
    cluster: str | None = None,
) -> int:
    """One build of the targets that `words` mean: its exit code, all told."""
    with building.holding(session, _) as (builder, now):
        lost = builder.start()
        plan = building.known(builder.plan(words, wish, now))
        if explain:
            _explain(session, _, plan)
        if plan.stale:
            building.tidy(session)
        if plan.stale and cluster is not None:
            with building.on_cluster(session, cluster, builder, plan) as there:
                results = builder.build(plan, wish, now, there.pools, there.workers, Limits())
                done = _built(session, _, plan, results)
        else:
            done = _built(session, _, plan, _builds_here(builder, plan, wish, now, jobs))
    return _tell(session, _, plan, done, lost)


def _explain(session: Session, _: Translate, plan: Plan) -> None:
    told = building.reason_texts(_)
    for planned in plan.stale:
        session.say(f"{planned.target}: {'; '.join(map(told, planned.reasons))}")


def _builds_here(builder: Builder, plan: Plan, wish: Wish, now: int, jobs: int) -> Iterator[Done]:
    limits, stale = Limits(), len(plan.stale)
    here = stale <= (FEW_PDFS if wish.pdf else FEW) or jobs == 1
    pools = None if here and can_hold_here() else processes(limits, building.MAKING)
    return builder.build(plan, wish, now, pools, jobs, limits)


def _built(session: Session, _: Translate, plan: Plan, results: Iterator[Done]) -> list[Done]:
    done = []
    with session.console.progress(_("Making papers…"), len(plan.stale)) as advance:
        for each in results:
            done.append(each)
            advance()
    return done


def _tell(
    session: Session, _: Translate, plan: Plan, done: Sequence[Done], lost: Sequence[Diagnostic]
) -> int:
    said = list(lost)
    said += (diagnostic for each in done for diagnostic in each.said)
    code = exit_code(said)
    if session.as_json:
        became = {each.target: each for each in done}
        targets = [building.as_json(each, became.get(each.target)) for each in plan.targets]
        session.console.outcome(unique(said), (), code, targets=targets)
    else:
        session.console.report(unique(said), session)
        for each in sorted(done, key=lambda each: each.target):
            for edited in each.edits:
                session.console.edits(session.shown(edited.name), edited.changes, edited.change_count)
        _table(session, _, done)
    if fault := next((each.fault for each in done if each.fault), ""):
        raise RuntimeError(fault)
    return code


def _table(session: Session, _: Translate, done: Sequence[Done]) -> None:
    """What became of each paper that was not right already, and at the end how many of each."""
    words = building.status_texts(_)
    quiet = ("same", "frozen", "waiting")
    order = [each for each in sorted(done, key=lambda each: each.target) if each.status not in quiet]
    if order:
        rows = [
            (
                words[each.status],
                each.target,
                ", ".join(session.shown(output.name) for output in each.outputs),
            )
            for each in order
        ]
        session.console.table((_("Result"), _("Paper"), _("File")), rows)
    counts = {status: sum(each.status == status for each in done) for status in words}
    told = ", ".join(f"{words[status]}: {count:,}" for status, count in counts.items() if count)
    session.say(told or _("Everything is up to date."))
