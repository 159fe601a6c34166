from __future__ import annotations

import unicodedata
from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.ooxml.segments import segments, write_runs

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = st.text(
    st.one_of(
        st.sampled_from('กขคงาิ่ำๆฯ๑๒๓฿ABCxyzé 0123,.()-–“”\u00a0\u2060½²\n\t&<>"'),
        st.characters(max_codepoint=0x1FFF, exclude_categories=("Cs", "Cc", "No", "Nl")),
    )
)


def kind(character: str) -> bool | None:
    """Thai, other letter, or neither: by Unicode's own names and categories."""
    if "THAI" in unicodedata.name(character, "").split():
        return None if unicodedata.category(character) in ("Nd", "Sc") else True
    return False if unicodedata.category(character).startswith("L") else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("สสว.", [(True, "สสว.")]),
        ("OSMEP", [(False, "OSMEP")]),
        ("1,250.00", [(False, "1,250.00")]),
        ("๑,๒๕๐.๐๐", [(True, "๑,๒๕๐.๐๐")]),
        ("฿ 100", [(False, "฿ 100")]),
        ("ไตรมาสที่ 1/2565", [(True, "ไตรมาสที่ 1/2565")]),
        ("(3.4) โครงการ SMEs ปี 2565", [(True, "(3.4) โครงการ "), (False, "SMEs "), (True, "ปี 2565")]),
        ("SMEs ๒๕๖๕", [(False, "SMEs ๒๕๖๕")]),
        ("10 m² – 5 ตร.ว.", [(False, "10 m² – 5 "), (True, "ตร.ว.")]),
    ],
)
def test_text_is_cut_where_its_script_changes(text: str, expected: list[tuple[bool, str]]) -> None:
    assert segments(text) == expected


@given(TEXT)
def test_each_piece_is_of_the_kind_of_its_first_letter(text: str) -> None:
    pieces = segments(text)
    assert "".join(piece for _, piece in pieces) == text
    assert all(piece for _, piece in pieces)
    assert all(one[0] != other[0] for one, other in pairwise(pieces))
    letters = [[kind(character) for character in piece] for _, piece in pieces]
    if any(known is not None for known in chain.from_iterable(letters)):
        for (is_thai, _), kinds in zip(pieces, letters, strict=True):
            assert set(kinds) <= {is_thai, None} and is_thai in kinds
        assert all(kinds[0] is not None for kinds in letters[1:])


def read_back(xml: str) -> tuple[str, list[str]]:
    root = etree.fromstring(f'<w:p xmlns:w="{W}">{xml}</w:p>')
    shown = {f"{{{W}}}br": "\n", f"{{{W}}}tab": "\t"}
    texts = [shown.get(element.tag, element.text or "") for element in root.iter("{*}t", "{*}br", "{*}tab")]
    marks = [element.get(f"{{{W}}}val", "") for element in root.iter("{*}rStyle")]
    return "".join(texts), marks


@given(TEXT)
def test_runs_print_the_text_each_with_the_properties_of_its_kind(text: str) -> None:
    thai, other = (f'<w:rPr><w:rStyle w:val="{name}"/></w:rPr>' for name in ("thai", "other"))
    printed, marks = read_back(write_runs(text, thai, other))
    assert printed == text
    assert marks == ["thai" if is_thai else "other" for is_thai, _ in segments(text)]


def test_markup_in_a_text_stays_text() -> None:
    assert write_runs('a</w:t>&"ก\n\t', "", "") == (
        '<w:r><w:t xml:space="preserve">a&lt;/w:t&gt;&amp;&quot;</w:t></w:r>'
        '<w:r><w:t xml:space="preserve">ก</w:t><w:br/><w:tab/></w:r>'
    )
    assert write_runs("", "<w:rPr/>", "<w:rPr/>") == ""


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\ud800", "\ufffe"])
def test_what_xml_cannot_hold_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=f"U\\+{ord(bad):04X}"):
        write_runs(f"ก{bad}", "", "")
