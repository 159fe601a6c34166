"""What `build`, `status`, `watch` and `clean` share: the papers as work, one round of building, its words.

Imports what makes papers only when some are to be made.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen import resources
from reportgen.build import builder
from reportgen.build.builder import Builder, Plan, Planned
from reportgen.build.lock import locked
from reportgen.build.values import Done, DoTask, Reason, Recipe, Wish
from reportgen.cli import codes
from reportgen.cli.session import Session
from reportgen.cli.words import Translate
from reportgen.diagnostics import Diagnostic
from reportgen.errors import Stop
from reportgen.workspace import Workspace

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
        from reportgen.pdf import find_soffice
        from reportgen.pipeline import KINDS
        from reportgen.pipeline.recipe import recipes

        settings = self.workspace.settings
        return recipes(KINDS, find_soffice(settings.environ.get("PATH", ""), settings.platform))

    def place(self) -> str:
        return str(Path(resources.__file__).parent)

    def task(self) -> DoTask:
        from reportgen.pipeline.building import Maker

        return Maker(self.workspace.root, self.workspace.settings)

    def together(self) -> Callable[[], AbstractContextManager[object]]:
        from reportgen.publish.files import together

        return together


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
            "new": _("never made"),
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
            "key": _("differs: {place}", place=subject),
        }
        return texts[reason.why]

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
    }
