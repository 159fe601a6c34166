"""Publishes a paper: log the intent, write aside, replace, log done; a file that a person changed stays.

The order is written in `_commit` and nowhere else: a run killed at any step leaves the old file or the
new one, whole.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from reportgen.diagnostics import Diagnostic, Rule, Span
from reportgen.ooxml.digest import is_sealed_intact, read_seal
from reportgen.ooxml.package import packed_parts, plain
from reportgen.publish import codes, files
from reportgen.publish.guard import Verdict, is_open, judge_docx, judge_file
from reportgen.publish.kept import packed_skeleton
from reportgen.publish.state import DONE, INTENT, Record, State
from reportgen.publish.values import OnEdited, OnStep, Outcome, Published, Step, no_step

_CHANGES_SHOWN = 3
_NEW = " (ฉบับใหม่)"


class _Job(NamedTuple):
    """One file to publish: `judge` says of the bytes in place whether to keep them, `remember` stores
    what a later judgement needs."""

    data: bytes
    target: Path
    name: str
    state: State
    seal: str
    judge: Callable[[bytes], Verdict | None]
    remember: Callable[[], None]
    today: date
    on_edited: OnEdited
    on_step: OnStep

    def record(self, event: str) -> None:
        self.state.append(Record(event, self.name, sha256(self.data).hexdigest(), self.seal))


def publish(
    docx: bytes,
    target: Path,
    *,
    root: Path,
    folder: Path,
    name: str,
    today: date,
    on_edited: OnEdited = OnEdited.STOP,
    on_step: OnStep = no_step,
) -> Published:
    """Puts a sealed DOCX at `target`, unless the file standing there is not as we made it.

    `target` lies in the workspace `root`, and `folder` too, where the state is kept; `name` is the target
    relative to the workspace with "/", as messages and the state call it. `today` dates the copy that
    `OnEdited.FORCE` keeps of an edited file; with `OnEdited.COPY` the path published differs from `target`
    where that was edited. `on_step` hears of every step once it is over.

    Raises `errors.Stop` where the disk or the place does not allow it, ValueError for a DOCX that we could
    not know again: one that was not written here, or without a seal that holds.
    """
    packed = packed_parts(docx)
    parts = {part.name: plain(part) for part in packed}
    seal = read_seal(parts)
    if seal is None or not is_sealed_intact(parts):
        raise ValueError("a DOCX is sealed before it is published")
    state = State(folder)
    return _publish(
        _Job(
            docx,
            target,
            name,
            state,
            seal,
            judge=lambda standing: judge_docx(standing, name, state, parts),
            remember=lambda: state.keep(seal, packed_skeleton(packed, parts)),
            today=today,
            on_edited=on_edited,
            on_step=on_step,
        ),
        root,
    )


def publish_file(
    data: bytes,
    target: Path,
    *,
    root: Path,
    folder: Path,
    name: str,
    today: date,
    on_edited: OnEdited = OnEdited.STOP,
    on_step: OnStep = no_step,
) -> Published:
    """Puts a companion file (a PDF) at `target`, unless the one standing there is none that we made.

    Arguments and errors are those of `publish`; having no seal, a file is known by its hash in the state.
    """
    state = State(folder)
    return _publish(
        _Job(
            data,
            target,
            name,
            state,
            seal="",
            judge=lambda standing: judge_file(standing, state),
            remember=lambda: None,
            today=today,
            on_edited=on_edited,
            on_step=on_step,
        ),
        root,
    )


def _publish(job: _Job, root: Path) -> Published:
    with files.explained(job.name):
        ours = (job.target, job.state.log, job.state.kept / "made")
        if not all(files.is_inside(root, path) for path in ours):
            raise files.stop(codes.REFUSED, job.name)
        begun_anew = (Diagnostic(codes.STATE_UNREADABLE),) if job.state.mend() else ()
        try:
            published = _decide(job)
        except files.InUseError:
            published = Published(job.target, Outcome.KEPT, (_say(codes.FILE_OPEN, job),))
    return published._replace(diagnostics=begun_anew + published.diagnostics)


def _decide(job: _Job) -> Published:
    standing = files.read(job.target)
    ours = sha256(job.data).hexdigest()
    if standing == job.data:
        _complete(job)
        return Published(job.target, Outcome.UNCHANGED, sha256=ours)
    verdict = None if standing is None else job.judge(standing)
    changes = verdict.changes if verdict else ()
    if verdict and job.on_edited is OnEdited.COPY:
        return _beside(job)
    if standing is not None and verdict and job.on_edited in (OnEdited.STOP, OnEdited.KEEP):
        rule = verdict.rule if job.on_edited is OnEdited.STOP else codes.EDIT_KEPT
        reason = _say(rule, job, count=str(len(changes)))
        found = sha256(standing).hexdigest()
        return Published(job.target, Outcome.KEPT, (reason,), changes[:_CHANGES_SHOWN], len(changes), found)
    if standing is not None and is_open(job.target):
        raise files.InUseError
    copy = _commit(job, standing, as_copy=verdict is not None)
    said = () if copy is None else (_say(codes.COPY_KEPT, job, copy=_sibling(job.name, copy)),)
    return Published(job.target, Outcome.WRITTEN, said, changes[:_CHANGES_SHOWN], len(changes), ours)


def _beside(job: _Job) -> Published:
    """Publishes under a name beside the file that a person edited; what stands there is guarded too."""
    name = PurePosixPath(job.name)
    beside = name.with_name(f"{name.stem}{_NEW}{name.suffix}")
    target = job.target.with_name(beside.name)
    if target.is_symlink():
        raise files.stop(codes.REFUSED, str(beside))
    published = _decide(job._replace(target=target, name=str(beside), on_edited=OnEdited.STOP))
    said = _say(codes.WRITTEN_BESIDE, job, copy=str(beside))
    return published._replace(diagnostics=(said, *published.diagnostics))


def _commit(job: _Job, standing: bytes | None, *, as_copy: bool) -> Path | None:
    """Writes the file, and returns the copy of the one that stood there if it is kept `as_copy`."""
    copy = None
    job.record(INTENT)
    job.on_step(Step.INTENT)
    job.remember()
    job.target.parent.mkdir(parents=True, exist_ok=True)
    aside = files.write_aside(job.target.parent, job.data, job.on_step)
    try:
        if files.read(job.target) != standing:  # saved by someone while we were writing
            raise files.InUseError
        if as_copy:
            copy = files.keep_copy(job.target, job.today)
            job.on_step(Step.COPIED)
        files.replace(aside, job.target)
    except files.InUseError:
        if copy:
            with suppress(OSError):
                copy.unlink()  # the target still stands, with all that is in it
        raise
    finally:
        aside.unlink(missing_ok=True)
    job.on_step(Step.REPLACED)
    job.record(DONE)
    job.on_step(Step.DONE)
    return copy


def _complete(job: _Job) -> None:
    """Records a file that is in place though its record is not: a run was killed, or the state lost."""
    if not job.state.is_done(job.name, sha256(job.data).hexdigest()):
        job.remember()
        job.record(DONE)


def _sibling(name: str, copy: Path) -> str:
    return str(PurePosixPath(name).with_name(copy.name))


def _say(rule: Rule, job: _Job, **args: str) -> Diagnostic:
    return Diagnostic(rule, (Span(job.name),), {"file": job.name, **args})
