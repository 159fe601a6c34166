from __future__ import annotations

import pytest
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.parts.coreprops import CorePropertiesPart

from reportgen.ooxml.properties import core_xml


def test_python_docx_reads_what_was_written() -> None:
    xml = core_xml(
        'รายงาน "ไตรมาส" 1 & <2>', "ฝตป.", "งบประมาณ", "SMEs, สสว.", created="2022-01-05T09:00:00Z"
    )
    part = CorePropertiesPart.load(PackURI("/docProps/core.xml"), "", xml, OpcPackage())
    core = part.core_properties
    assert (core.title, core.author, core.subject) == ('รายงาน "ไตรมาส" 1 & <2>', "ฝตป.", "งบประมาณ")
    assert (core.keywords, core.language, core.last_modified_by) == ("SMEs, สสว.", "th-TH", "ฝตป.")
    assert core.created == core.modified
    assert core.created is not None and core.created.isoformat().startswith("2022-01-05T09:00:00")


def test_what_is_empty_is_left_out_and_equal_arguments_give_equal_bytes() -> None:
    xml = core_xml("", "", created="2022-01-05T09:00:00Z", modified="2022-02-01T00:00:00Z")
    assert b"title" not in xml and b"creator" not in xml
    assert xml == core_xml("", "", created="2022-01-05T09:00:00Z", modified="2022-02-01T00:00:00Z")


def test_a_title_that_xml_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="U\\+000B"):
        core_xml("a\x0b", "", created="2022-01-05T09:00:00Z")
