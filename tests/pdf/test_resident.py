"""A LibreOffice that stays: the same bytes as one for each paper, and nothing left however it ends."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from reportgen.diagnostics import Diagnostic
from reportgen.errors import Stop
from reportgen.pdf import Converted, driver
from reportgen.pdf.office import Room
from reportgen.pdf.text import page_texts

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(sys.platform != "linux", reason="LibreOffice stays on Linux only"),
]
Convert = Callable[..., Converted]
TESTS = Path(__file__).parent


@pytest.fixture
def keeping(to_pdf: Convert) -> Iterator[Convert]:
    """Converts by the LibreOffice that stays."""
    driver.close()
    yield lambda docx, **changes: to_pdf(docx, keep=True, **changes)
    driver.close()


@pytest.fixture
def alone(to_pdf: Convert, monkeypatch: pytest.MonkeyPatch) -> Convert:
    """Converts by one LibreOffice a paper."""

    def convert(docx: bytes, **changes: Any) -> Converted:
        with monkeypatch.context() as patch:
            patch.setattr(driver, "IS_POSSIBLE", False)
            return to_pdf(docx, **changes)

    return convert


@pytest.fixture
def memos(paper: Callable[..., Any]) -> list[bytes]:
    """Three, each in one font: LibreOffice puts several into a PDF in the order of their places in memory."""

    def memo(text: str, paragraphs: int, font: str) -> bytes:
        written = paper(font)
        written.document.add_paragraph(text)
        written.prose(paragraphs)
        return bytes(written.bytes())

    fonts = ("TH SarabunPSK", "TH Sarabun New", "TH SarabunIT๙")
    return [memo(f"เรื่องที่ {count} ผลการดำเนินงาน", count, font) for count, font in enumerate(fonts)]


def offices(folder: Path) -> dict[int, str]:
    """The processes named LibreOffice's own that have `folder` in their command, with their states."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            command = status.with_name("cmdline").read_bytes().decode()
            name, state = status.read_text().rpartition(")")[0].partition("(")[2], status.read_text()
        except OSError:
            continue
        if str(folder) in command and name == "soffice.bin":
            found[int(status.parent.name)] = state.rpartition(")")[2].split()[0]
    return found


def wait_for(is_so: Callable[[], object]) -> bool:
    return any(is_so() or time.sleep(0.02) for _ in range(1000))


def everything(folder: Path) -> list[str]:
    """What is in `folder` and what LibreOffice listens at for it."""
    return [str(path) for room in folder.glob("*") for path in (room, Room(room).socket) if path.exists()]


def test_one_after_another_gives_the_bytes_of_one_each(
    keeping: Convert, alone: Convert, memos: list[bytes], tmp_path: Path
) -> None:
    kept = [keeping(memo) for memo in (*memos[:2], memos[0])]
    (used,) = offices(tmp_path)
    assert kept == [*(alone(memo) for memo in memos[:2]), kept[0]]
    assert list(offices(tmp_path)) == [used]
    assert len(everything(tmp_path / "scratch")) == 2  # the room, and where it listens
    driver.close()
    assert not offices(tmp_path) and not everything(tmp_path / "scratch")


@pytest.mark.slow
def test_papers_with_thai_page_digits_have_a_font_more_and_others_have_not(
    keeping: Convert, paper: Callable[..., Any], memos: list[bytes], tmp_path: Path
) -> None:
    numbered = paper()
    numbered.header(numbered.field("PAGE \\* ThaiArabic", "๑"))
    numbered.prose(1)
    first = keeping(memos[0])
    with_digits = keeping(numbered.bytes())
    assert with_digits.fonts == {"THSarabunNew", "ReportgenThaiDigits"}
    assert page_texts(with_digits.pdf)[0].startswith("๑")
    assert keeping(memos[0]) == first
    assert len(offices(tmp_path)) == 1


