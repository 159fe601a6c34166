"""The line of a file that a message is about, for a terminal: cut to its width, the place marked with carets.

Shows text of users without what could steer the terminal; knows no colour but by name.
"""

from __future__ import annotations

from reportgen.diagnostics import Span
from reportgen.thai.cells import display_width
from reportgen.thai.text import forbidden


def plain(text: str) -> str:
    """`text` on one line, with a mark in place of each character that could steer a terminal."""
    characters = list(text)
    for offset, _kind in forbidden(text):
        characters[offset] = "\N{REPLACEMENT CHARACTER}"
    return "".join(" " if character in "\t\r\n" else character for character in characters)


def marked(span: Span, lines: tuple[str, ...], width: int) -> tuple[tuple[str, str], ...]:
    """The line of `span` and a line of carets under its place, each with its style; nothing without one.

    Carets are placed by terminal cells, Thai marks taking none. A line longer than `width` cells is cut
    around the place.
    """
    if not (span.line and span.column and span.line <= len(lines)):
        return ()
    line = plain(lines[span.line - 1])
    start = min(span.column - 1, len(line))
    end = max(min(span.end_column - 1, len(line)), start)
    room = max(width - 10, 20)
    left = start
    while left and display_width(line[left - 1 : end]) <= room // 2:
        left -= 1
    left = 0 if display_width(line[:end]) <= room else left
    while left < start and not display_width(line[left]):  # a mark needs its letter
        left += 1
    right = left
    while right < len(line) and display_width(line[left : right + 1]) <= room:
        right += 1
    before = ("…" if left else "") + line[left:start]
    shown = before + line[start:right] + ("…" if right < len(line) else "")
    carets = "^" * max(1, display_width(line[start : min(end, right)]))
    return (f"    {shown.rstrip()}", ""), (" " * (4 + display_width(before)) + carets, "bold green")


def split(text: str | None) -> tuple[str, ...]:
    """The lines as `load` counts them: LF, CRLF or CR ends one."""
    return tuple((text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n"))
