"""The starting template of a circular: a memo's, with the list of units and the ใบเวียน on pages of their own.

Layout only: every word comes from the context.
"""

from __future__ import annotations

from reportgen.ooxml.builder import Cell, Column, TemplateBuilder
from reportgen.ooxml.styles import Style
from reportgen.present.memo import MemoMeasures
from reportgen.present.memo.template import begun

_NUMBER, _UNIT, _DATE = 1.6, 6.4, 3.2
"""Widths of columns in cm; the signature has what is left."""
_ROOM_TO_SIGN = 32.0
"""The exact height of a line that is signed on, in points: 1.1 cm."""


def template(measures: MemoMeasures) -> bytes:
    """A DOCX with docxtpl's tags, the same for every profile but for its measurements."""
    builder = begun(measures, title="แม่แบบหนังสือเวียน", added=_styles(measures))
    builder.tag("{%p if units %}")
    _title(builder, "list_title")
    _list(builder)
    _title(builder, "sheet_title")
    builder.paragraph("{{ words.subject_label }}\t{{ head.subject }}", "Memo Address")
    _sheet(builder)
    builder.tag("{%p endif %}")
    return builder.save()


def _styles(measures: MemoMeasures) -> tuple[Style, ...]:
    size = measures.label_size
    return (
        Style("Circular Title", size=size, bold=True, align="center", keep_next=True, new_page=True),
        Style("Circular Line", align="center", keep_next=True),
        Style("Circular Row", based="Table Text", line=_ROOM_TO_SIGN),
    )


def _title(builder: TemplateBuilder, name: str) -> None:
    builder.paragraph(f"{{{{ annex.{name} }}}}", "Circular Title")
    builder.paragraph("{{ annex.attached }}", "Circular Line")


def _list(builder: TemplateBuilder) -> None:
    builder.paragraph("", "Memo Gap")
    heads = ["{{ annex.columns.number }}", "{{ annex.columns.unit }}"]
    row = ["{{ unit.number }}", "{{ unit.name }}"]
    columns = [Column(_NUMBER, "center"), Column(None)]
    builder.table(columns, [heads], ["{%tr for unit in units %}", row, "{%tr endfor %}"])


def _sheet(builder: TemplateBuilder) -> None:
    builder.paragraph("", "Memo Gap")
    heads = [f"{{{{ annex.columns.{name} }}}}" for name in ("number", "unit", "signature", "date")]
    texts = ["{{ unit.number }}", "{{ unit.name }}", "", ""]
    row = [Cell(text, style="Circular Row") for text in texts]
    columns = [Column(_NUMBER, "center"), Column(_UNIT), Column(None), Column(_DATE)]
    builder.table(columns, [heads], ["{%tr for unit in units %}", row, "{%tr endfor %}"])
