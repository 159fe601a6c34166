"""Runs one program to its end, or ends it with everything it has started.

Knows nothing of LibreOffice; reads no environment of its own.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_GRACE = 5.0  # seconds for a killed program to be gone


def run(
    command: Sequence[str],
    *,
    environ: Mapping[str, str],
    folder: Path,
    timeout: float,
    started: Callable[[int], object] = lambda group: None,
    ended: Callable[[], object] = lambda: None,
) -> str | None:
    """What `command` said (both streams) when it has ended; None where it took over `timeout` seconds.

    The program works in `folder`, where its words are also kept as `output.txt`: in a file rather than a
    pipe, which a left-over child could hold open for ever. `started` is told the number of its process group,
    `ended` called before that may be another's. Raises `OSError` where it cannot be started.
    """
    said = folder / "output.txt"
    with said.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            started(process.pid)
            if not _has_ended(process, timeout):
                return None
        finally:
            ended()
            end(process)
    return said.read_text("utf-8", errors="replace")


def _has_ended(process: subprocess.Popen[bytes], timeout: float) -> bool:
    """Whether the program ends within `timeout` seconds; told at once where the system can, since `wait`
    looks every 50 ms."""
    if sys.platform == "linux":
        with suppress(OSError):  # a kernel before 5.3
            handle = os.pidfd_open(process.pid)
            try:
                waiting = select.poll()
                waiting.register(handle, select.POLLIN)
                return bool(waiting.poll(timeout * 1000))
            finally:
                os.close(handle)
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        return False
    return True


def end(process: subprocess.Popen[bytes]) -> None:
    """Kills the program, if it still runs, and its children, if any are left."""
    if sys.platform == "win32":
        if process.poll() is None:
            tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(tree, check=False, capture_output=True, timeout=_GRACE)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait(_GRACE)
