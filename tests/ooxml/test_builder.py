from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pytest
from docx import Document
from docxtpl import DocxTemplate
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.ooxml.builder import PAGE_NUMBER, Band, Cell, Column, Measures, Row, TemplateBuilder
from reportgen.ooxml.canonical import canonical_text
from reportgen.ooxml.marking import mark_part
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.safety import inspect
from reportgen.ooxml.stylesheet import NAMES
from reportgen.ooxml.tables import Below

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}


def test_a_merged_cell_keeps_its_tag_and_text_in_one_run() -> None:
    """docxtpl leaves out in the cells below only what stands in the run of `{% vm %}`."""
    builder = TemplateBuilder()
    builder.table([Column(None)], (), ["{%tr for x in y %}", ["{% vm %}{{ x.name }}"], "{%tr endfor %}"])
    body = read_parts(builder.save())["word/document.xml"].decode()
    assert ">{% vm %}{{ x.name }}</w:t>" in body


def q(name: str) -> str:
    return f"{{{W}}}{name}"


def report() -> TemplateBuilder:
    """Everything that the builder can make, in one template."""
    builder = TemplateBuilder(title="แม่แบบ")
    builder.section(title_page=True)
    for style in NAMES:
        builder.paragraph(f"**ตัวหนา** รูปแบบ {style}\nบรรทัดใหม่", style)
    builder.section(
        page_number_format="thaiLetters",
        restart=1,
        header=Band("รายงาน", "", "{{ quarter }}"),
        footer=Band(centre=f"- {PAGE_NUMBER} -"),
    )
    builder.toc()
    builder.section(page_number_format="decimal", restart=1)
    builder.paragraph("ส่วนที่ 1 บทสรุป", "Heading 1")
    builder.tag("{%p if show %}")
    builder.paragraph("รวม {{ total }} บาท", keep_next=True, align="center", bold=False)
    builder.tag("{%p endif %}")
    builder.caption("ตารางที่ 1", "หน่วย : บาท")
    builder.table(
        [Column(1.2, "center"), Column(None), Column(3, "right"), Column(3, "right")],
        [[Cell("ที่", rows=2), Cell("โครงการ", rows=2), Cell("ผล", span=2)], ["งบประมาณ", "เบิกจ่าย"]],
        [
            "{%tr for line in lines %}",
            [
                "{{ loop.index }}",
                "{{ line.name }}",
                "{{ line.budget }}",
                Cell("{{ line.spent }}", fill="F2F2F2"),
            ],
            "{%tr endfor %}",
            Row([Cell("รวม", span=2, align="center"), "{{ total }}", "-"], total=True),
        ],
    )
    builder.tag("{%p if show %}")
    builder.table(
        [Column(None), Column(None)],
        (),
        [[Cell("{{ photo }}", style="Picture"), Cell(("{%p if show %}", "ก", "{%p endif %}"))]],
        rules=False,
    )
    builder.tag("{%p endif %}")
    builder.picture_placeholder("chart")
    builder.section("landscape")
    builder.caption("ตารางที่ 2", "หน่วย : ล้านบาท")
    under = Below(
        [("{%p if show %}", "Tag"), ("{{ total }}", "Note"), ("{%p endif %}", "Tag"), ("ที่มา", "Source")]
    )
    columns = [Column(None)] + [Column(1.5, "right")] * 12
    builder.table(columns, [["ก"] * 13], [Row(["1"] * 13, stays=True), under])
    return builder


CONTEXT = {
    "quarter": "ไตรมาสที่ 1/2565",
    "toc": "ส่วนที่ 1\t1",
    "show": True,
    "total": "20,500,000.00",
    "lines": [
        {"name": "SMEs & OTOP <1>", "budget": "12,500,000.00", "spent": "1.00"},
        {"name": "ข", "budget": "8,000,000.00", "spent": "-"},
    ],
    "photo": "ภาพ",
    "chart": "แผนภูมิ",
}


@pytest.fixture(scope="module")
def template() -> bytes:
    return report().save()


