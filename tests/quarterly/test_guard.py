"""The whole command in a process of its own: it writes once, and keeps what people did to the file."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

PERIOD = "2565-q1"
EDITS = ("ข้อความที่แก้หนึ่ง", "ข้อความที่แก้สอง", "ข้อความที่แก้สาม", "ข้อความที่แก้สี่")


@pytest.fixture(scope="module")
def made(bench: Any, workspaces: Callable[[str], Path]) -> Path:
    """A workspace with its report just made."""
    folder = workspaces("full")
    done = bench.command("--lang", "en", "quarterly", PERIOD, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"out/{PERIOD}/รายงานไตรมาส-{PERIOD}.docx"]
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    """A copy of it to spoil."""
    return Path(shutil.copytree(made, tmp_path / "fy2565"))


def report(folder: Path) -> Path:
    return folder / f"out/{PERIOD}/รายงานไตรมาส-{PERIOD}.docx"


def edited(path: Path, texts: tuple[str, ...]) -> bytes:
    """Saves the file with python-docx, the first paragraphs of the body that are in Body Text changed."""
    paper = docx.Document(str(path))
    body = [each for each in paper.paragraphs if each.style.name == "Body Text" and each.runs]
    for paragraph, text in zip(body, texts, strict=False):
        paragraph.runs[0].text += text
    paper.save(str(path))
    return path.read_bytes()


def test_a_second_run_writes_nothing(bench: Any, desk: Path) -> None:
    before = report(desk).read_bytes(), report(desk).stat().st_mtime_ns
    done = bench.command("--lang", "en", "quarterly", PERIOD, cwd=desk)
    assert done.returncode == 0, done.stderr
    assert (report(desk).read_bytes(), report(desk).stat().st_mtime_ns) == before
    assert "up to date" in done.stderr
    assert sorted(path.name for path in report(desk).parent.iterdir()) == [report(desk).name]


def test_a_changed_input_writes_the_report_anew(bench: Any, desk: Path) -> None:
    findings = desk / PERIOD / "findings.yaml"
    findings.write_text(findings.read_text("utf-8").replace("บทสรุปหนึ่งย่อหน้า", "บทสรุปใหม่"), "utf-8")
    done = bench.command("--lang", "en", "quarterly", PERIOD, cwd=desk)
    assert done.returncode == 0, done.stderr
    assert "บทสรุปใหม่" in bench.paper(report(desk)).text


def test_an_edited_report_is_kept_and_the_edits_are_named(bench: Any, desk: Path) -> None:
    kept = edited(report(desk), EDITS)
    done = bench.command("--lang", "en", "quarterly", PERIOD, cwd=desk)
    assert done.returncode == 5
    assert report(desk).read_bytes() == kept
    assert "was edited by hand (changes: 4)" in done.stderr
    told = [text for text in EDITS if text in done.stderr]
    assert told == list(EDITS[:3])  # three are enough to know them again


def test_a_report_merely_saved_again_is_written_anew_without_a_word(bench: Any, desk: Path) -> None:
    new = report(desk).read_bytes()
    assert edited(report(desk), ()) != new
    done = bench.command("--lang", "en", "quarterly", PERIOD, cwd=desk)
    assert (done.returncode, report(desk).read_bytes()) == (0, new)
    assert "edited" not in done.stderr
    assert "saved again" not in done.stderr


def test_force_keeps_a_dated_copy(bench: Any, desk: Path) -> None:
    new = report(desk).read_bytes()
    kept = edited(report(desk), EDITS[:1])
    done = bench.command("--lang", "en", "quarterly", PERIOD, "--force", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert report(desk).read_bytes() == new
    (copy,) = [path for path in report(desk).parent.iterdir() if path != report(desk)]
    assert re.search(r"\d{4}-\d{2}-\d{2}", copy.name) and copy.suffix == ".docx"
    assert copy.read_bytes() == kept
    assert copy.name in done.stderr


@pytest.mark.parametrize(
    "owner",
    [
        "~$ยงานไตรมาส-2565-q1.docx",
        pytest.param("~${name}", marks=pytest.mark.slow),
        pytest.param(".~lock.{name}#", marks=pytest.mark.slow),
    ],
)
def test_a_report_open_in_word_or_writer_is_left_alone(bench: Any, desk: Path, owner: str) -> None:
    before = report(desk).read_bytes()
    report(desk).with_name(owner.replace("{name}", report(desk).name)).write_bytes(b"")
    plan = desk / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("โครงการเดียวของปี", "โครงการที่เปลี่ยนชื่อ"), "utf-8")
    done = bench.command("--lang", "en", "quarterly", PERIOD, cwd=desk)
    assert done.returncode == 5
    assert report(desk).read_bytes() == before
    assert (
        "is open in another program" in done.stderr and "Close it, or take its protection off" in done.stderr
    )


def test_a_file_that_is_not_ours_is_kept(bench: Any, desk: Path) -> None:
    with zipfile.ZipFile(report(desk), "w") as archive:
        archive.writestr("someone.txt", "else's")
    kept = report(desk).read_bytes()
    done = bench.command("--lang", "en", "quarterly", PERIOD, cwd=desk)
    assert (done.returncode, report(desk).read_bytes()) == (5, kept)
    assert "not as reportgen made it" in done.stderr


def test_an_error_in_the_inputs_leaves_the_report_alone(bench: Any, desk: Path) -> None:
    before = report(desk).read_bytes(), report(desk).stat().st_mtime_ns
    (desk / PERIOD / "findings.yaml").write_text("state: {stage: ไม่มีขั้นตอนนี้}\n", "utf-8")
    done = bench.command("--lang", "en", "quarterly", PERIOD, cwd=desk)
    assert done.returncode == 1
    assert "findings.yaml:1:" in done.stderr
    assert (report(desk).read_bytes(), report(desk).stat().st_mtime_ns) == before
