"""An agency's measurements and words, as read from `profiles/<name>.yaml`."""

from __future__ import annotations

from typing import Annotated

from reportgen.model.base import Input, OneOf, key, listed, optional
from reportgen.model.scalars import Count, Id, Number, Text

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
    sections: tuple[Section, ...] = key("ส่วนของรายงาน", "เรียงตามลำดับในรายงาน")


class Profile(Input):
    """`profiles/<name>.yaml`."""

    id: Id = key("รหัส", "ชื่อรูปแบบ")
    title: Text = key("ชื่อ", "ชื่อรูปแบบที่คนอ่าน")
    font: Text = key("แบบอักษร", "ชื่อแบบอักษรในเอกสาร")
    measures: tuple[Measure, ...] = listed("ขนาด", "ค่าที่ต่างจากค่าเริ่มต้น พร้อมที่มา")
    quarterly: QuarterlyWords = key("รายงานรายไตรมาส", "ถ้อยคำและลำดับของรายงานรายไตรมาส")


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
