"""The input model of `reportgen.yaml`: the agency, its bodies, units and people, for one fiscal year."""

from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from reportgen.model.base import Input, InputOrText, OneOf, OneOrMore, key, listed, mapped, optional
from reportgen.model.memo_scalars import PaperNumber
from reportgen.model.override import ProfilePart
from reportgen.model.scalars import Day, FiscalYear, Id, Text, TimeOfDay

MemberRole = Annotated[
    str,
    OneOf(
        "ที่ปรึกษาคณะอนุกรรมการ",
        "ประธานอนุกรรมการ",
        "รองประธานอนุกรรมการ",
        "อนุกรรมการ",
        "อนุกรรมการและเลขานุการ",
        "อนุกรรมการและผู้ช่วยเลขานุการ",
        "เลขานุการ",
        "ผู้ช่วยเลขานุการ",
    ),
]


class Body(Input):
    """An organisation or a body, under its full and its short name."""

    name: Text = key("ชื่อเต็ม", "ชื่อเต็มตามกฎหมายหรือคำสั่งแต่งตั้ง")
    short: Text = key("ชื่อย่อ", "ชื่อที่ใช้ในเนื้อความเมื่อกล่าวถึงครั้งต่อไป เช่น สสว.")


class Member(Input):
    """A member of the sub-committee: a person by id, or a seat."""

    person: Id | None = optional("บุคคล", "รหัสบุคคลใน people")
    seat: Text | None = optional("ผู้แทน", "ตำแหน่งหรือหน่วยงานที่เป็นผู้แทน เมื่อไม่ระบุชื่อ")
    role: MemberRole = key("บทบาท", "บทบาทในคณะอนุกรรมการ")


class Committee(Body):
    """The monitoring sub-committee."""

    appointed_by: Text | None = optional("คำสั่งแต่งตั้ง", "คำสั่งหรือมติที่แต่งตั้งคณะอนุกรรมการ")
    appointed_on: Day | None = optional("วันที่แต่งตั้ง", "วันที่ของคำสั่งแต่งตั้ง")
    members: tuple[Member, ...] = listed("รายชื่ออนุกรรมการ", "เรียงตามลำดับในคำสั่งแต่งตั้ง")


class Unit(Input):
    """A unit of the agency."""

    id: Id = key("รหัส", "ชื่อย่อที่ใช้อ้างถึง เช่น ฝตป.")
    name: Text = key("ชื่อหน่วยงาน", "ชื่อเต็มของหน่วยงานภายใน")
    code: Text | None = optional(
        "รหัสหนังสือ", "รหัสตัวพยัญชนะและเลขประจำของเจ้าของเรื่อง เช่น พณ 0201 ใช้กับรูปแบบที่เลขที่หนังสือขึ้นต้นด้วยรหัส"
    )
    head: Text | None = optional(
        "ตำแหน่งหัวหน้าหน่วยงาน", "ตำแหน่งเต็มของหัวหน้าหน่วยงาน เช่น หัวหน้าสำนักงานเลขานุการ (ปกติ ตามรูปแบบหน่วยงาน)"
    )
    extension: Text | None = optional("เบอร์ต่อภายใน", "หมายเลขโทรศัพท์ภายใน")


ACTING_PHRASES = (
    "รักษาราชการแทน",
    "รักษาการในตำแหน่ง",
    "รักษาการแทนในตำแหน่ง",
    "รักษาการแทน",
    "ปฏิบัติราชการแทน",
    "ปฏิบัติการแทน",
    "ปฏิบัติหน้าที่แทน",
    "ทำการแทน",
    "รับคำสั่ง",
)
"""The phrases of signing for another (saraban §6); an agency may have its own, written as a mapping."""


class Acting(InputOrText):
    """Signing for another: the phrase, and the post acted for; as text both stand in one line."""

    phrase: Text = key("ข้อความ", "เช่น รักษาการแทนในตำแหน่ง ปฏิบัติการแทน")
    post: Text = key("ตำแหน่งที่แทน", "ตำแหน่งที่รักษาการหรือปฏิบัติการแทน", alias="for")

    @classmethod
    def from_text(cls, text: str) -> dict[str, Any]:
        """The longest known phrase at the beginning, then the post."""
        for phrase in sorted(ACTING_PHRASES, key=len, reverse=True):
            if text.strip().startswith(phrase):
                post = text.strip().removeprefix(phrase).strip()
                if not post:
                    raise PydanticCustomError(
                        "acting-post-missing", "no post", {"details": {"phrase": phrase}}
                    )
                return {"phrase": phrase, "for": post}
        details = {"allowed": ", ".join(ACTING_PHRASES)}
        raise PydanticCustomError("acting-phrase-unknown", "unknown", {"details": details})


