"""What belongs together at the end of a memo stays on one page, marked or not, whoever signs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

pytestmark = pytest.mark.libreoffice
ToPdf = Callable[[bytes], bytes]

AMOUNT = "100,000,000.00"


def texts(pdf: bytes) -> list[str]:
    """The text of each page without spaces, sara am as one letter."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return ["".join(page.split()).replace("\u0e4d\u0e32", "\u0e33") for page in pages]


def feet(pdf: bytes) -> dict[str, float]:
    """How high the last letter of some words of the first page stands, in points from the page's foot."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    whole = page.get_text_range()
    return {words: page.get_charbox(whole.index(words))[1] for words in ("บันทึก", "(นางพิมลภา", "(นายวิระพงษ์")}


def people(number: int) -> list[dict[str, Any]]:
    post = "ผู้อำนวยการฝ่ายนโยบายและแผนส่งเสริมวิสาหกิจขนาดกลางและขนาดย่อม"
    return [
        {
            "id": f"p{each}",
            "given": f"ผู้ลงนาม{each}",
            "family": "ตัวอย่าง",
            "position": post if each % 2 else "ผอ.",
        }
        for each in range(1, number + 1)
    ]


@pytest.mark.parametrize("profile", ["osmep", "central"])
def test_a_secrecy_mark_takes_no_room_from_the_text(desk: Any, to_pdf: ToPdf, profile: str) -> None:
    """The seed memo fills the central form's page but for a line: marked, it stands where it did."""
    plain = to_pdf(desk.docx(desk.document(profile=profile)))
    marks = {"secrecy": "ลับที่สุด", "urgency": "ด่วนที่สุด"}
    marked = to_pdf(desk.docx(desk.document(marks, profile=profile)))
    assert (len(texts(plain)), len(texts(marked))) == (1, 1)
    assert feet(marked) == pytest.approx(feet(plain), abs=0.3)


@pytest.mark.slow
@pytest.mark.parametrize("number", [2, 5])
def test_signers_beside_each_other_stay_with_the_closing_and_the_foot(
    desk: Any, to_pdf: ToPdf, number: int
) -> None:
    """The text grows line by line until the first page is full: all of the end goes over, or none of it."""
    signers = [f"p{each}" for each in range(1, number + 1)]
    end = ["จึงเรียนมา", *(f"ผู้ลงนาม{each}" for each in range(1, number + 1)), "สำเนาเรียน", "SMEs(ภัทรา"]
    begun = {2: 13, 5: 3}[number]
    found = set()
    for lines in range(begun, begun + 5):
        body = ["\n".join(["ก"] * lines), "จึงเรียนมาเพื่อโปรดพิจารณา"]
        changes = {"body": body, "approver": None, "signer": signers, "copies": ["ฝกบ."]}
        made = texts(to_pdf(desk.docx(desk.document(changes, people=people(number)))))
        on = {next(page for page, text in enumerate(made) if words in text) for words in end}
        assert len(on) == 1, (lines, made)
        found |= on
    assert found == {0, 1}, "the range of lines no longer crosses the page's end"


@pytest.mark.parametrize("profile", ["osmep", "central"])
@pytest.mark.parametrize("widths", [[], [1, 3, 2, 2, 2, 2, 1]])
def test_amounts_of_a_table_stay_on_one_line(
    desk: Any, to_pdf: ToPdf, profile: str, widths: list[int]
) -> None:
    row = ["1", "ฝ่ายพัฒนาผู้ประกอบการและส่งเสริมตลาด", AMOUNT, "51,600,000.00", "8,000,000.00", AMOUNT, "51.60"]
    head = ["ลำดับ", "หน่วยงาน", "งบประมาณ (บาท)", "เบิกจ่าย (บาท)", "ผูกพัน (บาท)", "คงเหลือ (บาท)", "ร้อยละ"]
    table = {"columns": head, "rows": [row], "widths": widths, "align": ["กลาง", "ซ้าย"] + ["ขวา"] * 5}
    (page, *_) = pypdfium2.PdfDocument(
        to_pdf(desk.docx(desk.document({"body": [{"table": table}, "จึงเรียนมา"]}, profile=profile)))
    )
    text = page.get_textpage()
    whole = text.get_text_range()
    amount = (
        AMOUNT if profile == "osmep" else AMOUNT.translate({48 + each: 0xE50 + each for each in range(10)})
    )
    at = whole.index(amount[0] + amount[1:3])
    heights = {round(text.get_charbox(at + each)[1]) for each in range(len(amount)) if amount[each].isdigit()}
    assert whole[at : at + len(amount)] == amount
    assert max(heights) - min(heights) <= 2, "digits of one line"
    assert "ลำดับ" in whole


@pytest.mark.parametrize("is_last", [False, True])
def test_a_long_address_does_not_spread_the_line_before_it(desk: Any, to_pdf: ToPdf, is_last: bool) -> None:
    address = "https://example.org/" + "a" * 60
    body = ["จึงเรียนมาเพื่อโปรดพิจารณา"] * (not is_last)
    body.insert(0, f"ตามที่ได้รับหนังสือ ตามเอกสารที่ {address} นั้น")
    page = pypdfium2.PdfDocument(to_pdf(desk.docx(desk.document({"body": body}))))[0].get_textpage()
    at = page.get_text_range().index("ตามที่ได้")
    left, right = page.get_charbox(at)[0], page.get_charbox(at + 3)[0]
    assert right - left < 30, "three letters of 16 pt"
