"""No-break spaces: where they go (shown here as _), where they do not, and that nothing else changes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.thai.dates import DayRange, Style, show_days
from reportgen.thai.digits import to_thai
from reportgen.thai.spacing import glue


@pytest.mark.parametrize(
    "glued",
    [
        "เมื่อวันที่_17_กันยายน_2564 ที่ประชุม",
        "23_พ.ย._2564",
        "ณ วันที่_23_พฤศจิกายน_พ.ศ._2564",
        "ประจำเดือน พฤศจิกายน_2564",
        "ระหว่างวันที่_15_–_16_ธันวาคม_2564 ณ จังหวัดเชียงใหม่",
        "30_ธันวาคม_2564_– 2_มกราคม_2565",
        "28_มกราคม_– 2_กุมภาพันธ์_2565",
        "เวลา 16.00_น. ณ ห้องประชุม",
        "1,000,000.00_บาท (หนึ่งล้านบาทถ้วน)",
        "เกินกว่า 50_ล้านบาท / ส่งผลกระทบ",
        "ครั้งที่_9/2564",
        "ฝตป._1389/2564",
        "ฝตป._1389_/_2564",
        "ตามบันทึก ที่_ฝตป._1389/2564 ลงวันที่_3_มกราคม_2564",
        "หนังสือ ที่_พณ_0201/4575 และที่_นร_0704/ว 98",
        "เจ้าหน้าที่ ฝตป. 3_คน ที่ ฝตป. เสนอ",
        "ปีงบประมาณ_2565 จำนวน 9_โครงการ ดังนี้",
        "ผู้ประกอบการ 24_คน 3_จังหวัด",
        "ร้อยละ_53.15 ของงบประมาณ",
        "53.15_%",
        "พระราชบัญญัติ พ.ศ._2543 มาตรา_16",
        "โครงการอื่น_ๆ ที่เกี่ยวข้อง_ฯลฯ",
        "ยุทธศาสตร์ที่_1 ยกระดับ",
        "ปีงบประมาณ พ.ศ._2565 ไตรมาสที่_1",
        "ตามมาตรา_7 วรรค_2 ข้อ_12 หน้า_3",
        "รุ่น_2 งวด_3 ระดับ_4 โทร._3158 ต่อ_12",
        # and what stays apart
        "เรื่อง  ขอความเห็นชอบ",
        "ประจำปี_2565 โครงการนำร่อง",
        "ครั้งที่_9/2564 เรื่อง แนวทาง",
        "ไตรมาสที่_1 รายงานผล",
        "ครั้งที่_1 วันที่_5_มกราคม_2565",
        "นาย ก. และ 5 เหตุผล",
        "3. งานพัฒนา 4. โครงการพัฒนา",
        "พ.ศ._2565 มกราคม",
    ],
)
def test_glue(glued: str) -> None:
    no_break = glued.replace("_", "\u00a0")
    assert glue(glued.replace("_", " ")) == no_break
    assert glue(to_thai(glued.replace("_", " "))) == to_thai(no_break)
    assert glue(no_break) == no_break


@given(
    st.dates(date(1857, 1, 1), date(2257, 12, 31)),
    st.dates(date(1857, 1, 1), date(2257, 12, 31)),
    st.sampled_from(["long", "short", "era"]),
)
def test_dates_are_glued_as_they_are_shown(one: date, other: date, style: Style) -> None:
    days = DayRange(min(one, other), max(one, other))
    assert glue(show_days(days, style, glue=False)) == show_days(days, style)


NUMBERS = ["1", "๙", "2564", "/", "–", "-", " ", " ", "\u00a0"]
WORDS = ["มกราคม", "ธ.ค.", "พ.ศ.", "ที่", "ฝตป.", "บาท", "น.", "ๆ", "ราย", "งาน"]


@given(st.lists(st.sampled_from(NUMBERS + WORDS), max_size=14).map("".join) | st.text())
def test_only_plain_spaces_change_and_once(text: str) -> None:
    once = glue(text)
    assert glue(once) == once
    assert len(once) == len(text)
    assert all(old == new or (old, new) == (" ", "\u00a0") for old, new in zip(text, once, strict=True))
