"""The letters of the font, as the font's own file has them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from reportgen.thai.letters import lacking
from reportgen.thai.text import clean, forbidden

FONTS = sorted((Path(__file__).parents[2] / "fonts").glob("*.ttf"))


def test_what_is_lacking_is_what_the_font_files_lack() -> None:
    in_font = set.intersection(*(set(TTFont(path).getBestCmap()) for path in FONTS))
    for code in range(sys.maxunicode + 1):
        letter = chr(code)
        if list(forbidden(letter)) or letter.isspace() or clean(f"ก{letter}ก").text != f"ก{letter}ก":
            continue
        assert bool(lacking(letter)) is (code not in in_font and letter != "\ufffd"), hex(code)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ผลการดำเนินงาน “ปี ๒๕๖๕” – 50 % ≥ 3 ½ บาท (฿) • ฯลฯ\n", []),
        ("เสร็จ ✅ แล้ว", ["✅"]),
        ("中文", ["中", "文"]),
        ("ก → ข 😀", ["→", "😀"]),
    ],
)
def test_what_is_lacking(text: str, found: list[str]) -> None:
    assert lacking(text) == found
