"""Money, percentages and counts: tables by hand, and readings of Thai number words by another way."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.thai.money import (
    baht_in_words,
    read_count,
    read_money,
    read_percent,
    round_half_up,
    show_number,
)
from reportgen.thai.reading import ReadError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,500,000.00", "12500000.00"),
        ("-1,500,000.00", "-1500000.00"),
        ("−1,500.5", "-1500.5"),
        ("๑,๒๓๔.๕๐", "1234.50"),
        ("1200000", "1200000"),
        ("0", "0"),
        ("007", "7"),
        ("+500,000.00", "500000.00"),
        ("(500,000.00)", "-500000.00"),
        ("(๕๐๐)", "-500"),
        ("(0.00)", "0.00"),
        ("  9,800,000.00\u00a0", "9800000.00"),
        ("999,999,999,999,999.99", "999999999999999.99"),
    ],
)
def test_read_money(text: str, value: str) -> None:
    assert str(read_money(text)) == value


@pytest.mark.parametrize("text", ["-0", "-0.00", "−0.0"])
def test_no_negative_zero_is_read(text: str) -> None:
    assert not read_money(text).is_signed()
    assert not read_percent(text).is_signed()


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("l00", "money-letter", 0),
        ("12,500,000.OO", "money-letter", 11),
        ("1О0", "money-letter", 1),  # a Cyrillic О
        ("1e5", "money-letter", 1),
        ("1,00", "money-grouping", 2),
        (",500", "money-grouping", 0),
        ("1,,000", "money-grouping", 2),
        ("1,000,", "money-grouping", 5),
        ("1000,000", "money-grouping", 0),
        ("0,500", "money-grouping", 0),
        ("1 500", "money-grouping", 1),
        ("๑๐๐.๒๕๕", "money-satang", 6),
        ("100 บาท", "money-unit", 4),
        ("฿100", "money-unit", 0),
        ("2.5 ล้าน", "money-unit", 4),
        ("100.-", "money-unreadable", 4),
        ("100.", "money-unreadable", 3),
        (".50", "money-unreadable", 0),
        ("1.000.000,00", "money-unreadable", 5),
        ("1,000.0,0", "money-unreadable", 7),
        ("+-5", "money-unreadable", 1),
        ("(500", "money-unreadable", 0),
        ("(-500)", "money-unreadable", 1),
        ("(50,00)", "money-grouping", 4),
        ("(500) บาท", "money-unit", 6),
        ("()", "money-unreadable", 0),
        ("5-", "money-unreadable", 1),
        ("٣", "money-unreadable", 0),  # a digit, but neither Arabic as we write it nor Thai
        ("NaN", "money-unreadable", 0),
        ("-", "money-unreadable", 0),
        ("1000000000000000", "money-too-large", 0),
    ],
)
def test_refused_money(text: str, code: str, offset: int) -> None:
    with pytest.raises(ReadError) as caught:
        read_money(text)
    assert (caught.value.code, caught.value.offset) == (code, offset)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("53.15", "53.15"),
        ("53.15%", "53.15"),
        ("53.15 %", "53.15"),
        ("ร้อยละ 53.15", "53.15"),
        ("ร้อยละ๕๓.๑๕", "53.15"),
        ("-2.5", "-2.5"),
        ("1000", "1000"),
        ("-1000.0000", "-1000.0000"),
        ("0.1234", "0.1234"),
    ],
)
def test_read_percent(text: str, value: str) -> None:
    assert str(read_percent(text)) == value


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("ร้อยละ 53.15%", "percent-unreadable", 12),
        ("53.12345", "percent-unreadable", 7),
        ("1,000", "percent-unreadable", 1),
        ("inf", "percent-unreadable", 0),
        ("ร้อยละ", "percent-unreadable", 5),
        ("1000.0001", "percent-range", 0),
        ("ร้อยละ -1001", "percent-range", 7),
    ],
)
def test_refused_percent(text: str, code: str, offset: int) -> None:
    with pytest.raises(ReadError) as caught:
        read_percent(text)
    assert (caught.value.code, caught.value.offset) == (code, offset)


@pytest.mark.parametrize(("text", "value"), [("24", 24), ("1,200", 1200), ("๒๔", 24), ("0", 0), (" 7 ", 7)])
def test_read_count(text: str, value: int) -> None:
    assert read_count(text) == value


@pytest.mark.parametrize(("text", "offset"), [("-1", 0), ("1.5", 1), ("2O", 1), ("1,20", 1), ("9" * 16, 0)])
def test_refused_count(text: str, offset: int) -> None:
    with pytest.raises(ReadError) as caught:
        read_count(text)
    assert (caught.value.code, caught.value.offset) == ("count-unreadable", offset)


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("1234567.891", 2, "1,234,567.89"),
        ("-1500", 2, "-1,500.00"),
        ("2.675", 2, "2.68"),
        ("2.665", 2, "2.67"),
        ("-2.675", 2, "-2.68"),
        ("-0.004", 2, "0.00"),
        ("-0.005", 2, "-0.01"),
        ("0.5", 0, "1"),
        ("1499.5", 0, "1,500"),
        ("53.15", 1, "53.2"),
        ("999999999999999999999999999.995", 2, "1,000,000,000,000,000,000,000,000,000.00"),
    ],
)
def test_show_number(value: str, places: int, shown: str) -> None:
    assert show_number(Decimal(value), places) == shown


def test_round_half_up() -> None:
    assert str(round_half_up(Decimal("1E+3"), 2)) == "1000.00"
    assert str(round_half_up(Decimal("-0.4"), 0)) == "0"


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1E+70"])
def test_what_is_no_amount_is_a_wrong_call(value: str) -> None:
    for show in (show_number, baht_in_words):
        with pytest.raises((ValueError, InvalidOperation)):
            show(Decimal(value))


@given(st.decimals(-(10**15) + 1, 10**15 - 1, places=2))
def test_shown_money_reads_back(value: Decimal) -> None:
    assert read_money(show_number(value)) == value


@given(st.fractions(-(10**6), 10**6), st.integers(0, 4))
def test_rounding_is_to_the_nearest(fraction: object, places: int) -> None:
    value = Decimal(str(float(fraction)))  # type: ignore[arg-type]
    rounded = round_half_up(value, places)
    assert abs(rounded - value) * 2 <= Decimal(10) ** -places
    assert abs(rounded) >= abs(value) or abs(rounded - value) * 2 < Decimal(10) ** -places


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("1", "หนึ่งบาทถ้วน"),
        ("10", "สิบบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("20", "ยี่สิบบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("111", "หนึ่งร้อยสิบเอ็ดบาทถ้วน"),
        ("150000", "หนึ่งแสนห้าหมื่นบาทถ้วน"),
        ("1000000", "หนึ่งล้านบาทถ้วน"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("11000000", "สิบเอ็ดล้านบาทถ้วน"),
        ("101000000", "หนึ่งร้อยเอ็ดล้านบาทถ้วน"),
        ("1000000000000", "หนึ่งล้านล้านบาทถ้วน"),
        ("1000001000000", "หนึ่งล้านเอ็ดล้านบาทถ้วน"),
        ("12345678.90", "สิบสองล้านสามแสนสี่หมื่นห้าพันหกร้อยเจ็ดสิบแปดบาทเก้าสิบสตางค์"),
        ("0.25", "ยี่สิบห้าสตางค์"),
        ("0.50", "ห้าสิบสตางค์"),
        ("1.01", "หนึ่งบาทหนึ่งสตางค์"),
        ("1.11", "หนึ่งบาทสิบเอ็ดสตางค์"),
        ("-0.5", "ลบห้าสิบสตางค์"),
        ("-1500000", "ลบหนึ่งล้านห้าแสนบาทถ้วน"),
        ("-0.001", "ศูนย์บาทถ้วน"),
        ("2.675", "สองบาทหกสิบแปดสตางค์"),
        ("0.995", "หนึ่งบาทถ้วน"),
        ("1000000000000000.78", "หนึ่งพันล้านล้านบาทเจ็ดสิบแปดสตางค์"),
    ],
)
def test_baht_in_words(value: str, words: str) -> None:
    assert baht_in_words(Decimal(value)) == words


SPOKEN = {"": 1, "เอ็ด": 1, "ยี่": 2} | {
    word: digit for digit, word in enumerate(["หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"], 1)
}
SCALE = {"แสน": 5, "หมื่น": 4, "พัน": 3, "ร้อย": 2, "สิบ": 1}


def heard(words: str) -> int:
    """The number that a listener hears: the grammar of Thai number words, read from the words."""
    if words in ("", "ศูนย์"):
        return 0
    if "ล้าน" in words:
        millions, _, rest = words.rpartition("ล้าน")
        return heard(millions) * 10**6 + heard(rest)
    total = 0
    for scale, power in SCALE.items():
        if scale in words:
            digit, words = words.split(scale)
            total += SPOKEN[digit] * 10**power
    return total + (SPOKEN[words] if words else 0)


@given(st.integers(0, 10**17))
def test_what_is_said_is_what_is_meant(satang: int) -> None:
    words = baht_in_words(Decimal(satang).scaleb(-2))
    said = re.fullmatch(r"(?:(.*)บาท)?(?:ถ้วน|(.*)สตางค์)", words)
    assert said is not None
    assert heard(said[1] or "") * 100 + heard(said[2] or "") == satang
    assert not re.search(r"(?<!\A)(?<!บาท)หนึ่ง(?=ล้าน|บาท|สตางค์)", words)  # after a higher digit it is เอ็ด
