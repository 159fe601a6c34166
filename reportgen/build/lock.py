"""One build at a time in a workspace: a file that the system itself frees when its holder ends or dies.

The file also tells who holds it. No clock: the time it gives is the disk's own.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final

_PAUSE_SECONDS: Final = 0.2
_FAR: Final = 1 << 30
"""The byte that is locked where only bytes can be: one that nobody reads."""


@contextmanager
def locked(path: Path, owner: str, wait: Callable[[str], object]) -> Iterator[int]:
    """Holds the lock at `path` as `owner` (a line), and gives the disk's time (ns) when it was had.

    While another holds it, `wait` hears once who that is, "" where it cannot be told; what it raises ends
    the waiting. OSError where the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        told = False
        while not _taken(file):
            if not told:
                file.seek(0)
                wait(file.read(500).decode(errors="replace").strip())
                told = True
            time.sleep(_PAUSE_SECONDS)
        try:
            file.truncate(0)
            file.write(f"{owner}\n".encode())
            file.flush()
            os.utime(path)
            yield path.stat().st_mtime_ns
        finally:
            with suppress(OSError):
                file.truncate(0)
            _free(file)


def _taken(file: IO[bytes]) -> bool:
    """Whether the lock was free, and is ours now."""
    try:
        _system()[0](file)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _free(file: IO[bytes]) -> None:
    with suppress(OSError):
        _system()[1](file)


def _system() -> tuple[Callable[[IO[bytes]], Any], Callable[[IO[bytes]], Any]]:
    """Taking and freeing, as this system has them."""
    try:
        fcntl: Any = import_module("fcntl")
    except ImportError:
        return _of_windows(import_module("msvcrt"))
    return (
        lambda file: fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB),
        lambda file: fcntl.flock(file, fcntl.LOCK_UN),
    )


def _of_windows(msvcrt: Any) -> tuple[Callable[[IO[bytes]], Any], Callable[[IO[bytes]], Any]]:
    def at_far_byte(how: int) -> Callable[[IO[bytes]], Any]:
        def call(file: IO[bytes]) -> Any:
            file.seek(_FAR)
            return msvcrt.locking(file.fileno(), how, 1)

        return call

    return at_far_byte(msvcrt.LK_NBLCK), at_far_byte(msvcrt.LK_UNLCK)
