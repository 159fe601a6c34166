"""Names of files that every disk takes, whatever the unit, visit or memo is called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.disk import distinct, file_stem, read_whole

# The names that Windows keeps for devices, with or without an extension; of its documentation.
PORTS = (f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³")
DEVICES = {"CON", "PRN", "AUX", "NUL", *PORTS}
TEXTS = st.text(max_size=300)


def fits_windows(name: str) -> bool:
    bad = set('<>:"/\\|?*') | {chr(code) for code in range(32)}
    device = name.partition(".")[0].rstrip(" ").upper() in DEVICES
    return bool(name) and not bad & set(name) and name[-1] not in ". " and name[0] != "." and not device


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("2564-11-23-guideline", "2564-11-23-guideline"),
        ("ทป.", "ทป"),
        ("ทป. (อ)", "ทป. (อ)"),
        ("../ฝพต", "-ฝพต"),
        ('ก<>:"/\\|?*ข', "ก-ข"),
        ("nul.2565", "_nul.2565"),
        ("LPT1", "_LPT1"),
        ("console", "console"),
        (" . ", "_"),
        ("", "_"),
    ],
)
def test_names(text: str, stem: str) -> None:
    assert file_stem(text) == stem


@given(TEXTS)
def test_every_name_fits_and_stays(text: str) -> None:
    stem = file_stem(text)
    assert fits_windows(stem) and len(stem.encode()) <= 181
    assert file_stem(stem) == stem


def test_long_names_that_differ_at_the_end_stay_apart() -> None:
    stems = {file_stem("ฝ่าย" * 60 + end) for end in ("ก", "ข", ".")}
    assert len(stems) == 3
    assert all(fits_windows(stem) and stem.startswith("ฝ่าย") for stem in stems)


def test_names_of_one_folder_stay_apart_on_a_disk_that_knows_no_case() -> None:
    assert distinct(["ทป", "a", "ทป", "A", "a-2"]) == ["ทป", "a", "ทป-2", "A-2", "a-2-2"]


@given(st.lists(TEXTS.map(file_stem)))
def test_as_many_names_as_papers(stems: list[str]) -> None:
    assert len({name.casefold() for name in distinct(stems)}) == len(stems)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg")
    with pytest.raises(OSError, match="no file"):
        read_whole(str(tmp_path / "a.jpg"), 100)
