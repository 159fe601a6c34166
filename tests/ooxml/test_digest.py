from __future__ import annotations

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.ooxml.builder import TemplateBuilder
from reportgen.ooxml.digest import (
    custom_name,
    digest,
    is_sealed_intact,
    part_hash,
    prepare,
    read_seal,
    seal,
    with_value,
)
from reportgen.ooxml.package import CONTENT_TYPES, PackageError, read_parts, write_parts

CUSTOM = "docProps/custom.xml"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
WORD_WROTE = (
    f'<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="{PROPERTIES}" xmlns:vt="{TYPES}">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="4" name="เลขที่"><vt:lpwstr>1389</vt:lpwstr>'
    "</property></Properties>"
).encode()


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    builder = TemplateBuilder()
    builder.paragraph("ทดสอบ")
    return read_parts(builder.save())


def with_custom(parts: dict[str, bytes], custom: bytes) -> dict[str, bytes]:
    return {**prepare(parts), CUSTOM: custom}


def test_a_sealed_document_is_intact_until_anything_changes(parts: dict[str, bytes]) -> None:
    sealed = read_parts(write_parts(seal(parts)))
    assert is_sealed_intact(sealed)
    for name in sealed:
        assert not is_sealed_intact({**sealed, name: sealed[name].replace(b">", b" >", 1)}), name
    assert not is_sealed_intact({**sealed, "word/new.xml": b""})
    assert not is_sealed_intact({name: data for name, data in sealed.items() if name != "word/document.xml"})


def test_a_document_without_a_seal_is_not_intact(parts: dict[str, bytes]) -> None:
    assert read_seal(parts) is None
    assert not is_sealed_intact(parts)
    assert not is_sealed_intact(prepare(parts))
    assert not is_sealed_intact({})


def test_sealing_again_gives_the_same_document(parts: dict[str, bytes]) -> None:
    sealed = seal(parts)
    assert seal(sealed) == sealed
    assert seal(dict(reversed(parts.items()))) == sealed
    assert len(read_seal(sealed) or "") == 64


def test_kept_hashes_give_the_same_seal(parts: dict[str, bytes]) -> None:
    prepared = prepare(parts)
    hashes = {name: part_hash(data) for name, data in prepared.items()}
    name = custom_name(prepared)
    assert {**prepared, name: with_value(prepared[name], digest(hashes))} == seal(parts)


def test_the_new_part_is_declared_and_valid(parts: dict[str, bytes], tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "sealed.docx"
    path.write_bytes(write_parts(seal(parts)))
    assert OpenXmlValidator().validate(path).errors == []


@pytest.mark.parametrize(
    "custom",
    [
        WORD_WROTE,
        WORD_WROTE.replace(b"<", b"<op:")
        .replace(b"<op:/", b"</op:")
        .replace(b"<op:?", b"<?")
        .replace(b"op:vt:", b"vt:")
        .replace(b"xmlns=", b"xmlns:op="),
    ],
)
def test_other_properties_are_kept(parts: dict[str, bytes], custom: bytes) -> None:
    sealed = seal(with_custom(parts, custom))
    assert is_sealed_intact(sealed)
    found = [
        (element.get("name"), element.get("pid"), element[0].text)
        for element in etree.fromstring(sealed[CUSTOM]).iter(f"{{{PROPERTIES}}}property")
    ]
    assert found == [("เลขที่", "4", "1389"), ("reportgen.digest", "5", read_seal(sealed))]
    assert not is_sealed_intact({**sealed, CUSTOM: sealed[CUSTOM].replace(b"1389", b"1390")})


def test_an_empty_custom_part_is_filled(parts: dict[str, bytes]) -> None:
    sealed = seal(with_custom(parts, f'<Properties xmlns="{PROPERTIES}"/>'.encode()))
    assert is_sealed_intact(sealed)


def test_a_package_that_cannot_take_a_seal_is_refused(parts: dict[str, bytes]) -> None:
    with pytest.raises(PackageError) as caught:
        seal({**parts, CONTENT_TYPES: b"<Types>"})
    assert caught.value.kind == "xml"
