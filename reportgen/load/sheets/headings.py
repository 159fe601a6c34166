"""The heading of a column to what the column is.

Knows the words that finance uses; a heading that is not quite one of them is no heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.load.sheets.doubts import (
    REMARK,
    is_mark,
    is_neutral,
    is_other,
    joined,
    of_result,
    remarks,
    year_of,
)
from reportgen.load.sheets.reach import is_of_before, quarter_of, reach_of, timeless
from reportgen.model.mapping import UNITS, Role
from reportgen.thai.dates import BUDDHIST_ERA
from reportgen.thai.digits import to_arabic
from reportgen.thai.months import read_month_name
from reportgen.thai.reading import ReadError

_PROJECT = r"(?:แผนงาน|งาน|โครงการ|กิจกรรม|รายการ)"
_ABOVE = r"(?:(?:แผน)?ยุทธศาสตร์|กลยุทธ์|ผลผลิต|แผนงาน)"
_LAW = r"พ\.?ร\.?บ\.?(?:งบประมาณ(?:รายจ่าย)?(?:ประจำปี)?)*"
_BUDGET = r"(?:งบประมาณ|งบ|วงเงิน|วงเงินงบประมาณ)"
_CHANGE = r"(?:โอน|เปลี่ยนแปลง|ปรับ(?:แผน|ปรุง)?)"
_MONEY = r"(?:(?:งบ(?:ประมาณ)?|เงิน|จำนวน|ยอด|ที่)*)"
_TURN = r"[/]?เปลี่ยนแปลง"
_COMMITTED = r"(?:(?:ก่อน?หนี้)?(?:ภาระ)?(?:ก่อหนี้)?ผูกพัน|ก่อหนี้|po)"
_BOTH = rf"(?:การ)?เบิกจ่าย(?:และ|\+|/|รวม|กับ)(?:การ)?{_COMMITTED}|{_COMMITTED}(?:และ|\+|/)(?:การ)?เบิกจ่าย"
_YEAR = r"(?:ประจำ)?(?:ปี(?:งบประมาณ)?)?(?:พ\.?ศ\.?)?[0-9]{4}"
_WORDS: tuple[tuple[Role, str], ...] = (
    (Role.CODE, r"รหัส(?:โครงการ|งาน)?|project ?id|id"),
    (Role.PROJECT, rf"(?:{_ABOVE}[/และ]+)*(?:ชื่อ)?{_PROJECT}(?:[/และ]+{_PROJECT})*"),
    (Role.GROUP, r"กลุ่ม(?:งบประมาณ|งาน)?|ประเภทงบประมาณ"),
    (Role.FUND, r"แหล่ง(?:เงิน|งบประมาณ|ที่มา)(?:งบประมาณ|ของเงิน)?|ประเภทเงิน"),
    (Role.SPENT, rf"(?:รวม)?(?:ผล(?:การ)?)?(?:{_BOTH}|ใช้จ่าย|ใช้ไป)(?:สะสม|รวม|ทั้งสิ้น)?"),
    (Role.AFTER, rf"{_BUDGET}สุทธิ|(?:{_BUDGET})?(?:ภาย)?หลัง(?:การ)?{_CHANGE}(?:[/และ]*{_CHANGE})*"),
    (Role.TRANSFER, rf"{_MONEY}(?:การ)?โอน(?:[/]?เปลี่ยนแปลง|เข้า[-/]ออก|เพิ่ม[-/]ลด|สุทธิ)*"),
    (
        Role.TRANSFER_IN,
        rf"{_MONEY}(?:(?:ได้)?รับ(?:การ)?โอน(?:{_TURN})?(?:เข้า|เพิ่ม)?|โอน(?:{_TURN})?(?:เข้า|เพิ่ม(?:ขึ้น)?|\+))",
    ),
    (Role.TRANSFER_OUT, rf"{_MONEY}(?:ถูก)?โอน(?:{_TURN})?(?:ออก|ลด(?:ลง)?|ไป|[-–−])"),
    (Role.BALANCE, rf"(?:ยอด|เงิน)?(?:{_BUDGET})?คงเหลือ(?:สุทธิ|ทั้งสิ้น)?"),
    (Role.COMMITTED, rf"(?:กันเงิน[/และ]+)?{_COMMITTED}(?:คงเหลือ|ที่ยังไม่เบิก(?:จ่าย)?)*(?:/?po)?"),
    (
        Role.ACT,
        rf"(?:{_BUDGET}(?:ตั้งต้น|ที่ได้รับ(?:จัดสรร|อนุมัติ)?|จัดสรร|อนุมัติ|ทั้งปี|{_YEAR}|(?:ตาม)?{_LAW})*"
        rf"|(?:ตาม)?{_LAW}(?:{_YEAR})?)",
    ),
    (
        Role.DISBURSED,
        r"(?:รวม|ผล|ยอด|จำนวน|เงิน|ที่|การ)*เบิกจ่าย(?:เงิน|งบประมาณ)*(?:แล้ว|จริง|สะสม|รวม|ทั้งสิ้น|ตั้งแต่ต้นปี)*|(?:ยอด)?สะสม|รวม(?:ทั้งสิ้น|สะสม)?",
    ),
)
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _WORDS)
_RATE = re.compile(r"ร้อยละ|อัตรา|%")
_OF_SPENT = re.compile("ใช้จ่าย|เบิกจ่าย.*(?:ผูกพัน|ก่อหนี้|po)|(?:ผูกพัน|ก่อหนี้|po).*เบิกจ่าย")
_OF_COMMITTED = re.compile("ผูกพัน|ก่อหนี้")
_IN = re.compile(r"เข้า|เพิ่ม(?:ขึ้น)?|รับ|\+")
_OUT = re.compile(r"ออก|ลด(?:ลง)?|ให้|ไป|[-–−]")
_PASSED = re.compile(r"ลำดับ(?:ที่)?|ที่|no\.?|#|(?:แผน)?ยุทธศาสตร์|หน่วยงาน.*|ผู้รับผิดชอบ.*|ฝ่าย.*|หมายเหตุ")
_ANY_SUM = re.compile(r"รวม(?:ทั้งสิ้น|สะสม)?|(?:ยอด)?สะสม")
_RESULT = re.compile("ผล|จริง|เบิก|จ่าย|actual")
_FORMULA = re.compile(r"[-+–−=/]|และ|หัก")
_FOLLOWING = (Role.SPENT, Role.AFTER, Role.BALANCE)
_WORDED = (Role.PROJECT, Role.CODE, Role.GROUP, Role.FUND)
_UNIT = re.compile(r"(?:ล้าน|พัน)?บาท")
_NUMBERED = re.compile(r"\([0-9]{1,2}\)(?:\s*[=+–−-]\s*\([0-9]{1,2}\))*")
"""The number of a column and how it follows from others: `(3) = (1) + (2)`."""

_BEFORE_MONTH = re.compile(
    r"(?:(?:ผล)?(?:การ)?เบิกจ่าย)?\s*(?:(?:สะสม|ตั้งแต่ต้นปี(?:งบประมาณ)?|ใน|ประจำ|ระหว่าง|เฉพาะ|จน|ถึง|ณ|สิ้น|เดือน)\s*)*"
    r"(?:(?:วันที่\s*)?[0-9]{1,2}\s*(?=[ก-๎]|/\s*[0-9]{1,2}\s*/)/?)?"
)
_MONTH_YEAR = re.compile(r"(?P<name>[ก-ฺเ-๎.]+?)[-/ .']*(?:พ\.?ศ\.?)? *(?P<year>[0-9]{4}|[0-9]{2})?")
_NUMERIC = re.compile(r"(?P<month>0?[1-9]|1[0-2])(?:[/-](?P<year>[0-9]{4}|[0-9]{2}))?")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column is: a role, or a month (1 to 12, with its B.E. year where that is written).

    `is_period` marks an amount of one month, quarter or the time before alone, which is in no use;
    `is_quarter` a month that was told as the end of a quarter; `is_other` an amount that is no result, such
    as a plan or what is left of one, which is in no use either. The year of a role is a fiscal year.
    """

    role: Role | None = None
    month: int | None = None
    year: int | None = None
    is_cumulative: bool | None = None
    is_period: bool = False
    is_quarter: bool = False
    is_other: bool = False