@pytest.fixture(scope="module")
def parts(template: bytes) -> dict[str, bytes]:
    return read_parts(template)


def body(parts: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(parts["word/document.xml"])


def audit(data: bytes, path: Path) -> list[object]:
    path.write_bytes(data)
    return list(OpenXmlValidator().validate(path).errors)


def render(template: bytes) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render(CONTEXT, autoescape=True)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_the_template_is_valid_harmless_and_the_same_every_time(template: bytes, tmp_path: Path) -> None:
    assert audit(template, tmp_path / "template.docx") == []
    assert inspect(read_parts(template)) == ()
    assert report().save() == template


def test_what_docxtpl_renders_from_it_is_valid_and_complete(template: bytes, tmp_path: Path) -> None:
    rendered = render(template)
    assert audit(rendered, tmp_path / "rendered.docx") == []
    lines = canonical_text(read_parts(rendered))
    assert not any("{" in line for line in lines)
    assert lines.count("ส่วนที่ 1\t1") == 1
    assert "รวม 20,500,000.00 บาท" in lines
    table = lines.index("ตารางที่ 1\tหน่วย : บาท") + 1
    assert lines[table : table + 5] == [
        "| ที่ | โครงการ | ผล |",
        "|  |  | งบประมาณ | เบิกจ่าย |",
        "| 1 | SMEs & OTOP <1> | 12,500,000.00 | 1.00 |",
        "| 2 | ข | 8,000,000.00 | - |",
        "| รวม | 20,500,000.00 | - |",
    ]


def test_everything_is_marked_already(parts: dict[str, bytes]) -> None:
    token = re.compile(r"\{[{%].*?[}%]\}")
    for name in ("word/document.xml", "word/header3.xml"):
        assert mark_part(parts[name], "TH Sarabun New", token=token) == parts[name]


def test_each_tag_is_in_a_run_of_its_own(parts: dict[str, bytes]) -> None:
    texts = ["".join(run.itertext(q("t"))) for run in body(parts).iter(q("r"))]
    tags = [text for text in texts if "{" in text]
    assert all(re.fullmatch(r"\{[{%][^{}]*[}%]\}", text) for text in tags)
    assert {"{{ total }}", "{%p if show %}", "{%tr endfor %}", "{{ chart }}"} <= set(tags)


def test_pages_have_the_official_measurements() -> None:
    document = Document(io.BytesIO(report().save()))
    upright, turned = document.sections[0], document.sections[-1]
    cm = [
        round(length.cm, 2)
        for length in (upright.page_width, upright.page_height, upright.left_margin, upright.right_margin)
    ]
    assert cm == [21.0, 29.7, 3.0, 2.0]
    assert (round(upright.top_margin.cm, 2), round(upright.bottom_margin.cm, 2)) == (2.5, 2.0)
    assert (round(turned.page_width.cm, 2), round(turned.page_height.cm, 2)) == (29.7, 21.0)
    assert round(turned.top_margin.cm, 2) == 3.0  # the edge that is bound


def test_sections_number_their_pages_as_asked(parts: dict[str, bytes]) -> None:
    found = [dict(one.attrib) for one in body(parts).iter(q("pgNumType"))]
    formats = [(one.get(q("fmt")), one.get(q("start"))) for one in found]
    assert formats == [("decimal", None), ("thaiLetters", "1"), ("decimal", "1"), ("decimal", None)]
    assert len(list(body(parts).iter(q("titlePg")))) == 1


def test_a_turned_page_has_header_and_caption_as_wide_as_its_text(parts: dict[str, bytes]) -> None:
    turned = round((29.7 - 2.5 - 2.0) * 1440 / 2.54)
    caption = body(parts).xpath("//w:p[w:pPr/w:pStyle/@w:val='Caption']", namespaces=NS)[-1]
    headers = [parts[name] for name in parts if name.startswith("word/header")]
    for xml in (etree.tostring(caption), *(one for one in headers if b"clear" in one)):
        assert f'w:val="right" w:leader="none" w:pos="{turned}"'.encode() in xml
    assert sum(b"clear" in one for one in headers) == 1


def test_tables_fill_the_text_and_their_grid_agrees_with_their_cells(parts: dict[str, bytes]) -> None:
    for table, text_width in zip(body(parts).iter(q("tbl")), (9071, 9071, 14286), strict=True):
        grid = [int(column.get(q("w"), "0")) for column in table.iter(q("gridCol"))]
        assert text_width - len(grid) <= sum(grid) <= text_width + len(grid)
        for row in table.iter(q("tr")):
            at = 0
            for cell in row.iter(q("tc")):
                span = int(cell.xpath("string(w:tcPr/w:gridSpan/@w:val)", namespaces=NS) or 1)
                assert cell.xpath("number(w:tcPr/w:tcW/@w:w)", namespaces=NS) == sum(grid[at : at + span])
                at += span
            assert at == len(grid)
            assert row.find(f"{q('trPr')}/{q('cantSplit')}") is not None


def test_head_rows_repeat_and_their_cells_merge(parts: dict[str, bytes]) -> None:
    table = next(body(parts).iter(q("tbl")))
    rows = list(table.iter(q("tr")))
    repeated = [row.find(f"{q('trPr')}/{q('tblHeader')}") is not None for row in rows]
    assert repeated == [True, True, False, False, False, False]
    merges = [[merge.get(q("val")) for merge in row.iter(q("vMerge"))] for row in rows[:2]]
    assert merges == [["restart", "restart"], [None, None]]


def test_two_tables_never_touch(template: bytes) -> None:
    for table in body(read_parts(render(template))).iter(q("tbl")):
        following = table.getnext()
        assert following is not None and following.tag == q("p")


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ([Column(3), Column(3)], ["a"]),
        ([Column(3), Column(3)], ["a", "b", "c"]),
        ([Column(3), Column(3)], ["a", Cell("b", span=2)]),
    ],
)
def test_a_table_that_does_not_add_up_is_refused(columns: list[Column], row: list[str | Cell]) -> None:
    with pytest.raises(ValueError, match="columns"):
        TemplateBuilder().table(columns, (), [row])


