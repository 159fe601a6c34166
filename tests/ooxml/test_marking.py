from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.ooxml.marking import mark_part, mark_settings, mark_styles, run_properties
from reportgen.ooxml.segments import segments

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = "TH Sarabun New"
TOKEN = re.compile("\ue000[0-9]+\ue001")
# The sequence of CT_RPr as the standard's schema gives it (ISO/IEC 29500-1, annex A, wml.xsd).
SCHEMA = """
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
    vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl
    cs em lang eastAsianLayout specVanish oMath
"""
PROPERTIES = st.lists(
    st.sampled_from(
        [
            "<w:b/>",
            '<w:i w:val="0"/>',
            '<w:sz w:val="28"/>',
            '<w:szCs w:val="28"/>',
            '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>',
            '<w:rFonts w:asciiTheme="minorHAnsi" w:cstheme="minorBidi"/>',
            '<w:lang w:val="th-TH"/>',
            '<w:color w:val="FF0000"/>',
            "<w:cs/>",
        ]
    ),
    unique_by=lambda xml: re.match(r"<w:\w+", xml)[0],  # type: ignore[index]
)
PIECES = st.lists(
    st.one_of(
        st.text("กขค๑ํ 12.-ABé\ue000", max_size=8).map(lambda text: f'<w:t xml:space="preserve">{text}</w:t>'),
        st.sampled_from(["<w:tab/>", "<w:br/>", "<w:t>\ue00012\ue001</w:t>", "<w:t>ก\ue0003\ue001ข</w:t>"]),
    ),
    max_size=5,
)
RUNS = st.lists(st.tuples(PROPERTIES, PIECES), max_size=3)


def part(*runs: str) -> bytes:
    return f'<w:document xmlns:w="{W}"><w:body><w:p>{"".join(runs)}</w:p></w:body></w:document>'.encode()


def q(name: str) -> str:
    return f"{{{W}}}{name}"


def flow(xml: bytes) -> str:
    shown = {q("tab"): "\t", q("br"): "\n"}
    found = etree.fromstring(xml).iter(q("t"), q("tab"), q("br"))
    return "".join(shown.get(element.tag, element.text or "") for element in found)


def runs(xml: bytes) -> list[tuple[str, dict[str, dict[str, str]]]]:
    """(text, properties by name) of each run."""
    return [
        (
            "".join(run.itertext()),
            {
                etree.QName(child).localname: {
                    etree.QName(key).localname: value for key, value in child.attrib.items()
                }
                for child in run.iterfind(f"{q('rPr')}/*")
            },
        )
        for run in etree.fromstring(xml).iter(q("r"))
    ]


def test_a_mixed_run_is_split_and_each_piece_marked() -> None:
    marked = runs(mark_part(part("<w:r><w:rPr><w:b/></w:rPr><w:t>งบ SMEs ปี 2565</w:t></w:r>"), FONT))
    lang = {"val": "en-US", "bidi": "th-TH"}
    thai = {"b": {}, "bCs": {}, "cs": {}, "lang": lang}
    assert marked == [("งบ ", thai), ("SMEs ", {"b": {}, "bCs": {}, "lang": lang}), ("ปี 2565", thai)]


@given(RUNS)
def test_marking_keeps_the_text_and_is_done_once(content: list[tuple[list[str], list[str]]]) -> None:
    xml = part(*(f"<w:r><w:rPr>{''.join(ps)}</w:rPr>{''.join(pieces)}</w:r>" for ps, pieces in content))
    marked = mark_part(xml, FONT, token=TOKEN)
    assert flow(marked) == flow(xml)
    assert mark_part(marked, FONT, token=TOKEN) == marked


@given(RUNS)
def test_every_run_of_text_is_complete_and_in_schema_order(
    content: list[tuple[list[str], list[str]]],
) -> None:
    xml = part(*(f"<w:r><w:rPr>{''.join(ps)}</w:rPr>{''.join(pieces)}</w:r>" for ps, pieces in content))
    for text, properties in runs(mark_part(xml, FONT, token=TOKEN)):
        if not text:
            continue
        assert list(properties) == sorted(properties, key=SCHEMA.split().index)
        assert properties["lang"]["bidi"] == "th-TH"
        for latin, thai in (("b", "bCs"), ("i", "iCs"), ("sz", "szCs")):
            assert properties.get(latin) == properties.get(thai)
        fonts = properties.get("rFonts")
        assert fonts is None or set(fonts) == {"ascii", "hAnsi", "eastAsia", "cs"}
        if TOKEN.search(text):
            assert TOKEN.fullmatch(text)
        else:
            assert ("cs" in properties) == segments(text)[0][0]


def test_fonts_are_completed_from_the_run_and_theme_fonts_replaced() -> None:
    marked = mark_part(
        part(
            '<w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t>ก</w:t></w:r>',
            '<w:r><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr><w:t>ข</w:t></w:r>',
            '<w:r><w:rPr><w:rFonts w:hint="cs"/></w:rPr><w:t>ค</w:t></w:r>',
        ),
        FONT,
    )
    fonts = [properties["rFonts"] for _, properties in runs(marked)]
    slots = ("ascii", "hAnsi", "eastAsia", "cs")
    assert fonts == [dict.fromkeys(slots, "Arial"), dict.fromkeys(slots, FONT), {"hint": "cs"}]


