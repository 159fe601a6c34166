"""The input model of `<period>/findings.yaml`: what the period's report says beyond its numbers."""

from typing import Annotated

from reportgen.model.base import Input, OneOf, Paragraphs, key, listed, optional
from reportgen.model.scalars import Day, Id, Meeting, Number, Text

FindingKind = Annotated[str, OneOf("ข้อค้นพบ", "ปัญหา", "อุปสรรค", "ข้อจำกัด", "ข้อสังเกต")]
Status = Annotated[str, OneOf("ยังไม่ดำเนินการ", "อยู่ระหว่างดำเนินการ", "ดำเนินการแล้ว", "ยกเลิก")]
Stage = Annotated[str, OneOf("ร่างเสนอคณะอนุกรรมการ", "คณะอนุกรรมการเห็นชอบ", "เสนอคณะกรรมการ")]


class State(Input):
    """How far the report has come; shown on its cover."""

    stage: Stage = key("ขั้นตอน", "สถานะของรายงาน")
    meeting: Meeting | None = optional("การประชุม", "ครั้งที่ที่เสนอหรือเห็นชอบ")


class KpiResult(Input):
    """A KPI's result to date."""

    kpi: Id = key("ตัวชี้วัด", "รหัสตัวชี้วัดใน plan.yaml")
    result: Number | None = optional("ผล", "ค่าสะสมถึงสิ้นงวด เว้นว่างเมื่อไม่มีข้อมูล")
    note: Text | None = optional("คำอธิบาย", "คำอธิบายผล")


class ProjectNote(Input):
    """An in-depth project's progress in the period."""

    project: Id = key("โครงการ", "รหัสโครงการ")
    progress: Text | None = optional("ผลการดำเนินงาน", "ความก้าวหน้าในงวด เว้นว่างเมื่อยังไม่ได้รับรายงาน")
    outcome: Text | None = optional("ผลสัมฤทธิ์", "ผลที่เกิดกับผู้ประกอบการ")
    next: Text | None = optional("แผนงวดถัดไป", "งานที่จะดำเนินการในงวดถัดไป")


class Finding(Input):
    """A finding, problem, obstacle, limitation or observation, with its origin."""

    id: Id = key("รหัส", "ชื่อที่ใช้อ้างถึง")
    kind: FindingKind = key("ประเภท", "ข้อค้นพบ ปัญหา อุปสรรค ข้อจำกัด หรือข้อสังเกต")
    origin: Id = key("ที่มา", "รหัสการลงพื้นที่ โครงการ หรือครั้งที่ประชุม", alias="from")
    text: Text = key("ข้อความ", "ข้อความเต็ม")


class Update(Input):
    """What was done about a recommendation."""

    date: Day = key("วันที่", "วันที่ของข้อมูล")
    status: Status = key("สถานะ", "สถานะ ณ วันที่")
    text: Text = key("การดำเนินการ", "สิ่งที่ได้ดำเนินการ")
    evidence: Text | None = optional("หลักฐาน", "เอกสารหลักฐาน")


class Recommendation(Input):
    """A recommendation: one identity through all periods."""

    id: Id = key("รหัส", "รหัสเดียวตลอดทุกงวด เช่น 2565-01")
    origin: Id | None = optional("ที่มา", "รหัสข้อค้นพบ", alias="from")
    raised: Meeting = key("เสนอเมื่อ", "ครั้งที่ประชุมที่เสนอ")
    to: Id = key("ถึง", "รหัสหน่วยงานที่ต้องดำเนินการ")
    due: Day | None = optional("กำหนดแล้วเสร็จ", "วันครบกำหนด")
    text: Text = key("ข้อเสนอแนะ", "ข้อความเต็ม")
    updates: tuple[Update, ...] = listed("ความคืบหน้า", "เรียงตามวันที่")


class Standing(Input):
    """A standing duty's report received in the period."""

    duty: Id = key("เรื่อง", "รหัสเรื่องใน plan.yaml")
    received: Day = key("วันที่ได้รับ", "วันที่ได้รับรายงาน")
    text: Text = key("สาระสำคัญ", "สรุปสาระของรายงาน")


class Annex(Input):
    """An annex: a title, and its text where it is short."""

    title: Text = key("ชื่อภาคผนวก", "โดยไม่ต้องพิมพ์ลำดับ")
    text: Annotated[tuple[Text, ...], Paragraphs()] = listed("เนื้อหา", "ย่อหน้า")


class Findings(Input):
    """`findings.yaml`."""

    state: State = optional(
        "สถานะรายงาน",
        "สถานะที่พิมพ์บนปก; เมื่อไม่ระบุถือเป็นร่างเสนอคณะอนุกรรมการ",
        State.model_construct(stage="ร่างเสนอคณะอนุกรรมการ"),
    )
    summary: Annotated[tuple[Text, ...], Paragraphs()] = listed(
        "บทสรุป", "บทสรุปผู้บริหารเป็นย่อหน้า ตามที่เจ้าหน้าที่เขียน"
    )
    kpi_results: tuple[KpiResult, ...] = listed("ผลตัวชี้วัด", "ผลสะสมถึงสิ้นงวด")
    projects: tuple[ProjectNote, ...] = listed("โครงการเชิงลึก", "ผลการดำเนินงานของโครงการที่ติดตามเชิงลึก")
    findings: tuple[Finding, ...] = listed("ข้อค้นพบ", "ข้อค้นพบ ปัญหา อุปสรรค ข้อจำกัด ข้อสังเกต")
    recommendations: tuple[Recommendation, ...] = listed("ข้อเสนอแนะ", "ข้อเสนอแนะใหม่และที่ยังติดตาม")
    standing: tuple[Standing, ...] = listed("เรื่องที่ต้องรายงาน", "รายงานที่ได้รับในงวด")
    annexes: tuple[Annex, ...] = listed("ภาคผนวก", "ภาคผนวกท้ายรายงาน")