@pytest.mark.slow
def test_one_that_broke_down_between_two_papers_is_replaced(
    keeping: Convert, memos: list[bytes], tmp_path: Path
) -> None:
    first = keeping(memos[0])
    (broken,) = offices(tmp_path)
    os.kill(broken, signal.SIGKILL)
    assert wait_for(lambda: not offices(tmp_path))
    time.sleep(0.5)  # what started it has then noticed, too
    assert keeping(memos[0]) == first
    assert len(offices(tmp_path)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_one_that_crashes_or_hangs_over_a_paper_harms_no_paper(
    how: signal.Signals,
    keeping: Convert,
    memos: list[bytes],
    tmp_path: Path,
) -> None:
    first = keeping(memos[0])
    (struck,) = offices(tmp_path)
    os.kill(struck, signal.SIGSTOP)  # it takes the paper on and does no more
    if how is signal.SIGKILL:
        Thread(target=lambda: (time.sleep(0.5), os.kill(struck, how)), daemon=True).start()
    assert keeping(memos[0], timeout=5 if how is signal.SIGSTOP else 60) == first
    assert struck not in offices(tmp_path)
    assert keeping(memos[2]).pages > 0
    driver.close()
    assert not offices(tmp_path) and not everything(tmp_path / "scratch")


def player(path: Path, staying: str, alone: str) -> Path:
    """A program that does otherwise when it is to stay; it notes each start."""
    branches = (("*private:*", "staying", staying), ("*", "alone", alone))
    cases = "".join(f"{when}) echo {name} >>{path}.log; {what};;\n" for when, name, what in branches)
    path.write_text(f'#!/bin/sh\ncase "$*" in\n{cases}esac\n', "utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("staying", "timeout"),
    [
        ("kill -KILL $$", 60),
        ("sleep 60", 1),
        ("echo Error: source file could not be loaded >&2; sleep 60", 60),
    ],
    ids=["crashes", "hangs", "refuses"],
)
def test_a_paper_that_failed_is_tried_once_alone(
    staying: str,
    timeout: float,
    keeping: Convert,
    converted_report: Converted,
    memos: list[bytes],
    tmp_path: Path,
) -> None:
    pdf = tmp_path / "made.pdf"
    pdf.write_bytes(converted_report.pdf)
    soffice = player(tmp_path / "soffice", staying, f"cp {shlex.quote(str(pdf))} out/paper.pdf")
    assert keeping(memos[0], soffice=soffice, timeout=timeout).pages == converted_report.pages
    assert Path(f"{soffice}.log").read_text().split() == ["staying", "alone"]
    assert everything(tmp_path / "scratch") == []


def test_a_paper_that_fails_alone_too_is_told_and_the_rest_go_on(
    keeping: Convert, memos: list[bytes], tmp_path: Path
) -> None:
    broken = player(tmp_path / "soffice", "exit 1", "echo no such filter; exit 1")
    with pytest.raises(Stop) as caught:
        keeping(memos[0], soffice=broken)
    (told,) = caught.value.diagnostics
    assert isinstance(told, Diagnostic)
    assert (told.code, told.args) == ("libreoffice-failed", {"output": "no such filter"})
    assert everything(tmp_path / "scratch") == []
    assert keeping(memos[0]).pages == 1


OWNER = """
import importlib.util, pathlib, sys, time
spec = importlib.util.spec_from_file_location("papers", sys.argv[1])
papers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(papers)
memo = papers.Paper()
memo.prose(1)
papers._convert(memo.bytes(), pathlib.Path(sys.argv[2]), keep=True)
print("made", flush=True)
if sys.argv[3] == "wait":
    time.sleep(60)
if sys.argv[3] == "work":
    while True:
        papers._convert(memo.bytes(), pathlib.Path(sys.argv[2]), keep=True)
if sys.argv[3] == "fault":
    raise RuntimeError
"""


@pytest.mark.parametrize(
    "end",
    [
        "wait KILL",
        pytest.param("work KILL", marks=pytest.mark.slow),
        pytest.param("return", marks=pytest.mark.slow),
        pytest.param("fault", marks=pytest.mark.slow),
        pytest.param("wait INT", marks=pytest.mark.slow),
        pytest.param("wait TERM", marks=pytest.mark.slow),
    ],
)
def test_nothing_is_left_however_the_owner_ends(end: str, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    what, _, name = end.partition(" ")
    command = [sys.executable, "-c", OWNER, str(TESTS / "conftest.py"), str(scratch), what]
    environ = {**os.environ, "PYTHONPATH": str(TESTS.parents[1])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"made\n"
        sockets = [Room(room).socket for room in scratch.iterdir()]
        assert sockets
        if what == "work":
            time.sleep(0.7)
        if name:
            assert offices(tmp_path) and all(socket.exists() for socket in sockets)
            owner.send_signal(signal.Signals[f"SIG{name}"])
        owner.wait(20)
    assert wait_for(lambda: not offices(tmp_path) and not list(scratch.iterdir()))
    assert not any(socket.exists() for socket in sockets)
