from __future__ import annotations

import pytest

from reportgen.ooxml.builder import Band, Cell, Column, TemplateBuilder
from reportgen.ooxml.canonical import canonical_text, canonical_xml
from reportgen.ooxml.package import PackageError, read_parts

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(body: str) -> dict[str, bytes]:
    namespaces = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    )
    return {"word/document.xml": f"<w:document {namespaces}><w:body>{body}</w:body></w:document>".encode()}


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_whole_document_reads_from_top_to_bottom() -> None:
    builder = TemplateBuilder()
    builder.section(header=Band("รายงาน", "", "ไตรมาสที่ 1"))
    builder.paragraph("ส่วนที่ 1 บทสรุป", "Heading 1")
    builder.paragraph("เบิกจ่าย **11,200,000.00 บาท**\nบรรทัดใหม่")
    builder.paragraph("1.1 ผล", "Heading 2")
    builder.table([Column(None), Column(None)], [[Cell("โครงการ", span=2)]], [[Cell(("ก", "ข")), "1.00"]])
    assert canonical_text(read_parts(builder.save())) == [
        "# ส่วนที่ 1 บทสรุป",
        "เบิกจ่าย 11,200,000.00 บาท⏎บรรทัดใหม่",
        "## 1.1 ผล",
        "| โครงการ |",
        "| ก⏎ข | 1.00 |",
        "",
        "[footer2]",
        "",
        "[header1]",
        "รายงาน\t\tไตรมาสที่ 1",
    ]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (
            "<w:p><w:ins><w:r><w:t>ใหม่</w:t></w:r></w:ins><w:del><w:r><w:delText>เก่า</w:delText></w:r></w:del></w:p>",
            ["ใหม่"],
        ),
        (
            "<w:p><w:moveFrom><w:r><w:t>ก</w:t></w:r></w:moveFrom></w:p><w:p><w:moveTo><w:r><w:t>ก</w:t></w:r></w:moveTo></w:p>",
            ["", "ก"],
        ),
        (
            f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>ต่อ</w:t></w:r></w:p>{paragraph('กัน')}",
            ["ต่อกัน"],
        ),
        (f"<w:sdt><w:sdtContent>{paragraph('ในกรอบ')}</w:sdtContent></w:sdt>", ["ในกรอบ"]),
        ('<w:p><w:r><w:tab/><w:br/><w:noBreakHyphen/><w:br w:type="page"/></w:r></w:p>', ["\t⏎\u2011[page]"]),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r></w:p>',
            ["3"],
        ),
        (
            '<w:p><w:r><w:drawing><wp:docPr id="1" name="p" descr="ลงพื้นที่"/></w:drawing></w:r></w:p>',
            ["[ลงพื้นที่]"],
        ),
        (
            f"<w:p><w:r><w:t>ก</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph('ข')}"
            f"</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph('ข')}</w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>",
            ["ก", "ข"],
        ),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph('ก')}<w:tbl><w:tr><w:tc>{paragraph('ข')}</w:tc></w:tr></w:tbl></w:tc></w:tr>"
            f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('ค')}</w:tc></w:tr></w:tbl>",
            ["| ก⏎ข |"],
        ),
    ],
    ids=["tracked", "moved", "joined", "control", "marks", "field", "drawing", "box", "tables"],
)
def test_what_is_shown_and_what_is_not(body: str, lines: list[str]) -> None:
    assert canonical_text(document(body)) == lines


def test_headings_are_known_by_name_or_outline_level() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="a"><w:name w:val="Heading 2"/></w:style>'
        '<w:style w:styleId="b"><w:name w:val="หัวข้อ"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:styleId="c"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        "</w:styles>"
    ).encode()
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>ก</w:t></w:r></w:p>' for style in "abcd"
    )
    assert canonical_text({**document(body), "word/styles.xml": styles}) == ["## ก", "# ก", "ก", "ก"]


def test_a_document_without_a_body_is_refused() -> None:
    with pytest.raises(PackageError):
        canonical_text({})


def test_parts_that_say_the_same_are_equal_in_canonical_form() -> None:
    one = document(
        '<w:p w:rsidR="1"><w:bookmarkStart w:id="7" w:name="a"/><w:r><w:rPr><w:b/></w:rPr><w:t>กข</w:t></w:r>'
        '<w:bookmarkEnd w:id="7"/></w:p>'
    )
    other = document(
        '<w:p><w:bookmarkStart w:name="a" w:id="3"/><w:r w:rsidR="2"><w:rPr><w:b/></w:rPr><w:t>ก</w:t></w:r>'
        '<w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b></w:b></w:rPr><w:t>ข</w:t></w:r>'
        '<w:bookmarkEnd w:id="3"/></w:p>'
    )
    name = "word/document.xml"
    assert canonical_xml(one[name]) == canonical_xml(other[name])
    assert canonical_xml(one[name]) != canonical_xml(other[name].replace(b"<w:b/>", b""))
    assert canonical_xml(one[name]) != canonical_xml(other[name].replace("ข".encode(), b"x"))
    assert canonical_xml(canonical_xml(one[name])) == canonical_xml(one[name])
