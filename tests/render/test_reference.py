"""Our output says what docxtpl's own rendering says, once that is marked as Thai."""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx.shared import Emu
from docxtpl import DocxTemplate, InlineImage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined
from lxml import etree

from reportgen import pipeline
from reportgen.model.context import Chart, Picture, Series
from reportgen.model.rich import Rich
from reportgen.ooxml.builder import TemplateBuilder
from reportgen.ooxml.canonical import canonical_xml
from reportgen.ooxml.chart_design import ChartDesign, SeriesDesign
from reportgen.ooxml.marking import mark_part
from reportgen.ooxml.names import w
from reportgen.ooxml.package import read_parts, write_parts
from reportgen.pipeline import make

ROOT = Path(__file__).parents[2]

CONTEXT: dict[str, Any] = {
    "name": "สมชาย & sons <\"quoted\" 'text'>",
    "lines": "บรรทัดแรก\nบรรทัดสอง\tช่องว่าง",
    "latin": "Annual report\nof Ltd.\tcolumn",
    "count": "ห้า",
    "flag": True,
    "nobody": [],
    "rows": [
        {"name": "โครงการ ก", "amount": "หนึ่งพัน", "tags": ["ก", "ข", "ค"]},
        {"name": "Project <B> & C", "amount": "two", "tags": ["x", "y", "z"]},
        {"name": "ผสม mixed แล้ว", "amount": "สาม", "tags": ["อ", "b", "ค"]},
    ],
    "five": ["ก", "ข", "ค", "ง", "จ"],
    "one": ["ก"],
    "color": "FFAA00",
    "span": 2,
}


def paragraphs(document: Any) -> None:
    document.add_paragraph("เรียน {{ name }} จากเรา")
    document.add_paragraph("{{ lines }}")
    document.add_paragraph("Text {{ latin }} tail")
    document.add_paragraph("{{ rows[1].name }}{{ rows[0]['amount'] }}")
    run = document.add_paragraph("ก่อน {{ na").add_run("me }} หลัง")
    run.bold = True


def loops(document: Any) -> None:
    document.add_paragraph("{%p for row in rows %}")
    document.add_paragraph("ข้อ {{ row.name }}: {% for tag in row.tags %}[{{ tag }}]{% endfor %}")
    document.add_paragraph("{%p for tag in row.tags %}")
    document.add_paragraph("– {{ tag }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for row in nobody %}")
    document.add_paragraph("never {{ row }}")
    document.add_paragraph("{%p else %}")
    document.add_paragraph("ไม่มี")
    document.add_paragraph("{%p endfor %}")


def conditions(document: Any) -> None:
    document.add_paragraph("ผล {% if flag %}ใช่{% else %}ไม่{% endif %} จบ")
    document.add_paragraph("{%p if not flag %}")
    document.add_paragraph("gone")
    document.add_paragraph("{%p elif rows %}")
    document.add_paragraph("{{ rows|length }} rows {{ rows|map(attribute='name')|join(', ') }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{% set x = name %}ชื่อ {{ x|upper }}{# note #}")
    document.add_paragraph("{% if count == “ห้า” and 1 < 2 %}เท่า{% endif %}")
    document.add_paragraph("across {% for tag in rows[0].tags %}one {{ tag }}")
    document.add_paragraph("two {% endfor %}end")


