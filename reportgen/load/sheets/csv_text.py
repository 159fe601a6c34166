"""A CSV file to a sheet: its encoding and its separator are found, its cells stay text.

Only UTF-8, UTF-16 with its mark, and the Thai Windows encoding are known.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO

from reportgen.load.sheets.grid import Cell, Place, Sheet
from reportgen.thai.text import clean

_SEPARATORS = ",;\t"
_LOOKED_AT = 60  # rows

THAI_WINDOWS = "cp874"


class CsvError(ValueError):
    """Bytes that are no CSV in an encoding that is known."""


def read_csv(data: bytes) -> tuple[Sheet, str]:
    """The sheet in `data` and the name of its encoding. Raises CsvError."""
    text, encoding = _decoded(data)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error as error:
        raise CsvError(str(error)) from error
    return Sheet("", dict(_cells(rows))), encoding


def _decoded(data: bytes) -> tuple[str, str]:
    has_mark = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if has_mark else ("utf-8-sig", THAI_WINDOWS):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise CsvError("encoding")


def _separator(text: str) -> str:
    """The one with which most of the first rows have the same number of cells, more than one."""
    lines = text.splitlines(keepends=True)[:_LOOKED_AT]
    return max(_SEPARATORS, key=lambda each: _evenness(lines, each))


def _evenness(lines: list[str], separator: str) -> tuple[int, int]:
    lengths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
    return max(((count, length) for length, count in lengths.items()), default=(0, 0))


def _cells(rows: Iterable[list[str]]) -> Iterator[tuple[Place, Cell]]:
    for row, texts in enumerate(rows, start=1):
        for column, text in enumerate(texts, start=1):
            if text.strip():
                yield (row, column), Cell(row, column, "text", " ".join(clean(text).text.split()))