PERIOD = Heading(Role.UNUSED, is_period=True)
OTHER = Heading(Role.UNUSED, is_other=True)


def read_heading(texts: Sequence[str]) -> Heading | None:
    """The heading made of `texts`, from the group above to the column's own; None where it is unknown."""
    texts = list(of_result(texts))
    bare = [_bare(text) for text in texts]
    if any(_PASSED.fullmatch(text) for text in bare[-1:]):
        return Heading(Role.UNUSED)
    month = next((told for text in reversed(texts) if (told := read_month(text))), None)
    reach, is_plan = reach_of(texts), _is_of_other(texts, bare)
    if _RATE.search("".join(texts)):  # also within brackets, beside the amount of the same name
        is_part = is_plan or reach == "period" or (month and not reach)
        return Heading(Role.UNUSED if is_part else _rate("".join(bare)))
    own = _role(bare)
    if own in _WORDED:
        return Heading(own)
    if is_plan:
        return OTHER
    found = _timed(texts, bare, month) if month or reach else Heading(own) if own else None
    if found is None or _has_doubtful_remark(texts, bare, found):
        return None
    if found.year is None and found.role is not Role.UNUSED:
        return replace(found, year=year_of(texts, found.month))
    return found


def _is_of_other(texts: Sequence[str], bare: Sequence[str]) -> bool:
    """Whether words that are not of a known heading make of it a plan, a difference, what is left."""
    known = len(texts) - 2 if role_of("".join(bare[-2:])) else len(texts)
    words = [word for word in bare[:known] if not role_of(word)]
    return any(map(is_other, (*words, *_remarks(texts, bare))))


