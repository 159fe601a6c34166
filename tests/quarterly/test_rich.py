"""Markup in every free text of a period is printed in its form, and whatever it holds the report is valid."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from openxml_audit import OpenXmlValidator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

SAMPLE = """คำนำ {name} **หนา** *เอียง* ++ขีด++ [เว็บ](https://www.example.go.th/{name})

1. หนึ่ง **[[2565-q1:total.spent ล้านบาท]]**
2. สอง
   - ย่อย {name}
   - ย่อย

| ก | ข |
|---|--:|
| {name} | 1 |
"""


@pytest.fixture(scope="module")
def paper(bench: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The report of the first quarter, every free text of it with markup and its own name."""
    folder = bench.example(tmp_path_factory.mktemp("rich") / "fy2565")
    findings, visits = (folder / f"2565-q1/{name}.yaml" for name in ("findings", "visits"))
    tree = yaml.load(findings.read_text("utf-8"), yaml.BaseLoader)
    tree["kpi_results"] = [each for each in tree["kpi_results"] if each["result"]]
    tree["summary"][0] = SAMPLE.format(name="summary")
    for name in ("progress", "outcome", "next"):
        tree["projects"][0][name] = SAMPLE.format(name=name)
    for finding in tree["findings"]:
        finding["text"] = SAMPLE.format(name=finding["id"])
    for number, each in enumerate(tree["recommendations"]):
        each["text"] = SAMPLE.format(name=f"text{number}")
        for update in each.get("updates", [])[-1:]:
            update["text"] = SAMPLE.format(name=f"update{number}")
    tree["standing"][0]["text"] = SAMPLE.format(name="standing")
    tree["annexes"][0]["text"] = [SAMPLE.format(name="annex")]
    seen = yaml.load(visits.read_text("utf-8"), yaml.BaseLoader)
    for name in ("design", "target_group", "consultants", "remarks"):
        seen["visits"][0][name] = SAMPLE.format(name=name)
    for path, content in ((findings, tree), (visits, seen)):
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")
    return bench.build(folder, "2565-q1")


NAMES = (
    *("summary", "progress", "outcome", "next", "standing", "annex"),
    *("design", "target_group", "consultants", "remarks"),
    *(f"f{number}" for number in range(1, 7)),
    *(f"text{number}" for number in range(6)),
)


@pytest.mark.parametrize("name", NAMES)
def test_every_free_text_is_in_its_form(bench: Any, paper: Any, name: str) -> None:
    lines = paper.paragraphs()
    (first,) = [number for number, line in enumerate(lines) if f"คำนำ {name} " in line]
    body = lines[first : first + 9]
    assert f"หนา เอียง ขีด เว็บ (https://www.example.go.th/{name})" in body[0]
    assert [re.sub("[0-9.]+", "0", body[1]), *body[2:5]] == [
        "0\tหนึ่ง 0\u00a0ล้านบาท",
        "2.\tสอง",
        f"–\tย่อย {name}",
        "–\tย่อย",
    ]
    assert [line for line in lines[first + 5 : first + 10] if line][:4] == ["ก", "ข", name, "1"]


def test_nothing_of_the_markup_is_left(paper: Any) -> None:
    assert not re.search(r"\*\*|\+\+|\]\(|\[\[|\|", paper.text)


def test_origins_and_numbers_of_findings_stay(paper: Any) -> None:
    text = paper.text
    assert text.count("(ที่มา : ") == 6
    assert "(1)\tคำนำ f1" in text


def test_openxml_audit_finds_nothing(paper: Any) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(paper.path).errors] == []


def test_links_of_the_report(paper: Any) -> None:
    relations = paper.parts["word/_rels/document.xml.rels"].decode()
    assert (
        relations.count('TargetMode="External"')
        == len(set(re.findall(r"example\.go\.th/\w+", relations)))
        > 20
    )
