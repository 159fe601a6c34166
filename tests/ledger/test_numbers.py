"""Numbers as people write them, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import Diagnostic, Span
from reportgen.ledger import Form, Number, Series, Written, codes, parse_number, show_number


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1389/2564", ("", 1389, 2564, False)),
        ("ฝตป. 1389 / 2564", ("ฝตป.", 1389, 2564, False)),
        ("ฝตป. ๑๓๘๙/๒๕๖๔", ("ฝตป.", 1389, 2564, False)),
        ("ฝตป.1389/2564", ("ฝตป.", 1389, 2564, False)),
        ("ที่ ฝตป. 1389/2564", ("ฝตป.", 1389, 2564, False)),
        ("ที่ 1389/2564", ("", 1389, 2564, False)),
        ("ที่ปรึกษา 7/2564", ("ที่ปรึกษา", 7, 2564, False)),
        ("  ฝตป.\u00a01389/2564\t", ("ฝตป.", 1389, 2564, False)),
        ("ว 12/2565", ("", 12, 2565, True)),
        ("ว12/2565", ("", 12, 2565, True)),
        ("ฝตป. ว 12/2565", ("ฝตป.", 12, 2565, True)),
        ("ฝตป.ว.๑๒/๒๕๖๕", ("ฝตป.", 12, 2565, True)),
        ("กว 12/2565", ("กว", 12, 2565, False)),
        ("ส่วนที่ 2 12/2565", ("ส่วนที่ 2", 12, 2565, False)),
        ("0056/2565", ("", 56, 2565, False)),
        ("999999/2800", ("", 999999, 2800, False)),
    ],
)
def test_yearly(text, written):
    assert parse_number(text) == Written(*written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("พณ 0201/0056", ("พณ 0201", 56, None, False)),
        ("นร ๐๗๐๔/ว ๙๘", ("นร 0704", 98, None, True)),
        ("มท 0201.2/ว 1590", ("มท 0201.2", 1590, None, True)),
        ("ที่ นว 52007.4/2564", ("นว 52007.4", 2564, None, False)),
    ],
)
def test_central(text, written):
    assert parse_number(text, Form.CENTRAL) == Written(*written)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize(
    "text",
    ["", " ", "1389", "/2564", "0/2564", "1421 / 64", "1,389/2564", "1389/2564/1", "12 34/2564", "-5/2564",
     "1389/2021", "1389/", "1234567/2564", "ฝตป./", "ก" * 90 + " 123456/2564"],
)  # fmt: skip
def test_unreadable(text, form):
    place = Span("memos/a.yaml", 2, 9)
    assert parse_number(text, form, place) == Diagnostic(codes.NUMBER_UNREADABLE, (place,), {"text": text})


def test_a_circular_needs_a_number():
    assert isinstance(parse_number("ว/2565"), Diagnostic)
    assert isinstance(parse_number("พณ 0201/ว", Form.CENTRAL), Diagnostic)


def test_year_comes_last_only_where_the_profile_says_so():
    assert parse_number("พณ 0201/2564") == Written("พณ", 201, 2564, False)
    assert parse_number("พณ 0201/2564", Form.CENTRAL) == Written("พณ 0201", 2564, None, False)


UNITS = st.from_regex(r"[ก-ฮA-Z][ก-ฮะ-ูเ-์A-Za-z. -]{0,20}[ก-ฮ.]", fullmatch=True).filter(
    lambda unit: not unit.startswith("ที่ ") and "  " not in unit and unit[-2:-1] not in " ./ว"
)


SERIES = st.builds(Series, st.integers(2400, 2800), UNITS, st.sampled_from(["memo", "circular"]))


@given(SERIES, st.integers(1, 999_999), st.sampled_from(Form))
def test_round_trip(series, number, form):
    text = show_number(Number(series, number), form)
    year = None if form is Form.CENTRAL else series.year
    written = Written(series.unit, number, year, series.kind == "circular")
    assert parse_number(text, form) == written
    assert parse_number(text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")), form) == written


@given(st.text(), st.sampled_from(Form))
def test_any_text_is_read_or_refused(text, form):
    found = parse_number(text, form)
    if isinstance(found, Written):
        assert found.number >= 1
        assert (found.year is None) is (form is Form.CENTRAL)
