"""Names that are like one that nobody knows: the slips of a hand, and nothing where nothing is near."""

from __future__ import annotations

import pytest

from reportgen.validate.names import nearest

UNITS = ("ฝตป.", "ฝพป.", "ทป.", "ฝ่ายติดตามและประเมินผล", "ฝ่ายพัฒนาผู้ประกอบการ", "ฝ่ายการเงินและบัญชี")


@pytest.mark.parametrize(
    ("name", "known", "near"),
    [
        ("ฝตป", UNITS, "ฝตป."),
        ("ฝ่ายติดตามและประเมิณผล", UNITS, "ฝ่ายติดตามและประเมินผล"),
        ("ฝ่ายการเงิน และบัญชี", UNITS, "ฝ่ายการเงินและบัญชี"),
        ("ฝ่ายกฎหมาย", UNITS, ""),  # the first word is all that it shares with another
        ("ฝกม.", UNITS, ""),
        ("StepUp", ("oss", "step-up"), "step-up"),
        ("๑๒/๒๕๖๔", ("9/2564", "12/2564"), "12/2564, 9/2564"),
        ("v9", ("v1", "v2"), ""),
        ("2565-09", [f"2565-0{number}" for number in range(1, 7)], ""),  # all of them as near as another
        ("somjia", ("somjai", "wichai"), "somjai"),
        ("x", (), ""),
    ],
)
def test_nearest(name: str, known: tuple[str, ...], near: str) -> None:
    assert nearest(name, known) == near
