"""Photographs made ready for print: upright, on white, in RGB, at the printed size, without hidden data.

Every photograph is written anew, also one that is small already: what a camera or program put beside the
pixels (place, names, thumbnails) never reaches the paper.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping

from PIL import Image

from reportgen.model.context import Picture

EMU_PER_CM = 360_000
DOTS_PER_CM = 87
"""About 220 dots an inch: sharp on an office printer, small in a file."""
FEWEST_DOTS_PER_CM = 59
"""150 dots an inch, under which the steps between pixels are seen on paper held for reading (the eye parts
about 300 an inch; a photograph bears half of that). A picture with fewer is printed smaller than its box."""
MOST_PIXELS = 50_000_000
"""As many as the camera of a telephone makes; a larger picture is refused before it is unpacked."""
_FORMATS = ("JPEG", "PNG")
_ORIENTATION = 0x0112
_TURNS: Mapping[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets a picture upright, by its EXIF orientation; 1, and what means nothing, needs no turn."""
_ON_THE_SIDE = (5, 6, 7, 8)


def photograph(data: bytes, width_cm: float, height_cm: float, alt: str) -> Picture | None:
    """`data` (JPEG or PNG) fitted undistorted into the box, a small picture smaller than it; None where it
    cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as of damaged EXIF, which is left out anyhow
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _photograph(data, width_cm, height_cm, alt)
    except Exception:  # a damaged file makes Pillow raise almost anything
        return None


def opens(data: bytes) -> bool:
    """Whether `data` is a picture as scanners make them (JPEG, PNG or TIFF), whole to its last pixel."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a scan may have more pixels than a photograph
            Image.open(io.BytesIO(data), formats=(*_FORMATS, "TIFF")).load()
    except Exception:  # as above
        return False
    return True


def _photograph(data: bytes, width_cm: float, height_cm: float, alt: str) -> Picture | None:
    image = Image.open(io.BytesIO(data), formats=_FORMATS)
    if image.width * image.height > MOST_PIXELS:
        return None
    turn = _turn(image)
    wide, high = image.size[::-1] if turn in _ON_THE_SIDE else image.size
    scale = min(width_cm / wide, height_cm / high, 1 / FEWEST_DOTS_PER_CM)
    size = (wide * scale, high * scale)
    pixels = max(1, round(size[0] * DOTS_PER_CM)), max(1, round(size[1] * DOTS_PER_CM))
    image.draft(None, (2 * max(pixels), 2 * max(pixels)))  # a JPEG is unpacked no larger than needed
    upright = _on_white(image)
    if turn in _TURNS:
        upright = upright.transpose(_TURNS[turn])
    if max(pixels) < max(wide, high):
        upright = upright.resize(pixels, Image.Resampling.LANCZOS)
    upright.info.clear()  # else the file's comment would be written along
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=85, subsampling="4:2:0", optimize=False, progressive=False)
    emu = [max(1, round(length * EMU_PER_CM)) for length in size]
    return Picture(out.getvalue(), "jpeg", emu[0], emu[1], alt)


def _turn(image: Image.Image) -> object:
    """The EXIF orientation; a picture whose EXIF is damaged is taken as it stands."""
    try:
        return image.getexif().get(_ORIENTATION)
    except Exception:  # as above: the pixels may be whole all the same
        return None


def _on_white(image: Image.Image) -> Image.Image:
    """The pixels in RGB; white shows through what is transparent, as paper would."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("RGB")
