"""The columns of a memo's tables: widths by what stands in them, amounts at the right and whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.ooxml.package import read_parts
from reportgen.present.memo.columns import STEPS, columns

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = ["ลำดับ", "หน่วยงาน", "งบประมาณ", "เบิกจ่าย", "ผูกพัน", "คงเหลือ", "ร้อยละ"]
ROW = ["1", "ฝ่ายพัฒนาผู้ประกอบการ", "100,000,000.00", "51,600,000.00", "8,000,000.00", "40,400,000.00", "51.60"]
CELL = st.sampled_from(
    [
        "",
        "-",
        "1",
        "2565",
        "1,250.00",
        "-12,500,000.00",
        "ร้อยละ 5",
        "รวม",
        "ปรับปรุงระบบสารสนเทศ",
        "OSS",
        "a" * 9,
    ]
)


@pytest.mark.parametrize(
    ("head", "cells", "align"),
    [
        ("งบประมาณ", ["12,500,000.00", "-", ""], "ขวา"),
        ("ผลต่าง", ["-1,500.00", "(200.00)", "+3.5"], "ขวา"),
        ("ราย", ["24", "๑,๒๐๐"], "ขวา"),
        ("ร้อยละ", ["51.60%", "0.50"], "ขวา"),
        ("วงเงิน", ["1.25 ล้านบาท", "500\u00a0บาท", "ร้อยละ 5"], "ขวา"),
        ("เบิกจ่าย", ["5.00", "6.00", "ยังไม่ได้รับข้อมูล"], "ขวา"),
        ("ลำดับ", ["1", "2"], "กลาง"),
        ("ปีงบประมาณ", ["2564", "2565"], "กลาง"),
        ("รหัส", ["0201", "0202"], "ซ้าย"),
        ("โทรศัพท์", ["02-298-3000"], "ซ้าย"),
        ("วันที่", ["31/12/2564", "31 ธ.ค. 2564"], "ซ้าย"),
        ("รายการ", ["ค่าจ้าง", "5"], "ซ้าย"),
        ("หมายเหตุ", ["", "-"], "ซ้าย"),
    ],
)
def test_numbers_stand_at_the_right(head: str, cells: list[str], align: str) -> None:
    assert columns([(head,), *((cell,) for cell in cells)]).aligns == (align,)


def test_what_the_memo_tells_goes_before() -> None:
    made = columns([("ก", "ข"), ("1", "2")], [3, 1], ["ซ้าย", "กลาง"])
    assert made.spans == (45, 15)
    assert made.aligns == ("ซ้าย", "กลาง")


def test_short_columns_are_narrow_and_words_have_the_room() -> None:
    rows = [("ลำดับ", "โครงการ", "บาท"), ("1", "ปรับปรุงระบบสารสนเทศเพื่อการติดตาม", "1,250.00")]
    order, words, amount = columns(rows).spans
    assert order <= 6  # 1.7 cm
    assert amount <= 8
    assert words >= 46
    assert columns(rows, [0, 0, 0]) == columns(rows)


def test_seven_columns_of_amounts_are_in_small_letters_and_ten_are_told() -> None:
    assert not columns([HEAD[:5], ROW[:5]]).dense
    seven, ten = columns([HEAD, ROW]), columns([[*HEAD, *"กขค"], [*ROW, *ROW[2:5]]])
    assert (seven.dense, seven.fits) == (True, True)
    assert (ten.dense, ten.fits) == (True, False)


@given(st.integers(1, 12).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=2)))
def test_the_grid_is_full_and_what_fits_is_whole(rows: list[list[str]]) -> None:
    made = columns(rows)
    assert sum(made.spans) == STEPS
    assert min(made.spans) >= 1
    letters = 16 / (0.386 * (12 if made.dense else 14) * 2.54 / 72)  # a letter's width, of its size: measured
    room = [span * letters / STEPS - 0.3 / 16 * letters for span in made.spans]  # without the padding
    for width, texts in zip(room, zip(*rows, strict=True), strict=True):
        if made.fits:
            longest = max((len(part) for text in texts for part in text.split() if part.isascii()), default=0)
            assert longest <= width + 0.01


@pytest.mark.parametrize("profile", ["osmep", "central"])
@pytest.mark.libreoffice
def test_amounts_are_whole_and_end_at_one_edge(
    desk: Any, to_pdf: Callable[[bytes], bytes], profile: str
) -> None:
    table = {
        "columns": [*HEAD, "โอนเปลี่ยนแปลง"],
        "rows": [[*ROW, "-2,000.00"], [*ROW[:5], "5.00", "0.01", "-"]],
    }
    docx = desk.docx(desk.document({"body": [{"table": table}, "จึงเรียนมา"]}, profile=profile))
    tree = etree.fromstring(read_parts(docx)["word/document.xml"])
    styles = {style.get(f"{W}val") for row in tree.iter(f"{W}tbl") for style in row.iter(f"{W}pStyle")}
    assert styles == {"DenseHead", "DenseText", "DenseNumber"}
    text = pypdfium2.PdfDocument(to_pdf(docx))[0].get_textpage()
    whole = text.get_text_range()
    thai = {48 + each: 0xE50 + each for each in range(10)}
    edges = []
    for amount in (*ROW[2:6], "5.00"):
        told = amount.translate(thai) if profile == "central" else amount
        at = whole.index(told, whole.index("คงเหลือ"))
        bottoms = [text.get_charbox(at + each)[1] for each in range(len(told)) if told[each].isdigit()]
        assert max(bottoms) - min(bottoms) <= 2, "digits of one line"
        edges.append(text.get_charbox(at + len(told) - 1)[2])
    assert abs(edges[-1] - edges[-2]) < 1, "of one column"
