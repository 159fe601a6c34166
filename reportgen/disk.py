"""What files look like from outside: their stamps, their names in a folder, their bytes read in one piece.

Imports nothing of ours and little of Python: a build that has nothing to do needs no more than this.
"""
# ruff: noqa: PTH116, PTH208

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from stat import S_ISREG
from typing import Final, TypeAlias

Stamp: TypeAlias = "tuple[int, int, int, int]"
"""Size, time of change and of change of the entry (ns), inode: equal for a file that was left alone."""

_ATTEMPTS: Final = 5

LONGEST_STEM: Final = 180
"""Bytes of a file's name before its extension: disks hold a name to 255, and marks are still added to it."""

# Windows refuses these, ends no name in a dot or a space, and keeps the names of its devices to itself.
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]+')
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\Z|[. ])", re.IGNORECASE
)


def stamp(path: str) -> Stamp | None:
    """The stamp of what stands at `path`; None where nothing can be seen there."""
    try:
        seen = os.stat(path)
    except (OSError, ValueError):
        return None
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino


def hashed(data: bytes) -> str:
    """The hash by which a file's content is known: the first half of its SHA-256, in hexadecimal."""
    from hashlib import sha256  # slow to import, and seldom needed

    return sha256(data).hexdigest()[:32]


def _at_once(path: str, flags: int) -> int:
    """Opens without waiting, as one would for a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_whole(path: str, largest: int) -> tuple[bytes, Stamp]:
    """The bytes of a file and its stamp, which is that of just these bytes.

    A file that is being saved meanwhile is read again. OSError where it cannot be read, is larger than
    `largest` bytes, or never comes to rest.
    """
    for _ in range(_ATTEMPTS):
        with open(path, "rb", opener=_at_once) as file:
            before = os.fstat(file.fileno())
            if not S_ISREG(before.st_mode):
                raise OSError("it is no file")
            if before.st_size > largest:
                raise OSError(f"over {largest // 2**20} MB")
            data = file.read(largest + 1)
        seen = stamp(path)
        if seen is not None and seen[:2] == (before.st_size, before.st_mtime_ns) and len(data) == seen[0]:
            return data, seen
    raise OSError("it is being written all the time")


def listed(root: str, key: str) -> str:
    """The names, in order and a line each, that `key`, such as `memos/*.yaml`, means in the folder `root`."""
    folder, _, pattern = key.rpartition("/")
    try:
        names = os.listdir(f"{root}/{folder}" if folder else root)
    except OSError:
        return ""
    return "\n".join(sorted(name for name in names if fnmatchcase(name, pattern)))


def file_stem(text: str) -> str:
    """`text` as the name, before its extension, of a file that Windows, Linux and share drives all take.

    `ทป.` gives `ทป`, `a/b` gives `a-b`, and `CON` gives `_CON`; a longer text is cut and marked by its hash.
    What is such a name already stays as it is.
    """
    stem = _REFUSED.sub("-", text).strip(". ") or "_"
    if len(stem.encode()) > LONGEST_STEM:
        mark = f"-{hashed(stem.encode())[:8]}"
        kept = stem.encode()[: LONGEST_STEM - len(mark) - 1].decode(errors="ignore")
        stem = kept.rstrip(". ") + mark
    return f"_{stem}" if _DEVICE.match(stem) else stem


def distinct(stems: Iterable[str]) -> list[str]:
    """`stems` for files of one folder: of those that differ in nothing but case, each later one bears a
    number."""
    given: list[str] = []
    taken: set[str] = set()
    for stem in stems:
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        given.append(name)
    return given
