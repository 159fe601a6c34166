"""Free texts of the inputs as printed text: plain as ever, or rich where they are written with markup.

The markup itself is read by `markdown`, which is imported only for a text that looks as if it had some.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from reportgen.diagnostics import Diagnostic, Span
from reportgen.model.context import Shown
from reportgen.model.rich import Block, Paragraph, Rich, Run, words
from reportgen.model.source import Located
from reportgen.present import shown
from reportgen.present.codes import MARKUP_UNSUPPORTED

_HINT = re.compile(
    r"[*`|\\]|\+\+|\]\(|<[A-Za-z/!]|^[ \t]*(?:[#>]|-[ \t]|[0-9๐-๙]+[.)][ \t])",
    re.MULTILINE,
)
"""What every markup has somewhere; most texts have nothing of it."""


def free_text(value: str | None, said: list[Diagnostic]) -> Shown:
    """An input text in one piece, `shown.text` or rich; `said` is given what of its markup is unsupported."""
    blocks = _blocks(value, said)
    return _piece(blocks, value) if blocks else shown.text(value)


def free_paragraphs(values: Iterable[str] | str | None, said: list[Diagnostic]) -> list[Shown]:
    """Input texts as paragraphs, `shown.paragraphs` or rich; lists and tables are pieces of their own."""
    found: list[Shown] = []
    for value in (values,) if values is None or isinstance(values, str) else values:
        blocks = _blocks(value, said)
        if not blocks:
            found += shown.paragraphs(value)
        for is_text, group in groupby(blocks, _is_text):
            listed = tuple(group)
            found += (_piece(piece, value) for piece in (zip(listed) if is_text else (listed,)))
    return found


def is_inline(text: Shown) -> bool:
    """Whether `text` can stand within a paragraph: plain, or one paragraph of runs."""
    return not isinstance(text, Rich) or (len(text.blocks) == 1 and _is_text(text.blocks[0]))


def led(before: str, text: Shown) -> Shown:
    """`text` with the words `before` at its beginning."""
    if not isinstance(text, Rich):
        return shown.join(before, text)
    first, *rest = text.blocks
    if isinstance(first, Paragraph) and _is_text(first):
        return Rich((Paragraph((Run(Shown(before)), *first.runs)), *rest), text.origin)
    return Rich((Paragraph((Run(Shown(before.rstrip())),)), *text.blocks), text.origin)


def _blocks(value: str | None, said: list[Diagnostic]) -> tuple[Block, ...]:
    """The blocks of a text with markup, none of a plain one."""
    if value is None or not _HINT.search(value):
        return ()
    from reportgen.present.markdown import read  # slow to import, and most texts are plain

    reading = read(value, _origin(value))
    for typed in reading.unsupported:
        each = Diagnostic(MARKUP_UNSUPPORTED, _origin(value) or (Span(""),), {"markup": typed})
        if each not in said:
            said.append(each)
    return reading.blocks


def _is_text(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.level == 0


def _piece(blocks: tuple[Block, ...], value: str | None) -> Shown:
    """`blocks` as one text: plain where they are a paragraph of plain letters."""
    runs = blocks[0].runs if isinstance(blocks[0], Paragraph) else ()
    if len(blocks) == 1 and _is_text(blocks[0]) and all(run.is_plain for run in runs):
        return Shown(words(runs), _origin(value))
    return Rich(blocks, _origin(value))


def _origin(value: str | None) -> tuple[Span, ...]:
    return (value.span,) if isinstance(value, Located) else ()
