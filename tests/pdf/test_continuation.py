"""Where a page opens and what is printed of it, on pages written by hand; then in LibreOffice's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from reportgen.pdf import Converted
from reportgen.pdf.continuation import (
    Opening,
    anchor,
    first_words,
    is_on_purpose,
    opened_text,
    opening,
)
from reportgen.pdf.story import Paragraph, paragraphs
from reportgen.pdf.text import Word, page_texts

NAMES = ("นางพิมลภา สุวานิช",)


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def story(*blocks: str, styles: str = "") -> tuple[Paragraph, ...]:
    return paragraphs("".join(blocks), styles)


def drawn(*lines: str) -> list[Word]:
    """The words of a page, a line each 20 points from the top."""
    return [
        Word(word, 80 + 50 * at, 780 - 20 * number, 120 + 50 * at, 795 - 20 * number)
        for number, line in enumerate(lines)
        for at, word in enumerate(line.split())
    ]


def by_spaces(text: str) -> list[str]:
    return re.split(r"(?<=\s)", text)


def test_paragraphs_tables_breaks_and_boxes() -> None:
    box = "<w:r><w:txbxContent><w:p><w:r><w:t>กรอบ</w:t></w:r></w:p></w:txbxContent></w:r>"
    found = story(
        '<w:p w:rsidR="1"><w:pPr><w:tabs><w:tab w:pos="1"/></w:tabs></w:pPr>' + box,
        "<w:r><w:t>ก &amp;</w:t><w:tab/><w:t>ข</w:t><w:br/></w:r></w:p>",
        f"<w:tbl><w:p/>{p('ค')}<w:tbl>{p('ง')}</w:tbl></w:tbl>",
        f"<w:tbl>{p('จ')}</w:tbl>",
        p("ฉ", "<w:sectPr/>"),
        p("ช", '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'),
        p("ซ", '<w:pStyle w:val="New"/>'),
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
        p("ฌ", '<w:framePr w:w="1"/>'),
        styles='<w:style w:styleId="New"><w:pPr><w:pageBreakBefore/></w:pPr></w:style>',
    )
    assert [each.text for each in found] == ["ก &\tข\n", "ค", "ง", "จ", "ฉ\f", "ช", "\fซ", "\f", "ฌ"]
    assert [each.table for each in found] == [None, 1, 1, 2, None, None, None, None, None]
    assert [each.framed for each in found] == [False] * 8 + [True]


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (("- ๒ -", "เรื่องที่สอง ว่าด้วย", "งบประมาณ"), Opening(1, 0)),
        (("- 2 -", "ลับ", "ยังมีต่อ ในหน้าสอง", "เรื่องที่สอง ว่าด้วยงบประมาณ"), Opening(0, 18)),
        (("- 2 -", "รูปภาพ"), None),
        ((), None),
    ],
)
def test_a_page_opens_in_the_paragraph_before_or_with_one_of_its_own(
    lines: tuple[str, ...], at: Opening | None
) -> None:
    found = story(p("เรื่องที่หนึ่งนี้ ยังมีต่อ\u00a0ในหน้าสอง"), p("เรื่องที่สอง ว่าด้วยงบประมาณ"))
    assert opening(drawn(*lines), ["ลับ", "- 2 -"], found, [0, 1], 1) == at


def test_a_repeated_head_of_a_table_opens_the_page_with_its_cells() -> None:
    table = "".join(p(text) for text in ("ที่", "โครงการ", "๑", "ส่งเสริม", "๒", "พัฒนา"))
    found = story(p("ก่อนตาราง"), f"<w:tbl>{table}</w:tbl>", p("หลังตาราง"))
    opened = opening(drawn("- 2 -", "ที่ โครงการ", "๒ พัฒนา"), ["2"], found, [0, 0, 0, 0, 0, 1, 1, 1], 1)
    assert opened == Opening(1, 0)
    assert first_words(opened_text(found, opened), 0, (), by_spaces) == "ที่ โครงการ"


def test_a_page_begun_on_purpose() -> None:
    found = story(p("จบ", "<w:sectPr/>"), p("ภาคผนวก"), p("ใบเวียน", "<w:pageBreakBefore/>"), p("ต่อ"))
    assert [is_on_purpose(found, Opening(*at)) for at in ((1, 0), (2, 1), (3, 0), (3, 1), (0, 0))] == [
        True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("เรื่องนี้ ได้พิจารณาแล้ว", 0, "เรื่องนี้"),
        ("๑.\tข้อ พิจารณา ต่อไป", 0, "๑. ข้อ พิจารณา"),
        ("ก่อน นางพิมลภา\u00a0สุวานิช รายงาน", 5, "นางพิมลภา สุวานิช"),
        ("ก่อน นางพิมลภา สุวานิช รายงาน", 14, "สุวานิช"),
        ("จึงเรียน \f", 0, "จึงเรียน"),
        ("ดังนี้ (รายละเอียด", 0, "ดังนี้"),
        ("ตาม", 0, "ตาม"),
    ],
)
def test_words_at_the_foot_are_whole(text: str, at: int, said: str) -> None:
    assert first_words(text, at, NAMES, by_spaces) == said


def test_a_box_is_held_by_a_paragraph_outside_tables_where_there_is_one() -> None:
    found = story(p("ก", '<w:framePr w:w="1"/>'), f"<w:tbl>{p('ข')}</w:tbl>", p("ค"))
    assert anchor(found, [0, 1, 2]) == 2
    assert anchor(found, [0, 1]) == 1
    assert anchor(found, [0]) is None


@pytest.mark.libreoffice
@pytest.mark.slow
def test_a_page_on_which_no_paragraph_begins_and_an_annex(
    paper: Callable[..., Any], to_pdf: Callable[..., Converted]
) -> None:
    long = paper()
    sentences = "".join(f"ข้อความลำดับที่ {number} ของย่อหน้าเดียวกัน " for number in range(1, 190))
    long.paragraph(f"<w:r><w:t>{sentences}</w:t></w:r>")
    long.document.add_page_break()
    long.paragraph("<w:r><w:t>ภาคผนวก</w:t></w:r>")
    converted = to_pdf(long.bytes(), continued=True)
    (told,) = converted.diagnostics
    assert (told.code, told.args["page"]) == ("continuation-absent", "2")
    pages = [re.sub(r"\s", "", page) for page in page_texts(converted.pdf)]
    assert len(pages) == 4 and pages[-1] == "ภาคผนวก"
    (said,) = re.findall(r"/(\S+)\.\.\.", "".join(pages))
    assert pages[1].startswith(said)
    assert to_pdf(long.bytes()).pages == 4
