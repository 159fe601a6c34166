"""Right inputs: the tree, and the place of every key and value in the text as the user wrote it."""

from __future__ import annotations

import gc

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import Severity, Span
from reportgen.load.yaml_text import Loaded, load
from reportgen.model.source import Path, Source, Tree
from reportgen.thai.text import clean, forbidden


def source(text: str | bytes) -> Source:
    loaded = load(text.encode() if isinstance(text, str) else text, "a.yaml")
    assert loaded.diagnostics == ()
    assert loaded.source
    return loaded.source


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: ก\n", {"a": "ก"}),
        ("number:\ndate: ~\nto: null\n", {"number": None, "date": None, "to": None}),
        ("via: ''\nby: \"\"\n", {"via": "", "by": ""}),
        ('a: "~"\nb: "null"\nc: Null ใจ\n', {"a": "~", "b": "null", "c": "Null ใจ"}),
        ("a: 2567-02-29\nb: 0123\nc: 16:00\nd: no\ne: 3.10\nf: 1_000\ng: .inf\n",
         {"a": "2567-02-29", "b": "0123", "c": "16:00", "d": "no", "e": "3.10", "f": "1_000", "g": ".inf"}),
        ("yes: 1\n2565: ก\n~: ข\n", {"yes": "1", "2565": "ก", "~": "ข"}),
        ("a: ข้อ 1   # หมายเหตุ\nb: ข้อ#1\nc: ข้อ # ดูข้อ 2\nd:   # 2 ข้อ\ne: 'ก' #1\nf: ก #---\n",
         {"a": "ข้อ 1", "b": "ข้อ#1", "c": "ข้อ", "d": None, "e": "ก", "f": "ก"}),
        ("a: [ก, 'ข', {ค: ง}]\nb: {}\nc: []\n", {"a": ["ก", "ข", {"ค": "ง"}], "b": {}, "c": []}),
        ("[ก, ข,]\n", ["ก", "ข"]),
        ("- ก\n-\n- - ข\n  - ค\n", ["ก", None, ["ข", "ค"]]),
        ("a: |\n  ก\n\n  ข\nb: >\n  ก\n  ข\nc: |-\n  ก\n", {"a": "ก\n\nข\n", "b": "ก ข\n", "c": "ก"}),
        ("a: ก\n  ข\nb: 'ก\n\n  ข'\n", {"a": "ก ข", "b": "ก\nข"}),
        ("# yaml-language-server: $schema=x.json\n---\na: ก\n", {"a": "ก"}),
        ("a: ก\n...\n", {"a": "ก"}),
        ("ลอย", "ลอย"),
        ('"<<": ก\n"&a": "*b"\n', {"<<": "ก", "&a": "*b"}),
        ("? a\n: ก\n", {"a": "ก"}),
        ("subject: a.b:c\nlink: https://example.org\nlist:\n  - -1,500.00\n  - 16:00\n",
         {"subject": "a.b:c", "link": "https://example.org", "list": ["-1,500.00", "16:00"]}),
        ("at:\n  16:00 น.\nlink:\n  https://example.org\nless:\n  -1,500.00\n",
         {"at": "16:00 น.", "link": "https://example.org", "less": "-1,500.00"}),
        ("a: ก\u00a0ข\n", {"a": "ก\u00a0ข"}),
        ('a: "\\u0e01\\t\\"\\n"\n', {"a": 'ก\t"\n'}),
        ("a: ก\r\nb:\r\n  - ข\r\n", {"a": "ก", "b": ["ข"]}),
        ("a: ก\rb: ข\r", {"a": "ก", "b": "ข"}),
        (b"\xef\xbb\xbf" + "a: ก\n".encode(), {"a": "ก"}),
    ],
)  # fmt: skip
def test_tree(text: str | bytes, tree: object) -> None:
    assert source(text).tree == tree


MEMO = """\
unit: ฝตป.
number:
ชื่อ เรื่อง: ขอความเห็นชอบ
body:
  - ตามที่ ก
  - "อ้าง: ข"
  -
place: {province: เชียงใหม่, 'venue': "ศูนย์ OSS"}
met: [24,
  ค]
text: |
  บรรทัดหนึ่ง
  บรรทัดสอง
long: ยาว
  ต่อ
"""

