"""Hygiene: what is repaired, what is kept, what is refused."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.thai.text import Cleaned, clean, forbidden

NIKHAHIT, AA, AM, MAI_EK, MAI_THO, U, UU, I_, THANTHAKHAT = "ําำุู่้ิ์"


@pytest.mark.parametrize(
    ("text", "cleaned", "notes"),
    [
        ("น" + NIKHAHIT + AA, "น" + AM, ("thai-order",)),
        ("น" + MAI_THO + NIKHAHIT + AA, "น" + MAI_THO + AM, ("thai-order",)),
        ("น" + NIKHAHIT + MAI_THO + AA, "น" + MAI_THO + AM, ("thai-order",)),
        ("น" + AM + MAI_THO, "น" + MAI_THO + AM, ("thai-order",)),
        ("เเก", "แก", ("thai-order",)),
        ("ท" + MAI_EK + I_, "ท" + I_ + MAI_EK, ("thai-order",)),
        ("ผ" + MAI_THO + UU, "ผ" + UU + MAI_THO, ("normal-form",)),
        ("พันธ" + THANTHAKHAT + U, "พันธ" + U + THANTHAKHAT, ("thai-order",)),
        ("ก" + MAI_EK + MAI_EK + "อน", "ก" + MAI_EK + "อน", ("doubled-mark",)),
        ("มๅก", "มาก", ("thai-order",)),
        ("งบ\u200bประมาณ", "งบประมาณ", ("invisible-character",)),
        ("\ufeffงบ\u2060ประ\u00adมาณ\u200d", "งบประมาณ", ("invisible-character",)),
        ("ที่  \nนั้น\u00a0 ", "ที่\nนั้น", ("trailing-space",)),
        ("cafe\u0301", "café", ("normal-form",)),
        ("ก\r\nข\rค\u2028ง", "ก\nข\nค\nง", ("normal-form",)),
        ("น\u200b" + NIKHAHIT + AA + " ", "น" + AM, ("invisible-character", "thai-order", "trailing-space")),
    ],
)
def test_repaired(text: str, cleaned: str, notes: tuple[str, ...]) -> None:
    assert clean(text) == Cleaned(cleaned, notes)
    assert clean(cleaned) == Cleaned(cleaned)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ก\n\n\nข\n",
        "เรื่อง  ขอความเห็นชอบ",
        "23\u00a0พฤศจิกายน\u00a02564",
        "ฤๅษี ฦๅชา",
        "อื่นๆ อื่น ๆ ฯลฯ",
        "น้ำ ที่ ผู้ พันธุ์ ก็ ทั้งนี้ เหตุการณ์",
        "มา า",
        "AB C\tD",
        "a\u200eb",  # refused by `forbidden`, hence not taken out in silence
    ],
)
def test_kept(text: str) -> None:
    assert clean(text) == Cleaned(text)


def test_no_word_of_the_dictionary_changes() -> None:
    from reportgen.thai.words import words

    words("ก")  # sets pythainlp so that it writes nothing
    from pythainlp.corpus import thai_words

    dictionary = thai_words()
    assert len(dictionary) > 60_000
    assert [word for word in dictionary if clean(word) != Cleaned(word)] == []


TRICKY = st.text("กนเแาำๅํ่้์ูุิฤ็ฺe\u0301\u200b\u2060\r\n \u00a0\t", max_size=12)


@given(TRICKY | st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once.text) == Cleaned(once.text)
    assert (once.text != text) == bool(once.notes)
    assert unicodedata.is_normalized("NFC", once.text)
    if any(line.endswith((" ", "\t", "\u00a0")) for line in once.text.split("\n")):
        raise AssertionError("a trailing space is left")


@given(st.text("กขคงจฉ0123456789 \nabc", max_size=40))
def test_blank_lines_and_inner_spaces_stay(text: str) -> None:
    assert clean(text).text == "\n".join(line.rstrip(" ") for line in text.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        (MAI_EK + I_ + MAI_THO + U) * 20_000,
        (AM + MAI_EK) * 20_000,
        " " * 50_000 + "ก",
        "e" + "\u0301\u0316" * 20_000,
    ],
)
def test_a_hostile_text_is_soon_done(text: str) -> None:
    once = clean(text)
    assert clean(once.text).notes == ()


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        *(
            (character, "control")
            for character in "\x00\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9f\ufdd0\ufffe\uffff"
        ),
        *((character, "surrogate") for character in "\ud800\udfff"),
        *((character, "private-use") for character in "\ue000\uf8ff\U000f0000\U0010fffd"),
        *((character, "bidi") for character in "\u061c\u200e\u200f\u202a\u202e\u2066\u2069"),
    ],
)
def test_forbidden(character: str, kind: str) -> None:
    assert forbidden(f"ก{character} ข") == ((1, kind),)
    assert forbidden(f"{character}\u00a0{character}") == ((0, kind), (2, kind))


def test_allowed() -> None:
    assert forbidden("ก\tข\r\nค\u00a0ง – “จ” ☐ 😀 é \u200b\u2060") == ()


@given(st.text())
def test_whatever_is_not_forbidden_fits_in_xml(text: str) -> None:
    faults = {offset for offset, _ in forbidden(text)}
    for offset, character in enumerate(text):
        code = ord(character)  # XML 1.0, production 2
        fits = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
        assert fits or offset in faults
