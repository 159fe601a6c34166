"""Which page numbers get the font of Thai digits, without LibreOffice."""

from __future__ import annotations

import pytest

from reportgen.pdf.digits import Numbered, are_printed, is_mixed, numbering, thai_numbers
from reportgen.pdf.fields import edited

THAI = '<w:pgNumType w:fmt="thaiNumbers"/>'
FONT = 'w:rFonts w:ascii="Reportgen Thai Digits"'
HEADER = (
    "<w:hdr><w:r><w:t>- </w:t></w:r>"
    '<w:r><w:rPr><w:rStyle w:val="A"/><w:rFonts w:ascii="B"/><w:b/></w:rPr>'
    '<w:fldChar w:fldCharType="begin"/></w:r>'
    "<w:r><w:instrText>{}</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> -</w:t></w:r></w:hdr>'
)


def parts(document: str, **headers: str) -> dict[str, bytes]:
    relations = "".join(f'<Relationship Id="{name}" Target="{name}.xml"/>' for name in headers)
    made = {f"word/{name}.xml": text for name, text in headers.items()}
    made |= {"word/document.xml": document, "word/_rels/document.xml.rels": relations}
    return {name: text.encode() for name, text in made.items()}


def section(properties: str = "", header: str | None = None) -> str:
    reference = f'<w:headerReference w:type="default" r:id="{header}"/>' if header else ""
    return f"<w:sectPr>{reference}{properties}</w:sectPr>"


def changed(header: str, numbered: Numbered | None = None) -> str:
    return edited(header, thai_numbers(header, numbered))


@pytest.mark.parametrize(
    ("instruction", "numbered", "is_thai"),
    [
        (r" PAGE \* ThaiArabic ", None, True),
        (r" numpages \* thaiarabic ", None, True),
        (" PAGE ", Numbered.THAI, True),
        (r" PAGE \* Arabic ", Numbered.THAI, False),
        (" PAGE ", Numbered.OTHERWISE, False),
        (" PAGE ", Numbered.BOTH, False),
        (r" PAGEREF _Toc1 \* ThaiArabic ", None, False),
        (r" DATE \* ThaiArabic ", None, False),
    ],
)
def test_fields_that_are_set_in_the_font(instruction: str, numbered: Numbered | None, is_thai: bool) -> None:
    made = changed(HEADER.format(instruction), numbered)
    assert (FONT in made) is is_thai
    assert ("ThaiArabic" in made) is ("ThaiArabic" in instruction and not is_thai)


def test_only_the_runs_of_the_field_change_and_keep_their_other_properties() -> None:
    made = changed(HEADER.format(r" PAGE \* ThaiArabic "))
    assert made.count(FONT) == 3
    assert '<w:rPr><w:rStyle w:val="A"/><w:rFonts w:ascii="Reportgen' in made and "<w:b/></w:rPr>" in made
    assert made.startswith("<w:hdr><w:r><w:t>- </w:t></w:r>")
    assert made.endswith("<w:r><w:t> -</w:t></w:r></w:hdr>")


def test_a_simple_field() -> None:
    before, number = "<w:r><w:t>-</w:t></w:r>", "<w:r><w:t>๑</w:t></w:r></w:fldSimple>"
    made = changed(rf'{before}<w:fldSimple w:instr=" PAGE \* ThaiArabic ">{number}')
    assert made.count(FONT) == 1
    assert made.startswith(rf'{before}<w:fldSimple w:instr=" PAGE \* Arabic ">')


def test_a_section_without_a_header_has_the_one_before() -> None:
    document = section(THAI, "header1") + section(THAI) + section("", "header2")
    found = numbering(parts(document, header1="", header2=""))
    assert found["word/header1.xml"] is Numbered.THAI
    assert found["word/header2.xml"] is Numbered.OTHERWISE
    assert found["word/document.xml"] is Numbered.BOTH


def test_a_shared_header_is_mixed_only_where_it_leaves_the_digits_to_the_section() -> None:
    document = section(THAI, "header1") + section()
    assert is_mixed(parts(document, header1=HEADER.format(" PAGE ")))
    assert not is_mixed(parts(document, header1=HEADER.format(r" PAGE \* ThaiArabic ")))
    assert not is_mixed(parts(section(THAI, "header1"), header1=HEADER.format(" PAGE ")))


def test_the_font_is_needed_only_where_it_prints() -> None:
    assert are_printed(parts(section(THAI, "header1"), header1=HEADER.format(" PAGE ")))
    assert not are_printed(parts(section("", "header1"), header1=HEADER.format(" PAGE ")))