def _has_doubtful_remark(texts: Sequence[str], bare: Sequence[str], found: Heading) -> bool:
    """Whether in brackets stands what may make something else of the amounts."""
    own = Role.DISBURSED if found.month else found.role
    for remark in _remarks(texts, bare):
        roles = {role_of(part) for part in _FORMULA.split(remark) if part}
        is_formula = own in _FOLLOWING and None not in roles
        if not (is_mark(remark) or roles == {own} or is_formula):
            return True
    return False


def _remarks(texts: Sequence[str], bare: Sequence[str]) -> Iterator[str]:
    """What stands in brackets and is no part of a known word."""
    for text, word in zip(texts, bare, strict=True):
        if word != joined(_NUMBERED.sub("", to_arabic(text))):
            yield from remarks(text)


def _bare(text: str) -> str:
    """`text` squeezed; what stands in brackets belongs to a known word: `รวม (เบิกจ่าย+ผูกพัน)`."""
    plain = _NUMBERED.sub("", to_arabic(text))
    whole = joined(plain)
    return whole if role_of(whole) or _half(whole) else squeezed(plain)


def _role(bare: Sequence[str]) -> Role | None:
    """The role of a column by its own words, by all of them together, or by those of its group."""
    own, group = bare[-1], "".join(bare[:-1])
    of_group = role_of(group) or next((role for text in reversed(bare[:-1]) if (role := role_of(text))), None)
    if of_group and _ANY_SUM.fullmatch(own):
        return of_group
    if of_group is Role.TRANSFER and (half := _half(own)):
        return half
    if found := role_of(own) or role_of(group + own):
        return found if of_group is not Role.BALANCE else None
    if of_group in (Role.ACT, Role.AFTER) and _RESULT.search(own):
        return None  # a budget has no result: what was paid of it is meant, or what was reached with it
    return of_group if is_neutral(own) else None  # else a part of it, such as investments


