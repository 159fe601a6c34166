"""The stage itself: DOCX in, PDF out, with what the PDF tells of its pages and fonts.

Starts LibreOffice once; again only where a page label that it cannot work out was not yet right.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from reportgen.diagnostics import Diagnostic
from reportgen.errors import Stop
from reportgen.ooxml.package import read_parts, write_parts
from reportgen.pdf import codes, measure, process, shim
from reportgen.pdf.finish import with_fixed_identity
from reportgen.pdf.measure import Heading
from reportgen.pdf.office import Room
from reportgen.pdf.sections import Section, page_labels, sections

_PASSES = 3  # a label of another width can move a page, in theory: the pass after that settles it
_TAIL = 300  # characters of what LibreOffice said last
_SOME = 12  # letters shown of those drawn in another font


@dataclass(frozen=True, slots=True)
class Converted:
    """A PDF and what it tells.

    `fonts` are PostScript names (`THSarabunNew-Bold`). `page_map` gives for each bookmark of the DOCX the
    label of its page as its PAGEREF field must show it: in the format and count of its section.
    """

    pdf: bytes
    pages: int
    fonts: frozenset[str]
    headings: tuple[Heading, ...]
    page_map: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


def convert(
    docx: bytes,
    *,
    soffice: Path | None,
    fonts: Path,
    scratch: Path,
    base_environ: Mapping[str, str],
    stamp: datetime,
    timeout: float = 120.0,
    allowed_fonts: frozenset[str] = frozenset(),
) -> Converted:
    """The PDF/A-2b of `docx`, dated `stamp`; the same input gives the same bytes.

    `soffice` is LibreOffice's program (`find_soffice`). `fonts` is the folder of shipped fonts, each file
    named by its PostScript name; a letter drawn in a font neither there nor in `allowed_fonts` (family
    names, as `DejaVuSans`) is a diagnostic, a symbol is not. In `scratch` a folder is made and removed
    again; nothing else is written. Of `base_environ` only what a program needs to start is passed on.
    `timeout` is in seconds, for each start. Raises `Stop` where LibreOffice is missing, too slow or fails.
    """
    parts = read_parts(docx)
    with _room(scratch, fonts) as room:

        def make(copy: bytes) -> bytes:
            return _run(copy, room, soffice, base_environ, timeout)

        raw, page_map, labels = _settled(parts, make)
    pdf = with_fixed_identity(raw, stamp)
    reader = PdfReader(BytesIO(pdf))
    letters = measure.font_letters(reader)
    known = allowed_fonts | {path.stem.partition("-")[0] for path in fonts.glob("*.[ot]tf")}
    return Converted(
        pdf=pdf,
        pages=len(reader.pages),
        fonts=frozenset(letters),
        headings=measure.headings(reader, labels),
        page_map=page_map,
        diagnostics=(*_foreign(letters, known), *_digits(parts)),
    )


@contextmanager
def _room(scratch: Path, fonts: Path) -> Iterator[Room]:
    scratch.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="pdf-", dir=scratch.resolve()))
    try:
        room = Room(folder)
        room.prepare(fonts.resolve())
        yield room
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settled(
    parts: Mapping[str, bytes], make: Callable[[bytes], bytes]
) -> tuple[bytes, dict[str, str], tuple[str, ...]]:
    """LibreOffice's PDF with right page numbers in its contents, the page map, each page's label."""
    document = parts[shim.DOCUMENT].decode("utf-8")
    found = sections(document)
    printed = shim.written_labels(document, found)
    for _ in range(_PASSES):
        raw = make(write_parts(shim.for_libreoffice(parts, found, printed), level=1))
        page_map, labels = _measured(raw, document, found)
        right = {name: page_map.get(name, label) for name, label in printed.items()}
        if right == printed:
            break
        printed = right
    return raw, page_map, labels


def _measured(
    pdf: bytes, document: str, found: tuple[Section, ...]
) -> tuple[dict[str, str], tuple[str, ...]]:
    reader = PdfReader(BytesIO(pdf))
    starts = [f"{shim.SECTION_MARK}{index}" for index in range(1, len(found))]
    pages = measure.bookmark_pages(reader, [*shim.bookmarks(document), *starts])
    labels = page_labels(found, [0, *(pages[name] for name in starts)], len(reader.pages))
    return {name: labels[page] for name, page in pages.items() if name not in starts}, labels


def _run(
    docx: bytes, room: Room, soffice: Path | None, base_environ: Mapping[str, str], timeout: float
) -> bytes:
    if soffice is None:
        raise Stop(Diagnostic(codes.LIBREOFFICE_MISSING))
    room.paper.write_bytes(docx)
    room.result.unlink(missing_ok=True)
    command, environ = room.command(soffice), room.environ(base_environ)
    try:
        said = process.run(command, environ=environ, folder=room.folder, timeout=timeout)
    except OSError as error:
        raise Stop(Diagnostic(codes.LIBREOFFICE_MISSING)) from error
    if said is None:
        raise Stop(Diagnostic(codes.LIBREOFFICE_TIMEOUT, args={"seconds": f"{timeout:g}"}))
    if not room.result.exists():
        raise Stop(Diagnostic(codes.LIBREOFFICE_FAILED, args={"output": said.strip()[-_TAIL:] or "–"}))
    return room.result.read_bytes()


def _foreign(letters: Mapping[str, frozenset[str]], known: frozenset[str]) -> Iterator[Diagnostic]:
    for font, drawn in sorted(letters.items()):
        if drawn and font.partition("-")[0].partition(",")[0] not in known:
            some = " ".join(sorted(drawn)[:_SOME])
            yield Diagnostic(codes.FONT_NOT_SHIPPED, args={"font": font, "letters": some})


def _digits(parts: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    if shim.numbers_in_thai(parts):
        yield Diagnostic(codes.THAI_PAGE_DIGITS)
