"""The program as the operating system runs it: exit codes, encodings, and what it imports."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {"pydantic", "docxtpl", "lxml", "pythainlp", "babel", "docx", "jinja2", "yaml", "rich", "PIL"}


def start(
    folder: Path, *args: str, python: tuple[str, ...] = (), **environ: str
) -> subprocess.CompletedProcess[bytes]:
    """Runs `python -m reportgen` with little more in the environment than `environ`."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, *python, "-m", "reportgen", *args],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **environ},
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    ended = start(tmp_path, "--help", python=("-X", "importtime"))
    imported = {
        line.rpartition("|")[2].strip().partition(".")[0] for line in ended.stderr.decode().splitlines()
    }
    assert ended.returncode == 0
    assert {"click", "reportgen"} <= imported
    assert not imported & HEAVY


@pytest.mark.parametrize(
    ("args", "code"),
    [(["--version"], 0), (["check"], 2), (["nonsense"], 2), (["doctor", "--format=json"], 0)],
)
def test_exit_codes(tmp_path: Path, args: list[str], code: int) -> None:
    assert start(tmp_path, *args).returncode == code


@pytest.mark.parametrize("encoding", ["cp874", "cp1252"])
def test_no_encoding_stops_it(tmp_path: Path, encoding: str) -> None:
    helped, checked = (
        start(tmp_path, "--help", PYTHONIOENCODING=encoding),
        start(tmp_path, "check", PYTHONIOENCODING=encoding),
    )
    assert (helped.returncode, checked.returncode) == (0, 2)
    assert b"reportgen" in helped.stdout
    if encoding == "cp874":
        assert "วิธีใช้" in helped.stdout.decode(encoding)
        assert "ไม่พบแฟ้มงาน" in checked.stderr.decode(encoding)


def test_thai_goes_out_as_utf8_where_nothing_is_chosen(tmp_path: Path) -> None:
    ended = start(tmp_path, "check", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert "ไม่พบแฟ้มงาน" in ended.stderr.decode("utf-8")
