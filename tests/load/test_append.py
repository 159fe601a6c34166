"""An item added to a list of a YAML file: it is read there, and every other byte is as people wrote it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.load.append import append_item
from reportgen.load.yaml_text import load
from reportgen.thai.text import clean, forbidden

DUTY = {"id": "new", "name": "รายงานผล: ทุกเดือน # ด่วน", "received": "29 พ.ย. 2564"}
LINES = ["- id: new", "  name: 'รายงานผล: ทุกเดือน # ด่วน'", "  received: 29 พ.ย. 2564"]


def block(column: int, line_break: str = "\n") -> str:
    return "".join(f"{' ' * column}{line}{line_break}" for line in LINES)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", f"a: 1\nduties:\n{block(2)}"),
        ("a: 1", f"a: 1\nduties:\n{block(2)}"),
        ("duties:\nb: 2\n", f"duties:\n{block(2)}b: 2\n"),
        ("duties: [] # ยังไม่มี\nb: 2\n", f"duties: # ยังไม่มี\n{block(2)}b: 2\n"),
        ("duties: ~\n", f"duties:\n{block(2)}"),
        ("duties:\n- id: a\n\n# ท้าย\nb: 1\n", f"duties:\n- id: a\n{block(0)}\n# ท้าย\nb: 1\n"),
        ("duties:\n    - id: a # เดิม\n    # จบ\n", f"duties:\n    - id: a # เดิม\n{block(4)}    # จบ\n"),
        ("duties:\n  - id: a", f"duties:\n  - id: a\n{block(2)}".removesuffix("\n")),
        ("duties:\n  - id: a\n    due: [x]\n", f"duties:\n  - id: a\n    due: [x]\n{block(2)}"),
        ("duties:\n  - id: a\n    due:\n      - x\n", f"duties:\n  - id: a\n    due:\n      - x\n{block(2)}"),
        ("duties:\n  - t: |\n      ก\n\nb: 1\n", f"duties:\n  - t: |\n      ก\n{block(2)}\nb: 1\n"),
        ("duties:\n  - t: |+\n      ก\n\nb: 1\n", f"duties:\n  - t: |+\n      ก\n\n{block(2)}b: 1\n"),
        ("\ufeffduties:\r\n  - id: a\r\n", "\ufeffduties:\r\n  - id: a\r\n" + block(2, "\r\n")),
        (
            "duties: [{id: a}] # สั้น\n",
            "duties: [{id: a}, {id: new, name: 'รายงานผล: ทุกเดือน # ด่วน', received: 29 พ.ย. 2564}] # สั้น\n",
        ),
    ],
)
def test_an_item_stands_after_the_last(before, after):
    assert append_item(before.encode(), "duties", DUTY).decode() == after


@pytest.mark.parametrize("text", ["duties: ก\n", "duties: {a: 1}\n", "- a\n", "duties: [\n", "ก\n"])
def test_no_list_to_add_to(text):
    with pytest.raises(ValueError):
        append_item(text.encode(), "duties", DUTY)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(
    lambda text: not forbidden(text) and clean(text).text.strip()
)


@given(texts, texts)
@example("<<", "=")
def test_any_text_is_read_back(name, source):
    before = b"duties:\n  - id: a # \xe0\xb8\x81\nmeetings: []\n"
    after = append_item(before, "duties", {"name": name, "source": source})
    head, tail = before.split(b"\nmeetings")
    assert after.startswith(head) and after.endswith(b"\nmeetings" + tail)
    duty = {"name": clean(name).text, "source": clean(source).text}
    assert load(after, "x").source.tree["duties"][1] == duty
    assert len(yaml.safe_load(after)["duties"]) == 2
