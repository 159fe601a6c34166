"""Ends of lines at what is not Thai, in the copy and on LibreOffice's lines."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.pdf import Converted
from reportgen.pdf.footing import with_footing

BOLD = "<w:rPr><w:b/></w:rPr>"
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ก</w:t></w:r>"


def shown(xml: str) -> str:
    """The text of `xml`, a hidden letter as |, with company as +, after a place for the line's end as /+."""
    text = "".join(re.findall("<w:t[^>]*>([^<]*)", xml.replace(HIDDEN, "<w:t>|")))
    return text.replace("\u200b|\ufeff", "/+").replace("|\ufeff", "+")


@pytest.mark.parametrize(
    "marked",
    [
        "สั่งการว่า |“ให้ทุกหน่วยงาน” /+นั้น",
        "ขอเรียน |(+ร่าง) แนวทาง",
        "วงเงิน |50\u00a0+ล้านบาท",
        "ตาม SMEs 24 ราย |3ราย",
        "สั่งการ\u200b|[ให้",
        "“ให้ทุกหน่วยงาน” และ ให้",
        "เว็บไซต์ www.sme.go.th ของ",
        "วันที่ ๕ มกราคม",
    ],
)
def test_a_letter_stands_where_a_line_may_end_before_what_is_not_thai(marked: str) -> None:
    text = re.sub(r"/?\+|\|", "", marked)
    assert shown(with_footing(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")) == marked


@pytest.mark.parametrize(
    ("texts", "marked"),
    [
        (["SME ที่แนบ"], "SME /+ที่แนบ"),
        (["ครั้งที่ 3/2565", " ดี"], "ครั้งที่ 3/2565 /+ดี"),
        (["ใน 20 ", "ที่"], "ใน 20 /+ที่"),
        (["๒๐\u00a0ปี"], "๒๐\u00a0+ปี"),
        (["ใจ\u2060ดี"], "ใจ\u2060+ดี"),
        (["3ท", "ี่"], "3ที่"),
        (["ผู้ ที่มา เข้า SME เป็น"], "ผู้ ที่มา เข้า SME เป็น"),
    ],
)
def test_a_cell_alone_behind_what_is_not_thai_has_company(texts: list[str], marked: str) -> None:
    runs = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts)
    assert shown(with_footing(f"<w:p>{runs}</w:p>")) == marked


def test_the_run_goes_on_as_it_was() -> None:
    made = with_footing(f"<w:p><w:r>{BOLD}<w:t>ว่า “ให้”</w:t><w:br/></w:r></w:p>")
    after = f'<w:r>{BOLD}<w:t xml:space="preserve">“ให้”</w:t><w:br/></w:r></w:p>'
    assert made == f"<w:p><w:r>{BOLD}<w:t>ว่า </w:t></w:r>{HIDDEN}{after}"


def test_a_space_may_stand_in_the_run_before() -> None:
    made = with_footing("<w:p><w:r><w:t>ว่า </w:t></w:r><w:r><w:t>“ให้”</w:t></w:r></w:p>")
    assert shown(made) == "ว่า |“ให้”"


def test_headings_and_beginnings_of_paragraphs_stay() -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>ว่า “ให้”</w:t></w:r></w:p>'
    paragraph = "<w:p><w:r><w:t>ว่า </w:t></w:r></w:p><w:p><w:r><w:t>“ให้”</w:t></w:r></w:p>"
    assert with_footing(heading + paragraph) == heading + paragraph


@given(st.text(alphabet=" ก้ใ“(5a\u00a0\u200b", max_size=30))
def test_nothing_visible_changes(text: str) -> None:
    xml = f"<w:p><w:r>{BOLD}<w:t>{text}</w:t></w:r></w:p>"
    seen = re.sub(r"/?\+|\|", "", shown(with_footing(xml)))
    assert seen.replace("\u200b", "") == text.replace("\u200b", "")


@pytest.mark.libreoffice
@pytest.mark.slow
def test_no_line_of_the_pdf_parts_a_word_after_a_quotation_mark(
    paper: Callable[..., Any], to_pdf: Callable[..., Converted], tmp_path: Path
) -> None:
    layout = '<w:pPr><w:ind w:right="3200"/><w:jc w:val="thaiDistribute"/></w:pPr>'
    document = paper()
    marks = ("“”", "‘’", '""', "()", "[]", "«»")
    for opened, closed in marks:
        for step in range(30):
            text = f"{'ที่นี้ ' * 30}{'ก' * step} โดยสั่งการว่า {opened}ให้รับทราบ{closed} นั้น"
            document.paragraph(f'{layout}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>')
    (tmp_path / "paper.pdf").write_bytes(to_pdf(document.bytes()).pdf)
    told = subprocess.run(["pdftotext", tmp_path / "paper.pdf", "-"], capture_output=True, check=True)
    text = told.stdout.decode("utf-8")
    lines = ["".join(line.split()) for line in text.split("\n")]
    assert sum(f"{opened}ให้" in line for line in lines for opened, _ in marks) == 30 * len(marks)


@pytest.mark.libreoffice
@pytest.mark.slow
def test_no_mark_is_drawn_outside_the_margin(
    paper: Callable[..., Any], to_pdf: Callable[..., Converted], tmp_path: Path
) -> None:
    """Without company several of these lines end in a consonant whose mark stands alone behind them."""
    random, document = Random(7), paper()
    layout = '<w:pPr><w:ind w:firstLine="1418"/><w:jc w:val="thaiDistribute"/></w:pPr>'
    words = ("ติดตาม", "ผลการดำเนินงาน", "ของ", "โครงการ", "ที่", "และ", "ประเมินผล", "การใช้จ่าย", "ให้", "ประชุม")
    tails = (" ที่แนบมาพร้อมนี้เพื่อให้การติดตาม", " ดีเป็นไปตามแผนการดำเนินงาน", "\u00a0ปีที่ผ่านมาของสำนักงาน")
    for _ in range(300):
        begin = "".join(random.choice(words) for _ in range(random.randint(18, 30)))
        text = begin + random.choice((" SME", " ร้อยละ 20", " (OSS)", " 3/2565")) + random.choice(tails) * 2
        document.paragraph(f'{layout}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>')
    (tmp_path / "paper.pdf").write_bytes(to_pdf(document.bytes()).pdf)
    told = subprocess.run(["pdftotext", "-bbox", tmp_path / "paper.pdf", "-"], check=True, stdout=-1)
    found = re.findall('xMax="([0-9.]+)" yMax="[0-9.]+">([^<]*)', told.stdout.decode("utf-8"))
    margin = sorted(float(end) for end, _ in found)[-150]
    assert [word for end, word in found if float(end) > margin + 3] == []
