"""Photographs: upright, without hidden data, on white, bounded, the same bytes again."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from reportgen.model.context import Picture
from reportgen.present.pictures import DOTS_PER_CM, EMU_PER_CM, photograph

BOX = (7.7, 5.2)
RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 200, 30), (30, 30, 220), (230, 230, 30)
ORIENTATION, GPS, ARTIST = 0x0112, 0x8825, 0x013B

STORED = {
    1: (RED, GREEN, BLUE, YELLOW),
    2: (GREEN, RED, YELLOW, BLUE),
    3: (YELLOW, BLUE, GREEN, RED),
    4: (BLUE, YELLOW, RED, GREEN),
    5: (RED, BLUE, GREEN, YELLOW),
    6: (GREEN, YELLOW, RED, BLUE),
    7: (YELLOW, GREEN, BLUE, RED),
    8: (BLUE, RED, YELLOW, GREEN),
}
"""How a scene with red, green above blue, yellow lies in the file, by orientation (Exif 2.32, 4.6.4 A): top
left, top right, bottom left, bottom right; e.g. 6: the file's first row is the scene's right side."""


def quarters(colours: tuple[Any, ...], size: tuple[int, int]) -> Image.Image:
    image = Image.new("RGB", size)
    half = (size[0] // 2, size[1] // 2)
    for colour, place in zip(colours, ((0, 0), (half[0], 0), (0, half[1]), half), strict=True):
        image.paste(colour, (*place, place[0] + half[0], place[1] + half[1]))
    return image


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def shown(data: bytes, box: tuple[float, float] = BOX) -> tuple[Picture, Image.Image]:
    picture = photograph(data, *box, alt="ภาพ")
    assert picture is not None and picture.format == "jpeg"
    image = Image.open(io.BytesIO(picture.data))
    assert (image.format, image.mode) == ("JPEG", "RGB")
    image.load()
    return picture, image


def near(pixel: Any, colour: tuple[int, int, int], off: int = 12) -> bool:
    return all(abs(left - right) <= off for left, right in zip(pixel, colour, strict=True))


def corners(image: Image.Image) -> list[Any]:
    wide, high = image.width - 9, image.height - 9
    return [image.getpixel(at) for at in ((8, 8), (wide, 8), (8, high), (wide, high))]


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_it_stands_upright(orientation: int, kind: str) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    size = (800, 1200) if orientation >= 5 else (1200, 800)
    picture, image = shown(encoded(quarters(STORED[orientation], size), kind, exif=exif))
    assert image.width > image.height and picture.width > picture.height
    found = zip(corners(image), (RED, GREEN, BLUE, YELLOW), strict=True)
    assert all(near(pixel, colour) for pixel, colour in found)


def test_nothing_hidden_is_left() -> None:
    exif = Image.Exif()
    exif[ARTIST] = "SECRET-ARTIST"
    exif.get_ifd(GPS).update({1: "N", 2: (18.0, 47.0, 17.0), 3: "E", 4: (98.0, 58.0, 33.0)})
    source = encoded(
        Image.new("RGB", (300, 200)), "JPEG", exif=exif, comment=b"SECRET-COMMENT", xmp=b"SECRET-XMP"
    )
    assert source.count(b"SECRET") == 3 and b"Exif" in source
    picture, image = shown(source + b"SECRET-BEHIND")
    assert b"SECRET" not in picture.data and b"Exif" not in picture.data
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_png_texts_are_not_left() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Location", "SECRET-PLACE")
    assert b"SECRET" not in shown(encoded(Image.new("RGB", (90, 60)), "PNG", pnginfo=info))[0].data


def translucent(mode: str) -> bytes:
    image = Image.new("RGBA", (400, 300), (*RED, 255))
    image.paste((0, 0, 0, 0), (0, 0, 200, 300))
    if mode == "P":
        return encoded(image.convert("RGB").quantize(4), "PNG", transparency=b"\0\0\0\0")
    return encoded(image.convert(mode), "PNG")


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_white_as_paper(mode: str) -> None:
    assert near(shown(translucent(mode))[1].getpixel((8, 8)), (255, 255, 255))


def test_a_half_transparent_black_is_grey() -> None:
    image = shown(encoded(Image.new("RGBA", (400, 300), (0, 0, 0, 128)), "PNG"))[1]
    assert near(image.getpixel((50, 50)), (127, 127, 127), off=3)


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [
        ("CMYK", (0, 255, 255, 0), (255, 0, 0)),
        ("L", 90, (90, 90, 90)),
        ("1", 1, (255, 255, 255)),
        ("P", None, RED),
    ],
)
def test_other_colours_become_rgb(mode: str, colour: Any, expected: tuple[int, int, int]) -> None:
    whole = (
        Image.new("RGB", (300, 200), RED).quantize(2) if mode == "P" else Image.new(mode, (300, 200), colour)
    )
    image = shown(encoded(whole, "JPEG" if mode == "CMYK" else "PNG"))[1]
    assert near(image.getpixel((20, 20)), expected)


def test_sixteen_bits_keep_their_brightness() -> None:
    grey = Image.frombytes("I;16", (300, 200), struct.pack("<H", 0x9C40) * 60_000)
    data = encoded(grey, "PNG")
    assert data[24] == 16, "the bit depth in IHDR"
    assert near(shown(data)[1].getpixel((9, 9)), (0x9C,) * 3, off=2)


@pytest.mark.parametrize("size", [(3000, 2000), (2000, 3000), (4000, 500), (100, 90), (9000, 1)])
def test_it_fits_the_box_undistorted(size: tuple[int, int]) -> None:
    picture, image = shown(encoded(Image.new("RGB", size), "JPEG"))
    scale = min(BOX[0] / size[0], BOX[1] / size[1], 1 / 59)  # 150 dots an inch are 59 a centimetre
    for side, length in enumerate((picture.width, picture.height)):
        assert abs(length - size[side] * scale * EMU_PER_CM) <= 1
        assert image.size[side] <= max(1, round(BOX[side] * DOTS_PER_CM))
    assert image.size == (100, 90) or max(image.size) <= 671
    assert 215 <= DOTS_PER_CM * 2.54 <= 225, "dots an inch"


def test_the_same_bytes_again() -> None:
    data = encoded(quarters((RED, GREEN, BLUE, YELLOW), (1600, 1200)), "JPEG")
    assert shown(data)[0] == shown(data)[0]


def claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is that large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def test_a_photograph_of_forty_megapixels_is_taken() -> None:
    assert shown(encoded(Image.new("RGB", (8000, 5000), BLUE), "JPEG", quality=40))[1].size == (670, 419)


@pytest.mark.parametrize("size", [(8000, 6251), (30_000, 30_000), (2**31 - 1, 2**31 - 1)])
def test_a_larger_one_is_refused_before_it_is_unpacked(size: tuple[int, int], monkeypatch: Any) -> None:
    monkeypatch.setattr(Image.Image, "load", lambda _image: pytest.fail("unpacked"))
    assert photograph(claims(*size), *BOX, alt="") is None


def test_what_is_broken_is_no_photograph() -> None:
    whole = encoded(quarters((RED, GREEN, BLUE, YELLOW), (900, 600)), "JPEG")
    broken = [
        b"",
        b"\xff\xd8\xff",
        b"GIF89a" + bytes(50),
        whole[: len(whole) // 2],
        whole[:30],
        claims(90, 60),
    ]
    broken.append(encoded(Image.new("RGB", (90, 60)), "GIF"))
    broken.append(encoded(Image.new("RGB", (90, 60)), "TIFF"))
    assert [photograph(data, *BOX, alt="") for data in broken] == [None] * len(broken)


def test_damaged_camera_data_does_no_harm() -> None:
    """The pixels are whole: they are printed as they lie in the file."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    data = encoded(Image.new("RGB", (300, 200), GREEN), "JPEG", exif=exif)
    at = data.index(b"Exif\0\0") + 6
    for damaged in (
        data[:at] + bytes(8) + data[at + 8 :],
        data[:at] + b"II*\0\xff\xff\xff\xff" + data[at + 8 :],
    ):
        assert shown(damaged)[1].size == (300, 200)
