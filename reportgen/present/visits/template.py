"""The starting template of the report on site visits, built from a profile's measurements.

Layout and fixed table heads only; every name, number and heading comes from the context.
"""

from __future__ import annotations

from reportgen.ooxml.builder import PAGE_NUMBER, Band, Measures, TemplateBuilder
from reportgen.ooxml.styles import Style
from reportgen.ooxml.tables import Cell, Column, Row
from reportgen.present.quarterly.template_pieces import caption, each, fields, rows, when
from reportgen.present.visits.visit import PLACES

_TITLE, _LINE = "Visits Title", "Visits Line"
_FIRST = Style("Heading 1 First", based="Heading 1", before=18, new_page=False)
"""The heading of the first of several visits: it follows the table of all of them."""
_GAP = 0.3
"""Between photographs, in cm: captions do not run together."""


def template(measures: Measures) -> bytes:
    """A DOCX with docxtpl's tags: title, the visits at a glance where there are several, then each."""
    styles = (
        Style(_TITLE, size=measures.body_size + 2, bold=True, align="center", keep_next=True),
        Style(_LINE, align="center", keep_next=True),
        _FIRST,
    )
    builder = TemplateBuilder(measures, title="แม่แบบรายงานการลงพื้นที่", styles=styles)
    footer = Band(right=PAGE_NUMBER)
    header = Band(left="{{ paper.title }}", right="{{ paper.header }}")
    builder.section(header=header, footer=footer, title_page=True, first_footer=footer)
    builder.paragraph("{{ paper.title }}", _TITLE)
    each(builder, "line in paper.lines", "{{ line }}", _LINE)
    when(builder, "paper.nothing", "{{ paper.nothing }}")
    _overview(builder)
    when(builder, "paper.note", "หมายเหตุ : {{ paper.note }}", "Note")
    builder.tag("{%p for visit in visits %}")
    _visit(builder)
    builder.tag("{%p endfor %}")
    return builder.save()


def _overview(builder: TemplateBuilder) -> None:
    builder.tag("{%p if overview.rows %}")
    builder.paragraph("{{ overview.lead }}")
    caption(builder, "overview.caption")
    builder.table(
        [
            Column(1.2, "center"),
            Column(3.3),
            Column(3.6),
            Column(None),
            Column(1.6, "center"),
            Column(2.1, "center"),
        ],
        [["ลำดับ", "วันที่", "จังหวัด", "โครงการ", "ข้อค้นพบ", "ข้อเสนอแนะ"]],
        rows(
            "row in overview.rows",
            [
                "{{ row.number }}",
                "{{ row.date }}",
                Cell(["{%p for line in row.place %}", "{{ line }}", "{%p endfor %}"]),
                "{{ row.project }}",
                "{{ row.findings }}",
                "{{ row.recommendations }}",
            ],
        ),
    )
    builder.tag("{%p endif %}")


def _visit(builder: TemplateBuilder) -> None:
    builder.tag("{%p if visit.is_first %}")
    builder.paragraph("{{ visit.heading }}", _FIRST.name)
    builder.tag("{%p elif visit.heading %}")
    builder.paragraph("{{ visit.heading }}", "Heading 1")
    builder.tag("{%p endif %}")
    builder.paragraph("{{ visit.facts_heading }}", "Heading 2")
    builder.table(
        [Column(3.0), Column(None)],
        (),
        [
            "{%tr for fact in visit.facts %}",
            "{%tr if loop.last %}",
            [Cell("{{ fact.label }}", bold=True), "{{ fact.value }}"],
            "{%tr else %}",
            Row([Cell("{{ fact.label }}", bold=True), "{{ fact.value }}"], stays=True),
            "{%tr endif %}",
            "{%tr endfor %}",
        ],
    )
    builder.paragraph("{{ visit.topics_heading }}", "Heading 2")
    builder.tag("{%p for topic in visit.topics %}")
    builder.paragraph("**{{ topic.title }}**", "Body Flush", keep_next=True)
    each(builder, "paragraph in topic.paragraphs", "{{p paragraph }}")
    builder.tag("{%p endfor %}")
    when(builder, "not visit.topics", "{{ visit.no_topics }}")
    _needs(builder)
    _advice(builder)
    _photographs(builder)


def _needs(builder: TemplateBuilder) -> None:
    builder.paragraph("{{ visit.needs_heading }}", "Heading 2")
    when(builder, "not visit.needs.rows", "{{ visit.no_needs }}")
    builder.tag("{%p if visit.needs.rows %}")
    caption(builder, "visit.needs.caption")
    builder.table(
        [Column(4.6), Column(None), Column(4.2)],
        [["ผู้ร้องขอ", "ความต้องการ", "ส่งต่อ"]],
        rows("need in visit.needs.rows", fields("need", "who what passed_to")),
    )
    builder.tag("{%p endif %}")


def _advice(builder: TemplateBuilder) -> None:
    """Findings with the recommendations that came of them, to whom and by when."""
    builder.paragraph("{{ visit.advice_heading }}", "Heading 2")
    when(builder, "not visit.advice.rows", "{{ visit.no_advice }}")
    builder.tag("{%p if visit.advice.rows %}")
    caption(builder, "visit.advice.caption")
    given = ["{{p row.text }}", "{%p if row.id %}", "({{ row.id }})", "{%p endif %}"]
    cells: list[Cell | str] = ["{{p row.finding }}", Cell(given), "{{ row.to }}", "{{ row.due }}"]
    builder.table(
        [Column(5.8), Column(None), Column(1.8), Column(2.3)],
        [["ข้อค้นพบ", "ข้อเสนอแนะ", "หน่วยงาน", "กำหนด\nแล้วเสร็จ"]],
        [
            "{%tr for row in visit.advice.rows %}",
            "{%tr if row.is_long %}",
            Row(cells, splits=True),
            "{%tr elif loop.first or loop.revindex == 2 %}",  # none alone on a page, as in every table
            Row(cells, stays=True),
            "{%tr else %}",
            Row(cells),
            "{%tr endif %}",
            "{%tr endfor %}",
        ],
    )
    builder.tag("{%p endif %}")


def _photographs(builder: TemplateBuilder) -> None:
    """A table for each number of photographs a row; the visit says which of them is its own."""
    builder.tag("{%p if visit.photo_rows %}")
    builder.paragraph("{{ visit.photos_heading }}", "Heading 2")
    for number in range(1, len(PLACES) + 1):
        places = PLACES[:number]
        width = (builder.text_width - _GAP * (number - 1)) / number
        columns = [Column(width, "center"), Column(_GAP)] * number
        builder.tag(f"{{%p if visit.per_row == {number} %}}")
        builder.table(
            columns[:-1],
            (),
            [
                "{%tr for row in visit.photo_rows %}",
                Row(_spaced(places, "picture", "Picture"), stays=True),
                _spaced(places, "caption", "Picture Caption"),
                "{%tr endfor %}",
            ],
            rules=False,
        )
        builder.tag("{%p endif %}")
    builder.tag("{%p endif %}")


def _spaced(places: str, field: str, style: str) -> list[Cell]:
    """A row's cells, an empty one between each two."""
    cells = [Cell(f"{{{{ row.{place}.{field} }}}}", style=style) for place in places]
    between = Cell(style=style)
    return [each for cell in cells for each in (cell, between)][:-1]
