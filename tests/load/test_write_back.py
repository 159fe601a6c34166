"""Values written into YAML: what was asked for is there, and every other byte is as people wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.load.write_back import set_values
from reportgen.load.yaml_text import load
from reportgen.thai.text import clean, forbidden

MEMO = """\
# yaml-language-server: $schema=memo.json
unit: ฝตป.                       # เบอร์ต่อภายใน: reportgen.yaml

number:                          # เว้นว่าง = เขียนด้วยปากกา
date: พฤศจิกายน 2564
subject: "ขอความเห็นชอบ: แนวทาง"   # เครื่องหมายคำพูดคงไว้
body:
  - ตามที่ คณะอนุกรรมการฯ
    มีมติ นั้น
  - |
    จึงเรียนมา

    เพื่อพิจารณา

attachments: [{title: แนวทาง, paper: guideline}]
drafter: {section: ส่วนติดตาม, by: ภัทรา}   # ท้ายหนังสือ
record:                          # จดจากกระดาษ
  received: {by: ทป. (อ), number: 1421 / 64}

  # ยังไม่สั่งการ
# จบ
"""


def test_a_memo_is_numbered_and_its_decision_recorded():
    written = set_values(
        MEMO.encode(),
        {
            ("number",): "1389/2564",
            ("date",): "23 พฤศจิกายน 2564",
            ("record",): {"decided": {"date": "29 พ.ย. 2564", "result": "เห็นชอบ", "order": None}},
            ("record", "received", "receiver"): "Pink",
        },
    ).decode()
    expected = (
        MEMO.replace("number: ", "number: 1389/2564 ", 1)
        .replace("date: พฤศจิกายน", "date: 23 พฤศจิกายน")
        .replace("1421 / 64}", "1421 / 64, receiver: Pink}\n  decided:\n    date: 29 พ.ย. 2564\n"
                               "    result: เห็นชอบ\n    order:")
    )  # fmt: skip
    assert written == expected


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("a:\nb: 1\n", "a", "ก", "a: ก\nb: 1\n"),
        ("a: ~  # c\n", "a", "ก", "a: ก  # c\n"),
        ("a: ก  # c\n", "a", None, "a:  # c\n"),
        ("a:\n  ก\nb: 1\n", "a", "ข", "a:\n  ข\nb: 1\n"),
        ("a: 'ก'\n", "a", "ข", "a: 'ข'\n"),
        ("a: 'ก'\n", "a", "it's", "a: 'it''s'\n"),
        ("a: 'ก'\n", "a", "ก\nข", 'a: "ก\\nข"\n'),
        ('a: "ก"\n', "a", 'ข"\\', 'a: "ข\\"\\\\"\n'),
        ("a: ก\n", "a", "ข: ค", "a: 'ข: ค'\n"),
        ("a: ก\n", "a", "ข #ค", "a: 'ข #ค'\n"),
        ("a: ก\n", "a", "null", "a: 'null'\n"),
        ("a: ก\n", "a", "", "a: ''\n"),
        ("a: ก\n", "a", "- ข", "a: '- ข'\n"),
        ("a: ก\n", "a", "[[2565-q1:total]]", "a: '[[2565-q1:total]]'\n"),
        ("a: ก\n", "a", "ก\nข", 'a: "ก\\nข"\n'),
        ("a: ก\n  ข  # c\nb: 1\n", "a", "ค", "a: ค  # c\nb: 1\n"),
        ("a: |  # c\n  ก\n\n  ข\n\n# d\nb: 1\n", "a", "ค", "a: ค  # c\n\n# d\nb: 1\n"),
        ("a: >-\n  ก\n  ข", "a", "ค", "a: ค"),
        ("a: |\nb: 1\n", "a", "ค", "a: ค\nb: 1\n"),
        ("a: |\n  ก\nb: 1\n", "a", None, "a:\nb: 1\n"),
        ("a: {b: , c: 1}\n", "a b", "ก", "a: {b: ก, c: 1}\n"),
        ("a: {b: 1, c: 1}\n", "a b", "1,200,000.00", "a: {b: '1,200,000.00', c: 1}\n"),
        ("a: {b: 1}\n", "a b", None, "a: {b: null}\n"),
        ("- ก\n-\n- ข  # c\n", "1", "ค", "- ก\n- ค\n- ข  # c\n"),
        ("- ก\n- ข  # c\n", "1", None, "- ก\n-  # c\n"),
        ("[ก, ข]\n", "1", None, "[ก, null]\n"),
        ("a: [{b: 1}, {b: 2}]\n", "a 1 b", "3", "a: [{b: 1}, {b: 3}]\n"),
        # keys that are new
        ("a: 1\n", "b", "ก", "a: 1\nb: ก\n"),
        ("a: 1", "b", "ก", "a: 1\nb: ก"),
        ("a: 1  # c\n\n# d\n", "b", None, "a: 1  # c\nb:\n\n# d\n"),
        ("a: 1\n...\n", "b", "ก", "a: 1\nb: ก\n...\n"),
        ("a:\n    b: 1\n\nc: 2\n", "a d", "ก", "a:\n    b: 1\n    d: ก\n\nc: 2\n"),
        ("a: |\n  ก\n\n# c\n", "b", "ข", "a: |\n  ก\nb: ข\n\n# c\n"),
        ("a: |+\n  ก\n\n# c\n", "b", "ข", "a: |+\n  ก\n\nb: ข\n# c\n"),
        ("a: |\n  ก", "b", "ข", "a: |\n  ก\nb: ข"),
        ("a: |\n  ก  ", "b", "ข", "a: |\n  ก  \nb: ข"),
        ("a:\n- b: 1\n- c: 2  # d\n", "a 0 e", "ก", "a:\n- b: 1\n  e: ก\n- c: 2  # d\n"),
        ("a:\n- b: 1\n- c: 2  # d\n", "e", "ก", "a:\n- b: 1\n- c: 2  # d\ne: ก\n"),
        ("a: {b: [1,\n  2\n  ]}  # c\n# d\n", "b", "ก", "a: {b: [1,\n  2\n  ]}  # c\nb: ก\n# d\n"),
        ("a: {}  # c\n", "a b", "ก", "a: {b: ก}  # c\n"),
        ("a: {b: 1,}\n", "a c", "ก", "a: {b: 1, c: ก,}\n"),
        ("a: {b: }\n", "a c", "ก", "a: {b: , c: ก}\n"),
        ("a: {b: 1  # c\n  }\n", "a c", None, "a: {b: 1, c: null  # c\n  }\n"),
        ("{a: [ก]}\n", "b", {"c": {"d": "1"}, "e": {}}, "{a: [ก], b: {c: {d: 1}, e: {}}}\n"),
        ("a:  # c\nb: 1\n", "a c", "ก", "a:  # c\n  c: ก\nb: 1\n"),
        ("a: ~ # c\nb: 1\n", "a c", "ก", "a: # c\n  c: ก\nb: 1\n"),
        ("a:\nb:\n    c: 1\n", "a", {"d": {"e": "ก"}, "f": {}},
         "a:\n    d:\n        e: ก\n    f: {}\nb:\n    c: 1\n"),
        ("a:\n", "a", {}, "a: {}\n"),
        ("a:\n  b:\n", "a b", {"c": "1"}, "a:\n  b:\n    c: 1\n"),
        ("{a: }\n", "a b", "ก", "{a: {b: ก}}\n"),
    ],
)  # fmt: skip
def test_one_value(before, path, value, after):
    keys = tuple(int(part) if part.isdecimal() else part for part in path.split(" "))
    for brk, mark in (("\n", ""), ("\r\n", "\ufeff"), ("\r", "")):
        data = (mark + before.replace("\n", brk)).encode()
        if "\n" in before or brk == "\n":  # a file of one line has no line breaks to follow
            assert set_values(data, {keys: value}).decode() == mark + after.replace("\n", brk)


def test_a_key_that_needs_quotes():
    assert set_values(b"a: 1\n", {("ข: ค",): "1"}).decode() == "a: 1\n'ข: ค': 1\n"
    assert set_values(b"a: 1\n", {("\u200bข",): {"ค\u200b": "1"}}).decode() == "a: 1\nข:\n  ค: 1\n"
    assert set_values(b"a: {}\n", {("a", "ข, ค"): "1"}).decode() == "a: {'ข, ค': 1}\n"


def test_several_changes_at_one_place_keep_their_order():
    changes = {("d",): "4", ("a", "e"): "3", ("a", "b", "f"): "2", ("a", "b", "c"): "1"}
    assert set_values(b"a:\n  b:\n    c:\n", changes) == b"a:\n  b:\n    c: 1\n    f: 2\n  e: 3\nd: 4\n"


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("a: 1\n", {(): "2"}),
        ("a: 1\n", {("b", "c"): "2"}),
        ("a: 1\n", {("a", "c"): "2"}),
        ("a: 1\n", {("a",): {"b": "1"}}),
        ("a: [1]\n", {("a",): "2"}),
        ("a: [1]\n", {("a",): {"b": "1"}}),
        ("a: [1]\n", {("a", 1): "2"}),
        ("a: [1]\n", {("a", -1): "2"}),
        ("a: [1]\n", {("a", "b"): "2"}),
        ("a: [~]\n", {("a", 0): {"b": "1"}}),
        ("a: {b: 1}\n", {("a",): "2"}),
        ("a: {b: 1}\n", {("a",): None}),
        ("a: 1\n", {("a",): "\x07"}),
        ("a: 1\n", {("\u202e",): "1"}),
        ("a: 1\n", {("",): "1"}),
        ("a: 1\n", {("ก" * 2000,): "1"}),
        ("{a, b: 1}\n", {("a",): "1"}),
        ("a: 1\na: 2\n", {("a",): "1"}),
        ("a: [\n", {("a",): "1"}),
        ("", {("a",): "1"}),
        ("ลอย\n", {("a",): "1"}),
    ],
)
def test_what_is_refused(text, changes):
    with pytest.raises(ValueError):
        set_values(text.encode(), changes)


def test_a_file_of_another_encoding_is_refused():
    with pytest.raises(ValueError):
        set_values("a: ก\n".encode("cp874"), {("a",): "1"})


def test_no_change_changes_nothing():
    assert set_values(MEMO.encode(), {}) == MEMO.encode()
    assert set_values(MEMO.encode(), {("number",): None, ("unit",): "ฝตป.", ("record",): {}}) == MEMO.encode()


def test_the_examples_take_a_value_anywhere():
    """Every scalar of the example workspace, set alone: only its own text differs."""
    root = Path(__file__).parents[2] / "examples" / "fy2565"
    for path in sorted(root.glob("*.yaml"))[:2]:
        data = path.read_bytes()
        source = load(data, path.name).source
        for place in [at for at, span in source.map.values.items() if span.end_column][::40]:
            if isinstance(leaf(source.tree, place), str):
                written = set_values(data, {place: "ค่าใหม่"})
                assert leaf(load(written, "").source.tree, place) == "ค่าใหม่"
                differing = [pair for pair in zip(data.splitlines(), written.splitlines(), strict=True)
                             if pair[0] != pair[1]]  # fmt: skip
                assert len(differing) == 1


def leaf(tree, path):
    for part in path:
        tree = tree[part]
    return tree


# A file put together from lines whose places are known: what is right needs no reading of YAML.
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12).filter(lambda text: not forbidden(text))
OTHERS = st.lists(st.sampled_from(["", "# หมายเหตุ: ก", " # เยื้อง", "   "]), max_size=2)
KEPT = st.sampled_from(
    ["\n- {x: 1, y: [ก, 'ข']}", "\n  - ก  # ข", "\n  z: |\n    ก\n    ข", " 'ก'", " {x: }  # ก"]
)
# What stands after a colon, and what is to stand left and right of another value.
OLD = st.sampled_from(
    [
        ("", " ", ""),
        ("  # c", " ", "  # c"),
        (" ก  # c", " ", "  # c"),
        (" 'ก: ข'", " ", ""),
        ('   "ก\\tข" #', "   ", " #"),
        (" ~ # c", " ", " # c"),
        (" ก\n  ข  # c", " ", "  # c"),
        (" 'ก\n\n  ข'", " ", ""),
        (" |  # c\n  ก\n\n  ข", " ", "  # c"),
        (" >-\n  ก", " ", ""),
        (" |2+\n   ก", " ", ""),
        ("\n  ก # c", "\n  ", " # c"),
    ]
)


PARTS = st.lists(st.tuples(OTHERS, KEPT), max_size=3)


@given(PARTS, OTHERS, OLD, PARTS, TEXTS)
@example([], [], ("", " ", ""), [], "\u200b")
@example([], [], ("", " ", ""), [], "0\t0")
def test_all_but_the_value_is_the_same(above, others, old, below, value):
    head = "".join(f"{line}\n" for line in [*written_lines("a", above), *others]) + "k:"
    foot = "".join(f"\n{line}" for line in written_lines("b", below)) + "\n"
    before, left, right = old
    data = (head + before + foot).encode()
    written = set_values(data, {("k",): value}).decode()
    assert written.startswith(head + left)
    assert written.endswith(right + foot)
    new = written[len(head + left) : len(written) - len(right + foot)]
    assert yaml.load(f"k: {new}\n", yaml.BaseLoader) == {"k": clean(value).text}
    tree = load(data, "").source.tree
    assert load(written.encode(), "").source.tree == tree | {"k": clean(value).text}


def written_lines(name, parts):
    return [line for index, (others, kept) in enumerate(parts) for line in (*others, f"{name}{index}:{kept}")]


FIELDS = st.dictionaries(TEXTS, TEXTS | st.none(), max_size=3)


@given(PARTS, FIELDS, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_new_key_is_a_line_put_between(parts, fields, line_break, ends):
    lines = "\n".join(["# หมายเหตุ", "first: 1", *written_lines("k", parts)])
    before = lines.replace("\n", line_break) + line_break * ends
    fields = {key: value for key, value in fields.items() if clean(key).text}
    written = set_values(before.encode(), {("record",): fields}).decode()
    end = len(before) - len(line_break) * ends
    assert written.startswith(before[:end] + line_break + "record:")
    assert written.endswith(before[end:])
    assert written.count("\n") == before.count("\n") + 1 + len({clean(key).text for key in fields})
    # A text after | that ended the file without a line break has one now.
    tree = load((before + line_break * (not ends)).encode(), "").source.tree
    wanted = {clean(key).text: None if value is None else clean(value).text for key, value in fields.items()}
    assert load(written.encode(), "").source.tree == tree | {"record": wanted}
