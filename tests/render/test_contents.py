"""The table of contents shows the headings as filled, and its links lead to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docx.enum.style import WD_STYLE_TYPE

SECTIONS = [{"title": "หนึ่ง & <สอง>", "parts": ["ก", "ข"]}, {"title": "Three", "parts": []}]
EXPECTED = [
    (1, "บทนำ"),
    (1, "บทที่ หนึ่ง & <สอง>"),
    (2, "ส่วน ก"),
    (2, "ส่วน ข"),
    (1, "บทที่ Three"),
    (3, "ท้าย เล่ม"),
]


def _document(bench: Any, *, styles: bool = True) -> Any:
    document = bench.document()
    own = document.styles.add_style("หัวข้อของเรา", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 3"]
    if styles:
        for level in (1, 2, 3):
            document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("{{ toc }}", style="toc 1" if styles else "Normal")
    document.add_heading("บทนำ", 1)
    document.add_paragraph("{%p for s in sections %}")
    document.add_heading("บทที่ {{ s.title }}", 1)
    document.add_paragraph("เนื้อหา")
    document.add_paragraph("{%p for part in s.parts %}")
    document.add_heading("ส่วน {{ part }}", 2)
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("ท้าย\tเล่ม", style=own)
    document.add_heading("{% if gone %}ไม่มี{% endif %}", 1)
    return document


def _fill(bench: Any, document: Any, pages: dict[str, str] | None = None) -> Any:
    context = {"sections": SECTIONS, "gone": False}
    return bench.try_fill(bench.save(document), context, pages=pages)


def test_entries_are_the_headings_as_filled(bench: Any) -> None:
    result = _fill(bench, _document(bench))
    assert [(entry.level, entry.text) for entry in result.contents] == EXPECTED
    assert len({entry.bookmark for entry in result.contents}) == len(EXPECTED)


def test_rows_are_the_headings_in_styles_of_their_level(bench: Any) -> None:
    result = _fill(bench, _document(bench))
    rows = bench.open(result.docx).paragraphs[: len(EXPECTED)]
    assert [row.style.name for row in rows] == [f"toc {level}" for level, _ in EXPECTED]
    assert [row.hyperlinks[0].text for row in rows] == [f"{text}\t–" for _, text in EXPECTED]


def test_rows_without_their_styles_look_like_the_tag(bench: Any) -> None:
    result = _fill(bench, _document(bench, styles=False))
    assert {row.style.name for row in bench.open(result.docx).paragraphs[: len(EXPECTED)]} == {"Normal"}


def test_links_lead_to_bookmarks_around_the_headings(bench: Any) -> None:
    result = _fill(bench, _document(bench))
    xml = bench.body(result.docx)
    for entry in result.contents:
        found = re.search(
            rf'<w:bookmarkStart w:id="(\d+)" w:name="{entry.bookmark}"/>(.*?)<w:bookmarkEnd w:id="(\d+)"/>',
            xml,
        )
        assert found is not None
        assert found[1] == found[3]
        assert "<w:p>" not in found[2]
        assert xml.count(f'w:anchor="{entry.bookmark}"') == xml.count(f" PAGEREF {entry.bookmark} \\h ") == 1
    identities = re.findall(r'<w:bookmarkStart w:id="(\d+)"', xml)
    assert len(identities) == len(set(identities))


def test_one_field_over_all_rows(bench: Any) -> None:
    xml = bench.body(_fill(bench, _document(bench)).docx)
    kinds = re.findall(r'w:fldCharType="(\w+)"', xml)
    one = ["begin", "separate", "end"]
    assert kinds == ["begin", "separate", *one * len(EXPECTED), "end"]
    assert re.findall(r"<w:instrText[^>]*>([^<]*)<", xml)[0] == ' TOC \\o "1-3" \\h \\z \\u '


def test_pages_fill_the_rows_and_only_unknown_ones_are_left_for_word(bench: Any) -> None:
    first = _fill(bench, _document(bench))
    pages = {entry.bookmark: str(number) for number, entry in enumerate(first.contents[:-1], 2)}
    second = _fill(bench, _document(bench), pages)
    assert second.contents == first.contents
    rows = bench.open(second.docx).paragraphs[: len(EXPECTED)]
    assert [row.text.partition("\t")[2] for row in rows[:-1]] == ["2", "3", "4", "5", "6"]
    assert rows[-1].text.endswith("\t–")
    assert bench.body(first.docx).count('w:dirty="true"') == len(EXPECTED)
    assert bench.body(second.docx).count('w:dirty="true"') == 1


def test_contents_of_nothing(bench: Any) -> None:
    result = bench.try_fill(bench.template("{{ toc }}", "text {{ x }}"), {"x": "y"})
    assert result.contents == ()
    assert bench.texts(result.docx) == ["", "text y"]


def test_section_that_ends_at_the_contents_still_ends_there(bench: Any) -> None:
    document = bench.document()
    document.add_paragraph("{{ toc }}")
    properties = document.paragraphs[0]._p.get_or_add_pPr()
    document.add_section()
    section = document.paragraphs[-1]._p.pPr.sectPr
    properties.append(section)
    document.paragraphs[-1]._p.getparent().remove(document.paragraphs[-1]._p)
    document.add_heading("หัวข้อ {{ x }}", 1)
    document.add_heading("สอง", 1)
    result = bench.open(bench.fill(bench.save(document), {"x": "y"}))
    assert len(result.sections) == 2
    assert [p._p.pPr.sectPr is not None for p in result.paragraphs[:3]] == [False, False, True]


def _bookmark(paragraph: Any, name: str, number: str) -> None:
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    element = paragraph._p
    element.insert(0, element.makeelement(f"{w}bookmarkStart", {f"{w}id": number, f"{w}name": name}))
    element.append(element.makeelement(f"{w}bookmarkEnd", {f"{w}id": number}))


def test_bookmarks_of_the_template_keep_their_ids(bench: Any) -> None:
    document = bench.document()
    _bookmark(document.add_paragraph("{{ x }}"), "here", "41")
    document.add_heading("หัวข้อ", 1)
    xml = bench.body(bench.fill(bench.save(document), {"x": "y"}))
    assert re.findall(r'<w:bookmarkStart w:id="(\d+)"', xml) == ["41", "42"]


def test_bookmarks_that_word_made_for_itself_are_not_repeated(
    bench: Any, audit: Callable[[bytes], list[str]]
) -> None:
    document = bench.document()
    document.add_paragraph("{{ toc }}")
    document.add_paragraph("{%p for x in items %}")
    _bookmark(document.add_heading("{{ x }}", 1), "_Toc123456789", "7")
    _bookmark(document.add_paragraph("{{ x }}"), "_GoBack", "8")
    document.add_paragraph("{%p endfor %}")
    data = bench.fill(bench.save(document), {"items": ["ก", "ข"]})
    assert audit(data) == []
    assert bench.texts(data)[2:] == ["ก", "ก", "ข", "ข"]
    assert bench.body(data).count("<w:bookmarkStart ") == bench.body(data).count("<w:bookmarkEnd ") == 2


def test_styles_that_are_based_on_each_other_are_no_headings(bench: Any) -> None:
    document = bench.document()
    one = document.styles.add_style("one", WD_STYLE_TYPE.PARAGRAPH)
    two = document.styles.add_style("two", WD_STYLE_TYPE.PARAGRAPH)
    one.base_style, two.base_style = two, one
    document.add_paragraph("{{ x }}", style=one)
    assert bench.try_fill(bench.save(document), {"x": "y"}).contents == ()


def test_valid(bench: Any, audit: Callable[[bytes], list[str]]) -> None:
    assert audit(_fill(bench, _document(bench)).docx) == []
