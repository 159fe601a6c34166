"""The example workspace: builds without errors, names schemas that are fresh."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from reportgen.model.schema import json_schemas

EXAMPLE = Path(__file__).parents[1] / "examples/fy2565"
SCHEMA_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


@pytest.mark.parametrize("name", sorted(json_schemas()))
def test_committed_schema_is_fresh(name: str) -> None:
    """Make it anew with: reportgen -w examples/fy2565 schema"""
    committed = json.loads((EXAMPLE / f".schemas/{name}.schema.json").read_text("utf-8"))
    assert committed == json_schemas()[name]


@pytest.mark.parametrize("file", sorted(EXAMPLE.rglob("*.yaml")), ids=lambda file: file.name)
def test_first_line_names_a_schema_that_is_there(file: Path) -> None:
    found = SCHEMA_LINE.match(file.read_text("utf-8"))
    assert found
    assert (file.parent / found[1]).is_file()


def test_check_finds_no_error(tmp_path: Path) -> None:
    folder = tmp_path / "fy2565"
    for year in ("fy2564", "fy2565"):
        shutil.copytree(EXAMPLE.parent / year, tmp_path / year, ignore=shutil.ignore_patterns("out"))
    command = [sys.executable, "-m", "reportgen", "--format", "json", "-w", str(folder), "check"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    said = [(each["severity"], each["code"]) for each in json.loads(done.stdout)["diagnostics"]]
    assert Counter(said) == {
        ("warning", "duty-report-missing"): 1,
        ("warning", "recommendation-overdue"): 4,
        ("warning", "recommendation-silent"): 4,
        ("note", "recommendation-reopened"): 1,
    }
