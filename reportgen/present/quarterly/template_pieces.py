"""What the sections' layouts are put together from: loops, conditions, captions, numbered texts.

Tags and styles only; which fields there are, the sections know.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.ooxml.builder import TemplateBuilder
from reportgen.ooxml.tables import Below, BodyRow, Cell, Column, Row


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


def fields(row: str, names: str) -> list[Cell | str]:
    """The cells of a row, from the names of its fields."""
    return [f"{{{{ {row}.{name} }}}}" for name in names.split()]


def rows(loop: str, cells: Sequence[Cell | str], *, followed: bool = False) -> list[BodyRow]:
    """A row for each item of `loop`, none alone on a page: the first stays with the second, the last with the
    one before it, and with what follows where the table goes on (`followed`: a total, notes, a source)."""
    stays = "loop.first or loop.revindex <= 2" if followed else "loop.first or loop.revindex == 2"
    return [
        f"{{%tr for {loop} %}}",
        f"{{%tr if {stays} %}}",
        Row(cells, stays=True),
        "{%tr else %}",
        Row(cells),
        "{%tr endif %}",
        "{%tr endfor %}",
    ]


def below(source: str = "", *, notes: str = "") -> Below:
    """The notes of a table, each item of `notes`, and its `source`."""
    listed = [(f"{{%p for note in {notes} %}}", "Tag"), ("{{ note }}", "Note"), ("{%p endfor %}", "Tag")]
    named = [(f"{{{{ {source} }}}}", "Source")]
    return Below([*(listed if notes else ()), *(named if source else ())])


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
        [Column(1.7), Column(5.4), Column(1.8), Column(2.8), Column(4.3)],
        [["รหัส", "ข้อเสนอแนะ", "หน่วยงาน", "กำหนด / สถานะ", "ความคืบหน้า"]],
        rows(
            "row in section.rows",
            [
                "{{ row.id }}",
                Cell(["{{p row.text }}", "({{ row.raised }})"]),
                "{{ row.to }}",
                Cell(["{{ row.due }}", *_if("row.status"), *_if("row.overdue", "(เกินกำหนด)")]),
                Cell(["{{p row.progress }}", *_if("row.dated", "({{ row.dated }})"), *_if("row.silent")]),
            ],
        ),
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
