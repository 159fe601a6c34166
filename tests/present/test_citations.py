"""Quantities cited in texts, with and without their unit; the expected numbers are worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pytest

from reportgen.diagnostics import Span
from reportgen.model.context import Shown
from reportgen.model.figures import Figures
from reportgen.model.quantity import Quantity, Untold
from reportgen.model.scalars import PeriodId
from reportgen.present.citations import Citations, cite, resolve

PLACE = Span("2565-q1/spending.yaml", 7, 3)
MISSING = frozenset((Untold("ผูกพันคงเหลือ", 1),))


def figures(period: PeriodId) -> Figures | None:
    if str(period) != "2565-q1":
        return None
    row = SimpleNamespace(
        label="งบประมาณ 2565",
        disbursed=Quantity(Decimal("6450000.25"), "บาท", (PLACE,)),
        disbursed_rate=Quantity(Decimal("12.345"), "ร้อยละ", (PLACE,)),
        committed=Quantity(Decimal(0), "บาท", (), MISSING),
        spent=Quantity(Decimal("6450000.25"), "บาท", (PLACE,), MISSING),
        spent_rate=Quantity(Decimal(0), "ร้อยละ", (), MISSING),
        plan=None,
        plan_gap=None,
    )
    return cast("Figures", SimpleNamespace(total=row, groups=(), funds=(row,), strategies=()))


CITATIONS = Citations(figures, 4)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2565-q1:total.disbursed", "6,450,000.25"),
        ("2565-q1:total.disbursed บาท", "6,450,000.25 บาท"),
        ("2565-q1:total.disbursed ล้านบาท", "6.4500 ล้านบาท"),
        ("๒๕๖๕-q1 : total.disbursed  ล้านบาท", "6.4500 ล้านบาท"),
        ("2565-q1:total.disbursed_rate", "12.35"),
        ("2565-q1:total.disbursed_rate ร้อยละ", "ร้อยละ 12.35"),
        ("2565-q1:fund.งบประมาณ 2565.disbursed ล้านบาท", "6.4500 ล้านบาท"),
        ("บาท 150,000.00", "150,000.00 บาท (หนึ่งแสนห้าหมื่นบาทถ้วน)"),
        ("2565-q1:total.committed ล้านบาท", "(ยังไม่ได้รับข้อมูล)"),
        ("2565-q1:total.spent ล้านบาท", "6.4500 ล้านบาท (รวมเฉพาะที่ได้รับข้อมูล)"),
        ("2565-q1:total.spent_rate ร้อยละ", "(ยังไม่ได้รับข้อมูล)"),
        ("2565-q1:total.plan_gap ร้อยละ", "(ไม่ได้กำหนดแผน)"),
        ("2565-q1:total.committed ร้อยละ", None),
        ("2565-q1:total.disbursed ร้อยละ", None),
        ("2565-q1:total.disbursed_rate ล้านบาท", None),
        ("2565-q1:total.nothing", None),
        ("2565-q2:total.disbursed", None),
        ("2565-q9:total.disbursed", None),
        ("fund.x", None),
        ("บาท 1OO", None),
    ],
)
def test_what_a_citation_prints(written: str, printed: str | None) -> None:
    shown = CITATIONS.show(written)
    assert (None if shown is None else shown.replace("\u00a0", " ")) == printed


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("2565-q1:total.disbursd", "[[2565-q1:total.disbursed]]"),
        ("2565-q1:totl.commited บาท", "[[2565-q1:total.committed บาท]]"),
        ("2565-q1:total.disbursed_rat ล้านบาท", "[[2565-q1:total.disbursed_rate]]"),
        ("2565-q1:total.ฝน", ""),
        ("2565-q9:total.disbursed", ""),
        ("total.disbursed", ""),
        ("x", ""),
    ],
)
def test_a_mistyped_citation_is_told_the_one_it_is_like(written: str, nearest: str) -> None:
    assert CITATIONS.nearest(written) == nearest


def test_a_sentence_keeps_its_words_and_gains_origins() -> None:
    own = Span("memos/a.yaml", 3, 5)
    text = Shown("คิดเป็นร้อยละ [[2565-q1:total.disbursed_rate]] ของ [[x]]", (own,))
    known, unknown = resolve([text], CITATIONS)
    assert [(each.code, each.spans, each.args["citation"]) for each in unknown] == [
        ("citation-unknown", (own,), "[[x]]")
    ]
    done = cite(text, known)
    assert done == "คิดเป็นร้อยละ 12.35 ของ [[x]]"
    assert done.origin == (own, PLACE)
