"""The sections on earlier recommendations, KPIs, in-depth projects and standing duties."""

from __future__ import annotations

from reportgen.model.context import Node, Shown
from reportgen.model.figures import FollowUp, KpiRow
from reportgen.present.quarterly.desk import Desk
from reportgen.present.shown import NOTHING, join, paragraphs, plain, text
from reportgen.thai.dates import show_day

_KPI_STATUS = {"met": "บรรลุเป้าหมาย", "not-met": "ต่ำกว่าเป้าหมาย", "no-data": "ไม่มีข้อมูล"}


def follow_up(desk: Desk) -> dict[str, Node]:
    """Recommendations of earlier periods as they stand now."""
    rows = [item for item in desk.figures.follow_ups if not item.is_new]
    if not rows:
        return {"empty": True}
    closed = sum(1 for item in rows if not item.is_open)
    overdue = sum(1 for item in rows if item.is_overdue)
    return {
        "lead": f"ข้อเสนอแนะเดิมที่ติดตามในงวดนี้มี {len(rows)} ข้อ ดำเนินการแล้วหรือยกเลิก {closed} ข้อ "
        f"ยังติดตาม {len(rows) - closed} ข้อ ในจำนวนนี้เกินกำหนด {overdue} ข้อ",
        "caption": desk.numbers.next_table("ความคืบหน้าตามข้อเสนอแนะเดิม"),
        "rows": [_follow_up_row(desk, item) for item in rows],
        "empty": False,
    }


def _follow_up_row(desk: Desk, item: FollowUp) -> Node:
    source = item.recommendation
    return {
        "id": text(source.id),
        "text": text(source.text),
        "raised": f"ครั้งที่\u00a0{source.raised}",
        "to": desk.unit(source.to),
        "due": show_day(source.due, "short") if source.due else NOTHING,
        "status": _status(item),
        "progress": _progress(item),
    }


def _status(item: FollowUp) -> Shown:
    status = item.latest.status if item.latest else "ยังไม่ดำเนินการ"
    return join(text(status), " (เกินกำหนด)" if item.is_overdue else "")


def _progress(item: FollowUp) -> Shown:
    if item.latest is None:
        return Shown("ไม่มีรายงานความคืบหน้า")
    dated = join(text(item.latest.text), f" ({show_day(item.latest.date, 'short')})")
    return dated if item.updated else join(dated, " งวดนี้ไม่มีรายงานเพิ่มเติม")


def kpis(desk: Desk) -> dict[str, Node]:
    """Every KPI against its milestone."""
    rows = desk.figures.kpis
    if not rows:
        return {"empty": True}
    met = sum(1 for row in rows if row.status == "met")
    missing = sum(1 for row in rows if row.status == "no-data")
    return {
        "lead": f"ตัวชี้วัดทั้งหมด {len(rows)} ตัวชี้วัด บรรลุเป้าหมายของงวด {met} ตัวชี้วัด "
        f"ต่ำกว่าเป้าหมาย {len(rows) - met - missing} ตัวชี้วัด และไม่มีข้อมูล {missing} ตัวชี้วัด",
        "caption": desk.numbers.next_table("ผลตามตัวชี้วัด สะสมถึงสิ้นงวด"),
        "rows": [_kpi_row(desk, row) for row in rows],
        "note": "หมายเหตุ : เป้าหมายงวดที่มีเครื่องหมาย * ใช้เป้าหมายทั้งปี เนื่องจากไม่ได้กำหนดเป้าหมายรายไตรมาส"
        if any(not row.is_milestone for row in rows)
        else "",
        "empty": False,
    }


def _kpi_row(desk: Desk, row: KpiRow) -> Node:
    return {
        "name": text(row.kpi.name),
        "unit": text(row.kpi.unit),
        "expected": plain(row.expected) if row.is_milestone else join(plain(row.expected), "*"),
        "result": plain(row.result),
        "status": _KPI_STATUS[row.status],
        "note": text(row.note),
    }


def projects(desk: Desk) -> dict[str, Node]:
    """The in-depth projects on which something was reported."""
    known = {project.id: project for project in desk.document.plan.projects}
    rates = {row.project.id: row.row for each in desk.figures.strategies for row in each.projects}
    notes = desk.document.period.findings.projects
    items: list[Node] = []
    for note in notes:
        row = rates[note.project]
        items.append(
            {
                "heading": desk.numbers.next_sub(str(text(known[note.project].name))),
                "owner": join("หน่วยงานรับผิดชอบ : ", text(known[note.project].owner)),
                "reason": text(known[note.project].in_depth),
                "money": join(
                    "งบประมาณหลังโอน ",
                    desk.millions(row.after, cell=False),
                    "\u00a0ล้านบาท เบิกจ่าย ",
                    desk.millions(row.disbursed, cell=False),
                    "\u00a0ล้านบาท ผูกพัน ",
                    desk.millions(row.committed, cell=False),
                    "\u00a0ล้านบาท",
                ),
                "progress": paragraphs(note.progress),
                "outcome": paragraphs(note.outcome),
                "next": paragraphs(note.next),
            }
        )
    return {"items": items, "empty": not items}


def duties(desk: Desk) -> dict[str, Node]:
    """Standing duties, numbered by the machine; due but absent prints the profile's words."""
    items: list[Node] = []
    for number, row in enumerate(desk.figures.duties, start=1):
        reports = [
            {"when": f"ได้รับรายงานเมื่อวันที่\u00a0{show_day(each.received)}", "paragraphs": paragraphs(each.text)}
            for each in row.reports
        ]
        absent = str(desk.words.not_received) if row.missing else "ไม่ครบกำหนดรายงานในงวดนี้"
        items.append(
            {
                "number": desk.numbers.next_item(number),
                "name": text(row.duty.name),
                "frequency": join("รอบการรายงาน : ", text(row.duty.frequency)),
                "reports": reports,
                "absent": "" if reports else absent,
            }
        )
    return {"items": items, "empty": not items}
