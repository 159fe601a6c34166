"""Words that make of a heading's amounts something else than a result: a plan, a difference, another year's.

Looks at words only; what a heading is without them is the business of `headings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.load.sheets.reach import timeless
from reportgen.thai.digits import to_arabic

REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

_PLAN = r"แผน(?!งาน)|เป้า(?!ประสงค์)|ประมาณการ|คาด|พยากรณ์|plan|target|forecast|estimate"
_DONE = r"(?:เบิก|จ่าย|ใช้|ก่อ|โอน|ได้|อนุมัติ|ดำเนิน|รับ|เพิ่ม)"
_NOT_YET = rf"ยังไม่|ค้าง|อยู่ระหว่าง|จะ(?={_DONE})|รอ(?=การ?{_DONE}|{_DONE})|คำขอ|ขอ(?=การ?{_DONE}|{_DONE})"
_DIFFERENCE = r"(?:ผล|ส่วน|ความแตก|แตก)ต่าง|เบี่ยงเบน|(?:สูง|ต่ำ|มาก|น้อย|เร็ว|ช้า|เกิน)กว่า|variance|difference|diff"
_PART = r"งบ(?:ลงทุน|ดำเนินงาน|บุคลากร|ประจำ|กลาง|(?:เงิน)?อุดหนุน|รายจ่ายอื่น)|รายจ่าย(?:ลงทุน|ประจำ|อื่น)|เงินนอกงบ|เงินกู้"
_OTHER = re.compile(f"{_PLAN}|{_NOT_YET}|{_DIFFERENCE}|{_PART}|คงเหลือ")
_BOTH = re.compile(r"แผน\s*(?:[-–/]|และ|กับ|เทียบกับ)\s*ผล|ผล\s*(?:[-–/]|และ|กับ|เทียบกับ)\s*แผน")
_RESULT = re.compile(r"ผล(?!ต่าง)|จ่ายจริง|จริง|actual|เบิกจ่าย(?:แล้ว|จริง)")
_YEAR = re.compile(r"(?<!เหลื่อม)ปี(?P<fiscal>งบประมาณ)?(?:พ\.?ศ\.?)?(?P<year>[0-9]{4})(?![0-9])")
_FIRST_MONTH = 10
_NEUTRAL = re.compile(r"(?:ผล|จริง|ยอด|จำนวน|เงิน|(?:ล้าน|พัน)?บาท|หน่วย|เบิก|จ่าย|รวม|แล้ว|ทั้งสิ้น|สะสม|actual|[./-])*")
_LETTER = re.compile(r"[0-9]{0,2}|[a-zก-ฮ]")
_SIGN = re.compile(r"[=+–−*/×-]")
_SYSTEM = re.compile(r"(?:ตาม|จาก|ข้อมูล|ใน)*(?:ระบบ)?(?:new)?(?:gfmis(?:thai)?|erp)")


def is_other(squeezed_text: str) -> bool:
    """Whether the words are of a plan, of what is not done yet, of a part, a remainder or a difference."""
    return bool(_OTHER.search(squeezed_text))


def is_neutral(squeezed_text: str) -> bool:
    """Whether the words say nothing but that there is an amount, or when."""
    return bool(_NEUTRAL.fullmatch(timeless(squeezed_text)))


def is_mark(squeezed_remark: str) -> bool:
    """Whether a remark says nothing of its column: units, a number, a letter, a formula of them, a system."""
    is_formula = all(_LETTER.fullmatch(part) for part in _SIGN.split(squeezed_remark))
    return is_formula or is_neutral(squeezed_remark) or bool(_SYSTEM.fullmatch(timeless(squeezed_remark)))


def remarks(text: str) -> list[str]:
    """What stands in brackets, squeezed."""
    return [joined(found) for found in REMARK.findall(text)]


def joined(text: str) -> str:
    """`text` without spaces and brackets, in Arabic digits and small letters."""
    return re.sub(r"[\s\u200b:：()\[\]]+", "", to_arabic(text)).lower()


def of_result(texts: Sequence[str]) -> Iterator[str]:
    """The texts of a heading without "plan and result" in a group over it, where it is the result."""
    for number, text in enumerate(texts, start=1):
        is_result = any(_RESULT.match(joined(own)) for own in texts[number:])
        left = _BOTH.sub("", text) if is_result else text
        if left.strip():
            yield left


def year_of(texts: Sequence[str], month: int | None) -> int | None:
    """The B.E. year that a heading names, its own words before its group's: the fiscal year of a role, the
    calendar year of a month; None where it may be either."""
    found = next((match for text in reversed(texts) if (match := _YEAR.search(joined(text)))), None)
    if found is None:
        return None
    is_of_before = month is not None and month >= _FIRST_MONTH
    if not is_of_before:
        return int(found["year"])
    return int(found["year"]) - 1 if found["fiscal"] else None
