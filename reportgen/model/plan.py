"""The input model of `plan.yaml`: what the year's money is for, what is watched, and by whose resolution."""

from decimal import Decimal
from typing import Annotated, Any

from reportgen.model.base import Input, InputOrText, OneOf, Paragraphs, key, listed, mapped, optional
from reportgen.model.scalars import (
    Amount,
    ByMonth,
    ByPeriod,
    Count,
    Day,
    FiscalYear,
    Id,
    Meeting,
    Money,
    MonthOfYear,
    Number,
    Percent,
    Period,
    Text,
)

Group = Annotated[str, OneOf("ภารกิจ", "นโยบายรัฐบาล")]
Measure = Annotated[str, OneOf("เบิกจ่าย", "ใช้จ่าย")]
ExpenditureType = Annotated[str, OneOf("ภาพรวม", "รายจ่ายประจำ", "รายจ่ายลงทุน")]
Frequency = Annotated[str, OneOf("รายเดือน", "รายไตรมาส", "ปีละ 2 ครั้ง", "ปีละครั้ง", "เมื่อมีข้อมูล", "ครั้งเดียว")]
Better = Annotated[str, OneOf("มากกว่า", "น้อยกว่า")]
Shows = Annotated[str, OneOf("หลักเกณฑ์คัดเลือก", "เรื่องที่ต้องรายงาน")]
YesNo = Annotated[str, OneOf("ใช่", "ไม่ใช่")]
HowMany = Annotated[str, OneOf("ทุกข้อ", "ข้อใดข้อหนึ่ง")]


QUARTERLY_DAYS = Decimal(15)
"""Days after a quarter's end in which it is reported where nothing else is resolved (saraban §9.1)."""


class Strategy(Input):
    """A strategy of the agency; its number is its place in the list."""

    id: Id = key("รหัส", "ชื่อที่ใช้อ้างถึง")
    name: Text = key("ชื่อยุทธศาสตร์", "ชื่อโดยไม่ต้องพิมพ์เลขที่")


class Budget(Input):
    """A project's money from one fund, in one group of work."""

    group: Group = key("กลุ่มงบประมาณ", "ภารกิจ หรือ นโยบายรัฐบาล")
    fund: Text = key("แหล่งเงิน", "เช่น งบประมาณ 2565, กันเหลื่อมปี 2564")
    type: ExpenditureType = optional("ประเภทรายจ่าย", "ประเภทรายจ่ายที่ใช้เทียบเป้าหมาย", "ภาพรวม")
    act: Money = key("งบประมาณตั้งต้น", "บาท ตามพระราชบัญญัติหรือที่ได้รับอนุมัติ ก่อนโอนเปลี่ยนแปลง")
    monthly: ByMonth = mapped("แผนรายเดือน", "แผนการเบิกจ่ายของแต่ละเดือน (บาท ไม่สะสม)")


class Facts(Input):
    """What is known of a project beyond its money; what is left out is not known."""

    smes: Count | None = optional("จำนวน SME", "จำนวนผู้ประกอบการที่คาดว่าจะได้รับประโยชน์ (ราย)")
    value: Money | None = optional("มูลค่าเศรษฐกิจ", "เป้าหมายมูลค่าเศรษฐกิจ (บาท)")
    international: YesNo | None = optional("ระดับนานาชาติ", "ส่งผลกระทบต่อระดับนานาชาติหรือไม่")
    direct: YesNo | None = optional("ช่วยเหลือโดยตรง", "ช่วยเหลือส่งเสริมผู้ประกอบการโดยตรงหรือไม่")
    new: YesNo | None = optional("โครงการริเริ่มใหม่", "เป็นโครงการริเริ่มใหม่หรือไม่")


