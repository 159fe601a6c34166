"""What the sections' layouts are put together from: loops, conditions, captions, numbered texts.

Tags and styles only; which fields there are, the sections know.
"""

from __future__ import annotations

from reportgen.ooxml.builder import TemplateBuilder
from reportgen.ooxml.tables import Cell, Column


def each(
    builder: TemplateBuilder, loop: str, text: str, style: str = "Body", *, keep_next: bool = False
) -> None:
    """One paragraph for each item of `loop` ("item in items")."""
    builder.tag(f"{{%p for {loop} %}}")
    builder.paragraph(text, style, keep_next=keep_next)
    builder.tag("{%p endfor %}")


def when(builder: TemplateBuilder, test: str, text: str, style: str = "Body") -> None:
    """A paragraph that is printed only where `test` holds."""
    builder.tag(f"{{%p if {test} %}}")
    builder.paragraph(text, style)
    builder.tag("{%p endif %}")


def caption(builder: TemplateBuilder, name: str) -> None:
    """A table's caption, with its unit at the right edge."""
    builder.caption(f"{{{{ {name}.title }}}}", f"{{{{ {name}.unit }}}}")


def entries(builder: TemplateBuilder, items: str) -> None:
    """Short texts, numbered where there are several."""
    builder.tag(f"{{%p for entry in {items} %}}")
    _entry(builder, "entry.number", "{{ entry.number }}", "{{ entry.text }}")
    builder.tag("{%p endfor %}")


def findings(builder: TemplateBuilder, items: str) -> None:
    """Findings, numbered where there are several; the origin follows the last paragraph of each."""
    builder.tag(f"{{%p for item in {items} %}}")
    builder.tag("{%p for piece in item.pieces %}")
    builder.tag("{%p if piece.is_block and item.number %}")
    builder.paragraph("{{p piece.text }}", "List Item")
    builder.tag("{%p elif piece.is_block %}")
    builder.paragraph("{{p piece.text }}")
    builder.tag("{%p else %}")
    _entry(builder, "item.number", "{{ piece.number }}", "{{ piece.text }}{{ piece.origin }}")
    builder.tag("{%p endif %}")
    builder.tag("{%p endfor %}")
    builder.tag("{%p endfor %}")


def recommended(builder: TemplateBuilder) -> None:
    """The section's table of recommendations: what, to whom, by when, how it stands."""
    caption(builder, "section.caption")
    builder.table(
        [Column(1.7), Column(5.1), Column(1.8), Column(3.1), Column(4.3)],
        [["รหัส", "ข้อเสนอแนะ", "หน่วยงาน", "กำหนด / สถานะ", "ความคืบหน้า"]],
        [
            "{%tr for row in section.rows %}",
            [
                "{{ row.id }}",
                Cell(["{{p row.text }}", "({{ row.raised }})"]),
                "{{ row.to }}",
                Cell(["{{ row.due }}", *_if("row.status"), *_if("row.overdue", "(เกินกำหนด)")]),
                Cell(["{{p row.progress }}", *_if("row.dated", "({{ row.dated }})"), *_if("row.silent")]),
            ],
            "{%tr endfor %}",
        ],
    )


def _if(test: str, text: str = "") -> list[str]:
    """A paragraph of a cell, printed only where `test` holds; what was tested, unless said otherwise."""
    return [f"{{%p if {test} %}}", text or f"{{{{ {test} }}}}", "{%p endif %}"]


def _entry(builder: TemplateBuilder, test: str, number: str, text: str) -> None:
    builder.tag(f"{{%p if {test} %}}")
    builder.paragraph(f"{number}\t{text}", "List Item")
    builder.tag("{%p else %}")
    builder.paragraph(text)
    builder.tag("{%p endif %}")
