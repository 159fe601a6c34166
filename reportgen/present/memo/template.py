"""The starting template of a memo, built from a profile's measurements.

Layout only: every word, label and number comes from the context.
"""

from __future__ import annotations

from dataclasses import replace

from reportgen.ooxml.builder import PAGE_NUMBER, Column, Lines, TemplateBuilder
from reportgen.ooxml.free_tables import FreeRow
from reportgen.ooxml.inline import THAI_PAGE_NUMBER, Frame
from reportgen.ooxml.styles import Style
from reportgen.ooxml.tables import BodyRow, Cell, Row
from reportgen.ooxml.watermark import watermark
from reportgen.present.memo.columns import STEPS
from reportgen.present.memo.measures import MemoMeasures
from reportgen.present.memo.styles import EDGE, styles

_GAP = "\u00a0\u00a0"
"""Two spaces after a label (saraban, the typing guide)."""
_FOOT = (
    ("copies", "{{ words.copies_label }}\t{{ copies }}", "Memo Copies"),
    ("drafter", "{{ drafter }}", "Memo Drafter"),
)
"""The lines at the foot: what they show, and how."""
_WATERMARK = "\ue012"
_DRAFT = f"{{% if draft %}}{_WATERMARK}{{% endif %}}"


def template(measures: MemoMeasures) -> bytes:
    """A DOCX with docxtpl's tags, the same for every profile but for its measurements."""
    return begun(measures, title="แม่แบบบันทึกข้อความ").save()


def begun(measures: MemoMeasures, *, title: str, added: tuple[Style, ...] = ()) -> TemplateBuilder:
    """A builder that holds the whole memo, for kinds of paper that go on after it; `title` is the template's
    own, `added` are further styles."""
    page = replace(measures, top=measures.first_page_top, header_distance=EDGE, footer_distance=EDGE)
    builder = TemplateBuilder(page, title=title, styles=(*styles(measures), *added))
    _running(builder, measures)
    _head(builder, measures)
    _body(builder, len(measures.levels))
    _signatures(builder)
    _approval(builder)
    builder.tag("{%p if approval or not pairs %}")
    for name, text, style in _FOOT:
        _when(builder, name, text, style)
    builder.tag("{%p endif %}")
    return builder


def _running(builder: TemplateBuilder, measures: MemoMeasures) -> None:
    """Headers and footers: marks on every page, the page's number from the second on."""
    secrecy = (("{%p if secrecy %}", ""), ("{{ secrecy }}", "Memo Secrecy"))
    number = f"- {{% if thai_digits %}}{THAI_PAGE_NUMBER}{{% else %}}{PAGE_NUMBER}{{% endif %}} -{_DRAFT}"
    later = (
        *secrecy,
        ("{%p else %}", ""),
        ("", "Memo Above Number"),
        ("{%p endif %}", ""),
        (number, "Memo Page Number"),
        ("{%p if secrecy %}", ""),
        ("", "Memo Below Marked Number"),
        ("{%p else %}", ""),
        ("", "Memo Below Number"),
        ("{%p endif %}", ""),
    )
    end = (("{%p endif %}", ""), ("", "Memo Thin Line"))
    first = (*secrecy, end[0], (_DRAFT, "Memo Thin Line"))

    def drawn(number: int) -> tuple[tuple[str, str], ...]:
        return ((_WATERMARK, watermark("ร่าง", measures.font, number)),)

    builder.section(
        header=Lines(later, drawn(1)),
        footer=Lines((*secrecy, *end)),
        title_page=True,
        first_header=Lines(first, drawn(2)),
        first_footer=Lines((*secrecy, *end)),
    )


def _head(builder: TemplateBuilder, measures: MemoMeasures) -> None:
    emblem = Frame(measures.emblem_left, measures.emblem_top, measures.emblem_width)
    builder.paragraph("{{ emblem }}", "Memo Emblem", frame=emblem)
    builder.paragraph("\t**{{ urgency }}**\t{{ words.title }}", "Memo Title", strong="Memo Urgency")
    builder.tag("{%p for line in receipt %}")
    receipt = Frame(measures.receipt_left, measures.receipt_top, measures.receipt_width)
    builder.paragraph("{{ line }}", "Memo Receipt", frame=receipt)
    builder.tag("{%p endfor %}")
    unit = f"**{{{{ words.unit_label }}}}**{_GAP}{{{{ head.unit }}}}"
    builder.tag("{%p if words.phone_label %}")
    phone = f"\t**{{{{ words.phone_label }}}}**{_GAP}{{{{ head.phone }}}}\t"
    builder.paragraph(unit + phone, "Memo Unit And Phone", strong="Memo Label")
    builder.tag("{%p else %}")
    builder.paragraph(f"{unit}\u00a0 {{{{ head.phone }}}}\t", "Memo Unit", strong="Memo Label")
    builder.tag("{%p endif %}")
    number = f"**{{{{ words.number_label }}}}**{_GAP}{{{{ head.number }}}}"
    date = "\t**{{ words.date_label }}**\t{{ head.date }}\t"
    builder.paragraph(number + date, "Memo Number And Date", strong="Memo Label")
    builder.paragraph(
        "**{{ words.subject_label }}**\t{{ head.subject }}\t", "Memo Subject", strong="Memo Label"
    )
    builder.paragraph("{{ words.to_label }}\t{{ head.to }}", "Memo Address")
    _when(builder, "head.via", "{{ words.via_label }}\t{{ head.via }}", "Memo Address")


