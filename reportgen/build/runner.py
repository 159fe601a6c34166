"""Does tasks on several processes, or in this one; what one task does to its process harms no other.

Any executor of `concurrent.futures` will do. Remembers nothing; who asked takes each result as it comes.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Final, TypeAlias

from reportgen.build.codes import TASK_DIED
from reportgen.build.limits import Limits, OverLimitError, held_by_worker, held_here, limit_memory
from reportgen.build.values import Done, DoTask, Task
from reportgen.diagnostics import Diagnostic

Pools: TypeAlias = Callable[[int], Executor]
"""Gives an executor with that many workers; called again when one broke."""

FEW: Final = 12
"""Up to so many tasks are done in this process: others would only just have started."""
FEW_PDFS: Final = 3
"""The same for tasks that make PDFs, of a second or more each where LibreOffice has to start."""
Together: TypeAlias = Callable[[], AbstractContextManager[object]]
"""What is put around the tasks that a worker does at one go; passes between processes."""

_CHUNK: Final = 16
"""Tasks handed over at once, where there are many that are quickly done."""


def run(
    tasks: Sequence[Task],
    do: DoTask,
    pools: Pools | None,
    workers: int,
    limits: Limits,
    together: Together = nullcontext,
) -> Iterator[Done]:
    """What became of each task, in the order in which they end.

    An error of a task is its result. Where a worker dies, the tasks that it took with it are done again, each
    alone; the one that kills its worker again is given up. Without `pools` in this process, which ends no
    other task with one that takes too much.
    """
    if pools is None:
        for task in tasks:
            yield _here(do, task, limits, together)
        return
    do_all = Chunk(do, limits, together)
    most = 1 if any(task.wish.pdf for task in tasks) else _CHUNK
    size = min(most, -(-len(tasks) // (4 * workers))) or 1
    chunks = (tasks[start : start + size] for start in range(0, len(tasks), size))
    waiting: deque[Sequence[Task]] = deque(chunks)
    while waiting:
        suspects = yield from _side_by_side(waiting, do_all, pools(workers), workers)
        yield from _alone(suspects, do_all, pools)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Does tasks in a worker, which ends where one of them takes longer than `limits` allow."""

    do: DoTask
    limits: Limits
    together: Together

    def __call__(self, tasks: Sequence[Task]) -> list[Done]:
        done = []
        with self.together():
            for task in tasks:
                with held_by_worker(self.limits.seconds):
                    done.append(_attempt(self.do, task, self.limits))
        return done


def _side_by_side(
    waiting: deque[Sequence[Task]], do_all: Chunk, pool: Executor, workers: int
) -> Generator[Done, None, list[Task]]:
    """Takes chunks from `waiting` until none is left or the pool breaks; returns the tasks that then went
    down with it. Where only some did, as on a cluster, the others come to their end."""
    under_way: dict[Future[list[Done]], Sequence[Task]] = {}
    lost: list[Task] = []
    is_broken = False
    try:
        while under_way or (waiting and not is_broken):
            try:
                while waiting and not is_broken and len(under_way) <= workers:
                    under_way[pool.submit(do_all, waiting[0])] = waiting[0]
                    waiting.popleft()
            except BrokenExecutor:
                is_broken = True
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                chunk = under_way.pop(future)
                if isinstance(future.exception(), BrokenExecutor):
                    is_broken = True
                    lost += chunk
                else:
                    yield from future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return lost


def _alone(tasks: Sequence[Task], do_all: Chunk, pools: Pools) -> Iterator[Done]:
    pool: Executor | None = None
    try:
        for task in tasks:
            pool = pool or pools(1)
            try:
                yield from pool.submit(do_all, [task]).result()
            except BrokenExecutor:
                pool.shutdown()
                pool = None
                yield _died(task, do_all.limits)
    finally:
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)


def _here(do: DoTask, task: Task, limits: Limits, together: Together) -> Done:
    try:
        with together(), held_here(limits):
            return _attempt(do, task, limits)
    except OverLimitError:
        return _died(task, limits)


def _attempt(do: DoTask, task: Task, limits: Limits) -> Done:
    try:
        return do(task)
    except MemoryError:
        return _died(task, limits)
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
    limit_memory(memory)
    parent = parent_process()
    if parent is not None:

        def end_with(sentinel: int) -> None:
            wait_for([sentinel])
            os._exit(1)

        threading.Thread(target=end_with, args=(parent.sentinel,), daemon=True).start()
