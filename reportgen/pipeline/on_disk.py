"""Places in a text that was checked before it is written, as places where a person can look.

That is the file as it stands on disk, or the sheet that a value came from; a place in neither is told of the
whole file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from reportgen.diagnostics import Diagnostic, Span


def as_on_disk(
    diagnostics: Iterable[Diagnostic], file: str, before: bytes, after: bytes
) -> tuple[Diagnostic, ...]:
    """What was said of `after`, the coming content of `file`, said of `before`, the present one."""
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
    blocks = SequenceMatcher(None, new, old, autojunk=False).get_matching_blocks()
    lines = {block.a + i + 1: block.b + i + 1 for block in blocks for i in range(block.size)}
    return tuple(each._replace(spans=_spans(each, file, lines)) for each in diagnostics)


def as_in_sheet(diagnostic: Diagnostic, cells: Mapping[Span, Span]) -> Diagnostic:
    """What was said of places in a text, said of the cells that they came from."""
    return diagnostic._replace(spans=tuple(cells.get(span, span) for span in diagnostic.spans))


def _spans(diagnostic: Diagnostic, file: str, lines: Mapping[int, int]) -> tuple[Span, ...]:
    return tuple(_kept(diagnostic.spans, file, lines)) or (Span(file),)


def _kept(spans: Iterable[Span], file: str, lines: Mapping[int, int]) -> Iterator[Span]:
    for span in spans:
        if span.file != file or not span.line:
            yield span
        elif span.line in lines:
            yield span._replace(line=lines[span.line])
