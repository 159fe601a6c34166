"""Gives a PDF of LibreOffice fixed dates and identity, and its Thai page numbers their text: the same paper,
the same bytes.

Works on the bytes as LibreOffice lays them out, since reading in and writing out a report's thousands of
marks of structure takes a second; a PDF without a plain cross-reference table keeps its profile's date.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from datetime import UTC, datetime
from struct import pack

from reportgen.ooxml.fonts import DIGITS_FAMILY

_INFO_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\(D:)\d{14}")
_XMP_DATE = re.compile(rb"(<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_IDENTITY = re.compile(rb"(/ID\s*\[\s*<|>\s*<|/DocChecksum\s*/)[0-9A-F]{32}(?=>|\s)")
_PROFILE = re.compile(
    rb"(<</N \d/Length )(\d+) 0 R(/Filter/FlateDecode>>\nstream\n)(.*?)(?=\nendstream)", re.DOTALL
)
# A font's dictionary and the table of what its letters mean (ISO 32000-1, 9.10.3).
_DIGITS = re.compile(
    rb"/BaseFont/[A-Z]{6}\+" + DIGITS_FAMILY.replace(" ", "").encode() + rb"\b[^>]*?/ToUnicode (\d+) 0 R"
)
_TABLE = rb"(?<=\n%b 0 obj\n)<</Length \d+(/Filter/FlateDecode>>\nstream\n)(.*?)(?=\nendstream)"
_MAPPED_DIGIT = re.compile(rb"(<[0-9A-F]{2}> <)003([0-9]>)")
_PLACE = re.compile(rb"(?<=\n)\d{10}(?= \d{5} n)|(?<=\nstartxref\n)\d+")
# ISO 15076-1, 7.2: creation date in six big-endian numbers; profile ID, zero where not computed.
_ICC_SIGNATURE, _ICC_DATE, _ICC_ID = slice(36, 40), slice(24, 36), slice(84, 100)


def with_thai_digits(pdf: bytes) -> bytes:
    """`pdf` with the text of its page numbers as they look: ๒ where the font of Thai digits draws 2."""
    font = _DIGITS.search(pdf)
    table = re.search(_TABLE % font[1], pdf, re.DOTALL) if font else None
    if table is None or pdf.rfind(b"\nxref\n") < 0:
        return pdf
    mapped = _MAPPED_DIGIT.sub(rb"\g<1>0E5\g<2>", zlib.decompress(table[2]))
    packed = zlib.compress(mapped, 9)
    return _replaced(pdf, table.span(), b"<</Length %d" % len(packed) + table[1] + packed)


def with_fixed_identity(pdf: bytes, stamp: datetime) -> bytes:
    """`pdf`, as LibreOffice wrote it, dated `stamp` throughout, its identity worked out from its content.

    A `stamp` without a time zone is taken as UTC.
    """
    moment = stamp.replace(tzinfo=stamp.tzinfo or UTC).astimezone(UTC)
    pdf = _INFO_DATE.sub(rb"\g<1>" + moment.strftime("%Y%m%d%H%M%S").encode(), pdf)
    pdf = _XMP_DATE.sub(rb"\g<1>" + moment.strftime("%Y-%m-%dT%H:%M:%S").encode(), pdf)
    body, trailer, end = _with_dated_profile(pdf, moment).rpartition(b"\ntrailer\n")
    end = _IDENTITY.sub(rb"\g<1>" + b"0" * 32, end)
    identity = hashlib.sha256(body + end).hexdigest()[:32].upper().encode()
    return body + trailer + _IDENTITY.sub(rb"\g<1>" + identity, end)


def _with_dated_profile(pdf: bytes, moment: datetime) -> bytes:
    """`pdf` with the date in its colour profile set, and the places in its table moved along."""
    stream, table = _PROFILE.search(pdf), pdf.rfind(b"\nxref\n")
    profile = bytearray(zlib.decompress(stream[4])) if stream else bytearray()
    if stream is None or table < 0 or profile[_ICC_SIGNATURE] != b"acsp":
        return pdf
    profile[_ICC_DATE] = pack(">6H", *moment.timetuple()[:6])
    profile[_ICC_ID] = bytes(16)
    packed = zlib.compress(profile, 9)
    instead = stream[1] + str(len(packed)).encode() + stream[3] + packed
    return _with_length(_replaced(pdf, stream.span(), instead), stream[2], len(packed))


def _replaced(pdf: bytes, span: tuple[int, int], instead: bytes) -> bytes:
    """`pdf` with other bytes in the place of `span`, and the places in its table moved along."""
    start, end = span
    table = pdf.rfind(b"\nxref\n")

    def moved(place: re.Match[bytes]) -> bytes:
        after = int(place[0]) > start
        return str(int(place[0]) + after * (len(instead) - (end - start))).zfill(len(place[0])).encode()

    return pdf[:start] + instead + pdf[end:table] + _PLACE.sub(moved, pdf[table:])


def _with_length(content: bytes, number: bytes, length: int) -> bytes:
    """`content` with the length that object `number` holds set, in as many digits as it had: the length
    that LibreOffice wrote there depends on the hour."""
    held = re.compile(rb"(?<=\n%b 0 obj\n)\d+(?=\nendobj)" % number)
    return held.sub(lambda found: str(length).zfill(len(found[0])).encode(), content, count=1)
