"""A workspace of two projects, three budgets and one quarter, and reading sheets into it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportgen.workspace import Settings, Workspace, open_workspace

DATA = Path(__file__).parent / "data"
BASE = Path(__file__).parent.parent / "bad" / "base"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Has no spending.yaml yet."""
    root = tmp_path / "fy"
    (root / "2565-q1").mkdir(parents=True)
    shutil.copy(BASE / "reportgen.yaml", root)
    shutil.copy(DATA / "plan.yaml", root)
    (root / "2565-q1" / "findings.yaml").write_text("summary: [เรียบร้อย]\n", "utf-8")
    settings = Settings(cwd=root, environ={}, now=datetime(2022, 1, 7, tzinfo=UTC), platform="linux")
    return open_workspace(None, settings)
