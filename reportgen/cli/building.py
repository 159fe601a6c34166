"""What `build`, `status`, `watch` and `clean` share: the papers as work, one round of building, its words.

Imports what makes papers only when some are to be made.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen import resources
from reportgen.build import builder
from reportgen.build.builder import Builder, Plan, Planned
from reportgen.build.lock import locked
from reportgen.build.values import Done, DoTask, Reason, Recipe, Task, Wish
from reportgen.cli import codes
from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.diagnostics import Diagnostic
from reportgen.errors import Stop
from reportgen.workspace import Settings, Workspace

if TYPE_CHECKING:
    from reportgen.build.cluster import Cluster
    from reportgen.pipeline.afar import Sent

STATE = "out/.reportgen"
MAKING = "reportgen.pipeline.building"


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a workspace, as `reportgen.build` takes its work."""

    workspace: Workspace

    def sources(self) -> Sequence[str]:
        return self.workspace.sources()

    def targets(self, source: str, data: bytes) -> Sequence[str]:
        from reportgen.pipeline.targets import targets_of

        return targets_of(source, data)

    def recipe(self) -> tuple[Mapping[str, Recipe], Sequence[str]]:
        settings = self.workspace.settings
        return _recipes(settings.environ.get("PATH", ""), settings.platform)

    def place(self) -> str:
        return str(Path(resources.__file__).parent)

    def task(self) -> DoTask:
        from reportgen.pipeline.building import Maker

        return Maker(self.workspace.root, self.workspace.settings)

    def received(self, task: Task, done: Done) -> Done:
        return done

    def together(self) -> Callable[[], AbstractContextManager[object]]:
        from reportgen.publish.files import together

        return together


@dataclass(frozen=True, slots=True)
class PapersAfar(Papers):
    """The same where they are made on a cluster, to which `sent` went along."""

    sent: Sent
    afar: Afar

    def task(self) -> DoTask:
        return self.afar

    def received(self, task: Task, done: Done) -> Done:
        from reportgen.pipeline.afar import received

        return received(self.workspace, self.sent, task, done)


@dataclass(frozen=True, slots=True)
class Afar:
    """Does a task on a worker of a cluster, in the workspace `name` as it was sent, for a run that began at
    `now` where papers are made by `recipes`."""

    name: str
    now: datetime
    recipes: Mapping[str, Recipe]

    def __call__(self, task: Task) -> Done:
        from reportgen.build.cluster import differing, unpacked
        from reportgen.pipeline.afar import made_there

        if parts := self.differs():  # a worker that came later
            return Done(task.target, "failed", said=(differing(socket.gethostname(), ", ".join(parts)),))
        root = unpacked() / self.name
        return made_there(root, Settings(root, os.environ, self.now, sys.platform), task)

    def differs(self) -> list[str]:
        """The parts of the recipes that are not the same where this is asked."""
        there = _recipes_once(os.environ.get("PATH", ""), sys.platform)
        return sorted(
            {
                part
                for kind, recipe in self.recipes.items()
                for part, told in recipe.items()
                if there.get(kind, {}).get(part) != told
            }
        )


def _recipes(path: str, platform: str) -> tuple[Mapping[str, Recipe], Sequence[str]]:
    """How the program of this process makes papers, see `Work.recipe`."""
    from reportgen.pdf import find_soffice
    from reportgen.pipeline import KINDS
    from reportgen.pipeline.recipe import recipes

    return recipes(KINDS, find_soffice(path, platform))


@lru_cache(maxsize=1)
def _recipes_once(path: str, platform: str) -> Mapping[str, Recipe]:
    """The same as when this process began: a worker that runs for days goes on with what it loaded then."""
    return _recipes(path, platform)[0]


@contextmanager
def on_cluster(session: Session, address: str, held: Builder, plan: Plan) -> Iterator[Cluster]:
    """The cluster at `address`, for making what `plan` says is stale: until this ends, `held` works there."""
    from reportgen.build.cluster import connected
    from reportgen.pipeline.afar import packed

    workspace, keys = session.workspace(), held.memory.machine.recipes
    needed = {planned.recipe for planned in plan.stale}
    recipes = {kind: recipe for kind, recipe in held.work.recipe()[0].items() if keys.get(kind) in needed}
    sent = packed(workspace)
    afar = Afar(workspace.root.name, session.now, recipes)
    here = held.work
    with connected(address, sent.data, afar.differs) as cluster:
        held.work = PapersAfar(workspace, sent, afar)
        try:
            yield cluster
        finally:
            held.work = here


