"""The three files of a new quarter as YAML that staff go on with, each block with a comment on how.

What was carried is written out; what is to be filled in is empty or stands in a comment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportgen.model.carried import Carried, CarriedLine, OpenRecommendation
from reportgen.model.figures import KpiRow
from reportgen.model.findings import Recommendation, Update
from reportgen.model.scalars import Amount
from reportgen.present.plain_yaml import remark, scalar
from reportgen.present.shown import plain
from reportgen.thai.dates import month_name, show_day, show_days
from reportgen.thai.money import show_number

NO_SOURCE = "ยังไม่ได้รับรายงานการเงินของงวดนี้"
"""What a new quarter says of where its amounts are from, until staff write it."""

_SCHEMA = "# yaml-language-server: $schema=../.schemas/{name}.schema.json"
_KPI = {"met": "บรรลุแล้ว", "not-met": "ยังไม่บรรลุ", "no-data": "ไม่มีข้อมูล"}


def carried_files(carried: Carried) -> Mapping[str, str]:
    """The text of each file by its name in the quarter's folder."""
    files = {"spending": _spending(carried), "findings": _findings(carried), "visits": _visits(carried)}
    return {
        f"{name}.yaml": "\n".join([_SCHEMA.format(name=name), *lines]) + "\n" for name, lines in files.items()
    }


def _spending(carried: Carried) -> Iterator[str]:
    quarter = f"ไตรมาสที่ {carried.period.quarter} ปีงบประมาณ {carried.period.fiscal_year}"
    yield f"# ยอดใช้จ่ายตั้งแต่ต้นปีงบประมาณถึงสิ้น{quarter}: เดือนก่อนหน้ายกมาจากงวดที่แล้ว เติมเฉพาะเดือนของงวดนี้"
    yield "# แก้เดือนก่อนหน้าเมื่อการเงินปรับยอดย้อนหลังเท่านั้น รายงานจะแสดงรายการที่ปรับให้เอง"
    yield f"as_of: {show_day(carried.as_of, glue=False)}"
    yield "# ที่มา: ชื่อหน่วยงานและวันที่ของรายงาน เช่น ฝ่ายการเงินและบัญชี รายงานวันที่ ..."
    yield f"source: {NO_SOURCE}"
    basis = "ยอดสะสมถึงสิ้นเดือน" if carried.basis == "สะสม" else "ยอดของเดือนนั้น"
    yield f"# {carried.basis}: แต่ละเดือนเป็น{basis}"
    yield f"basis: {carried.basis}"
    yield ""
    yield "# committed: ผูกพันคงเหลือที่ยังไม่เบิก ณ วันที่ตัดยอดของงวดนี้; transfer: โอนเปลี่ยนแปลงสะสม ยกมาจากงวดที่แล้ว"
    yield "# เดือนของงวดนี้: พิมพ์จำนวนเงิน (บาท) หลังเดือน; เว้นว่างเมื่อยังไม่ได้รับ ถ้าไม่มีให้พิมพ์ 0.00"
    yield "lines:"
    for line in carried.lines:
        yield from _line(carried, line)
    yield ""
    yield "# ยอดรวมตามรายงานของการเงิน ใช้สอบทานกับผลรวมของรายการ: ลบเครื่องหมาย # แล้วพิมพ์จำนวนเงิน"
    yield "# totals:"
    yield "#   - act:"
    yield "#     after_transfer:"
    yield "#     committed:"
    yield "#     disbursed:"


def _line(carried: Carried, line: CarriedLine) -> Iterator[str]:
    before = line.line
    yield f"  - project: {scalar(line.project.id, 4)}    # {remark(line.project.name)}"
    yield f"    group: {line.budget.group}"
    yield f"    fund: {scalar(line.budget.fund, 4)}"
    if before and before.transfer:
        yield f"    transfer: {_money(before.transfer)}"
    last = f"    # งวดที่แล้ว {_money(before.committed)}" if before and before.committed else ""
    yield f"    committed:{last}"
    yield "    disbursed:"
    for month, amount in line.months.items():
        yield f"      {month_name(month, 'short')}: {_money(amount)}"
    for month in carried.months:
        if month not in line.months:
            yield f"      {month_name(month, 'short')}:"
    if before and before.reason:
        yield f"    reason: {scalar(before.reason, 4)}"


def _money(amount: Amount) -> str:
    return show_number(amount.value)


def _findings(carried: Carried) -> Iterator[str]:
    yield "# ถ้อยคำของรายงาน: บทสรุป ผลตัวชี้วัด ข้อค้นพบ ข้อเสนอแนะ และเรื่องที่ต้องรายงาน"
    yield "# ขั้นตอนของรายงาน: เมื่อเสนอที่ประชุมให้ระบุ meeting เช่น 4/2565"
    yield "state:"
    yield "  stage: ร่างเสนอคณะอนุกรรมการ"
    yield "  meeting:"
    yield ""
    yield "# บทสรุปผู้บริหาร ย่อหน้าละหนึ่งรายการ ขึ้นต้นด้วยขีด; ยอดเงินและร้อยละโปรแกรมคำนวณให้"
    yield "summary:"
    yield ""
    yield from _recommendations(carried)
    yield ""
    yield from _kpis(carried)
    yield ""
    yield "# โครงการที่ติดตามเชิงลึก: เว้น progress ว่างไว้ รายงานจะแสดงว่ายังไม่ได้รับรายงาน"
    yield "projects:"
    for project in carried.projects:
        yield f"  - project: {scalar(project.id, 4)}    # {remark(project.name)}"
        yield "    progress:"
        yield "    outcome:"
        yield "    next:"
    yield ""
    yield "# สิ่งที่พบในงวดนี้: kind เป็น ข้อค้นพบ ปัญหา อุปสรรค ข้อจำกัด หรือข้อสังเกต"
    yield "# from เป็นรหัสการลงพื้นที่ รหัสโครงการ หรือครั้งที่ประชุม"
    yield "findings:"
    yield "#   - id:"
    yield "#     kind:"
    yield "#     from:"
    yield "#     text:"
    yield ""
    yield from _standing(carried)


