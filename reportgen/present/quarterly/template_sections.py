"""How each section of the quarterly report is laid out when it has something to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportgen.ooxml.builder import TemplateBuilder
from reportgen.ooxml.tables import Cell, Column, Row
from reportgen.present.chart_designs import COUNTS, figure
from reportgen.present.quarterly.template_money import money_section
from reportgen.present.quarterly.template_pieces import (
    below,
    caption,
    each,
    entries,
    fields,
    findings,
    recommended,
    rows,
    when,
)


def summary(builder: TemplateBuilder) -> None:
    caption(builder, "section.caption")
    builder.table(
        [Column(5.6), Column(2.1, "right"), Column(2.1, "right"), Column(1.7, "right"), Column(4.5)],
        [["ตัวเลขสำคัญ", "งวดนี้", "สะสม", "เป้าหมาย", "ผลเทียบเป้าหมาย"]],
        [
            *rows(
                "row in section.rows",
                fields("row", "label now to_date target result"),
                followed=True,
            ),
            below("section.source", notes="section.notes"),
        ],
    )
    each(builder, "paragraph in section.paragraphs", "{{p paragraph }}")


def mandate(builder: TemplateBuilder) -> None:
    builder.paragraph("{{ section.resolution }}")
    each(builder, "paragraph in section.paragraphs", "{{ paragraph }}")
    builder.tag("{%p if section.topics %}")
    builder.paragraph("{{ section.topics_heading }}", "Heading 2")
    entries(builder, "section.topics")
    builder.tag("{%p endif %}")
    builder.tag("{%p if section.members %}")
    builder.paragraph("{{ section.members_heading }}", "Heading 2")
    when(builder, "section.appointed", "องค์ประกอบเป็นไปตาม{{ section.appointed }}")
    caption(builder, "section.caption")
    builder.table(
        [Column(1.4, "center"), Column(9.4), Column(5.2)],
        [["ลำดับ", "ชื่อ / ผู้แทน", "บทบาท"]],
        rows("member in section.members", fields("member", "number name role")),
    )
    builder.tag("{%p endif %}")


def follow_up(builder: TemplateBuilder) -> None:
    builder.paragraph("{{ section.lead }}")
    recommended(builder)


def kpis(builder: TemplateBuilder) -> None:
    builder.paragraph("{{ section.lead }}")
    caption(builder, "section.caption")
    builder.table(
        [
            Column(4.6),
            Column(1.7, "center"),
            Column(1.8, "right"),
            Column(1.8, "right"),
            Column(2.4),
            Column(3.7),
        ],
        [["ตัวชี้วัด", "หน่วยนับ", "เป้าหมาย\nของงวด", "ผล", "สถานะ", "คำอธิบาย"]],
        [
            *rows(
                "row in section.rows",
                fields("row", "name unit expected result status note"),
                followed=True,
            ),
            "{%tr if section.notes %}",
            below(notes="section.notes"),
            "{%tr endif %}",
        ],
    )
    figure(builder, "section.figure", COUNTS)


def projects(builder: TemplateBuilder) -> None:
    builder.tag("{%p for item in section.items %}")
    builder.paragraph("{{ item.heading }}", "Heading 2")
    builder.paragraph("{{ item.owner }}", "Body Flush", keep_next=True)
    when(builder, "item.reason", "เหตุที่ติดตามเชิงลึก : {{ item.reason }}", "Body Flush")
    builder.paragraph("{{ item.money }}", "Body Flush")
    for name, title in (("progress", "ผลการดำเนินงาน"), ("outcome", "ผลสัมฤทธิ์"), ("next", "แผนงวดถัดไป")):
        builder.tag(f"{{%p if item.{name} %}}")
        builder.paragraph(f"**{title}**", "Body Flush", keep_next=True)
        each(builder, f"paragraph in item.{name}", "{{p paragraph }}")
        builder.tag("{%p endif %}")
    builder.tag("{%p endfor %}")


def visits(builder: TemplateBuilder) -> None:
    builder.paragraph("{{ section.coverage_heading }}", "Heading 2")
    caption(builder, "section.coverage.caption")
    builder.table(
        [Column(4.6), Column(2.2, "right"), Column(2.2, "right"), Column(7.0)],
        [["ภูมิภาค", "งวดนี้", "สะสม", "จังหวัดที่ลงพื้นที่แล้ว"]],
        [
            *rows(
                "row in section.coverage.rows",
                fields("row", "region now to_date provinces"),
                followed=True,
            ),
            Row(
                ["รวม", "{{ section.coverage.now }}", "{{ section.coverage.to_date }}", ""],
                total=True,
                stays=True,
            ),
            below("section.coverage.source"),
        ],
    )
    when(builder, "section.nothing_now", "{{ section.nothing_now }}")
    builder.tag("{%p for visit in section.items %}")
    builder.paragraph("{{ visit.heading }}", "Heading 2")
    builder.table(
        [Column(3.0), Column(13.0)],
        (),
        [
            "{%tr for fact in visit.facts %}",
            Row([Cell("{{ fact.label }}", bold=True), "{{ fact.value }}"], stays=True),
            "{%tr endfor %}",
        ],
    )
    builder.tag("{%p for topic in visit.topics %}")
    builder.paragraph("**{{ topic.title }}**", "Body Flush", keep_next=True)
    each(builder, "paragraph in topic.paragraphs", "{{p paragraph }}")
    builder.tag("{%p endfor %}")
    builder.tag("{%p if visit.needs.rows %}")
    caption(builder, "visit.needs.caption")
    builder.table(
        [Column(4.6), Column(7.2), Column(4.2)],
        [["ผู้ร้องขอ", "ความต้องการ", "ส่งต่อ"]],
        rows("need in visit.needs.rows", fields("need", "who what passed_to")),
    )
    builder.tag("{%p endif %}")
    _photographs(builder)
    builder.tag("{%p endfor %}")


def _photographs(builder: TemplateBuilder) -> None:
    builder.tag("{%p if visit.photo_rows %}")
    builder.table(
        [Column(8.0, "center"), Column(8.0, "center")],
        (),
        [
            "{%tr for pair in visit.photo_rows %}",
            Row(
                [
                    Cell("{{ pair.left.picture }}", style="Picture"),
                    Cell("{{ pair.right.picture }}", style="Picture"),
                ],
                stays=True,
            ),
            [
                Cell("{{ pair.left.caption }}", style="Picture Caption"),
                Cell("{{ pair.right.caption }}", style="Picture Caption"),
            ],
            "{%tr endfor %}",
        ],
        rules=False,
    )
    builder.tag("{%p endif %}")


def problems(builder: TemplateBuilder) -> None:
    builder.tag("{%p for kind in section.kinds %}")
    builder.paragraph("{{ kind.heading }}", "Heading 2")
    findings(builder, "kind.items")
    builder.tag("{%p endfor %}")


def recommendations(builder: TemplateBuilder) -> None:
    builder.tag("{%p if section.observations %}")
    builder.paragraph("{{ section.observations_heading }}", "Heading 2")
    findings(builder, "section.observations")
    builder.tag("{%p endif %}")
    builder.tag("{%p if section.rows %}")
    builder.paragraph("{{ section.rows_heading }}", "Heading 2")
    recommended(builder)
    builder.tag("{%p endif %}")


def duties(builder: TemplateBuilder) -> None:
    builder.tag("{%p for item in section.items %}")
    builder.paragraph(
        "{{ item.number }}\t**{{ item.name }}** ({{ item.frequency }})", "List Item", keep_next=True
    )
    builder.tag("{%p for report in item.reports %}")
    builder.paragraph("{{ report.when }}", "Body", keep_next=True)
    each(builder, "paragraph in report.paragraphs", "{{p paragraph }}")
    builder.tag("{%p endfor %}")
    when(builder, "item.absent", "{{ item.absent }}")
    builder.tag("{%p endfor %}")


def meetings(builder: TemplateBuilder) -> None:
    builder.tag("{%p for item in section.items %}")
    builder.paragraph("{{ item.heading }}", "Heading 2")
    for name, title in (("invited", "ผู้ได้รับเชิญ"), ("papers", "เอกสารประกอบการพิจารณา")):
        builder.tag(f"{{%p if item.{name} %}}")
        builder.paragraph(f"**{title}** : {{{{ item.{name} | join(', ') }}}}", "Body Flush")
        builder.tag("{%p endif %}")
    builder.tag("{%p if item.resolutions %}")
    builder.paragraph("**มติที่ประชุม**", "Body Flush", keep_next=True)
    entries(builder, "item.resolutions")
    builder.tag("{%p endif %}")
    builder.tag("{%p endfor %}")


def annexes(builder: TemplateBuilder) -> None:
    builder.tag("{%p for item in section.items %}")
    builder.paragraph("{{ item.heading }}", "Heading 2")
    each(builder, "paragraph in item.paragraphs", "{{p paragraph }}")
    builder.tag("{%p endfor %}")


SECTIONS: Mapping[str, Callable[[TemplateBuilder], None]] = {
    "summary": summary,
    "mandate": mandate,
    "follow_up": follow_up,
    "spending": money_section,
    "kpis": kpis,
    "projects": projects,
    "visits": visits,
    "problems": problems,
    "recommendations": recommendations,
    "duties": duties,
    "meetings": meetings,
    "annexes": annexes,
}
