"""Words: nothing is lost, and pythainlp writes nothing even where the home folder cannot be used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportgen
from reportgen.thai.words import words


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("", []),
        ("ติดตามและประเมินผล", ["ติดตาม", "และ", "ประเมินผล"]),
        ("ปี 2565", ["ปี", " ", "2565"]),
        ("ผู้ประกอบการ SME", ["ผู้ประกอบการ", " ", "SME"]),
    ],
)
def test_words(text: str, split: list[str]) -> None:
    assert words(text) == split


@given(st.text("กขคงเาิี่้ำ 1.,a\n\u00a0", max_size=30))
@settings(deadline=None)
def test_joined_they_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text


def test_nothing_is_imported_before_use_nor_written_at_all(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from reportgen.thai import cells, collation, dates, fiscal, money, spacing, text, words\n"
        "assert 'pythainlp' not in sys.modules and 'babel' not in sys.modules\n"
        "print(words.words('ติดตามและประเมินผล'))\n"
    )
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        "HOME": str(home),
        "PYTHONPATH": str(Path(reportgen.__path__[0]).parent),
        "PYTHONUTF8": "1",
    }
    run = [sys.executable, "-c", script]
    done = subprocess.run(run, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "['ติดตาม', 'และ', 'ประเมินผล']"
    assert list(home.iterdir()) == []