class Project(Input):
    """A project that the agency runs and the sub-committee watches."""

    id: Id = key("รหัส", "ชื่อที่ใช้อ้างถึง")
    name: Text = key("ชื่อโครงการ", "ชื่อเต็มของงานหรือโครงการ")
    strategy: Id = key("ยุทธศาสตร์", "รหัสยุทธศาสตร์")
    owner: Id = key("หน่วยงานรับผิดชอบ", "รหัสหน่วยงานภายใน")
    in_depth: Text | None = optional("เหตุที่ติดตามเชิงลึก", "เหตุผลหรือเกณฑ์ที่ได้รับคัดเลือก; เว้นว่างเมื่อไม่ได้รับคัดเลือก")
    facts: Facts = optional("ข้อมูลประกอบการคัดเลือก", "ข้อมูลที่ใช้เทียบกับหลักเกณฑ์คัดเลือก", Facts.model_construct())
    budgets: tuple[Budget, ...] = key("งบประมาณ", "หนึ่งรายการต่อกลุ่มและแหล่งเงิน")


class CriterionTest(Input):
    """How a criterion is tested; a limit is passed by what lies over it, not by the limit itself."""

    budget_over: Money | None = optional("งบประมาณเกินกว่า", "บาท เทียบกับงบประมาณตั้งต้นรวมทุกแหล่งเงิน")
    smes_over: Count | None = optional("จำนวน SME เกินกว่า", "ราย เทียบกับ facts.smes ของโครงการ")
    value_over: Money | None = optional("มูลค่าเศรษฐกิจเกินกว่า", "บาท เทียบกับ facts.value ของโครงการ")
    international: YesNo | None = optional("ระดับนานาชาติ", "เทียบกับ facts.international ของโครงการ")
    direct: YesNo | None = optional("ช่วยเหลือโดยตรง", "เทียบกับ facts.direct ของโครงการ")
    new: YesNo | None = optional("โครงการริเริ่มใหม่", "เทียบกับ facts.new ของโครงการ")
    not_chosen_in: tuple[FiscalYear, ...] = listed(
        "ไม่เคยได้รับคัดเลือกในปี", "ปีงบประมาณ เทียบกับแฟ้มงานปีก่อน (previous) และ chosen ของแผน"
    )
    rule: HowMany = optional("เมื่อมีหลายข้อ", "ต้องเข้าทุกข้อ หรือข้อใดข้อหนึ่ง", "ข้อใดข้อหนึ่ง")


class Criterion(InputOrText):
    """A criterion for choosing projects: as text only, or with how it is tested."""

    text: Text = key("ข้อความ", "ข้อความของหลักเกณฑ์ โดยไม่ต้องพิมพ์เลขข้อ")
    test: CriterionTest | None = optional("การทดสอบ", "ค่าที่ใช้เทียบ; เว้นว่างเมื่อคณะอนุกรรมการพิจารณาเอง")
    source: Text | None = optional("ที่มาของค่า", "มติที่กำหนดค่าที่ใช้เทียบ")

    @classmethod
    def from_text(cls, text: str) -> dict[str, Any]:
        return {"text": text}


class Choosing(Input):
    """How the answers to the criteria make a project one to be chosen."""

    rule: HowMany = key("เกณฑ์รวม", "ต้องเข้าหลักเกณฑ์ทุกข้อ หรือข้อใดข้อหนึ่ง")
    strong: Count | None = optional(
        "เข้าเกณฑ์มาก", "จำนวนข้อที่ถือว่าควรได้รับคัดเลือก โปรแกรมจะแจ้งเมื่อไม่ได้คัดเลือก; เว้นว่างหมายถึงทุกข้อ"
    )
    source: Text = key("ที่มา", "มติที่กำหนดเกณฑ์รวม")


class Target(Input):
    """A spending target, as somebody set it: data with a source, never a constant."""

    measure: Measure = key("วัดจาก", "เบิกจ่าย หรือ ใช้จ่าย (เบิกจ่ายรวมก่อหนี้ผูกพัน)")
    type: ExpenditureType = optional("ประเภทรายจ่าย", "ภาพรวม รายจ่ายประจำ หรือรายจ่ายลงทุน", "ภาพรวม")
    fund: Text | None = optional("แหล่งเงิน", "เว้นว่างเมื่อเป็นเป้าหมายรวมทุกแหล่งเงิน")
    period: Period = key("ณ สิ้นไตรมาส", "งวดที่เป้าหมายใช้ เช่น 2565-q1")
    percent: Percent = key("ร้อยละสะสม", "ร้อยละสะสม ณ สิ้นงวด")
    source: Text = key("ที่มา", "มติหรือหนังสือที่กำหนดเป้าหมาย")
    date: Day = key("วันที่", "วันที่ของมติหรือหนังสือ")