# path: (line, column, end column) of its key, of its value; counted by hand, in code points.
PLACES: dict[Path, tuple[tuple[int, int, int] | None, tuple[int, int, int]]] = {
    (): (None, (1, 1, 0)),
    ("unit",): ((1, 1, 5), (1, 7, 11)),
    ("number",): ((2, 1, 7), (2, 8, 8)),
    ("ชื่อ เรื่อง",): ((3, 1, 12), (3, 14, 27)),
    ("body",): ((4, 1, 5), (5, 3, 0)),
    ("body", 0): (None, (5, 5, 13)),
    ("body", 1): (None, (6, 5, 14)),
    ("body", 2): (None, (7, 4, 4)),
    ("place",): ((8, 1, 6), (8, 8, 51)),
    ("place", "province"): ((8, 9, 17), (8, 19, 28)),
    ("place", "venue"): ((8, 30, 37), (8, 39, 50)),
    ("met",): ((9, 1, 4), (9, 6, 0)),
    ("met", 0): (None, (9, 7, 9)),
    ("met", 1): (None, (10, 3, 4)),
    ("text",): ((11, 1, 5), (11, 7, 0)),
    ("long",): ((14, 1, 5), (14, 7, 0)),
}


@pytest.mark.parametrize("change", ["", "BOM", "CRLF", "BOM CRLF"])
def test_places(change: str) -> None:
    data = MEMO.replace("\n", "\r\n" if "CRLF" in change else "\n").encode()
    places = source(b"\xef\xbb\xbf" * ("BOM" in change) + data).map
    keys = {path: Span("a.yaml", *key) for path, (key, _) in PLACES.items() if key}
    assert places.keys == keys
    values = {path: Span("a.yaml", *value) for path, (_, value) in PLACES.items()}
    assert places.values == values


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("a: ก\n", None),
        ("a: 'ก'\n", ((1, 5),)),
        ('a: "ก ข"\n', ((1, 5),)),
        ("a: 'ก''ข'\n", ()),
        ('a: "\\u0e01"\n', ()),
        ("a: ก\n  ข\n", ()),
        ("a: 'ก\n  ข'\n", ()),
        ("a: |\n  ก\n  ข\n", ((2, 3), (3, 3))),
        ("a: |  # หมายเหตุ\r\n    ก\r\n\r\n      ข\r\n\r\n", ((2, 5), (3, 5), (4, 5))),
        ("a: |2\n    ก\n", ((2, 3),)),
        ("a: |+\n\n  ก\n\n", ((2, 3), (3, 3), (4, 3))),
        ("a:\n  - >-\n    ก\n", None),
        ("a: >\n  ก\n", ((2, 3),)),
        ("a: >\n  ก\n  ข\n", ()),
        ("a: ''\n", ((1, 5),)),
    ],
)
def test_shifts(text: str, starts: tuple[tuple[int, int], ...] | None) -> None:
    assert source(text).map.shifts.get(("a",)) == starts


def test_place_inside_a_scalar() -> None:
    places = source("- ก 12 ข\n- 'ก 12 ข'\n- |\n  ก 12 ข\n- 'ก'' 12'\n").map
    assert places.inside((0,), 2, 2) == Span("a.yaml", 1, 5, 7)
    assert places.inside((1,), 2, 2) == Span("a.yaml", 2, 6, 8)
    assert places.inside((2,), 2, 2) == Span("a.yaml", 4, 5, 7)
    assert places.inside((3,), 3, 2) == places.value((3,)) == Span("a.yaml", 5, 3, 11)


def test_place_inside_one_of_several_lines() -> None:
    text = "ก\n12 ข\nค 3\n"
    places = source(f"- |\n  {text.replace(chr(10), chr(10) + '  ')}").map
    assert places.inside((0,), 2, 2, text) == Span("a.yaml", 3, 3, 5)
    assert places.inside((0,), 9, 1, text) == Span("a.yaml", 4, 5, 6)
    assert places.inside((0,), 2, 2) == places.value((0,))


