"""LibreOffice missing, hanging or failing: played by small programs."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.diagnostics import Diagnostic
from reportgen.errors import ExitCode, Stop
from reportgen.pdf import find_soffice

posix = pytest.mark.skipif(sys.platform == "win32", reason="the program played is a shell script")


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def stopped(paper: Callable[..., Any], to_pdf: Callable[..., Any], tmp_path: Path) -> Any:
    def run(soffice: Path | None, timeout: float = 60) -> Diagnostic:
        with pytest.raises(Stop) as caught:
            to_pdf(paper().bytes(), soffice=soffice, timeout=timeout)
        assert list(tmp_path.glob("scratch/*")) == []
        (told,) = caught.value.diagnostics
        assert isinstance(told, Diagnostic)
        assert "{" not in told.rule.message.format(**told.args)
        return told

    return run


@pytest.mark.parametrize("soffice", [None, Path("/no/such/soffice")])
def test_missing(stopped: Any, soffice: Path | None) -> None:
    told = stopped(soffice)
    assert told.code == "libreoffice-missing"
    assert told.rule.exit_code == ExitCode.MISSING
    assert all(name in told.rule.hint for name in ("Windows", "macOS", "Debian"))


@posix
def test_a_hanging_program_is_ended_with_its_children(stopped: Any, tmp_path: Path) -> None:
    child = tmp_path / "child"
    told = stopped(program(tmp_path / "soffice", f"sleep 60 &\necho $! > '{child}'\nwait"), timeout=1)
    assert told.code == "libreoffice-timeout"
    assert told.args == {"seconds": "1"}
    assert ended(int(child.read_text()))


def ended(process: int) -> bool:
    """Whether a process goes away; one that is dead but not yet buried counts."""
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        status = Path(f"/proc/{process}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False


@posix
def test_a_program_that_writes_no_pdf_is_quoted(stopped: Any, tmp_path: Path) -> None:
    told = stopped(program(tmp_path / "soffice", "echo Error: source file could not be loaded >&2"))
    assert told.code == "libreoffice-failed"
    assert told.args == {"output": "Error: source file could not be loaded"}


@posix
def test_program_is_found_in_the_path_given_and_nowhere_else(tmp_path: Path) -> None:
    path = f"{tmp_path / 'none'}{os.pathsep}{tmp_path / 'bin'}"
    assert find_soffice(path, "none") is None
    libreoffice = program(tmp_path / "bin" / "libreoffice", "")
    assert find_soffice(path, "none") == libreoffice
    soffice = program(tmp_path / "bin" / "soffice", "")
    assert find_soffice(path, "none") == soffice