def builder_of(session: Session) -> Builder:
    """The builder of the session's workspace, with the state as it is on disk."""
    workspace = session.workspace()
    return Builder.of(workspace.root, workspace.root / STATE, Papers(workspace))


def is_quiet(session: Session, words: Sequence[str], wish: Wish) -> bool:
    """Whether nothing is out of date, as far as that can be told at a glance."""
    workspace = session.workspace()
    return builder.is_quiet(workspace.root, workspace.root / STATE, Papers(workspace), words, wish)


@contextmanager
def holding(session: Session, _: Translate) -> Iterator[tuple[Builder, int]]:
    """A builder that alone works in the workspace, and the disk's time; waits for another one, saying so."""

    def wait(holder: str) -> None:
        session.say(
            _("Another build is running here ({holder}); waiting for it to end.", holder=holder or "-")
        )

    root = session.workspace().root
    owner = f"{session.user()}, {socket.gethostname()}, {os.getpid()}"
    try:
        with locked(root / STATE / "build.lock", owner, wait) as now:
            held = builder_of(session)
            try:
                yield held, now
            finally:
                held.finish()
    except OSError:
        from reportgen.publish.files import explained  # brings lxml

        with explained(STATE):
            raise


def tidy(session: Session) -> None:
    """Compacts the record of what was published, for who holds the workspace."""
    from reportgen.publish.files import explained
    from reportgen.publish.state import State

    with explained(STATE):
        State(session.workspace().root / STATE).compact()


def known(plan: Plan) -> Plan:
    """`plan`; raises Stop where a word meant no target."""
    if plan.unknown:
        every = ", ".join(plan.every[:20]) or "-"
        raise Stop(
            *(Diagnostic(codes.NO_TARGET, (), {"target": word, "known": every}) for word in plan.unknown)
        )
    return plan


def reason_texts(_: Translate) -> Callable[[Reason], str]:
    """How a reason is told."""

    def told(reason: Reason) -> str:
        subject = reason.subject
        texts = {
            "new": _("not made by a build before"),
            "file": _("{file} changed", file=subject),
            "listing": _("files came or went: {file}", file=subject),
            "recipe": _("the {part} is not as when it was made", part=_part(subject)),
            "page-map": _("the pages were counted anew"),
            "missing": _("{file} is gone", file=subject),
            "edited": _("{file} is not as it was made", file=subject),
            "kept": _("{file} was edited by hand and kept", file=subject),
            "failed": _("failed last time"),
            "interrupted": _("the last build was interrupted"),
            "option": _("another choice of --{option}", option=subject),
            "key": _("differs: {place}", place=_place(subject)),
        }
        return texts[reason.why]

    def _place(told: str) -> str:
        """A line of an input as it is; what no line tells in words."""
        whole = {
            "(title)": _("the title"),
            "(subject)": _("the subject"),
            "(author)": _("the agency's name"),
            "(name)": _("the file's name"),
            "(date)": _("the date"),
            "(font)": _("the font"),
            "(form)": _("the form of the pages"),
            "(template)": _("the template"),
        }
        return told if ":" in told or told.startswith("…") else whole.get(told, _("what is worked out"))

    def _part(name: str) -> str:
        parts = {
            "program": _("version of the program"),
            "profile": _("profile"),
            "font": _("font"),
            "version": _("version of a library"),
            "template": _("template"),
            "libreoffice": _("version of LibreOffice"),
        }
        return parts.get(name, _("recipe"))

    return told


def status_texts(_: Translate) -> dict[str, str]:
    """How what became of a target is told."""
    return {
        "made": _("made"),
        "same": _("as before"),
        "kept": _("kept"),
        "frozen": _("numbered, not made again"),
        "waiting": _("waits for its approval"),
        "failed": _("failed"),
    }


def as_json(planned: Planned, done: Done | None) -> dict[str, Any]:
    """A target for a machine."""
    reasons = [*planned.reasons, *(done.changes if done else ())]
    return {
        "target": planned.target,
        "status": done.status if done else None,
        "stale": bool(planned.reasons) and not (done and done.status == "same"),
        "reasons": [{"why": each.why, "subject": each.subject} for each in reasons],
        "files": [output.name for output in done.outputs] if done else [],
        "edits": done.edits if done else (),
    }
