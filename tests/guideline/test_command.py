"""`reportgen guideline` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen import pipeline
from reportgen.cli import main
from reportgen.cli.init import starter

NAME = "out/แนวทางการติดตาม-2565.docx"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name, data in starter(2565).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_it_makes_the_guideline_of_a_first_workspace(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    made = CliRunner().invoke(main, ["--lang", "en", "guideline"])
    assert (made.exit_code, made.stdout.splitlines(), made.stderr) == (0, [NAME], "")
    (workspace / NAME).write_bytes(b"edited")
    kept = CliRunner().invoke(main, ["--lang", "en", "guideline"])
    assert (kept.exit_code, (workspace / NAME).read_bytes()) == (5, b"edited")


def test_its_options_reach_the_pipeline(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def guideline(_workspace: object, *, pdf: bool, force: bool) -> pipeline.Result:
        asked.append((pdf, force))
        return pipeline.Result(())

    monkeypatch.setattr(pipeline, "guideline", guideline)
    for options in ([], ["--pdf"], ["--force"]):
        assert CliRunner().invoke(main, ["-w", str(workspace), "guideline", *options]).exit_code == 0
    assert asked == [(False, False), (True, False), (False, True)]
