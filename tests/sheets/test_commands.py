"""The commands `import` and `export`, as they are typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import main
from reportgen.workspace import Workspace

DATA = Path(__file__).parent / "data"


@pytest.fixture
def run(workspace: Workspace, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(workspace.root)
    shutil.copy(DATA / "merged.xlsx", workspace.root.parent)
    shutil.copy(DATA / "bad-cells.xlsx", workspace.root.parent)

    def running(*args: str) -> Result:
        return CliRunner().invoke(main, [*args, "--lang", "en"])

    return running


def test_import_shows_what_changes_and_names_what_it_wrote(run, workspace: Workspace) -> None:  # type: ignore[no-untyped-def]
    shown = run("import", "spending", "../merged.xlsx", "--dry-run")
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert "oss · ภารกิจ · งบประมาณ 2565 · ธ.ค.: - → 250,000.00" in shown.stderr
    assert not (workspace.root / "2565-q1/spending.yaml").exists()
    done = run("import", "spending", "../merged.xlsx", "--period", "2565-q1")
    assert done.stdout.splitlines() == ["2565-q1/spending.yaml", "import-spending.yaml"]
    exported = run("export", "2565-q1")
    assert exported.stdout.splitlines() == ["out/2565-q1/ตารางรายงานไตรมาส-2565-q1.xlsx"]
    assert [run("export", what).exit_code for what in ("ledger", "recommendations")] == [0, 0]


def test_faults_are_named_with_file_sheet_and_cell(run) -> None:  # type: ignore[no-untyped-def]
    refused = run("import", "spending", "../bad-cells.xlsx")
    assert refused.exit_code == 1
    assert "../bad-cells.xlsx (Sheet1!F4): error sheet-amount-unreadable: " in refused.stderr


def test_differences_are_told_to_machines_too(run) -> None:  # type: ignore[no-untyped-def]
    told = json.loads(run("import", "spending", "../merged.xlsx", "--dry-run", "--format", "json").stdout)
    assert {
        "project": "oss", "group": "ภารกิจ", "fund": "งบประมาณ 2565", "total": None,
        "field": "ธ.ค.", "before": None, "after": "250,000.00", "cell": "Sheet1!F5",
    } in told["differences"]  # fmt: skip


@pytest.mark.parametrize("options", [("--as-of", "31 ธันวาคม 64"), ("--period", "q1")])
def test_wrong_options_are_wrong_usage(run, options: tuple[str, str]) -> None:  # type: ignore[no-untyped-def]
    assert run("import", "spending", "../merged.xlsx", *options).exit_code == 2
