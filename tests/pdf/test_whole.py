"""Names kept whole, in the copy and at the ends of LibreOffice's lines."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.pdf import Converted
from reportgen.pdf.whole import Glue

NAMES = ("นางพิมลภา สุวานิช", "นายวิระพงษ์ มาลัย", "ฝ่ายติดตามและประเมินผล")
LAYOUT = '<w:pPr><w:ind w:right="3200"/><w:jc w:val="thaiDistribute"/></w:pPr>'
INVISIBLE = str.maketrans({"\u2060": None, "\u200b": None, "\u00a0": " "})


def glued(text: str, names: tuple[str, ...] = NAMES) -> str:
    return Glue(names).part(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")


def test_a_name_is_joined_between_its_clusters_only() -> None:
    made = glued("เสนอ นางพิมลภา สุวานิช")
    assert "นา\u2060ง\u2060พิ\u2060ม\u2060ล\u2060ภา\u00a0สุ\u2060วา\u2060นิ\u2060ช" in made


def test_a_line_may_break_beside_a_name_at_a_thai_letter_and_not_at_a_bracket() -> None:
    assert "\u200bนา\u2060ง" in glued("โดยนางพิมลภา สุวานิชได้")
    assert "ช\u200bได้" in glued("โดยนางพิมลภา สุวานิชได้")
    assert "\u200b" not in glued("(นางพิมลภา สุวานิช)")


@pytest.mark.parametrize("text", ["50\u00a0ล้านบาท", "ร้อยละ 25", "ครั้งที่ 9/2564", "มิถุนายน"])
def test_terms_of_every_report(text: str) -> None:
    assert "\u2060" in glued(text, ())


@pytest.mark.parametrize("text", ["ประสบการณ์ปฏิบัติการณ์", "เยกระดับ"])
def test_what_only_looks_like_a_term_is_left_alone(text: str) -> None:
    assert "\u2060" not in glued(text, ())


def test_a_line_may_break_between_a_mark_and_a_name() -> None:
    assert "ไม่\u200bนา\u2060ง" in glued("ไม่นางพิมลภา สุวานิช")


def test_no_line_begins_with_what_ends_a_word() -> None:
    assert "ม\u2060ฯ พิ" in glued("ส่งเสริมฯ พิจารณา", ()) and "\u200bฯ" not in glued("ส่งเสริมฯ", ())


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ด้วยงบประมาณปี\u00a02566", "ปี\u00a02\u20605\u20606\u20606<"),
        ("5\u00a0ม.ค.\u00a0๒๕๖๕ และ 2565", ">5\u00a0ม.ค.\u00a0๒\u2060๕\u2060๖\u2060๕ และ 2565<"),
    ],
)
def test_a_number_held_to_its_word_is_kept_whole(text: str, whole: str) -> None:
    assert whole in glued(text, ())


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("เมื่อวันที่\u00a05 มกราคม", "เมื่อวัน\u2060ที่\u00a0"),
        ("ไตรมาสที่\u00a0๑", "ไตรมาส\u2060ที่\u00a0"),
        ("ต้นปี\u00a02565", "ต้น\u2060ปี\u00a0"),
        ("ตามที่ 5 หน่วยงานเสนอ", "ตามที่ 5"),
        ("อุดหนุนฯ พิจารณา", "อุดหนุน\u2060ฯ พิจารณา"),
        ("แนวทางฯให้", "แนวทาง\u2060ฯ\u200bให้"),
        ("ผลไม้ฯลฯ", "ผลไม้ฯล\u2060ฯ"),
    ],
)
def test_a_word_is_kept_with_its_own_beginning(text: str, whole: str) -> None:
    assert f">{whole}" in glued(text, ())


@pytest.mark.parametrize("text", ["มหาวิทยาลัยเทคโนโลยีพระจอมเกล้าพระนครเหนือ", "ก"])
def test_a_long_name_is_left_alone(text: str) -> None:
    assert glued(text, (text,)) == f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_headings_are_left_alone_for_the_outline() -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>ร้อยละ</w:t></w:r></w:p>'
    text = "<w:p><w:r><w:t>ร้อยละ</w:t></w:r></w:p>"
    assert Glue(()).part(heading + text).startswith(heading + "<w:p><w:r><w:t>ร้อย\u2060ละ")


@pytest.mark.parametrize(("width", "is_joined"), [(3000, True), (1200, False)])
def test_a_name_wider_than_its_cell_is_left_alone(width: int, is_joined: bool) -> None:
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    cell = f"<w:tc>{properties}<w:p><w:r><w:t>{NAMES[0]}</w:t></w:r></w:p></w:tc>"
    assert ("\u2060" in Glue(NAMES).part(cell)) is is_joined


@given(st.text(alphabet=" กิาเ้.(นายมลัย\u00a0ล้านบาทร้อยละ", max_size=40))
def test_nothing_visible_changes(text: str) -> None:
    xml = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    assert glued(text).translate(INVISIBLE) == xml.translate(INVISIBLE)


@pytest.mark.libreoffice
@pytest.mark.slow
def test_no_line_of_the_pdf_breaks_a_name(
    paper: Callable[..., Any], to_pdf: Callable[..., Converted], tmp_path: Path
) -> None:
    swept = (*NAMES, "50\u00a0ล้านบาท", "ร้อยละ")
    broken: dict[bool, int] = {}
    for names in ((), NAMES):
        document = paper()
        for name in swept:
            for step in range(24):
                text = f"คณะอนุกรรมการ พิจารณาเห็นชอบตามที่เสนอ{'ก' * step}โดย{name}ได้ดำเนินการต่อไปตามแผน"
                document.paragraph(f"{LAYOUT}<w:r><w:t>{text}</w:t></w:r>")
        converted = to_pdf(document.bytes(), names=names)
        assert converted.fonts == {"THSarabunNew"} and converted.diagnostics == ()
        (tmp_path / "paper.pdf").write_bytes(converted.pdf)
        told = subprocess.run(["pdftotext", tmp_path / "paper.pdf", "-"], capture_output=True, check=True)
        text = told.stdout.decode("utf-8")
        assert not set(text) & {"\u2060", "\u200b", "\u200d", "\ufeff"}
        lines = ["".join(line.split()) for line in text.split("\n")]  # poppler sees spaces in wide lines
        whole = sum("".join(name.split()) in line for name in swept for line in lines)
        broken[bool(names)] = 24 * len(swept) - whole
    assert broken[False] >= 20
    assert broken[True] == 0