def test_tokens_stand_alone_with_the_properties_of_their_run() -> None:
    source = part("<w:r><w:rPr><w:i/></w:rPr><w:t>รวม \ue0001\ue001\ue0002\ue001 บาท</w:t></w:r>")
    marked = runs(mark_part(source, FONT, token=TOKEN))
    assert [text for text, _ in marked] == ["รวม ", "\ue0001\ue001", "\ue0002\ue001", " บาท"]
    assert all({"i", "iCs"} <= set(properties) for _, properties in marked)


def test_runs_without_text_stay_and_the_paragraph_mark_is_completed() -> None:
    source = (
        f'<w:p xmlns:w="{W}"><w:pPr><w:rPr><w:sz w:val="28"/><w:b/></w:rPr></w:pPr>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    ).encode()
    root = etree.fromstring(mark_part(source, FONT))
    assert [etree.QName(child).localname for child in root[0][0]] == ["b", "bCs", "sz", "szCs"]
    assert root[1].find(q("rPr")) is None


def test_a_text_box_within_a_run_is_marked_too() -> None:
    inner = "<w:pict><w:txbxContent><w:p><w:r><w:t>ขA</w:t></w:r></w:p></w:txbxContent></w:pict>"
    marked = mark_part(part(f"<w:r><w:t>กB</w:t>{inner}</w:r>"), FONT)
    assert flow(marked) == "กBขA"
    assert marked.count(b"<w:cs/>") == 2


@pytest.mark.parametrize("rpr", ["", '<w:rPr><w:color w:val="FF0000"/><w:sz w:val="28"/></w:rPr>'])
def test_run_properties_are_those_that_marking_gives(rpr: str) -> None:
    root = etree.fromstring(part(f"<w:r>{rpr}<w:t>x</w:t></w:r>"))
    thai, other = run_properties(root.find(f".//{q('rPr')}"), FONT)
    assert "xmlns" not in thai + other
    expected = mark_part(part(f"<w:r>{rpr}<w:t>ก</w:t></w:r><w:r>{rpr}<w:t>x</w:t></w:r>"), FONT).decode()
    assert re.findall("<w:rPr>.*?</w:rPr>", expected) == [thai, other]


def test_run_properties_keep_what_the_part_does_not_declare() -> None:
    glow = '<w14:glow xmlns:w14="urn:x" w14:rad="1"/>'
    root = etree.fromstring(part(f"<w:r><w:rPr>{glow}<w:b/></w:rPr><w:t>x</w:t></w:r>"))
    thai, _ = run_properties(root.find(f".//{q('rPr')}"), FONT)
    assert 'xmlns:w14="urn:x"' in thai
    assert thai.index("<w:lang") < thai.index("glow")


@pytest.mark.parametrize(
    "styles",
    [
        "",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="x" w:ascii="Arial"/><w:sz w:val="22"/>'
        '<w:lang w:val="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>',
    ],
)
def test_styles_get_thai_defaults_and_twins(styles: str) -> None:
    bold = '<w:style w:styleId="a"><w:rPr><w:sz w:val="40"/><w:b/></w:rPr></w:style>'
    marked = mark_styles(f'<w:styles xmlns:w="{W}">{styles}{bold}</w:styles>'.encode(), FONT)
    assert mark_styles(marked, FONT) == marked
    root = etree.fromstring(marked)
    defaults = root.find(f"{q('docDefaults')}/{q('rPrDefault')}/{q('rPr')}")
    assert defaults is not None
    fonts, lang = defaults.find(q("rFonts")), defaults.find(q("lang"))
    assert fonts is not None and lang is not None
    assert dict(fonts.attrib) == {q(slot): FONT for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert dict(lang.attrib) == {q("val"): "th-TH", q("bidi"): "th-TH"}
    style = root.find(f"{q('style')}/{q('rPr')}")
    assert style is not None and [etree.QName(child).localname for child in style] == [
        "b",
        "bCs",
        "sz",
        "szCs",
    ]


def test_settings_get_the_present_layout_in_schema_order() -> None:
    old = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="u" w:val="14"/>'
        '<w:compatSetting w:name="other" w:uri="u" w:val="1"/></w:compat>'
    )
    for content in ("", old, '<w:zoom/><m:mathPr xmlns:m="urn:m"/><w:decimalSymbol w:val="."/>'):
        marked = mark_settings(f'<w:settings xmlns:w="{W}">{content}</w:settings>'.encode())
        assert mark_settings(marked) == marked
        root = etree.fromstring(marked)
        settings = {s.get(q("name")): s.get(q("val")) for s in root.iter(q("compatSetting"))}
        assert settings == {"compatibilityMode": "15"} | ({"other": "1"} if content == old else {})
        compat = root.find(q("compat"))
        assert compat is not None and compat[0].tag == q("doNotExpandShiftReturn")
        language = root.find(q("themeFontLang"))
        assert language is not None and language.get(q("bidi")) == "th-TH"
    names = [etree.QName(child).localname for child in root]
    assert names == ["zoom", "compat", "mathPr", "themeFontLang", "decimalSymbol"]
