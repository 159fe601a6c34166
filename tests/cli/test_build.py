"""The commands build, status, clean: what they make, tell and leave alone."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]

REPORT = "out/2565-q1/รายงานไตรมาส-2565-q1.docx"
FINDINGS = "2565-q1/findings.yaml"


def told(result: Result) -> dict[str, Any]:
    """The targets of a JSON answer, by name."""
    return {each["target"]: each for each in json.loads(result.stdout)["targets"]}


def saved(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")


def edited_by_hand(file: Path) -> bytes:
    """A person puts one word more into the paper."""
    output = BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"</w:t>", "แก้</w:t>".encode(), 1)
            new.writestr(name, data)
    file.write_bytes(output.getvalue())
    return output.getvalue()


@pytest.fixture
def built(run: Run, workspace: Path) -> Callable[..., Result]:
    """Runs a command in a workspace of which everything was built."""

    def running(*args: str) -> Result:
        return run("-w", str(workspace), *args)

    assert running("build").exit_code == 0
    return running


def test_a_build_after_a_build_has_nothing_to_do(built, workspace):
    assert (workspace / REPORT).is_file()
    again = built("build")
    assert (again.exit_code, again.stdout) == (0, "")
    assert "up to date" in again.stderr
    assert built("status", "--check").exit_code == 0


def test_status_tells_which_key_of_which_file(built, workspace):
    text = (workspace / FINDINGS).read_text("utf-8")
    line = next(number for number, each in enumerate(text.split("\n"), 1) if "text:" in each)
    saved(workspace / FINDINGS, "text: ", "text: แก้ไข ")
    before = (workspace / REPORT).read_bytes()
    status = built("status", "--check")
    assert status.exit_code == 1
    assert f"{FINDINGS} changed" in status.stdout
    assert f"differs: {FINDINGS}:{line}: " in status.stdout
    assert "quarterly 2565-q1: out of date" in built("build", "--dry-run").stdout
    assert (workspace / REPORT).read_bytes() == before
    explained = built("build", "--explain")
    assert f"quarterly 2565-q1: {FINDINGS} changed" in explained.stderr
    assert (workspace / REPORT).read_bytes() != before
    assert built("status", "--check").exit_code == 0


def test_a_change_that_no_paper_shows_makes_nothing(built, workspace):
    saved(workspace / "plan.yaml", "\n", "\n# หมายเหตุ\n")
    built_again = built("build")
    assert (built_again.exit_code, built_again.stdout) == (0, "")
    assert "as before" in built_again.stderr
    assert "made" not in built_again.stderr


def test_a_mistake_in_one_file_stops_only_its_papers(built, workspace):
    before = (workspace / REPORT).read_bytes()
    good = (workspace / FINDINGS).read_bytes()
    (workspace / FINDINGS).write_bytes(good + b"\n  half: [typed\n")
    (workspace / "out/แนวทางการติดตาม-2565.docx").unlink(missing_ok=True)
    done = built("--format", "json", "build")
    assert done.exit_code == 1
    became = {target: each["status"] for target, each in told(done).items() if each["status"]}
    assert became["quarterly 2565-q1"] == "failed"
    assert set(became.values()) == {"failed", "made"} or set(became.values()) == {"failed"}
    assert (workspace / REPORT).read_bytes() == before
    (workspace / FINDINGS).write_bytes(good)
    assert built("build").exit_code == 0
    assert built("status", "--check").exit_code == 0


def test_only_what_is_asked_for(run, workspace):
    where = ("-w", str(workspace), "--format", "json", "build")
    assert set(told(run(*where, "quarterly", "2565-q1"))) == {"quarterly 2565-q1"}
    assert {name.partition(" ")[0] for name in told(run(*where, "month*"))} == {"monthly"}
    unknown = run("-w", str(workspace), "build", "2599-q1")
    assert unknown.exit_code == 2
    assert "build-target-unknown" in unknown.stderr and "quarterly 2565-q1" in unknown.stderr


@pytest.mark.parametrize(("policy", "code"), [("stop", 5), ("keep", 0), ("copy", 0), ("force", 0)])
def test_each_policy_for_edited_files(built, workspace, policy, code):
    theirs = edited_by_hand(workspace / REPORT)
    assert "is not as it was made" in built("status").stdout
    saved(workspace / FINDINGS, "text: ", "text: แก้ไข ")
    done = built("build", "--on-edited", policy)
    assert done.exit_code == code
    papers = {path.name: path.read_bytes() for path in (workspace / REPORT).parent.glob("รายงานไตรมาส*")}
    assert theirs in papers.values()
    assert len(papers) == (1 if policy in ("stop", "keep") else 2)
    assert (papers[Path(REPORT).name] == theirs) is (policy != "force")
    again = built("build", "--on-edited", policy)
    assert again.exit_code == code
    assert {path.read_bytes() for path in (workspace / REPORT).parent.glob("รายงานไตรมาส*")} == set(
        papers.values()
    )


def test_a_lost_state_is_told_and_no_paper_is_called_edited(built, workspace):
    before = (workspace / REPORT).read_bytes()
    (workspace / "out/.reportgen/build.jsonl").unlink()
    done = built("build")
    assert done.exit_code == 0
    assert "build-state-lost" in done.stderr
    assert (workspace / REPORT).read_bytes() == before
    assert "build-state-lost" not in built("build").stderr


def test_clean_removes_what_nobody_edited(built, workspace):
    theirs = edited_by_hand(workspace / REPORT)
    told_only = built("clean", "--dry-run")
    papers = sorted(path.name for path in workspace.rglob("out/**/*.docx"))
    assert len(told_only.stdout.splitlines()) == len(papers) - 1
    done = built("clean")
    assert (done.exit_code, done.stdout) == (0, told_only.stdout)
    assert "file-not-removed" in done.stderr
    assert [path.read_bytes() for path in workspace.rglob("out/**/*.docx")] == [theirs]


def test_clean_orphans_removes_what_belongs_to_no_paper(built, workspace):
    assert built("new", "memo", "--for", "quarterly", "2565-q1").exit_code == 0
    assert built("build").exit_code == 0
    assert built("clean", "--orphans").stdout == ""
    (memo,) = (workspace / "memos").glob("*.yaml")
    memo.rename(memo.with_name("2564-12-01-renamed.yaml"))
    assert built("build").exit_code == 0
    assert memo.stem in built("clean", "--orphans").stdout
    assert [path.stem for path in workspace.glob("out/memos/*.docx")] == ["2564-12-01-renamed"]


def test_a_state_that_cannot_be_written_is_told(run, workspace):
    (workspace / "out").mkdir()
    (workspace / "out/.reportgen").write_bytes(b"")
    done = run("-w", str(workspace), "build")
    assert done.exit_code == 2
    assert "file-refused" in done.stderr


def test_a_full_disk_is_told(run, workspace, monkeypatch):
    def full(self: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reportgen.build.state.Memory.flush", full)
    done = run("-w", str(workspace), "build")
    assert done.exit_code == 70
    assert "disk-full" in done.stderr


def test_two_builds_at_once(workspace):
    command = [sys.executable, "-m", "reportgen", "--lang", "en", "-w", str(workspace), "build"]
    runs = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2]
        )
        for _ in range(2)
    ]
    ended = [(*each.communicate(), each.returncode) for each in runs]
    assert [code for _, _, code in ended] == [0, 0], ended
    made = [out for out, _, _ in ended if out]
    assert len(made) == 1, "the second one finds everything made"


def test_a_numbered_memo_is_frozen(built, workspace):
    assert built("new", "memo", "--for", "quarterly", "2565-q1").exit_code == 0
    memo = "memos/quarterly-2565-q1.yaml"
    saved(workspace / memo, "\ndate:", "\ndate: 20 มกราคม 2565 #")
    assert built("build").exit_code == 0
    paper = workspace / "out/memos/quarterly-2565-q1.docx"
    before = paper.read_bytes()
    registered = built("register", str(workspace / memo), "--number", "7 / 2565")
    assert registered.exit_code == 0, registered.stderr
    saved(workspace / memo, "subject: ", "subject: แก้ไข ")
    done = built("build")
    assert done.exit_code == 0, done.stderr
    assert f"memo {memo}: numbered, not made again" in built("status").stdout
    assert paper.read_bytes() == before
    assert built("clean").exit_code == 0
    assert paper.read_bytes() == before
