"""Digits, one for one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.thai.digits import to_arabic, to_thai


def test_both_ways() -> None:
    assert to_arabic("๐๑๒๓๔๕๖๗๘๙ ครั้งที่ ๙/๒๕๖๔") == "0123456789 ครั้งที่ 9/2564"
    assert to_thai("0123456789 ครั้งที่ 9/2564") == "๐๑๒๓๔๕๖๗๘๙ ครั้งที่ ๙/๒๕๖๔"


@given(st.text())
def test_only_digits_change(text: str) -> None:
    shown = to_thai(text)
    assert len(shown) == len(text)
    assert to_arabic(shown) == to_arabic(text)
    assert [new for old, new in zip(text, shown, strict=True) if old not in "0123456789"] == [
        old for old in text if old not in "0123456789"
    ]
