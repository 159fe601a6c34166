"""What a fill writes: the same bytes each time, sealed, whole, and every value as it was given."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.ooxml.digest import is_sealed_intact
from reportgen.render import compiled as compiled_module
from reportgen.render.compiled import cache_key, dump, restore
from reportgen.render.fill import Properties, fill

ROOT = Path(__file__).parents[2]
CONTEXT: dict[str, Any] = {
    "title": "รายงาน & <report>",
    "rows": [{"name": "ก", "amount": "๑,๐๐๐"}, {"name": "B", "amount": "2"}],
    "flag": False,
}


def _template(bench: Any) -> bytes:
    document = bench.document()
    document.core_properties.title = "เก่า {{ title }}"
    document.sections[0].footer.paragraphs[0].text = "ท้าย {{ title }}"
    document.add_heading("{{ title }}", 1)
    table = document.add_table(3, 2)
    table.cell(0, 0).text = "{%tr for r in rows %}"
    table.cell(1, 0).text = "{{ r.name }}"
    table.cell(1, 1).text = "{{ r.amount }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    return bytes(bench.save(document))


_CHILD = """
import json, sys
from hashlib import sha256
from pathlib import Path
from reportgen.render.compiled import restore
from reportgen.render.fill import Properties, fill
compiled = restore(Path(sys.argv[1]).read_bytes())
result = fill(compiled, json.loads(sys.argv[2]), properties=Properties("ก", "ข", "2022-01-05T09:00:00Z"))
loaded = {name.split(".")[0] for name in sys.modules}
heavy = sorted(loaded & {"docx", "docxtpl", "jinja2", "lxml", "markupsafe", "pythainlp", "zlib_ng"})
print(sha256(result.docx).hexdigest(), *heavy)
"""


def test_same_bytes_everywhere_and_nothing_heavy_imported(bench: Any, tmp_path: Path) -> None:
    compiled = bench.compile(_template(bench))
    path = tmp_path / "compiled.json"
    path.write_bytes(dump(compiled))
    outputs = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("77", "Asia/Bangkok", "th_TH.UTF-8")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-X", "utf8", "-c", _CHILD, str(path), json.dumps(CONTEXT)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        outputs.add(done.stdout)
    (output,) = outputs
    assert len(output.split()) == 1
    here = fill(compiled, CONTEXT, properties=Properties("ก", "ข", "2022-01-05T09:00:00Z"))
    assert here.docx is not None
    from hashlib import sha256

    assert sha256(here.docx).hexdigest() == output.strip()


def test_sealed_with_its_own_properties(bench: Any) -> None:
    properties = Properties("ชื่อ & <เรื่อง>", "ฝตป.", "2022-01-05T09:00:00Z", subject="s", keywords="k")
    result = fill(bench.compile(_template(bench)), CONTEXT, properties=properties)
    assert result.docx is not None
    assert is_sealed_intact(bench.parts(result.docx))
    core = bench.open(result.docx).core_properties
    assert (core.title, core.author, core.subject, core.keywords) == ("ชื่อ & <เรื่อง>", "ฝตป.", "s", "k")
    assert core.created.isoformat() == core.modified.isoformat() == "2022-01-05T09:00:00+00:00"


def test_core_properties_are_made_where_the_template_has_none(bench: Any) -> None:
    from reportgen.ooxml.package import write_parts

    parts = bench.parts(bench.template("{{ title }}"))
    del parts["docProps/core.xml"]
    parts["_rels/.rels"] = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", parts["_rels/.rels"])
    parts["[Content_Types].xml"] = re.sub(
        rb"<Override [^>]*core-properties[^>]*/>", b"", parts["[Content_Types].xml"]
    )
    data = bench.fill(write_parts(parts), CONTEXT)
    assert bench.open(data).core_properties.title == bench.properties.title


def test_parts_without_tags_are_copied(bench: Any) -> None:
    template = _template(bench)
    before, after = bench.parts(template), bench.parts(bench.fill(template, CONTEXT))
    changed = {name for name in after if before.get(name) != after[name]}
    lists = {"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"}
    made = {"word/document.xml", "word/footer1.xml", "docProps/core.xml", "docProps/custom.xml"}
    assert changed <= lists | made
    assert set(before) <= set(after)


def test_valid(bench: Any, audit: Callable[[bytes], list[str]]) -> None:
    assert audit(bench.fill(_template(bench), CONTEXT)) == []


def test_loop_without_turns_leaves_a_table_without_rows(
    bench: Any, audit: Callable[[bytes], list[str]]
) -> None:
    data = bench.fill(_template(bench), CONTEXT | {"rows": []})
    assert len(bench.open(data).tables[0].rows) == 0
    assert audit(data) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("{%p if flag %}", "x", "{%p endif %}"),
        ("{%p for r in rows if r.none is defined %}", "x", "{%p endfor %}"),
    ],
)
def test_cell_and_header_left_empty_keep_a_paragraph(
    bench: Any, audit: Callable[[bytes], list[str]], lines: tuple[str, ...]
) -> None:
    document = bench.document()
    cell = document.add_table(1, 1).cell(0, 0)
    header = document.sections[0].header
    for holder in (cell, header):
        holder.paragraphs[0].text = lines[0]
        for line in lines[1:]:
            holder.add_paragraph(line)
    data = bench.fill(bench.save(document), CONTEXT)
    filled = bench.open(data)
    assert [p.text for p in filled.tables[0].cell(0, 0).paragraphs] == [""]
    assert [p.text for p in filled.sections[0].header.paragraphs] == [""]
    assert audit(data) == []
    shown = bench.open(bench.fill(bench.save(document), {"flag": True, "rows": [{"none": ""}]}))
    assert [p.text for p in shown.tables[0].cell(0, 0).paragraphs] == ["x"]


def test_tags_in_links_attributes_and_fields(bench: Any) -> None:
    document = bench.document()
    paragraph = document.add_paragraph("{{ title }}")._p
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    link = paragraph.makeelement(f"{w}hyperlink", {f"{w}tooltip": "{{ tip }}", f"{w}anchor": "x"})
    paragraph.append(link)
    run = document.add_paragraph("ลิงก์ {{ title }}").runs[0]._r
    link.append(run)
    field = paragraph.makeelement(f"{w}fldSimple", {f"{w}instr": 'DOCPROPERTY "{{ tip }}"'})
    paragraph.append(field)
    xml = bench.body(bench.fill(bench.save(document), {"title": "ก<ข", "tip": 'ชี้ "นี่" & <โน่น>'}))
    assert 'w:tooltip="ชี้ &quot;นี่&quot; &amp; &lt;โน่น&gt;"' in xml
    assert "DOCPROPERTY &quot;ชี้ &quot;นี่&quot; &amp; &lt;โน่น&gt;&quot;" in xml
    assert re.search(r"<w:hyperlink[^>]*>.*ลิงก์.*ก&lt;ข.*</w:hyperlink>", xml)


def test_value_between_runs_is_a_run(bench: Any, audit: Callable[[bytes], list[str]]) -> None:
    data = bench.fill(bench.template("ก {{r title }} ข"), {"title": "ค\nง"})
    assert bench.texts(data) == ["ก ค\nง ข"]
    assert audit(data) == []


def test_braces_written_the_way_of_docxtpl(bench: Any) -> None:
    data = bench.fill(bench.template("{_{ x }_} {_% y %_} {{ title }}"), {"title": "t"})
    assert bench.texts(data) == ["{{ x }} {% y %} t"]


def test_paragraph_ids_are_not_repeated(bench: Any) -> None:
    document = bench.document()
    for text in ("{%p for r in rows %}", "{{ r.name }}", "{%p endfor %}"):
        paragraph = document.add_paragraph(text)._p
        paragraph.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", "1A2B3C4D")
    assert "paraId" not in bench.body(bench.fill(bench.save(document), CONTEXT))


def test_cache_form_is_the_same_template(bench: Any) -> None:
    compiled = bench.compile(_template(bench))
    assert restore(dump(compiled)) == compiled
    with_contents = bench.compile(bench.template("{{ toc }}", "{{ title }}"))
    assert with_contents.contents is not None
    assert restore(dump(with_contents)) == with_contents


@pytest.mark.parametrize(
    "field", ["schema", "parts", "fixed", "core", "custom", "runs", "contents", "first_bookmark"]
)
def test_cache_of_another_form_is_not_read(bench: Any, field: str) -> None:
    tree = json.loads(dump(bench.compile(_template(bench))))
    others: tuple[object, ...] = (99.5, True, [["y"]], {})
    for value in others:
        assert restore(json.dumps({**tree, field: value}).encode()) is None
    del tree[field]
    assert restore(json.dumps(tree).encode()) is None


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"\x80\x04", b'{"schema": 1}', b"[" * 100_000])
def test_cache_that_is_garbage_is_not_read(data: bytes) -> None:
    assert restore(data) is None


def test_cache_key_tells_recipes_apart(bench: Any) -> None:
    keys = {cache_key(b"a", "X"), cache_key(b"b", "X"), cache_key(b"a", "Y"), cache_key(b"aX", "")}
    assert len(keys) == 4
    assert cache_key(b"a", "X") in keys
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


def test_compiled_template_is_not_changed_by_a_fill(bench: Any) -> None:
    compiled = bench.compile(_template(bench))
    before = dump(compiled)
    first = fill(compiled, CONTEXT, properties=bench.properties).docx
    assert fill(compiled._replace(), CONTEXT, properties=bench.properties).docx == first
    assert dump(compiled) == before


_text = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("ก่ำ{}%<&\"'\n\t "),
    max_size=40,
)


def test_every_text_reads_back_unchanged(bench: Any) -> None:
    compiled = bench.compile(
        bench.template("ก{{ text }}b", "{%p for x in items %}", "{{ x }}", "{%p endfor %}")
    )

    @settings(max_examples=60, deadline=None)
    @given(_text, st.lists(_text, max_size=3))
    def law(text: str, items: list[str]) -> None:
        data = fill(compiled, {"text": text, "items": items}, properties=bench.properties).docx
        assert data is not None
        assert bench.texts(data) == [f"ก{text}b", *items]

    law()


@pytest.mark.parametrize("library", ["docxtpl", "jinja2", "lxml"])
def test_cache_key_names_the_version_of_what_compiles(library: str) -> None:
    told, installed = compiled_module._version(library), version(library)
    assert told in (installed, f"{library}-{installed}.dist-info")
