"""The emblem of a memo: the agency's own picture, or a neutral seal where it has given none.

No state emblem comes with the program; one that an agency may use is the agency's to give.
"""

from __future__ import annotations

import io
import warnings
from functools import lru_cache
from math import cos, radians, sin

from PIL import Image, ImageDraw, ImageFont

from reportgen import resources
from reportgen.model.context import Picture
from reportgen.present.pictures import EMU_PER_CM, MOST_PIXELS

_DOTS_PER_CM = 236
"""600 dots an inch: line art stays sharp."""
_FORMATS = ("PNG", "JPEG")
_SEAL = 720
_WORDS = (("ตรา", 0.42), ("หน่วยงาน", 0.58))


@lru_cache(maxsize=8)
def emblem(data: bytes | None, width_cm: float, height_cm: float, agency: str) -> Picture:
    """The picture in `data` (PNG or JPEG) undistorted in the box; the seal without one, or where it cannot
    be read. Kept, since every memo of an `agency` has the same."""
    image = _opened(data) if data is not None else None
    alt = f"ตรา{agency}"
    if image is None:
        image, alt = _seal(), "ที่สำหรับตราหน่วยงาน"
    scale = min(width_cm / image.width, height_cm / image.height)
    width, height = image.width * scale, image.height * scale
    pixels = (max(1, round(width * _DOTS_PER_CM)), max(1, round(height * _DOTS_PER_CM)))
    if pixels[0] < image.width:
        image = image.resize(pixels, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=False)
    return Picture(out.getvalue(), "png", round(width * EMU_PER_CM), round(height * EMU_PER_CM), alt)


def is_picture(data: bytes) -> bool:
    """Whether `data` can be printed as an emblem."""
    return _opened(data) is not None


def _opened(data: bytes) -> Image.Image | None:
    """The picture without the data that a camera or program put beside it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            if image.width * image.height > MOST_PIXELS:
                return None
            plain = image.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    plain.info.clear()
    return plain


@lru_cache(maxsize=1)
def _seal() -> Image.Image:
    """A dashed ring, a thin one within, and the words that an agency's emblem goes here."""
    image = Image.new("L", (_SEAL, _SEAL), 255)
    pen, middle = ImageDraw.Draw(image), _SEAL / 2
    for start in range(0, 360, 12):
        pen.arc((8, 8, _SEAL - 8, _SEAL - 8), start, start + 7, fill=64, width=16)
    pen.ellipse((48, 48, _SEAL - 48, _SEAL - 48), outline=96, width=5)
    for angle in range(0, 360, 30):
        x, y = middle + 290 * cos(radians(angle)), middle + 290 * sin(radians(angle))
        pen.ellipse((x - 8, y - 8, x + 8, y + 8), fill=96)
    path = str(resources.fonts_folder() / "THSarabunNew-Bold.ttf")
    font = ImageFont.truetype(path, 170, layout_engine=ImageFont.Layout.BASIC)
    for word, share in _WORDS:
        pen.text((middle, _SEAL * share), word, fill=64, font=font, anchor="mm")
    return image
