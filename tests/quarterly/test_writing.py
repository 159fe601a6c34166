"""What the quarterly report says: texts as typed, sections in any order, and the whole as it reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from openxml_audit import OpenXmlValidator

from reportgen.ooxml.canonical import canonical_text
from reportgen.resources import profile
from reportgen.sources import Shipped

GOLDEN = Path(__file__).parent / "golden"

Papers = Callable[[str], Any]

# Whatever people write


NASTY = """& < > " ' {{ 7*7 }} {% if x %} {# note #} ]]> &amp; <w:p/> ${y} \\n"""
ONE_LINE = ("name", "caption", "venue", "who", "what", "title")
LONG = ("text", "progress", "outcome", "next", "design", "consultants", "remarks", "note", "resolution")


def disturb(tree: Any, marked: list[str], key: str = "") -> Any:
    """`tree` with something awkward added to each free text, noted in `marked`."""
    if isinstance(tree, dict):
        return {name: disturb(value, marked, name) for name, value in tree.items() if name != "informants"}
    if isinstance(tree, list):
        return [disturb(each, marked, key) for each in tree]
    if key in (*ONE_LINE, *LONG, "summary", "resolutions", "papers", "invited"):
        marked.append(f"«{len(marked)}»{NASTY}" + ("" if key in ONE_LINE else f"\tแท็บ\nบรรทัด{len(marked)}"))
        return tree + marked[-1]
    return tree


def test_awkward_letters_survive_as_text(bench: Any, workspaces: Callable[..., Path]) -> None:
    marked: list[str] = []

    def change(trees: dict[str, Any]) -> None:
        for name, tree in trees.items():
            trees[name] = disturb(tree, marked)

    paper = bench.build(workspaces("full", change))
    printed = paper.text.replace("\u00a0", " ")
    assert len(marked) > 30
    assert [text for text in marked if text not in printed] == []
    assert OpenXmlValidator().validate(paper.path).errors == []


# Any order of sections


def with_sections(*sections: dict[str, str]) -> Callable[[str], bytes]:
    """The shipped profiles, with these sections of the quarterly report."""

    def changed(name: str) -> bytes:
        tree = yaml.load(profile(name), yaml.BaseLoader)
        if name == "osmep":
            tree["quarterly"]["sections"] = list(sections)
        return yaml.safe_dump(tree, allow_unicode=True, width=10**6).encode()

    return changed


def test_sections_in_another_order_and_left_out(
    bench: Any, workspaces: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = with_sections(
        {"id": "meetings", "heading": "การประชุม"},
        {"id": "follow_up", "heading": "ข้อเสนอแนะเดิม", "empty": "ไม่พิมพ์"},
        {"id": "visits", "heading": "การลงพื้นที่"},
        {"id": "spending", "heading": "การเงิน"},
    )
    shipped = Shipped(("osmep",), chosen)
    monkeypatch.setattr(import_module("reportgen.pipeline.kinds.quarterly"), "SHIPPED", shipped)
    paper = bench.build(workspaces("full"))
    assert paper.paragraphs("Heading1") == [
        "ส่วนที่\u00a01 การประชุม",
        "ส่วนที่\u00a02 การลงพื้นที่",
        "ส่วนที่\u00a03 การเงิน",
    ]
    assert paper.paragraphs("Heading2")[:2] == [
        "1.1 ครั้งที่\u00a012/2564 วันที่\u00a017\u00a0ธันวาคม\u00a02564",
        "2.1 ความครอบคลุมของพื้นที่",
    ]
    assert paper.paragraphs("Caption")[0].startswith("ตารางที่\u00a01 การลงพื้นที่จำแนกตามภูมิภาค")


def test_an_empty_section_says_so(papers: Papers) -> None:
    assert papers("empty").text.count("ไม่มีเรื่องรายงานในงวดนี้") == 8


def test_a_duty_without_a_report_says_why(bench: Any, workspaces: Callable[..., Path]) -> None:
    """Owed: not received; only when something happens: nothing to report; not yet due: not due."""

    def change(trees: dict[str, Any]) -> None:
        trees["2565-q1/findings.yaml"]["standing"] = []
        (duty,) = trees["plan.yaml"]["duties"]
        others = ("เมื่อมีข้อมูล", "ปีละครั้ง")
        trees["plan.yaml"]["duties"] += [
            duty | {"id": f"d{number}", "frequency": frequency}
            for number, frequency in enumerate(others, start=2)
        ]

    said = bench.build(workspaces("full", change)).text.replace("\u00a0", " ").split("(10.1)")[1]
    assert re.findall("ยังไม่ได้รับรายงาน|ไม่มีเรื่องรายงานในงวดนี้|ไม่ครบกำหนดรายงานในงวดนี้", said) == [
        "ยังไม่ได้รับรายงาน",
        "ไม่มีเรื่องรายงานในงวดนี้",
        "ไม่ครบกำหนดรายงานในงวดนี้",
    ]


# As it reads


@pytest.mark.parametrize("name", ["q2"])
def test_the_report_reads_as_it_did(papers: Papers, name: str, pytestconfig: pytest.Config) -> None:
    """Compares with golden/<name>.txt; `--update-golden` writes it anew, for a person to read the change."""
    told = "\n".join(canonical_text(papers(name).parts)) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if pytestconfig.getoption("--update-golden", default=False):
        golden.write_text(told, "utf-8")
    assert told == golden.read_text("utf-8")
