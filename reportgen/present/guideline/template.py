"""The starting template of the guideline, built from a profile's measurements.

Layout and fixed table heads only; every number, name and sentence comes from the context.
"""

from __future__ import annotations

from reportgen.ooxml.builder import PAGE_NUMBER, Lines, Measures, TemplateBuilder
from reportgen.ooxml.inline import THAI_PAGE_NUMBER
from reportgen.ooxml.styles import Style
from reportgen.ooxml.tables import Cell, Column, Row

_STEP = 1.1
"""How far each level of the text stands in from the one above, in cm: room for "(3.1)" in 16 pt."""
_PAGE_NUMBER = "Guideline Page Number"


def template(measures: Measures) -> bytes:
    """A DOCX with docxtpl's tags: title, mandate, topics, and the table of in-depth projects."""
    builder = TemplateBuilder(measures, title="แม่แบบแนวทางการติดตามและประเมินผล", styles=_styles(measures))
    number = f"- {{% if thai_digits %}}{THAI_PAGE_NUMBER}{{% else %}}{PAGE_NUMBER}{{% endif %}} -"
    builder.section(title_page=True, header=Lines(((number, _PAGE_NUMBER),)))
    for line in ("title", "committee"):
        builder.paragraph(f"{{{{ guideline.{line} }}}}", "Guideline Title")
    builder.tag("{%p if guideline.agency %}")
    builder.paragraph("{{ guideline.agency }}", "Guideline Title")
    builder.tag("{%p endif %}")
    builder.paragraph("", "Guideline Title")
    builder.paragraph("{{ guideline.mandate }}")
    builder.tag("{%p for topic in topics %}")
    _topic(builder)
    builder.tag("{%p endfor %}")
    _projects(builder)
    return builder.save()


def _styles(measures: Measures) -> tuple[Style, ...]:
    size, before, align = measures.body_size, measures.paragraph_before, measures.justification
    return (
        Style("Guideline Title", size=size + 2, bold=True, align="center", keep_next=True),
        Style(
            "Guideline Topic", before=before * 2, left=_STEP, first_line=-_STEP, align=align, keep_next=True
        ),
        Style("Guideline Method", before=before, left=_STEP, align=align),
        Style("Guideline Lead", based="Guideline Method", keep_next=True),
        Style("Guideline Entry", before=before / 2, left=2 * _STEP, first_line=-_STEP, align=align),
        Style("Guideline Point", before=before / 2, left=_STEP + 0.5, first_line=-0.5, align=align),
        Style("Guideline Project", based="Table Text", left=0.7, first_line=-0.7),
        Style(_PAGE_NUMBER, align="center"),
    )


def _topic(builder: TemplateBuilder) -> None:
    """What is watched and how, the plan's list that goes with it, and the points."""
    _items(builder, "topic.lines", "Guideline Topic")
    builder.tag("{%p for paragraph in topic.method %}")
    builder.tag("{%p if loop.last and topic.entries %}")
    builder.paragraph("{{ paragraph }}", "Guideline Lead")
    builder.tag("{%p else %}")
    builder.paragraph("{{ paragraph }}", "Guideline Method")
    builder.tag("{%p endif %}")
    builder.tag("{%p endfor %}")
    _items(builder, "topic.entries", "Guideline Entry")
    builder.tag("{%p if topic.lead %}")
    builder.paragraph("{{ topic.lead }}", "Guideline Lead")
    builder.tag("{%p endif %}")
    _items(builder, "topic.points", "Guideline Point")


def _items(builder: TemplateBuilder, items: str, style: str) -> None:
    """Marked paragraphs; one without a mark begins where the others' texts do."""
    builder.tag(f"{{%p for item in {items} %}}")
    builder.paragraph("{{ item.mark }}\t{{ item.text }}", style)
    builder.tag("{%p endfor %}")


def _projects(builder: TemplateBuilder) -> None:
    """The table of in-depth projects, on one page with its sentence where it fits on one."""
    builder.tag("{%p if strategies %}")
    builder.paragraph("{{ guideline.selection }}", "Body Flush", keep_next=True)
    projects = [
        "{%p for project in row.projects %}",
        "{{ project.mark }}\t{{ project.name }}",
        "{%p endfor %}",
    ]
    builder.table(
        [Column(6.0), Column(None)],
        [["ยุทธศาสตร์ {{ guideline.agency_short }}", "โครงการ"]],
        [
            "{%tr for row in strategies %}",
            Row(["{{ row.name }}", Cell(projects, style="Guideline Project")], stays=True),
            "{%tr endfor %}",
        ],
    )
    builder.tag("{%p else %}")
    builder.paragraph("{{ guideline.selection }}", "Body Flush")
    builder.tag("{%p endif %}")
