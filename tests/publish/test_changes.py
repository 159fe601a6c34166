"""What is told of a person's changes."""

from __future__ import annotations

import unicodedata
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.publish import Change
from reportgen.publish.changes import SHOWN, compare

LINE = st.text(alphabet="กขค้ำ ", max_size=6)
LINES = st.lists(LINE, max_size=12)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["ก", "ข"], ["ก", "ค"], [Change("changed", "ข", "ค")]),
        (["ก", "ข"], ["ก"], [Change("removed", "ข", "")]),
        (["ก"], ["ก", "ข"], [Change("added", "", "ข")]),
        (["ก", "ก"], ["ก"], [Change("removed", "ก", "")]),
        ([], ["ก"], [Change("added", "", "ก")]),
        (["ก"], [], [Change("removed", "ก", "")]),
    ],
)
def test_one_change(before, after, expected):
    assert compare(before, after) == expected


def test_a_line_put_before_a_changed_one_is_not_taken_for_it():
    before = ["เรียน", "ขอให้ส่งรายงานภายในวันที่ 15 มกราคม", "ลงชื่อ"]
    after = ["เรียน", "อ้างถึง 1/2565", "ขอให้ส่งรายงานภายในวันที่ 31 มกราคม", "ลงชื่อ"]
    assert compare(before, after) == [
        Change("added", "", "อ้างถึง 1/2565"),
        Change("changed", before[1], after[2]),
    ]


def test_lines_that_have_nothing_in_common_are_removed_and_added():
    changes = compare(["0", "กกกก", "9"], ["0", "ขขขข", "คคคค", "9"])
    assert [change.kind for change in changes] == ["removed", "added", "added"]


def test_a_long_paragraph_is_cut_to_the_part_that_differs():
    before = "ต้น" * 100 + "ร้อยละ 70" + "ท้าย" * 100
    (change,) = compare([before], [before.replace("70", "75")])
    assert "ร้อยละ 70" in change.before and "ร้อยละ 75" in change.after
    assert change.before[0] == change.before[-1] == "…"


@given(LINES, LINES)
def test_changes_account_for_every_line(before, after):
    changes = compare(before, after)
    kinds = [change.kind for change in changes]
    assert (changes == []) == (before == after)
    assert len(before) - kinds.count("removed") == len(after) - kinds.count("added")
    gone = [change.before for change in changes if change.kind != "added"]
    come = [change.after for change in changes if change.kind != "removed"]
    assert sorted([*before, *come]) == sorted([*after, *gone])


@given(st.text(alphabet="กขา้ิ่ำ", min_size=1, max_size=400), st.integers(0, 399))
def test_no_cluster_is_cut(text, at):
    (change,) = compare([text], [text[:at] + "Z" + text[at:]])
    for whole, shown in ((text, change.before), (text[:at] + "Z" + text[at:], change.after)):
        assert len(shown) <= SHOWN or len(whole) <= SHOWN
        core = shown.strip("…")
        assert core in whole
        if shown.startswith("…"):
            assert not joins_left(core[0])
        if shown.endswith("…"):
            assert any(
                whole.startswith(core, start) and not joins_left(whole[start + len(core)])
                for start in range(len(whole) - len(core))
            )


def joins_left(letter: str) -> bool:
    return letter == "ำ" or unicodedata.category(letter) == "Mn"


def test_a_wholly_other_long_document_takes_no_long_time():
    before, after = [f"บรรทัด {n}" for n in range(4000)], [f"แถว {n % 7}" for n in range(6000)]
    started = process_time()
    assert len(compare(before, after)) == 6000
    assert process_time() - started < 5