def test_cleaned_text_has_no_place_inside() -> None:
    loaded = load("a: เเผน 12\n".encode(), "a.yaml")
    assert loaded.source and loaded.source.tree == {"a": "แผน 12"}
    assert loaded.source.map.inside(("a",), 4, 2) == Span("a.yaml", 1, 4, 11)
    assert [(d.severity, d.args) for d in loaded.diagnostics] == [(Severity.NOTE, {"what": "thai-order"})]


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_collection_is_left_as_it_was(enabled: bool) -> None:
    was = gc.isenabled()
    try:
        gc.enable() if enabled else gc.disable()
        load(b"a: [", "a.yaml")
        load(b"a: 1", "a.yaml")
        assert gc.isenabled() is enabled
    finally:
        gc.enable() if was else gc.disable()


def fine(text: str) -> bool:
    """Whether a text comes back as it is."""
    is_kept = clean(text).text == text and not forbidden(text) and not set(text) & set("\u2028\u2029\ufeff")
    return is_kept and not text.startswith(
        "\u00a0"
    )  # which looks like indentation and is an error of its own


awkward = st.sampled_from("กขเแำ่้ะ๑ :-#'\"\\[{,&*!|>%@\n\t")
letters = st.characters(exclude_categories=["Cs", "Co", "Cn"]) | awkward
texts = st.text(letters, max_size=20).filter(fine)
keys = texts.filter(lambda text: text not in ("", "<<"))
trees = st.recursive(
    texts, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=12
)


@given(tree=trees, flow=st.booleans(), unicode=st.booleans(), width=st.sampled_from([20, 80, 9999]))
def test_what_yaml_dumps_is_loaded(tree: Tree, flow: bool, unicode: bool, width: int) -> None:
    """PyYAML quotes what needs quotes; our trees have no dates or numbers, so what is plain is text."""
    dumped = yaml.safe_dump(tree, allow_unicode=unicode, default_flow_style=flow, width=width)
    loaded = load(dumped.encode(), "a.yaml")
    assert loaded.source and loaded.source.tree == tree
    assert not [d for d in loaded.diagnostics if d.is_error]


@given(tree=trees, flow=st.booleans())
def test_places_point_at_what_is_written(tree: Tree, flow: bool) -> None:
    dumped = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, width=9999)
    lines = dumped.splitlines() if dumped.isascii() else dumped.split("\n")
    loaded = load(dumped.encode(), "a.yaml")
    assert loaded.source
    places = loaded.source.map
    leaves = dict(_leaves(loaded.source.tree))
    assert leaves.keys() <= places.values.keys()
    for path, text in leaves.items():
        span = places.value(path)
        written = lines[span.line - 1][span.column - 1 :]
        if path not in places.shifts:
            assert written.startswith(text)
            assert span.end_column == span.column + len(text)
        else:
            assert written[0] in "'\"|>" or span.end_column == 0
        rows = text.removesuffix("\n").split("\n")
        for row, (line, column) in zip(rows, places.shifts.get(path, ()), strict=False):
            assert lines[line - 1][column - 1 :].startswith(row)


def _leaves(tree: Tree, path: Path = ()) -> list[tuple[Path, str]]:
    if isinstance(tree, dict):
        return [leaf for key, value in tree.items() for leaf in _leaves(value, (*path, key))]
    if isinstance(tree, list):
        return [leaf for key, value in enumerate(tree) for leaf in _leaves(value, (*path, key))]
    return [(path, tree)] if isinstance(tree, str) else []


@given(data=st.binary(max_size=60) | st.text(letters, max_size=60).map(lambda text: text.encode()))
def test_any_bytes_give_an_answer(data: bytes) -> None:
    """No input is an exception; without a source an error tells why, and places are in the file."""
    loaded: Loaded = load(data, "a.yaml")
    assert loaded.source or any(diagnostic.is_error for diagnostic in loaded.diagnostics)
    for diagnostic in loaded.diagnostics:
        assert diagnostic.rule.message.format_map(diagnostic.args)
        assert diagnostic.spans[0].file == "a.yaml"
        assert diagnostic.spans[0].line <= len(data) + 1
