"""Photographs kept: the same picture as made anew, nothing taken from what is damaged, Pillow not needed."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from reportgen.present.darkroom import Darkroom
from reportgen.present.pictures import photograph

BOX = 7.5, 5.0


@pytest.fixture
def data() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((900, 600)).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def shelf() -> dict[str, bytes]:
    return {}


def room(shelf: dict[str, bytes]) -> Darkroom:
    return Darkroom(shelf.get, shelf.__setitem__)


def test_what_was_kept_is_what_is_made(data: bytes, shelf: dict[str, bytes]) -> None:
    expected = photograph(data, *BOX, alt="ภาพ")
    assert room(shelf).photograph(data, *BOX, alt="ภาพ") == expected
    assert len(shelf) == 1
    assert room(shelf).photograph(data, *BOX, alt="ภาพ") == expected
    assert len(shelf) == 1
    again = room(shelf).photograph(data, *BOX, alt="อื่น")
    assert again is not None
    assert again.alt == "อื่น"
    assert Darkroom().photograph(data, *BOX, alt="ภาพ") == expected


def test_another_photograph_or_box_is_another_picture(data: bytes, shelf: dict[str, bytes]) -> None:
    room(shelf).photograph(data, *BOX, alt="")
    room(shelf).photograph(data, BOX[0], BOX[1] + 0.1, alt="")
    room(shelf).photograph(data + b"\0", *BOX, alt="")
    assert len(shelf) == 3


def test_what_cannot_be_read_is_not_kept(shelf: dict[str, bytes]) -> None:
    assert room(shelf).photograph(b"no picture", *BOX, alt="") is None
    assert not shelf


@pytest.mark.parametrize("cut", [0, 1, 40, 41, -1])
def test_what_is_damaged_is_made_anew(data: bytes, shelf: dict[str, bytes], cut: int) -> None:
    expected = room(shelf).photograph(data, *BOX, alt="")
    (name,) = shelf
    whole = shelf[name]
    for damaged in (whole[:cut], whole[:cut] + bytes([whole[cut] ^ 1]) + whole[len(whole[: cut + 1]) :]):
        shelf[name] = damaged
        assert room(shelf).photograph(data, *BOX, alt="") == expected
        assert shelf[name] == whole


def test_pillow_is_not_loaded_for_what_was_kept(data: bytes, shelf: dict[str, bytes], tmp_path: Path) -> None:
    room(shelf).photograph(data, *BOX, alt="")
    (name,) = shelf
    (tmp_path / "kept").write_bytes(shelf[name])
    (tmp_path / "photo").write_bytes(data)
    code = (
        "import sys; from pathlib import Path; from reportgen.present.darkroom import Darkroom;"
        "kept, photo = (Path(name).read_bytes() for name in ('kept', 'photo'));"
        f"made = Darkroom(lambda name: kept).photograph(photo, *{BOX}, alt='');"
        "assert made and 'PIL' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
