"""What a kind of paper adds to the builder: styles, frames, whole headers, a watermark, free tables."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.ooxml.builder import Lines, TemplateBuilder
from reportgen.ooxml.free_tables import FreeRow
from reportgen.ooxml.inline import THAI_PAGE_NUMBER, Frame
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.safety import inspect
from reportgen.ooxml.styles import Style, Tab
from reportgen.ooxml.tables import Cell
from reportgen.ooxml.watermark import watermark

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
STYLES = (
    Style("Own Label", size=20, bold=True, of_letters=True),
    Style(
        "Own Line", size=16, before=6, tabs=(Tab(7.67, dotted=True), Tab(16, "right")), left=1, first_line=-1
    ),
    Style(
        "Own Exact",
        based="Own Line",
        line=35,
        align="center",
        colour="FF0000",
        keep_next=True,
        keep_lines=True,
    ),
    Style("Own Indented", first_line=2.5, before=0),
)


def paper() -> bytes:
    builder = TemplateBuilder(styles=STYLES)
    mark = (("\ue012", watermark("ร่าง", "TH Sarabun New", 1)),)
    builder.section(
        header=Lines(
            (
                ("{%p if draft %}", ""),
                (f"- {THAI_PAGE_NUMBER} -\ue012", "Own Exact"),
                ("{%p endif %}", ""),
                ("ก", "Own Line"),
            ),
            mark,
        ),
        title_page=True,
        first_footer=Lines((("ท้าย", "Own Exact"),)),
    )
    builder.paragraph("ตรา", "Own Line", frame=Frame(3, 1.5, 2.4))
    builder.paragraph("**เรื่อง**\t{{ subject }}\t", "Own Line", strong="Own Label")
    builder.paragraph("ย่อหน้า", "Own Indented")
    cell = "{% colspan cell.span %}{{ cell.text }}"
    head = FreeRow(["{%tc for cell in head %}", cell, "{%tc endfor %}"], head=True)
    row = FreeRow(["{%tc for cell in row %}", Cell(cell, align="right"), "{%tc endfor %}"], total=True)
    builder.free_table(12, [head, "{%tr for row in rows %}", row, "{%tr endfor %}"])
    return builder.save()


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    return read_parts(paper())


def texts(root: etree._Element, path: str) -> list[str]:
    return [str(found) for found in root.xpath(path, namespaces=NS)]


def test_the_template_is_valid_harmless_and_the_same_every_time(
    parts: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(paper())
    assert list(OpenXmlValidator().validate(path).errors) == []
    assert not inspect(parts)
    assert paper() == paper()


def test_a_style_says_its_measurements_in_words_units(parts: dict[str, bytes]) -> None:
    root = etree.fromstring(parts["word/styles.xml"])

    def style(name: str, path: str) -> list[str]:
        return texts(root, f"w:style[@w:styleId='{name}']/{path}")

    assert style("OwnLabel", "@w:type") == ["character"]
    assert style("OwnLabel", "w:rPr/*[self::w:sz or self::w:szCs]/@w:val") == ["40", "40"]  # half points
    assert style("OwnLine", "w:pPr/w:tabs/w:tab/@w:pos") == ["4348", "9071"]  # 567 twips a cm
    assert style("OwnLine", "w:pPr/w:tabs/w:tab/@w:leader") == ["dot", "none"]
    assert style("OwnLine", "w:pPr/w:spacing/@w:before") == ["120"]
    assert style("OwnLine", "w:pPr/w:ind/@w:hanging") == ["567"]
    assert style("OwnExact", "w:basedOn/@w:val") == ["OwnLine"]
    assert style("OwnExact", "w:pPr/w:spacing/@w:line") == ["700"]
    assert style("OwnExact", "w:pPr/w:spacing/@w:lineRule") == ["exact"]
    assert style("OwnIndented", "w:pPr/w:ind/@w:firstLine") == ["1417"]
    assert style("OwnIndented", "w:pPr/w:spacing/@w:before") == ["0"]


def test_a_frame_and_a_label(parts: dict[str, bytes]) -> None:
    root = etree.fromstring(parts["word/document.xml"])
    (frame,) = root.iter(f"{{{W}}}framePr")
    assert {name.partition("}")[2]: value for name, value in frame.attrib.items()} == {
        "w": "1361", "wrap": "around", "vAnchor": "page", "hAnchor": "page", "x": "1701", "y": "850",
    }  # fmt: skip
    assert texts(root, "//w:r[w:rPr/w:rStyle/@w:val='OwnLabel']/w:t/text()") == ["เรื่อง"]


def test_a_header_of_lines(parts: dict[str, bytes]) -> None:
    headers = [etree.fromstring(parts[name]) for name in sorted(parts) if name.startswith("word/header")]
    header = next(root for root in headers if root.xpath("//w:instrText", namespaces=NS))
    assert texts(header, "//w:pStyle/@w:val") == ["TemplateTag", "OwnExact", "TemplateTag", "OwnLine"]
    assert texts(header, "//w:instrText/text()") == [r" PAGE \* ThaiArabic "]
    assert len(header.xpath("//w:r/w:pict", namespaces=NS)) == 1
    footers = [etree.fromstring(parts[name]) for name in parts if name.startswith("word/footer")]
    assert "ท้าย" in ["".join(root.itertext()) for root in footers]


def test_the_columns_of_a_free_table_come_with_the_values(tmp_path: Path) -> None:
    document = DocxTemplate(io.BytesIO(paper()))
    cells = [{"text": "รายการ", "span": 9}, {"text": "บาท", "span": 3}]
    document.render({"subject": "ก", "draft": True, "head": cells, "rows": [cells, cells]}, autoescape=True)
    path = tmp_path / "paper.docx"
    document.save(path)
    root = etree.fromstring(read_parts(path.read_bytes())["word/document.xml"])
    rows = list(root.iter(f"{{{W}}}tr"))
    assert [texts(row, ".//w:gridSpan/@w:val") for row in rows] == [["9", "3"]] * 3
    assert [len(row.xpath(".//w:tblHeader", namespaces=NS)) for row in rows] == [1, 0, 0]
    assert len(rows[1].xpath(".//w:tcBorders/w:top", namespaces=NS)) == 2
    assert list(OpenXmlValidator().validate(path).errors) == []
