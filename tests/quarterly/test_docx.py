"""The quarterly report as a Word file: the same bytes anywhere, valid, Thai to Word, and clean of tags."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from PIL import Image

from reportgen.ooxml.measures import Measures
from reportgen.present.quarterly.template import template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
THAI = re.compile("[\u0e01-\u0e5b]")
SHORT = ("q1", "q2", "empty", "full")
ALL = (*SHORT, pytest.param("long", marks=pytest.mark.slow))

Papers = Callable[[str], Any]


def text_parts(paper: Any) -> list[str]:
    return [name for name in paper.parts if re.fullmatch(r"word/(document|header\d+|footer\d+)\.xml", name)]


# The same bytes


@pytest.mark.parametrize(
    ("seed", "zone", "locale", "folder"),
    [
        ("1", "Asia/Bangkok", "C", "แฟ้มงาน ปี 2565"),
        pytest.param("31415", "America/St_Johns", "C.UTF-8", "a b  c/ไตรมาส (ที่ 2)", marks=pytest.mark.slow),
    ],
)
def test_same_bytes_in_other_surroundings(
    bench: Any, papers: Papers, tmp_path: Path, seed: str, zone: str, locale: str, folder: str
) -> None:
    home, elsewhere = tmp_path / folder, tmp_path / "อื่น"
    home.parent.mkdir(parents=True, exist_ok=True)
    elsewhere.mkdir()
    bench.example(home)
    env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "LANG": locale}
    done = bench.command("-w", str(home), "quarterly", "2565-q2", cwd=elsewhere, env=env)
    assert done.returncode == 0, done.stderr
    (made,) = (home / "out/2565-q2").glob("*.docx")
    assert made.read_bytes() == papers("q2").path.read_bytes()


def test_the_committed_template_is_fresh(bench: Any) -> None:
    committed = bench.root / "templates/quarterly/template.docx"
    assert committed.read_bytes() == template(Measures()), "build templates/quarterly/template.docx anew"


# Valid, Thai, clean


@pytest.mark.parametrize(
    "name", ["q2", "full", *(pytest.param(name, marks=pytest.mark.slow) for name in ("q1", "empty"))]
)
def test_openxml_audit_finds_nothing(papers: Papers, name: str) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(papers(name).path).errors] == []


def twins(rpr: etree._Element) -> list[str]:
    """What a run's properties say for one script and not for the other."""
    said = []
    for latin, thai in (("b", "bCs"), ("i", "iCs"), ("sz", "szCs")):
        values = [
            None if (found := rpr.find(W + tag)) is None else found.get(f"{W}val", "on")
            for tag in (latin, thai)
        ]
        if values[0] != values[1]:
            said.append(f"{latin}={values[0]} {thai}={values[1]}")
    fonts = rpr.find(f"{W}rFonts")
    if fonts is not None and len({fonts.get(W + slot) for slot in ("ascii", "hAnsi", "eastAsia", "cs")}) > 1:
        said.append("fonts")
    return said


@pytest.mark.parametrize("name", ALL)
def test_every_thai_run_is_marked_for_word(papers: Papers, name: str) -> None:
    paper = papers(name)
    for part in text_parts(paper):
        for run in paper.root(part).iter(f"{W}r"):
            said = "".join(node.text or "" for node in run.iter(f"{W}t"))
            if THAI.search(said):
                rpr = run.find(f"{W}rPr")
                assert rpr is not None and rpr.find(f"{W}cs") is not None, said
                assert rpr.find(f"{W}lang").get(f"{W}bidi") == "th-TH", said


