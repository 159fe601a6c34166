"""Puts no-break spaces where a line must not end: inside a date, between a number and its unit.

Changes nothing but plain spaces, and joins no words: what breaks inside a word is for the layout to mend.
"""

from __future__ import annotations

import re

from reportgen.thai.months import LONG, SHORT

_DIGIT = r"\d"  # of any script; a class of Thai digits takes long to compile
_SPACE = "[ \u00a0]"
_MONTH = "|".join(map(re.escape, LONG + SHORT))
# ที่ ends ครั้งที่, ฉบับที่, ไตรมาสที่ and วันที่ too.
_BEFORE_NUMBER = (
    "ที่", "ปี", "ปีงบประมาณ", "พ.ศ.", "ค.ศ.", "ข้อ", "ไตรมาส", "หน้า", "มาตรา", "หมวด", "เล่ม", "ร้อยละ",
    "วรรค", "ลำดับ", "ตาราง", "ภาพ", "แผนภูมิ", "ภาคผนวก", "งวด", "ระยะ", "รุ่น", "ระดับ", "ชั้น", "โทร.", "ต่อ",
)  # fmt: skip
# Units that nothing else begins with; they hold after any number.
_MEASURES = r"%|(?:พัน|หมื่น|แสน|ล้าน)*บาท|สตางค์|(?:พัน|หมื่น|แสน|ล้าน)+|น\.(?!ส\.)|กม\.|ตร\.ม\."
# Counted things; what follows in brackets makes another word of them, or holds them: มาตรา 7 ข้อ 12 หน้า 3.
# Not after a year: ปี 2565 โครงการ….
_COUNTED = (
    "คน|ราย(?![กงจไลช])|แห่ง|โครงการ|กิจการ|จังหวัด|ครั้ง(?!ที่)|เรื่อง|ข้อ(?![ก-ฮ]|[ \u00a0][0-9๐-๙])|ปี|เดือน(?![ก-ฮ])"
    "|วัน(?!ที่|[จอพศส])|ชั่วโมง|นาที|ไตรมาส|หน้า(?![ \u00a0][0-9๐-๙])|ฉบับ|ชุด|กลุ่ม|หน่วยงาน"
)
_YEAR_BEFORE = f"(?<!(?<!{_DIGIT})[2๒][4-6๔-๖]{_DIGIT}{{2}} )"


def _after(*words: str) -> str:
    """A test, standing after a space, that one of `words` stands before it (a look-behind has one width)."""
    return "(?:" + "|".join(f"(?<={re.escape(word)} )" for word in words) + ")"


_AFTER_MONTH = _after(*LONG, *SHORT)
_BREAKABLE = re.compile(
    " (?:"
    # 23 |พฤศจิกายน · 5 |ล้านบาท · 24 |คน
    rf"(?<={_DIGIT} )(?:(?<!{_DIGIT}{{3}} )(?={_MONTH})|(?={_MEASURES})|{_YEAR_BEFORE}(?={_COUNTED}))"
    # พฤศจิกายน |2564, พฤศจิกายน |พ.ศ. · ครั้งที่ |9/2564 · ฝตป. |1389/2564
    rf"|(?={_DIGIT}|พ\.ศ\.){_AFTER_MONTH}"
    rf"|(?={_DIGIT})(?:{_after(*_BEFORE_NUMBER)}|(?<=[ก-ฮ]\. )(?={_DIGIT}+{_SPACE}?/))"
    # ที่ |ฝตป. 1389/2564 · ที่ |พณ 0201/4575, and ที่ พณ |0201/4575
    rf"|(?<=ที่ )(?=[ก-ฮ]{{1,8}}\.?{_SPACE}{_DIGIT}+{_SPACE}?/)"
    rf"|(?<=ที่{_SPACE}[ก-ฮ]{{2}} )(?={_DIGIT}+{_SPACE}?/)"
    # 1389 |/ 2564 and 1389 / |2564
    rf"|(?<={_DIGIT} )(?=/{_SPACE}{_DIGIT})|(?<={_DIGIT}{_SPACE}/ )(?={_DIGIT})"
    # 15 |– 16 ธันวาคม, 2564 |– 2 มกราคม, มกราคม |– 2 กุมภาพันธ์; and 15 – |16 ธันวาคม
    rf"|(?=[–-]{_SPACE}{_DIGIT})(?:(?<={_DIGIT} )|{_AFTER_MONTH})"
    rf"|(?<={_DIGIT}{_SPACE}[–-] )(?<!{_DIGIT}{{3}}{_SPACE}[–-] )(?={_DIGIT}{{1,2}}{_SPACE}(?:{_MONTH}))"
    # อื่น |ๆ · |ฯลฯ
    r"|(?=ๆ|ฯลฯ)(?<=\S )"
    ")"
)


def glue(text: str) -> str:
    """`text` with no-break spaces inside dates, times, number and unit, `ครั้งที่ 9/2564`, and before ๆ and ฯลฯ.

    Gluing again changes nothing.
    """
    return _BREAKABLE.sub("\u00a0", text)
