"""The cover, the summary with its table of key quantities, and the mandate."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.context import Node, Shown
from reportgen.model.figures import Comparison
from reportgen.model.plan import PlannedMeeting
from reportgen.model.workspace import Member, Workspace
from reportgen.present.numbering import item_numbers
from reportgen.present.quarterly.desk import Desk
from reportgen.present.quarterly.sentences import verdict
from reportgen.present.shown import NOTHING, counted, join, paragraphs, percent, remarks, text
from reportgen.present.untold import quantities
from reportgen.thai.dates import show_day


def cover(desk: Desk) -> dict[str, Node]:
    """What the cover, the header and the footer show."""
    workspace, document = desk.document.workspace, desk.document
    year = f"ปีงบประมาณ พ.ศ.\u00a0{document.period.id.fiscal_year}"
    return {
        "name": text(desk.words.report_name),
        "quarter": desk.quarter(),
        "short_quarter": f"ไตรมาสที่\u00a0{document.period.id.quarter} {year}",
        "year": year,
        "committee": text(workspace.committee.name),
        "agency": text(workspace.agency.name),
        "board": text(workspace.board.name),
        "as_of": f"ข้อมูล\u00a0ณ\u00a0วันที่\u00a0{desk.as_of()}",
        "state": state(desk),
        "note": text(workspace.note),
    }


def state(desk: Desk) -> Shown:
    """How far the report has come, with the meeting where there is one."""
    held = desk.document.period.findings.state
    if held.meeting is None:
        return text(held.stage)
    return join(text(held.stage), f" ครั้งที่\u00a0{held.meeting}")


def summary(desk: Desk) -> dict[str, Node]:
    """The key quantities first, then the staff's own paragraphs."""
    return {
        "paragraphs": desk.paragraphs(desk.document.period.findings.summary),
        "caption": desk.numbers.next_table("ตัวเลขสำคัญของงวด", "ล้านบาท เว้นแต่ระบุ"),
        "rows": [*_money_rows(desk), *_count_rows(desk)],
        "notes": remarks(desk.note((*quantities(desk.figures.total), desk.figures.quarter_disbursed))),
        "source": desk.source(),
        "empty": False,
    }


def _money_rows(desk: Desk) -> list[Node]:
    figures, total = desk.figures, desk.figures.total
    by_measure = {
        item.measure: item for item in figures.comparisons if item.type == "ภาพรวม" and not item.fund
    }
    return [
        _row("งบประมาณหลังโอนเปลี่ยนแปลง", NOTHING, desk.millions(total.after)),
        _row("เบิกจ่าย", desk.millions(figures.quarter_disbursed), desk.millions(total.disbursed)),
        _rate_row("อัตราเบิกจ่าย (ร้อยละของงบหลังโอน)", by_measure.get("เบิกจ่าย")),
        _row("ผูกพันคงเหลือที่ยังไม่เบิก", NOTHING, desk.millions(total.committed)),
        _row("รวมเบิกจ่ายและก่อหนี้ผูกพัน", NOTHING, desk.millions(total.spent)),
        _rate_row("อัตราการใช้จ่าย (ร้อยละของงบหลังโอน)", by_measure.get("ใช้จ่าย")),
        _row("คงเหลือหลังหักเบิกจ่ายและผูกพัน", NOTHING, desk.millions(total.balance)),
    ]


def _count_rows(desk: Desk) -> list[Node]:
    figures = desk.figures
    visits = (
        counted(sum(int(region.in_period.value) for region in figures.regions)),
        counted(sum(int(region.to_date.value) for region in figures.regions)),
    )
    reached = sum(1 for region in figures.regions if region.to_date.value)
    met = [row.status == "met" for row in figures.kpis]
    still_open = [item.is_open for item in figures.follow_ups]
    return [
        _row(
            "การลงพื้นที่ (ครั้ง)",
            *visits,
            result=f"ครอบคลุม\u00a0{reached} จาก\u00a0{len(figures.regions)}\u00a0ภูมิภาค",
        ),
        _part_row("ตัวชี้วัดที่บรรลุเป้าหมาย", "ตัวชี้วัด", met),
        _part_row("ข้อเสนอแนะที่ยังติดตาม", "ข้อ", still_open),
    ]


def _part_row(label: str, unit: str, marks: Sequence[bool]) -> Node:
    """How many of all; dashes where there are none at all."""
    if not marks:
        return _row(f"{label} ({unit})", NOTHING, NOTHING)
    result = f"จากทั้งหมด\u00a0{len(marks)}\u00a0{unit}"
    return _row(f"{label} ({unit})", NOTHING, str(sum(marks)), result=result)


def _row(label: str, now: str, to_date: str, *, target: str = NOTHING, result: str = NOTHING) -> Node:
    return {"label": label, "now": now, "to_date": to_date, "target": target, "result": result}


def _rate_row(label: str, item: Comparison | None) -> Node:
    if item is None:
        return _row(label, NOTHING, NOTHING)
    target = _target(item)
    short = Shown(str(verdict(item)).split(" (")[0], verdict(item).origin)
    return _row(label, NOTHING, percent(item.rate), target=target, result=short)


def _target(item: Comparison) -> str:
    """The target's percentage alone, or a dash."""
    if item.target is None:
        return NOTHING
    aim = item.target.percent
    return Shown(f"{aim.value:.2f}", (aim.span,))


def mandate(desk: Desk) -> dict[str, Node]:
    """The resolution that ordered the work, the scope, and the members."""
    plan, workspace = desk.document.plan, desk.document.workspace
    source = plan.mandate
    meeting = next((each for each in plan.meetings if each.number == source.meeting), None)
    when = f" เมื่อวันที่\u00a0{show_day(meeting.date)}" if meeting else ""
    return {
        "resolution": join(
            f"ที่ประชุม{workspace.committee.name} ครั้งที่\u00a0{source.meeting}{when} ", text(source.resolution)
        ),
        "paragraphs": paragraphs(source.text),
        "topics_heading": desk.numbers.next_sub("แนวทางการติดตามและประเมินผล") if plan.guideline else "",
        "topics": [
            {"number": number, "text": text(topic.text)}
            for number, topic in zip(item_numbers(plan.guideline), plan.guideline, strict=True)
        ],
        **_members(desk),
        "empty": False,
    }


def _members(desk: Desk) -> dict[str, Node]:
    """The sub-committee; no heading or caption is counted where no member is named."""
    workspace = desk.document.workspace
    committee = workspace.committee
    if not committee.members:
        return {"members": []}
    on = committee.appointed_on
    dated = f" ลงวันที่\u00a0{show_day(on)}" if on else ""
    return {
        "members_heading": desk.numbers.next_sub("องค์ประกอบของคณะอนุกรรมการ"),
        "appointed": join(text(committee.appointed_by), dated) if committee.appointed_by else "",
        "caption": desk.numbers.next_table("รายชื่อคณะอนุกรรมการ"),
        "members": [
            {"number": str(number), "name": _name(workspace, member), "role": text(member.role)}
            for number, member in enumerate(committee.members, start=1)
        ],
    }


def _name(workspace: Workspace, member: Member) -> Shown:
    person = next((each for each in workspace.people if each.id == member.person), None)
    if person is None:
        return text(member.seat)
    return join(
        Shown(person.full_name, (text(person.given)).origin), f" {member.seat}" if member.seat else ""
    )


def meeting_line(meeting: PlannedMeeting) -> str:
    """ "ครั้งที่ 12/2564 วันที่ 17 ธันวาคม 2564"."""
    return f"ครั้งที่\u00a0{meeting.number} วันที่\u00a0{show_day(meeting.date)}"
