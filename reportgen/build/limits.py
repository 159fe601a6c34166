"""What a task may take, held in a worker, which then dies alone, and in this process, which lives on.

In this process a limit can be held by the main thread of a system with alarms and limits of memory; elsewhere
tasks belong in workers.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

try:
    import resource as _resource
except ImportError:  # Windows
    resource: Any = None
else:
    resource = _resource


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take: seconds, and memory (bytes) of its process together with all it starts."""

    seconds: float = 300
    memory: int = 4 * 2**30


class OverLimitError(BaseException):
    """The task under way took too long; no `except Exception` of its own keeps it going."""


def can_hold_here() -> bool:
    """Whether limits can be held in this very thread."""
    return (
        resource is not None
        and hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
    )


@contextmanager
def held_here(limits: Limits) -> Iterator[None]:
    """Holds `limits` while a task is done in this process: it raises OverLimitError or MemoryError."""
    if not can_hold_here():
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        raise OverLimitError

    old = resource.getrlimit(resource.RLIMIT_AS)
    before = signal.signal(signal.SIGALRM, end)
    limit_memory(limits.memory)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, old)


@contextmanager
def held_by_worker(seconds: float) -> Iterator[None]:
    """Ends this process, a worker, where what is done within takes longer than `seconds`."""
    if can_hold_here():  # the system ends it, whatever it is at
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def limit_memory(memory: int) -> None:
    """Lets this process, and what it starts, have no more than `memory` bytes; not everywhere possible."""
    if resource is None:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    soft = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    except (ValueError, OSError):  # macOS knows the limit and refuses it
        return
