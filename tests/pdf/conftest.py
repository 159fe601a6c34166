"""Papers to convert, and the conversions that several tests look at."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from reportgen.pdf import Converted, convert, find_soffice

FONTS = Path(__file__).parents[2] / "fonts"
STAMP = datetime(2022, 1, 5, 9, 30, tzinfo=UTC)
PROSE = (
    "คณะอนุกรรมการได้พิจารณาผลการดำเนินงานและผลการเบิกจ่ายงบประมาณของโครงการส่งเสริมวิสาหกิจ"
    "ขนาดกลางและขนาดย่อมแล้ว เห็นว่าการดำเนินงานเป็นไปตามแผนที่กำหนดไว้ น้ำหนักของตัวชี้วัดสอดคล้องกับเป้าหมาย "
)
FRONT = {"_Toc100": "คำนำ", "_Toc101": "บทสรุปผู้บริหาร"}
BODY = {f"_Toc20{number}": f"บทที่ {number} ผลการดำเนินงาน" for number in range(1, 5)}


class Paper:
    """A Thai paper written with python-docx; `font` is the name in all four slots."""

    def __init__(self, font: str = "TH Sarabun New") -> None:
        self.document = Document()
        for name in ("Normal", "Heading 1"):
            properties = self.document.styles[name].element.get_or_add_rPr()
            for child in list(properties):
                properties.remove(child)
            slots = " ".join(f'w:{slot}="{font}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
            for tag in (f"<w:rFonts {slots}", '<w:sz w:val="32"', '<w:szCs w:val="32"'):
                properties.append(self.xml(tag.replace(" ", f" {nsdecls('w')} ", 1) + "/>"))
        language = self.document.styles.element.find(".//" + qn("w:lang"))
        language.set(qn("w:val"), "th-TH")
        language.set(qn("w:bidi"), "th-TH")
        self._measure()

    @staticmethod
    def xml(text: str) -> Any:
        return parse_xml(text)

    @staticmethod
    def field(instruction: str, result: str) -> str:
        """Runs of a complex field."""
        pieces = (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            f"<w:t>{result}</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
        return "".join(f"<w:r>{piece}</w:r>" for piece in pieces)

    def _measure(self) -> None:
        section = self.document.sections[-1]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(2)

    def section(self, style: str, start: int | None) -> None:
        """A new page and section, numbered at its head."""
        self.document.add_section(WD_SECTION.NEW_PAGE)
        self.header(self.field("PAGE", "1"))
        properties = self.document.sections[-1]._sectPr
        for old in properties.findall(qn("w:pgNumType")):
            properties.remove(old)
        numbering = f'<w:pgNumType {nsdecls("w")} w:fmt="{style}"'
        begin = f' w:start="{start}"/>' if start is not None else "/>"
        properties.find(qn("w:pgMar")).addnext(self.xml(numbering + begin))

    def header(self, runs: str) -> None:
        header = self.document.sections[-1].header
        header.is_linked_to_previous = False
        header.paragraphs[0]._p.extend(list(self.xml(f"<w:p {nsdecls('w')}>{runs}</w:p>")))

    def contents(self, rows: dict[str, str], printed: dict[str, str]) -> None:
        """One TOC field over rows of hyperlink, tab and PAGEREF with the page printed last."""
        pieces = self.field('TOC \\o "1-3" \\h \\z \\u', "#").partition("<w:r><w:t>#</w:t></w:r>")
        for index, (bookmark, text) in enumerate(rows.items()):
            page = self.field(f"PAGEREF {bookmark} \\h", printed.get(bookmark, "?"))
            row = f"<w:r><w:t>{text}</w:t></w:r><w:r><w:tab/></w:r>{page}"
            self.paragraph(
                '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs></w:pPr>'
                + (pieces[0] if index == 0 else "")
                + f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{row}</w:hyperlink>'
                + (pieces[2] if index == len(rows) - 1 else "")
            )

    def paragraph(self, content: str) -> None:
        self.document.add_paragraph()._p.extend(list(self.xml(f"<w:p {nsdecls('w', 'r')}>{content}</w:p>")))

    def heading(self, bookmark: str, text: str) -> None:
        heading = self.document.add_heading(text, 1)._p
        number = bookmark[4:]
        name = f'w:id="{number}" w:name="{bookmark}"'
        heading.insert(1, self.xml(f"<w:bookmarkStart {nsdecls('w')} {name}/>"))
        heading.append(self.xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))

    def prose(self, count: int) -> None:
        for _ in range(count):
            self.paragraph(
                f'<w:pPr><w:jc w:val="thaiDistribute"/></w:pPr><w:r><w:t>{(PROSE * 3).strip()}</w:t></w:r>'
            )

    def bytes(self) -> bytes:
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()


def report(printed: dict[str, str]) -> bytes:
    """A cover, contents and front matter on ก ข ค, and a body on 1 2 3 …"""
    paper = Paper()
    paper.document.core_properties.title = "รายงานผลการติดตาม"
    paper.document.core_properties.author = "ฝตป."
    paper.document.add_paragraph("ปกรายงาน")
    paper.section("thaiLetters", 1)
    paper.document.add_paragraph("สารบัญ")
    paper.contents(FRONT | BODY, printed)
    for bookmark, text in FRONT.items():
        paper.document.add_page_break()
        paper.heading(bookmark, text)
        paper.prose(5)
    paper.section("decimal", 1)
    for bookmark, text in BODY.items():
        paper.heading(bookmark, text)
        paper.prose(5)
    return paper.bytes()


Convert = Callable[..., Converted]


def _convert(docx: bytes, scratch: Path, **changes: Any) -> Converted:
    settings: dict[str, Any] = {
        "soffice": find_soffice(os.environ["PATH"], sys.platform),
        "fonts": FONTS,
        "scratch": scratch,
        "base_environ": os.environ,
        "stamp": STAMP,
    }
    return convert(docx, **(settings | changes))


@pytest.fixture
def to_pdf(tmp_path: Path) -> Convert:
    """Converts, in a scratch folder of the test's own."""
    return lambda docx, **changes: _convert(docx, tmp_path / "scratch", **changes)


@pytest.fixture(scope="session")
def converted_report(tmp_path_factory: pytest.TempPathFactory) -> Converted:
    return _convert(report({}), tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def make_report() -> Callable[[dict[str, str]], bytes]:
    return report


@pytest.fixture(scope="session")
def contents_rows() -> dict[str, str]:
    return FRONT | BODY


@pytest.fixture
def paper() -> Callable[..., Paper]:
    return Paper
