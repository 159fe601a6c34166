from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.ooxml.builder import PAGE_NUMBER, Band, TemplateBuilder
from reportgen.ooxml.package import CONTENT_TYPES, PackageError, read_parts
from reportgen.ooxml.safety import Fault, inspect, parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "word/_rels/document.xml.rels"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    builder = TemplateBuilder()
    builder.paragraph("ข้อความ")
    builder.section(footer=Band(centre=PAGE_NUMBER))
    return read_parts(builder.save())


def with_relationship(parts: dict[str, bytes], kind: str, target: str, mode: str = "") -> dict[str, bytes]:
    relation = f'<Relationship Id="x" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return {**parts, RELS: parts[RELS].replace(b"</Relationships>", relation.encode())}


def with_body(parts: dict[str, bytes], xml: str) -> dict[str, bytes]:
    document = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + xml.encode(), 1)
    return {**parts, "word/document.xml": document}


def test_our_own_document_is_harmless(parts: dict[str, bytes]) -> None:
    assert inspect(parts) == ()


@pytest.mark.parametrize("target", ["https://www.sme.go.th", "HTTP://x", "mailto:a@b.c"])
def test_a_link_to_click_is_harmless(parts: dict[str, bytes], target: str) -> None:
    assert inspect(with_relationship(parts, "hyperlink", target, ' TargetMode="External"')) == ()


@pytest.mark.parametrize(
    ("kind", "target", "mode", "fault"),
    [
        ("hyperlink", "file:///etc/passwd", ' TargetMode="External"', "external"),
        ("hyperlink", "javascript:x", "", "external"),
        ("image", "http://x/leak.png", ' TargetMode="External"', "external"),
        ("image", "http://x/leak.png", "", "external"),
        ("image", r"\\x\share\leak.png", ' TargetMode="external"', "external"),
        ("attachedTemplate", "http://x/a.dotm", ' TargetMode="External"', "attached-template"),
        ("oleObject", "embeddings/a.bin", "", "active"),
        ("control", "activeX/a.xml", "", "active"),
        ("vbaProject", "vbaProject.bin", "", "active"),
        ("aFChunk", "a.html", "", "alt-chunk"),
    ],
)
def test_a_relationship_that_reaches_out_or_runs_is_a_fault(
    parts: dict[str, bytes], kind: str, target: str, mode: str, fault: str
) -> None:
    assert inspect(with_relationship(parts, kind, target, mode)) == (Fault(fault, RELS, target),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "field",
    [
        f'<w:p xmlns:w="{W}"><w:fldSimple w:instr="{{}}"/></w:p>',
        f'<w:p xmlns:w="{W}"><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>{{}}</w:instrText>'
        '<w:fldChar w:fldCharType="end"/></w:r></w:p>',
    ],
)
@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("INCLUDETEXT /etc/passwd", True),
        (' ddeauto c:\\\\cmd.exe "x"', True),
        ("INCLUDEPICTURE http://x/y", True),
        ("PAGEREF LINK", False),
        ("LINKED", False),
    ],
)
def test_a_field_that_fetches_is_a_fault(parts: dict[str, bytes], field: str, code: str, found: bool) -> None:
    xml = field.format(code.replace('"', "&quot;"))
    assert [fault.kind for fault in inspect(with_body(parts, xml))] == ["field"] * found


def test_a_field_spread_over_runs_or_left_open_is_seen(parts: dict[str, bytes]) -> None:
    spread = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLU</w:instrText></w:r>'
        "<w:r><w:instrText>DETEXT x</w:instrText></w:r></w:p>"
    )
    assert inspect(with_body(parts, spread)) == (Fault("field", "word/document.xml", "INCLUDETEXT x"),)


def test_a_picture_fetched_by_vml_is_a_fault(parts: dict[str, bytes]) -> None:
    picture = '<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://x"/></w:pict></w:r></w:p>'
    assert inspect(with_body(parts, picture)) == (Fault("external", "word/document.xml", "http://x"),)


def test_macros_and_active_content_are_faults(parts: dict[str, bytes]) -> None:
    types = parts[CONTENT_TYPES].replace(b"document.main+xml", b"macroEnabled.main+xml")
    assert {fault.kind for fault in inspect({**parts, CONTENT_TYPES: types})} == {"active"}
    assert inspect({**parts, "word/vbaProject.bin": b"\0"}) == (Fault("active", "word/vbaProject.bin", ""),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("name", ["word/document.xml", "word/other.bin"])
def test_entities_are_a_fault_in_any_encoding_and_under_any_name(
    parts: dict[str, bytes], encoding: str, name: str
) -> None:
    faults = inspect({**parts, name: BOMB.encode(encoding)})
    assert [(fault.kind, fault.part) for fault in faults] == [("dtd", name)]


def test_xml_that_is_not_well_formed_is_a_fault(parts: dict[str, bytes]) -> None:
    faults = inspect({**parts, "word/document.xml": b"<w:p>"})
    assert [(fault.kind, fault.part) for fault in faults] == [("malformed", "word/document.xml")]


def test_no_file_is_read_through_an_entity() -> None:
    with pytest.raises(PackageError) as caught:
        parse_xml(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')
    assert caught.value.kind == "dtd"


@given(st.binary(max_size=100))
def test_any_bytes_are_an_element_or_a_package_error(noise: bytes) -> None:
    for data in (noise, b"<a>" + noise + b"</a>"):
        try:
            parse_xml(data)
        except PackageError as error:
            assert error.kind in ("xml", "dtd")
