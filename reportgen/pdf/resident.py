"""A LibreOffice that stays in a room of its own and makes one PDF after another, on Linux.

It keeps an empty paper open, since LibreOffice ends with the last one, and takes further papers as it does
from its users: a second start hands over to the first and waits. For one thread at a time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from reportgen.pdf import process
from reportgen.pdf.office import Room

IS_POSSIBLE = sys.platform == "linux"
"""Elsewhere each PDF has a LibreOffice of its own: that one which stays ends with us was not tried there."""

_SAID = "office.txt"
_PAUSE = 0.005  # seconds between two looks at what the first paper has become
_GRACE = 5.0  # seconds for all of it to be gone
_CLIENT = "oosplash"  # what the script soffice ends in starting: hands a paper over in half the time
_END_OF_PDF = b"%%EOF"
_FAULT = b"\nError:"  # how LibreOffice begins to say why it makes no PDF

# As soon as nobody holds the other end of its standard input, however the owner ended, kills the process
# groups of the last line and takes the room away. A group is struck from the line before the owner lets its
# number go, so that no other program can have it.
_WATCH = """
while read -r line; do groups=$line; done
[ -z "$groups" ] || kill -s KILL -- $groups
rm -rf -- "$@"
"""


class Resident:
    """A LibreOffice in `room`, which goes with it; started by its first paper."""

    def __init__(self, soffice: Path, room: Room, base_environ: Mapping[str, str]) -> None:
        self._soffice, self._room = soffice, room
        client = soffice.resolve().with_name(_CLIENT)
        self._client = client if client.exists() else soffice
        self._environ = room.environ(base_environ)
        self._watch: subprocess.Popen[bytes] | None = None
        self._office: subprocess.Popen[bytes] | None = None

    @property
    def has_ended(self) -> bool:
        """Whether it broke down; its number stays taken, so that the watch can end no other program."""
        how = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return self._office is not None and os.waitid(os.P_PID, self._office.pid, how) is not None

    def pdf(self, docx: bytes, timeout: float) -> bytes | None:
        """The PDF of `docx`; None where none came within `timeout` seconds, for whatever reason: then this
        one is no longer to be trusted. Raises `OSError` where it cannot be started."""
        self._room.paper.write_bytes(docx)
        self._room.result.unlink(missing_ok=True)
        return self._next(self._office.pid, timeout) if self._office else self._first(timeout)

    def close(self) -> None:
        """Ends it and removes its room."""
        if self._watch is not None:
            try:
                self._watch.communicate(timeout=_GRACE)  # closes its standard input
            except subprocess.TimeoutExpired:
                process.end(self._watch)
        if self._office is not None:
            process.end(self._office)
        shutil.rmtree(self._room.folder, ignore_errors=True)
        self._room.socket.unlink(missing_ok=True)

    def _start(self) -> None:
        folder = self._room.folder
        watch = ["/bin/sh", "-c", _WATCH, "sh", str(folder), str(self._room.socket)]
        self._watch = subprocess.Popen(
            watch, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        with (folder / _SAID).open("wb") as said:
            self._office = subprocess.Popen(
                self._room.command(self._soffice, stay=True),
                cwd=folder,
                env=self._environ,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._guard(self._office.pid)

    def _guard(self, *groups: int) -> None:
        """Names the process groups that are to end with this process."""
        if self._watch is not None and self._watch.stdin is not None:
            with suppress(BrokenPipeError):  # somebody ended the watch
                self._watch.stdin.write(" ".join(f"-{group}" for group in groups).encode() + b"\n")
                self._watch.stdin.flush()

    def _first(self, timeout: float) -> bytes | None:
        self._start()
        said = self._room.folder / _SAID
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            ended = self.has_ended  # asked first: what it wrote before is then seen
            with suppress(FileNotFoundError):
                pdf = self._room.result.read_bytes()
                if pdf.rstrip().endswith(_END_OF_PDF):
                    return pdf
            if ended or _FAULT in b"\n" + said.read_bytes():
                return None
            time.sleep(_PAUSE)
        return None

    def _next(self, office: int, timeout: float) -> bytes | None:
        process.run(
            self._room.command(self._client),
            environ=self._environ,
            folder=self._room.folder,
            timeout=timeout,
            started=lambda client: self._guard(client, office),  # first the one that could start another
            ended=lambda: self._guard(office),
        )
        with suppress(FileNotFoundError):
            pdf = self._room.result.read_bytes()
            return pdf if pdf.rstrip().endswith(_END_OF_PDF) else None
        return None
