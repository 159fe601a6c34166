"""The input model of `<period>/visits.yaml`: site visits and what was seen and heard there."""

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from reportgen.model.base import Input, OneOf, key, listed, mapped, optional
from reportgen.model.scalars import Attendance, Day, Days, Id, Province, Text
from reportgen.thai.digits import to_arabic


def _arabic(value: Any) -> Any:
    return to_arabic(value) if isinstance(value, str) else value


PhotosPerRow = Annotated[
    str, OneOf("1", "2", "3", "4"), BeforeValidator(_arabic), WithJsonSchema({"enum": [1, 2, 3, 4]})
]
"""How many photographs stand beside each other."""


class Place(Input):
    """Where a visit went."""

    province: Province = key("จังหวัด", "ชื่อจังหวัดตามทะเบียนจังหวัด")
    venue: Text | None = optional("สถานที่", "สถานที่ประชุมหรือสถานประกอบการ")


class Need(Input):
    """What somebody asked for, and to whom it was passed on."""

    who: Text = key("ผู้ร้องขอ", "กลุ่มหรือประเภทผู้ประกอบการ")
    what: Text = key("ความต้องการ", "ความช่วยเหลือที่ต้องการ")
    passed_to: Text | None = optional("ส่งต่อ", "หน่วยงานที่ส่งเรื่องต่อ")


class Photo(Input):
    """A photograph with its caption."""

    file: Text = key("ไฟล์ภาพ", "ที่อยู่ของไฟล์ JPEG หรือ PNG นับจากไฟล์นี้")
    caption: Text = key("คำบรรยายภาพ", "ข้อความใต้ภาพ")


class Informant(Input):
    """A person who gave information: personal data, kept out of print."""

    name: Text = key("ชื่อ", "ชื่อผู้ให้ข้อมูล (ไม่พิมพ์ในรายงาน)")
    organisation: Text | None = optional("หน่วยงาน/กิจการ", "หน่วยงานหรือกิจการ (ไม่พิมพ์ในรายงาน)")
    contact: Text | None = optional("ช่องทางติดต่อ", "โทรศัพท์หรืออีเมล (ไม่พิมพ์ในรายงาน)")


class Visit(Input):
    """A site visit."""

    id: Id = key("รหัส", "ชื่อที่ใช้อ้างถึง")
    project: Id = key("โครงการ", "รหัสโครงการที่ติดตาม")
    date: Days = key("วันที่ลงพื้นที่", "วันเดียวหรือช่วงวัน เช่น 15-16 ธันวาคม 2564")
    reported: Day | None = optional("วันที่ส่งรายงาน", "วันที่ส่งรายงานการลงพื้นที่")
    team: tuple[Text, ...] = listed("คณะผู้ลงพื้นที่", "บทบาท หน่วยงาน หรือรหัสบุคคล")
    place: Place = key("สถานที่", "จังหวัดและสถานที่")
    met: dict[Text, Attendance] = mapped("ผู้ที่พบ", "กลุ่มผู้ที่พบ: จำนวน (ราย) หรือรายชื่อหน่วยงาน")
    design: Text | None = optional("การออกแบบโครงการ", "ความเหมาะสมในการออกแบบโครงการ")
    target_group: Text | None = optional("กลุ่มเป้าหมาย", "ความเหมาะสมของกลุ่มเป้าหมายที่เข้าร่วมโครงการ")
    consultants: Text | None = optional("ที่ปรึกษา", "ความเชี่ยวชาญของที่ปรึกษา")
    remarks: Text | None = optional("ข้อสังเกตจากพื้นที่", "ข้อสังเกต ข้อเสนอแนะ เพื่อการปรับปรุง/พัฒนาโครงการ")
    needs: tuple[Need, ...] = listed("ความต้องการ", "ความช่วยเหลือที่ผู้ประกอบการร้องขอ")
    photos: tuple[Photo, ...] = listed("ภาพ", "ภาพการลงพื้นที่")
    photos_per_row: PhotosPerRow | None = optional(
        "จำนวนภาพต่อแถว", "1 ถึง 4 ในรายงานการลงพื้นที่ เว้นว่างเมื่อใช้ตามรูปแบบของหน่วยงาน"
    )
    informants: tuple[Informant, ...] = listed("ผู้ให้ข้อมูล", "ข้อมูลส่วนบุคคล ไม่พิมพ์ในรายงาน")


class Visits(Input):
    """`visits.yaml`."""

    visits: tuple[Visit, ...] = listed("การลงพื้นที่", "การลงพื้นที่ในงวด")
