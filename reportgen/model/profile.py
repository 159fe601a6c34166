"""An agency's measurements and words, as read from `profiles/<name>.yaml`."""

from typing import Annotated

from reportgen.model.base import Input, OneOf, key, listed, optional
from reportgen.model.memo_scalars import Request
from reportgen.model.scalars import Count, Id, Number, Text
from reportgen.model.visits import PhotosPerRow
from reportgen.model.workspace import Numbering

SectionId = Annotated[
    str,
    OneOf(
        "summary",
        "mandate",
        "follow_up",
        "spending",
        "kpis",
        "projects",
        "visits",
        "problems",
        "recommendations",
        "duties",
        "meetings",
        "annexes",
    ),
]


class Measure(Input):
    """One measurement with its source."""

    name: Id = key("ชื่อ", "ชื่อค่าที่วัด")
    value: Number | None = optional("ค่า", "ตัวเลข หน่วยตามชื่อ (cm หรือ pt)")
    text: Text | None = optional("ค่าข้อความ", "ค่าที่ไม่ใช่ตัวเลข")
    source: Text = key("ที่มา", "ระเบียบ คู่มือ หรือข้อตกลงที่กำหนด")


class Section(Input):
    """A section of a report: which, under what heading, and what to do when it is empty."""

    id: SectionId = key("ส่วน", "รหัสของส่วน")
    heading: Text = key("หัวข้อ", "ข้อความหัวข้อ โดยไม่ต้องพิมพ์เลขส่วน")
    empty: Annotated[str, OneOf("พิมพ์", "ไม่พิมพ์")] = optional("เมื่อไม่มีเรื่อง", "พิมพ์หัวข้อหรือไม่พิมพ์", "พิมพ์")


class QuarterlyWords(Input):
    """The words and choices of the quarterly report."""

    report_name: Text = key("ชื่อรายงาน", "ชื่อรายงานบนปกและหัวกระดาษ")
    part: Text = key("คำนำหน้าเลขส่วน", "เช่น ส่วนที่")
    nothing: Text = key("ข้อความเมื่อไม่มีเรื่อง", "เช่น ไม่มีเรื่องรายงานในงวดนี้")
    not_received: Text = key("ข้อความเมื่อยังไม่ได้รับ", "เช่น ยังไม่ได้รับรายงาน")
    summary_places: Count = key("ทศนิยมล้านบาท", "จำนวนทศนิยมของตารางที่ใช้หน่วยล้านบาท")
    sections: tuple[Section, ...] = key("ส่วนของรายงาน", "เรียงตามลำดับในรายงาน", min_length=1)


class Threshold(Input):
    """How far a project may fall behind before it is named, in percentage points of its budget."""

    points: Number = key("จุดร้อยละ", "อัตราเบิกจ่ายสะสมต่ำกว่าแผนได้ไม่เกินเท่าใด")
    source: Text = key("ที่มา", "มติ หนังสือ หรือข้อตกลงที่กำหนด")


class MonthlyWords(Input):
    """The words and choices of the monthly overview. What stands in `{}` is filled in."""

    title: Text = key("ชื่อเอกสาร", "ชื่อเอกสาร จาก {month}")
    behind: Threshold = key("เกณฑ์เบิกจ่ายล่าช้า", "เกณฑ์ที่ถือว่าเบิกจ่ายต่ำกว่าแผน พร้อมที่มา")
    nothing: Text = key("ข้อความเมื่อไม่มีเรื่อง", "เช่น ไม่มีโครงการที่ต้องเร่งรัดในเดือนนี้")


class VisitsWords(Input):
    """The words and choices of the report on site visits."""

    title: Text = key("ชื่อรายงาน", "เช่น รายงานการลงพื้นที่")
    nothing: Text = key("ข้อความเมื่อไม่มีการลงพื้นที่", "เช่น ไม่มีการลงพื้นที่ในงวดนี้")
    photos_per_row: PhotosPerRow = key("จำนวนภาพต่อแถว", "1 ถึง 4")


class ListLevel(Input):
    """How a level of a list is numbered, and where: `{1}` is the first level's number, `{2}` the second's."""

    number: Text = key("เลขข้อ", "รูปแบบเลขข้อ เช่น ({1}.{2}) หรือ - เมื่อไม่มีเลข")
    at: Number = key("ตำแหน่งเลขข้อ", "ระยะจากกั้นหน้าถึงเลขข้อ หน่วยเป็น cm")
    text: Number = key("ตำแหน่งข้อความ", "ระยะจากกั้นหน้าถึงข้อความบรรทัดแรก หน่วยเป็น cm")


