"""Whether a PDF can be read: it opens, it has pages, and what they print was not damaged on the way.

What viewers mend silently is taken as they take it; what a page shows is not judged.
"""

from __future__ import annotations

import zlib
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

_STEP, _MOST = 1 << 20, 64
"""The bytes unpacked at a time, and how many times: more is a page of no office."""


def is_readable(pdf: bytes) -> bool:
    """Whether PDFium opens it without a password, and each of its pages, of which it has one at least."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return False
    try:
        for number in range(len(document)):
            document[number].close()
        return len(document) > 0
    except pypdfium2.PdfiumError:
        return False
    finally:
        document.close()


def is_whole(page: Any) -> bool:
    """Whether what a page of pypdf's prints can be unpacked; PDFium leaves out silently what cannot."""
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else ()
    streams = contents if isinstance(contents, list) else [contents] if contents else []
    return all(_unpacks(stream.get_object()) for stream in streams)


def _unpacks(stream: Any) -> bool:
    if stream.get("/Filter") not in ("/FlateDecode", ["/FlateDecode"]):
        return True
    unpacker, rest = zlib.decompressobj(), stream._data
    try:
        for _ in range(_MOST):
            unpacker.decompress(rest, _STEP)
            rest = unpacker.unconsumed_tail
            if not rest:
                break
    except zlib.error:
        return False
    return True
