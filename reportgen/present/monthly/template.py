"""The starting template of the monthly overview, built from a profile's measurements.

Layout and fixed table heads only; every number, name and heading comes from the context.
"""

from __future__ import annotations

from reportgen.ooxml.builder import PAGE_NUMBER, Band, Measures, TemplateBuilder
from reportgen.ooxml.styles import Style
from reportgen.ooxml.tables import Below, Cell, Column, Row
from reportgen.present.quarterly.template_pieces import below, caption, each, rows, when

_TITLE, _LINE = "Overview Title", "Overview Line"
_HEADING = "Overview Heading"
"""Smaller than a report's: all is to stand on two pages."""
_SHADE = "F9F9F9"


def template(measures: Measures) -> bytes:
    """A DOCX with docxtpl's tags: title, key quantities, projects, exceptions; one or two pages of a usual
    year."""
    styles = (
        Style(_TITLE, size=measures.body_size + 2, bold=True, align="center", keep_next=True),
        Style(_LINE, align="center", keep_next=True),
        Style(_HEADING, based="Heading 2", size=measures.heading_sizes[2], before=measures.paragraph_before),
    )
    builder = TemplateBuilder(measures, title="แม่แบบสรุปภาพรวมรายเดือน", styles=styles)
    footer = Band(left="{{ paper.as_of }}", right=PAGE_NUMBER)
    header = Band(left="{{ paper.title }}", right="{{ paper.year }}")
    builder.section(header=header, footer=footer, title_page=True, first_footer=footer)
    builder.paragraph("{{ paper.title }}", _TITLE)
    for line in ("committee", "when"):
        builder.paragraph(f"{{{{ paper.{line} }}}}", _LINE)
    _key(builder)
    _projects(builder)
    _exceptions(builder)
    when(builder, "paper.note", "หมายเหตุ : {{ paper.note }}", "Note")
    return builder.save()


def _key(builder: TemplateBuilder) -> None:
    each(builder, "sentence in key.sentences", "{{ sentence }}")
    each(builder, "target in key.targets", "{{ target }}", "Source")
    caption(builder, "key.caption")
    results = ["{%p for result in row.results %}", "{{ result }}", "{%p endfor %}"]
    builder.table(
        [Column(5.6), Column(2.1, "right"), Column(2.1, "right"), Column(1.7, "right"), Column(4.5)],
        [["ตัวเลขสำคัญ", "เดือนนี้", "สะสม", "เป้าหมาย", "ผลเทียบแผนและเป้าหมาย"]],
        [
            "{%tr for row in key.rows %}",
            Row(
                ["{{ row.label }}", "{{ row.now }}", "{{ row.to_date }}", "{{ row.target }}", Cell(results)],
                stays=True,
            ),
            "{%tr endfor %}",
            below("paper.source", notes="key.notes"),
        ],
    )


def _projects(builder: TemplateBuilder) -> None:
    names = ["label", "plan", "actual", "plan_to_date", "actual_to_date", "rate", "gap"]
    caption(builder, "projects.caption")
    builder.table(
        [Column(None), *(Column(width, "right") for width in (1.7, 1.7, 1.8, 1.8, 1.4, 1.7))],
        [
            [
                Cell("ยุทธศาสตร์ / โครงการ", rows=2),
                Cell("เดือนนี้", span=2),
                Cell("สะสม", span=2),
                Cell("เบิกจ่าย\n(ร้อยละ)", rows=2),
                Cell("ผลต่าง\n(จุดร้อยละ)", rows=2),
            ],
            ["แผน", "ผล", "แผน", "ผล"],
        ],
        [
            "{%tr for strategy in projects.strategies %}",
            Row(
                [Cell(f"{{{{ strategy.sum.{name} }}}}", bold=True, fill=_SHADE) for name in names], stays=True
            ),
            "{%tr for row in strategy.rows %}",
            "{%tr if loop.last and strategy.is_last %}",
            Row([f"{{{{ row.{name} }}}}" for name in names], stays=True),
            "{%tr else %}",
            [f"{{{{ row.{name} }}}}" for name in names],
            "{%tr endif %}",
            "{%tr endfor %}",
            "{%tr endfor %}",
            Row([f"{{{{ projects.total.{name} }}}}" for name in names], total=True, stays=True),
            below("paper.source", notes="projects.notes"),
        ],
        dense=True,
    )


def _exceptions(builder: TemplateBuilder) -> None:
    builder.paragraph("{{ exceptions.heading }}", _HEADING)
    when(builder, "exceptions.nothing", "{{ exceptions.nothing }}")
    builder.tag("{%p if exceptions.rows %}")
    caption(builder, "exceptions.caption")
    builder.table(
        [Column(None), Column(1.7), *(Column(1.6, "right") for _ in range(3)), Column(3.3)],
        [["โครงการ", "หน่วยงาน", "แผนสะสม", "ผลสะสม", "ผลต่าง", "ข้อสังเกต"]],
        [
            *rows(
                "row in exceptions.rows",
                [
                    *(f"{{{{ row.{name} }}}}" for name in ["label", "unit", "plan_rate", "rate", "gap"]),
                    Cell(["{%p for reason in row.why %}", "{{ reason }}", "{%p endfor %}"]),
                ],
                followed=True,
            ),
            Below([("{{ exceptions.rule }}", "Note")]),
        ],
        dense=True,
    )
    builder.tag("{%p else %}")
    builder.paragraph("{{ exceptions.rule }}", "Note")
    builder.tag("{%p endif %}")
    builder.tag("{%p if exceptions.restated.rows %}")
    caption(builder, "exceptions.restated.caption")
    builder.table(
        [Column(None), Column(1.6), *(Column(2.5, "right") for _ in range(3))],
        [["โครงการ (แหล่งเงิน)", "เดือน", "รายงานเดิม", "รายงานนี้", "ผลต่าง"]],
        rows(
            "row in exceptions.restated.rows",
            [
                "{{ row.label }} ({{ row.fund }})",
                *(f"{{{{ row.{name} }}}}" for name in ["month", "before", "after", "difference"]),
            ],
        ),
        dense=True,
    )
    builder.tag("{%p endif %}")
