"""Thai digits in print, and what keeps its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.thai.digits import to_arabic
from reportgen.thai.output_digits import with_thai_digits


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("ครั้งที่ 9/2564 เมื่อวันที่ 17 กันยายน 2564", "ครั้งที่ ๙/๒๕๖๔ เมื่อวันที่ ๑๗ กันยายน ๒๕๖๔"),
        ("150,000.00 บาท", "๑๕๐,๐๐๐.๐๐ บาท"),
        ("โทร. 0 2298 3000 ต่อ 3158", "โทร. ๐ ๒๒๙๘ ๓๐๐๐ ต่อ ๓๑๕๘"),
        ("(1.2) ข้อ 3.", "(๑.๒) ข้อ ๓."),
        ("ร้อยละ 53.15 (24 ราย)", "ร้อยละ ๕๓.๑๕ (๒๔ ราย)"),
        ("SMEs 24 ราย", "SMEs ๒๔ ราย"),
        ("SMEs(24) และ 9/2564(SMEs)", "SMEs(๒๔) และ ๙/๒๕๖๔(SMEs)"),
        ("SMEsจำนวน24ราย", "SMEsจำนวน๒๔ราย"),
        # addresses, e-mails, codes and English names keep theirs
        ("ดู https://www.sme.go.th/2565/?id=12 ภายใน 5 วัน", "ดู https://www.sme.go.th/2565/?id=12 ภายใน ๕ วัน"),
        ("ส่ง e2565.report@sme.go.th", "ส่ง e2565.report@sme.go.th"),
        ("โรค COVID-19 ปี 2564", "โรค COVID-19 ปี ๒๕๖๔"),
        ("มาตรฐาน ISO9001:2015 ข้อ 4", "มาตรฐาน ISO9001:2015 ข้อ ๔"),
        ("งวด 2565-q1", "งวด 2565-q1"),
        ("อุตสาหกรรม Industry 4.0 ของไทย 2 แห่ง", "อุตสาหกรรม Industry 4.0 ของไทย ๒ แห่ง"),
        ("ใช้ Windows 11", "ใช้ Windows 11"),
        ("ใช้ (Windows 11) 3 เครื่อง", "ใช้ (Windows 11) ๓ เครื่อง"),
        ("โครงการ Phase 2 Online", "โครงการ Phase 2 Online"),
        ("", ""),
    ],
)
def test_thai_digits(text: str, printed: str) -> None:
    assert with_thai_digits(text) == printed
    assert with_thai_digits(printed) == printed


@given(st.text(alphabet="กี่ 0129abZ.,-/()@:๕\u00a0\n", max_size=60))
def test_only_digits_change_and_once(text: str) -> None:
    printed = with_thai_digits(text)
    assert to_arabic(printed) == to_arabic(text)
    assert len(printed) == len(text)
    assert with_thai_digits(printed) == printed


@given(st.text(alphabet="กขคี่ 0123456789.,-/()\u00a0", max_size=60))
def test_without_latin_letters_every_digit_is_thai(text: str) -> None:
    assert not any(each in "0123456789" for each in with_thai_digits(text))