def rows(document: Any) -> None:
    table = document.add_table(4, 3)
    for row, texts in zip(
        table.rows,
        (
            ("ที่", "โครงการ", "จำนวน"),
            ("{%tr for row in rows %}", "", ""),
            ("ข้อ {{ row.name }}", "{{ row.amount }} บาท", "{% if loop.first %}แรก{% endif %}"),
            ("{%tr endfor %}", "", ""),
        ),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def cells(document: Any) -> None:
    for items in ("five", "one"):
        table = document.add_table(2, 3)
        for row in table.rows:
            for cell, text in zip(
                row.cells, (f"{{%tc for tag in {items} %}}", "{{ tag }}", "{%tc endfor %}"), strict=True
            ):
                cell.text = text
    document.add_paragraph("{%p if flag %}")
    header = document.add_table(2, 3)
    for cell, text in zip(
        header.rows[0].cells, ("{%tc for x in five %}", "{% hm %}รวม", "{%tc endfor %}"), strict=True
    ):
        cell.text = text
    for cell, text in zip(
        header.rows[1].cells, ("{%tc for x in five %}", "{{ x }}", "{%tc endfor %}"), strict=True
    ):
        cell.text = text
    document.add_paragraph("{%p endif %}")
    merged = document.add_table(4, 2)
    merged.cell(0, 0).text = "{% cellbg color %}พื้นสี"
    merged.cell(0, 1).text = "{{ name }}"
    merged.cell(1, 0).text = "{%tr for row in rows %}"
    merged.cell(2, 0).text = "{% vm %}รวม {{ row.name }}"
    merged.cell(2, 1).text = "{{ row.amount }}"
    merged.cell(3, 0).text = "{%tr endfor %}"
    spanned = document.add_table(1, 2)
    spanned.cell(0, 0).text = "{% colspan span %}กว้าง {{ name }}"
    spanned.cell(0, 1).text = "แคบ"


def groups(document: Any) -> None:
    """Rows in groups: one cell down each group, another form for the last row, a sub-total."""
    texts = (
        ("{%tr for row in rows %}", ""),
        ("{%tr for tag in row.tags %}", ""),
        ("{%tr if loop.last %}", ""),
        ("{% vm %}{{ row.name }}", "สุดท้าย {{ tag }}"),
        ("{%tr else %}", ""),
        ("{% vm %}{{ row.name }}", "{{ tag }}"),
        ("{%tr endif %}", ""),
        ("{%tr endfor %}", ""),
        ("รวม {{ row.name }}", "{{ row.amount }}"),
        ("{%tr endfor %}", ""),
    )
    table = document.add_table(len(texts), 2)
    for row, pair in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, pair, strict=True):
            cell.text = text


def runs(document: Any) -> None:
    document.add_paragraph("ก {%r if flag %}มี{%r endif %} ข {{ name }}")
    paragraph = document.add_paragraph()
    paragraph.add_run("{{ name }}").italic = True
    paragraph.add_run(" และ {{ count }}").bold = True


def edges(document: Any) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "หัว {{ name }}"
    section.footer.paragraphs[0].text = "Foot {% if flag %}{{ latin }}{% endif %}"
    document.add_paragraph("body {{ count }}")


BUILDS = [paragraphs, loops, conditions, rows, cells, groups, runs, edges]
_left_out = re.compile(rb"<w:cs/>|<w:lang [^>]*/>|<w:bookmark(?:Start|End) [^>]*/>")
_empty = re.compile(rb"<w:rPr></w:rPr>|<w:rPr/>")
_run = re.compile(r"<w:r>.*?</w:r>", re.DOTALL)


def _plain(xml: bytes) -> str:
    """Canonical, without the marks of script and the bookmarks of headings, which only ours makes.

    Our marks follow the value alone, a later marking its neighbours too: "(5" after Thai may be either.
    """
    return canonical_xml(_empty.sub(b"", _left_out.sub(b"", xml))).decode()


def _template(bench: Any, *builds: Callable[[Any], None]) -> bytes:
    document = bench.document()
    for build in builds:
        build(document)
    return bytes(bench.save(document))


