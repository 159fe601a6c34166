"""What a task may take: in this process it ends alone, in a worker with the worker."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import suppress

import pytest

from reportgen.build import codes, limits
from reportgen.build.limits import Limits, OverLimitError, can_hold_here, held_here
from reportgen.build.runner import run
from reportgen.build.values import Done, Task, Wish

pytestmark = pytest.mark.skipif(not can_hold_here(), reason="needs alarms and limits of memory")
TASKS = [Task(f"note {number}", "", False, Wish()) for number in range(3)]


def test_a_task_that_hangs_here_is_ended_and_the_next_ones_are_done():
    def do(task: Task) -> Done:
        while task.target == "note 1":
            with suppress(Exception):
                time.sleep(5)
        return Done(task.target, "made")

    done = list(run(TASKS, do, None, 1, Limits(seconds=0.2)))
    assert [each.status for each in done] == ["made", "failed", "made"]
    assert done[1].said[0].rule is codes.TASK_DIED


def test_too_much_memory_here_is_told_and_the_limit_goes_with_the_task():
    def do(task: Task) -> Done:
        return Done(str(len(bytearray(1 << 33))) if task.target == "note 1" else task.target, "made")

    done = list(run(TASKS, do, None, 1, Limits(memory=1 << 32)))
    assert [each.status for each in done] == ["made", "failed", "made"]
    assert (done[1].said[0].rule, done[1].said[0].args["megabytes"]) == (codes.TASK_DIED, "4096")


def test_nothing_of_a_limit_is_left():
    before = limits.resource.getrlimit(limits.resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM)
    with held_here(Limits(seconds=0.2)):
        pass
    with pytest.raises(OverLimitError), held_here(Limits(seconds=0.01)):
        time.sleep(5)
    assert (limits.resource.getrlimit(limits.resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM)) == before
    time.sleep(0.25)


def test_another_thread_cannot_hold_them():
    told = []
    thread = threading.Thread(target=lambda: told.append(can_hold_here()))
    thread.start()
    thread.join()
    assert told == [False]
