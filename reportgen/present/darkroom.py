"""Photographs made ready for print, each once: those made before are taken from where they were kept.

What is kept may be lost without harm; what is damaged there counts as lost.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from hashlib import sha256
from typing import Final, NamedTuple

from reportgen.model.context import Picture

_FORM: Final = b"1"
"""Raised whenever `pictures` makes another picture of the same photograph, or `_packed` changes."""

_HEAD: Final = struct.Struct(">32sII")
"""The hash of what follows, then width and height in EMU; the JPEG stands behind."""


def _nothing(name: str) -> bytes | None:
    """For a darkroom that keeps nothing."""


def _forgotten(name: str, data: bytes) -> None:
    """For a darkroom that keeps nothing."""


class Darkroom(NamedTuple):
    """Where pictures are kept by name: `read` gives None for what is not there, `keep` never fails."""

    read: Callable[[str], bytes | None] = _nothing
    keep: Callable[[str, bytes], None] = _forgotten

    def photograph(self, data: bytes, width_cm: float, height_cm: float, alt: str) -> Picture | None:
        """`data` (JPEG or PNG) fitted undistorted into the box; None where it cannot be read."""
        name = sha256(b"%s %a " % (_FORM, (width_cm, height_cm)) + data).hexdigest()
        known = _unpacked(self.read(name), alt)
        if known is not None:
            return known
        from reportgen.present.pictures import photograph  # brings Pillow

        made = photograph(data, width_cm, height_cm, alt)
        if made is not None:
            self.keep(name, _packed(made))
        return made


def _packed(picture: Picture) -> bytes:
    size = _HEAD.pack(b"", picture.width, picture.height)[32:]
    return sha256(size + picture.data).digest() + size + picture.data


def _unpacked(data: bytes | None, alt: str) -> Picture | None:
    if data is None or len(data) <= _HEAD.size or sha256(data[32:]).digest() != data[:32]:
        return None
    _, width, height = _HEAD.unpack_from(data)
    return Picture(data[_HEAD.size :], "jpeg", width, height, alt)
