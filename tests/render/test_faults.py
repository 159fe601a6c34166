"""Every fault of a template is told with its place, as a person counts, and with the tag as it was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reportgen.diagnostics import Rule
from reportgen.errors import ExitCode
from reportgen.messages import WORDS
from reportgen.ooxml.package import write_parts
from reportgen.render import codes
from reportgen.render.compile import compile_template
from reportgen.render.fill import fill

BODY = "word/document.xml: "
ROW = ("{%tr for r in rows %}", "")
CONTEXT: dict[str, Any] = {
    "title": "ชื่อ",
    "rows": [{"name": "ก"}, {"name": "ข"}],
    "items": ["ก"],
    "group": {"name": "ก"},
    "empty": None,
    "yes": True,
}


def faults(bench: Any, template: bytes) -> list[tuple[str, str, str]]:
    """(code, place, tag) of everything said of a template, compiled and then filled."""
    result = compile_template(template, font="TH Sarabun New", file="memo.docx")
    diagnostics = result.diagnostics
    if result.compiled is not None:
        filled = fill(result.compiled, CONTEXT, properties=bench.properties, file="memo.docx")
        assert (filled.docx is None) == bool(filled.diagnostics)
        diagnostics = filled.diagnostics
    for diagnostic in diagnostics:
        assert diagnostic.spans[0].file == "memo.docx"
        assert diagnostic.rule.exit_code == ExitCode.TEMPLATE
        assert diagnostic.rule.message.format(**diagnostic.args)
        assert diagnostic.rule.hint.format(**diagnostic.args)
        assert diagnostic.args.get("reason") in {None, *WORDS}, "a reason is told in Thai, too"
    return [(d.code, d.spans[0].where, d.args.get("tag", "")) for d in diagnostics]


PARAGRAPHS: dict[str, tuple[tuple[str, ...], tuple[tuple[str, str, str], ...]]] = {
    "syntax": (
        ("ok {{ title }}", "bad {{ title + }}"),
        (("template-tag-syntax", "paragraph 2", "{{ title + }}"),),
    ),
    "undefined name": (
        ("{{ title }}", "x {{ titel }} y"),
        (("template-name-missing", "paragraph 2", "{{ titel }}"),),
    ),
    "undefined attribute": (
        ("{{ group.name }} {{ group.nmae }}",),
        (("template-name-missing", "paragraph 1", "{{ group.nmae }}"),),
    ),
    "unclosed for": (
        ("{%p for r in rows %}", "{{ r.name }}"),
        (("template-block-unclosed", "paragraph 1", "{%p for r in rows %}"),),
    ),
    "unclosed if in a for": (
        ("{%p for r in rows %}", "{% if title %}x", "{%p endfor %}"),
        (("template-block-unclosed", "paragraph 2", "{% if title %}"),),
    ),
    "stray endfor": (
        ("{{ title }}", "", "{%p endfor %}"),
        (("template-block-stray", "paragraph 3", "{%p endfor %}"),),
    ),
    "stray else": (
        ("a {% else %} b",),
        (("template-block-stray", "paragraph 1", "{% else %}"),),
    ),
    "wrong end": (
        ("{%p for r in rows %}", "{%p endif %}"),
        (
            ("template-block-stray", "paragraph 2", "{%p endif %}"),
            ("template-block-unclosed", "paragraph 1", "{%p for r in rows %}"),
        ),
    ),
    "two else": (
        ("{% if title %}a{% else %}b{% else %}c{% endif %}",),
        (("template-tag-syntax", "paragraph 1", "{% else %}"),),
    ),
    "unknown filter": (
        ("{{ title|thai }}",),
        (("template-tag-unknown", "paragraph 1", "{{ title|thai }}"),),
    ),
    "unknown test": (
        ("{% if title is thai %}{% endif %}",),
        (("template-tag-unknown", "paragraph 1", "{% if title is thai %}"),),
    ),
    "unknown tag": (
        ("{% include 'x' %}", "{% fro x in rows %}"),
        (
            ("template-tag-unknown", "paragraph 1", "{% include 'x' %}"),
            ("template-tag-unknown", "paragraph 2", "{% fro x in rows %}"),
        ),
    ),
    "wrong type": (
        ("{{ title }}", "{{ title + 1 }}"),
        (("template-tag-failed", "paragraph 2", "{{ title + 1 }}"),),
    ),
    "wrong type of loop": (
        ("{% for x in 5 %}{{ x }}{% endfor %}",),
        (("template-tag-failed", "paragraph 1", "{% for x in 5 %}"),),
    ),
    "list shown": (("{{ items }}",), (("template-tag-failed", "paragraph 1", "{{ items }}"),)),
    "group shown": (("{{ group }}",), (("template-tag-failed", "paragraph 1", "{{ group }}"),)),
    "nothing shown": (("{{ empty }}",), (("template-tag-failed", "paragraph 1", "{{ empty }}"),)),
    "truth shown": (("{{ yes }}",), (("template-tag-failed", "paragraph 1", "{{ yes }}"),)),
    "out of range": (
        ("{{ rows[0].name }}", "{{ rows[7].name }}"),
        (("template-name-missing", "paragraph 2", "{{ rows[7].name }}"),),
    ),
    "not closed": (
        ("{{ title }", "{% if title"),
        (
            ("template-tag-not-closed", "paragraph 1", "{{ title }"),
            ("template-tag-not-closed", "paragraph 2", "{% if title"),
        ),
    ),
    "text beside a paragraph tag": (
        ("before {%p if title %}", "x", "{%p endif %}"),
        (("template-tag-company", "paragraph 1", "{%p if title %}"),),
    ),
    "row tag without a row": (
        ("{%tr for r in rows %}", "{%tr endfor %}"),
        (
            ("template-tag-place", "paragraph 1", "{%tr for r in rows %}"),
            ("template-tag-place", "paragraph 2", "{%tr endfor %}"),
        ),
    ),
    "words beside a value for the whole paragraph": (
        ("ข้าง {{p title }}",),
        (("template-tag-company", "paragraph 1", "{{p title }}"),),
    ),
    "words after an end": (
        ("{% if title %}x{% endif title %}",),
        (("template-tag-syntax", "paragraph 1", "{% endif title %}"),),
    ),
    "all at once": (
        ("{{ title|thai }}", "{{ title + }}", "{%p if title %}"),
        (
            ("template-tag-unknown", "paragraph 1", "{{ title|thai }}"),
            ("template-tag-syntax", "paragraph 2", "{{ title + }}"),
            ("template-block-unclosed", "paragraph 3", "{%p if title %}"),
        ),
    ),
}


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_fault_in_a_paragraph(bench: Any, name: str) -> None:
    texts, expected = PARAGRAPHS[name]
    assert faults(bench, bench.template(*texts)) == [
        (code, BODY + where, tag) for code, where, tag in expected
    ]


TABLES: dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, str, str]]] = {
    "syntax": (
        (("a", "b"), ROW, ("{{ r.name }}", "{{ r.name | }}"), ("{%tr endfor %}", "")),
        ("template-tag-syntax", "table 1 row 3 cell 2 paragraph 1", "{{ r.name | }}"),
    ),
    "undefined": (
        (("a", "b"), ROW, ("{{ r.name }}", "{{ r.amount }}"), ("{%tr endfor %}", "")),
        ("template-name-missing", "table 1 row 3 cell 2 paragraph 1", "{{ r.amount }}"),
    ),
    "unclosed": (
        (("a", "b"), ROW, ("{{ r.name }}", "")),
        ("template-block-unclosed", "table 1 row 2 cell 1 paragraph 1", "{%tr for r in rows %}"),
    ),
    "text beside": (
        (("{%tr for r in rows %}", "หัวตาราง"), ("{{ r.name }}", ""), ("{%tr endfor %}", "")),
        ("template-tag-company", "table 1 row 1 cell 1 paragraph 1", "{%tr for r in rows %}"),
    ),
    "across": (
        (ROW, ("{{ r.name }}", "{% endfor %}")),
        ("template-block-crossing", "table 1 row 2 cell 2 paragraph 1", "{% endfor %}"),
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_fault_in_a_table(bench: Any, name: str) -> None:
    rows, (code, where, tag) = TABLES[name]
    assert faults(bench, bench.table(*rows)) == [(code, BODY + where, tag)]


def _nested(document: Any) -> None:
    cell = document.add_table(2, 2).cell(1, 0)
    cell.add_table(1, 2).cell(0, 1).text = "{{ nested.missing }}"


def _second_table(document: Any) -> None:
    document.add_table(1, 1)
    document.add_paragraph("between")
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "first"
    cell.add_paragraph("{{ second }}")


def _header(document: Any) -> None:
    header = document.sections[0].header
    header.paragraphs[0].text = "one"
    header.add_paragraph("{{ tilte }}")


def _split(document: Any) -> None:
    paragraph = document.add_paragraph("see {{ tit")
    paragraph.add_run("le.na").bold = True
    paragraph.add_run("me }").italic = True
    paragraph.add_run("} end")


def _heading(document: Any) -> None:
    document.add_heading("หัวข้อ {% for r in rows %}", 1)
    document.add_paragraph("{% endfor %}")


PLACES: list[tuple[Callable[[Any], None], str, str, str]] = [
    (
        _nested,
        "template-name-missing",
        BODY + "table 1 row 2 cell 1 table 1 row 1 cell 2 paragraph 1",
        "{{ nested.missing }}",
    ),
    (_second_table, "template-name-missing", BODY + "table 2 row 1 cell 1 paragraph 2", "{{ second }}"),
    (_header, "template-name-missing", "word/header1.xml: paragraph 2", "{{ tilte }}"),
    (_split, "template-name-missing", BODY + "paragraph 1", "{{ title.name }}"),
    (_heading, "template-block-crossing", BODY + "paragraph 1", "{% for r in rows %}"),
]


@pytest.mark.parametrize(("build", "code", "where", "tag"), PLACES)
def test_place(bench: Any, build: Callable[[Any], None], code: str, where: str, tag: str) -> None:
    document = bench.document()
    build(document)
    assert faults(bench, bench.save(document)) == [(code, where, tag)]


def test_fault_in_the_second_turn_of_a_loop_names_the_tag(bench: Any) -> None:
    template = bench.template("{%p for r in rows %}", "{{ r.name + r.more }}", "{%p endfor %}")
    compiled = bench.compile(template)
    context = {"rows": [{"name": "ก", "more": "ข"}, {"name": "ก"}]}
    (found,) = fill(compiled, context, properties=bench.properties).diagnostics
    assert (found.rule, found.spans[0].where) == (codes.MISSING_NAME, BODY + "paragraph 2")
    assert (found.args["name"], found.args["nearest"]) == ("more", "")


@pytest.mark.parametrize(
    ("text", "name", "nearest"),
    [
        ("{{ titel }}", "titel", "title"),
        ("{{ group.nmae }}", "nmae", "name"),
        ("{% for r in rows %}{{ r.naem }}{% endfor %}", "naem", "name"),
        ("{{ ชื่อเรื่อง }}", "ชื่อเรื่อง", ""),
        ("{{ rows[7].name }}", "7", ""),
        ("{{ (items|first).x }}", "x", ""),
    ],
)
def test_a_name_that_is_missing_is_told_with_the_nearest(
    bench: Any, text: str, name: str, nearest: str
) -> None:
    (found,) = bench.try_fill(bench.template(text), CONTEXT).diagnostics
    assert (found.rule, found.args["name"], found.args["nearest"]) == (codes.MISSING_NAME, name, nearest)


def test_control_characters_are_refused_at_their_tag(bench: Any) -> None:
    (found,) = bench.try_fill(bench.template("a", "{{ title }}"), {"title": "a\x0bb"}).diagnostics
    assert (found.rule, found.spans[0].where) == (codes.FAILED, BODY + "paragraph 2")


@pytest.mark.parametrize("data", [b"", b"no zip at all", b"PK\x03\x04damaged"])
def test_what_is_no_document(data: bytes) -> None:
    (found,) = compile_template(data, font="TH Sarabun New").diagnostics
    assert found.rule == codes.UNREADABLE and found.args["reason"] in WORDS


def test_document_without_a_body(bench: Any) -> None:
    parts = bench.parts(bench.template("x"))
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"document.main", b"template.main")
    (found,) = compile_template(write_parts(parts), font="TH Sarabun New").diagnostics
    assert found.rule == codes.UNREADABLE


def test_document_with_a_broken_part(bench: Any) -> None:
    parts = bench.parts(bench.template("x")) | {"word/styles.xml": b"<w:styles>"}
    (found,) = compile_template(write_parts(parts), font="TH Sarabun New").diagnostics
    assert (found.rule, found.spans[0].where) == (codes.UNREADABLE, "word/styles.xml")
    assert found.args["reason"] == "it is damaged"


def test_strict_document(bench: Any) -> None:
    parts = bench.parts(bench.template("{{ title }}"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    (found,) = compile_template(write_parts(parts), font="TH Sarabun New").diagnostics
    assert (found.rule, found.spans[0].where) == (codes.UNREADABLE, "word/document.xml")


def test_every_rule_is_listed_once() -> None:
    defined = {value for value in vars(codes).values() if isinstance(value, Rule)}
    assert set(codes.RULES) == defined
    assert len({rule.code for rule in codes.RULES}) == len(codes.RULES)


def test_document_that_fetches(bench: Any) -> None:
    document = bench.document()
    document.part.relate_to(
        "http://example.org/x.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )
    (found,) = compile_template(bench.save(document), font="TH Sarabun New").diagnostics
    assert found.rule == codes.UNSAFE
    assert found.args["detail"] == "http://example.org/x.png"
