"""Several PDFs as one, with a bookmark for each: the same parts, the same bytes.

The parts come from elsewhere and are not trusted: what they would do by themselves is taken out, and what is
locked, broken or beyond all measure is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ByteStringObject, NameObject

from reportgen.diagnostics import Diagnostic, Rule, Span
from reportgen.pdf import codes
from reportgen.pdf.readable import is_readable, is_whole

MOST_PAGES: Final = 2000
"""Pages of a part; the longest annual reports have a quarter of that."""
_KEPT_ACTIONS: Final = frozenset({"/URI", "/GoTo"})
_LIVELY: Final = frozenset({"/FileAttachment", "/Movie", "/Sound", "/Screen", "/RichMedia", "/3D"})
_BROKEN: Final = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What reading a faulty PDF raises, which is never more than that it is faulty."""


@dataclass(frozen=True, slots=True)
class Part:
    """A PDF with the words of its bookmark, its name for messages, and the place that asks for it."""

    title: str
    pdf: bytes
    name: str
    place: Span


@dataclass(frozen=True, slots=True)
class Joined:
    """One PDF, or None with at least one error."""

    pdf: bytes | None
    diagnostics: tuple[Diagnostic, ...]


def join(parts: Sequence[Part], *, title: str, stamp: datetime, most_pages: int = MOST_PAGES) -> Joined:
    """The pages of `parts` in their order, entitled `title` and dated `stamp` (UTC without a time zone); a
    part may have `most_pages`."""
    writer = PdfWriter()
    faults = [fault for part in parts if (fault := _added(writer, part, most_pages))]
    if faults:
        return Joined(None, tuple(faults))
    moment = stamp.replace(tzinfo=stamp.tzinfo or UTC).astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    writer.metadata = {
        "/Title": title, "/Producer": "reportgen", "/CreationDate": moment, "/ModDate": moment,
    }  # fmt: skip
    identity = hashlib.sha256(b"".join(hashlib.sha256(part.pdf).digest() for part in parts)).digest()[:16]
    writer._ID = ArrayObject([ByteStringObject(identity), ByteStringObject(identity)])
    out = BytesIO()
    writer.write(out)
    return Joined(out.getvalue(), ())


def _added(writer: PdfWriter, part: Part, most_pages: int) -> Diagnostic | None:
    """Adds a part, or says why not."""
    try:
        reader = PdfReader(BytesIO(part.pdf))
        if reader.is_encrypted:
            return _refused(codes.PDF_LOCKED, part, most_pages)
        if len(reader.pages) > most_pages:
            return _refused(codes.PDF_TOO_LONG, part, most_pages)
        if not is_readable(part.pdf) or not all(map(is_whole, reader.pages)):
            return _refused(codes.PDF_UNREADABLE, part, most_pages)
        for page in reader.pages:
            _make_passive(page)
        writer.append(reader, outline_item=part.title, import_outline=False)
    except _BROKEN:
        return _refused(codes.PDF_UNREADABLE, part, most_pages)
    return None


def _make_passive(page: Any) -> None:
    """Takes away scripts and programs that a page would start; links to places and addresses stay."""
    page.pop("/AA", None)
    notes = [note for note in page.get("/Annots") or () if _is_still(note.get_object())]
    page[NameObject("/Annots")] = ArrayObject(notes)
    for note in (reference.get_object() for reference in notes):
        note.pop("/AA", None)
        action = note.get("/A")
        if action is not None and action.get_object().get("/S") not in _KEPT_ACTIONS:
            del note[NameObject("/A")]
        elif action is not None:
            action.get_object().pop("/Next", None)


def _is_still(note: Any) -> bool:
    """Whether a note neither plays nor carries a file."""
    return note.get("/Subtype") not in _LIVELY


def _refused(rule: Rule, part: Part, most_pages: int) -> Diagnostic:
    return Diagnostic(rule, (part.place,), {"file": part.name, "most": str(most_pages)})
