"""Builds as the system runs them: killed, watching, interrupted, by several processes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportgen.ooxml.digest import is_sealed_intact
from reportgen.ooxml.package import read_parts

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs SIGKILL")]

CODE = Path(__file__).parents[2]
FINDINGS = "2565-q1/findings.yaml"
REPORT = "out/2565-q1/รายงานไตรมาส-2565-q1.docx"
MEMO = """unit: ฝตป.
date: 25 ธันวาคม 2564
subject: เรื่องที่ {number} {text}
to: ผอ.สสว.
body:
  - ตามที่ฝ่ายติดตามประเมินผลได้ดำเนินการแล้วนั้น
  - จึงเรียนมาเพื่อโปรดทราบ {text}
signer: pimonlapha
"""


def command(workspace: Path, *args: str) -> list[str]:
    return [sys.executable, "-m", "reportgen", "--lang", "en", "-w", str(workspace), *args]


def build(workspace: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(workspace, "build", *args), cwd=CODE, capture_output=True, text=True, check=False
    )


def until(true: Callable[[], bool], seconds: float) -> bool:
    """Whether `true` comes true in time."""
    for _ in range(int(seconds / 0.05)):
        if true():
            return True
        time.sleep(0.05)
    return False


def write_memos(workspace: Path, number: int, text: str) -> None:
    (workspace / "memos").mkdir(exist_ok=True)
    signer = (workspace / "reportgen.yaml").read_text("utf-8").split("people:")[1].split("id: ")[1].split()[0]
    for each in range(number):
        memo = MEMO.format(number=each, text=text).replace("pimonlapha", signer.strip(",}"))
        (workspace / f"memos/2564-12-25-m{each:02}.yaml").write_text(memo, "utf-8")


def test_killed_during_a_build_of_fifty_papers(workspace: Path) -> None:
    """Never a torn file, nothing called edited that was not, and the next build completes."""
    chance = random.Random(5)
    write_memos(workspace, 50, "ฉบับ 0")
    first = build(workspace)
    assert first.returncode == 0, first.stderr
    for version in range(1, 13):
        write_memos(workspace, 50, f"ฉบับ {version}")
        with subprocess.Popen(
            command(workspace, "build", "-j", "2"),
            cwd=CODE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as run:
            time.sleep(0.5 + 2.5 * chance.random())
            run.send_signal(signal.SIGKILL)
        for paper in workspace.glob("out/**/*.docx"):
            assert is_sealed_intact(read_parts(paper.read_bytes())), paper
    last = build(workspace)
    assert last.returncode == 0, last.stderr
    assert "edited" not in last.stderr and "build-state-lost" not in last.stderr
    assert build(workspace).stdout == ""
    for number in range(50):
        paper = read_parts((workspace / f"out/memos/2564-12-25-m{number:02}.docx").read_bytes())
        assert "ฉบับ 12".encode() in paper["word/document.xml"]


def test_an_interrupted_build_ends_cleanly(workspace: Path) -> None:
    write_memos(workspace, 50, "ฉบับ 0")
    with subprocess.Popen(
        command(workspace, "build"), cwd=CODE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        assert until(lambda: bool(list(workspace.glob("out/memos/*.docx"))), 30)
        os.killpg(run.pid, signal.SIGINT)  # as Ctrl-C reaches every process of the terminal
        said = run.communicate(timeout=30)[1]
    assert run.returncode == 130, said
    assert "Traceback" not in said
    assert build(workspace).returncode == 0


@pytest.fixture
def watching(workspace: Path) -> Iterator[Path]:
    """A workspace that is being watched, everything in it made."""
    with subprocess.Popen(
        command(workspace, "watch"), cwd=CODE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as run:
        assert until(lambda: (workspace / REPORT).exists(), 30)
        assert until(lambda: build(workspace).returncode == 0, 30)
        yield workspace
        run.send_signal(signal.SIGINT)
        said = run.communicate(timeout=30)[1]
    assert run.returncode == 130, said
    assert "yaml-" in said, "the half-typed file was told of"


def test_watch_follows_each_save_and_survives_a_half_typed_one(watching: Path) -> None:
    file, report = watching / FINDINGS, watching / REPORT
    good, made = file.read_bytes(), report.read_bytes()
    file.write_bytes(good.replace(b"text: ", "text: แก้ไข ".encode(), 1))
    assert until(lambda: report.read_bytes() != made, 10)
    second = report.read_bytes()
    file.write_bytes(good + b"\n  half: [typed\n")
    time.sleep(2)
    assert report.read_bytes() == second
    file.write_bytes(good)
    assert until(lambda: report.read_bytes() == made, 10)