def _body(builder: TemplateBuilder, levels: int) -> None:
    builder.tag("{%p for block in body %}")
    builder.tag('{%p if block.kind == "text" and block.ragged %}')
    builder.paragraph("{{ block.text }}", align="left")
    builder.tag('{%p elif block.kind == "text" %}')
    builder.paragraph("{{ block.text }}")
    builder.tag('{%p elif block.kind == "closing" and block.ragged %}')
    builder.paragraph("{{ block.text }}", "Memo Closing", align="left")
    builder.tag('{%p elif block.kind == "closing" %}')
    builder.paragraph("{{ block.text }}", "Memo Closing")
    builder.tag('{%p elif block.kind == "heading" %}')
    builder.paragraph("{{ block.text }}", "Memo Head")
    for level in range(1, levels + 1):
        item = f'block.kind == "item" and block.level == {level}'
        builder.tag(f"{{%p elif {item} and block.ragged %}}")
        builder.paragraph("{{ block.number }}\t{{ block.text }}", f"Memo List {level}", align="left")
        builder.tag(f"{{%p elif {item} %}}")
        builder.paragraph("{{ block.number }}\t{{ block.text }}", f"Memo List {level}")
    builder.tag("{%p else %}")
    builder.paragraph("", "Memo Gap")
    builder.tag("{%p if block.dense %}")
    _table(builder, dense=True)
    builder.tag("{%p else %}")
    _table(builder, dense=False)
    builder.tag("{%p endif %}")
    builder.tag("{%p endif %}")
    builder.tag("{%p endfor %}")


def _table(builder: TemplateBuilder, *, dense: bool) -> None:
    """A table whose columns, widths and alignments the memo decides; a `dense` one is of small letters."""
    cell = "{% colspan cell.span %}{{ cell.text }}"
    head = FreeRow(["{%tc for cell in block.head %}", cell, "{%tc endfor %}"], head=True)

    def row(*, total: bool) -> FreeRow:
        cells: list[Cell | str] = [
            "{%tc for cell in row.cells %}",
            '{%tc if cell.align == "ขวา" %}',
            Cell(cell, align="right"),
            '{%tc elif cell.align == "กลาง" %}',
            Cell(cell, align="center"),
            "{%tc else %}",
            cell,
            "{%tc endif %}",
            "{%tc endfor %}",
        ]
        return FreeRow(cells, total=total)

    loop = "{%tr for row in block.rows %}", "{%tr if row.total %}"
    rows: list[FreeRow | str] = [
        head,
        *loop,
        row(total=True),
        "{%tr else %}",
        row(total=False),
        "{%tr endif %}",
        "{%tr endfor %}",
    ]
    builder.free_table(STEPS, rows, dense=dense)


def _signatures(builder: TemplateBuilder) -> None:
    """Who signs: on the page of who approves, and the lines at the foot get no page of their own."""
    builder.tag("{%p for signer in signers %}")
    builder.paragraph("{{ signer }}", "Memo Signature", keep_next=True)
    builder.tag("{%p endfor %}")
    builder.tag("{%p if pairs %}")
    builder.tag("{%p if approval %}")
    _beside_each_other(builder, foot=False)
    builder.tag("{%p else %}")
    _beside_each_other(builder, foot=True)
    builder.tag("{%p endif %}")
    builder.tag("{%p endif %}")


def _beside_each_other(builder: TemplateBuilder, *, foot: bool) -> None:
    """Two columns of signers in one row, which no page divides; the lines of the `foot` are rows after it,
    since LibreOffice keeps rows together but no table with what follows it."""
    columns = [
        Cell(["{%p for pair in pairs %}", f"{{{{ pair.{side} }}}}", "{%p endfor %}"], style="Memo Cosigner")
        for side in ("left", "right")
    ]
    rows: list[BodyRow] = [Row(columns, stays=foot)]
    for name, text, style in _FOOT if foot else ():
        cells = [Cell(text, span=2, style=style)]
        rows += [f"{{%tr if {name} %}}", Row(cells, stays=name == "copies"), "{%tr endif %}"]
    builder.table([Column(None), Column(None)], (), rows, rules=False)


def _approval(builder: TemplateBuilder) -> None:
    builder.tag("{%p if approval %}")
    builder.paragraph("", "Memo Above Approval")
    _when(builder, "approval.label", "{{ approval.label }}", "Memo Opinion")
    _when(builder, "approval.choices", "{{ approval.choices }}", "Memo Choices")
    builder.tag("{%p for line in approval.opinions %}")
    builder.paragraph("{{ line }}\t", "Memo Opinion")
    builder.tag("{%p endfor %}")
    builder.paragraph("{{ approval.signer }}", "Memo Approver")
    builder.tag("{%p endif %}")


def _when(builder: TemplateBuilder, test: str, text: str, style: str) -> None:
    """A paragraph that is printed only where `test` holds."""
    builder.tag(f"{{%p if {test} %}}")
    builder.paragraph(text, style)
    builder.tag("{%p endif %}")