def _recommendations(carried: Carried) -> Iterator[str]:
    yield "# ข้อเสนอแนะที่ยังไม่แล้วเสร็จ ยกมาด้วยรหัสเดิมพร้อมความคืบหน้าทั้งหมด"
    yield "# เพิ่มความคืบหน้าของงวดนี้ต่อท้าย updates ของแต่ละข้อ (date, status, text) แม้ไม่มีการดำเนินการ"
    yield "# ข้อเสนอแนะใหม่เพิ่มไว้ท้ายรายการ"
    yield "# status: ยังไม่ดำเนินการ, อยู่ระหว่างดำเนินการ, ดำเนินการแล้ว หรือ ยกเลิก"
    yield "recommendations:"
    for item in carried.recommendations:
        yield from _recommendation(item)


def _recommendation(item: OpenRecommendation) -> Iterator[str]:
    source = item.recommendation
    age = f"อายุ {item.age:,} วัน " if item.age is not None else ""
    late = " เกินกำหนดเมื่อสิ้นงวดนี้" if item.is_overdue else ""
    yield f"  # {age}ติดตามมาแล้ว {item.carried} งวด ผู้รับผิดชอบ {remark(item.owner)}{late}"
    yield f"  - id: {scalar(source.id, 4)}"
    if source.origin is not None:
        yield f"    from: {scalar(source.origin, 4)}"
    yield f"    raised: {source.raised}"
    yield f"    to: {scalar(source.to, 4)}"
    yield _due(source)
    yield f"    text: {scalar(source.text, 4)}"
    yield "    updates:"
    for update in item.updates:
        yield from _update(update)


def _due(item: Recommendation) -> str:
    return f"    due: {show_day(item.due, glue=False)}" if item.due else "    due:"


def _update(update: Update) -> Iterator[str]:
    yield f"      - date: {show_day(update.date, glue=False)}"
    yield f"        status: {update.status}"
    yield f"        text: {scalar(update.text, 8)}"
    if update.evidence is not None:
        yield f"        evidence: {scalar(update.evidence, 8)}"


def _kpis(carried: Carried) -> Iterator[str]:
    yield "# ผลตัวชี้วัดสะสมถึงสิ้นงวด ตัวที่งวดที่แล้วยังไม่บรรลุอยู่ก่อน; เว้น result ว่างไว้เมื่อยังไม่มีข้อมูล"
    yield "kpi_results:"
    for row in carried.kpis:
        yield f"  # {_kpi(carried, row)}"
        yield f"  - kpi: {scalar(row.kpi.id, 4)}"
        yield "    result:"
        yield "    note:"


def _kpi(carried: Carried, row: KpiRow) -> str:
    """ "ผู้รับบริการ: เป้าหมายงวดนี้ 56,000 ราย งวดที่แล้วบรรลุแล้ว (27,418)"."""
    aim = row.kpi.milestones.get(carried.period)
    target = f"เป้าหมายงวดนี้ {_number(aim)}" if aim else f"เป้าหมายทั้งปี {_number(row.kpi.target)}"
    last = f" งวดที่แล้ว{_KPI[row.status]}" if carried.last else ""
    result = f" ({plain(row.result)})" if row.result else ""
    return remark(f"{row.kpi.name}: {target} {row.kpi.unit}{last}{result}")


def _number(amount: Amount) -> str:
    exponent = amount.value.normalize().as_tuple().exponent
    return show_number(amount.value, max(0, -exponent) if isinstance(exponent, int) else 0)


def _standing(carried: Carried) -> Iterator[str]:
    yield "# เรื่องที่ครบกำหนดรายงานในงวดนี้: เมื่อได้รับรายงานให้ลบเครื่องหมาย # แล้วพิมพ์วันที่ได้รับและสาระ"
    yield "standing:"
    for duty in carried.duties:
        owner = f" ผู้รายงาน {duty.owner}" if duty.owner else ""
        yield f"#   {remark(duty.name)} ({duty.frequency}){owner}"
        yield f"#   - duty: {scalar(duty.id, 6)}"
        yield "#     received:"
        yield "#     text:"
    yield ""
    yield "# ภาคผนวก: title และ text"
    yield "annexes:"


def _visits(carried: Carried) -> Iterator[str]:
    yield f"# การลงพื้นที่ {show_days(carried.period.days, glue=False)}"
    yield "# แต่ละครั้งขึ้นต้นด้วยขีด ลบเครื่องหมาย # แล้วพิมพ์; ภาพถ่ายวางไว้ในโฟลเดอร์ photos ของงวด"
    yield "visits:"
    for key in ("- id:", "  project:", "  date:", "  team:", "  place:", "    province:", "    venue:"):
        yield f"#   {key}"
    yield "#     met:    # เช่น ผู้ประกอบการ: 24"
    for key in ("design:", "target_group:", "consultants:", "remarks:", "needs:", "photos:"):
        yield f"#     {key}"
