"""A build of fifty papers killed at a hundred moments, and once at each step of publishing.

Every kill counted here fell after the first paper was replaced and before the last one was.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from reportgen.build.builder import Builder
from reportgen.build.values import Wish
from reportgen.cli.building import STATE, Papers
from reportgen.cli.run import run
from reportgen.ooxml.digest import is_sealed_intact
from reportgen.ooxml.package import read_parts
from reportgen.pipeline import building, make
from reportgen.publish import Step, publish
from reportgen.workspace import Settings, Workspace

assert building  # what a build imports stands ready, so that each child begins at once

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs SIGKILL")]

PAPERS = 50
CHUNKS, KILLS = 10, 10
MEMO = """unit: ฝตป.
date: 25 ธันวาคม 2564
subject: เรื่องที่ {number} {text}
to: ผอ.สสว.
body:
  - ตามที่ฝ่ายติดตามประเมินผลได้ดำเนินการแล้วนั้น
  - จึงเรียนมาเพื่อโปรดทราบ {text}
signer: {signer}
"""


class Office:
    """A workspace of fifty memos, built in a process of its own each time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        people = (root / "reportgen.yaml").read_text("utf-8").split("people:")[1]
        self.signer = people.split("id: ")[1].split()[0].strip(",}")
        (root / "memos").mkdir(exist_ok=True)
        self.text = ""

    def write(self, text: str) -> None:
        """Saves every memo anew."""
        self.text = text
        for number in range(PAPERS):
            memo = MEMO.format(number=number, text=text, signer=self.signer)
            (self.root / f"memos/2564-12-25-m{number:02}.yaml").write_text(memo, "utf-8")

    def start(self, before: Callable[[], object] = lambda: None) -> int:
        """Begins a build in a child process, which does `before` first."""
        child = os.fork()
        if child == 0:
            try:
                nowhere = os.open(os.devnull, os.O_WRONLY)
                for stream in (1, 2):
                    os.dup2(nowhere, stream)
                before()
                os._exit(run(["-w", str(self.root), "--lang", "en", "build", "-j", "1", "memo"]))
            finally:
                os._exit(99)
        return child

    def complete(self, **options: Callable[[], object]) -> None:
        """A build that nobody disturbs."""
        assert os.waitstatus_to_exitcode(os.waitpid(self.start(**options), 0)[1]) == 0

    def papers(self) -> dict[str, str]:
        """The hash of each paper; all of them are whole."""
        found = {}
        for path in sorted(self.root.glob("out/memos/*.docx")):
            data = path.read_bytes()
            assert is_sealed_intact(read_parts(data)), path
            found[path.name] = sha256(data).hexdigest()
        return found

    def why(self) -> set[str]:
        """The reasons for which papers are called out of date."""
        settings = Settings(self.root, {}, datetime.now().astimezone(), "linux")
        work = Papers(Workspace(self.root, settings))
        plan = Builder.of(self.root, self.root / STATE, work).plan(["memo"], Wish(), 0)
        assert len(plan.targets) == PAPERS
        return {reason.why for planned in plan.stale for reason in planned.reasons}

    def replaced(self, old: dict[str, int]) -> int:
        """How many papers are not the files of before."""
        return sum(entry.inode() != old.get(entry.name) for entry in self._entries())

    def inodes(self) -> dict[str, int]:
        return {entry.name: entry.inode() for entry in self._entries()}

    def _entries(self) -> list[os.DirEntry[str]]:
        return [entry for entry in os.scandir(self.root / "out/memos") if entry.name.endswith(".docx")]


@pytest.fixture
def office(workspace: Path) -> Office:
    office = Office(workspace)
    office.write("ฉบับแรก")
    office.complete()
    return office


def check(office: Office, old: dict[str, str]) -> int:
    """Holds what a killed build left against what it was to make; how many papers were replaced."""
    left = office.papers()
    assert office.why() <= {"file", "interrupted"}, "nothing is called edited"
    office.complete()
    new = office.papers()
    assert len(old) == len(left) == len(new) == PAPERS
    assert all(hash_ in (old[name], new[name]) for name, hash_ in left.items())
    assert not set(old.values()) & set(new.values())
    assert office.why() == set()
    return sum(hash_ == new[name] for name, hash_ in left.items())


@pytest.mark.parametrize("seed", range(CHUNKS))
def test_killed_between_the_first_and_the_last_replacement(office: Office, seed: int) -> None:
    chance = random.Random(seed)
    old, killed, tries = office.papers(), 0, 0
    while killed < KILLS:
        tries += 1
        assert tries < 5 * KILLS, "the machine is too slow to aim"
        office.write(f"ฉบับ {seed}.{tries}")
        before, wanted = office.inodes(), chance.randrange(1, PAPERS)
        child = office.start()
        while office.replaced(before) < wanted:
            time.sleep(0.0005)
        time.sleep(0.01 * chance.random())  # anywhere in the making of the next one or two
        os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        made = check(office, old)
        old = office.papers()
        killed += os.WIFSIGNALED(status) and 0 < made < PAPERS


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.COPIED])
@pytest.mark.parametrize("at", [1, 25, PAPERS])
def test_killed_at_each_step_of_a_paper(office: Office, step: Step, at: int) -> None:
    old = office.papers()
    office.write(f"ฉบับ {step}")
    left = at

    def die(reached: Step) -> None:
        nonlocal left
        left -= reached is step
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def arm() -> None:
        make.publish = partial(publish, on_step=die)

    child = office.start(arm)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    over = step in (Step.REPLACED, Step.DONE)
    assert check(office, old) == at - 1 + over
