"""One scalar of a YAML file to clean text and its place, with what is to be said of its characters.

A scalar stays text; only a plain empty value, `~` and `null` are None.
"""

from __future__ import annotations

from reportgen.diagnostics import Span
from reportgen.load import codes
from reportgen.load.collector import Collector
from reportgen.load.decode import FORBIDDEN, Lines
from reportgen.load.events import Mark, ScalarEvent
from reportgen.load.shifts import Starts, block_starts
from reportgen.load.traps import NO_BREAK_SPACE, cut_text, missing_space, odd_space
from reportgen.thai.letters import lacking
from reportgen.thai.text import clean, forbidden

_NULLS = frozenset(("", "~", "null"))
_BLANKS = (" ", "\t")
_MOST_LETTERS = 5  # named in one message


class Scalars:
    """The scalars of the file whose text is `text`."""

    def __init__(self, text: str, lines: Lines, collector: Collector) -> None:
        self._text = text
        self._lines = lines
        self._collector = collector
        self._cleaned: dict[str, tuple[str, tuple[str, ...]]] = {}  # keys and words recur

    def span(self, start: Mark, end: Mark) -> Span:
        """From `start` to `end`; without an end column where they are on different lines."""
        end_column = end.column + 1 if end.line == start.line else 0
        return Span(self._collector.file, start.line + 1, start.column + 1, end_column)

    def key(self, event: ScalarEvent) -> str:
        """The text of a key."""
        if not event.style and NO_BREAK_SPACE in event.value:
            self._look_for_odd_space(event)
        return self._clean(event)

    def text(self, event: ScalarEvent) -> str | None:
        """The text of a value; None when nothing is written."""
        if not event.style:
            self._look_for_cut(event.end_mark.index)
            if event.value in _NULLS:
                return None
            self._look_for_traps(event)
        text = self._clean(event)
        letters = lacking(text)
        if letters:
            self._say_lacking(event, list(dict.fromkeys(letters)))
        return text

    def _say_lacking(self, event: ScalarEvent, letters: list[str]) -> None:
        """Letters that the font lacks, at the first of them; at the whole text if it is an escape."""
        index = self._text.find(letters[0], event.start_mark.index, event.end_mark.index)
        whole = self.span(event.start_mark, event.end_mark)
        span = self._collector.span(*self._lines.place(index)) if index >= 0 else whole
        what = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters[:_MOST_LETTERS])
        self._collector.say(codes.TEXT_NOT_IN_FONT, span, what=what)

    def starts(self, event: ScalarEvent, text: str) -> Starts | None:
        """Where the lines of `text` begin, `()` if it is not as written; None if it begins at its span."""
        start = event.start_mark
        if not event.style:
            return None if self._text.startswith(text, start.index) else ()
        if event.style in "|>":
            return block_starts(text, self._lines, start.line + 1)
        after_quote = start.line + 1, start.column + 2
        return (after_quote,) if self._text.startswith(text, start.index + 1) else ()

    def _clean(self, event: ScalarEvent) -> str:
        value = event.value
        if event.style == '"' and "\\" in self._text[event.start_mark.index : event.end_mark.index]:
            value = self._without_forbidden(event)
        found = self._cleaned.get(value)
        if found is None:
            cleaned = clean(value)
            found = self._cleaned[value] = cleaned.text, cleaned.notes
        text, notes = found
        if notes:
            span = self.span(event.start_mark, event.end_mark)
            self._collector.say(codes.TEXT_CLEANED, span, what=", ".join(notes))
        return text

    def _without_forbidden(self, event: ScalarEvent) -> str:
        """The value with U+FFFD for what an escape such as "\\u0007" brought in."""
        characters = list(event.value)
        for offset, kind in forbidden(event.value):
            span = self.span(event.start_mark, event.end_mark)
            self._collector.say(FORBIDDEN[kind], span, what=f"U+{ord(characters[offset]):04X}")
            characters[offset] = "\ufffd"
        return "".join(characters)

    def _look_for_traps(self, event: ScalarEvent) -> None:
        value = event.value
        if NO_BREAK_SPACE in value:
            self._look_for_odd_space(event)
        if value[0] == "-" or ":" in value:
            found = missing_space(self._text, event.start_mark.index)
            if found:
                index, mark = found
                span = self._collector.span(*self._lines.place(index))
                self._collector.say(codes.YAML_MISSING_SPACE, span, mark=mark)

    def _look_for_cut(self, end: int) -> None:
        if self._text[end : end + 1] in _BLANKS:
            cut = cut_text(self._text, end)
            if cut:
                span = self._collector.span(*self._lines.place(cut[0]), cut[1] - cut[0])
                self._collector.say(codes.YAML_COMMENT_IN_TEXT, span)

    def _look_for_odd_space(self, event: ScalarEvent) -> None:
        line = event.start_mark.line + 1
        column = odd_space(self._lines.line(line))
        if column:
            self._collector.say(codes.YAML_ODD_SPACE, self._collector.span(line, column))
