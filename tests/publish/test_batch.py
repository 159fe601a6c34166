"""Many files published together: the disk is waited for less often, and a kill loses nothing more."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from reportgen.publish import Outcome, Step
from reportgen.publish.files import together


@pytest.fixture
def synced(monkeypatch) -> list[str]:
    """What was synced, in order: names of files, as far as the system tells them."""
    told: list[str] = []
    fsync = os.fsync

    def note(handle: int) -> None:
        told.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", note)
    return told


linux = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks the system for names")


@linux
def test_a_paper_is_on_disk_before_it_takes_its_place_and_the_rest_at_the_end(desk, make, synced):
    papers = [type(desk)(desk.root, f"out/memos/{number}.docx") for number in range(5)]
    with together():
        for number, paper in enumerate(papers):
            paper.put(make(f"ฉบับ {number}"))
            assert sum(name.startswith(".rg-") for name in synced) == number + 1
        assert len(synced) == 5
    assert sorted(synced[5:]) == ["memos", "state.jsonl"]


@linux
def test_alone_everything_is_on_disk_at_once(desk, make, synced):
    desk.put(make("ก"))
    assert synced.count("state.jsonl") == 2
    assert {"2565-q1"} < set(synced)


@linux
def test_a_file_without_a_seal_is_recorded_on_disk_before_it_takes_its_place(desk, synced):
    with together():
        desk.put_file(b"%PDF", on_step=lambda step: step is Step.INTENT and synced.append("over"))
    assert synced[:2] == ["state.jsonl", "over"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
@pytest.mark.parametrize("step", [Step.INTENT, Step.ASIDE_SYNCED, Step.REPLACED])
def test_killed_in_a_batch(desk, make, step):
    papers = [type(desk)(desk.root, f"out/memos/{number}.docx") for number in range(5)]
    for paper in papers:
        paper.put(make("เก่า"))
    child = os.fork()
    if child == 0:
        with together():
            for number, paper in enumerate(papers):
                paper.put(
                    make("ใหม่"),
                    on_step=lambda at, number=number: (
                        number == 3 and at is step and os.kill(os.getpid(), signal.SIGKILL)
                    ),
                )
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    over = 4 if step is Step.REPLACED else 3
    assert [paper.target.read_bytes() == make("ใหม่") for paper in papers] == [
        number < over for number in range(5)
    ]
    assert {paper.put(make("ใหม่")).outcome for paper in papers} <= {Outcome.WRITTEN, Outcome.UNCHANGED}
    assert {paper.put(make("ใหม่")).outcome for paper in papers} == {Outcome.UNCHANGED}
