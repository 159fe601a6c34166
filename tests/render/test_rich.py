"""Texts with a form of their own in a DOCX: within a paragraph, in the place of one, in cells and headers."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docxtpl import DocxTemplate, RichText
from lxml import etree
from markupsafe import Markup

from reportgen.model.context import Picture, Shown
from reportgen.model.rich import Grid, Paragraph, Rich, Run
from reportgen.ooxml.emphasis import emphasised
from reportgen.render.compiled import dump, restore

ROOT = Path(__file__).parents[2]
ADDRESS = "https://www.example.go.th/a?b=1&c=%E0%B8%81"


def run(text: str, **how: Any) -> Run:
    return Run(Shown(text), **how)


INLINE = Rich((Paragraph((
    run("ธรรมดา Plain "), run("หนา Bold & <b>", bold=True), run(" เอียง", italic=True),
    run("ทั้งหมด", bold=True, italic=True, underline=True), run("เว็บ", link=ADDRESS),
)),))  # fmt: skip
BLOCKS = Rich((
    *INLINE.blocks,
    Paragraph((run("หนึ่ง"),), 1, "1."),
    Paragraph((run("ต่อจากหนึ่ง"),), 1),
    Paragraph((run("ย่อย", bold=True),), 2, "–"),
    Paragraph((run("สอง"),), 1, "2."),
    Grid((((run("ก"),), (run("จำนวน (ราย)"),)), ((run("ข"),), (run("24"),))), ("left", "right")),
))  # fmt: skip


def told(paragraph: Any) -> list[tuple[str, bool, bool, bool]]:
    """What a paragraph of python-docx says, neighbours set alike as one; words of links are underlined."""
    found: list[tuple[str, bool, bool, bool]] = []
    for each in paragraph._p.iter(qn("w:r")):
        made = docx.text.run.Run(each, paragraph)
        how = (bool(made.bold), bool(made.italic), bool(made.underline))
        if found and found[-1][1:] == how:
            found[-1] = (found[-1][0] + made.text, *how)
        elif made.text:
            found.append((made.text, *how))
    return found


SAID = [
    ("ธรรมดา Plain ", False, False, False),
    ("หนา Bold & <b>", True, False, False),
    (" เอียง", False, True, False),
    ("ทั้งหมด", True, True, True),
    ("เว็บ", False, False, True),
]


def test_within_a_paragraph(bench: Any, audit: Callable[[bytes], list[str]]) -> None:
    data = bench.fill(bench.template("ก่อน {{ x }} หลัง"), {"x": INLINE})
    plain = (False, False, False)
    (paragraph,) = bench.open(data).paragraphs
    assert told(paragraph) == [("ก่อน ธรรมดา Plain ", *plain), *SAID[1:], (" หลัง", *plain)]
    assert audit(data) == []


def test_blocks_within_a_paragraph_are_lines(bench: Any) -> None:
    (text,) = bench.texts(bench.fill(bench.template("{{ x }}"), {"x": BLOCKS}))
    lines = ["1. หนึ่ง", "ต่อจากหนึ่ง", "– ย่อย", "2. สอง", "ก\tจำนวน (ราย)", "ข\t24"]
    assert text.split("\n")[1:] == lines


def test_in_the_place_of_a_paragraph(bench: Any, audit: Callable[[bytes], list[str]]) -> None:
    data = bench.fill(bench.template("ก่อน", "{{p x }}", "หลัง"), {"x": BLOCKS})
    document = bench.open(data)
    said = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert said == ["ก่อน", str(INLINE), "1.\tหนึ่ง", "\tต่อจากหนึ่ง", "–\tย่อย", "2.\tสอง", "หลัง"]
    assert told(document.paragraphs[1]) == SAID
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["ก", "จำนวน (ราย)"], ["ข", "24"]]
    assert told(table.cell(0, 0).paragraphs[0]) == [("ก", True, False, False)]
    assert [str(cell.paragraphs[0].alignment) for cell in table.rows[1].cells] == ["LEFT (0)", "RIGHT (2)"]
    assert audit(data) == []


@pytest.mark.parametrize("value", ["ก่อน & หลัง\nบรรทัด\tBand", "", Shown("ก"), 5])
def test_plain_texts_are_as_ever(bench: Any, value: object) -> None:
    """A paragraph with `{{p x }}` and a plain value is, byte for byte, one with `{{ x }}`."""

    def template(tag: str) -> bytes:
        document = bench.document()
        for holder in (
            document.add_paragraph(style="List Bullet"),
            document.sections[0].header.paragraphs[0],
        ):
            holder.add_run(tag).bold = True
        document.add_table(1, 1).cell(0, 0).text = tag
        document.add_paragraph("{%p for y in [x, x] %}")
        document.add_paragraph(tag.replace("x", "y"))
        document.add_paragraph("{%p endfor %}")
        return bytes(bench.save(document))

    parts = [bench.parts(bench.fill(template(tag), {"x": value})) for tag in ("{{p x }}", "{{ x }}")]
    assert parts[0] == parts[1]


def test_properties_are_the_paragraphs_own(bench: Any) -> None:
    document = bench.document()
    normal = document.styles["Normal"].paragraph_format
    normal.left_indent, normal.first_line_indent = Cm(1), Cm(2)
    held = document.add_paragraph("{{p x }}")
    held.paragraph_format.keep_with_next, held.paragraph_format.space_before = True, Pt(6)
    held.runs[0].font.size = Pt(20)
    filled = bench.open(bench.fill(bench.save(document), {"x": BLOCKS})).paragraphs
    assert {
        (each.paragraph_format.keep_with_next, each.paragraph_format.space_before) for each in filled[:5]
    } == {(True, Pt(6))}
    assert {each.font.size for paragraph in filled[:5] for each in paragraph.runs} == {Pt(20)}
    indents = [
        (each.paragraph_format.left_indent, each.paragraph_format.first_line_indent) for each in filled[:5]
    ]
    step = 425  # twips: 0.75 cm
    left = [
        None if left is None else round(left.twips) if hasattr(left, "twips") else round(left / 635)
        for left, _ in indents
    ]
    assert left == [None, 1701 + step, 1701 + step, 1701 + 2 * step, 1701 + step]
    assert [None if first is None else round(first / 635) for _, first in indents] == [None, *[-step] * 4]


def test_a_list_of_words_own_is_not_numbered_twice(bench: Any) -> None:
    document = bench.document()
    numbered = document.add_paragraph("{{p x }}")._p.get_or_add_pPr()
    numbered._add_numPr()._add_numId().val = 1
    filled = bench.open(bench.fill(bench.save(document), {"x": BLOCKS})).paragraphs
    assert [each._p.pPr.numPr is not None for each in filled[:3]] == [True, False, False]


def test_in_a_cell(bench: Any, audit: Callable[[bytes], list[str]]) -> None:
    """A cell ends with a paragraph, also after a table; columns of a table in it are not counted."""
    template = bench.table(("{%tr for y in [x, x] %}", ""), ("{{p y }}", "{{p x }}"), ("{%tr endfor %}", ""))
    data = bench.fill(template, {"x": BLOCKS})
    outer = bench.open(data).tables[0]
    assert [len(row.cells) for row in outer.rows] == [2, 2]
    assert len(outer._tbl.tblGrid.gridCol_lst) == 2
    for row in outer.rows:
        for cell in row.cells:
            assert len(cell.tables) == 1
            assert cell._tc[-1].tag == qn("w:p")
    assert audit(data) == []


def test_tables_next_to_each_other_stay_two(bench: Any) -> None:
    grid = BLOCKS.blocks[-1]
    data = bench.fill(bench.template("{{p x }}"), {"x": Rich((grid, grid))})
    assert len(bench.open(data).tables) == 2
    assert re.search("</w:tbl>(?:(?!</w:tbl>).)*<w:p>.*<w:tbl>", bench.body(data))


def test_links_lead_outside(bench: Any, audit: Callable[[bytes], list[str]]) -> None:
    document = bench.document()
    document.add_paragraph("{{ x }} {{ x }}")
    document.sections[0].footer.paragraphs[0].text = "{{p x }}"
    data = bench.fill(bench.save(document), {"x": INLINE})
    opened = bench.open(data)
    for part, holder in ((opened.part, opened.element), (opened.sections[0].footer.part, None)):
        element = part.element if holder is None else holder
        used = {link.get(qn("r:id")) for link in element.iter(qn("w:hyperlink"))}
        (found,) = [part.rels[each] for each in used]
        assert (found.is_external, found.target_ref) == (True, ADDRESS)
    assert audit(data) == []


def test_a_section_that_ends_with_the_tag_ends_after_the_text(bench: Any) -> None:
    document = bench.document()
    document.add_paragraph("{{p x }}")
    document.add_section()
    document.paragraphs[0]._p.get_or_add_pPr().append(document.paragraphs[1]._p.pPr.sectPr)
    document.add_paragraph("หลัง")
    filled = bench.open(bench.fill(bench.save(document), {"x": BLOCKS}))
    assert len(filled.sections) == 2
    sections = filled.element.body.findall(f".//{qn('w:pPr')}/{qn('w:sectPr')}")
    assert len(sections) == 1
    assert [p.text for p in filled.paragraphs].index("2.\tสอง") < filled.element.body.index(
        sections[0].getparent().getparent()
    )


def test_tag_split_by_word_and_joined_texts(bench: Any) -> None:
    document = bench.document()
    paragraph = document.add_paragraph("{{")
    for piece in ("p x", " }", "}"):
        paragraph.add_run(piece)
    document.add_paragraph("{{ 'ปัญหา ' ~ x }}")
    data = bench.fill(bench.save(document), {"x": INLINE})
    assert bench.texts(data) == [str(INLINE), f"ปัญหา {INLINE}"]


def test_pictures_and_missing_names(bench: Any) -> None:
    compiled = bench.template("{{p x }}")
    picture = Picture(b"png", "png", 360000, 360000, "ภาพ")
    assert len(bench.open(bench.fill(compiled, {"x": picture})).inline_shapes) == 1
    for context in ({}, {"x": ["ก"]}):
        (fault,) = bench.try_fill(compiled, context).diagnostics
        assert fault.code in ("template-name-missing", "template-tag-failed")
        assert fault.args["tag"] == "{{p x }}"


def test_every_run_is_for_both_scripts(bench: Any) -> None:
    xml = bench.body(bench.fill(bench.template("{{p x }}", "{{ x }}"), {"x": BLOCKS}))
    runs = re.findall(r"<w:r>.*?</w:r>", xml)
    assert len(runs) > 10
    for each in runs:
        if "<w:t" in each:
            assert ("<w:b/>" in each) == ("<w:bCs/>" in each)
            assert ("<w:i/>" in each) == ("<w:iCs/>" in each)
            assert ("<w:cs/>" in each) == bool(re.search("[ก-ฮ]", each))


END = "</w:rPr>"
FONT = '<w:rPr><w:rStyle w:val="S"/><w:rFonts w:ascii="F"/>'


BOLD, ITALIC, LINE = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>", '<w:u w:val="single"/>'


@pytest.mark.parametrize(
    ("rpr", "how", "made"),
    [
        (f"{FONT}<w:lang/>", "bu", f"{FONT}{BOLD}{LINE}<w:lang/>"),
        (f'{FONT}<w:b w:val="0"/><w:sz w:val="2"/><w:cs/>', "b", f'{FONT}{BOLD}<w:sz w:val="2"/><w:cs/>'),
        (f"<w:rPr>{BOLD}{ITALIC}<w:lang/>", "i", f"<w:rPr>{BOLD}{ITALIC}<w:lang/>"),
        (f'<w:rPr>{BOLD}<w:u w:val="none"/><w:cs/>', "iu", f"<w:rPr>{BOLD}{ITALIC}{LINE}<w:cs/>"),
        ("<w:rPr><w:lang/>", "", "<w:rPr><w:lang/>"),
    ],
)
def test_emphasis_keeps_the_order_of_the_schema(rpr: str, how: str, made: str) -> None:
    assert emphasised(rpr + END, "b" in how, "i" in how, "u" in how) == made + END


def test_says_what_docxtpl_says(bench: Any) -> None:
    """docxtpl shows the like with objects of its own: `RichText` for runs, and for blocks the XML of another
    document's body, as a subdocument gives it.

    That keeps the paragraph properties it was made with, ours takes the tag's; so words and their form are
    compared, not the XML.
    """
    template = bench.template("ก่อน {{r x }} หลัง", "{{p y }}")
    reference = DocxTemplate(BytesIO(template))
    rich = RichText()
    for each in INLINE.blocks[0].runs:  # type: ignore[union-attr]
        rich.add(each.text, bold=each.bold, italic=each.italic, underline=each.underline or bool(each.link))
    sub = docx.Document(BytesIO(template))
    sub.element.body.clear_content()
    for block in BLOCKS.blocks:
        if isinstance(block, Grid):
            table = sub.add_table(2, 2)
            for row, cells in enumerate(block.rows):
                for column, runs in enumerate(cells):
                    made = table.cell(row, column).paragraphs[0].add_run(runs[0].text)
                    made.bold = row == 0
            continue
        paragraph = sub.add_paragraph()
        if block.level:
            paragraph.add_run(f"{block.label}\t")
        for each in block.runs:
            made = paragraph.add_run(each.text)
            made.bold, made.italic, made.underline = each.bold, each.italic, each.underline or bool(each.link)
    blocks = Markup("".join(etree.tostring(each, encoding="unicode") for each in sub.element.body[:-1]))
    reference.render({"x": rich, "y": blocks}, autoescape=True)
    expected, found = (
        bench.open(bench.save(reference)),
        bench.open(bench.fill(template, {"x": INLINE, "y": BLOCKS})),
    )
    for ours, theirs in ((found, expected), (found.tables[0].cell(0, 0), expected.tables[0].cell(0, 0))):
        said = [[told(each) for each in side.paragraphs if each.text] for side in (ours, theirs)]
        assert said[0] == said[1]


_CHILD = """
import pickle, sys
from hashlib import sha256
from pathlib import Path
from reportgen.render.compiled import restore
from reportgen.render.fill import Properties, fill
compiled = restore(Path(sys.argv[1]).read_bytes())
context = pickle.loads(Path(sys.argv[2]).read_bytes())
result = fill(compiled, context, properties=Properties("ก", "ข", "2022-01-05T09:00:00Z"))
heavy = {"docx", "docxtpl", "lxml", "markdown_it", "pythainlp"}
print(sha256(result.docx).hexdigest(), *sorted({name.split(".")[0] for name in sys.modules} & heavy))
"""


def test_same_bytes_and_nothing_heavy_imported(bench: Any, tmp_path: Path) -> None:
    compiled = bench.compile(bench.template("{{p x }}", "ก {{ x }}"))
    assert restore(dump(compiled)) == compiled
    (tmp_path / "compiled").write_bytes(dump(compiled))
    (tmp_path / "context").write_bytes(pickle.dumps({"x": BLOCKS}))
    outputs = set()
    for seed in ("1", "77"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [
            sys.executable,
            "-X",
            "utf8",
            "-c",
            _CHILD,
            *map(str, (tmp_path / "compiled", tmp_path / "context")),
        ]
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        outputs.add(done.stdout)
    (output,) = outputs
    assert len(output.split()) == 1