class KeysFirst(Environment):
    """Jinja that takes `section.items` for the key, as our templates mean it, not for a method."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        known = isinstance(obj, Mapping) and attribute in obj
        return obj[attribute] if known else super().getattr(obj, attribute)


def _compare(bench: Any, template: bytes, ours: dict[str, Any], theirs: Callable[[Any], Any]) -> Any:
    """Renders `template` both ways, compares the text parts, returns the parts of both.

    `theirs` gives the context for docxtpl, whose objects belong to a template.
    """
    reference = DocxTemplate(BytesIO(template))
    reference.render(theirs(reference), KeysFirst(undefined=StrictUndefined), autoescape=True)
    expected = bench.parts(bench.save(reference))
    found = bench.parts(bench.fill(template, ours))
    names = [name for name in expected if name.startswith(("word/document", "word/header", "word/footer"))]
    assert names
    for name in names:
        marked = mark_part(expected[name], "TH Sarabun New")
        assert _plain(_shown(found, name, found[name])) == _plain(_shown(expected, name, marked))
    return expected, found


def _shown(parts: dict[str, bytes], name: str, xml: bytes) -> bytes:
    """`xml` with pictures by the hash of what they show, without the runs of no text that docxtpl leaves, and
    drawings without what docxtpl cannot say.

    That is their alternative text and name, the distances and the shape's adjustments where they are nought,
    and the spaces with which docxtpl indents a drawing.
    """
    relations = etree.fromstring(
        parts.get(posixpath.join("word/_rels", f"{posixpath.basename(name)}.rels"), b"<none/>")
    )
    targets = {each.get("Id"): each.get("Target") for each in relations}
    root = etree.fromstring(xml)
    for blip in root.iter("{*}blip"):
        (key,) = [key for key in blip.attrib if key.endswith("}embed")]
        data = parts[posixpath.join("word", targets[blip.attrib.pop(key)])]
        blip.set("shows", sha256(data).hexdigest())
    for empty in [text for text in root.iter(w("t")) if not text.text]:
        run = empty.getparent()
        run.remove(empty)
        if all(each.tag == w("rPr") for each in run):
            run.getparent().remove(run)
    for label in root.iter("{*}docPr", "{*}cNvPr"):
        label.attrib.clear()
    for inside in root.iterfind(".//{*}drawing//*"):
        inside.text, inside.tail = (inside.text or "").strip(), (inside.tail or "").strip()
    for inline in root.iter("{*}inline"):
        for key in [key for key, value in inline.attrib.items() if key.startswith("dist") and value == "0"]:
            del inline.attrib[key]
    for adjustments in list(root.iter("{*}avLst")):
        if not len(adjustments):
            adjustments.getparent().remove(adjustments)
    return etree.tostring(root)


@pytest.mark.parametrize("build", BUILDS)
def test_same_as_docxtpl(bench: Any, build: Any) -> None:
    _compare(bench, _template(bench, build), CONTEXT, lambda reference: CONTEXT)


def _png(red: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header, body = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0), zlib.compress(bytes([0, red, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


SHOTS = [
    Picture(_png(255), "png", 1_800_000, 1_080_000, "ประชุม"),
    Picture(_png(20), "png", 720_000, 720_000, ""),
]
SHOTS.append(SHOTS[0])


def _in_ours() -> dict[str, Any]:
    return {**CONTEXT, "seal": SHOTS[1], "photos": [{"shot": shot, "said": shot.alt} for shot in SHOTS]}


def _in_theirs(reference: Any) -> dict[str, Any]:
    def image(shot: Picture) -> Any:
        return InlineImage(reference, BytesIO(shot.data), Emu(shot.width), Emu(shot.height))

    photos = [{"shot": image(shot), "said": shot.alt} for shot in SHOTS]
    return {**CONTEXT, "seal": image(SHOTS[1]), "photos": photos}


def pictures(document: Any) -> None:
    document.add_paragraph("{%p for photo in photos %}")
    document.add_paragraph("ภาพ {{ photo.shot }} {{ photo.said }}")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(3, 2)
    texts = (
        ("{%tr for photo in photos %}", ""),
        ("{{ photo.shot }}", "{% if photo.said %}{{ photo.shot }}{% endif %}"),
        ("{%tr endfor %}", ""),
    )
    for row, pair in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, pair, strict=True):
            cell.text = text
    document.add_paragraph().add_run().add_picture(BytesIO(_png(7)))


def sealed(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = "{{ seal }} หัว {{ name }}"


def test_pictures_same_as_docxtpl(bench: Any) -> None:
    """Against docxtpl's own `InlineImage`: in loops, rows, conditions, a header, and one of the template."""
    template = _template(bench, pictures, sealed)
    expected, found = _compare(bench, template, _in_ours(), _in_theirs)

    def media(parts: dict[str, bytes]) -> set[bytes]:
        return {data for name, data in parts.items() if "/media/" in name}

    assert media(found) == media(expected) == {_png(255), _png(20), _png(7)}


