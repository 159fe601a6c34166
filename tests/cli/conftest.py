"""What the tests of the command line share: running it, and a workspace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import main
from reportgen.cli.init import starter

Run = Callable[..., Result]

SURROUNDINGS = dict.fromkeys(
    ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "NO_COLOR", "REPORTGEN_DEBUG", "PYTHONIOENCODING")
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in English from an empty folder; `env` adds to the environment."""
    monkeypatch.chdir(tmp_path)

    def running(*args: str, env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(main, args, env={**SURROUNDINGS, "LANG": "en_GB.UTF-8", **(env or {})})

    return running


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A new workspace of 2565, in the folder `fy` of the current one."""
    for name, data in starter(2565).items():
        path = tmp_path / "fy" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "fy"
