"""What is out of date and why, and that a build does just that."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.build.builder import chosen
from reportgen.build.values import Wish

ALL_MADE = {"a": "made", "b": "made", "c": "made"}


def test_a_build_after_a_build_does_nothing(desk):
    assert desk.build() == ALL_MADE
    assert desk.build() == {}
    assert (desk.root / "out/a").read_text() == "zero\none"


def test_an_edit_makes_only_what_shows_it(desk):
    desk.build()
    desk.write("shared", "zero\none\nTWO\nthree")
    assert desk.why() == {"a": ["file"], "b": ["file"], "c": ["file"]}
    assert desk.build() == {"a": "same", "b": "made", "c": "same"}
    assert desk.build() == {}


def test_a_save_without_a_change_is_none(desk):
    desk.build()
    os.utime(desk.root / "shared")
    assert desk.why() == {}
    assert desk.build() == {}


def test_an_edit_of_the_same_size_and_time_is_seen(desk):
    desk.build()
    before = (desk.root / "shared").stat()
    (desk.root / "shared").write_text("zero\nONE\ntwo\nthree")
    os.utime(desk.root / "shared", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert desk.build() == {"a": "made", "b": "made", "c": "same"}


def test_a_file_changed_just_now_may_change_again_unseen(desk):
    """Two saves within one tick of the clock: the first one's stamp is not trusted."""
    (desk.root / "shared").write_text("zero\none\ntwo\nthree")
    desk.build()
    assert not desk.is_quiet()
    assert desk.build() == {}


def test_a_clock_set_back_does_no_harm(desk):
    desk.build()
    (desk.root / "shared").write_text("zero\nONE\ntwo\nthree")
    os.utime(desk.root / "shared", (1, 1))
    assert desk.build() == {"a": "made", "b": "made", "c": "same"}
    os.utime(desk.root / "shared", (4_000_000_000, 4_000_000_000))  # as saved before the clock was put right
    assert desk.build() == {}
    (desk.root / "shared").write_text("zero\none\ntwo\nthree")
    assert desk.build() == {"a": "made", "b": "made", "c": "same"}


def test_files_that_come_and_go(desk):
    desk.build()
    desk.write("notes/d", "2")
    assert desk.build() == {"d": "made"}
    (desk.root / "notes/d").unlink()
    assert desk.build() == {}
    assert desk.why() == {}


def test_each_reason(desk):
    desk.build()
    (desk.root / "out/a").unlink()
    (desk.root / "out/b").write_text("edited")
    assert desk.why() == {"a": ["missing"], "b": ["edited"]}
    assert desk.why(Wish(pdf=True))["c"] == ["option"]
    desk.program["program"] = "2"
    (desk.root / "program").write_text("2 or so")
    assert desk.why()["c"] == ["recipe"]
    assert desk.build() == ALL_MADE
    assert desk.build() == {}


def test_a_recipe_with_a_pdf_is_another(desk):
    """A new LibreOffice makes only the papers that have a PDF again."""
    desk.pdf_program["libreoffice"] = "7"
    desk.build("a", wish=Wish(pdf=True))
    desk.build()
    desk.pdf_program["libreoffice"] = "24"
    (desk.root / "program").write_text("looked at again")
    assert desk.why() == {"a": ["recipe"]}
    assert desk.build() == {"a": "made"}
    assert desk.build() == {}
    assert desk.why(Wish(pdf=True)) == {"b": ["option"], "c": ["option"]}
    assert desk.build(wish=Wish(pdf=True)) == {"b": "made", "c": "made"}
    assert desk.build() == {}


def test_what_failed_is_tried_again_and_the_last_good_file_stays(desk):
    desk.build()
    desk.write("notes/a", "WRONG")
    assert desk.build() == {"a": "failed"}
    assert desk.build() == {"a": "failed"}
    assert desk.why() == {"a": ["failed"]}
    assert (desk.root / "out/a").read_text() == "zero\none"
    desk.write("notes/a", "0 1")
    assert desk.build() == {"a": "made"}
    assert desk.build() == {}


def test_an_interrupted_target_is_made_again(desk):
    desk.build()
    with desk.log.open("ab") as log:
        log.write(b'["begun","note notes/b"]\n["targ')
    assert desk.why() == {"b": ["interrupted"]}
    assert desk.build() == {"b": "made"}


def test_sources_are_asked_only_when_they_changed(desk):
    desk.build()
    desk.asked.clear()
    desk.write("notes/a", "3")
    desk.build()
    assert desk.asked == ["notes/a"]


def test_nothing_to_do_is_told_by_stamps_alone(desk, monkeypatch):
    monkeypatch.setattr("reportgen.build.freshness._SLACK", -(10**15))  # as if everything were long ago
    desk.build()
    assert desk.is_quiet()
    assert (desk.folder / "build.quiet").exists()
    monkeypatch.setattr("reportgen.build.builder.recall", None)  # not even the state is read
    assert desk.is_quiet()


@pytest.mark.parametrize("change", ["edit", "new", "gone", "output", "program", "state", "damaged"])
def test_nothing_to_do_is_not_told_where_something_is(desk, monkeypatch, change):
    monkeypatch.setattr("reportgen.build.freshness._SLACK", -(10**15))
    desk.build()
    assert desk.is_quiet()
    changes = {
        "edit": lambda: desk.write("notes/a", "2"),
        "new": lambda: desk.write("notes/d", "2"),
        "gone": lambda: (desk.root / "notes/a").unlink(),
        "output": lambda: (desk.root / "out/a").write_text("edited"),
        "program": lambda: (desk.root / "program").write_text("another"),
        "state": desk.log.unlink,
        "damaged": lambda: (desk.folder / "build.quiet").write_bytes(b"[1]\n"),
    }
    changes[change]()
    assert desk.is_quiet() is (change == "damaged")


def test_words_mean_targets():
    every = ["quarterly 2565-q1", "quarterly 2565-q2", "guideline", "memo memos/2564-11-23-x.yaml"]
    assert chosen(every, ()) == (every, [])
    assert chosen(every, ["2565-q1"]) == (every[:1], [])
    assert chosen(every, ["quarterly", "2565-q2"]) == (every[1:2], [])
    assert chosen(every, ["quarterly", "guideline"]) == (every[:3], [])
    assert chosen(every, ["memos/2564-*"]) == (every[3:], [])
    assert chosen(every, ["2564-11-23-x.yaml"]) == (every[3:], [])
    assert chosen(every, ["nothing", "guideline"]) == (["guideline"], ["nothing"])


@settings(max_examples=25, deadline=None)
@given(
    shows=st.lists(st.sets(st.integers(0, 5)), min_size=1, max_size=6),
    edits=st.lists(st.tuples(st.integers(0, 5), st.sampled_from("xyz")), max_size=5),
)
def test_whatever_is_edited_only_what_shows_it_is_made(new_desk, shows, edits):
    with tempfile.TemporaryDirectory() as folder:
        desk = new_desk(Path(folder))
        (desk.root / "program").write_text("1")
        lines = list("012345")
        desk.write("shared", "\n".join(lines))
        for name, numbers in enumerate(shows):
            desk.write(f"notes/{name}", " ".join(map(str, sorted(numbers))))
        assert len(desk.build()) == len(shows)
        for at, text in edits:
            was, lines[at] = lines[at], text
            desk.write("shared", "\n".join(lines))
            made = {name for name, status in desk.build().items() if status == "made"}
            assert made == {str(name) for name, numbers in enumerate(shows) if at in numbers and was != text}
            assert desk.build() == {}