class Kpi(Input):
    """A key performance indicator with its target for the year."""

    id: Id = key("รหัส", "ชื่อที่ใช้อ้างถึง")
    project: Id | None = optional("โครงการ", "รหัสโครงการ เว้นว่างเมื่อเป็นตัวชี้วัดของหน่วยงาน")
    name: Text = key("ตัวชี้วัด", "ชื่อตัวชี้วัด")
    unit: Text = key("หน่วยนับ", "เช่น ราย ล้านบาท ร้อยละ")
    target: Number = key("เป้าหมายทั้งปี", "ค่าเป้าหมายทั้งปี")
    milestones: ByPeriod = mapped("เป้าหมายรายไตรมาส", "ค่าเป้าหมายสะสม ณ สิ้นงวด")
    better: Better = optional("ทิศทางที่ดี", "มากกว่า หรือ น้อยกว่า เป้าหมายจึงบรรลุ", "มากกว่า")


class Duty(Input):
    """A standing duty to report; an order received in mid-year is one too."""

    id: Id = key("รหัส", "ชื่อที่ใช้อ้างถึง")
    name: Text = key("เรื่อง", "เรื่องที่ต้องรายงาน โดยไม่ต้องพิมพ์เลขที่")
    frequency: Frequency = key("ความถี่", "รอบของการรายงาน")
    frequency_text: Text | None = optional(
        "ถ้อยคำของความถี่",
        "ถ้อยคำในแนวทางการติดตามเมื่อต่างจากความถี่ เช่น อย่างน้อยปีละ 2 ครั้ง; พิมพ์ว่า ไม่พิมพ์ เมื่อไม่ต้องการให้ปรากฏ",
    )
    owner: Id | None = optional("ผู้รายงาน", "รหัสหน่วยงานที่ต้องรายงาน")
    due: tuple[Period, ...] = listed("งวดที่ครบกำหนด", "ระบุเมื่อความถี่ไม่บอกงวด เช่น ปีละ 2 ครั้ง")
    source: Text = key("ที่มา", "มติ ข้อสั่งการ หรือกฎหมายที่กำหนด")
    received: Day = key("วันที่ได้รับ", "วันที่ได้รับมอบหมาย")


class PlannedMeeting(Input):
    """A meeting, of the sub-committee unless said otherwise."""

    number: Meeting = key("ครั้งที่", "เช่น 9/2564")
    date: Day = key("วันที่ประชุม", "วันที่กำหนดประชุมหรือที่ได้ประชุม")
    body: Text | None = optional("คณะ", "ชื่อคณะเมื่อไม่ใช่คณะอนุกรรมการ")
    invited: tuple[Text, ...] = listed("ผู้ได้รับเชิญ", "ผู้บริหารหรือหน่วยงานที่เชิญให้ข้อมูล")
    papers: tuple[Text, ...] = listed("เอกสารประกอบ", "เอกสารประกอบการพิจารณา")
    overviews: tuple[MonthOfYear, ...] = listed("ภาพรวมรายเดือน", "เดือนที่ที่ประชุมพิจารณาสรุปภาพรวม เช่น ตุลาคม 2564")
    resolutions: Annotated[tuple[Text, ...], Paragraphs()] = listed("มติ", "มติที่ประชุม")


class Mandate(Input):
    """Where the sub-committee's work of the year comes from."""

    meeting: Meeting = key("การประชุม", "ครั้งที่ที่มีมติเห็นชอบแผน")
    resolution: Text = key("มติ", "มติที่ประชุมโดยย่อ")
    text: Annotated[tuple[Text, ...], Paragraphs()] = listed("ความเป็นมา", "ย่อหน้าความเป็นมาและขอบเขต")


