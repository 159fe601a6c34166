"""Papers as the work of a build: what each target is prepared from, and its making where that is needed.

The order of the stages is that of each kind; here stands only which of them a target needs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen import disk
from reportgen.build.values import Done, Edits, Output, Read, Status, Task
from reportgen.diagnostics import Diagnostic, has_errors
from reportgen.errors import Stop
from reportgen.ledger.names import folder_of
from reportgen.model.document import MemoDocument
from reportgen.model.scalars import PeriodId
from reportgen.pipeline import leaves
from reportgen.pipeline.entries import entry_of, number_of, slot
from reportgen.pipeline.kinds.circular import circular_paper, frozen, not_ready
from reportgen.pipeline.kinds.guideline import guideline_paper
from reportgen.pipeline.kinds.memo import is_numbered, memo_document, memo_paper, without_emblem
from reportgen.pipeline.kinds.monthly import monthly_paper
from reportgen.pipeline.kinds.quarterly import report
from reportgen.pipeline.kinds.visits import visits_paper
from reportgen.pipeline.ledgers import ledger_folder
from reportgen.pipeline.make import PICTURES, TEMPLATES, Paper, Result, Wishes, make
from reportgen.publish import OnEdited, Outcome
from reportgen.workspace import Settings, Workspace


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper ready to render; without one, `status` tells whether it failed, waits or is frozen."""

    paper: Paper | None
    said: tuple[Diagnostic, ...]
    status: Status = "failed"


@dataclass(frozen=True, slots=True)
class Maker:
    """Does a task in the workspace `root`; passes between processes."""

    root: Path
    settings: Settings

    def __call__(self, task: Task) -> Done:
        workspace = Workspace(self.root, self.settings)
        done = Done(task.target, "failed")
        making: dict[str, Read] = {}
        try:
            prepared = prepare(workspace, task.target)
            inputs = _reads(workspace)
            done = replace(done, status=prepared.status, said=prepared.said)
            if prepared.paper is not None:
                done = _made(workspace, task, prepared.paper, prepared.said)
                making = {name: read for name, read in _reads(workspace).items() if name not in inputs}
        except Stop as stop:
            inputs = _reads(workspace)
            told = tuple(each for each in stop.diagnostics if isinstance(each, Diagnostic))
            done = replace(done, status="failed", said=(*done.said, *told))
        return replace(
            done,
            files=inputs,
            listings=dict(workspace.notes.listings),
            making=making,
            said=tuple(plain(each) for each in done.said),
        )


def prepare(workspace: Workspace, target: str) -> Prepared:
    """The paper of `target`, and what was said on the way."""
    kind, _, name = target.partition(" ")
    if kind in ("memo", "circular"):
        return _of_memo(workspace, kind, name)
    if kind == "quarterly":
        return Prepared(*report(workspace, PeriodId.read(name)))
    if kind == "monthly":
        return Prepared(*monthly_paper(workspace, name))
    if kind == "visits":
        return Prepared(*visits_paper(workspace, PeriodId.read(name), None))
    return Prepared(*guideline_paper(workspace))


def _of_memo(workspace: Workspace, kind: str, file: str) -> Prepared:
    document, said = memo_document(workspace, file)
    if document is None:
        return Prepared(None, said)
    _note_numbers(workspace, document)
    if kind == "memo":
        if is_numbered(entry_of(workspace, document)):
            return Prepared(None, said, "frozen")
        return Prepared(memo_paper(document), (*said, *without_emblem(document)))
    wanting = tuple(not_ready(document))
    if wanting:
        return Prepared(None, (), "waiting")  # said where the circular itself is asked for
    return Prepared(circular_paper(frozen(workspace, document)), (*said, *without_emblem(document)))


def _note_numbers(workspace: Workspace, document: MemoDocument) -> None:
    """Notes which events of the paper's numbers the ledger has; what it once has it never changes."""
    for paper in (slot(document, is_circular=is_circular) for is_circular in (False, True)):
        if paper is not None and paper.number is not None and paper.number.number is not None:
            ledger = os.path.relpath(ledger_folder(workspace), workspace.root).replace(os.sep, "/")
            number = number_of(document, paper.number)
            workspace.listed(f"{ledger}/{folder_of(number.series).as_posix()}/{number.number}.*.json")


def _made(workspace: Workspace, task: Task, paper: Paper, said: tuple[Diagnostic, ...]) -> Done:
    shown = leaves.leaves_of(workspace, paper)
    mark = leaves.fingerprint(shown)
    if has_errors(said):
        return Done(task.target, "failed", said=said)
    if mark == task.fingerprint and not task.must:
        return Done(task.target, "same", mark)
    if task.dry:
        return Done(
            task.target, "made", mark, changes=tuple(leaves.changes(workspace, task.fingerprint, shown))
        )
    own = f"out/{paper.folder}/{paper.presented.file_stem}.docx".replace("//", "/")
    stands = (workspace.root / own).with_suffix(".pdf").is_file()
    pdf = stands if task.wish.pdf is None else task.wish.pdf
    wishes = Wishes(pdf=pdf, on_edited=OnEdited(task.wish.on_edited))
    result = make(workspace, paper, said, wishes)
    if not result.artifacts:
        return Done(task.target, "failed", said=result.diagnostics)
    leaves.keep(workspace, mark, shown)
    return put_down(workspace, Done(task.target, "made", mark, pdf=pdf), own, result)


def put_down(workspace: Workspace, done: Done, own: str, result: Result) -> Done:
    """`done` with what became of the files of its paper, of which `own` is the one for Word."""
    outputs = tuple(_outputs(workspace, result))
    outcomes = {each.outcome for each in result.artifacts}
    status: Status = "kept" if Outcome.KEPT in outcomes else "made" if Outcome.WRITTEN in outcomes else "same"
    if own not in {output.name for output in outputs}:  # edited by hand, the new one was written beside it
        status, outputs = "kept", (*outputs, *_standing(workspace, own))
    kept = (each for each in result.artifacts if each.outcome is Outcome.KEPT and each.changes)
    edits = (Edits(each.name, each.changes, each.change_count) for each in kept)
    return replace(done, status=status, outputs=outputs, said=result.diagnostics, edits=tuple(edits))


def _outputs(workspace: Workspace, result: Result) -> Iterator[Output]:
    for artifact in result.artifacts:
        stamp = disk.stamp(str(workspace.root / artifact.name))
        if stamp is not None and artifact.sha256:
            yield Output(artifact.name, artifact.sha256[:32], stamp)


def _standing(workspace: Workspace, name: str) -> Iterator[Output]:
    path = workspace.root / name
    stamp = disk.stamp(str(path))
    if stamp is not None:
        yield Output(name, disk.hashed(path.read_bytes()), stamp)


def _reads(workspace: Workspace) -> dict[str, Read]:
    """What was read so far, but for templates and pictures kept, whose names tell what they are made of."""
    files: Mapping[str, tuple[bytes, disk.Stamp] | None] = workspace.notes.files
    return {
        name: read and (disk.hashed(read[0]), read[1])
        for name, read in files.items()
        if not name.startswith((TEMPLATES, PICTURES))
    }


def plain(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic without what does not pass between processes."""
    return diagnostic._replace(args={name: str(value) for name, value in diagnostic.args.items()})
