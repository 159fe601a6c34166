"""What a TrueType font says of itself, and a font made of one whose 0 to 9 look ๐ to ๙.

Works on the bytes of font files; fontTools is brought only where a font is looked into.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, Literal

Style = Literal["Regular", "Bold", "Italic", "BoldItalic"]

DIGITS_FAMILY: Final = "Reportgen Thai Digits"
"""The font that `thai_digits` makes; a changed font may not bear the name of the one it is made of."""

_STYLES: Final[tuple[Style, ...]] = ("Regular", "Bold", "Italic", "BoldItalic")
_BOLD, _ITALIC = 1, 2  # bits of head.macStyle (OpenType, head)
_FAMILY, _SUBFAMILY, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6  # name ids (OpenType, name)
_KEPT_NAMES = (0, 13, 14)  # copyright and licence go on with the glyphs
_USAGE, _EDITABLE, _BITMAPS_ONLY = 0x000F, 0x0008, 0x0200  # bits of fsType (OpenType, OS/2)
_ZERO, _THAI_ZERO = 0x30, 0xE50


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: its family, which of the four styles, and whether its maker lets it travel in a
    document that is edited with it (OpenType, OS/2 fsType)."""

    family: str
    style: Style
    may_be_embedded: bool
    data: bytes


def face(data: bytes) -> Face | None:
    """What the font file `data` says of itself; None where it is no TrueType font."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(BytesIO(data), lazy=True)
        family = font["name"].getBestFamilyName()
        style = _STYLES[font["head"].macStyle & (_BOLD | _ITALIC)]
        permitted = _editable(font["OS/2"].fsType)
    except (TTLibError, KeyError):
        return None
    return Face(str(family), style, permitted, data)


def _editable(fs_type: int) -> bool:
    """Whether a document that carries the font may be edited with it."""
    usage = fs_type & _USAGE
    return not fs_type & _BITMAPS_ONLY and (usage == 0 or bool(usage & _EDITABLE))


def thai_digits(data: bytes) -> bytes:
    """The font `data`, which has Thai digits, with those drawn for 0 to 9, named `DIGITS_FAMILY`.

    No glyph is changed; the same font gives the same bytes.
    """
    from fontTools.ttLib import TTFont

    font: Any = TTFont(BytesIO(data), recalcTimestamp=False)
    thai = font.getBestCmap()
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({_ZERO + digit: thai[_THAI_ZERO + digit] for digit in range(10)})
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in _KEPT_NAMES]
    told = {
        _FAMILY: DIGITS_FAMILY, _SUBFAMILY: "Regular", _UNIQUE: DIGITS_FAMILY, _FULL: DIGITS_FAMILY,
        _POSTSCRIPT: DIGITS_FAMILY.replace(" ", ""),
    }  # fmt: skip
    for name_id, text in told.items():
        names.setName(text, name_id, 3, 1, 0x409)
    out = BytesIO()
    font.save(out)
    return out.getvalue()