class Choices(Input):
    """The choices printed for the approver, by what the memo asks for."""

    request: Request = key("เรื่องที่ขอ", "ค่าของ request ในบันทึก")
    choices: tuple[Text, ...] = key("ช่องให้เลือก", "ข้อความของแต่ละช่อง")


class ApprovalWords(Input):
    """The block in which the approver decides."""

    label: Text | None = optional("หัวข้อ", "เช่น ความเห็น/คำสั่ง เว้นว่างเมื่อไม่พิมพ์")
    choices: tuple[Choices, ...] = listed("ช่องให้เลือก", "เว้นว่างเมื่อไม่พิมพ์ช่องให้เลือก")
    lines: Count = key("จำนวนเส้นประ", "จำนวนบรรทัดสำหรับเขียนความเห็น")
    date: Text = key("ที่ว่างของวันที่", "ข้อความสำหรับเติมวันที่ด้วยปากกา")


class MemoWords(Input):
    """The words and choices of a memo. What stands in `{}` is filled in."""

    title: Text = key("ชื่อแบบ", "บันทึกข้อความ")
    unit_label: Text = key("คำนำหน่วยงาน", "ส่วนราชการ หรือ หน่วยงาน")
    unit: Text = key("หน่วยงาน", "จาก {id} {name} {agency} {short}")
    phone_label: Text | None = optional("คำนำโทรศัพท์", "เว้นว่างเมื่อโทรศัพท์ต่อท้ายชื่อหน่วยงาน")
    phone: Text = key("โทรศัพท์", "จาก {extension}")
    number_label: Text = key("คำนำเลขที่", "ที่")
    number: Text = key("เลขที่", "จาก {unit} {code} {number} {year}")
    date_label: Text = key("คำนำวันที่", "วันที่")
    subject_label: Text = key("คำนำชื่อเรื่อง", "เรื่อง")
    to_label: Text = key("คำขึ้นต้น", "เรียน")
    via_label: Text = key("คำนำผู้ที่เรื่องต้องผ่าน", "ผ่าน")
    via_place: Annotated[str, OneOf("ต่อท้าย", "บรรทัดใหม่")] = key(
        "ที่ของผู้ที่เรื่องต้องผ่าน", "ต่อท้ายบรรทัดเรียน หรือบรรทัดใหม่"
    )
    digits: Annotated[str, OneOf("อารบิก", "ไทย")] = key("ตัวเลข", "เลขอารบิก หรือ เลขไทย")
    levels: tuple[ListLevel, ...] = key("ระดับข้อ", "สี่ระดับ", min_length=4, max_length=4)
    signer: tuple[Text, ...] = key("ผู้ลงนาม", "บรรทัดใต้ลายมือชื่อ จาก {name} {post}", min_length=1)
    acting: tuple[Text, ...] = key(
        "ผู้ลงนามแทน", "บรรทัดใต้ลายมือชื่อ จาก {name} {post} {phrase} {acted}", min_length=1
    )
    signers: Annotated[str, OneOf("เคียงกัน", "เรียงลงมา")] = key("ลงนามหลายคน", "เคียงกัน หรือ เรียงลงมา")
    approval: ApprovalWords = key("ส่วนผู้อนุมัติ", "ส่วนความเห็นและการอนุมัติ")
    receipt: tuple[Text, ...] = key(
        "ตราประทับรับ",
        "บรรทัดของตราประทับ จาก {by} {number} {date} {time} {receiver}; ส่วนที่คั่นด้วย | ไม่พิมพ์เมื่อไม่มีข้อมูล",
    )
    copies_label: Text = key("คำนำสำเนา", "สำเนาเรียน")
    drafter: Text = key("บรรทัดผู้ร่าง", "จาก {section} {people}")
    continuation: Annotated[str, OneOf("พิมพ์", "ไม่พิมพ์")] = optional(
        "คำต่อเนื่อง", "พิมพ์คำแรกของหน้าถัดไปไว้ท้ายหน้าใน PDF หรือไม่พิมพ์", "ไม่พิมพ์"
    )