@pytest.mark.parametrize("widths", [(12, 12), (20, 4), (16, None), (15.99, None, None)])
def test_columns_wider_than_the_text_are_narrowed_alike(widths: tuple[float | None, ...]) -> None:
    builder = TemplateBuilder()
    builder.table([Column(width) for width in widths], (), [["a"] * len(widths)])
    xml = read_parts(builder.save())["word/document.xml"].decode()
    made = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', xml)]
    room = 16 * 567
    assert len(made) == len(widths) and min(made) > 0 and room - 5 <= sum(made) <= room + 5
    if widths == (20, 4):
        assert made[0] == pytest.approx(made[1] * 5, rel=0.01)


def test_measures_reach_the_styles() -> None:
    measures = Measures(font="Sarabun", body_size=11, first_line_indent=1.25, justification="both")
    builder = TemplateBuilder(measures)
    builder.paragraph("ก")
    parts = read_parts(builder.save())
    styles = Document(io.BytesIO(builder.save())).styles
    assert styles["Body Text"].paragraph_format.first_line_indent.cm == pytest.approx(1.25, abs=0.01)
    assert b"TH Sarabun" not in b"".join(parts.values())
    assert b'<w:sz w:val="22"/><w:szCs w:val="22"/>' in parts["word/styles.xml"]
    assert b'<w:jc w:val="both"/>' in parts["word/styles.xml"]


@pytest.mark.libreoffice
def test_libreoffice_sets_pages_upright_and_turned(template: bytes, tmp_path: Path) -> None:
    from pypdf import PdfReader

    (tmp_path / "report.docx").write_bytes(render(template))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "report.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pages = PdfReader(tmp_path / "report.pdf").pages
    shapes = [page.mediabox.width > page.mediabox.height for page in pages]
    assert shapes[-1] and not any(shapes[:-1])
    assert PdfReader(tmp_path / "report.pdf").trailer["/Root"]["/Lang"] == "th-TH"
