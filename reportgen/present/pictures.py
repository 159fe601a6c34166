"""Photographs made ready for print: upright, without hidden data, at the printed size.

Camera data, location included, never reach the paper.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from reportgen.model.context import Picture

EMU_PER_CM = 360_000
DOTS_PER_CM = 80
"""About 200 dots an inch: sharp on an office printer, small in a file."""
MOST_PIXELS = 50_000_000
_FORMATS = ("JPEG", "PNG")


def photograph(data: bytes, width_cm: float, height_cm: float, alt: str) -> Picture | None:
    """`data` (JPEG or PNG) fitted undistorted into the box; None where it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            if image.width * image.height > MOST_PIXELS:
                return None
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    scale = min(width_cm / upright.width, height_cm / upright.height)
    width, height = upright.width * scale, upright.height * scale
    pixels = (max(1, round(width * DOTS_PER_CM)), max(1, round(height * DOTS_PER_CM)))
    if pixels < upright.size:
        upright = upright.resize(pixels, Image.Resampling.LANCZOS)
    upright.info.clear()  # else the file's comment would be written along
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=85, optimize=False, progressive=False)
    return Picture(out.getvalue(), "jpeg", round(width * EMU_PER_CM), round(height * EMU_PER_CM), alt)
