"""Every table of a quarterly report, in its order; the tables of words are here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reportgen.model.document import Document
from reportgen.model.figures import Comparison, DutyRow, Figures, FollowUp, KpiRow
from reportgen.model.tables import Column, Row, Table
from reportgen.present.markup import free_text
from reportgen.present.shown import join
from reportgen.present.tables.money import (
    lines_table,
    months_table,
    projects_table,
    scope_table,
    titles,
    told,
)
from reportgen.thai.dates import show_day

_KPI_STATUS = {"met": "บรรลุเป้าหมาย", "not-met": "ต่ำกว่าเป้าหมาย", "no-data": "ไม่มีข้อมูล"}


def report_tables(document: Document, figures: Figures) -> tuple[Table, ...]:
    """The tables of the period's report; the first is the one that an import reads back."""
    total = figures.total
    return (
        lines_table(document),
        projects_table(document, figures),
        scope_table(document, "กลุ่มงบประมาณ", "กลุ่มงบประมาณ", figures.groups, total),
        scope_table(document, "แหล่งเงิน", "แหล่งเงิน", figures.funds, total),
        months_table(document, figures),
        _targets(document, figures.comparisons),
        _kpis(document, figures.kpis),
        recommendations_table(figures.follow_ups, document.period.spending.as_of),
        _duties(document, figures.duties),
    )


def _targets(document: Document, comparisons: Iterable[Comparison]) -> Table:
    columns = (
        Column("measure", "วัดจาก", width=12),
        Column("type", "ประเภทรายจ่าย", width=16),
        Column("fund", "แหล่งเงิน", width=20),
        Column("amount", "จำนวนเงิน", "money"),
        Column("budget", "งบประมาณหลังโอน", "money"),
        Column("rate", "ร้อยละ", "rate", 10, 'IF({budget}=0,"-",{amount}*100/{budget})'),
        Column("target", "เป้าหมายร้อยละ", "rate", 12),
        Column("source", "ที่มาของเป้าหมาย", width=40),
    )
    rows = [
        Row(
            {
                "measure": each.measure,
                "type": each.type,
                "fund": each.fund or "ทุกแหล่งเงิน",
                "amount": told(each.amount),
                "budget": each.budget.value,
                "rate": told(each.rate),
                "target": each.target.percent.value if each.target else None,
                "source": str(each.target.source) if each.target else "",
            },
            blank=frozenset(("rate",)) if each.verdict == "untold" else frozenset(),
        )
        for each in comparisons
    ]
    return Table("เป้าหมาย", titles(document, "การใช้จ่ายเทียบกับเป้าหมาย", rows), columns, tuple(rows))


def _kpis(document: Document, kpis: Iterable[KpiRow]) -> Table:
    columns = (
        Column("name", "ตัวชี้วัด", width=50),
        Column("unit", "หน่วยนับ", width=12),
        Column("expected", "เป้าหมายของงวด", "number"),
        Column("result", "ผลสะสม", "number"),
        Column("status", "สถานะ"),
        Column("note", "คำอธิบาย", width=50),
    )
    rows = [
        Row(
            {
                "name": str(each.kpi.name),
                "unit": str(each.kpi.unit),
                "expected": each.expected.value,
                "result": each.result.value if each.result else None,
                "status": _KPI_STATUS[each.status],
                "note": free_text(each.note, []) if each.note else "",
            }
        )
        for each in kpis
    ]
    return Table("ตัวชี้วัด", titles(document, "ผลตามตัวชี้วัด สะสมถึงสิ้นงวด")[:2], columns, tuple(rows), 1)


def recommendations_table(found: Iterable[FollowUp], as_of: date) -> Table:
    """Recommendations as they stand on the day `as_of`."""
    columns = (
        Column("id", "รหัส", width=12),
        Column("text", "ข้อเสนอแนะ", width=60),
        Column("raised", "เสนอในการประชุมครั้งที่", width=14),
        Column("to", "หน่วยงาน", width=12),
        Column("due", "กำหนดแล้วเสร็จ", width=14),
        Column("status", "สถานะ", width=20),
        Column("overdue", "เกินกำหนด", width=10),
        Column("date", "ข้อมูลล่าสุด", width=14),
        Column("progress", "การดำเนินการ", width=60),
    )
    rows = [_recommendation(each) for each in found]
    heads = ("ข้อเสนอแนะและความคืบหน้า", f"ข้อมูล ณ วันที่ {show_day(as_of, glue=False)}")
    return Table("ข้อเสนอแนะ", heads, columns, tuple(rows), frozen=1)


def _recommendation(each: FollowUp) -> Row:
    source, latest = each.recommendation, each.latest
    return Row(
        {
            "id": str(source.id),
            "text": free_text(source.text, []),
            "raised": str(source.raised),
            "to": str(source.to),
            "due": _day(source.due),
            "status": str(latest.status) if latest else "ยังไม่มีรายงาน",
            "overdue": "เกินกำหนด" if each.is_overdue else "",
            "date": _day(latest.date if latest else None),
            "progress": free_text(latest.text, []) if latest else "",
        }
    )


def _duties(document: Document, duties: Iterable[DutyRow]) -> Table:
    columns = (
        Column("name", "เรื่องที่ต้องรายงาน", width=60),
        Column("frequency", "รอบการรายงาน", width=16),
        Column("due", "ครบกำหนดในงวดนี้", width=14),
        Column("received", "วันที่ได้รับรายงาน", width=24),
        Column("text", "สาระสำคัญ", width=60),
    )
    rows = [
        Row(
            {
                "name": str(each.duty.name),
                "frequency": str(each.duty.frequency),
                "due": "ครบกำหนด" if each.is_due else "",
                "received": ", ".join(_day(report.received) for report in each.reports),
                "text": join(*(free_text(report.text, []) for report in each.reports), separator="\n"),
            }
        )
        for each in duties
    ]
    return Table("เรื่องที่ต้องรายงาน", titles(document, "เรื่องที่ต้องรายงาน")[:2], columns, tuple(rows), 1)


def _day(day: date | None) -> str:
    return show_day(day, "short", glue=False) if day else ""
