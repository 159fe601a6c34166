"""Sorting: lists in the order of ICU 72 for Thai, written down, and the Royal Society's rules."""

from __future__ import annotations

import pytest

from reportgen.thai.collation import sort_key

ORDERED = [
    ["10 โครงการ", "2 โครงการ", "๓ แห่ง", "กอง", "สสว.", "SME"],
    ["ก", "ก็", "กอง", "กา", "ก่า", "กาญจนา", "เกษม", "เกา", "เก่า", "เก้า", "แก้ว", "แกะ", "ไก่", "ขวด"],
    ["โครงการ ก", "โครงการอื่น ๆ", "นา", "นาง", "นำ", "น้ำ", "ฝตป.", "ส้ม", "สมชาย"],
    ["กรุงเทพมหานคร", "เชียงใหม่", "นครราชสีมา", "ภูเก็ต", "สงขลา"],
]


@pytest.mark.parametrize("ordered", ORDERED)
def test_order(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


def test_marks_decide_last() -> None:
    assert sorted(["แคร์ ข", "แคร่ ก", "แคร ค"], key=sort_key) == ["แคร่ ก", "แคร์ ข", "แคร ค"]
    assert sorted(["เก้า", "เก๋า", "เก่า", "เกา", "เก๊า"], key=sort_key) == ["เกา", "เก่า", "เก้า", "เก๊า", "เก๋า"]


def test_digits_sort_alike_in_both_scripts() -> None:
    assert sort_key("ฉบับที่ ๑")[:2] == sort_key("ฉบับที่ 1")[:2]


def test_the_key_tells_apart_what_differs() -> None:
    assert sort_key("พ.ศ.") != sort_key("พศ")
