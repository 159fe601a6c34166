"""Where each line of a block scalar begins in the file, which is never at its span.

Says nothing where the loaded text differs from what is written, since an offset would then lie.
"""

from __future__ import annotations

from reportgen.load.decode import Lines

Starts = tuple[tuple[int, int], ...]


def block_starts(text: str, lines: Lines, header: int) -> Starts:
    """The start of each line of a block scalar whose `|` or `>` stands on line `header`.

    None where its lines are not those of the file, as when `>` folds them.
    """
    rows = text.removesuffix("\n").split("\n")
    indent = _indent(rows, lines, header + 1)
    for number, row in enumerate(rows, header + 1):
        written = lines.line(number)
        if written[indent:].rstrip() != row.rstrip():
            return ()
    return tuple((header + 1 + offset, indent + 1) for offset in range(len(rows)))


def _indent(rows: list[str], lines: Lines, first: int) -> int:
    for number, row in enumerate(rows, first):
        if row.strip():
            return max(0, len(lines.line(number).rstrip()) - len(row.rstrip()))
    return 0
