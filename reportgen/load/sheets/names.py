"""Texts of the sheet to the projects, strategies, groups and funds of the plan.

Only what is the same but for spaces, ฯ, numbering and the word โครงการ is taken; the rest is suggested.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeAlias

from reportgen.model.mapping import ImportSpending, Role
from reportgen.model.plan import Plan
from reportgen.model.source import Located
from reportgen.thai.digits import to_arabic
from reportgen.thai.text import clean

Dimension: TypeAlias = Literal["project", "strategy", "group", "fund"]
Scope: TypeAlias = Mapping[Dimension, str]
"""What a row is about; a dimension left out means all of it."""

_LIKE, _LONGEST = 0.6, 200
GROUPS = ("ภารกิจ", "นโยบายรัฐบาล")

_NUMBERING = re.compile(
    r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2})+\s+|\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]\s*|[-–•*]\s*)+"
)
_KIND = re.compile(r"^(?:โครงการ|แผนงาน|งาน)")
_BEFORE_GROUP = re.compile(r"^(?:กลุ่ม|ส่วน|ด้าน)?(?:งบประมาณ|งบ)?(?:ตาม)?")
_BEFORE_FUND = re.compile(r"^แหล่ง(?:เงิน|งบประมาณ)")
_STRATEGY = re.compile(r"(?:แผน)?ยุทธศาสตร์(?:ที่)?([0-9]{1,2})(.*)")
_HEAD = re.compile(
    r"แผน(?:งาน)?|(?:ประเด็น)?ยุทธศาสตร์|กลยุทธ์|เป้าประสงค์|พันธกิจ|มาตรการ|แนวทาง|ผลผลิต|ผลลัพธ์|กิจกรรม|กลุ่ม|หมวด|ด้าน"
)
_TOTAL = re.compile(r"(?:ยอด|ผล)?รวม(?!ถึง)(.*)|(?:grand)?total")
_CARRIED = re.compile(r"(?:ยอด|รวม|ยอดรวม)?ยก(?:ไป|มา)(?:จากหน้าก่อน|หน้าถัดไป)?")
_OF_ALL = frozenset(
    ("ทั้งสิ้น", "ทั้งหมด", "ทุกโครงการ", "ทุกแผนงาน", "ทุกยุทธศาสตร์", "งบประมาณทั้งสิ้น", "เป็นเงินทั้งสิ้น", "ทั้งปี")
)
_OF_ABOVE = frozenset(("", "เงิน", "งบประมาณ", "ยุทธศาสตร์", "แผนงาน", "โครงการ"))
_BEFORE_TOTALLED = re.compile("^(?:ทั้งสิ้น|ทั้งหมด|ย่อย|เป็นเงิน)?(?:ตาม|ของ)?")


def normal(text: str) -> str:
    """`text` for comparing: no spaces, ฯ, numbering before it or word of its kind, Arabic digits."""
    plain = _NUMBERING.sub("", to_arabic(clean(text).text).strip())
    return _KIND.sub("", re.sub(r"[\s\u00a0ฯ\"'“”‘’:]+", "", plain)).lower()


def kind_of_heading(text: str) -> str | None:
    """The word of plans that a row begins with, under which projects stand: แผนงาน, ผลผลิต, กิจกรรม."""
    found = _HEAD.match(_NUMBERING.sub("", to_arabic(text).strip()))
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Names:
    """What texts of the sheet mean, by the plan and by what the mapping remembers."""

    plan: Plan
    mapping: ImportSpending

    def project(self, text: str) -> str | None:
        """The id of the project; `ไม่ใช้` where the mapping leaves the row out; None where it is none."""
        if known := self.mapping.projects.get(Located(text)):
            return str(known)
        ids = [str(each.id) for each in self.plan.projects]
        if text in ids:
            return text
        names = {str(each.id): str(each.name) for each in self.plan.projects}
        exact = [id_ for id_, name in names.items() if name == text]
        alike = exact or [id_ for id_, name in names.items() if normal(name) == normal(text)]
        return alike[0] if len(alike) == 1 else None

    def nearest_project(self, text: str) -> str:
        """The id of the project whose name is most like `text`; the word for any where none is like it."""
        ids = {normal(each.name): str(each.id) for each in self.plan.projects}
        found = get_close_matches(normal(text)[:_LONGEST], list(ids), n=1, cutoff=_LIKE)
        return ids[found[0]] if found else str(Role.CODE)

    def nearest_fund(self, text: str) -> str:
        """The fund most like `text`; the word for any where none is like it."""
        funds = {normal(fund): fund for fund in self.funds}
        found = get_close_matches(normal(text)[:_LONGEST], list(funds), n=1, cutoff=_LIKE)
        return funds[found[0]] if found else str(Role.FUND)

    @property
    def funds(self) -> tuple[str, ...]:
        """The plan's funds, in the order of first appearance."""
        found = (str(budget.fund) for project in self.plan.projects for budget in project.budgets)
        return tuple(dict.fromkeys(found))

    def fund(self, text: str) -> str | None:
        """The plan's fund that `text` names."""
        if known := self.mapping.funds.get(Located(text)):
            return str(known)
        wanted = _BEFORE_FUND.sub("", normal(text))
        return next((fund for fund in self.funds if normal(fund) == wanted), None)

    def group(self, text: str) -> str | None:
        """The group that `text` names."""
        if known := self.mapping.groups.get(Located(text)):
            return str(known)
        wanted = _BEFORE_GROUP.sub("", normal(text))
        return next((group for group in GROUPS if normal(group) == wanted), None)

    def strategy(self, text: str) -> str | None:
        """The id of the strategy that `text` names, by name or by `ยุทธศาสตร์ที่ 1`, or both."""
        wanted = normal(text)
        numbered = _STRATEGY.fullmatch(wanted)
        for number, strategy in enumerate(self.plan.strategies, start=1):
            own = normal(strategy.name)
            if wanted in (own, str(strategy.id)):
                return str(strategy.id)
            if numbered and int(numbered[1]) == number and numbered[2] in ("", own):
                return str(strategy.id)
        return None

    def section(self, text: str) -> tuple[Dimension, str] | None:
        """What a row that is no project is about."""
        readers: Sequence[tuple[Dimension, str | None]] = (
            ("fund", self.fund(text)),
            ("group", self.group(text)),
            ("strategy", self.strategy(text)),
        )
        return next(((dimension, found) for dimension, found in readers if found), None)


@dataclass(frozen=True, slots=True)
class TotalLabel:
    """The label of a row of totals: of `text`, of everything, or (neither) of what stands above; carried over
    from page to page it is of every row above."""

    text: str
    is_of_all: bool
    is_carried: bool = False


def total_label(text: str) -> TotalLabel | None:
    """What a label says that it is the total of; None for one that is no total's."""
    plain = re.sub(r"[\s:]+", "", text).lower()
    if _CARRIED.fullmatch(plain):
        return TotalLabel("", is_of_all=True, is_carried=True)
    found = _TOTAL.fullmatch(plain)
    if found is None:
        return None
    rest = found[1] or ""
    if found[0].startswith("grand") or rest in _OF_ALL:
        return TotalLabel("", True)
    named = _BEFORE_TOTALLED.sub("", rest)
    return TotalLabel("" if named in _OF_ABOVE else named, False)