def _half(own: str) -> Role | None:
    """Which way a transfer goes by a word under its heading, or in the brackets behind it."""
    return Role.TRANSFER_IN if _IN.fullmatch(own) else Role.TRANSFER_OUT if _OUT.fullmatch(own) else None


def _timed(texts: Sequence[str], bare: Sequence[str], month: tuple[int, int | None] | None) -> Heading | None:
    """A column whose heading tells a time: how far it reaches decides what it is."""
    reach, whole, plain = reach_of(texts), "".join(bare), [timeless(text) for text in bare]
    role = _role(plain)
    if role is None and not all(is_neutral(text) or _tells_of_paying(text, month) for text in plain):
        return None  # a sentence with a time in it, or amounts or counts that nobody knows
    if _OF_COMMITTED.search(whole) or role not in (None, Role.DISBURSED):
        is_of_day = role is not Role.DISBURSED and (not month or reach_of(texts[-1:]) == "cumulative")
        return Heading(role) if role and is_of_day and reach == "cumulative" else OTHER
    if month and not is_of_before(texts):
        return Heading(None, *month, is_cumulative=None if reach is None else reach == "cumulative")
    quarter = quarter_of(texts)
    if reach == "cumulative" and quarter:
        end, year = quarter.last_month, quarter.year_of_last_month
        return Heading(None, end, year, is_cumulative=True, is_quarter=True)
    return Heading(Role.DISBURSED) if reach == "cumulative" else PERIOD


def _tells_of_paying(squeezed_text: str, month: tuple[int, int | None] | None) -> bool:
    """Whether words over months, though they are not quite known, are those of payments."""
    return month is not None and "จ่าย" in squeezed_text


def role_of(squeezed_text: str) -> Role | None:
    """The role whose word this is."""
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(squeezed_text)), None)


def is_any_sum(text: str) -> bool:
    """Whether a heading says only that its column is the sum of what its group is about."""
    return bool(_ANY_SUM.fullmatch(squeezed(text)))


def read_month(text: str) -> tuple[int, int | None] | None:
    """Month and B.E. year from `ต.ค. 64`, `ตุลาคม 2564`, `ต.ค.-64`, `10`, `10/2564` or a date's ISO form."""
    plain = _BEFORE_MONTH.sub("", REMARK.sub("", to_arabic(text)).strip()).removesuffix("สะสม").strip()
    if found := _ISO.fullmatch(plain):
        return int(found["month"]), _buddhist(found["year"], is_iso=True)
    if found := _NUMERIC.fullmatch(plain):
        return int(found["month"]), _buddhist(found["year"])
    found = _MONTH_YEAR.fullmatch(plain)
    if not found:
        return None
    try:
        return read_month_name(found["name"]), _buddhist(found["year"])
    except ReadError:
        return None


def unit_of(text: str) -> str | None:
    """The unit that a heading or a title names: within brackets, after the word หน่วย, or alone."""
    named = [*REMARK.findall(text), *re.findall(r"หน่วย\s*[:：]?\s*(\S+)", text)]
    named += [text] if is_unit(text) else []
    words = [found[0] for each in named if (found := _UNIT.search(each))]
    return next((word for word in words if word in UNITS), None)


def is_unit(text: str) -> bool:
    """Whether a cell under a heading says only in what unit its amounts are."""
    return bool(_UNIT.fullmatch(joined(text).removeprefix("หน่วย")))


def squeezed(text: str) -> str:
    """`text` without spaces and remarks in brackets, in small letters."""
    return re.sub(r"[\s\u200b:：]+", "", REMARK.sub("", to_arabic(text))).lower()


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
