"""Tasks on several processes: errors, deaths, hangs and interruptions of one harm no other."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from reportgen.build import codes
from reportgen.build.limits import Limits
from reportgen.build.runner import _begin, run
from reportgen.build.values import Done, Task, Wish

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def forked(workers: int) -> Executor:
    """Workers that know the functions of this file."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), _begin, (1 << 40,))


def many(desk, bad: str) -> set[str]:
    for number in range(20):
        desk.write(f"notes/{number:02}", "0 1")
    desk.write("notes/07", bad)
    return {"a", "b", "c", *(f"{number:02}" for number in range(20))}


@pytest.mark.parametrize("pools", [None, ThreadPoolExecutor, forked], ids=["here", "threads", "processes"])
def test_any_executor_will_do(desk, pools):
    names = many(desk, "0")
    assert desk.build(pools=pools) == dict.fromkeys(names, "made")
    assert desk.build(pools=pools) == {}


@pytest.mark.parametrize("pools", [None, forked], ids=["here", "processes"])
def test_a_fault_of_one_is_its_result(desk, pools):
    names = many(desk, "BREAK")
    assert desk.build(pools=pools) == dict.fromkeys(names, "made") | {"07": "failed"}


def test_a_worker_that_dies_takes_no_other_task_with_it(desk):
    names = many(desk, "DIE")
    assert desk.build(pools=forked) == dict.fromkeys(names, "made") | {"07": "failed"}
    desk.write("notes/07", "0 1")
    assert desk.build(pools=forked) == {"07": "made"}


def test_a_task_that_hangs_is_ended(desk):
    names = many(desk, "HANG")
    done = desk.build(pools=forked, limits=Limits(seconds=1))
    assert done == dict.fromkeys(names, "made") | {"07": "failed"}


def test_what_died_is_told():
    tasks = [Task("note x", "", False, Wish())]
    (done,) = run(tasks, dying, forked, 1, Limits(seconds=5, memory=2**30))
    assert done.said[0].rule is codes.TASK_DIED
    assert done.said[0].args == {"paper": "note x", "seconds": "5", "megabytes": "1024"}


def dying(task: Task) -> Done:
    os._exit(1)


def hungry(task: Task) -> Done:
    return Done(str(len(bytearray(1 << 33))), "made")


def test_too_much_memory_is_told():
    def limited(workers: int) -> Executor:
        context = multiprocessing.get_context("fork")
        return ProcessPoolExecutor(workers, context, _begin, (1 << 32,))

    (done,) = run([Task("note x", "", False, Wish())], hungry, limited, 1, Limits())
    assert (done.status, done.said[0].rule) == ("failed", codes.TASK_DIED)


def test_an_interruption_ends_the_run_and_keeps_what_was_done(desk, monkeypatch):
    many(desk, "0")
    asked = []

    def interrupted(task: Task) -> Done:
        asked.append(task)
        if len(asked) == 5:
            raise KeyboardInterrupt
        return desk_task(task)

    desk_task = desk.task()
    monkeypatch.setattr(desk, "task", lambda: interrupted)
    with pytest.raises(KeyboardInterrupt):
        desk.build()
    monkeypatch.undo()
    assert len(desk.build()) == 23 - 4
    assert desk.build() == {}
