"""The input model of a memo (บันทึกข้อความ): one file a memo, in staff's own whole sentences."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, TypeAlias

from pydantic import Discriminator, Tag, model_validator
from pydantic_core import PydanticCustomError

from reportgen.model.base import Input, InputOrText, OneOf, OneOrMore, Paragraphs, key, listed, optional
from reportgen.model.memo_scalars import MemoDate, PaperNumber, Request, Result
from reportgen.model.scalars import CellText, Count, Day, Id, Text
from reportgen.model.workspace import Acting

Urgency = Annotated[str, OneOf("ด่วน", "ด่วนมาก", "ด่วนที่สุด")]
Secrecy = Annotated[str, OneOf("ลับ", "ลับมาก", "ลับที่สุด")]
Alignment = Annotated[str, OneOf("ซ้าย", "กลาง", "ขวา")]
Names = Annotated[tuple[Text, ...], OneOrMore()]


class BlockInput(Input):
    """A mapping in the body: a head, a list or a table, one of them in each item."""

    @model_validator(mode="before")
    @classmethod
    def _is_one(cls, data: Any) -> Any:
        kinds = [name for name in _no_text(data, _BLOCKS) if name in _BLOCKS]
        if len(kinds) > 1:
            details = {"first": kinds[0], "key": kinds[1]}
            raise PydanticCustomError("block-mixed", "mixed", {"within": kinds[1], "details": details})
        return data


def _no_text(data: Any, known: Collection[str]) -> Any:
    """Refuses a mapping without any `known` key: it may be text with a colon and a space in it."""
    if isinstance(data, dict) and data and not any(name in known for name in data):
        name = next(iter(data))
        details = {"key": name, "allowed": ", ".join(known)}
        raise PydanticCustomError("text-colon", "text", {"within": name, "details": details})
    return data


class Heading(BlockInput):
    """A head of a long memo: ต้นเรื่อง ข้อเท็จจริง ข้อกฎหมาย ข้อพิจารณา ข้อเสนอ."""

    heading: Text = key("หัวข้อ", "หัวข้อของบันทึก เช่น ข้อเท็จจริง")


class Item(Input):
    """A list item with a list of its own under it."""

    text: Text = key("ข้อความ", "ข้อความของข้อ โดยไม่ต้องพิมพ์เลขข้อ")
    list: tuple[ListEntry, ...] = listed("ข้อย่อย", "รายการข้อย่อย ลึกรวมไม่เกิน 4 ระดับ")

    @model_validator(mode="before")
    @classmethod
    def _is_item(cls, data: Any) -> Any:
        return _no_text(data, ("text", "list"))


def _entry_kind(value: Any) -> str:
    return "~item" if isinstance(value, (dict, Item)) else "~text"


ListEntry: TypeAlias = Annotated[
    Annotated[Text, Tag("~text")] | Annotated[Item, Tag("~item")], Discriminator(_entry_kind)
]


class Listing(BlockInput):
    """A numbered list; the machine numbers it."""

    list: tuple[ListEntry, ...] = key("รายการ", "ข้อความแต่ละข้อ โดยไม่ต้องพิมพ์เลขข้อ", min_length=1)


class TableBody(Input):
    """A table: heads, rows of text, and how the columns align."""

    columns: tuple[Text, ...] = key("หัวคอลัมน์", "หัวของแต่ละคอลัมน์", min_length=1)
    align: tuple[Alignment, ...] = listed(
        "การจัดคอลัมน์", "ซ้าย กลาง หรือ ขวา ของแต่ละคอลัมน์ (ปกติ ตัวเลขชิดขวา ข้อความชิดซ้าย)"
    )
    widths: tuple[Count, ...] = listed("สัดส่วนความกว้าง", "สัดส่วนความกว้างของแต่ละคอลัมน์ (ปกติ ตามข้อความ)")
    rows: tuple[tuple[CellText, ...], ...] = key(
        "แถว", 'ข้อความแต่ละช่องของแต่ละแถว; "" เมื่อไม่มีข้อความ', min_length=1
    )
    total: Annotated[str, OneOf("แถวสุดท้าย")] | None = optional("แถวรวม", "แถวสุดท้าย เมื่อเป็นแถวรวม")


class Table(BlockInput):
    """A table within the memo's body."""

    table: TableBody = key("ตาราง", "ตารางในเนื้อความ")


