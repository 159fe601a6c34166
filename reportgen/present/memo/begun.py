"""A memo's whole template while it is still being built, for kinds of paper that go on after it.

Adds nothing to what `template` builds.
"""

from __future__ import annotations

from dataclasses import replace

from reportgen.ooxml.builder import TemplateBuilder
from reportgen.ooxml.styles import Style
from reportgen.present.memo import template as memo
from reportgen.present.memo.measures import MemoMeasures
from reportgen.present.memo.styles import EDGE, styles


def begun(measures: MemoMeasures, *, title: str, added: tuple[Style, ...] = ()) -> TemplateBuilder:
    """A builder that holds the memo; `title` is the template's own, `added` are further styles."""
    page = replace(measures, top=measures.first_page_top, header_distance=EDGE, footer_distance=EDGE)
    builder = TemplateBuilder(page, title=title, styles=(*styles(measures), *added))
    memo._running(builder, measures)
    memo._head(builder, measures)
    memo._body(builder, len(measures.levels))
    memo._signatures(builder)
    memo._approval(builder)
    memo._when(builder, "copies", "{{ words.copies_label }}\t{{ copies }}", "Memo Copies")
    memo._when(builder, "drafter", "{{ drafter }}", "Memo Drafter")
    return builder
