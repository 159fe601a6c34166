"""The starting template of the quarterly report, built from a profile's measurements.

Layout and fixed table heads only; every number, name and heading comes from the context.
"""

from __future__ import annotations

from reportgen.ooxml.builder import PAGE_NUMBER, Band, Measures, TemplateBuilder
from reportgen.ooxml.styles import Style
from reportgen.present.quarterly.template_sections import SECTIONS

_RUN_ON = Style("Heading 1 Run-on", based="Heading 1", before=24, new_page=False)
"""The heading of a section that has nothing to say: it takes no page of its own."""


def template(measures: Measures) -> bytes:
    """A DOCX with docxtpl's tags: cover, contents, then the sections in whatever order the context has."""
    builder = TemplateBuilder(measures, title="แม่แบบรายงานรายไตรมาส", styles=[_RUN_ON])
    _cover(builder)
    header = Band(left="{{ report.name }}", right="{{ report.short_quarter }}")
    footer = Band(left="{{ report.as_of }}", right=PAGE_NUMBER)
    builder.section(page_number_format="thaiLetters", restart=1, header=header, footer=footer)
    builder.paragraph("สารบัญ", "TOC Heading")
    builder.toc()
    builder.section(page_number_format="decimal", restart=1)
    builder.tag("{%p for section in sections %}")
    builder.tag("{%p if section.empty %}")
    builder.paragraph("{{ section.heading }}", _RUN_ON.name)
    builder.paragraph("{{ section.nothing }}")
    builder.tag("{%p else %}")
    builder.paragraph("{{ section.heading }}", "Heading 1")
    builder.tag("{%p endif %}")
    builder.tag("{%p if section.empty %}")
    for name, write in SECTIONS.items():
        builder.tag(f'{{%p elif section.id == "{name}" %}}')
        write(builder)
    builder.tag("{%p endif %}")
    builder.tag("{%p endfor %}")
    builder.tag("{%p if report.note %}")
    builder.paragraph("หมายเหตุ : {{ report.note }}", "Note")
    builder.tag("{%p endif %}")
    return builder.save()


def _cover(builder: TemplateBuilder) -> None:
    for _ in range(4):
        builder.paragraph("", "Cover Line")
    builder.paragraph("{{ report.name }}", "Cover Title")
    builder.paragraph("{{ report.quarter }}", "Cover Title")
    builder.paragraph("{{ report.year }}", "Cover Title")
    for _ in range(3):
        builder.paragraph("", "Cover Line")
    builder.paragraph("{{ report.committee }}", "Cover Line")
    builder.tag("{%p if report.agency not in report.committee %}")
    builder.paragraph("{{ report.agency }}", "Cover Line")
    builder.tag("{%p endif %}")
    for _ in range(2):
        builder.paragraph("", "Cover Line")
    builder.paragraph("เสนอ {{ report.board }}", "Cover Line")
    builder.paragraph("{{ report.as_of }}", "Cover Line")
    for _ in range(2):
        builder.paragraph("", "Cover Line")
    builder.paragraph("{{ report.state }}", "Cover Line", bold=True)
    builder.tag("{%p if report.note %}")
    builder.paragraph("", "Cover Line")
    builder.paragraph("{{ report.note }}", "Note", align="center")
    builder.tag("{%p endif %}")
