"""Names of the ledger's folders and files, fit for every disk: `2564/ฝตป._/memo/1389.1.json`.

A name says only which number and which of its events; all else is in the file.
"""

from __future__ import annotations

import re
from pathlib import Path

from reportgen.ledger.values import Number, Series

# Windows refuses these, ends no name in a dot or a space, and keeps the names of its devices to itself.
_REFUSED = re.compile(r'[<>:"/\\|?*%\x00-\x1f]|^[. ]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\Z|[. ])", re.IGNORECASE)
_ESCAPED = re.compile(r"%([0-9A-F]{2})")
_YEAR = re.compile(r"[0-9]{4}")
_EVENT = re.compile(r"([1-9][0-9]{0,5})\.([1-9][0-9]{0,3})\.json")


def file_name(text: str) -> str:
    """`text` as a file name that `plain_text` turns back: `ฝตป.` becomes `ฝตป._`, and `/` becomes `%2F`."""
    escaped = _REFUSED.sub(lambda found: f"%{ord(found[0]):02X}", text)
    if _DEVICE.match(escaped):
        escaped = f"%{ord(escaped[0]):02X}{escaped[1:]}"
    return escaped + "_" if escaped.endswith((".", " ", "_")) else escaped


def plain_text(name: str) -> str:
    """The text that `file_name` made `name` from."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name.removesuffix("_"))


def folder_of(series: Series) -> Path:
    """The folder of a series, within the ledger."""
    return Path(str(series.year), file_name(series.unit), file_name(series.kind))


def series_of(folder: Path) -> Series | None:
    """The series whose folder, within the ledger, this is; None for a folder that is none of ours."""
    year, unit, kind = folder.parts
    if not _YEAR.fullmatch(year):
        return None
    try:
        series = Series(int(year), plain_text(unit), plain_text(kind))
    except ValueError:
        return None
    return series if folder_of(series) == folder else None


def event_file(number: Number, count: int) -> Path:
    """The file of the `count`th event of a number, from 1, within the ledger."""
    return folder_of(number.series) / f"{number.number}.{count}.json"


def read_event_name(name: str) -> tuple[int, int] | None:
    """The number and the count that a file's name says; None where it is no event's."""
    found = _EVENT.fullmatch(name)
    return (int(found[1]), int(found[2])) if found else None