@pytest.mark.parametrize("name", SHORT)
def test_both_scripts_are_set_alike(papers: Papers, name: str) -> None:
    paper = papers(name)
    for part in (*text_parts(paper), "word/styles.xml"):
        assert [twins(rpr) for rpr in paper.root(part).iter(f"{W}rPr") if twins(rpr)] == []
    default = paper.root("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert default.find(f"{W}rFonts").get(f"{W}cs") == "TH Sarabun New"
    assert default.find(f"{W}szCs").get(f"{W}val") == "32"
    mode = {
        setting.get(f"{W}name"): int(setting.get(f"{W}val"))
        for setting in paper.root("word/settings.xml").iter(f"{W}compatSetting")
        if (setting.get(f"{W}val") or "").isdigit()
    }
    assert mode["compatibilityMode"] >= 14


@pytest.mark.parametrize("name", ALL)
def test_no_tag_or_private_character_is_left(papers: Papers, name: str) -> None:
    paper = papers(name)
    for part, data in paper.parts.items():
        if part.endswith((".xml", ".rels")):
            text = data.decode("utf-8")
            assert not re.search(r"\{\{|\}\}|\{%|%\}|\{#|#\}", text), part
            assert not re.search("[\ue000-\uf8ff]|[\U000f0000-\U0010ffff]", text), part
    styles = {style.get(f"{W}val") for style in paper.root().iter(f"{W}pStyle")}
    assert "TemplateTag" not in styles


def test_properties_come_from_the_document(papers: Papers) -> None:
    core = etree.fromstring(papers("q2").parts["docProps/core.xml"])
    found = {etree.QName(child).localname: child.text for child in core}
    agency = "สำนักงานส่งเสริมวิสาหกิจขนาดกลางและขนาดย่อม"
    assert found == {
        "title": "รายงานผลการติดตามและประเมินผลการใช้จ่ายงบประมาณ ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2565",
        "subject": "ข้อมูล ณ วันที่ 31 มีนาคม 2565",
        "creator": agency,
        "lastModifiedBy": agency,
        "language": "th-TH",
        "created": "2022-03-31T00:00:00Z",
        "modified": "2022-03-31T00:00:00Z",
    }


# Numbers that the machine gives


def check_headings(paper: Any) -> int:
    """Numbers are 1, 2 … and 1.1, 1.2 …; only the annexes have none. The last section's number."""
    section = sub = 0
    lettered = ""
    styles = {style.get(f"{W}styleId") for style in paper.root("word/styles.xml").iter(f"{W}style")}
    assert {"Heading1", "Heading2"} <= styles
    for paragraph in paper.root().iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val")
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        if name.startswith("Heading1") and text != "ภาคผนวก":
            section, sub = section + 1, 0
            assert text.startswith(f"ส่วนที่\u00a0{section} "), text
        elif name == "Heading2" and text.startswith("ภาคผนวก"):
            lettered += text.split("\u00a0")[1][0]
        elif name == "Heading2":
            sub += 1
            assert text.startswith(f"{section}.{sub} "), text
        else:  # nothing that looks like a heading is none
            assert not re.match(r"ส่วนที่\s?\d", text) or name.startswith("TOC"), text
    assert "กขคงจฉช".startswith(lettered)
    return section


@pytest.mark.parametrize("name", ALL)
def test_headings_are_numbered_without_gaps(papers: Papers, name: str) -> None:
    assert check_headings(papers(name)) == 11


@pytest.mark.parametrize("name", ALL)
def test_captions_count_from_one_in_reading_order(papers: Papers, name: str) -> None:
    paper = papers(name)
    for word, style in (("ตารางที่", "Caption"), ("ภาพที่", "PictureCaption")):
        captions = [text for text in paper.paragraphs(style) if text]
        numbers = [int(re.match(rf"{word}\u00a0(\d+) ", text)[1]) for text in captions]  # type: ignore[index]
        assert numbers == list(range(1, len(numbers) + 1))
    ruled = [
        table
        for table in paper.root().iter(f"{W}tbl")
        if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    ]
    for table in ruled:  # a table with a head has its caption right above it
        above = table.getprevious()
        assert above.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Caption"


def test_contents_list_every_heading(papers: Papers) -> None:
    paper = papers("q2")
    listed = [text.split("\t")[0] for text in paper.paragraphs("TOC1", "TOC2")]
    assert listed == paper.paragraphs("Heading1", "Heading2")


# What must not be printed


def test_informants_stay_out_of_the_file(bench: Any, papers: Papers) -> None:
    paper = papers("full")
    written = (paper.path.parents[2] / "2565-q1/visits.yaml").read_text("utf-8")
    for secret in ("สมชาย ลับเฉพาะ", "ร้านลับแล", "08-9999-0000"):
        assert secret in written
        for name, data in paper.parts.items():
            assert secret.encode() not in data, name
            assert secret.replace(" ", "\u00a0").encode() not in data, name


def test_photographs_carry_no_hidden_data(papers: Papers) -> None:
    paper = papers("full")
    source = (paper.path.parents[2] / "2565-q1/photos/v1.jpg").read_bytes()
    assert b"SECRETCAMERA" in source and b"SECRETCOMMENT" in source
    media = [data for name, data in paper.parts.items() if name.startswith("word/media/")]
    assert len(media) == 1
    for data in media:
        with Image.open(io.BytesIO(data)) as image:
            assert dict(image.getexif()) == {} and "comment" not in image.info
    assert b"SECRET" not in b"".join(paper.parts.values())
