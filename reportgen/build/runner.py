"""Does tasks on several processes, or in this one; what one task does to its process harms no other.

Any executor of `concurrent.futures` will do. Remembers nothing; who asked takes each result as it comes.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from reportgen.build.codes import TASK_DIED
from reportgen.build.values import Done, DoTask, Task
from reportgen.diagnostics import Diagnostic

Pools: TypeAlias = Callable[[int], Executor]
"""Gives an executor with that many workers; called again when one broke."""

FEW: Final = 12
"""Up to so many tasks are done in this process: others would only just have started."""
_CHUNK: Final = 4
"""Tasks handed over at once, where there are many."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take in a process of its own, and memory (bytes) together with all it starts."""

    seconds: int = 300
    memory: int = 4 * 2**30


def run(
    tasks: Sequence[Task], do: DoTask, pools: Pools | None, workers: int, limits: Limits
) -> Iterator[Done]:
    """What became of each task, in the order in which they end.

    An error of a task is its result. Where a worker dies, the tasks under way are done again, each alone;
    the one that kills its worker again is given up. Without `pools`, in this process and without limits.
    """
    if pools is None:
        for task in tasks:
            yield _attempt(do, task)
        return
    size = min(_CHUNK, -(-len(tasks) // (4 * workers))) or 1
    chunks = (tasks[start : start + size] for start in range(0, len(tasks), size))
    waiting: deque[Sequence[Task]] = deque(chunks)
    while waiting:
        suspects = yield from _together(waiting, do, pools(workers), workers, limits)
        yield from _alone(suspects, do, pools, limits)


def _together(
    waiting: deque[Sequence[Task]], do: DoTask, pool: Executor, workers: int, limits: Limits
) -> Generator[Done, None, list[Task]]:
    """Takes chunks from `waiting` until none is left or the pool breaks; returns the tasks then under way."""
    under_way: dict[Future[list[Done]], Sequence[Task]] = {}
    try:
        while waiting or under_way:
            while waiting and len(under_way) <= workers:
                under_way[pool.submit(do_all, do, waiting[0], limits.seconds)] = waiting[0]
                waiting.popleft()
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                done = future.result()
                del under_way[future]
                yield from done
    except BrokenExecutor:
        pass
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return [task for chunk in under_way.values() for task in chunk]


def _alone(tasks: Sequence[Task], do: DoTask, pools: Pools, limits: Limits) -> Iterator[Done]:
    pool: Executor | None = None
    try:
        for task in tasks:
            pool = pool or pools(1)
            try:
                yield from pool.submit(do_all, do, [task], limits.seconds).result()
            except BrokenExecutor:
                pool.shutdown()
                pool = None
                yield _died(task, limits)
    finally:
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)


def do_all(do: DoTask, tasks: Sequence[Task], seconds: int) -> list[Done]:
    """Does `tasks` in a worker, which ends where one of them takes longer than `seconds`."""
    done = []
    with Path(os.devnull).open("w") as nowhere:
        for task in tasks:
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            try:
                done.append(_attempt(do, task))
            finally:
                faulthandler.cancel_dump_traceback_later()
    return done


def _attempt(do: DoTask, task: Task) -> Done:
    try:
        return do(task)
    except MemoryError:
        return _died(task, Limits())
    except Exception:
        return Done(task.target, "failed", fault=traceback.format_exc())


def _died(task: Task, limits: Limits) -> Done:
    args = {
        "paper": task.target,
        "seconds": str(limits.seconds),
        "megabytes": str(limits.memory // 2**20),
    }
    return Done(task.target, "failed", said=(Diagnostic(TASK_DIED, (), args),))


def processes(limits: Limits, preload: str) -> Pools:
    """Pools of processes on this machine, which import the module `preload` once and are then copied,
    where the system can. They end with this process, however it ends, and leave Ctrl-C to it."""

    def pool(workers: int) -> Executor:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        ways = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in ways else "spawn")
        context.set_forkserver_preload([preload])
        return ProcessPoolExecutor(workers, context, _begin, (limits.memory,))

    return pool


def _begin(memory: int) -> None:
    """Prepares a worker."""
    import threading
    from multiprocessing import parent_process
    from multiprocessing.connection import wait as wait_for

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ImportError, ValueError, OSError):  # no such limit on Windows, nor everywhere else
        pass
    parent = parent_process()
    if parent is not None:

        def end_with(sentinel: int) -> None:
            wait_for([sentinel])
            os._exit(1)

        threading.Thread(target=end_with, args=(parent.sentinel,), daemon=True).start()