PLACEHOLDER = ChartDesign("columns", (SeriesDesign("ผล", "dark"),))
DATA = '*[local-name()="tx" or local-name()="cat" or local-name()="val"][parent::*[local-name()="ser"]]'


def _without_data(chart: bytes) -> bytes:
    root = etree.fromstring(chart)
    for each in root.xpath(f"//{DATA}"):
        each.getparent().remove(each)
    return canonical_xml(etree.tostring(root))


def test_charts_same_as_docxtpl_but_for_their_data(bench: Any) -> None:
    """docxtpl has no native charts: it leaves the template's chart with its invented data as it stands.

    So the text around the charts is compared in full, and the chart's part in all but the names, categories
    and values that ours puts in; another chart of the template that has no tag must be the same to the byte.
    """
    builder = TemplateBuilder(title="แม่แบบ")
    builder.paragraph("ก่อน {{ name }}")
    builder.tag("{%p if flag %}")
    builder.chart("curve", PLACEHOLDER)
    builder.tag("{%p endif %}")
    builder.tag("{%p if not flag %}")
    builder.chart("gone", PLACEHOLDER)
    builder.tag("{%p endif %}")
    builder.paragraph("หลัง {{ count }}")
    builder.chart("plain", PLACEHOLDER)
    parts = bench.parts(builder.save())
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"{{ plain }}", b"plain")
    values = tuple(map(Decimal, ("1", "2.5", "3")))
    curve = Chart(("ม.ค.", "ก.พ.", "มี.ค."), (Series("จริง", values),), "แนวโน้ม")
    expected, found = _compare(
        bench,
        write_parts(parts),
        {**CONTEXT, "curve": curve},
        lambda reference: {**CONTEXT, "curve": "แนวโน้ม"},
    )
    first, _, last = (f"word/charts/chart{number}.xml" for number in (1, 2, 3))
    assert expected[first] == parts[first] != found[first]
    assert _without_data(found[first]) == _without_data(expected[first])
    assert "แนวโน้ม" not in found[first].decode() and "จริง" in found[first].decode()
    assert found[last] == expected[last] == parts[last]


LEAVES = (
    "{{ name }}", "เรียน {{ lines }} จบ", "{{ latin }}", "{% if flag %}ใช่{% else %}no{% endif %} {{ count }}",
    "{% for tag in five %}[{{ tag }}]{% endfor %}", "ก {%r if flag %}มี{%r endif %} ข", "ภาพ {{ seal }} ท้าย",
    "{{ rows|length }} {{ rows|map(attribute='name')|join(', ') }}", "plain text",
    "{% set z = name %}{{ z }}",
)  # fmt: skip
CONDITIONS = ("flag", "not flag", "nobody", "rows|length > 2 and count == 'ห้า'", "name is string")
leaves = st.sampled_from(LEAVES).map(lambda text: [("p", text)])
tables = st.tuples(
    st.sampled_from(["rows", "photos", "nobody"]),
    st.sampled_from(["{{ loop.index }}", "{{ name }}", "{% vm %}{{ count }}", "{{ seal }}"]),
    st.sampled_from(["{{ lines }}", "{% if loop.first %}แรก{% endif %}", "{% cellbg color %}x"]),
).map(lambda cells: [("t", *cells)])


