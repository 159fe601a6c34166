"""Drives LibreOffice: by one that stays where there is one, else, and where that fails, by one for the paper
alone.

What stays belongs to this process and ends with it; there is at most one.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from reportgen.diagnostics import Diagnostic
from reportgen.errors import Stop
from reportgen.ooxml.fonts import thai_digits
from reportgen.pdf import codes, process
from reportgen.pdf.office import Room
from reportgen.pdf.resident import IS_POSSIBLE, Resident

_DIGITS_OF = "THSarabunNew-Regular.ttf"  # the shipped font whose Thai digits number the pages
_TAIL = 300  # characters of what LibreOffice said last
_MOST = 200
"""PDFs of one LibreOffice that stays, then another takes its place: it grows by half a MiB with each memo."""


@dataclass(frozen=True, slots=True)
class Place:
    """What LibreOffice works with: its program, the folder of fonts, whether also the font of Thai digits,
    where folders may be made, and of the environment what a program needs to start."""

    soffice: Path | None
    fonts: Path
    scratch: Path
    base_environ: Mapping[str, str]
    digits: bool

    def room(self) -> Room:
        """A new room, ready for LibreOffice."""
        self.scratch.mkdir(parents=True, exist_ok=True)
        room = Room(Path(tempfile.mkdtemp(prefix="pdf-", dir=self.scratch.resolve())))
        try:
            room.prepare(self.fonts.resolve())
            if self.digits:
                room.add_font("digits.ttf", thai_digits((self.fonts / _DIGITS_OF).read_bytes()))
        except BaseException:
            shutil.rmtree(room.folder, ignore_errors=True)
            raise
        return room


class Office:
    """LibreOffice in a `place`, for one paper after another."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._resident: Resident | None = None
        self._made = 0

    def pdf(self, docx: bytes, timeout: float) -> bytes:
        """The PDF of `docx`. Raises `Stop` where LibreOffice is missing, or where the paper alone takes over
        `timeout` seconds or fails."""
        soffice = self.place.soffice
        if soffice is None or shutil.which(soffice) is None:
            raise Stop(Diagnostic(codes.LIBREOFFICE_MISSING))
        pdf = self._by_resident(soffice, docx, timeout) if IS_POSSIBLE else None
        return _alone(self.place, soffice, docx, timeout) if pdf is None else pdf

    def close(self) -> None:
        """Ends what stayed."""
        resident, self._resident = self._resident, None
        if resident is not None:
            resident.close()

    def _by_resident(self, soffice: Path, docx: bytes, timeout: float) -> bytes | None:
        if self._resident is None or self._resident.has_ended or self._made == _MOST:
            self.close()
            self._resident, self._made = Resident(soffice, self.place.room(), self.place.base_environ), 0
        pdf = None
        try:
            pdf = self._resident.pdf(docx, timeout)
            self._made += 1
        finally:
            if pdf is None:
                self.close()
        return pdf


def _alone(place: Place, soffice: Path, docx: bytes, timeout: float) -> bytes:
    room = place.room()
    try:
        room.paper.write_bytes(docx)
        command, environ = room.command(soffice), room.environ(place.base_environ)
        said = process.run(command, environ=environ, folder=room.folder, timeout=timeout)
        if said is None:
            raise Stop(Diagnostic(codes.LIBREOFFICE_TIMEOUT, args={"seconds": f"{timeout:g}"}))
        if not room.result.exists():
            raise Stop(Diagnostic(codes.LIBREOFFICE_FAILED, args={"output": said.strip()[-_TAIL:] or "–"}))
        return room.result.read_bytes()
    finally:
        shutil.rmtree(room.folder, ignore_errors=True)
        room.socket.unlink(missing_ok=True)


_kept: Office | None = None
_using = Lock()


@contextmanager
def office(place: Place, *, keep: bool) -> Iterator[Office]:
    """LibreOffice in `place`: with `keep` the one that this process keeps for the next paper, else one of
    its own for as long as it is lent."""
    if not keep:
        own = Office(place)
        try:
            yield own
        finally:
            own.close()
        return
    global _kept
    with _using:
        if _kept is None:
            atexit.register(close)
        if _kept is None or _kept.place != place:
            close()
            _kept = Office(place)
        yield _kept


def close() -> None:
    """Ends the LibreOffice that this process keeps."""
    if _kept is not None:
        _kept.close()
