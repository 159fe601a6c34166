"""What the structure of a paper tells, and that it is read once."""

from __future__ import annotations

from collections import Counter

import pytest

from reportgen.ooxml import opened
from reportgen.ooxml.package import PackageError
from reportgen.ooxml.safety import parse_xml
from reportgen.ooxml.structure import structure

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(**targets: str) -> bytes:
    listed = "".join(
        f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{SPACE}">{listed}</Relationships>'.encode()


def part(name: str, content: str) -> bytes:
    return f'<w:{name} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{name}>'.encode()


def paper(body: str, folder: str = "word", **others: bytes) -> dict[str, bytes]:
    """A paper whose body stands in `folder`; `others` by their kind, as "footnotes"."""
    return {
        "_rels/.rels": relations(officeDocument=f"{folder}/document.xml"),
        f"{folder}/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        f"{folder}/_rels/document.xml.rels": relations(**{kind: f"{kind}.xml" for kind in others}),
        **{f"{folder}/{kind}.xml": data for kind, data in others.items()},
    }


def said(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(block.place, block.text) for block in structure(parts, lambda name: "") if block.text]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def noted(identity: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{identity}"/></w:r>'


def note(identity: int, text: str, more: str = "") -> str:
    return f'<w:footnote w:id="{identity}"><w:p>{run(text)}{more}</w:p></w:footnote>'


def test_notes_are_told_once_in_the_order_in_which_they_are_referred_to() -> None:
    notes = part("footnotes", note(1, "หนึ่ง", noted(3)) + note(2, "สอง") + note(3, "สาม"))
    body = f"<w:p>{run('ก')}{noted(2)}</w:p><w:p>{noted(1)}{noted(2)}</w:p>"
    assert said(paper(body, footnotes=notes)) == [
        ("", "ก[footnote]"),
        ("", "[footnote][footnote again 0]"),
        ("footnote", "สอง"),
        ("footnote", "หนึ่ง[footnote]"),
        ("footnote", "สาม"),
    ]


def test_ids_of_notes_do_not_matter_but_their_words_do() -> None:
    def of(identity: int, text: str) -> dict[str, bytes]:
        return paper(f"<w:p>{noted(identity)}</w:p>", footnotes=part("footnotes", note(identity, text)))

    assert said(of(1, "ก")) == said(of(7, "ก")) != said(of(1, "ข"))


def test_each_part_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: Counter[bytes] = Counter()

    def counted(data: bytes) -> object:
        parsed[data] += 1
        return parse_xml(data)

    monkeypatch.setattr(opened, "parse_xml", counted)
    notes = part("footnotes", "".join(note(at, str(at)) for at in range(50)))
    header = part("hdr", f"<w:p>{run('หัว')}</w:p>")
    reference = '<w:headerReference w:type="default" r:id="header"/>'
    ends = f"<w:p><w:pPr><w:sectPr>{reference}</w:sectPr></w:pPr></w:p>" * 20
    body = "".join(f"<w:p>{noted(at)}</w:p>" for at in range(50)) + ends
    found = said(paper(body, footnotes=notes, header=header))
    assert found.count(("header default 7", "หัว")) == 1 and len(parsed) == 5
    assert set(parsed.values()) == {1}


def test_the_names_of_parts_do_not_matter() -> None:
    styles = part(
        "styles", '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="X"/></w:style>'
    )
    one, other = (paper(f"<w:p>{run('ก')}</w:p>", folder, styles=styles) for folder in ("word", "office"))
    assert structure(one, lambda name: "") == structure(other, lambda name: "")
    assert structure(one, lambda name: "")[0].look["style"] == "x"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


PAGE = f"{field('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r>{field('separate')}"


def test_a_page_number_is_masked_where_its_field_ends_and_told_where_it_does_not() -> None:
    assert said(paper(f"<w:p>{PAGE}{run('12')}{field('end')}</w:p>")) == [("", "{PAGE}")]
    assert said(paper(f"<w:p>{PAGE}{run('ข')}</w:p><w:p>{run('ค')}</w:p>")) == [("", "ข"), ("", "ค")]
    assert said(paper(f"<w:p>{field('begin')}{run('ข')}</w:p><w:p>{run('ค')}</w:p>")) == [
        ("", "{ข"),
        ("", "{ค"),
    ]


def test_fields_in_the_code_of_a_field_are_told() -> None:
    inner = f"{PAGE}{run('3')}{field('end')}"
    code = f"{field('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{inner}"
    assert said(paper(f"<w:p>{code}{field('separate')}{run('ก')}{field('end')}</w:p>")) == [
        ("", "{IF {PAGE}}ก")
    ]


def test_lines_of_one_row_are_told() -> None:
    def table(own: str) -> dict[str, bytes]:
        return paper(f"<w:tbl><w:tr>{own}<w:tc><w:p>{run('ก')}</w:p></w:tc></w:tr></w:tbl>")

    line = '<w:tblPrEx><w:tblBorders><w:top w:val="single" w:sz="4"/></w:tblBorders></w:tblPrEx>'
    plain, lined = (structure(table(own), lambda name: "")[0].look for own in ("", line))
    assert plain != lined and lined["line h0.0"].startswith("single 4")


@pytest.mark.parametrize("encoding", ["utf-7", "tis-620", "iso-8859-1", "windows-874"])
def test_a_part_is_in_the_encodings_of_packages_only(encoding: str) -> None:
    with pytest.raises(PackageError):
        parse_xml(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode())
