"""Charts of a template filled with data: in loops and conditions, with their workbooks, in whole packages."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook

from reportgen.model.context import Chart, Series
from reportgen.ooxml.builder import TemplateBuilder
from reportgen.ooxml.chart_design import ChartDesign, SeriesDesign
from reportgen.ooxml.package import read_parts, write_parts
from reportgen.render.compile import compile_template
from reportgen.render.compiled import dump, restore

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
BARS = ChartDesign("columns", (SeriesDesign("แผน", "pale"), SeriesDesign("ผล", "dark")))
LINES = ChartDesign("lines", (SeriesDesign("ผล", "dark line", end="value"),))


def data(*values: object, name: str = "ผล", alt: str = 'ภาพ <1> & "2"') -> Chart:
    points = tuple(None if value is None else Decimal(str(value)) for value in values)
    return Chart(tuple(f"หมวดที่ {at}" for at in range(len(values))), (Series(name, points),), alt)


def built(*steps: tuple[str, str]) -> bytes:
    """A template of charts ("bars", "lines": the expression), tags and paragraphs."""
    builder = TemplateBuilder(title="แม่แบบ")
    for kind, text in steps:
        if kind in ("bars", "lines"):
            builder.chart(text, BARS if kind == "bars" else LINES)
        else:
            getattr(builder, kind)(text)
    return builder.save()


def charts(parts: dict[str, bytes]) -> dict[str, tuple[list[Any], list[Any]]]:
    """By part: the values cached in the chart, and those of its workbook, both for the first series."""
    found = {}
    for name in sorted(parts):
        if re.fullmatch(r"word/charts/[^/]+\.xml", name):
            root = etree.fromstring(parts[name])
            points = {
                int(each.get("idx")): float(each[0].text) for each in root.iterfind(f".//{C}val//{C}pt")
            }
            count = int(root.find(f".//{C}val//{C}ptCount").get("val"))
            workbook = name.replace("charts/", "embeddings/").replace(".xml", ".xlsx")
            column = list(load_workbook(io.BytesIO(parts[workbook])).active.iter_cols(values_only=True))[1]
            found[name] = ([points.get(at) for at in range(count)], list(column[1:]))
    return found


def labels(parts: dict[str, bytes]) -> list[Any]:
    return list(etree.fromstring(parts["word/document.xml"]).iter(f"{WP}docPr"))


def test_a_chart_in_a_loop_is_a_chart_for_each(bench: Any, audit: Callable[[bytes], list[str]]) -> None:
    template = built(
        ("tag", "{%p for each in many %}"), ("bars", "each"), ("tag", "{%p endfor %}"), ("lines", "one")
    )
    docx = bench.fill(template, {"many": [data(1, 2), data(3), data(4, None, -6)], "one": data(7)})
    parts = bench.parts(docx)
    assert charts(parts) == {
        "word/charts/chart1.xml": ([1, 2], [1, 2]),
        "word/charts/chart1-2.xml": ([3], [3]),
        "word/charts/chart1-3.xml": ([4, None, -6], [4, None, -6]),
        "word/charts/chart2.xml": ([7], [7]),
    }
    assert len({label.get("id") for label in labels(parts)}) == 4
    assert {label.get("descr") for label in labels(parts)} == {'ภาพ <1> & "2"'}
    assert audit(docx) == []
    assert len(Document(io.BytesIO(docx)).part.rels) == len(Document(io.BytesIO(template)).part.rels) + 2
    assert docx == bench.fill(template, {"many": [data(1, 2), data(3), data(4, None, -6)], "one": data(7)})


def test_a_chart_that_is_left_out_leaves_nothing(bench: Any, audit: Callable[[bytes], list[str]]) -> None:
    template = built(("tag", "{%p if one %}"), ("bars", "one"), ("tag", "{%p endif %}"), ("paragraph", "x"))
    docx = bench.fill(template, {"one": None})
    parts = bench.parts(docx)
    assert not [name for name in parts if "chart" in name or "embeddings" in name]
    assert b"chart" not in parts["[Content_Types].xml"] + parts["word/_rels/document.xml.rels"]
    assert audit(docx) == []


def test_a_chart_without_a_tag_is_printed_as_it_is(bench: Any, audit: Callable[[bytes], list[str]]) -> None:
    before = read_parts(built(("bars", "one"), ("lines", "two")))
    before["word/document.xml"] = before["word/document.xml"].replace(b"{{ two }}", "แผนภูมิ".encode())
    docx = bench.fill(write_parts(before), {"one": data(5)})
    after = bench.parts(docx)
    for name in (
        "word/charts/chart2.xml",
        "word/embeddings/chart2.xlsx",
        "word/charts/_rels/chart2.xml.rels",
    ):
        assert after[name] == before[name]
    assert charts(after)["word/charts/chart1.xml"] == ([5], [5])
    assert audit(docx) == []


def test_a_placeholder_restyled_by_hand_keeps_its_style(bench: Any) -> None:
    parts = read_parts(built(("bars", "one")))
    chart = parts["word/charts/chart1.xml"].decode()
    styled = chart.replace('"D9D9D9"/></a:solidFill><a:ln', '"7030A0"/></a:solidFill><a:ln', 1)
    styled = styled.replace('gapWidth val="60"', 'gapWidth val="217"').replace(
        'legendPos val="b"', 'legendPos val="t"'
    )
    assert chart != styled
    parts["word/charts/chart1.xml"] = styled.encode()
    made = bench.parts(bench.fill(write_parts(parts), {"one": data(1, 2, name="แผน")}))[
        "word/charts/chart1.xml"
    ]
    assert b'"7030A0"' in made and b'gapWidth val="217"' in made and b'legendPos val="t"' in made


def test_what_word_keeps_beside_a_chart(bench: Any, audit: Callable[[bytes], list[str]]) -> None:
    """The style of its menus is dropped, since Word makes it anew; a drawing over the chart stays."""
    parts = read_parts(built(("bars", "one")))
    office, microsoft = (
        "http://schemas.openxmlformats.org/officeDocument/2006",
        "http://schemas.microsoft.com/office",
    )
    extra = (
        f'<Relationship Id="s" Type="{microsoft}/2011/relationships/chartStyle" Target="style1.xml"/>'
        f'<Relationship Id="d" Type="{office}/relationships/chartUserShapes"'
        ' Target="../drawings/drawing1.xml"/>'
    )
    rels = "word/charts/_rels/chart1.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", extra.encode() + b"</Relationships>")
    parts["word/charts/style1.xml"] = b"<style/>"
    shapes = f'<c:userShapes xmlns:c="{C[1:-1]}"/>'
    parts["word/drawings/drawing1.xml"] = shapes.encode()
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"
    types = f'<Override PartName="/word/drawings/drawing1.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types.encode())
    chart = parts["word/charts/chart1.xml"]
    parts["word/charts/chart1.xml"] = chart.replace(
        b"</c:chartSpace>", b'<c:userShapes r:id="d"/></c:chartSpace>'
    )
    made = bench.parts(bench.fill(write_parts(parts), {"one": data(1)}))
    assert "word/charts/style1.xml" not in made and b"chartStyle" not in made[rels]
    assert made["word/drawings/drawing1.xml"] == shapes.encode() and b'Id="d"' in made[rels]


def test_a_compiled_chart_survives_its_cache(bench: Any) -> None:
    compiled = bench.compile(built(("bars", "one"), ("lines", "two")))
    assert restore(dump(compiled)) == compiled


@pytest.mark.parametrize("value", ["ข้อความ", 7, [1], {"a": "b"}, None, True])
def test_what_is_no_data_for_a_chart_is_told_at_its_name(bench: Any, value: Any) -> None:
    result = bench.try_fill(built(("paragraph", "x"), ("bars", "one")), {"one": value})
    (fault,) = result.diagnostics
    assert (fault.code, fault.spans[0].where) == ("template-tag-failed", "word/document.xml: paragraph 2")
    assert "no data for a chart" in fault.args["reason"] and fault.args["tag"] == "{{ one }}"


def test_a_name_that_is_missing_is_told_at_the_chart(bench: Any) -> None:
    (fault,) = bench.try_fill(built(("bars", "section.curve")), {"section": {}}).diagnostics
    assert (fault.code, fault.args["tag"]) == ("template-name-missing", "{{ section.curve }}")


def test_a_chart_is_no_text(bench: Any) -> None:
    (fault,) = bench.try_fill(bench.template("{{ one }}"), {"one": data(1)}).diagnostics
    assert fault.code == "template-tag-failed" and "a chart" in fault.args["reason"]


@pytest.mark.parametrize(
    ("part", "change", "said"),
    [
        ("word/charts/chart1.xml", (b"barChart", b"surfaceChart"), "no bar, line, area or pie chart"),
        ("word/_rels/document.xml.rels", (b'Id="chart1"', b'Id="other"'), "not in the file"),
        ("word/charts/chart1.xml", (b"c:chartSpace", b"c:userShapes"), "not written as Word writes"),
    ],
)
def test_a_chart_that_cannot_take_data_is_told(part: str, change: tuple[bytes, bytes], said: str) -> None:
    parts = read_parts(built(("bars", "one")))
    parts[part] = parts[part].replace(*change)
    result = compile_template(write_parts(parts), font="TH Sarabun New", file="x.docx")
    (fault,) = result.diagnostics
    assert (fault.code, fault.spans[0].where) == ("template-chart-unfit", "word/document.xml: paragraph 1")
    assert said in fault.args["reason"] and fault.args["tag"] == "{{ one }}"


def test_a_chart_needs_a_value_for_each_category() -> None:
    with pytest.raises(ValueError, match="one value for each category"):
        Chart(("ก", "ข"), (Series("ผล", (Decimal(1),)),), "")
