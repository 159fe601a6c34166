"""The first draft of a covering memo for a report, as YAML that staff go on with.

Its numbers are citations, so that they follow the report until the memo is numbered.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from reportgen.model.document import Document
from reportgen.present.officers import officers
from reportgen.thai.dates import show_day

_WHO = "ใส่รหัสบุคคลจาก people: ใน reportgen.yaml (ยังไม่มีบุคคลในตำแหน่งนั้น)"


def covering_memo(document: Document) -> str:
    """A memo that submits the quarterly report of the document's period to the executive, for the board."""
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    workspace, period = document.workspace, document.period
    unit = workspace.secretariat
    quarter = f"ไตรมาสที่ {period.id.quarter} ปีงบประมาณ {period.id.fiscal_year}"
    name = f"{document.profile.quarterly.report_name} {quarter}"
    yield "# yaml-language-server: $schema=../.schemas/memo.schema.json"
    yield "# บันทึกนำเสนอรายงาน: ร่างให้เริ่มต้น แก้ถ้อยคำได้ทุกบรรทัด ตัวเลขใน [[…]] เปลี่ยนตามรายงานจนกว่าจะออกเลขที่"
    yield f"unit: {unit}"
    yield "number:"
    yield "date:"
    yield f"subject: {_quoted(f'ขอความเห็นชอบเสนอ{name} ต่อ{workspace.board.name}')}"
    who = officers(workspace)
    yield f"to: {_quoted(who.head)}{'  # แก้ให้ตรงกับตำแหน่งของหัวหน้าหน่วยงาน' * who.is_guess}"
    yield "body:"
    for text in _body(document, name):
        yield f"  - {_quoted(text)}"
    yield "attachments:"
    yield f"  - title: {_quoted(name)}"
    yield f"    paper: quarterly {period.id}"
    yield f"signer: {who.signer.id}" if who.signer else f"signer:  # ผู้ลงนาม: {_WHO}"
    yield f"approver: {who.approver.id}" if who.approver else f"approver:  # ผู้พิจารณา: {_WHO}"


def _body(document: Document, name: str) -> Iterator[str]:
    workspace, period = document.workspace, document.period
    meeting = next(
        (each for each in document.plan.meetings if each.number == period.findings.state.meeting), None
    )
    held = f" ครั้งที่ {meeting.number} เมื่อวันที่ {show_day(meeting.date, glue=False)}" if meeting else ""
    resolved = "มีมติเห็นชอบ" if period.findings.state.stage == "คณะอนุกรรมการเห็นชอบ" else "ได้พิจารณา"
    cite = f"[[{period.id}:total"
    yield f"ตามที่ {workspace.committee.name} ในคราวการประชุม{held} ที่ประชุม{resolved}{name} นั้น"
    yield (
        f"{workspace.secretariat} ในฐานะฝ่ายเลขานุการ ขอเสนอรายงานดังกล่าว โดย ณ วันที่ "
        f"{show_day(period.spending.as_of, glue=False)} {workspace.agency.short} มีวงเงินงบประมาณหลังโอน "
        f"{cite}.after ล้านบาท]] เบิกจ่าย {cite}.disbursed ล้านบาท]] คิดเป็น{cite}.disbursed_rate ร้อยละ]] "
        f"และใช้จ่ายรวมก่อหนี้ผูกพัน {cite}.spent ล้านบาท]] คิดเป็น{cite}.spent_rate ร้อยละ]] "
        "รายละเอียดตามเอกสารแนบ"
    )
    yield (
        f"จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบ {workspace.secretariat} จักได้นำเสนอ{workspace.board.name}เพื่อทราบต่อไป"
    )


def _quoted(text: str) -> str:
    """Text as a YAML scalar on one line; double quotes, which hold whatever it may be."""
    return json.dumps(text, ensure_ascii=False)
