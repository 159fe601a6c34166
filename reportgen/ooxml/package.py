"""Reads an untrusted DOCX into parts within bounds, and writes parts as the same bytes every time.

Knows the zip container only: no XML is parsed here, and nothing is read from or written to disk.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from io import BytesIO
from struct import Struct
from struct import error as StructError  # noqa: N812
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

Kind = Literal[
    "not-a-package", "entries", "size", "ratio", "duplicate", "path", "encrypted", "damaged", "xml", "dtd"
]

CONTENT_TYPES: Final = "[Content_Types].xml"
ROOT_RELATIONSHIPS: Final = "_rels/.rels"

ZLIB: Final = "zlib"
ZLIB_NG: Final = "zlib-ng"
"""A compressor that deflates two to three times as fast as zlib, to a percent or two more bytes."""

_STORED, _DEFLATED = 0, 8
_SMALL = 1 << 13
"""Bytes of a part that is likely to come again, such as the list of content types."""
_ALREADY_COMPRESSED = (".xlsx", ".docx", ".png", ".jpeg", ".jpg")
_UTF8_NAME = 0x800
_DATE_1980_01_01 = 33
_LISTED = b"PK\1\2"  # begins an entry of the directory, all of which is read before the first part
_NESTED = 16  # entries that a part may hold, being a package itself
_LOCAL = Struct("<IHHHHHIIIHH")
_CENTRAL = Struct("<IHHHHHHIIIHHHHHII")
_END = Struct("<IHHHHIIH")
_UNSAFE_NAME = re.compile(r"[\x00-\x1f\x7f\\:]|(?:^|/)\.{0,2}(?:/|$)")


class PackageError(ValueError):
    """A DOCX that cannot be accepted: `kind` is for programs, `detail` names the part or the number."""

    def __init__(self, kind: Kind, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind: Kind = kind
        self.detail = detail


class Limits(NamedTuple):
    """What an untrusted package may hold: sizes in bytes; `ratio` counts only for parts over 1 MiB."""

    packed: int = 64 << 20
    entries: int = 2000
    single: int = 64 << 20
    total: int = 200 << 20
    ratio: int = 200


_LIMITS: Final = Limits()


class PackedPart(NamedTuple):
    """A part ready for the zip: `body` deflated (`method` 8) or plain (0), `crc` and `size` of the plain."""

    name: str
    method: int
    crc: int
    size: int
    body: bytes


def read_parts(data: bytes, *, limits: Limits = _LIMITS) -> dict[str, bytes]:
    """Every part of the DOCX `data` by its name, in the package's own order.

    Bounds are held on the bytes that come out, not on what the headers claim. Raises `PackageError`.
    """
    from zipfile import BadZipFile, ZipFile  # here, for the sake of a fill, which only writes

    if len(data) > limits.packed:
        raise PackageError("size", str(len(data)))
    if data.count(_LISTED) > limits.entries * _NESTED:
        raise PackageError("entries", str(data.count(_LISTED)))
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _read_entries(archive, limits)
    except PackageError:
        raise
    except (BadZipFile, zlib.error, StructError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise PackageError("damaged" if data[:2] == b"PK" else "not-a-package", str(error)) from error


def _read_entries(archive: ZipFile, limits: Limits) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(archive.infolist()) > limits.entries:
        raise PackageError("entries", str(len(archive.infolist())))
    parts: dict[str, bytes] = {}
    seen: set[str] = set()
    room = limits.total
    for entry in entries:
        _check_name(entry, seen)
        parts[entry.filename] = part = _read_entry(archive, entry, min(limits.single, room), limits.ratio)
        room -= len(part)
    if CONTENT_TYPES not in parts:
        raise PackageError("not-a-package", CONTENT_TYPES)
    return parts


def _check_name(entry: ZipInfo, seen: set[str]) -> None:
    name = entry.filename
    if _UNSAFE_NAME.search(entry.orig_filename) or _UNSAFE_NAME.search(name):
        raise PackageError("path", name)
    if name.lower() in seen:  # part names are equal without regard to case (ISO/IEC 29500-2, 6.2.2)
        raise PackageError("duplicate", name)
    if entry.flag_bits & 1:
        raise PackageError("encrypted", name)
    if entry.compress_type not in (_STORED, _DEFLATED):
        raise PackageError("damaged", name)
    seen.add(name.lower())


def _read_entry(archive: ZipFile, entry: ZipInfo, room: int, ratio: int) -> bytes:
    with archive.open(entry) as stream:
        part = stream.read(room + 1)
        if len(part) > room:
            raise PackageError("size", entry.filename)
        stream.read(1)  # reaches the end, where the checksum is compared
    if len(part) > max(1 << 20, ratio * entry.compress_size):
        raise PackageError("ratio", entry.filename)
    return part


def has_compressor(name: str) -> bool:
    """Whether the compressor `name` is installed; without it zlib does its work."""
    if name == ZLIB:
        return True
    from importlib.util import find_spec  # for those who ask for another

    return name == ZLIB_NG and find_spec("zlib_ng") is not None


@cache
def _compressor(name: str) -> Any:
    if name != ZLIB and has_compressor(name):
        from zlib_ng import zlib_ng  # an extra

        return zlib_ng
    return zlib


def pack(name: str, data: bytes, level: int = 6, compressor: str = ZLIB) -> PackedPart:
    """`data` as the part `name`: deflated at `level` (0 to 9), or plain where its format is compressed."""
    crc = _compressor(compressor).crc32(data)
    if name.endswith(_ALREADY_COMPRESSED):
        return PackedPart(name, _STORED, crc, len(data), data)
    deflated = _deflated_again if len(data) < _SMALL else _deflated
    return PackedPart(name, _DEFLATED, crc, len(data), deflated(data, level, compressor))


def _deflated(data: bytes, level: int, compressor: str) -> bytes:
    return bytes(_compressor(compressor).compress(data, level, -15))


_deflated_again = lru_cache(maxsize=64)(_deflated)


def write_packed(parts: Iterable[PackedPart]) -> bytes:
    """The DOCX of `parts`, in one fixed order and dated 1980-01-01: equal parts give equal bytes."""
    output: list[bytes] = []
    directory: list[bytes] = []
    offset = count = 0
    for part in sorted(parts, key=_place):
        name = part.name.encode()
        flags = 0 if part.name.isascii() else _UTF8_NAME
        common = (flags, part.method, 0, _DATE_1980_01_01, part.crc, len(part.body), part.size, len(name), 0)
        header = _LOCAL.pack(0x04034B50, 20, *common)
        output += (header, name, part.body)
        directory += (_CENTRAL.pack(0x02014B50, 20, 20, *common, 0, 0, 0, 0, offset), name)
        offset += len(header) + len(name) + len(part.body)
        count += 1
    size = sum(map(len, directory))
    return b"".join([*output, *directory, _END.pack(0x06054B50, 0, 0, count, count, size, offset, 0)])


def packed_parts(data: bytes) -> list[PackedPart]:
    """The parts of a package that `write_packed` made, as they are packed; `PackageError` for any other."""
    parts: list[PackedPart] = []
    offset = 0
    while data.startswith(b"PK\3\4", offset):
        _, _, _, method, _, _, crc, packed, size, length, extra = _LOCAL.unpack_from(data, offset)
        start = offset + _LOCAL.size + length
        offset = start + packed
        parts.append(PackedPart(data[start - length : start].decode(), method, crc, size, data[start:offset]))
        if extra:
            break
    if not data.startswith(_LISTED, offset):
        raise PackageError("damaged", str(offset))
    return parts


def plain(part: PackedPart) -> bytes:
    """The content of a part that was packed here."""
    return part.body if part.method == _STORED else zlib.decompress(part.body, -15, part.size)


def write_parts(parts: Mapping[str, bytes], *, level: int = 6, compressor: str = ZLIB) -> bytes:
    """The DOCX of `parts`, each packed at `level` (0 to 9) by `compressor`."""
    return write_packed(pack(name, data, level, compressor) for name, data in parts.items())


def _place(part: PackedPart) -> tuple[bool, bool, str]:
    return part.name != CONTENT_TYPES, part.name != ROOT_RELATIONSHIPS, part.name
