"""Where things stand on the printed page: positions read from the PDF, against the numbers of the official
typing guide and of the secretariats' practice, which stand here by themselves (cm from the page's corner).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw
import pytest
from PIL import ImageFont

FONTS = Path(__file__).parents[2] / "fonts"
LEFT, RIGHT, TOP, BOTTOM = 3.0, 19.0, 2.5, 27.7
EMBLEM_TOP, EMBLEM_FOOT = 1.5, 3.0
DATE_LABEL, DATE = LEFT + 7.67, LEFT + 10.07
FIRST_LINE = LEFT + 2.5
SIGNATURE_AXIS = LEFT + 8 + 4
TOLERANCE = 0.1

pytestmark = pytest.mark.libreoffice
ToPdf = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Letter:
    text: str
    left: float
    right: float
    foot: float


def pages(pdf: bytes) -> list[list[Letter]]:
    document = pypdfium2.PdfDocument(pdf)
    return [list(letters(page)) for page in document]


def letters(page: Any) -> Iterator[Letter]:
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        if letter.strip():
            left, bottom, right, _ = text.get_charbox(index)
            yield Letter(letter, cm(left), cm(right), cm(height - bottom))


def cm(points: float) -> float:
    return points / 72 * 2.54


def found(page: list[Letter], words: str) -> list[Letter]:
    """The letters of the first place where `words` stand, spaces apart."""
    words = "".join(words.split())
    at = "".join(each.text for each in page).index(words)
    assert all(len(each.text) == 1 for each in page)
    return page[at : at + len(words)]


def foot(placed: list[Letter]) -> float:
    """The foot of a line: that of its consonants."""
    return min(each.foot for each in placed if "ก" <= each.text <= "ฮ" or each.text.isascii())


def near(value: float) -> Any:
    return pytest.approx(value, abs=TOLERANCE)


@pytest.fixture(scope="module")
def seed(desk: Any, to_pdf: ToPdf) -> list[list[Letter]]:
    return pages(to_pdf(desk.docx(desk.document())))


def test_the_seed_memo_stands_on_one_page(desk: Any, to_pdf: ToPdf, seed: list[list[Letter]]) -> None:
    assert len(seed) == 1
    assert len(pages(to_pdf(desk.docx(desk.document(), filed=True)))) == 1


def test_the_title_is_centred_and_stands_at_the_foot_of_the_emblem(seed: list[list[Letter]]) -> None:
    title = found(seed[0], "บันทึกข้อความ")
    assert (title[0].left + title[-1].right) / 2 == near((LEFT + RIGHT) / 2)
    assert foot(title) == near(EMBLEM_FOOT)


def test_the_emblem_stands_at_the_left_margin(desk: Any, to_pdf: ToPdf) -> None:
    page = pypdfium2.PdfDocument(to_pdf(desk.docx(desk.document())))[0]
    (picture,) = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    left, bottom, right, top = picture.get_bounds()
    assert cm(left) == near(LEFT)
    assert cm(page.get_height() - top) == near(EMBLEM_TOP)
    assert cm(page.get_height() - bottom) == near(EMBLEM_FOOT)
    assert cm(right - left) == pytest.approx(1.5, abs=0.01)


def test_the_head_stands_at_its_columns(seed: list[list[Letter]]) -> None:
    for label in ("หน่วยงาน", "ที่", "เรื่อง", "เรียน"):
        page = seed[0][len(found(seed[0], "บันทึกข้อความ")) :]
        assert found(page, label)[0].left == near(LEFT), label
    assert found(seed[0], "โทรศัพท์")[0].left == near(DATE_LABEL)
    assert found(seed[0], "วันที่")[0].left == near(DATE_LABEL)
    assert found(seed[0], "23พฤศจิกายน2564")[0].left == near(DATE)


def test_the_date_stands_under_the_title(seed: list[list[Letter]]) -> None:
    title = found(seed[0], "บันทึกข้อความ")
    assert found(seed[0], "วันที่")[0].left == near(title[6].left)
    assert found(seed[0], "23พฤศจิกายน2564")[0].left == near(title[-1].right)


def test_dots_lead_to_the_right_margin(seed: list[list[Letter]]) -> None:
    feet = [foot(found(seed[0], words)) for words in ("หน่วยงาน", "1389", "สสว.....")]
    for level in feet:
        dots = [each for each in seed[0] if each.text == "." and each.foot == near(level)]
        assert max(each.right for each in dots) == near(RIGHT)


def test_paragraphs_begin_and_end_at_their_places(seed: list[list[Letter]]) -> None:
    for words in ("ตามที่", "ฝตป. ในฐานะ", "จึงเรียน"):
        assert found(seed[0], words)[0].left == near(FIRST_LINE)
    assert found(seed[0], "ประชุมครั้งที่")[0].left == near(LEFT)
    body = [each for each in seed[0] if foot(found(seed[0], "ตามที่")) < each.foot < 27]
    assert min(each.left for each in body) > LEFT - TOLERANCE
    assert max(each.right for each in body) == near(RIGHT)


def test_six_points_stand_before_a_paragraph(seed: list[list[Letter]]) -> None:
    lines = [foot(found(seed[0], words)) for words in ("ตามที่", "ประชุมครั้งที่", "โครงการประจำปีงบ", "ฝตป. ในฐานะ")]
    pitch = lines[2] - lines[1]
    assert lines[1] - lines[0] == pytest.approx(pitch, abs=0.03)
    assert lines[3] - lines[2] - pitch == pytest.approx(cm(6), abs=0.03)


def test_the_signature_is_centred_right_of_the_middle(seed: list[list[Letter]]) -> None:
    lines = ("(นางพิมลภา สุวานิช)", "ผู้อำนวยการฝ่ายติดตามและประเมินผล", "รักษาการแทนในตำแหน่งผู้ช่วยผู้อำนวยการสำนักงาน")
    for words in lines:
        line = found(seed[0], words)
        assert (line[0].left + line[-1].right) / 2 == near(SIGNATURE_AXIS), words
        assert line[0].left > (LEFT + RIGHT) / 2
    room = foot(found(seed[0], lines[0])) - foot(found(seed[0], "เพื่อทราบต่อไป"))
    pitch = foot(found(seed[0], lines[2])) - foot(found(seed[0], lines[1]))
    assert room == near(pitch + 3 * cm(18.08))  # three lines of 16 pt


SENTENCE = "การส่งเสริมผู้ประกอบการในพื้นที่ต้องทำงานร่วมกับหน่วยงานท้องถิ่นอย่างต่อเนื่อง และกำหนดผู้รับผิดชอบให้ชัดเจน "


@pytest.fixture(scope="module")
def long(desk: Any, to_pdf: ToPdf) -> list[list[Letter]]:
    body = ["ตามที่ " + SENTENCE * 20 + "นั้น", SENTENCE * 22, SENTENCE * 16, "จึงเรียนมาเพื่อโปรดพิจารณา"]
    return pages(to_pdf(desk.docx(desk.document({"body": body}))))


def test_later_pages_begin_under_their_number(long: list[list[Letter]]) -> None:
    assert len(long) == 3
    assert "-1-" not in "".join(each.text for each in long[0])
    for number, page in enumerate(long[1:], start=2):
        mark = found(page, f"-{number}-")
        assert (mark[0].left + mark[-1].right) / 2 == near((LEFT + RIGHT) / 2)
        assert foot(mark) < TOP
    assert foot(found(long[1], f"-{2}-")) == foot(found(long[2], f"-{3}-"))


def test_every_page_keeps_its_margins(long: list[list[Letter]]) -> None:
    for number, page in enumerate(long):
        text = page if number == 0 else page[3:]
        assert max(each.foot for each in text) < BOTTOM + TOLERANCE
        assert min(each.left for each in text) > LEFT - TOLERANCE
        assert max(each.right for each in text) < RIGHT + TOLERANCE


def test_a_later_page_s_text_begins_at_the_top_margin(desk: Any, to_pdf: ToPdf) -> None:
    """The foot of its first line lies below 2.5 cm by as much as the font rises in a line of 16 pt."""
    body = ["\n\n".join(["ก"] * 70), "จึงเรียนมาเพื่อโปรดพิจารณา"]
    page = pages(to_pdf(desk.docx(desk.document({"body": body, "approver": None}))))[1]
    feet = [each.foot for each in page if each.text == "ก"]
    ascent, _ = ImageFont.truetype(str(FONTS / "THSarabunNew-Regular.ttf"), 1000).getmetrics()
    assert feet[0] == near(TOP + cm(16 * ascent / 1000))
    assert feet[1] - feet[0] == pytest.approx(feet[2] - feet[1], abs=0.02)


def test_marks_stand_on_every_page(desk: Any, to_pdf: ToPdf) -> None:
    body = [SENTENCE * 30, "จึงเรียนมาเพื่อโปรดพิจารณา"]
    changes = {"urgency": "ด่วนที่สุด", "secrecy": "ลับที่สุด", "body": body}
    made = pages(to_pdf(desk.docx(desk.document(changes))))
    for page in made:
        marks = [found(page, "ลับที่สุด"), found(page[::-1], "ลับที่สุด"[::-1])[::-1]]
        assert foot(marks[0]) < 2.0
        assert foot(marks[1]) > BOTTOM
        for mark in marks:
            assert (mark[0].left + mark[-1].right) / 2 == near((LEFT + RIGHT) / 2)
    urgency, title = found(made[0], "ด่วนที่สุด"), found(made[0], "บันทึกข้อความ")
    assert (title[0].left + title[-1].right) / 2 == near((LEFT + RIGHT) / 2)
    assert urgency[0].left > LEFT + 1.5
    assert urgency[-1].right < title[0].left
    assert foot(urgency) < foot(found(made[0], "หน่วยงาน"))


def test_signature_and_closing_paragraph_share_a_page(desk: Any, to_pdf: ToPdf) -> None:
    for lines in range(22, 30):
        body = ["\n".join(["ก"] * lines), "จึงเรียนมาเพื่อโปรดพิจารณา"]
        document = desk.document({"body": body, "approver": None, "drafter": None})
        made = pages(to_pdf(desk.docx(document)))
        if len(made) == 2:
            break
    texts = ["".join(each.text for each in page) for page in made]
    assert "จึงเรียน" not in texts[0]
    assert "พิมลภา" not in texts[0]
    assert texts[1].index("จึงเรียน") < texts[1].index("พิมลภา")


def test_items_run_on_as_paragraphs_do_and_those_under_them_hang(desk: Any, to_pdf: ToPdf) -> None:
    deep: Any = "ง" + SENTENCE * 2
    for letter in ("ค", "ข", "ก"):
        deep = {"text": letter + SENTENCE * 2, "list": [deep]}
    (page,) = pages(to_pdf(desk.docx(desk.document({"body": [{"list": [deep]}], "approver": None}))))
    texts = [3.3, 4.4, 4.8, 5.2]
    for letter, own, next_line in zip("กขคง", texts, [0, *texts[1:]], strict=True):
        first = found(page, letter + "การส่งเสริม")[0]
        assert first.left == near(LEFT + own)
        below = min(each.foot for each in page if each.foot > first.foot + 0.5 and "ก" <= each.text <= "ฮ")
        line = [each for each in page if abs(each.foot - below) < 0.15]
        assert min(each.left for each in line) == near(LEFT + next_line)


def test_the_foot_s_lines_are_never_alone_on_a_page(desk: Any, to_pdf: ToPdf) -> None:
    """A memo without an approver grows line by line until a page is full: its foot brings the signature."""
    for lines in range(14, 22):
        body = ["\n".join(["ก"] * lines), "จึงเรียนมาเพื่อโปรดพิจารณา"]
        made = pages(to_pdf(desk.docx(desk.document({"body": body, "approver": None, "copies": ["ฝกบ."]}))))
        if len(made) == 2:
            break
    texts = ["".join(each.text for each in page) for page in made]
    assert len(texts) == 2
    for words in ("จึงเรียน", "พิมลภา", "สำเนา", "SMEs"):
        assert words not in texts[0].replace("\u0e4dา", "ำ") and words in texts[1].replace("\u0e4dา", "ำ")


@pytest.mark.parametrize("profile", ["osmep", "central"])
def test_the_approver_signs_on_the_page_of_what_is_asked_for(desk: Any, to_pdf: ToPdf, profile: str) -> None:
    """A memo grows line by line until a page is full: what is asked for goes on with both signatures."""
    for lines in range(6, 20):
        body = ["\n".join(["ก"] * lines), "จึงเรียนมาเพื่อโปรดพิจารณา"]
        made = pages(to_pdf(desk.docx(desk.document({"body": body}, profile=profile))))
        if len(made) == 2:
            break
    texts = ["".join(each.text for each in page) for page in made]
    assert len(texts) == 2
    for words in ("จึงเรียน", "พิมลภา", "วิระพงษ์", "SMEs"):
        assert words not in texts[0] and words in texts[1]


@pytest.mark.parametrize("filed", [False, True])
def test_the_central_form_has_the_seed_memo_and_its_decision_on_one_page(
    desk: Any, to_pdf: ToPdf, filed: bool
) -> None:
    assert len(pages(to_pdf(desk.docx(desk.document(profile="central"), filed=filed)))) == 1


def test_the_receipt_stamp_stands_at_the_top_right(desk: Any, to_pdf: ToPdf) -> None:
    page = pages(to_pdf(desk.docx(desk.document(), filed=True)))[0]
    plain = pages(to_pdf(desk.docx(desk.document())))[0]
    for words in ("เลขที่รับ1421/64", "เวลา16.00ผู้รับPink"):
        stamp = found(page, words)
        assert stamp[0].left == near(14)
        assert foot(stamp) < foot(found(page, "หน่วยงาน")) - 0.5
    for words in ("บันทึกข้อความ", "หน่วยงาน", "ตามที่", "(นางพิมลภา"):  # the stamp moves nothing
        assert foot(found(page, words)) == foot(found(plain, words))
        assert found(page, words)[0].left == found(plain, words)[0].left
