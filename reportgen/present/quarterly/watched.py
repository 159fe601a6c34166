"""The sections on earlier recommendations, KPIs, in-depth projects and standing duties."""

from __future__ import annotations

from reportgen.model.context import Node, Shown
from reportgen.model.figures import DutyRow, FollowUp, KpiRow
from reportgen.model.findings import ProjectNote
from reportgen.present.calendar import due_name
from reportgen.present.quarterly import charts
from reportgen.present.quarterly.desk import Desk
from reportgen.present.shown import NOTHING, join, plain, remarks, text
from reportgen.thai.dates import show_day

_KPI_STATUS = {"met": "บรรลุเป้าหมาย", "not-met": "ต่ำกว่าเป้าหมาย", "no-data": "ไม่มีข้อมูล"}

YEAR_TARGET = "เป้าหมายของงวดที่มีเครื่องหมาย * คือเป้าหมายทั้งปี เนื่องจากไม่ได้กำหนดเป้าหมายรายไตรมาส"


def follow_up(desk: Desk) -> dict[str, Node]:
    """Recommendations of earlier periods as they stand now."""
    rows = [item for item in desk.figures.follow_ups if not item.is_new]
    if not rows:
        return {"empty": True}
    closed = sum(1 for item in rows if not item.is_open)
    overdue = sum(1 for item in rows if item.is_overdue)
    silent = sum(1 for item in rows if item.is_silent)
    reopened = sum(1 for item in rows if item.reopened)
    return {
        "lead": f"ข้อเสนอแนะเดิมที่ติดตามในงวดนี้มี\u00a0{len(rows)}\u00a0ข้อ "
        f"ดำเนินการแล้วหรือยกเลิก\u00a0{closed}\u00a0ข้อ ยังติดตาม\u00a0{len(rows) - closed}\u00a0ข้อ "
        f"ในจำนวนนี้เกินกำหนด\u00a0{overdue}\u00a0ข้อ"
        + (f" ไม่มีรายงานความคืบหน้าในงวดนี้\u00a0{silent}\u00a0ข้อ" if silent else "")
        + (f" เปิดติดตามใหม่หลังจากที่เคยดำเนินการแล้ว\u00a0{reopened}\u00a0ข้อ" if reopened else ""),
        "caption": desk.numbers.next_table("ความคืบหน้าตามข้อเสนอแนะเดิม"),
        "rows": [recommendation_row(desk, item) for item in rows],
        "empty": False,
    }


def recommendation_row(desk: Desk, item: FollowUp) -> Node:
    """A recommendation and how it stands; one just made need not have been acted on yet."""
    source, latest = item.recommendation, item.latest
    status = text(latest.status) if latest else Shown("" if item.is_new else "ยังไม่ดำเนินการ")
    if item.reopened is not None:
        status = join(status, " (เปิดติดตามใหม่)")
    return {
        "id": text(source.id),
        "text": desk.free(source.text),
        "raised": f"ครั้งที่\u00a0{source.raised}",
        "to": desk.unit(source.to),
        "due": show_day(source.due, "short") if source.due else NOTHING,
        "status": status,
        "overdue": item.is_overdue,
        "progress": desk.free(latest.text) if latest else NOTHING if item.is_new else "ไม่มีรายงานความคืบหน้า",
        "dated": show_day(latest.date, "short") if latest else "",
        "silent": "งวดนี้ไม่มีรายงานเพิ่มเติม" if item.is_silent and latest else "",
    }


def kpis(desk: Desk) -> dict[str, Node]:
    """Every KPI against its milestone."""
    rows = desk.figures.kpis
    if not rows:
        return {"empty": True}
    met = sum(1 for row in rows if row.status == "met")
    missing = sum(1 for row in rows if row.status == "no-data")
    return {
        "lead": f"ตัวชี้วัดทั้งหมด\u00a0{len(rows)}\u00a0ตัวชี้วัด บรรลุเป้าหมายของงวด\u00a0{met}\u00a0ตัวชี้วัด "
        f"ต่ำกว่าเป้าหมาย\u00a0{len(rows) - met - missing}\u00a0ตัวชี้วัด และไม่มีข้อมูล\u00a0{missing}\u00a0ตัวชี้วัด",
        "caption": desk.numbers.next_table("ผลตามตัวชี้วัด สะสมถึงสิ้นงวด"),
        "rows": [_kpi_row(desk, row) for row in rows],
        "figure": charts.kpi_status(desk, _KPI_STATUS),
        "notes": remarks([Shown(YEAR_TARGET)] if any(not row.is_milestone for row in rows) else []),
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
    """The in-depth projects, and others on which something was reported; those without a report behind."""
    known = {project.id: project for project in desk.document.plan.projects}
    rates = {row.project.id: row.row for each in desk.figures.strategies for row in each.projects}
    notes = list(desk.document.period.findings.projects)
    told = {note.project for note in notes}
    notes += (
        ProjectNote(project=project.id)
        for project in desk.document.plan.projects
        if project.in_depth is not None and project.id not in told
    )
    items: list[Node] = []
    for note in notes:
        row = rates[note.project]
        items.append(
            {
                "heading": desk.numbers.next_sub(str(text(known[note.project].name))),
                "owner": join("หน่วยงานรับผิดชอบ : ", desk.unit_in_full(known[note.project].owner)),
                "reason": text(known[note.project].in_depth),
                "money": join(
                    "งบประมาณหลังโอน ",
                    desk.millions(row.after, cell=False),
                    "\u00a0ล้านบาท เบิกจ่าย ",
                    desk.amount(row.disbursed),
                    " ผูกพันคงเหลือ ",
                    desk.amount(row.committed),
                ),
                "progress": desk.paragraphs(note.progress) or [text(desk.words.not_received)],
                "outcome": desk.paragraphs(note.outcome),
                "next": desk.paragraphs(note.next),
            }
        )
    return {"items": items, "empty": not items}


def duties(desk: Desk) -> dict[str, Node]:
    """Standing duties, numbered by the machine; due but absent prints the profile's words."""
    items: list[Node] = []
    for number, row in enumerate(desk.figures.duties, start=1):
        reports = [
            {
                "when": f"ได้รับรายงานเมื่อวันที่\u00a0{show_day(each.received)}",
                "paragraphs": desk.paragraphs(each.text),
            }
            for each in row.reports
        ]
        items.append(
            {
                "number": desk.numbers.next_item(number),
                "name": text(row.duty.name),
                "frequency": join("รอบการรายงาน : ", text(row.duty.frequency)),
                "reports": reports,
                "absent": "" if reports else _absent(desk, row),
            }
        )
    items += _missed(desk, len(items))
    return {"items": items, "empty": not items}


def _missed(desk: Desk, before: int) -> list[Node]:
    """Reports and overviews whose last day came in the period and that no meeting considered."""
    return [
        {
            "number": desk.numbers.next_item(number),
            "name": text(due_name(due)),
            "frequency": f"ครบกำหนดวันที่\u00a0{show_day(due.deadline)}",
            "reports": [],
            "absent": "ยังไม่ได้เสนอที่ประชุม",
        }
        for number, due in enumerate(desk.figures.missed, start=before + 1)
    ]


def _absent(desk: Desk, row: DutyRow) -> str:
    """Why a duty has no report: it is owed, nothing happened, or its time has not come."""
    if row.missing:
        return str(desk.words.not_received)
    return str(desk.words.nothing) if row.duty.frequency == "เมื่อมีข้อมูล" else "ไม่ครบกำหนดรายงานในงวดนี้"