_BLOCKS: dict[str, type[BlockInput]] = {"heading": Heading, "list": Listing, "table": Table}


def _block_kind(value: Any) -> str:
    for name, model in _BLOCKS.items():
        if isinstance(value, model) or (isinstance(value, dict) and name in value):
            return f"~{name}"
    return "~heading" if isinstance(value, dict) else "~text"


Block: TypeAlias = Annotated[
    Annotated[Text, Tag("~text")]
    | Annotated[Heading, Tag("~heading")]
    | Annotated[Listing, Tag("~list")]
    | Annotated[Table, Tag("~table")],
    Discriminator(_block_kind),
]
"""A paragraph as it was typed, a head, a list or a table."""


_FILES = (".pdf", ".docx")


class Attachment(InputOrText):
    """Something that goes with the memo: another paper of ours, or a file; by its title alone, on paper."""

    title: Text = key("ชื่อเอกสาร", "ชื่อเอกสารแนบ")
    paper: Text | None = optional("เอกสารของระบบ", "เช่น guideline หรือ quarterly 2565-q1")
    file: Text | None = optional(
        "ไฟล์", "ที่อยู่ของไฟล์ PDF หรือ DOCX นับจากไฟล์นี้; ไม่เขียน paper และ file เมื่อแนบเป็นกระดาษ"
    )

    @classmethod
    def from_text(cls, text: str) -> dict[str, Any]:
        """A file by its name, else the title of what is on paper only."""
        return {"title": text, "file": text} if text.lower().endswith(_FILES) else {"title": text}


class Signer(InputOrText):
    """Who signs: a person by id, with the acting line of this memo where it differs."""

    person: Id = key("ผู้ลงนาม", "รหัสบุคคลใน reportgen.yaml")
    acting: Acting | None = optional("รักษาการ", "ข้อความรักษาการแทนของฉบับนี้ พร้อมตำแหน่งที่รักษาการ")

    @classmethod
    def from_text(cls, text: str) -> dict[str, Any]:
        """A person's id alone."""
        return {"person": text}


class Drafter(Input):
    """The line at the foot: section, and who drafted and checked."""

    section: Text = key("ส่วนงาน", "ส่วนงานที่ร่าง")
    by: Text | None = optional("ผู้ร่าง", "ชื่อผู้ร่าง")
    checked: Text | None = optional("ผู้ตรวจ", "ผู้ตรวจร่างก่อนเสนอลงนาม")


class Received(Input):
    """The receipt stamp, as it was stamped on paper."""

    by: Text = key("หน่วยรับ", "หน่วยงานที่รับ")
    number: Text = key("เลขที่รับ", "ตามที่ประทับ")
    date: Text = key("วันที่รับ", "ตามที่ประทับ")
    time: Text | None = optional("เวลา", "ตามที่ประทับ")
    receiver: Text | None = optional("ผู้รับ", "ตามที่ประทับ")


class Decided(Input):
    """The approver's decision, as it stands on paper."""

    date: Day = key("วันที่", "วันที่สั่งการ")
    result: Result = key("ผล", "ผลการพิจารณา")
    order: Text | None = optional("ข้อสั่งการ", "ข้อสั่งการเพิ่มเติม จำเป็นเมื่อผลลงท้ายว่า และสั่งการ")


class Record(Input):
    """What happened to the paper, copied from it later."""

    received: Received | None = optional("การรับ", "ข้อมูลตราประทับรับหนังสือ")
    decided: Decided | None = optional("การสั่งการ", "ผลการพิจารณาของผู้มีอำนาจ")


EVERY_UNIT = "ทุกหน่วยงาน"


