"""The stage against LibreOffice itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from reportgen.pdf import Converted, driver, office
from reportgen.pdf.text import page_texts, word_boxes

pytestmark = pytest.mark.libreoffice
RIGHT_EDGE = (21 - 2) / 2.54 * 72


def test_contents_show_the_number_printed_on_each_headings_page(
    converted_report: Converted, contents_rows: dict[str, str]
) -> None:
    pages = [page.split("\n") for page in page_texts(converted_report.pdf)]
    contents = "\n".join(pages[1])
    assert contents_rows
    for bookmark, text in contents_rows.items():
        (printed,) = re.findall(rf"^{text}\.+\s*(\S+)$", contents, re.MULTILINE)
        (page,) = (lines for lines in pages[2:] if text in lines)
        assert printed == page[0] == converted_report.page_map[bookmark]


def test_front_matter_has_thai_letters_and_the_body_begins_again_with_1(converted_report: Converted) -> None:
    heads = [page.split("\n")[0] for page in page_texts(converted_report.pdf)]
    front = heads.index("1") - 1
    assert heads[1 : front + 1] == list("กขคงจฉช")[:front]
    assert heads[front + 1 :] == [str(number + 1) for number in range(len(heads) - front - 1)]
    assert len(heads) == converted_report.pages > 6


def test_headings_are_those_of_the_paper_in_order(
    converted_report: Converted, contents_rows: dict[str, str]
) -> None:
    assert [heading.text for heading in converted_report.headings] == list(contents_rows.values())
    for heading in converted_report.headings:
        lines = page_texts(converted_report.pdf)[heading.page].split("\n")
        assert heading.text in lines
        assert heading.label == lines[0]


def test_known_page_numbers_make_the_same_bytes_in_one_pass(
    converted_report: Converted,
    make_report: Callable[[dict[str, str]], bytes],
    to_pdf: Callable[..., Converted],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[float] = []
    really = driver.Office.pdf

    def counted(office: driver.Office, docx: bytes, timeout: float) -> bytes:
        made.append(timeout)
        return really(office, docx, timeout)

    monkeypatch.setattr(driver.Office, "pdf", counted)
    again = to_pdf(make_report(dict(converted_report.page_map)))
    assert len(made) == 1
    assert again == converted_report


def test_justified_thai_lines_end_at_the_margin(converted_report: Converted) -> None:
    lines: dict[tuple[int, float], list[Any]] = {}
    for number, words in enumerate(word_boxes(converted_report.pdf)[2:]):
        for word in words:
            lines.setdefault((number, round(word.bottom)), []).append(word)
    prose = [line for line in lines.values() if sum(word.right - word.left for word in line) > 360]
    assert len(prose) > 100
    # LibreOffice leaves part of a gap after the last letter; ragged lines end up to 40 points short.
    assert max(abs(line[-1].right - RIGHT_EDGE) for line in prose) < 4


def test_pdf_is_marked_as_an_archive_copy_in_thai(converted_report: Converted) -> None:
    reader = PdfReader(BytesIO(converted_report.pdf))
    root: Any = reader.trailer["/Root"]
    described = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2<" in described and "<pdfaid:conformance>B<" in described
    assert "<xmp:CreateDate>2022-01-05T09:30:00Z<" in described
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"] == "th-TH"
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert reader.pdf_header == "%PDF-1.6"
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("รายงานผลการติดตาม", "ฝตป.")
    assert reader.metadata["/CreationDate"] == "D:20220105093000Z'"


def test_objects_stand_where_the_pdf_says(converted_report: Converted) -> None:
    pdf = converted_report.pdf
    table = int(pdf.rpartition(b"startxref\n")[2].split()[0])
    assert pdf[table:].startswith(b"xref\n0 ")
    places = pdf[table:].partition(b"trailer")[0].splitlines()[2:]
    for number, place in enumerate(places):
        offset, _, used = place.split()
        assert used == b"f" or pdf[int(offset) :].startswith(b"%d 0 obj" % number)


def test_only_shipped_fonts_draw_the_report(converted_report: Converted) -> None:
    assert converted_report.fonts == {"THSarabunNew"}
    assert converted_report.diagnostics == ()


def test_old_font_names_symbols_and_thai_page_digits(
    paper: Callable[..., Any], to_pdf: Callable[..., Converted]
) -> None:
    memo = paper("TH SarabunPSK")
    memo.document.add_paragraph("บันทึกข้อความ เห็นชอบ ☑")
    memo.header(memo.field("PAGE \\* ThaiArabic", "๑"))
    converted = to_pdf(memo.bytes())
    assert converted.diagnostics == ()
    assert {"THSarabunNew", "ReportgenThaiDigits"} <= converted.fonts
    assert page_texts(converted.pdf)[0].split("\n")[:2] == ["๑", "บันทึกข้อความ เห็นชอบ ☑"]


def test_contents_and_pages_of_a_section_in_thai_digits(
    paper: Callable[..., Any], to_pdf: Callable[..., Converted]
) -> None:
    report = paper()
    report.contents({"_Toc300": "บทนำ", "_Toc301": "ภาคผนวก"}, {})
    report.section("thaiNumbers", 1)
    report.heading("_Toc300", "บทนำ")
    report.section("decimal", 1)
    report.heading("_Toc301", "ภาคผนวก")
    converted = to_pdf(report.bytes())
    assert converted.diagnostics == ()
    contents, first, second = (page.strip().split("\n") for page in page_texts(converted.pdf))
    assert [line[-1] for line in contents] == ["๑", "1"]
    assert (first, second) == (["๑", "บทนำ"], ["1", "ภาคผนวก"])
    assert converted.page_map == {"_Toc300": "๑", "_Toc301": "1"}


def test_a_header_that_thai_and_other_pages_share_is_told(
    paper: Callable[..., Any], to_pdf: Callable[..., Converted]
) -> None:
    report = paper()
    report.section("thaiNumbers", 1)
    report.heading("_Toc300", "บทนำ")
    report.document.add_section()
    report.document.sections[-1]._sectPr.find(qn("w:pgNumType")).set(qn("w:fmt"), "decimal")
    report.heading("_Toc301", "ภาคผนวก")
    assert [each.code for each in to_pdf(report.bytes()).diagnostics] == ["thai-page-digits"]


def test_letters_in_a_font_not_shipped_are_told(
    paper: Callable[..., Any], to_pdf: Callable[..., Converted]
) -> None:
    stranger = paper("DejaVu Sans")
    stranger.document.add_paragraph("Report 2565")
    (told,) = to_pdf(stranger.bytes()).diagnostics
    assert told.code == "font-not-shipped"
    assert told.args["font"].startswith("DejaVuSans")
    assert told.args["letters"] == "2 5 6 R e o p r t"


@pytest.fixture
def server() -> Any:
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Counting(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.server.hits.append(self.path)  # type: ignore[attr-defined]
            self.send_error(404)

        do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = answer  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    serving: Any = HTTPServer(("127.0.0.1", 0), Counting)
    serving.hits = []
    Thread(target=serving.serve_forever, daemon=True).start()
    yield serving
    serving.shutdown()
    serving.server_close()


def linking(paper: Any, port: int) -> bytes:
    """A paper with a picture that is only a link."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    url = f"http://127.0.0.1:{port}/picture.png"
    key = paper.document.part.relate_to(url, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    paper.paragraph(
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing">'
        '<wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="picture"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="picture"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="{key}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    return bytes(paper.bytes())


def test_nothing_is_fetched_and_nothing_left_or_written_outside_scratch(
    paper: Callable[..., Any], to_pdf: Callable[..., Converted], server: Any, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")}
    to_pdf(linking(paper(), server.server_port), base_environ=environ)
    assert server.hits == []
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert left == ["home", "scratch"]


@pytest.mark.slow
def test_it_is_our_settings_that_stop_the_fetching(
    paper: Callable[..., Any],
    to_pdf: Callable[..., Converted],
    server: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office, "_SETTINGS", ())
    to_pdf(linking(paper(), server.server_port))
    assert "/picture.png" in server.hits