class Person(Input):
    """A person, with title, given and family name kept apart, and the posts held."""

    id: Id = key("รหัส", "ชื่อที่ใช้อ้างถึงบุคคลนี้")
    title: Text | None = optional("คำนำหน้า", "นาย นาง นางสาว ยศ หรือตำแหน่งทางวิชาการ พิมพ์ตามที่เจ้าตัวใช้")
    given: Text = key("ชื่อ", "ชื่อตัว")
    family: Text = key("นามสกุล", "ชื่อสกุล")
    position: Text = key("ตำแหน่ง", "ตำแหน่งของตน")
    acting: Acting | None = optional("รักษาการ", "ข้อความรักษาการแทน พร้อมตำแหน่งที่รักษาการ")

    @property
    def full_name(self) -> str:
        """Title joined to the given name, then the family name, kept on one line."""
        return f"{self.title or ''}{self.given}\u00a0{self.family}"


class Hours(Input):
    """Office hours, for deadlines."""

    closes: TimeOfDay = key("เวลาปิดรับ", "เวลาสิ้นสุดการรับเรื่องของวัน เช่น 16.00 น.")


class Numbering(Input):
    """Whether reportgen itself keeps the register and gives the next number, and from which on."""

    next: Annotated[str, OneOf("ใช่", "ไม่ใช่")] = optional(
        "ออกเลขให้", "ใช่ เมื่อให้ระบบเป็นทะเบียนและออกเลขถัดไป; ไม่ใช่ เมื่อเลขมาจากทะเบียนของหน่วยงาน", "ไม่ใช่"
    )
    start: Annotated[tuple[PaperNumber, ...], OneOrMore()] = optional(
        "เลขเริ่มต้น",
        "เลขแรกที่ระบบออกเมื่อเริ่มใช้ระหว่างปี เช่น 1390/2564 หรือ ว 12/2564; ปีอื่นเริ่มที่ 1",
        (),
    )

    def first(self, year: int, *, is_circular: bool) -> int:
        """The first number to give in a series of the calendar year `year` (B.E.)."""
        told = (each.number for each in self.start if (each.year, each.is_circular) == (year, is_circular))
        return next(told, None) or 1


class Workspace(Input):
    """`reportgen.yaml`."""

    fiscal_year: FiscalYear = key("ปีงบประมาณ", "ปีงบประมาณ พ.ศ. ของแฟ้มงานนี้")
    agency: Body = key("หน่วยงาน", "หน่วยงานของรัฐเจ้าของรายงาน")
    committee: Committee = key("คณะอนุกรรมการ", "คณะอนุกรรมการที่ติดตามและประเมินผล")
    board: Body = key("คณะกรรมการ", "คณะกรรมการที่รับรายงานทุกไตรมาส")
    secretariat: Id = key("ฝ่ายเลขานุการ", "รหัสหน่วยงานที่เป็นฝ่ายเลขานุการ")
    profile: Text = optional("รูปแบบหน่วยงาน", "ชื่อรูปแบบเอกสาร", "osmep")
    units: tuple[Unit, ...] = listed("หน่วยงานภายใน", "หน่วยงานที่อ้างถึงได้")
    people: tuple[Person, ...] = listed("บุคคล", "บุคคลที่อ้างถึงได้")
    hours: Hours | None = optional("เวลาทำการ", "เวลาปิดรับเรื่องของหน่วยงาน")
    previous: Text | None = optional("แฟ้มงานปีก่อน", "ที่อยู่ของแฟ้มงานปีงบประมาณก่อน เช่น ../fy2564")
    ledger: Text | None = optional("ทะเบียน", "ที่อยู่ของทะเบียนเลขที่หนังสือ เช่น ../ledger")
    numbering: Numbering | None = optional("การออกเลข", "ค่าที่ใช้แทนค่าของรูปแบบหน่วยงาน")
    emblem: Text | None = optional("ตราหน่วยงาน", "ไฟล์ภาพ PNG หรือ JPEG ของตราหน่วยงาน นับจากไฟล์นี้")
    override: Annotated[dict[str, Any], ProfilePart()] = mapped(
        "ค่าที่ใช้แทนค่าของรูปแบบ",
        "ค่าใด ๆ ของรูปแบบหน่วยงานที่แฟ้มงานนี้ใช้ต่างออกไป เขียนตามโครงของรูปแบบ เช่น font, measures, memo, circular; "
        "รายการ (list) ใช้แทนทั้งรายการ และเว้นว่างเมื่อไม่ใช้ค่านั้น",
    )
    compressor: Annotated[str, OneOf("zlib", "zlib-ng")] = optional(
        "ตัวบีบอัดไฟล์", "โปรแกรมที่ใช้บีบอัดไฟล์ Word: zlib หรือ zlib-ng ซึ่งเร็วกว่าแต่ต้องติดตั้งเพิ่ม", "zlib"
    )
    note: Text | None = optional("หมายเหตุท้ายปก", "ข้อความที่พิมพ์ท้ายปกและท้ายรายงาน เช่น ตัวเลขสมมุติ")