class Circular(Input):
    """The circular that tells the units what was approved; its opening is the machine's, from `record`."""

    number: PaperNumber | None = optional("ที่", "เลขที่/ปี ของหนังสือเวียน; เว้นว่างเพื่อเขียนด้วยปากกา")
    date: MemoDate | None = optional("วันที่", "วันที่เต็ม หรือเดือนและปี หรือเว้นว่าง")
    subject: Text | None = optional("เรื่อง", "ปกติ ชื่อเรื่องของบันทึก โดยไม่มีคำว่า ขอความเห็นชอบ หรือ ขออนุมัติ")
    to: Names = optional("เรียน", "ปกติ ตามรูปแบบหน่วยงาน ซึ่งอ้างรายชื่อแนบท้าย", ())
    body: Annotated[tuple[Block, ...], Paragraphs()] = key(
        "เนื้อความ", "ย่อหน้าต่อจากย่อหน้าที่อ้างการเห็นชอบ", min_length=1
    )
    signer: Annotated[tuple[Signer, ...], OneOrMore()] = key(
        "ผู้ลงนาม", "รหัสบุคคล หรือรายชื่อรหัสเมื่อลงนามหลายคน", min_length=1
    )
    units: Names = optional(
        "หน่วยงานที่เวียน",
        "รหัสหน่วยงานใน reportgen.yaml (ปกติ ทุกหน่วยงาน ยกเว้นหน่วยงานเจ้าของเรื่อง)",
        (EVERY_UNIT,),
        min_length=1,
    )


class Memo(Input):
    """`memos/<date>-<slug>.yaml`."""

    unit: Id = key("หน่วยงาน", "รหัสหน่วยงานเจ้าของเรื่อง")
    number: PaperNumber | None = optional("ที่", "เลขที่/ปี เช่น 1389/2564; เว้นว่างเพื่อเขียนด้วยปากกา")
    date: MemoDate | None = optional("วันที่", "วันที่เต็ม หรือเดือนและปี หรือเว้นว่าง")
    urgency: Urgency | None = optional("ชั้นความเร็ว", "ด่วน ด่วนมาก ด่วนที่สุด")
    secrecy: Secrecy | None = optional("ชั้นความลับ", "ลับ ลับมาก ลับที่สุด")
    subject: Text = key("เรื่อง", "ชื่อเรื่อง พิมพ์ได้หลายบรรทัด")
    to: Names = key("เรียน", "ตำแหน่งผู้รับ หนึ่งหรือหลายราย", min_length=1)
    via: Names = optional("ผ่าน", "ผู้ที่เรื่องต้องผ่าน หนึ่งหรือหลายราย", ())
    body: Annotated[tuple[Block, ...], Paragraphs()] = key(
        "เนื้อความ", "ย่อหน้า หัวข้อ รายการ หรือตาราง ตามลำดับ", min_length=1
    )
    attachments: tuple[Attachment, ...] = listed("เอกสารแนบ", "เอกสารที่แนบไปด้วย; ชื่ออย่างเดียวเมื่อแนบเป็นกระดาษ")
    signer: Annotated[tuple[Signer, ...], OneOrMore()] = optional(
        "ผู้ลงนาม", "รหัสบุคคล หรือรายชื่อรหัสเมื่อลงนามหลายคน จำเป็นเมื่อออกเลขที่แล้ว", (), min_length=1
    )
    approver: Id | None = optional("ผู้อนุมัติ", "รหัสบุคคลที่พิจารณา เว้นว่างเมื่อไม่ต้องพิจารณา")
    request: Request | None = optional(
        "ขอให้", "เรื่องที่ขอ ใช้กับช่องให้เลือกของรูปแบบที่พิมพ์ช่อง ปกติ อนุมัติ เมื่อเรื่องขึ้นต้นว่า ขออนุมัติ หรือ เห็นชอบ"
    )
    copies: tuple[Text, ...] = listed("สำเนาเรียน", "ผู้รับสำเนา")
    drafter: Drafter | None = optional("ผู้ร่าง", "บรรทัดท้ายบันทึก")
    record: Record | None = optional("บันทึกผล", "ข้อมูลที่คัดจากกระดาษภายหลัง")
    circular: Circular | None = optional("หนังสือเวียน", "บันทึกเวียนแจ้งหน่วยงาน ทำเมื่อได้รับความเห็นชอบแล้ว")
