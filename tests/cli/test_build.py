"""The commands build, status, clean: what they make, tell and leave alone."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import main
from reportgen.cli.init import starter

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


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starting workspace, everything in it built."""
    root = tmp_path_factory.mktemp("once")
    for name, data in starter(2565).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    assert CliRunner().invoke(main, ["-w", str(root), "build"]).exit_code == 0
    return root


@pytest.fixture
def built(run: Run, workspace: Path, once: Path) -> Callable[..., Result]:
    """Runs a command in a workspace of which everything was built."""
    shutil.copytree(once, workspace, dirs_exist_ok=True)

    def running(*args: str, env: dict[str, str] | None = None) -> Result:
        return run("-w", str(workspace), *args, env=env)

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
    assert ("Edits found in" in done.stderr and "แก้" in done.stderr) is (policy in ("stop", "keep"))
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


REFUSALS = {
    "full disk": (errno.ENOSPC, "disk-full", 70),
    "read-only folder": (errno.EROFS, "folder-read-only", 2),
    "held by a program": (errno.EACCES, "file-open", 5),
}


@pytest.mark.parametrize(("number", "rule", "code"), REFUSALS.values(), ids=list(REFUSALS))
def test_a_paper_that_the_disk_refuses_stays_as_it_was(built, workspace, monkeypatch, number, rule, code):
    """The report cannot be replaced; the other papers are made, and the report with the next build."""
    saved(workspace / "plan.yaml", "name: ", "name: แก้ไข ")
    saved(workspace / FINDINGS, "text: ", "text: แก้ไข ")
    before = {path: path.read_bytes() for path in workspace.glob("out/**/*.docx")}
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target) == workspace / REPORT:
            raise OSError(number, os.strerror(number))
        replace(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        patched.setattr("reportgen.publish.files.time.sleep", lambda seconds: None)
        done = built("build")
    assert (done.exit_code, rule in done.stderr) == (code, True), done.stderr
    after = {path: path.read_bytes() for path in workspace.glob("out/**/*.docx")}
    assert after[workspace / REPORT] == before[workspace / REPORT]
    assert after.keys() == before.keys() and after != before
    assert not list(workspace.glob("out/**/.rg-*"))
    assert "not as it was made" not in built("status").stdout
    assert built("build").exit_code == 0
    assert (workspace / REPORT).read_bytes() != before[workspace / REPORT]
    assert built("status", "--check").exit_code == 0


def test_a_paper_open_in_word_stays_and_is_made_later(built, workspace):
    saved(workspace / FINDINGS, "text: ", "text: แก้ไข ")
    before = (workspace / REPORT).read_bytes()
    owner = (workspace / REPORT).with_name(f"~${Path(REPORT).name[2:]}")
    owner.touch()
    done = built("build")
    assert (done.exit_code, "file-open" in done.stderr) == (5, True), done.stderr
    assert (workspace / REPORT).read_bytes() == before
    owner.unlink()
    assert built("build").exit_code == 0
    assert (workspace / REPORT).read_bytes() != before


def test_a_save_during_a_build_is_not_missed(built, workspace, monkeypatch):
    """The findings are saved again after they were read and before their report is in place."""
    from reportgen.pipeline import make

    publish = make.publish
    saved(workspace / FINDINGS, "text: ", "text: แก้ไข ")

    def slow(*args: Any, **options: Any) -> Any:
        if options["name"] == REPORT:
            saved(workspace / FINDINGS, "text: แก้ไข ", "text: แก้อีก ")
        return publish(*args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(make, "publish", slow)
        assert built("build").exit_code == 0
    assert f"{FINDINGS} changed" in built("status").stdout
    assert built("build").exit_code == 0
    with zipfile.ZipFile(workspace / REPORT) as paper:
        assert "แก้อีก".encode() in paper.read("word/document.xml").replace(b"</w:t>", b"")
    assert built("status", "--check").exit_code == 0


def test_a_clock_set_back_between_builds(built, workspace):
    for file in (FINDINGS, "plan.yaml"):
        os.utime(workspace / file, (1, 1))
    assert built("status", "--check").exit_code == 0
    saved(workspace / FINDINGS, "text: ", "text: แก้ไข ")
    os.utime(workspace / FINDINGS, (1, 1))
    assert built("status", "--check").exit_code == 1
    assert built("build").exit_code == 0
    assert built("status", "--check").exit_code == 0


def test_a_new_libreoffice_makes_papers_with_a_pdf_stale(built, workspace, tmp_path, monkeypatch):
    """Told without starting it, by what lies beside its program."""
    program = tmp_path / "office/soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    (program.parent / "versionrc").write_text("buildid=1")
    path = {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    (workspace / "out/.reportgen/build.jsonl").unlink()
    assert built("build", env=path).exit_code == 0
    with_pdf(workspace, "guideline")
    assert built("status", "--check", env=path).exit_code == 0
    (program.parent / "versionrc").write_text("buildid=2, newer")
    status = built("status", "--check", env=path)
    assert status.exit_code == 1
    assert "the version of LibreOffice is not as when it was made" in status.stdout
    assert status.stdout.count("out of date") == 1


@pytest.mark.libreoffice
@pytest.mark.slow
def test_no_pdf_of_an_earlier_version_stays_unsaid(built, workspace):
    pdf = (workspace / REPORT).with_suffix(".pdf")
    assert built("quarterly", "--pdf").exit_code == 0
    before = pdf.read_bytes()
    saved(workspace / FINDINGS, "text: ", "text: แก้ไข ")
    for _ in range(2):
        told = built("quarterly")
        assert told.exit_code == 0 and "warning pdf-older" in told.stderr
    assert pdf.read_bytes() == before
    assert built("build").exit_code == 0
    assert pdf.read_bytes() != before and "pdf-older" not in built("quarterly").stderr
    assert built("status", "--check").exit_code == 0
    saved(workspace / FINDINGS, "text: ", "text: แก้ไขอีก ")
    assert "warning pdf-older" in built("build", "--no-pdf").stderr


def with_pdf(workspace: Path, target: str) -> None:
    """Remembers `target` as one that has a PDF, by the recipe of such papers."""
    from reportgen.build.state import recall
    from reportgen.build.values import with_pdf

    memory = recall(workspace / "out/.reportgen")
    entry = memory.targets[target]
    recipe = memory.machine.recipes[with_pdf(target.partition(" ")[0])]
    memory.note("target", target, *entry._replace(recipe=recipe, pdf=True))
    memory.flush()


def test_what_is_wrong_alike_in_many_memos_is_told_once(run, workspace):
    (workspace / "memos").mkdir(exist_ok=True)
    for number in range(9):
        memo = "unit: ฝตป.\nsubject: เรื่อง\nto: ผอ.\nbody: [ข้อความ]\nsigner: nobody-known\n"
        (workspace / f"memos/2565-01-0{number + 1}-x.yaml").write_text(memo, "utf-8")
    done = run("-w", str(workspace), "build", "memo")
    assert done.exit_code == 1
    assert done.stderr.count("nobody-known") < 9
    assert "and the same in 8 more files" in done.stderr
    assert "9 errors" in done.stderr
    told = json.loads(run("-w", str(workspace), "--format", "json", "build", "memo").stdout)
    assert len(told["diagnostics"]) == 9


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
