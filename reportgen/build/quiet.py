"""That nothing was to be done, and how every file looked then: the quickest way to find it is still so.

A copy of what the state says, in a form for one purpose; where it is missing, old or damaged, the state is
asked. Says only whether all is as it was.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from reportgen import disk
from reportgen.build.state import Memory
from reportgen.build.values import Work

_MOST = (1 << 63) - 1


def is_quiet(root: Path, folder: Path, work: Work) -> bool:
    """Whether all files are as when nothing was to be done, and the state in `folder` still says so."""
    try:
        head, _, seen = _file(folder).read_bytes().partition(b"\n")
        told = json.loads(head)
        sources, listings, names, paths = (told[key] for key in ("sources", "listings", "names", "paths"))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return False
    log = str(Memory(folder).log)
    return (
        told.get("place") == work.place()
        and sources == "\n".join(work.sources())
        and all(disk.listed(str(root), key) == listing for key, listing in listings.items())
        and seen == _stamps(f"{root}/", names) + _stamps("", [*paths, log])
    )


def remember(root: Path, memory: Memory, work: Work) -> None:
    """Keeps how everything looks, for `is_quiet`; for when nothing is out of date. Never fails."""
    names: dict[str, None] = dict.fromkeys(work.sources())
    listings: dict[str, str] = {}
    for entry in memory.targets.values():
        names.update(dict.fromkeys(entry.files))
        names.update(dict.fromkeys(entry.making))
        names.update(dict.fromkeys(str(output[0]) for output in entry.outputs))
        listings |= entry.listings
    told: Mapping[str, object] = {
        "place": work.place(),
        "sources": "\n".join(work.sources()),
        "listings": listings,
        "names": list(names),
        "paths": list(memory.machine.files),
    }
    seen = _stamps(f"{root}/", names) + _stamps("", [*memory.machine.files, str(memory.log)])
    path = _file(memory.folder)
    aside = path.with_suffix(".new")
    try:
        aside.write_bytes(json.dumps(told, ensure_ascii=False).encode() + b"\n" + seen)
        aside.replace(path)
    except OSError:
        return


def _file(folder: Path) -> Path:
    return folder / "build.quiet"


def _stamps(start: str, names: Iterable[str]) -> bytes:
    """The stamps of files, one after the other."""
    found: array[int] = array("q")
    absent: Sequence[int] = (-1, -1, -1, -1)
    stat, add = os.stat, found.extend
    for name in names:
        try:
            seen = stat(start + name)
        except (OSError, ValueError):
            add(absent)
        else:
            add((seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino & _MOST))
    return found.tobytes()
