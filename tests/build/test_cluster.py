"""Papers made on a Dask cluster: the same as made here, whatever becomes of its workers."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportgen.build import cluster as clusters
from reportgen.build import codes
from reportgen.build.limits import Limits
from reportgen.build.runner import run as run_tasks
from reportgen.build.values import Done, Task, Wish
from reportgen.cli import main
from reportgen.errors import Stop

EXAMPLES = Path(__file__).parents[2] / "examples"
MEMO = "memos/2564-11-23-guideline.yaml"
REPORT = "quarterly 2565-q2"


def build(root: Path, *args: str, command: str = "build") -> Result:
    return CliRunner().invoke(main, ["-w", str(root), command, *args], env={"LANG": "en_GB.UTF-8"})


def years(folder: Path, memos: int) -> Path:
    """The example, with its year before, an empty ledger and so many memos more."""
    for year in ("fy2564", "fy2565"):
        shutil.copytree(EXAMPLES / year, folder / year, ignore=shutil.ignore_patterns("out"))
    (folder / "ledger").mkdir()
    root = folder / "fy2565"
    text = re.sub(r"(?m)^number: .*$", "number:", (root / MEMO).read_text("utf-8"))
    for number in range(memos):
        memo = text.replace("ขอความเห็นชอบเผยแพร่", f"ขอความเห็นชอบเผยแพร่ครั้งที่ {number}", 1)
        (root / f"memos/2564-12-01-m{number:02}.yaml").write_text(memo, "utf-8")
    return root


def papers(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.glob("out/**/*.docx")}


@contextmanager
def local_cluster(folder: Path, workers: int = 2, threads: int = 1) -> Iterator[Any]:
    """Workers in processes of their own on this machine, each of which is started again when it dies."""
    from distributed import LocalCluster

    options = {"dashboard_address": "127.0.0.1:0", "host": "127.0.0.1", "silence_logs": 50}
    options |= {"local_directory": str(folder / "dask")}
    with LocalCluster(n_workers=workers, threads_per_worker=threads, **options) as own:
        yield own


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with local_cluster(tmp_path_factory.mktemp("cluster"), threads=2) as own:
        yield own


slow = pytest.mark.slow


@slow
def test_the_same_bytes_as_made_here(running: Any, tmp_path: Path) -> None:
    there, here = years(tmp_path / "there", 12), years(tmp_path / "here", 12)
    done = build(there, "memo", REPORT, "--cluster", running.scheduler_address)
    assert done.exit_code == 0, done.output
    assert build(here, "memo", REPORT).exit_code == 0
    assert papers(there) == papers(here)
    assert len(papers(there)) == 14
    again = build(there, "memo", REPORT)
    assert (again.exit_code, again.stdout) == (0, "")
    assert "up to date" in again.stderr
    assert build(there, "memo", REPORT, "--check", command="status").exit_code == 0


@slow
def test_an_edit_makes_there_only_what_shows_it(running: Any, tmp_path: Path) -> None:
    root = years(tmp_path, 3)
    where = ("memo", "--cluster", running.scheduler_address)
    assert build(root, *where).exit_code == 0
    before = papers(root)
    memo = root / "memos/2564-12-01-m01.yaml"
    memo.write_text(memo.read_text("utf-8").replace("ขอเผยแพร่", "ขอเผยแพร่อีก", 1), "utf-8")
    with (root / "plan.yaml").open("a", encoding="utf-8") as plan:
        plan.write("\n# หมายเหตุ\n")
    dry = build(root, *where, "--dry-run").stdout
    assert "m01" in dry and "differs: memos/2564-12-01-m01.yaml" in dry, "what papers show is noted here"
    assert build(root, *where).exit_code == 0
    after = papers(root)
    assert [name for name in after if after[name] != before[name]] == ["out/memos/2564-12-01-m01.docx"]


@slow
def test_a_paper_edited_by_hand_is_kept(running: Any, tmp_path: Path) -> None:
    root = years(tmp_path, 2)
    where = ("memo", "--cluster", running.scheduler_address)
    assert build(root, *where).exit_code == 0
    paper = root / "out/memos/2564-12-01-m00.docx"
    with zipfile.ZipFile(paper) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:t>", "แก้</w:t>".encode(), 1)
    with zipfile.ZipFile(paper, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    theirs = paper.read_bytes()
    for memo in root.glob("memos/2564-12-*.yaml"):
        memo.write_text(memo.read_text("utf-8").replace("ขอเผยแพร่", "ขอเผยแพร่อีก", 1), "utf-8")
    before = papers(root)
    stopped = build(root, *where)
    assert (stopped.exit_code, paper.read_bytes()) == (5, theirs)
    assert papers(root)["out/memos/2564-12-01-m01.docx"] != before["out/memos/2564-12-01-m01.docx"]
    assert build(root, *where, "--on-edited", "copy").exit_code == 0
    assert paper.read_bytes() == theirs
    assert len(papers(root)) == len(before) + 1
    assert build(root, *where, "--force").exit_code == 0
    assert paper.read_bytes() != theirs
    assert theirs in papers(root).values()


@slow
def test_a_mistake_is_told_as_here(running: Any, tmp_path: Path) -> None:
    root = years(tmp_path, 2)
    with (root / "memos/2564-12-01-m00.yaml").open("a", encoding="utf-8") as memo:
        memo.write("\nunknown: 1\n")
    here = build(root, "memo")
    shutil.rmtree(root / "out")
    there = build(root, "memo", "--cluster", running.scheduler_address)
    assert (there.exit_code, there.stderr) == (here.exit_code, here.stderr)
    assert there.exit_code == 1


@slow
def test_what_was_not_sent_is_made_here(running: Any, tmp_path: Path) -> None:
    """Links to folders are not followed; what lies behind one is read here."""
    root = years(tmp_path, 2)
    (root / "memos").rename(root / ".memos")
    (root / "memos").symlink_to(".memos")
    done = build(root, "memo", "--cluster", running.scheduler_address)
    assert done.exit_code == 0, done.output
    assert len(papers(root)) == 3
    assert "up to date" in build(root, "memo").stderr


@slow
@pytest.mark.libreoffice
def test_a_pdf_and_the_pages_come_back(running: Any, tmp_path: Path) -> None:
    root = years(tmp_path, 0)
    done = build(root, REPORT, "--pdf", "--cluster", running.scheduler_address)
    assert done.exit_code == 0, done.output
    assert next(root.glob("out/2565-q2/*.pdf")).read_bytes().startswith(b"%PDF")
    assert list(root.glob("out/.reportgen/pages/*.json"))
    assert "up to date" in build(root, REPORT).stderr
    with_pages = papers(root)
    shutil.move(root / "out/.reportgen/pages", tmp_path / "pages")
    shutil.rmtree(root / "out")
    (root / "out/.reportgen").mkdir(parents=True)
    shutil.move(tmp_path / "pages", root / "out/.reportgen/pages")
    assert build(root, REPORT, "--cluster", running.scheduler_address).exit_code == 0
    assert papers(root) == with_pages, "the pages known here go along"
    assert "up to date" in build(root, REPORT).stderr


@slow
@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_killed_in_the_middle(tmp_path: Path, workers: int) -> None:
    """Where it is the only one, all that was sent is lost with it."""
    root = years(tmp_path, 60)
    made_when_killed: list[int] = []
    with local_cluster(tmp_path, workers) as own:
        pid = own.workers[0].pid

        def kill() -> None:
            while not papers(root):
                time.sleep(0.01)
            os.kill(pid, signal.SIGKILL)
            made_when_killed.append(len(papers(root)))

        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        done = build(root, "memo", "--cluster", own.scheduler_address)
        killer.join(5)
    assert done.exit_code == 0, done.output
    assert len(papers(root)) == 61
    assert 0 < made_when_killed[0] < 61
    assert "up to date" in build(root, "memo").stderr


@slow
def test_a_task_that_kills_its_workers_is_given_up(tmp_path: Path) -> None:
    def do(task: Task) -> Done:
        if task.target == "note 3":
            os._exit(9)
        return Done(task.target, "made")

    tasks = [Task(f"note {number}", "", False, Wish()) for number in range(12)]
    with local_cluster(tmp_path) as own, connected(own) as there:
        done = list(run_tasks(tasks, do, there.pools, there.workers, Limits()))
    became = {each.target: each.status for each in done}
    assert became == dict.fromkeys((task.target for task in tasks), "made") | {"note 3": "failed"}
    assert [each.said[0].rule for each in done if each.said] == [codes.TASK_DIED]


@slow
def test_a_task_that_hangs_ends_with_its_worker(tmp_path: Path) -> None:
    def do(task: Task) -> Done:
        time.sleep(60 if task.target == "note 1" else 0)
        return Done(task.target, "made")

    tasks = [Task(f"note {number}", "", False, Wish()) for number in range(2)]
    with local_cluster(tmp_path) as own, connected(own) as there:
        done = list(run_tasks(tasks, do, there.pools, there.workers, Limits(seconds=0.5)))
    assert {each.target: each.status for each in done} == {"note 0": "made", "note 1": "failed"}


@slow
@pytest.mark.parametrize("end", ["scheduler", "workers"])
def test_a_cluster_that_ends_in_the_middle(tmp_path: Path, monkeypatch: Any, end: str) -> None:
    monkeypatch.setattr(clusters, "_WITHOUT_WORKERS", 1)
    monkeypatch.setattr(clusters, "_LOOK", 0.2)

    def do(task: Task) -> Done:
        time.sleep(30)
        return Done(task.target, "made")

    with local_cluster(tmp_path, 1) as own, connected(own) as there:
        ending = {"scheduler": own.close, "workers": lambda: own.scale(0)}[end]
        timer = threading.Timer(1, ending)
        timer.start()
        with pytest.raises(Stop) as stop:
            list(run_tasks([Task("note 0", "", False, Wish())], do, there.pools, 1, Limits()))
        timer.join()
    assert stop.value.diagnostics[0].rule is codes.CLUSTER_LOST


@slow
def test_what_was_sent_is_taken_away(running: Any) -> None:
    with connected(running) as there:
        folder = there.pools(1).submit(clusters.unpacked).result()
        assert folder.is_dir()
    gone = time.monotonic() + 10
    while folder.exists() and time.monotonic() < gone:
        time.sleep(0.05)
    assert not folder.exists()


@slow
def test_a_worker_that_makes_papers_otherwise_is_refused(running: Any) -> None:
    with pytest.raises(Stop) as stop, connected(running, lambda: ["program", "font"]):
        pass
    assert [each.rule for each in stop.value.diagnostics] == [codes.CLUSTER_DIFFERS] * 2
    assert stop.value.diagnostics[0].args["parts"] == "program, font"


def connected(own: Any, differs: Callable[[], list[str]] = list) -> Any:
    """A connection with which an empty zip goes along."""
    return clusters.connected(own.scheduler_address, b"PK\5\6" + bytes(18), differs)


def test_another_version_differs(monkeypatch: Any) -> None:
    from datetime import UTC, datetime

    from reportgen.cli import building

    told = {"memo": {"program": "1", "font": "a"}, "memo pdf": {"program": "1", "libreoffice": "7"}}
    monkeypatch.setattr(building, "_recipes_once", lambda path, platform: told)
    now = datetime(2022, 1, 1, tzinfo=UTC)
    assert building.Afar("fy", now, {"memo": {"program": "1", "font": "a"}}).differs() == []
    assert building.Afar("fy", now, {"memo": {"program": "2", "font": "a"}}).differs() == ["program"]
    assert building.Afar("fy", now, {"circular": {"font": "a"}}).differs() == ["font"]
    late = building.Afar("fy", now, {"memo pdf": {"program": "1", "libreoffice": "24"}})
    done = late(Task("memo a.yaml", "", False, Wish()))
    assert (done.status, done.said[0].rule) == ("failed", codes.CLUSTER_DIFFERS)
    assert done.said[0].args["parts"] == "libreoffice"


@pytest.mark.parametrize("address", ["closed port", "no-such-scheme://x", ""])
def test_a_cluster_that_does_not_answer(tmp_path: Path, monkeypatch: Any, address: str) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    root = years(tmp_path, 1)
    began = time.monotonic()
    done = build(root, "memo", "--cluster", closed if address == "closed port" else address)
    assert (done.exit_code, "cluster-unreachable" in done.stderr) == (4, True), done.output
    assert time.monotonic() - began < 10
    assert papers(root) == {}
    assert build(root, "memo").exit_code == 0


def test_without_the_library(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    root = years(tmp_path, 1)
    done = build(root, "memo", "--cluster", "tcp://127.0.0.1:1")
    assert (done.exit_code, papers(root)) == (4, {})
    assert "cluster-library-missing" in done.stderr
    assert "pip install reportgen[cluster]" in done.stderr


def test_a_workspace_too_large_is_not_sent(tmp_path: Path, monkeypatch: Any) -> None:
    from reportgen.pipeline import afar

    monkeypatch.setattr(afar, "MOST_SENT", 1000)
    done = build(years(tmp_path, 1), "memo", "--cluster", "tcp://127.0.0.1:1")
    assert done.exit_code == 2
    assert "cluster-too-large" in done.stderr
