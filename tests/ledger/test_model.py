"""Any sequence of acts gives what a few lines of our own say it gives."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen import ledger
from reportgen.ledger import Decision, Number, Registration, Result, Series
from reportgen.model import memo_scalars

NOW = datetime(2021, 11, 29, tzinfo=UTC)
RESULTS = [
    *("เห็นชอบ", "เห็นชอบและสั่งการ", "อนุมัติ", "อนุมัติและสั่งการ", "ทราบ", "ทราบและสั่งการ", "ลงนามแล้ว"),
    *("ส่งคืนแก้ไข", "ไม่เห็นชอบ", "ไม่อนุมัติ", "ยกเลิก"),
]
WHO = st.sampled_from(["พิมลภา", "ภัทรา"])
ACTS = st.one_of(
    st.tuples(st.just("reserve"), st.integers(1, 3), WHO),
    st.tuples(st.just("register"), st.integers(1, 3), WHO, st.sampled_from("ab")),
    st.tuples(st.just("take"), st.just(0), WHO, st.sampled_from("ab")),
    st.tuples(st.just("decide"), st.integers(1, 3), WHO, st.sampled_from(RESULTS)),
    st.tuples(st.just("cancel"), st.integers(1, 3), WHO),
)


class Book:
    """A register on paper: number -> (state, who reserved it, whose paper)."""

    def __init__(self) -> None:
        self.lines: dict[int, tuple[str, str, str]] = {}

    def next(self) -> int:
        given = [number for number, (state, _, _) in self.lines.items() if state not in ("จองไว้", "ยกเลิก")]
        number = max(given, default=0) + 1
        while number in self.lines:
            number += 1
        return number

    def refusal(self, state: str) -> str:
        return {"จองไว้": "number-reserved", "ยกเลิก": "number-cancelled"}.get(state, "number-taken")

    def do(self, act: str, number: int, who: str, what: str = "") -> str | None:
        state, holder, paper = self.lines.get(number, ("", "", ""))
        if act == "reserve":
            if state:
                return self.refusal(state)
            self.lines[number] = ("จองไว้", who, "")
        elif act == "register":
            if state and (state, holder) != ("จองไว้", who) and (state, paper) != ("ส่งคืนแก้ไข", what):
                return self.refusal(state)
            self.lines[number] = ("ออกเลขแล้ว", "", what)
        elif act == "decide":
            if holder == "void":
                return "number-cancelled"
            if not paper:
                return "number-unknown"
            if state not in ("ออกเลขแล้ว", "ส่งคืนแก้ไข"):
                return "decision-already"
            self.lines[number] = (what, holder, paper)
        elif state == "ยกเลิก":
            return "number-cancelled"
        else:
            self.lines[number] = ("ยกเลิก", "void", paper)
        return None


@settings(max_examples=60, deadline=None)
@given(st.lists(ACTS, max_size=14))
def test_the_ledger_is_as_a_book_would_be(acts):
    series, book = Series(2564, "ฝตป.", "memo"), Book()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for act, number, *rest in acts:
            who, what = rest[0], rest[1] if len(rest) > 1 else ""
            by = {"who": who, "now": NOW}
            if act == "reserve":
                recorded = ledger.reserve(folder, Number(series, number), "ก", **by)
            elif act in ("register", "take"):
                paper = Registration(what, "เรื่อง", None, None, "a" * 64)
                if act == "take":
                    act, number = "register", book.next()
                    recorded = ledger.take_next(folder, series, 1, lambda _, given=paper: given, **by)
                    assert recorded.entry.number.number == number
                else:
                    recorded = ledger.register(folder, Number(series, number), paper, **by)
            elif act == "decide":
                made = Decision(date(2021, 11, 29), Result(what), order_text="ก")
                recorded = ledger.decide(folder, Number(series, number), made, **by)
            else:
                recorded = ledger.cancel(folder, Number(series, number), "ก", **by)
            expected = book.do(act, number, who, what)
            assert [said.code for said in recorded.diagnostics] == ([expected] if expected else [])
        listing = ledger.entries(folder)
        assert listing.diagnostics == ()
        assert [(found.number.number, found.state.value) for found in listing.entries] == sorted(
            (number, state) for number, (state, _, _) in book.lines.items()
        )
        assert ledger.next_number(folder, series, 1) == book.next()


def test_what_a_memo_may_record_is_what_the_ledger_knows():
    assert set(memo_scalars.RESULTS) == {each.value for each in Result} == set(RESULTS)
    assert {each.value for each in Result} <= {each.value for each in ledger.State}
