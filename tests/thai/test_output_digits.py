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
        ("ใช้ Windows 11 จำนวน 3 เครื่อง", "ใช้ Windows 11 จำนวน ๓ เครื่อง"),
        (
            "ดู https://th.wikipedia.org/wiki/ปี_2565(2) 3 ครั้ง",
            "ดู https://th.wikipedia.org/wiki/ปี_2565(2) ๓ ครั้ง",
        ),
        # numbers of meetings, and what opens them
        ("Zoom Meeting ID 123 456 7890 เวลา 9.30 น.", "Zoom Meeting ID 123 456 7890 เวลา ๙.๓๐ น."),
        ("Meeting ID: 987-6543-2100 Passcode: 654321", "Meeting ID: 987-6543-2100 Passcode: 654321"),
        ("(Meeting ID) 123\u00a0456\u00a07890 วันที่ 5", "(Meeting ID) 123\u00a0456\u00a07890 วันที่ ๕"),
        ("ผ่าน Zoom 123 456 7890 ปี 2565", "ผ่าน Zoom 123 456 7890 ปี ๒๕๖๕"),
        ("รหัสผ่าน 123456 รหัสการประชุม: 123 456 7890", "รหัสผ่าน 123456 รหัสการประชุม: 123 456 7890"),
        ("รหัสผ่าน 6 หลัก PIN 4 หลัก", "รหัสผ่าน ๖ หลัก PIN ๔ หลัก"),
        ("ประชุม ID ครั้งที่ 9/2564", "ประชุม ID ครั้งที่ ๙/๒๕๖๔"),
        # standards
        ("ISO 9001:2015 จำนวน 5 แห่ง", "ISO 9001:2015 จำนวน ๕ แห่ง"),
        ("ISO 9001 24 แห่ง", "ISO 9001 ๒๔ แห่ง"),
        ("ISO 9001, 14001 และ ISO/IEC 27001:2022", "ISO 9001, 14001 และ ISO/IEC 27001:2022"),
        ("มาตรฐาน TIS 2000-2563 ปี 2564", "มาตรฐาน TIS 2000-2563 ปี ๒๕๖๔"),
        ("GHP 420:2560 ข้อ 4", "GHP 420:2560 ข้อ ๔"),
        ("SMEs 10-20 ราย", "SMEs ๑๐-๒๐ ราย"),
        ("ประชุม Zoom 13:30 น.", "ประชุม Zoom ๑๓:๓๐ น."),
        ("No. 5 ของ 12 Phase 2 ปี 2565", "No. 5 ของ ๑๒ Phase 2 ปี ๒๕๖๕"),
        # vehicles; telephones in Thailand are written as all numbers are
        ("รถยนต์หมายเลขทะเบียน 1กข 1234 กรุงเทพมหานคร 2 คัน", "รถยนต์หมายเลขทะเบียน 1กข 1234 กรุงเทพมหานคร ๒ คัน"),
        ("ทะเบียนรถตู้ ฮต-5678", "ทะเบียนรถตู้ ฮต-5678"),
        ("ทะเบียน 30-1234", "ทะเบียน 30-1234"),
        ("จดทะเบียนนิติบุคคล 24 ราย", "จดทะเบียนนิติบุคคล ๒๔ ราย"),
        ("จดทะเบียน รวม 24 ราย", "จดทะเบียน รวม ๒๔ ราย"),
        ("โทร. 08 1234 5678", "โทร. ๐๘ ๑๒๓๔ ๕๖๗๘"),
        ("โทร. +66 2298 3000", "โทร. +66 2298 3000"),
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


_PIECES = ["ISO", "ID", "Zoom", "SMEs", "No.", "ทะเบียน", "กข", "รหัสผ่าน", "ราย", "และ", "https://x.th/", "+66"]
_GAPS = ["", " ", "\u00a0", ":", "-", ",", ": ", ", ", ") ", "("]


@given(
    st.lists(
        st.tuples(st.sampled_from([*_PIECES, "123", "4567", "9001", "2015", "5"]), st.sampled_from(_GAPS))
    )
)
def test_named_numbers_are_printed_once(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in parts)
    printed = with_thai_digits(text)
    assert to_arabic(printed) == text
    assert with_thai_digits(printed) == printed


@pytest.mark.parametrize("word", ["ISO", "TIS", "Meeting ID", "meeting id", "Passcode:", "รหัสผ่าน"])
@given(number=st.from_regex(r"[0-9]{3,6}(-[0-9]{3,4}){0,2}", fullmatch=True), gap=st.sampled_from(" \u00a0"))
def test_a_named_number_is_not_touched(word: str, number: str, gap: str) -> None:
    text = f"ตาม {word}{gap}{number} ข้อ"
    assert with_thai_digits(f"{text} 5") == f"{text} ๕"
