"""How the section on spending is laid out: sentences, upright tables, and the wide table on its side."""

from __future__ import annotations

from reportgen.ooxml.builder import TemplateBuilder
from reportgen.ooxml.tables import Cell, Column, Row
from reportgen.present.chart_designs import AGAINST_PLAN, COMPOSITIONS, CURVE, SHARES, figure
from reportgen.present.quarterly.template_pieces import below, caption, each, fields, rows, when

_NUMBER = Column(None, "right")


def money_section(builder: TemplateBuilder) -> None:
    """The whole section; the project table lies in a landscape section of its own."""
    _overview(builder)
    _scopes(builder)
    _against_plan(builder)
    _months(builder)
    _restated(builder)
    builder.section("landscape")
    _projects(builder)
    builder.section("portrait")


def _overview(builder: TemplateBuilder) -> None:
    builder.paragraph("{{ section.overview_heading }}", "Heading 2")
    each(builder, "sentence in section.sentences", "{{ sentence }}", "Body")
    when(builder, "section.change", "{{ section.change }}")
    each(builder, "target in section.targets", "{{ target }}", "Source")


def _scopes(builder: TemplateBuilder) -> None:
    names = "label after share disbursed disbursed_rate committed spent spent_rate"
    builder.tag("{%p for scope in section.scopes %}")
    builder.paragraph("{{ scope.heading }}", "Heading 2")
    caption(builder, "scope.caption")
    builder.table(
        [Column(3.8), *(Column(width, "right") for width in (2.0, 1.4, 2.0, 1.4, 2.0, 2.0, 1.4))],
        [
            [
                Cell("{{ scope.head }}", rows=2),
                Cell("งบประมาณหลังโอน", span=2),
                Cell("เบิกจ่าย", span=2),
                Cell("ผูกพัน\nคงเหลือ", rows=2),
                Cell("รวมเบิกจ่ายและผูกพัน", span=2),
            ],
            ["จำนวน", "สัดส่วน", "จำนวน", "ร้อยละ", "จำนวน", "ร้อยละ"],
        ],
        [
            "{%tr for row in scope.rows %}",
            Row(fields("row", names), stays=True),
            "{%tr endfor %}",
            Row(fields("scope.total", names), total=True, stays=True),
            below("section.source", notes="scope.notes"),
        ],
    )
    builder.tag("{%p endfor %}")
    figure(builder, "section.shares", SHARES)
    figure(builder, "section.composition", COMPOSITIONS)


def _against_plan(builder: TemplateBuilder) -> None:
    names = "label plan disbursed plan_rate disbursed_rate gap"
    builder.paragraph("{{ section.plan.heading }}", "Heading 2")
    caption(builder, "section.plan.caption")
    builder.table(
        [Column(6.9), *(Column(width, "right") for width in (2.0, 2.2, 1.5, 1.5, 1.9))],
        [["โครงการ", "แผนสะสม", "เบิกจ่ายสะสม", "แผน\n(ร้อยละ)", "ผล\n(ร้อยละ)", "ผลต่าง\n(จุดร้อยละ)"]],
        [
            *rows("row in section.plan.rows", fields("row", names), followed=True),
            Row(fields("section.plan.total", names), total=True, stays=True),
            below("section.source", notes="section.plan.notes"),
        ],
    )
    figure(builder, "section.plan.figure", AGAINST_PLAN)


def _months(builder: TemplateBuilder) -> None:
    builder.paragraph("{{ section.months.heading }}", "Heading 2")
    caption(builder, "section.months.caption")
    builder.table(
        [Column(2.6), _NUMBER, _NUMBER, _NUMBER, _NUMBER, Column(2.4, "right")],
        [
            [Cell("เดือน", rows=2), Cell("รายเดือน", span=2), Cell("สะสม", span=2), Cell("ร้อยละสะสม", rows=2)],
            ["แผน", "ผล", "แผน", "ผล"],
        ],
        [
            *rows(
                "row in section.months.rows",
                fields("row", "label plan actual plan_to_date actual_to_date rate"),
                followed=True,
            ),
            below("section.source", notes="section.months.notes"),
        ],
    )
    figure(builder, "section.months.figure", CURVE)


def _restated(builder: TemplateBuilder) -> None:
    builder.tag("{%p if section.restated.rows %}")
    builder.paragraph("{{ section.restated.heading }}", "Heading 2")
    caption(builder, "section.restated.caption")
    builder.table(
        [Column(5.9), Column(1.7), *(Column(2.8, "right") for _ in range(3))],
        [["โครงการ", "เดือน", "รายงานเดิม", "รายงานนี้", "ผลต่าง"]],
        [
            *rows(
                "row in section.restated.rows",
                [
                    Cell(["{{ row.label }}", "({{ row.fund }})"]),
                    *fields("row", "month before after difference"),
                ],
                followed=True,
            ),
            below("section.source"),
        ],
    )
    builder.tag("{%p endif %}")


def _projects(builder: TemplateBuilder) -> None:
    """Each strategy in one cell down its projects, and its sub-total with the last of them."""
    names = "act transfer after disbursed disbursed_rate committed spent spent_rate balance"
    widths = (2.6, 2.4, 2.6, 2.6, 1.2, 2.6, 2.6, 1.2, 2.6)
    project: list[Cell | str] = ["{% vm %}{{ strategy.label }}", "{{ row.label }}", *fields("row", names)]
    subtotal = [Cell("{{ strategy.subtotal.label }}", span=2), *fields("strategy.subtotal", names)]
    total = [Cell("{{ section.projects.total.label }}", span=2), *fields("section.projects.total", names)]
    builder.paragraph("{{ section.projects.heading }}", "Heading 2")
    caption(builder, "section.projects.caption")
    builder.table(
        [Column(1.9), Column(None), *(Column(width, "right") for width in widths)],
        [
            [
                Cell("ยุทธศาสตร์", rows=2),
                Cell("โครงการ", rows=2),
                Cell("งบประมาณ", span=3),
                Cell("เบิกจ่าย", span=2),
                Cell("ผูกพัน\nคงเหลือ", rows=2),
                Cell("รวมเบิกจ่ายและผูกพัน", span=2),
                Cell("คงเหลือ", rows=2),
            ],
            ["ตั้งต้น", "โอนเพิ่ม/ลด", "หลังโอน", "จำนวน", "ร้อยละ", "จำนวน", "ร้อยละ"],
        ],
        [
            "{%tr for strategy in section.projects.strategies %}",
            "{%tr for row in strategy.rows %}",
            "{%tr if loop.last %}",
            Row(project, stays=True),
            "{%tr else %}",
            Row(project),
            "{%tr endif %}",
            "{%tr endfor %}",
            "{%tr if loop.last %}",
            Row(subtotal, bold=True, stays=True),
            "{%tr else %}",
            Row(subtotal, bold=True),
            "{%tr endif %}",
            "{%tr endfor %}",
            Row(total, total=True, stays=True),
            below("section.source", notes="section.projects.notes"),
        ],
        dense=True,
    )