def _wrapped(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    def around(tag: str, end: str) -> Callable[[Any], Any]:
        return lambda steps: [("p", tag), *steps, ("p", end)]

    whole = st.lists(inner, min_size=1, max_size=3).map(lambda many: [step for one in many for step in one])
    return st.one_of(
        whole,
        *(whole.map(around(f"{{%p if {test} %}}", "{%p endif %}")) for test in CONDITIONS),
        *(
            whole.map(around(f"{{%p for x in {items} %}}", "{%p endfor %}"))
            for items in ("one", "nobody", "rows")
        ),
        st.tuples(whole, whole).map(
            lambda two: [
                ("p", "{%p if nobody %}"),
                *two[0],
                ("p", "{%p else %}"),
                *two[1],
                ("p", "{%p endif %}"),
            ]
        ),
    )


def _composed(steps: list[Any]) -> Callable[[Any], None]:
    def build(document: Any) -> None:
        for kind, *texts in steps:
            if kind == "p":
                document.add_paragraph(texts[0])
                continue
            items, *cells = texts
            table = document.add_table(4, 2)  # docxtpl takes the columns of a table that has no row
            table.cell(0, 0).text = "{{ count }}"
            table.cell(1, 0).text, table.cell(3, 0).text = f"{{%tr for y in {items} %}}", "{%tr endfor %}"
            table.cell(2, 0).text, table.cell(2, 1).text = cells

    return build


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.recursive(st.one_of(leaves, leaves, tables), _wrapped, max_leaves=8),
    st.sampled_from(LEAVES[:5]),
    st.sampled_from([*LEAVES[:5], LEAVES[6]]),
)
def test_any_template_same_as_docxtpl(bench: Any, steps: list[Any], header: str, footer: str) -> None:
    """Templates put together at random: breaks, conditions, loops, rows, pictures, header and footer."""

    def edged(document: Any) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text, section.footer.paragraphs[0].text = header, footer

    _compare(bench, _template(bench, _composed(steps), edged), _in_ours(), _in_theirs)


@pytest.mark.parametrize("build", BUILDS)
def test_each_run_is_marked_by_its_script(bench: Any, build: Any) -> None:
    xml = bench.body(bench.fill(_template(bench, build), CONTEXT))
    runs = [run for run in _run.findall(xml) if "<w:t" in run]
    assert runs
    for run in runs:
        text = "".join(re.findall(r">([^<>]*)</w:t>", run))
        thai, latin = re.search("[ก-ฮ]", text), re.search("[A-Za-z]", unescape(text))
        assert not (thai and latin), run
        assert ("<w:cs/>" in run) == bool(thai), run
        assert 'w:bidi="th-TH"' in run


def _plain_tags(template: bytes) -> bytes:
    """`template` without what docxtpl has nothing like: a table of contents, text of several paragraphs."""
    parts = read_parts(template)
    body = parts["word/document.xml"].replace(b"{{ toc }}", "สารบัญ".encode()).replace(b"{{p ", b"{{ ")
    return write_parts({**parts, "word/document.xml": body})


def _mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, Mapping):
        return {key: _mapped(each, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(each, change) for each in value]
    return change(value)


@pytest.mark.parametrize("kind", pipeline.KINDS)
def test_shipped_templates_same_as_docxtpl(
    bench: Any, make_paper: Callable[[str], object], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what the example prints. Text of several paragraphs is given to both as one text, and a chart to
    docxtpl as its description."""
    contexts: list[Any] = []
    write = make.write

    def noted(compiled: Any, context: Any, **options: Any) -> Any:
        contexts.append(context)
        return write(compiled, context, **options)

    monkeypatch.setattr(make, "write", noted)
    make_paper(kind)
    context = _mapped(contexts[0], lambda value: str(value) if isinstance(value, Rich) else value)

    def theirs(reference: Any) -> Any:
        def their(value: Any) -> Any:
            if isinstance(value, Picture):
                size = Emu(value.width), Emu(value.height)
                return InlineImage(reference, BytesIO(value.data), *size)
            return value.alt if isinstance(value, Chart) else value

        return _mapped(context, their)

    template = (ROOT / "templates" / kind / "template.docx").read_bytes()
    _compare(bench, _plain_tags(template), context, theirs)
