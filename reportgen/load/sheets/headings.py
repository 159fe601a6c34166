"""The heading of a column to what the column is.

Knows the words that finance uses; a heading that is not quite one of them is no heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.model.mapping import UNITS, Role
from reportgen.thai.dates import BUDDHIST_ERA
from reportgen.thai.digits import to_arabic
from reportgen.thai.months import read_month_name
from reportgen.thai.reading import ReadError

_PROJECT = r"(?:แผนงาน|งาน|โครงการ|กิจกรรม|รายการ)"
_BUDGET = r"(?:งบประมาณ|งบ|วงเงิน|วงเงินงบประมาณ)"
_COMMITTED = r"(?:ก่อหนี้)?(?:ภาระ)?(?:ก่อหนี้)?ผูกพัน"
_WORDS: tuple[tuple[Role, str], ...] = (
    (Role.CODE, r"รหัส(?:โครงการ|งาน)?|project ?id|id"),
    (Role.PROJECT, rf"(?:ชื่อ)?{_PROJECT}(?:[/และ]+{_PROJECT})*"),
    (Role.GROUP, r"กลุ่ม(?:งบประมาณ|งาน)?|ประเภทงบประมาณ"),
    (Role.FUND, r"แหล่ง(?:เงิน|งบประมาณ|ที่มา)(?:งบประมาณ|ของเงิน)?"),
    (Role.SPENT, rf"(?:รวม)?(?:ผล(?:การ)?)?(?:เบิกจ่าย(?:และ|\+|รวม){_COMMITTED}|ใช้จ่าย)(?:สะสม|รวม|ทั้งสิ้น)?"),
    (Role.AFTER, rf"{_BUDGET}(?:สุทธิ|หลังโอน(?:เปลี่ยนแปลง)?|หลังเปลี่ยนแปลง)"),
    (Role.TRANSFER, r"(?:งบ(?:ประมาณ)?)?(?:รับ)?โอน(?:เปลี่ยนแปลง|เข้า[-/]ออก|เพิ่ม[-/]ลด)?"),
    (Role.BALANCE, rf"(?:{_BUDGET})?คงเหลือ"),
    (Role.COMMITTED, rf"{_COMMITTED}(?:คงเหลือ|ที่ยังไม่เบิก(?:จ่าย)?)*(?:/?po)?|po"),
    (Role.ACT, rf"{_BUDGET}(?:ตั้งต้น|ตามพ\.?ร\.?บ\.?|ที่ได้รับ(?:จัดสรร|อนุมัติ)?|จัดสรร|อนุมัติ|ทั้งปี)*"),
    (
        Role.DISBURSED,
        r"(?:รวม)?(?:ผล)?(?:การ)?เบิกจ่าย(?:แล้ว|จริง|สะสม|รวม|ทั้งสิ้น|ตั้งแต่ต้นปี)*|(?:ยอด)?สะสม|รวม(?:ทั้งสิ้น|สะสม)?",
    ),
)
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _WORDS)
_RATE = re.compile(r"ร้อยละ|อัตรา|%")
_OF_SPENT = re.compile(rf"ใช้จ่าย|{_COMMITTED}")
_PLANNED = re.compile(r"แผน(?!งาน)|เป้าหมาย|ประมาณการ|คาดการณ์")
_PASSED = re.compile(r"ลำดับ(?:ที่)?|ที่|no\.?|#|(?:แผน)?ยุทธศาสตร์|หน่วยงาน.*|ผู้รับผิดชอบ.*|ฝ่าย.*|หมายเหตุ")
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_UNIT = re.compile(r"(?:ล้าน|พัน)?บาท")

_MONTH_YEAR = re.compile(r"(?P<name>[ก-ฺเ-๎.]+?)[-/ .']*(?:พ\.?ศ\.?)? *(?P<year>[0-9]{4}|[0-9]{2})?")
_NUMERIC = re.compile(r"(?P<month>0?[1-9]|1[0-2])(?:[/-](?P<year>[0-9]{4}|[0-9]{2}))?")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column is: a role, or a month (1 to 12, with its B.E. year where that is written)."""

    role: Role | None = None
    month: int | None = None
    year: int | None = None
    is_cumulative: bool | None = None


def read_heading(texts: Sequence[str]) -> Heading | None:
    """The heading made of `texts`, from the group above to the column's own; None where it is unknown."""
    bare = [squeezed(text) for text in texts]
    whole = "".join(bare)
    if any(_PASSED.fullmatch(text) for text in bare[-1:]):
        return Heading(Role.UNUSED)
    month = next((found for text in reversed(texts) if (found := read_month(text))), None)
    if _RATE.search(whole):
        return Heading(Role.UNUSED if month or _PLANNED.search(whole) else _rate(whole))
    own = role_of(bare[-1]) or role_of(whole)
    if _PLANNED.search(whole) and own is not Role.PROJECT:
        return Heading(Role.UNUSED)
    if month:
        if re.search(_COMMITTED, whole):
            return Heading(Role.UNUSED)
        return Heading(None, *month, is_cumulative=_cumulative("".join(texts)))
    if own is None:
        own = next((role for text in reversed(bare) if (role := role_of(text))), None)
    return Heading(own) if own else None


def role_of(squeezed_text: str) -> Role | None:
    """The role whose word this is."""
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(squeezed_text)), None)


def read_month(text: str) -> tuple[int, int | None] | None:
    """Month and B.E. year from `ต.ค. 64`, `ตุลาคม 2564`, `ต.ค.-64`, `10`, `10/2564` or a date's ISO form."""
    plain = _REMARK.sub("", to_arabic(text)).strip().removeprefix("เดือน").strip()
    if found := _ISO.fullmatch(plain):
        return int(found["month"]), _buddhist(found["year"], is_iso=True)
    if found := _NUMERIC.fullmatch(plain):
        return int(found["month"]), _buddhist(found["year"])
    found = _MONTH_YEAR.fullmatch(plain.removeprefix("สะสม").removesuffix("สะสม").strip())
    if not found:
        return None
    try:
        return read_month_name(found["name"]), _buddhist(found["year"])
    except ReadError:
        return None


def unit_of(text: str) -> str | None:
    """The unit that a heading or a title names: within brackets, or after the word หน่วย."""
    named = [*_REMARK.findall(text), *re.findall(r"หน่วย\s*[:：]?\s*(\S+)", text)]
    words = [found[0] for each in named if (found := _UNIT.search(each))]
    return next((word for word in words if word in UNITS), None)


def squeezed(text: str) -> str:
    """`text` without spaces and remarks in brackets, in small letters."""
    return re.sub(r"[\s\u200b:：]+", "", _REMARK.sub("", to_arabic(text))).lower()


def _cumulative(text: str) -> bool | None:
    if "สะสม" in text:
        return True
    return False if "รายเดือน" in text else None


def _rate(whole: str) -> Role:
    if _OF_SPENT.search(whole):
        return Role.SPENT_RATE
    return Role.DISBURSED_RATE if "เบิกจ่าย" in whole else Role.UNUSED


def _buddhist(year: str | None, *, is_iso: bool = False) -> int | None:
    """The B.E. year: two digits are those of one; a date of Excel is C.E. unless it was typed as B.E."""
    if year is None:
        return None
    if len(year) == 2:
        return 2500 + int(year)
    return int(year) + BUDDHIST_ERA if is_iso and int(year) < 2400 else int(year)
