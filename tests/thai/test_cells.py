"""Widths on a terminal."""

from __future__ import annotations

import pytest

from reportgen.thai.cells import display_width


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc 123", 7),
        ("ที่", 1),
        ("ผู้ใหญ่", 4),
        ("น้ำ", 2),
        ("กำ", 2),
        ("สำนักงาน", 7),
        ("เดือน", 4),
        ("漢字", 4),
        ("ｱ", 1),
        ("Ａ", 2),
        ("e\u0301", 1),
        ("ก\u200bข\u2060", 2),
        ("ก\u00a0ข", 3),
        ("–…", 2),
        ("a\tb", 2),
    ],
)
def test_display_width(text: str, width: int) -> None:
    assert display_width(text) == width
