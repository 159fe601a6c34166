"""Fonts looked into, changed and carried: read back with fontTools and undone by hand."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.ooxml.digest import is_sealed_intact, seal
from reportgen.ooxml.embedding import embedded
from reportgen.ooxml.fonts import Face, face, thai_digits
from reportgen.ooxml.package import read_parts, write_parts

ROOT = Path(__file__).parents[2]
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
FILES = {style: (ROOT / f"fonts/THSarabunNew-{style}.ttf").read_bytes() for style in STYLES}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def changed(fs_type: int) -> bytes:
    """The shipped font with another permission."""
    font = TTFont(BytesIO(FILES["Regular"]))
    font["OS/2"].fsType = fs_type
    out = BytesIO()
    font.save(out)
    return out.getvalue()


@pytest.mark.parametrize("style", STYLES)
def test_a_shipped_font_tells_its_family_style_and_permission(style: str) -> None:
    found = face(FILES[style])
    assert found is not None
    assert (found.family, found.style, found.may_be_embedded) == ("TH Sarabun New", style, True)


@pytest.mark.parametrize(
    ("fs_type", "allowed"), [(0, True), (8, True), (2, False), (4, False), (12, True), (0x200, False)]
)
def test_what_its_maker_allows(fs_type: int, allowed: bool) -> None:
    found = face(changed(fs_type))
    assert found is not None and found.may_be_embedded is allowed


@pytest.mark.parametrize("data", [b"", b"no font", b"\0\1\0\0" + bytes(40)])
def test_no_font(data: bytes) -> None:
    assert face(data) is None


def test_digits_are_drawn_by_the_thai_glyphs_under_another_name() -> None:
    made = thai_digits(FILES["Regular"])
    font: Any = TTFont(BytesIO(made))
    source: Any = TTFont(BytesIO(FILES["Regular"]))
    letters, before = font.getBestCmap(), source.getBestCmap()
    assert [letters[ord(digit)] for digit in "0123456789"] == [before[ord(digit)] for digit in "๐๑๒๓๔๕๖๗๘๙"]
    assert letters[ord("ก")] == before[ord("ก")]
    assert font["glyf"][letters[ord("2")]] == source["glyf"][before[ord("๒")]]
    names = [str(record) for record in font["name"].names if record.nameID not in (0, 13)]
    assert names and not [name for name in names if "Sarabun" in name]
    assert font["name"].getDebugName(13) == source["name"].getDebugName(13)
    assert made == thai_digits(FILES["Regular"])


def faces() -> list[Face]:
    found = [face(FILES[style]) for style in reversed(STYLES)]
    return [each for each in found if each is not None]


@pytest.fixture(scope="module")
def carrying() -> dict[str, bytes]:
    return seal(embedded(read_parts((ROOT / "templates/memo/template.docx").read_bytes()), faces()))


def test_each_font_comes_out_as_it_went_in(carrying: dict[str, bytes]) -> None:
    table = etree.fromstring(carrying["word/fontTable.xml"])
    relations = etree.fromstring(carrying["word/_rels/fontTable.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    entry = table.find(f"{W}font[@{W}name='TH Sarabun New']")
    assert entry is not None
    for style in STYLES:
        element = entry.find(f"{W}embed{style}")
        assert element is not None
        # ISO/IEC 29500-4, 14.2.1: the key's hexadecimal digits from last to first, over the first 32 bytes.
        key = bytes.fromhex(element.get(f"{W}fontKey").strip("{}").replace("-", ""))[::-1] * 2
        hidden = carrying[f"word/{targets[element.get(f'{R}id')]}"]
        assert bytes(a ^ b for a, b in zip(hidden, key, strict=False)) + hidden[32:] == FILES[style]


def test_the_paper_is_valid_sealed_and_the_same_each_time(carrying: dict[str, bytes], tmp_path: Path) -> None:
    again = seal(embedded(read_parts((ROOT / "templates/memo/template.docx").read_bytes()), faces()))
    assert write_parts(again) == write_parts(carrying)
    assert is_sealed_intact(read_parts(write_parts(carrying)))
    file = tmp_path / "carrying.docx"
    file.write_bytes(write_parts(carrying))
    assert OpenXmlValidator().validate(str(file)).errors == []
    settings = [child.tag for child in etree.fromstring(carrying["word/settings.xml"])]
    assert settings[:2] == [f"{W}zoom", f"{W}embedTrueTypeFonts"]


def test_a_paper_that_names_no_such_font_gets_an_entry() -> None:
    parts = read_parts((ROOT / "templates/memo/template.docx").read_bytes())
    parts["word/fontTable.xml"] = parts["word/fontTable.xml"].replace(b"TH Sarabun New", b"Other")
    table = etree.fromstring(embedded(parts, faces())["word/fontTable.xml"])
    assert [entry.get(f"{W}name") for entry in table] == ["Other", "TH Sarabun New"]
    assert [child.tag for child in table[1]][:4] == [
        f"{W}charset", f"{W}family", f"{W}pitch", f"{W}embedRegular",
    ]  # fmt: skip
