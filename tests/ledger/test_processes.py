"""Processes that want one number at one moment, and processes killed at any moment: no number twice, none
lost, no entry torn; on disks with hard links and without.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from types import FrameType

import pytest

import reportgen.ledger
from reportgen import ledger
from reportgen.ledger import State, Step

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

ROUNDS = 100
CODE = os.path.dirname(reportgen.ledger.__file__) + os.sep  # noqa: PTH120


def together(processes: int, work: Callable[[int, Barrier], list[str]]) -> list[list[str]]:
    """What `work` gives in each of so many processes, which all share one barrier."""
    forking = multiprocessing.get_context("fork")
    barrier, answers = forking.Barrier(processes, timeout=60), forking.Queue()

    def run(index: int) -> None:
        answers.put((index, work(index, barrier)))

    children = [forking.Process(target=run, args=(index,), daemon=True) for index in range(processes)]
    for child in children:
        child.start()
    found = dict(answers.get(timeout=120) for _ in children)
    for child in children:
        child.join()
    return [found[index] for index in range(processes)]


def held_once(barrier: Barrier) -> Callable[[Step], None]:
    """Waits at the barrier the first time that all is written but the number not yet taken."""
    waited: list[Step] = []

    def on_step(step: Step) -> None:
        if step is Step.ASIDE_SYNCED and not waited:
            waited.append(step)
            barrier.wait()

    return on_step


@pytest.mark.parametrize("processes", [2, 8])
def test_one_number_wanted_by_all_is_given_once(desk, disk, processes):
    def work(index: int, barrier: Barrier) -> list[str]:
        said = []
        for number in range(1, ROUNDS + 1):
            paper = desk.memo(f"memos/{number}-{index}.yaml")
            recorded = desk.register(number, paper, on_step=held_once(barrier))
            said.append("given" if recorded.is_done else recorded.diagnostics[0].code)
        return said

    answers = together(processes, work)
    # On a disk without links the loser may look while the winner's file is still empty.
    refusals = {"number-taken"} | ({"ledger-entry-unreadable"} if disk == "no links" else set())
    for number, said in enumerate(zip(*answers, strict=True), 1):
        assert Counter(said)["given"] == 1
        assert set(said) <= {"given", *refusals}
        paper = ledger.entry(desk.folder, desk.number(number)).registration.paper
        assert paper == f"memos/{number}-{said.index('given')}.yaml"
    assert len(desk.files()) == ROUNDS


@pytest.mark.parametrize(("processes", "rounds"), [(2, ROUNDS), (8, ROUNDS // 8)])
def test_a_series_that_runs_by_itself_skips_and_repeats_nothing(desk, disk, processes, rounds):
    def work(index: int, barrier: Barrier) -> list[str]:
        papers = (desk.memo(f"memos/{index}-{turn}.yaml") for turn in range(rounds))
        taken = (desk.take(1389, paper, on_step=held_once(barrier)) for paper in papers)
        return [str(recorded.entry.number.number) for recorded in taken if recorded.is_done]

    answers = together(processes, work)
    given = [int(number) for answer in answers for number in answer]
    assert sorted(given) == list(range(1389, 1389 + processes * rounds))
    for index, answer in enumerate(answers):
        for turn, number in enumerate(answer):
            found = ledger.entry(desk.folder, desk.number(int(number)))
            assert found.registration.paper == f"memos/{index}-{turn}.yaml"
    assert len(desk.files()) == len(given)


def test_acts_that_exclude_each_other_never_both_succeed(desk):
    """A decision, a cancellation and another decision at once: one chain, in an order that is allowed."""

    def work(index: int, barrier: Barrier) -> list[str]:
        said = []
        for number in range(1, 31):
            act = (desk.cancel if index == 2 else desk.decide)(number, on_step=held_once(barrier))
            said.append("done" if act.is_done else act.diagnostics[0].code)
        return said

    for number in range(1, 31):
        desk.register(number)
    decided, again, cancelled = together(3, work)
    for number in range(1, 31):
        one, other = decided[number - 1], again[number - 1]
        assert cancelled[number - 1] == "done"
        assert (one, other) != ("done", "done")
        assert {one, other} <= {"done", "decision-already", "number-cancelled"}
        found = ledger.entry(desk.folder, desk.number(number))
        assert found.state is State.CANCELLED
        assert len(found.events) == 2 + ("done" in (one, other))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(work: Callable[[], object]) -> bool:
    """Runs `work` in a process of its own; whether that was killed before it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def check(desk, claimed: bool = False) -> None:
    """The number is free or its entry whole (or claimed and told, where that may be); the ledger goes on."""
    found = ledger.entry(desk.folder, desk.number())
    if found and found.diagnostics:
        assert claimed
        assert found.diagnostics[0].args["reason"] == "it is empty"
    elif found:
        assert found.registration == desk.memo()
    taken = desk.take(1389)
    assert taken.is_done
    assert taken.entry.number.number == (1390 if found else 1389)
    assert ledger.entry(desk.folder, taken.entry.number) == taken.entry


@pytest.mark.parametrize("step", Step)
def test_killed_at_a_step(desk, disk, step):
    if step is Step.CLAIMED and disk == "links":
        pytest.skip("comes only on a disk without links")
    assert killed(lambda: desk.register(on_step=lambda at: die() if at is step else None))
    found = ledger.entry(desk.folder, desk.number())
    assert bool(found) is (step in (Step.CLAIMED, Step.PLACED, Step.DONE))
    check(desk, claimed=step is Step.CLAIMED)


def until_line(number: int, work: Callable[[], object]) -> Callable[[], object]:
    """`work`, killed before the line of the ledger's code that it comes to as its `number`th."""
    left = number

    def trace(frame: FrameType, event: str, arg: object) -> object:
        nonlocal left
        if not frame.f_code.co_filename.startswith(CODE):
            return None
        if event == "line":
            left -= 1
            if left == 0:
                die()
        return trace

    def traced() -> None:
        sys.settrace(trace)
        work()

    return traced


@pytest.mark.slow
def test_killed_at_any_line(tmp_path, desk, disk):
    number = 0
    while True:
        number += 1
        at = type(desk)(tmp_path / str(number))
        at.folder.mkdir()
        if not killed(until_line(number, lambda at=at: at.register())):
            break
        check(at, claimed=disk == "no links")
    assert number > 50
