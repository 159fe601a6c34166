"""The copy for LibreOffice, and the labels of pages, without LibreOffice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.pdf.fields import edited, fields, replaced
from reportgen.pdf.sections import label, page_labels, section_at, sections
from reportgen.pdf.shim import for_libreoffice, written_labels

THAI_PAGE = r" PAGE \* ThaiArabic "
BEGIN, SEPARATE, END = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))


def instruction(text: str) -> str:
    return f'<w:instrText xml:space="preserve">{text}</w:instrText>'


def page_ref(name: str, printed: str) -> str:
    return f"{BEGIN}{instruction(f' PAGEREF {name} ')}{SEPARATE}<w:t>{printed}</w:t>{END}"


def bookmark(name: str) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/>'


FRONT = '<w:sectPr><w:pgNumType w:fmt="thaiLetters" w:start="1"/></w:sectPr>'
BODY = '<w:sectPr><w:type w:val="nextPage"/><w:pgNumType w:start="1"/></w:sectPr>'
DOCUMENT = (
    f"<w:p><w:r>{BEGIN}{instruction(' TO')}{instruction('C h ')}{SEPARATE}</w:r>"
    f"<w:r>{page_ref('_Toc1', 'ข')}{page_ref('_Toc2', '7')}{END}</w:r></w:p>"
    f"<w:p>{bookmark('_Toc1')}<w:pPr>{FRONT}</w:pPr></w:p>"
    "<w:tbl><w:p><w:pPr/><w:r><w:tab/></w:r></w:p></w:tbl>"
    f"<w:p>{bookmark('_Toc2')}</w:p>{BODY}"
)


def shimmed(document: str, **labels: str) -> str:
    copy = for_libreoffice({"word/document.xml": document.encode()}, sections(document), labels)
    return copy["word/document.xml"].decode()


def test_contents_are_opened_and_known_labels_put_in() -> None:
    copy = shimmed(DOCUMENT, _Toc1="ค")
    assert "TOC" not in copy.replace("_Toc", "")
    assert "PAGEREF _Toc1" not in copy
    assert '<w:t xml:space="preserve">ค</w:t>' in copy
    assert page_ref("_Toc2", "7") in copy
    assert copy.count(BEGIN) == copy.count(SEPARATE) == copy.count(END) == 1


def test_sections_are_marked_inside_their_first_paragraph() -> None:
    assert '<w:tbl><w:p><w:pPr/><w:bookmarkStart w:id="1900000001" w:name="rgsection1"/>' in shimmed(DOCUMENT)


def test_only_labels_that_libreoffice_cannot_work_out_are_taken_from_the_paper() -> None:
    assert written_labels(DOCUMENT, sections(DOCUMENT)) == {"_Toc1": "ข"}


def test_a_label_is_printed_in_thai_digits_where_the_field_asks() -> None:
    asking = page_ref("_Toc2", "๗").replace("_Toc2 ", r"_Toc2 \* ThaiArabic ")
    document = DOCUMENT.replace(page_ref("_Toc2", "7"), asking)
    assert written_labels(document, sections(document)) == {"_Toc1": "ข", "_Toc2": "7"}
    assert '<w:t xml:space="preserve">๑๒</w:t>' in shimmed(document, _Toc2="12")


def test_thai_is_justified_and_thai_page_digits_have_their_font_everywhere() -> None:
    justified = '<w:jc w:val="thaiDistribute"/>'
    page = f"<w:r>{BEGIN}{instruction(THAI_PAGE)}{SEPARATE}{END}</w:r>"
    parts = {
        "word/document.xml": justified.encode(),
        "word/styles.xml": justified.encode(),
        "word/header2.xml": page.encode(),
        "word/media/image1.png": b'\xff w:val="thaiDistribute"',
    }
    copy = for_libreoffice(parts, sections(""), {})
    assert copy["word/document.xml"] == copy["word/styles.xml"] == b'<w:jc w:val="both"/>'
    assert 'w:ascii="Reportgen Thai Digits"' in copy["word/header2.xml"].decode()
    assert instruction(" PAGE \\* Arabic ") in copy["word/header2.xml"].decode()
    assert copy["word/media/image1.png"] == parts["word/media/image1.png"]


def test_nested_and_open_fields() -> None:
    choice = f"{BEGIN}{instruction(' IF ')}{page_ref('a', '3')}{SEPARATE}<w:t>yes</w:t>{END}"
    found = [(field.words, field.result) for field in fields(choice + BEGIN + instruction("DATE"))]
    assert found == [(["PAGEREF", "a"], "3"), (["IF"], "yes")]


def test_labels_of_a_cover_front_matter_body_and_appendix() -> None:
    found = sections(
        "<w:sectPr/>"
        '<w:sectPr><w:pgNumType w:fmt="thaiLetters" w:start="1"/></w:sectPr>'
        '<w:sectPr w:rsidR="1"><w:pgNumType w:start="1"/></w:sectPr>'
        '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
        '<w:sectPr><w:type w:val="oddPage"/></w:sectPr>'
        '<w:sectPr><w:pgNumType w:fmt="lowerRoman"/></w:sectPr>'
    )
    assert page_labels(found, [0, 1, 4, 5, 6, 8], 10) == ("1", "ก", "ข", "ค", "1", "2", "3", "4", "v", "vi")


def test_blank_page_before_an_odd_or_even_one_takes_a_number() -> None:
    # As LibreOffice printed them: three pages, an odd section, an even one, one on the next page.
    found = sections(
        '<w:sectPr><w:pgNumType w:start="1"/></w:sectPr>'
        '<w:sectPr><w:type w:val="oddPage"/></w:sectPr>'
        '<w:sectPr><w:type w:val="evenPage"/></w:sectPr>'
        "<w:sectPr/>"
    )
    assert page_labels(found, [0, 3, 5, 7], 9) == ("1", "2", "3", "5", "6", "8", "9", "10", "11")


def test_paper_without_sections_is_one() -> None:
    assert page_labels(sections("<w:p/>"), [0], 3) == ("1", "2", "3")


def test_a_place_belongs_to_the_section_whose_properties_follow() -> None:
    found = sections(DOCUMENT)
    assert section_at(found, DOCUMENT.index('"_Toc1"')).format == "thaiLetters"
    assert section_at(found, DOCUMENT.index('"_Toc2"')).format == "decimal"


def test_labels_as_libreoffice_prints_them() -> None:
    assert [label("thaiLetters", number) for number in (1, 2, 3, 4, 5, 10, 32, 43, 44, 76)] == [
        "ก", "ข", "ค", "ง", "จ", "ญ", "ร", "ฮ", "กก", "กฤ",
    ]  # fmt: skip
    assert [label("lowerRoman", number) for number in (1, 4, 9, 14, 90)] == ["i", "iv", "ix", "xiv", "xc"]
    assert label("upperRoman", 1999) == "MCMXCIX"
    assert [label(style, 12) for style in ("decimal", "thaiNumbers", "")] == ["12", "๑๒", "12"]


@given(st.integers(1, 9000))
def test_thai_letters_name_one_page_each(number: int) -> None:
    assert label("thaiLetters", number) != label("thaiLetters", number + 1)


@given(st.text(alphabet="กข ค123"), st.text(alphabet="abc", min_size=1))
def test_replacing_a_field_keeps_what_stands_round_it(around: str, text: str) -> None:
    xml = f"<w:t>{around}</w:t>{page_ref('a', 'old')}<w:t>{around}</w:t>"
    (field,) = fields(xml)
    put = f'<w:t xml:space="preserve">{text}</w:t>'
    assert edited(xml, replaced(field, text)) == f"<w:t>{around}</w:t>{put}<w:t>{around}</w:t>"
