"""PDFs joined: every page, a bookmark for each part, the same bytes; what is dangerous stays behind."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from reportgen.diagnostics import Span
from reportgen.pdf import Joined, Part, codes, join

STAMP = datetime(2021, 11, 23, tzinfo=UTC)
PLACE = Span("memos/a.yaml", 7, 5)
DANGERS = (b"/JavaScript", b"/Launch", b"/AA", b"/OpenAction", b"/FileAttachment", b"/EmbeddedFiles")


def pdf(*widths: int, password: str = "") -> bytes:
    """A PDF with a page of each width, in points."""
    writer = PdfWriter()
    for width in widths:
        writer.add_blank_page(width, 100)
    if password:
        writer.encrypt(password)
    return saved(writer)


def written(content: bytes, *, damage: bool) -> bytes:
    """A PDF whose page prints `content`, what is packed of it overwritten where that is wished."""
    writer, stream = PdfWriter(), StreamObject()
    stream._data = content
    packed = stream.flate_encode()
    packed._data = b"X" * len(packed._data) if damage else packed._data
    writer.add_blank_page(100, 100)[NameObject("/Contents")] = writer._add_object(packed)
    return saved(writer)


def saved(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def joined(*pdfs: bytes, most_pages: int = 9) -> Joined:
    parts = [
        Part(f"ส่วนที่ {number}", each, f"{number}.pdf", PLACE) for number, each in enumerate(pdfs, start=1)
    ]
    return join(parts, title="บันทึก", stamp=STAMP, most_pages=most_pages)


def read(*pdfs: bytes) -> PdfReader:
    made = joined(*pdfs)
    assert made.pdf is not None and made.diagnostics == ()
    return PdfReader(BytesIO(made.pdf))


def test_every_page_in_order_and_a_bookmark_for_each_part() -> None:
    reader = read(pdf(101, 102), pdf(103), pdf(104, 105))
    assert [page.mediabox.width for page in reader.pages] == [101, 102, 103, 104, 105]
    marks = [(mark.title, reader.get_destination_page_number(mark)) for mark in reader.outline]
    assert marks == [("ส่วนที่ 1", 0), ("ส่วนที่ 2", 2), ("ส่วนที่ 3", 3)]


def test_what_is_packed_and_whole_is_joined(capfd: pytest.CaptureFixture[str]) -> None:
    assert len(read(written(b"0 0 m 9 9 l S", damage=False), b"%PDF-1.4 \n" + pdf(100)).pages) == 2
    joined(b"%PDF-1.7\nnothing")
    assert capfd.readouterr().err == "", "no library speaks for itself"


def test_it_bears_the_title_and_the_date_it_was_given() -> None:
    told = read(pdf(100)).metadata
    assert told is not None
    assert (told.title, told.creation_date, told.modification_date) == ("บันทึก", STAMP, STAMP)


def test_the_same_bytes_twice_and_other_bytes_of_other_parts() -> None:
    parts = pdf(100), pdf(200)
    assert joined(*parts).pdf == joined(*parts).pdf
    assert read(*parts).trailer["/ID"] != read(pdf(100), pdf(201)).trailer["/ID"]


def test_what_starts_by_itself_stays_behind_and_links_come_along() -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://www.sme.go.th"))
    for subtype, action in (("/Link", "/Launch"), ("/Widget", "/JavaScript"), ("/FileAttachment", "/GoTo")):
        note = Link(rect=(0, 0, 9, 9), url="x")
        note[NameObject("/Subtype")] = NameObject(subtype)
        note["/A"][NameObject("/S")] = NameObject(action)
        writer.add_annotation(0, note)
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    writer.root_object[NameObject("/OpenAction")] = script
    writer.add_attachment("virus.exe", b"MZ")
    given = saved(writer)
    assert all(danger in given for danger in DANGERS)

    made = joined(given).pdf
    assert made is not None
    assert [danger for danger in DANGERS if danger in made] == []
    notes = [note.get_object() for note in PdfReader(BytesIO(made)).pages[0]["/Annots"]]
    assert [note["/A"]["/URI"] for note in notes if "/A" in note] == ["https://www.sme.go.th"]


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        (b"", codes.PDF_UNREADABLE),
        (b"%PDF-1.7\nnothing", codes.PDF_UNREADABLE),
        (pdf(100)[:-200], codes.PDF_UNREADABLE),
        (b"PK\x03\x04 a Word file", codes.PDF_UNREADABLE),
        (pdf(), codes.PDF_UNREADABLE),
        (written(b"0 0 m 9 9 l S", damage=True), codes.PDF_UNREADABLE),
        (pdf(100, password="secret"), codes.PDF_LOCKED),
        (pdf(100, 100, 100, 100), codes.PDF_TOO_LONG),
    ],
    ids=["empty", "no body", "cut off", "another kind", "no page", "damaged", "locked", "too long"],
)
def test_what_is_refused(given: bytes, rule: object) -> None:
    made = joined(pdf(100), given, most_pages=3)
    assert made.pdf is None
    (said,) = made.diagnostics
    assert (said.rule, said.spans, said.args["file"]) == (rule, (PLACE,), "2.pdf")
