"""The codes that readers raise: all listed, all raisable, each with its details and its place."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import thai
from reportgen.thai import dates, money, months
from reportgen.thai.reading import CODES, ReadError, level

READERS: tuple[Callable[[str], object], ...] = (
    money.read_money,
    money.read_percent,
    money.read_count,
    dates.read_day,
    dates.read_days,
    dates.read_month,
    dates.read_month_name,
    dates.read_time,
)

# reader, text, code, the faulty part of the text, details
FAULTS: list[tuple[Callable[[str], object], str, str, str, dict[str, str]]] = [
    (money.read_money, "หนึ่งร้อย", "money-unit", "ร้อย", {"unit": "ร้อย"}),
    (money.read_money, "ประมาณ 5", "money-unreadable", "ป", {}),
    (money.read_money, "1OO", "money-letter", "O", {"letter": "O"}),
    (money.read_money, "1,00,000.00", "money-grouping", "00", {"group": "00"}),
    (money.read_money, "1,250.125", "money-satang", "5", {}),
    (money.read_money, "50 ล้านบาท", "money-unit", "ล้านบาท", {"unit": "ล้านบาท"}),
    (money.read_money, "1,000,000,000,000,000", "money-too-large", "1,000,000,000,000,000", {}),
    (money.read_percent, "53.15 บาท", "percent-unreadable", " ", {}),
    (money.read_percent, "1000.1%", "percent-range", "1000.1", {}),
    (money.read_count, "24 คน", "count-unreadable", " ", {}),
    (dates.read_day, "เมื่อวานนี้", "date-unreadable", "เมื่อวานนี้", {}),
    (
        dates.read_day,
        "23 พฤษจิกายน 2564",
        "date-unknown-month",
        "พฤษจิกายน",
        {"month": "พฤษจิกายน", "nearest": "พฤศจิกายน"},
    ),
    (dates.read_day, "23 พ.ย. 64", "date-two-digit-year", "64", {"year": "64", "advice": "2564"}),
    (dates.read_day, "23 พ.ย. 2021", "date-year-not-buddhist", "2021", {"year": "2021", "advice": "2564"}),
    (dates.read_day, "23 พ.ย. 2900", "date-year-range", "2900", {"year": "2900"}),
    (dates.read_day, "29 ก.พ. 2566", "date-no-such-day", "29", {"day": "29", "last": "28"}),
    (
        dates.read_day,
        "วันศุกร์ที่ 23 พฤศจิกายน 2564",
        "date-weekday",
        "ศุกร์",
        {"weekday": "ศุกร์", "right": "อังคาร"},
    ),
    (
        dates.read_days,
        "16-15 ธ.ค. 2564",
        "date-range-backwards",
        "16-15 ธ.ค. 2564",
        {"first": "16 ธันวาคม 2564", "last": "15 ธันวาคม 2564"},
    ),
    (dates.read_month, "ไตรมาสที่หนึ่ง", "month-unreadable", "ไตรมาสที่หนึ่ง", {}),
    (dates.read_time, "25.00 น.", "time-unreadable", "25", {}),
]


@pytest.mark.parametrize(
    ("reader", "text", "code", "part", "details"), FAULTS, ids=[row[2] for row in FAULTS]
)
@pytest.mark.parametrize("before", ["", "  \u00a0"])
def test_fault(
    reader: Callable[[str], object], text: str, code: str, part: str, details: dict[str, str], before: str
) -> None:
    with pytest.raises(ReadError) as caught:
        reader(before + text)
    error = caught.value
    place = (before + text)[error.offset : error.offset + error.length]
    assert (error.code, place, error.args_) == (code, part, details)


def test_every_code_is_raised_above() -> None:
    assert {row[2] for row in FAULTS} == CODES


def test_codes_are_those_written_in_the_package() -> None:
    stems = {code.partition("-")[0] for code in CODES}
    written = {
        node.value
        for path in Path(thai.__path__[0]).glob("*.py")
        if path.name != "reading.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.isascii()
        and node.value.replace("-", "").isalpha()
        and node.value.partition("-")[0] in stems
        and "-" in node.value
    }
    assert written == CODES


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", ["", " ", "\u00a0\n"])
def test_nothing_is_unreadable_at_its_start(reader: Callable[[str], object], text: str) -> None:
    with pytest.raises(ReadError, match="-unreadable") as caught:
        reader(text)
    assert caught.value.length == 1


PIECES = st.sampled_from(
    [*"0123456789๐๑๙,.-–−/: %\u00a0กนOพ", "ที่", "วัน", "พ.ศ.", "ร้อยละ", "บาท", *months.SHORT]
)


@pytest.mark.parametrize("reader", READERS)
@given(text=st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=20))
def test_any_text_is_read_or_refused_with_a_place_in_it(reader: Callable[[str], object], text: str) -> None:
    try:
        reader(text)
    except ReadError as error:
        assert error.code in CODES
        assert error.offset >= 0 and error.length >= 1
        assert error.offset + error.length <= max(1, len(text))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "text",
    ["1" * 50_000, "1," * 50_000, "ก" * 50_000, "1" + " " * 50_000 + "x", "ร้อยละ" + " " * 50_000 + "%"],
)
def test_a_long_text_is_refused_at_once(reader: Callable[[str], object], text: str) -> None:
    with pytest.raises(ReadError):
        reader(text)


def test_an_error_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(ReadError("money-letter", 1, letter="O")))
    assert (error.code, error.offset, error.length, error.args_) == ("money-letter", 1, 1, {"letter": "O"})
    assert str(error) == "money-letter at 1+1, letter='O'"


def test_level_keeps_offsets() -> None:
    assert level("\u00a0๑๒\t3 ") == (" 12 3 ", 1, 5)
    assert level("  ") == ("  ", 0, 0)