class Topic(Input):
    """An item of the year's guideline: what is watched, and how. Its parts are printed in this order."""

    text: Text = key("เรื่องที่ติดตาม", "ข้อความโดยไม่ต้องพิมพ์เลขข้อ")
    method: Text | None = optional("แนวทาง/วิธีการ", "แนวทาง/วิธีการดำเนินงาน โดยไม่ต้องพิมพ์คำนำ")
    shows: Shows | None = optional(
        "รายการต่อจากวิธีการ",
        "รายการของแผนที่พิมพ์ต่อจากวิธีการพร้อมเลขข้อ: หลักเกณฑ์คัดเลือก (criteria) หรือ เรื่องที่ต้องรายงาน (duties)",
    )
    lead: Text | None = optional("ข้อความนำประเด็น", "ย่อหน้าก่อนประเด็น")
    points: tuple[Text, ...] = listed("ประเด็น", "ประเด็นที่พิมพ์เป็นข้อย่อย โดยไม่ต้องพิมพ์ขีด")


class PastChoice(Input):
    """What was chosen in a year of which there is no workspace."""

    year: FiscalYear = key("ปีงบประมาณ", "ปีงบประมาณ พ.ศ.")
    projects: tuple[Text, ...] = key("โครงการ", "รหัสหรือชื่อโครงการที่คัดเลือกในปีนั้น")


class Deadlines(Input):
    """Within how many days the papers of the year are due."""

    quarterly: Count = optional(
        "รายงานรายไตรมาส", "จำนวนวันนับจากสิ้นไตรมาสถึงวันที่ต้องเสนอรายงาน", Amount(QUARTERLY_DAYS)
    )
    monthly: Count | None = optional(
        "ภาพรวมรายเดือน", "จำนวนวันนับจากสิ้นเดือนถึงวันที่ต้องเสนอสรุปภาพรวม; เว้นว่างเมื่อไม่กำหนด"
    )
    source: Text = key("ที่มา", "มติหรือระเบียบที่กำหนด")


class Plan(Input):
    """`plan.yaml`."""

    fiscal_year: FiscalYear = key("ปีงบประมาณ", "ปีงบประมาณ พ.ศ.")
    mandate: Mandate = key("อำนาจหน้าที่", "มติที่ให้ความเห็นชอบแผนการติดตาม")
    guideline: tuple[Topic, ...] = listed("แนวทางการติดตาม", "แนวทาง/วิธีการติดตามและประเมินผลประจำปี")
    strategies: tuple[Strategy, ...] = key("ยุทธศาสตร์", "เรียงตามเลขที่")
    projects: tuple[Project, ...] = key("โครงการ", "โครงการที่ติดตาม เรียงตามลำดับในแผน")
    targets: tuple[Target, ...] = listed("เป้าหมายการใช้จ่าย", "เป้าหมายพร้อมที่มา")
    kpis: tuple[Kpi, ...] = listed("ตัวชี้วัด", "ตัวชี้วัดผลสัมฤทธิ์")
    criteria: tuple[Criterion, ...] = listed("หลักเกณฑ์คัดเลือก", "หลักเกณฑ์การคัดเลือกโครงการ โดยไม่ต้องพิมพ์เลขข้อ")
    choosing: Choosing | None = optional("การคัดเลือก", "เกณฑ์รวมของหลักเกณฑ์คัดเลือก พร้อมที่มา")
    chosen: tuple[PastChoice, ...] = listed("โครงการที่เคยคัดเลือก", "การคัดเลือกในปีที่ไม่มีแฟ้มงาน")
    deadlines: Deadlines | None = optional("กำหนดเวลา", "กำหนดเวลาของรายงาน พร้อมที่มา")
    duties: tuple[Duty, ...] = listed("เรื่องที่ต้องรายงาน", "เรื่องที่กำหนดให้รายงานเป็นประจำและข้อสั่งการระหว่างปี")
    meetings: tuple[PlannedMeeting, ...] = listed("การประชุม", "การประชุมที่อ้างถึงได้")
