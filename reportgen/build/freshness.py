"""What is out of date, and why: what is remembered, held against the disk.

Contents decide; an unchanged stamp only spares the reading. Nothing is made here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from reportgen import disk
from reportgen.build.state import Memory
from reportgen.build.values import Entry, Reason, Recipe, Wish, Work

LARGEST: Final = 1 << 31
_SLACK: Final = 2_000_000_000
"""Nanoseconds within which two changes may bear one time: two seconds on the coarsest disk in use."""


class DifferentError(Exception):
    """Something is not as remembered, which was all that was asked."""


@dataclass(slots=True)
class Disk:
    """The workspace `root` as it is now, each file looked at once.

    `now` is the disk's own time before anything was read: a file changed later, or just before, may change
    again within the same tick, so that its stamp is not remembered. Without `now` (a first look) nothing is
    read, and `DifferentError` tells that a stamp is not as remembered.
    """

    root: str
    memory: Memory
    now: int | None
    _hashes: dict[str, str] = field(default_factory=dict)
    _listings: dict[str, str] = field(default_factory=dict)

    def hash(self, name: str) -> str:
        """The hash of a file, "" where there is none."""
        known = self._hashes.get(name)
        if known is None:
            known = self._hashes[name] = self._look(name)
        return known

    def data(self, name: str) -> bytes:
        """The bytes of a file, whose hash is remembered from now on."""
        data, stamp = disk.read_whole(f"{self.root}/{name}", LARGEST)
        self._remember(name, disk.hashed(data), stamp)
        return data

    def listed(self, key: str) -> str:
        """What a listing tells, see `disk.listed`."""
        if key not in self._listings:
            self._listings[key] = disk.listed(self.root, key)
        return self._listings[key]

    def output(self, name: str, hash_: str, stamp: object) -> str:
        """The hash of a file that was made, "" where it is gone."""
        seen = disk.stamp(f"{self.root}/{name}")
        if seen is None:
            return ""
        if [*seen] == stamp:
            return hash_
        return self._read(name)[0]

    def settled(self, stamp: disk.Stamp) -> disk.Stamp:
        """`stamp`, or one that no file has where the file was changed so lately that it may change unseen."""
        is_old = self.now is not None and stamp[1] < self.now - _SLACK and stamp[2] < self.now - _SLACK
        return stamp if is_old else (-1, *stamp[1:])

    def _look(self, name: str) -> str:
        known, seen = self.memory.files.get(name), disk.stamp(f"{self.root}/{name}")
        if seen is None:
            return ""
        if known is not None and known[1] == seen:
            return known[0]
        hash_, stamp = self._read(name)
        if stamp is not None:
            self._remember(name, hash_, stamp)
        return hash_

    def _read(self, name: str) -> tuple[str, disk.Stamp | None]:
        if self.now is None:
            raise DifferentError(name)
        try:
            data, stamp = disk.read_whole(f"{self.root}/{name}", LARGEST)
        except OSError:
            return "unreadable", None
        return disk.hashed(data), stamp

    def _remember(self, name: str, hash_: str, stamp: disk.Stamp) -> None:
        self._hashes[name] = hash_
        read = hash_, self.settled(stamp)
        if self.memory.files.get(name) != read:
            self.memory.note("file", name, *read)


def targets(work: Work, view: Disk) -> list[str]:
    """Every target there is, in the order of its sources; asks the work about sources that changed."""
    memory, found = view.memory, []
    for source in work.sources():
        hash_ = view.hash(source)
        if not hash_:
            continue
        known = memory.sources.get(source)
        if known is None or known[0] != hash_:
            if view.now is None:
                raise DifferentError(source)
            try:
                data = view.data(source)
            except OSError:
                continue
            memory.note("source", source, view.hash(source), list(work.targets(source, data)))
            known = memory.sources[source]
        found += known[1]
    return list(dict.fromkeys(found))


def recipes(work: Work, view: Disk) -> Mapping[str, str]:
    """The key of each kind's recipe; asked of the work where a file of the program is not as remembered."""
    memory, place = view.memory, work.place()
    machine = memory.machine
    seen = ((_listed(disk.stamp(path)), stamp) for path, stamp in machine.files.items())
    if machine.place == place and machine.files and all(now == before for now, before in seen):
        return machine.recipes
    if view.now is None:
        raise DifferentError(place)
    told, files = work.recipe()
    keys = {kind: _key(recipe) for kind, recipe in told.items()}
    for kind, key in keys.items():
        if key not in memory.recipes:
            memory.note("recipe", key, dict(told[kind]))
    memory.note("machine", place, keys, {path: _listed(disk.stamp(path)) for path in files})
    return keys


def reasons(view: Disk, target: str, recipe: str, wish: Wish) -> list[Reason]:
    """Why `target` is out of date; empty where it is not."""
    entry = view.memory.targets.get(target)
    if target in view.memory.begun:
        return [Reason("interrupted")]
    if entry is None:
        return [Reason("new")]
    found = [Reason("file", name) for name, hash_ in entry.files.items() if view.hash(name) != hash_]
    found += (Reason("listing", key) for key, told in entry.listings.items() if view.listed(key) != told)
    if entry.status in ("frozen", "waiting"):
        return found
    if entry.status == "failed":
        found.append(Reason("failed"))
    found += (Reason("page-map", name) for name, hash_ in entry.making.items() if view.hash(name) != hash_)
    if entry.recipe != recipe:
        found += _of_recipe(view.memory.recipes, entry.recipe, recipe)
    found += _of_outputs(view, entry, wish)
    if wish.pdf is not None and wish.pdf != entry.pdf:
        found.append(Reason("option", "pdf"))
    return found


RENDERING: Final = frozenset(
    {"new", "recipe", "page-map", "missing", "edited", "kept", "failed", "interrupted", "option"}
)
"""Causes for which a target is rendered again even where all that it shows is as before."""


def _of_outputs(view: Disk, entry: Entry, wish: Wish) -> Iterator[Reason]:
    for name, hash_, stamp in entry.outputs:
        standing = view.output(str(name), str(hash_), stamp)
        if not standing:
            yield Reason("missing", str(name))
        elif standing != hash_:
            yield Reason("edited", str(name))
        elif entry.status == "kept" and wish.on_edited != "keep":
            yield Reason("kept", str(name))


def _of_recipe(known: Mapping[str, Recipe], before: str, now: str) -> Iterator[Reason]:
    """The parts of the recipe that differ; all of it where the old one is not remembered."""
    old, new = known.get(before, {}), known.get(now, {})
    parts = [part for part in new.keys() | old.keys() if old.get(part) != new.get(part)]
    yield from (Reason("recipe", part) for part in sorted(parts) or [""])


def _key(recipe: Recipe) -> str:
    return disk.hashed(repr(sorted(recipe.items())).encode())


def _listed(stamp: disk.Stamp | None) -> list[int]:
    return list(stamp or ())
