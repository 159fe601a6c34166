"""Bytes of a file to text that any YAML parser takes: encoding, and characters that no document may hold.

Every index of the text stays that of a character of the file, so that places found later are true.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from reportgen.diagnostics import Span
from reportgen.load.codes import (
    FILE_NOT_UTF8,
    FILE_THAI_ENCODING,
    FILE_TOO_LARGE,
    FILE_UTF16,
    TEXT_BIDI,
    TEXT_CONTROL,
    TEXT_PRIVATE_USE,
    TEXT_SURROGATE,
)
from reportgen.load.collector import Collector
from reportgen.thai.text import forbidden

MEGABYTES = 20

FORBIDDEN = {
    "control": TEXT_CONTROL,
    "surrogate": TEXT_SURROGATE,
    "private-use": TEXT_PRIVATE_USE,
    "bidi": TEXT_BIDI,
}
_BREAK = re.compile(r"\r\n|\r|\n")
_THAI = re.compile("[\u0e01-\u0e5b]")
# YAML counts these as line ends and editors do not: every line number after one would be wrong.
_FOREIGN_BREAK = re.compile("[\u2028\u2029]")
# Inside a text it is what joining files leaves: YAML refuses it, but takes U+200B; cleaning drops both.
_BYTE_ORDER_MARK = "\ufeff"
_ZERO_WIDTH_SPACE = "\u200b"
_REPLACEMENT = "\ufffd"


class Lines:
    """The lines of a text as editors and YAML count them: LF, CRLF or CR ends one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of the code point at `index`."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end; empty where there is none."""
        if not 1 <= number <= len(self._starts):
            return ""
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[self._starts[number - 1] : end].rstrip("\r\n")


def decode(data: bytes, collector: Collector) -> str | None:
    """The text of a file, without a byte order mark; None where it is too large to be read.

    A file in another encoding is an error, yet is read on where its encoding is known. A character that
    no document may hold is an error, and U+FFFD stands for it.
    """
    if len(data) > MEGABYTES * 1_000_000:
        collector.say(FILE_TOO_LARGE, Span(collector.file), limit=f"{MEGABYTES} MB")
        return None
    text = _decoded(data, collector)
    return _allowed(text.removeprefix(_BYTE_ORDER_MARK), collector)


def _decoded(data: bytes, collector: Collector) -> str:
    utf16 = _utf16(data)
    if utf16:
        collector.say(FILE_UTF16, Span(collector.file))
        return data.decode(utf16, "replace")
    try:
        return data.decode("utf-8", "surrogatepass")  # a surrogate has a message of its own
    except UnicodeDecodeError as error:
        thai = _old_thai(data)
        if thai is not None:
            collector.say(FILE_THAI_ENCODING, Span(collector.file), file=collector.file)
            return thai
        before = data[: error.start].decode("utf-8", "surrogatepass").removeprefix(_BYTE_ORDER_MARK)
        place = Lines(before).place(len(before))
        collector.say(FILE_NOT_UTF8, collector.span(*place), byte=f"0x{data[error.start]:02X}")
        return data.decode("utf-8", "replace")


def _utf16(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for encoding, high in (("utf-16-le", data[1:200:2]), ("utf-16-be", data[:200:2])):
        if high and set(high) <= {0x00, 0x0E}:  # the blocks of ASCII and of Thai
            return encoding
    return None


def _old_thai(data: bytes) -> str | None:
    """The text read as cp874, when that gives Thai and UTF-8 gives more damage than Thai."""
    try:
        thai = data.decode("cp874")
    except UnicodeDecodeError:
        return None
    damaged = data.decode("utf-8", "replace")
    if _THAI.search(thai) and damaged.count(_REPLACEMENT) >= len(_THAI.findall(damaged)):
        return thai
    return None


def _allowed(text: str, collector: Collector) -> str:
    faults = dict(forbidden(text)) | {found.start(): "control" for found in _FOREIGN_BREAK.finditer(text)}
    if faults:
        text = _without(text, faults, collector)
    return text.replace(_BYTE_ORDER_MARK, _ZERO_WIDTH_SPACE)


def _without(text: str, faults: dict[int, str], collector: Collector) -> str:
    lines = Lines(text)
    characters = list(text)
    for index, kind in sorted(faults.items()):
        characters[index] = _REPLACEMENT
        if faults.get(index - 1) != kind:  # one word for a row of the same kind
            span = collector.span(*lines.place(index))
            collector.say(FORBIDDEN[kind], span, what=f"U+{ord(text[index]):04X}")
    return "".join(characters)
