"""The markup of free texts: what is read, what is not, and that a text without any prints as it ever did."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Diagnostic, Span
from reportgen.load.yaml_text import load
from reportgen.model.context import Shown
from reportgen.model.rich import Grid, Paragraph, Rich, Run
from reportgen.model.source import Located
from reportgen.present import shown
from reportgen.present.citations import cite
from reportgen.present.digits import in_thai
from reportgen.present.markdown import LONGEST, read
from reportgen.present.markup import free_paragraphs, free_text, is_inline, led
from reportgen.present.plain_yaml import scalar

PLACE = Span("2565-q1/findings.yaml", 7, 11)


def told(text: str) -> list[Any]:
    """The blocks that `text` is read as: (level, label, runs) or rows of cells; a run as "b:words"."""

    def words(runs: tuple[Run, ...]) -> str:
        names = ("bold", "italic", "underline")
        marked = (("".join(name[0] for name in names if getattr(run, name)), str(run.text)) for run in runs)
        return "|".join(f"{how}:{said}" if how else said for how, said in marked)

    return [
        [[words(cell) for cell in row] for row in block.rows]
        if isinstance(block, Grid)
        else (block.level, block.label, words(block.runs))
        for block in read(text).blocks
    ]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("ข้อความ**เน้น**ต่อ", [(0, "", "ข้อความ|b:เน้น|ต่อ")]),
        ("ฉบับ**(ร่าง)**แรก เพิ่ม**5%**แล้ว", [(0, "", "ฉบับ|b:(ร่าง)|แรก เพิ่ม|b:5%|แล้ว")]),
        ("แบบ *in situ* ที่ ++ขีด++เส้น", [(0, "", "แบบ |i:in situ| ที่ |u:ขีด|เส้น")]),
        ("**หนา *เอียง* ++ขีด++**", [(0, "", "b:หนา |bi:เอียง|b: |bu:ขีด")]),
        ("***ทั้งสอง***", [(0, "", "bi:ทั้งสอง")]),
        ("ก\n**ข**\n\nค", [(0, "", "ก\n|b:ข"), (0, "", "ค")]),
        ("ดังนี้\n1. ก\n2. ข\n\nจบ", [(0, "", "ดังนี้"), (1, "1.", "ก"), (1, "2.", "ข"), (0, "", "จบ")]),
        ("1) ก\n2) ข", [(1, "1)", "ก"), (1, "2)", "ข")]),
        ("๑. ก\n๒. ข", [(1, "๑.", "ก"), (1, "๒.", "ข")]),
        ("- ก\n  ต่อ\n- ข\n\n  อีกย่อหน้า", [(1, "•", "ก\nต่อ"), (1, "•", "ข"), (1, "", "อีกย่อหน้า")]),
        ("1. ก\n   - ข\n2. ค", [(1, "1.", "ก"), (2, "–", "ข"), (1, "2.", "ค")]),
        ("1. ก\n2. ข\n\nแล้ว\n\n1. ค\n2. ง", [
            (1, "1.", "ก"), (1, "2.", "ข"), (0, "", "แล้ว"), (1, "1.", "ค"), (1, "2.", "ง"),
        ]),
        ("1. ก\n   1. ข\n2. ค\n   1. ง", [(1, "1.", "ก"), (2, "1.", "ข"), (1, "2.", "ค"), (2, "1.", "ง")]),
        ("| ก | ข |\n|---|--:|\n| 1 | **2** |\n| ค\\|ง |", [[["ก", "ข"], ["1", "b:2"], ["ค|ง", ""]]]),
        (r"\*ก\* \**ข\** 5\+", [(0, "", "*ก* **ข** 5+")]),
        ("[[2565-q1:total.after*]] **ก**", [(0, "", "[[2565-q1:total.after*]] |b:ก")]),
        ("**[[2565-q1:fund.ก*ข*.spent]]**", [(0, "", "b:[[2565-q1:fund.ก*ข*.spent]]")]),
    ],
)  # fmt: skip
def test_read(text: str, blocks: list[Any]) -> None:
    assert told(text) == blocks
    assert read(text).unsupported == ()


PLAIN = [
    "2565. รายงาน", "2565. ก\n2566. ข", "(1) ก\n(2) ข", "1. ข้อเดียว", "- ไม่มี", "-\n-", "- - ก\n- ข",
    "-1,500.00\n-2,000.00", "1. ก\n3. ข", "2. ก\n3. ข", "1.5 ล้าน\n2.5 ล้าน", "* หมายเหตุ\n* อีกข้อ",
    "+ เพิ่ม\n+ อีก", "ก.พ. *", "ก * ข * ค", "2*3*4", "กว้าง*ยาว*สูง", "เป้าหมาย* และ ผล*",
    "โครงการ ก** และ ข**", "ก**, ข**", "a_b_c __d__", "C++ และ C++", "C++, C++", "5+++5", "ก|ข",
    "ก | ข\nค | ง", "---", "ก\n---", "ก\n===", "&amp; &#3585;", "\\\\server\\share", "C:\\_x",
    "[1] [ก](ข)", "[ก]: http://x.y", "http://a.b/*c*d", "<5 และ >3", "# 5", "#1", "> 50", "~~ก~~",
    "    เยื้อง\n    สี่ช่อง", "**", "****", "++ ++", "๒๕๖๕. ก", "ก  \nข",
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_what_people_type_anyway_is_no_markup(text: str) -> None:
    said: list[Diagnostic] = []
    assert read(text).blocks == read(text).unsupported == ()
    same(free_text(text, said), shown.text(text))
    assert free_paragraphs(text, said) == shown.paragraphs(text)
    assert said == []


def same(found: Shown, expected: Shown) -> None:
    assert type(found) is Shown
    assert (str(found), found.origin) == (str(expected), expected.origin)


_letters = st.text("กขคะาิ่์๑๒3 45.,()[]/-:%\n\u00a0abฯๆ\"'&_~=#>", max_size=40)


@settings(max_examples=300, deadline=None)
@given(_letters)
def test_a_text_without_marks_is_unchanged(text: str) -> None:
    """No star, plus, pipe, backslash or backtick; no line begins as an item, heading or quotation does."""
    assume(not re.search(r"\]\(|(?m:^[ \t]*(?:[-#>]|[0-9๐-๙]+[.)]))", text))
    located = Located(text, PLACE)
    same(free_text(located, []), shown.text(located))
    assert free_paragraphs([located], []) == shown.paragraphs([located])


_marked = st.text(st.sampled_from("กข1๒ ab*+-.)|\\[]()#>`<\n"), max_size=60)


@settings(max_examples=400, deadline=None)
@given(_marked)
@example("|a|b|\n|-|-|\n|1|2|3|")
@example("1. ก\n   - ข\n     - ค\n       1. ง\n2. จ")
def test_no_letter_is_lost_or_added(text: str) -> None:
    """Whatever is read as markup: letters are printed as many as typed, in order. Numbers of lists too."""
    printed = "\n".join(str(each) for each in free_paragraphs(text, []))
    assert re.sub(r"[^ก-๛a-z0-9]", "", printed) == re.sub(r"[^ก-๛a-z0-9]", "", text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert all(isinstance(each, Shown) for each in free_paragraphs(text, []))


@pytest.mark.parametrize(
    ("text", "unsupported"),
    [
        ("# หัวเรื่อง ใหญ่\nต่อ", ["# หัวเรื่อง"]),
        ("> เขาว่า อย่างนี้", ["> เขาว่า"]),
        ("ใช้ `คำสั่ง*ก*`", ["`คำสั่ง*ก*`"]),
        ("```\nก\n```", ["```"]),
        ("<b>ก</b><!-- ข -->", ["<b>", "</b>", "<!-- ข -->"]),
        ("![ภาพ](a.png)", ["![ภาพ](a.png)"]),
        (
            "[ก](javascript:alert(1)) [ข](file:///etc/passwd)",
            ["[ก](javascript:alert(1)", "[ข](file:///etc/passwd)"],
        ),
        ("[ก](../ข.docx) [ค](#ง)", ["[ก](../ข.docx)", "[ค](#ง)"]),
        ("- ก\n  - ข\n    - ค\n- ง", ["- ค"]),
        ("|ก|ข|\n|-|-|\n|1|2|3|", ["|ก|ข|"]),
        ("ก **ข ค", ["**ข"]),
        ("ก ++ข ค\nง **จ ฉ", ["++ข", "**จ"]),
    ],
)
def test_unsupported_markup_is_told_and_printed_as_typed(text: str, unsupported: list[str]) -> None:
    located, said = Located(text + "\n**ก**", PLACE), list[Diagnostic]()
    printed = str(free_text(located, said))
    assert [each.args["markup"] for each in said] == unsupported
    assert {(each.code, each.spans) for each in said} == {("markup-unsupported", (PLACE,))}
    assert re.sub(r"[\s*•–-]", "", printed) == re.sub(r"[\s*-]", "", str(located))


def test_told_once_however_often_it_is_shown() -> None:
    said: list[Diagnostic] = []
    for _ in range(2):
        free_text(Located("<b>ก</b>", PLACE), said)
    assert len(said) == 2


def links(text: str) -> list[tuple[str, str]]:
    return [
        (str(run.text), run.link)
        for block in read(text).blocks
        if isinstance(block, Paragraph)
        for run in block.runs
    ]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("[เว็บ](https://a.go.th/ก)", [("เว็บ", "https://a.go.th/%E0%B8%81"), (" (https://a.go.th/ก)", "")]),
        ("[a@b.th](mailto:a@b.th)", [("a@b.th", "mailto:a@b.th")]),
        ("[http://a.b](http://a.b)", [("http://a.b", "http://a.b")]),
        ('[ก](http://a.b "ชื่อ")', [("ก", "http://a.b"), (" (http://a.b ชื่อ)", "")]),
        ("[ก](http://a.b) **ข**", [("ก", "http://a.b"), (" (http://a.b) ", ""), ("ข", "")]),
    ],
)
def test_links_print_their_address(text: str, runs: list[tuple[str, str]]) -> None:
    assert links(text) == runs


@pytest.mark.parametrize(
    "address", ["javascript:x", "HTTP://a", "ftp://a", "http://a b", "http://ก", "http://a\n"]
)
def test_a_run_leads_nowhere_else(address: str) -> None:
    with pytest.raises(ValueError, match="web pages"):
        Run(Shown("ก"), link=address)


def test_paragraphs_lists_and_tables_are_pieces() -> None:
    pieces = free_paragraphs(["ก\n\n**ข**\n\n- ค\n- ง\n\n|จ|\n|-|\n|ฉ|\n\nช", "ซ"], [])
    assert [str(piece) for piece in pieces] == ["ก", "ข", "• ค\n• ง\nจ\nฉ", "ช", "ซ"]
    assert [type(piece) for piece in pieces] == [Shown, Rich, Rich, Shown, Shown]
    assert [is_inline(piece) for piece in pieces] == [True, True, False, True, True]


def test_words_before_a_text() -> None:
    assert str(led("ปัญหา : ", free_text("ก **ข**", []))) == "ปัญหา : ก ข"
    assert str(led("ปัญหา : ", free_text("- ก\n- ข", []))) == "ปัญหา :\n• ก\n• ข"
    assert type(led("ปัญหา : ", Shown("ก"))) is Shown


def test_citations_and_digits_within() -> None:
    text = free_text(Located("**[[a]]** ปี 2565\n\n1. ก\n2. [เว็บ](http://a.b/1)", PLACE), [])
    other = Span("2565-q1/spending.yaml", 3, 1)
    found = cite(text, {"a": Shown("*1* [ข](http://c)", (other,))})
    assert isinstance(found, Rich)
    assert str(found).startswith("*1* [ข](http://c) ปี\u00a02565\n1. ก\n2. เว็บ")
    assert found.origin == (PLACE, other)
    first = found.blocks[0]
    assert isinstance(first, Paragraph)
    assert [run.bold for run in first.runs] == [True, False]
    thai = in_thai({"x": found})["x"]
    assert isinstance(thai, Rich)
    assert [block.label for block in thai.blocks if isinstance(block, Paragraph)] == ["", "๑.", "๒."]
    assert "http://a.b/1" in [
        run.link for block in thai.blocks if isinstance(block, Paragraph) for run in block.runs
    ]


def test_no_breaks_where_thai_has_none() -> None:
    assert told("**เบิก** 5 ล้านบาท")[0][2] == "b:เบิก| 5\u00a0ล้านบาท"


def test_a_rich_text_is_a_value() -> None:
    text = free_text(Located("ก **ข**", PLACE), [])
    again = pickle.loads(pickle.dumps(text))
    assert again == text
    assert (again.origin, hash(again)) == (text.origin, hash(text))
    assert text != "ก ข"
    assert text != free_text("ก *ข*", [])


@pytest.mark.parametrize(
    "text",
    [
        "*" * 5000,
        "[" * 5000,
        "- " * 3000,
        "1. ก\n" * 2000,
        "**ก" * 3000,
        "\\*" * 9000,
        "|" * 9000,
        "> " * 5000,
    ],
)
def test_hostile_texts_are_read_or_left(text: str) -> None:
    assert free_paragraphs(text, [])


def test_very_long_texts_are_as_typed() -> None:
    text = "**ก** " * LONGEST
    same(free_text(text, []), shown.text(text))
    same(free_text("**ก**\U000f0000", []), shown.text("**ก**\U000f0000"))


def test_the_library_is_imported_for_markup_only() -> None:
    code = (
        "import sys; from reportgen.present.markup import free_text;"
        "free_text('ปี 2565 (1) -1,500.00', []); a = 'markdown_it' in sys.modules;"
        "free_text('**ก**', []); print(a, 'markdown_it' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


@pytest.mark.parametrize(
    "text", ["ก\n1. ข\n2. ค\n   - ง", "ก\n\n- ข\n- ค\n", "# ก\nข: 'ค'", "\nก\nข", "  ก\nข", "ก\n\n"]
)
def test_lines_are_carried_to_the_next_period_as_typed(text: str) -> None:
    source = load(f"a:\n  - text: {scalar(text, 4)}\n    b: 1\n".encode(), "x.yaml").source
    assert source is not None
    assert source.tree == {"a": [{"text": text, "b": "1"}]}
