"""The paragraph styles that only memos have, from their measurements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from reportgen.ooxml.styles import Style, Tab
from reportgen.present.memo.measures import POINTS_PER_CM, MemoMeasures

EDGE: Final = 0.6
"""Where headers begin and footers end, in cm from the edge: as near as office printers reach."""
PAGE_NUMBER_LINE: Final = 18.0
"""The exact line of a page number, in points: 16 pt letters."""
_MARKED_GAP = 6.0
_MARK_LINE: Final = 35 / 29
"""The exact line of a secrecy mark to its letters, as the typing guide has it for the title: so it stands
within the margins, and the text of a marked page has as much room as another's."""


def styles(measures: MemoMeasures) -> tuple[Style, ...]:
    """Every style that the memo's template adds."""
    return (*_marks(measures), *_head(measures), *_body(measures), *_ending(measures))


def _marks(measures: MemoMeasures) -> Iterator[Style]:
    yield Style("Memo Emblem", size=1)
    yield Style("Memo Receipt", size=measures.receipt_size)
    line = measures.secrecy_size * _MARK_LINE
    red = Style("Memo Secrecy", size=measures.secrecy_size, bold=True, align="center", line=line)
    yield replace(red, colour=measures.mark_colour)
    yield Style("Memo Page Number", align="center", line=PAGE_NUMBER_LINE)
    number_at, text_at = (
        each * POINTS_PER_CM for each in (measures.header_distance - EDGE, measures.top - EDGE)
    )
    yield Style("Memo Above Number", size=1, line=number_at)
    yield Style("Memo Below Number", size=1, line=text_at - number_at - PAGE_NUMBER_LINE)
    yield Style("Memo Below Marked Number", size=1, line=_MARKED_GAP)
    yield Style("Memo Thin Line", size=1, line=1)


def _head(measures: MemoMeasures) -> Iterator[Style]:
    width, hang = measures.text_width, measures.head_hanging
    margin = Tab(width, "right", dotted=True)
    date_label, date = Tab(measures.date_label_at, dotted=True), Tab(measures.date_at, dotted=True)
    beside_emblem = Tab(measures.emblem_left + measures.emblem_width - measures.left + 0.1)
    yield Style(
        "Memo Title",
        size=measures.title_size,
        bold=True,
        line=measures.title_line,
        tabs=(beside_emblem, Tab(width / 2, "center")),
    )
    yield Style(
        "Memo Urgency", size=measures.urgency_size, bold=True, colour=measures.mark_colour, of_letters=True
    )
    yield Style("Memo Label", size=measures.label_size, bold=True, of_letters=True)
    row = Style("Memo Unit", before=measures.head_before, tabs=(margin,), left=hang, first_line=-hang)
    yield row
    yield replace(row, name="Memo Unit And Phone", tabs=(date_label, margin))
    yield replace(row, name="Memo Number And Date", tabs=(date_label, date, margin))
    yield replace(row, name="Memo Subject", tabs=(Tab(hang), margin))
    yield replace(row, name="Memo Address", tabs=(Tab(hang),), before=measures.address_before)


def _body(measures: MemoMeasures) -> Iterator[Style]:
    yield Style("Memo Closing", based="Body", keep_next=True, keep_lines=True)
    yield Style("Memo Head", bold=True, before=measures.paragraph_before, keep_next=True, keep_lines=True)
    for number, (at, text) in enumerate(measures.levels, start=1):
        left = text if number > 1 else 0  # the first level runs on as paragraphs do, those under it hang
        yield Style(
            f"Memo List {number}",
            before=0,
            align=measures.justification,
            left=left,
            first_line=at - left,
            tabs=(Tab(text),),
        )
    yield Style("Memo Gap", size=1, line=measures.paragraph_before, keep_next=True)


def _ending(measures: MemoMeasures) -> Iterator[Style]:
    signature = Style(
        "Memo Signature",
        align="center",
        before=measures.signature_room,
        left=measures.signature_indent,
        keep_lines=True,
    )
    yield signature
    yield replace(signature, name="Memo Cosigner", left=0)
    yield replace(
        signature,
        name="Memo Approver",
        before=measures.approval_room,
        left=measures.approval_indent,
        keep_next=True,
    )
    opinion = Style("Memo Opinion", before=measures.paragraph_before, keep_next=True)
    yield replace(opinion, tabs=(Tab(measures.text_width, "right", dotted=True),))
    yield replace(opinion, name="Memo Choices", before=0)
    yield Style("Memo Above Approval", size=1, line=measures.approval_before, keep_next=True)
    copies = Style("Memo Copies", before=measures.drafter_before, left=2.25, first_line=-2.25)
    yield replace(copies, tabs=(Tab(2.25),), keep_next=True, keep_lines=True)
    yield Style("Memo Drafter", size=measures.drafter_size, before=measures.drafter_before, keep_lines=True)