class HeadForm(Input):
    """What the head of a unit is called, by what its name begins with."""

    begins: Text = key("ชื่อหน่วยงานขึ้นต้น", "คำขึ้นต้นของชื่อหน่วยงาน เช่น ฝ่าย")
    head: Text = key("ตำแหน่งหัวหน้า", "ตำแหน่งหัวหน้าของหน่วยงานนั้น จาก {name}")


class CircularWords(Input):
    """The words and choices of a circular. What stands in `{}` is filled in."""

    series: Annotated[str, OneOf("ว", "ปกติ")] = key(
        "ทะเบียนเลขที่", "ว เมื่อหนังสือเวียนมีทะเบียนเลขที่แยก หรือ ปกติ เมื่อใช้ทะเบียนเดียวกัน"
    )
    to: Text = key("ผู้รับ", "ผู้รับเมื่อเวียนฉบับเดียว จาก {agency} {short}")
    head: Text = key("ผู้รับรายหน่วยงาน", "ผู้รับเมื่อทำแยกรายหน่วยงาน จาก {name}")
    heads: tuple[HeadForm, ...] = listed("ผู้รับตามชื่อหน่วยงาน", "ตำแหน่งหัวหน้าที่ต่างจากนั้น ใช้ข้อแรกที่ตรง")
    opening: Text = key(
        "ย่อหน้าแรก",
        "ย่อหน้าที่อ้างการเห็นชอบ จาก {approver} {decision} {subject} {id} {name} {number} {date} {decided}",
    )
    order: Text = key("ย่อหน้าแรกเมื่อสั่งการ", "เช่นเดียวกัน เมื่อมีข้อสั่งการ และ {order}")
    list_title: Text = key("หัวรายชื่อ", "หัวของรายชื่อหน่วยงาน")
    sheet_title: Text = key("หัวใบเวียน", "ใบเวียน")
    attached: Text = key("คำอ้างในเอกสารแนบท้าย", "จาก {number} {date}")
    columns: tuple[Text, ...] = key("หัวคอลัมน์", "ลำดับ หน่วยงาน ลายมือชื่อ วันที่", min_length=4, max_length=4)


class Profile(Input):
    """`profiles/<name>.yaml`."""

    id: Id = key("รหัส", "ชื่อรูปแบบ")
    title: Text = key("ชื่อ", "ชื่อรูปแบบที่คนอ่าน")
    font: Text = key("แบบอักษร", "ชื่อแบบอักษรในเอกสาร")
    measures: tuple[Measure, ...] = listed("ขนาด", "ค่าที่ต่างจากค่าเริ่มต้น พร้อมที่มา")
    quarterly: QuarterlyWords = key("รายงานรายไตรมาส", "ถ้อยคำและลำดับของรายงานรายไตรมาส")
    monthly: MonthlyWords = key("รายงานรายเดือน", "ถ้อยคำและเกณฑ์ของสรุปภาพรวมรายเดือน")
    visits: VisitsWords = key("รายงานการลงพื้นที่", "ถ้อยคำและรูปแบบของรายงานการลงพื้นที่")
    memo: MemoWords = key("บันทึกข้อความ", "ถ้อยคำและรูปแบบของบันทึกข้อความ")
    circular: CircularWords = key("หนังสือเวียน", "ถ้อยคำและรูปแบบของหนังสือเวียน")
    numbering: Numbering = optional(
        "การออกเลข", "ทะเบียนเลขที่เป็นของหน่วยงานหรือของระบบ", Numbering.model_construct()
    )
    embed_fonts: Annotated[str, OneOf("ใช่", "ไม่ใช่")] = optional(
        "ฝังแบบอักษร", "ใช่ เมื่อให้ไฟล์ Word มีแบบอักษรอยู่ในตัว สำหรับเครื่องที่ไม่ได้ติดตั้งแบบอักษรนั้น", "ไม่ใช่"
    )


class Region(Input):
    """A region and its provinces."""

    name: Text = key("ภูมิภาค", "ชื่อภูมิภาค")
    provinces: tuple[Text, ...] = key("จังหวัด", "จังหวัดในภูมิภาค")


class Regions(Input):
    """`profiles/regions.yaml`: provinces to regions, with its source."""

    source: Text = key("ที่มา", "ที่มาของการแบ่งภูมิภาค")
    regions: tuple[Region, ...] = key("ภูมิภาค", "ภูมิภาคทั้งหมด")

    def region_of(self, province: str) -> str | None:
        """The region of `province`, or None where it is unknown."""
        for region in self.regions:
            if province in region.provinces:
                return region.name
        return None
