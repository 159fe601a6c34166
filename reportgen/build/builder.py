"""One build from beginning to end: what is stale is found, done, and remembered as each result comes.

Who calls chooses the targets, shows the progress and tells the outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from reportgen.build import quiet
from reportgen.build.codes import STATE_LOST
from reportgen.build.freshness import RENDERING, DifferentError, Disk, reasons, recipes, targets
from reportgen.build.limits import Limits
from reportgen.build.runner import Pools, run
from reportgen.build.state import Memory, recall
from reportgen.build.values import Done, Read, Reason, Task, Wish, Work, with_pdf
from reportgen.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Planned:
    """A target, why it is out of date (nothing: it is not), and the key of its recipe."""

    target: str
    reasons: tuple[Reason, ...]
    recipe: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Every target that was asked for, those that are no longer there, words that mean no target; and all
    that there are."""

    targets: tuple[Planned, ...]
    gone: tuple[str, ...]
    unknown: tuple[str, ...]
    every: tuple[str, ...]

    @property
    def stale(self) -> tuple[Planned, ...]:
        return tuple(each for each in self.targets if each.reasons)


def chosen(targets: Sequence[str], words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The targets that `words` mean, all without any, and the words that mean none.

    A word is a target, a part of one such as its kind or its period, or a pattern of either; a kind followed
    by another word of its targets belongs with it: `quarterly 2565-q1`.
    """
    found: dict[str, None] = {}
    unknown: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        pair = f"{word} {rest[0]}" if rest else ""
        if pair and (meant := [each for each in targets if fnmatchcase(each, pair)]):
            rest.pop(0)
        else:
            meant = [each for each in targets if _means(word, each)]
        found.update(dict.fromkeys(meant))
        unknown += [word] * (not meant)
    return ([each for each in targets if each in found] if words else list(targets)), unknown


def _means(word: str, target: str) -> bool:
    parts = (target, *target.split(" "), *target.split(" ")[-1].rsplit("/", 1)[-1:])
    return any(fnmatchcase(part, word) for part in parts)


def is_quiet(root: Path, folder: Path, work: Work, words: Sequence[str], wish: Wish) -> bool:
    """Whether nothing is out of date, told by stamps alone; False also where that would take reading."""
    whole = not words and wish == Wish()
    if whole and quiet.is_quiet(root, folder, work):
        return True
    builder = Builder.of(root, folder, work)
    if builder.memory.damaged:
        return False
    try:
        plan = builder.plan(words, wish, None)
    except DifferentError:
        return False
    found = not (plan.stale or plan.gone or plan.unknown)
    if found and whole:
        quiet.remember(root, builder.memory, work)
    return found


@dataclass(slots=True)
class Builder:
    """Builds the workspace `root` with `work`; the state is kept in `folder`."""

    root: Path
    folder: Path
    work: Work
    memory: Memory

    @classmethod
    def of(cls, root: Path, folder: Path, work: Work) -> Builder:
        """With the state as it is on disk."""
        return cls(root, folder, work, recall(folder))

    def plan(self, words: Sequence[str], wish: Wish, now: int | None) -> Plan:
        """What is out of date among the targets that `words` mean; `now` is the disk's time, see `Disk`."""
        view = Disk(str(self.root), self.memory, now)
        every = targets(self.work, view)
        wanted, unknown = chosen(every, words)
        keys = recipes(self.work, view)
        planned = []
        for target in wanted:
            had = self._has_pdf(target)
            found = tuple(reasons(view, target, _recipe(keys, target, had), wish))
            has = had if wish.pdf is None else wish.pdf
            planned.append(Planned(target, found, _recipe(keys, target, has)))
        known = set(every)
        gone = tuple(target for target in self.memory.targets if target not in known)
        return Plan(tuple(planned), gone, tuple(unknown), tuple(every))

    def preview(self, plan: Plan, wish: Wish) -> Iterator[tuple[Planned, Done]]:
        """Each stale target of `plan` and what would become of it, with what would change in it; nothing is
        made. A target whose files changed though nothing that it shows did comes with the status `same`."""
        do = self.work.task()
        for planned in plan.stale:
            task = replace(self._task(planned, wish), dry=True)
            yield planned, next(run([task], do, None, 1, Limits()))

    def build(
        self, plan: Plan, wish: Wish, now: int, pools: Pools | None, workers: int, limits: Limits
    ) -> Iterator[Done]:
        """Does what `plan` says is stale, and remembers each result before giving it."""
        memory = self.memory
        self.forget_gone(plan)
        stale = plan.stale
        for planned in stale:
            memory.note("begun", planned.target)
        memory.flush()
        if not stale:
            return
        view = Disk(str(self.root), memory, now)
        keys = recipes(self.work, view)
        tasks = [self._task(planned, wish) for planned in stale]
        given = {task.target: task for task in tasks}
        for came in run(tasks, self.work.task(), pools, workers, limits, self.work.together()):
            done = self.work.received(given[came.target], came)
            pdf = done.pdf or (self._has_pdf(done.target) if wish.pdf is None else wish.pdf)
            memory.note_done(_settled(done, view), _recipe(keys, done.target, pdf), pdf)
            memory.flush()
            yield done

    def start(self) -> tuple[Diagnostic, ...]:
        """Tidies the state, for who holds the lock; says so where some of it was lost."""
        self.memory.compact()
        lost, self.memory.damaged = self.memory.damaged, False
        return (Diagnostic(STATE_LOST),) if lost else ()

    def finish(self) -> None:
        """Writes what is not yet written."""
        self.memory.flush()

    def made(self) -> dict[str, str]:
        """The files that targets have now, by name, with their hashes; not those of frozen ones."""
        return {
            str(name): str(hash_)
            for entry in self.memory.targets.values()
            for name, hash_, _ in entry.outputs
        }

    def _task(self, planned: Planned, wish: Wish) -> Task:
        entry = self.memory.targets.get(planned.target)
        pdf = self._has_pdf(planned.target) or None if wish.pdf is None else wish.pdf
        must = any(reason.why in RENDERING for reason in planned.reasons)
        return Task(planned.target, entry.fingerprint if entry else "", must, replace(wish, pdf=pdf))

    def _has_pdf(self, target: str) -> bool:
        """Whether it was last made with a PDF."""
        entry = self.memory.targets.get(target)
        return entry is not None and entry.pdf

    def forget_gone(self, plan: Plan) -> None:
        """Forgets targets and sources that are no longer there; their files count as left behind."""
        memory = self.memory
        for target in plan.gone:
            for output in memory.targets[target].outputs:
                memory.note("left", *output[:2])
            memory.note("gone", target)
        for source in memory.sources.keys() - set(self.work.sources()):
            memory.note("gone", source)

    def dismiss(self, names: Iterable[str]) -> None:
        """Forgets files left behind that were taken away."""
        for name in self.memory.left.keys() & set(names):
            self.memory.note("gone", name)


def _recipe(keys: Mapping[str, str], target: str, pdf: bool) -> str:
    """The key of the recipe of `target`, with or without a PDF."""
    kind = target.partition(" ")[0]
    plain = keys.get(kind, "")
    return keys.get(with_pdf(kind), plain) if pdf else plain


def _settled(done: Done, view: Disk) -> Done:
    """`done` with the stamps of what was read for it fit to be remembered."""

    def settled(reads: Mapping[str, Read]) -> dict[str, Read]:
        return {name: read and (read[0], view.settled(read[1])) for name, read in reads.items()}

    return replace(done, files=settled(done.files), making=settled(done.making))
