"""A state that is lost, torn or damaged costs work and nothing else; an old one is written anew."""

from __future__ import annotations

import pytest

from reportgen.build import codes
from reportgen.build.builder import Builder
from reportgen.build.state import recall

ALL = {"a", "b", "c"}


def test_a_new_workspace_is_no_loss(desk):
    assert not recall(desk.folder).damaged


def test_a_lost_state_is_told(desk):
    desk.build()
    (desk.folder / "leaves").mkdir()
    desk.log.unlink()
    lost = Builder.of(desk.root, desk.folder, desk)
    assert [each.rule for each in lost.start()] == [codes.STATE_LOST]
    assert lost.start() == ()
    assert set(desk.build()) == ALL
    assert not recall(desk.folder).damaged
    assert desk.build() == {}


@pytest.mark.parametrize(
    "data",
    [b"garbage", b'{"schema": 99}\n["target"]\n', b"\xff\xfe\n", b'{"schema": 1}\nnot json\n'],
    ids=["garbage", "newer", "binary", "line"],
)
def test_a_damaged_state_is_told_and_written_anew(desk, data):
    desk.build()
    desk.log.write_bytes(data)
    assert recall(desk.folder).damaged
    assert set(desk.build()) == ALL
    assert not recall(desk.folder).damaged
    assert desk.build() == {}


def test_one_damaged_line_costs_one_fact(desk):
    desk.build()
    lines = desk.log.read_bytes().split(b"\n")
    damaged = [b"{]" if line.startswith(b'["target","note notes/b"') else line for line in lines]
    desk.log.write_bytes(b"\n".join(damaged))
    assert desk.build() == {"b": "made"}
    assert desk.build() == {}


@pytest.mark.parametrize("fact", ['["target"]', '["file","x"]', "[]", "{}", '["unknown","x"]', "7"])
def test_a_fact_of_another_shape_is_passed_over(desk, fact):
    desk.build()
    with desk.log.open("a") as log:
        log.write(f"{fact}\n")
    memory = recall(desk.folder)
    assert memory.damaged
    assert len(memory.targets) == 3
    assert desk.build() == {}


def test_cut_anywhere_it_is_read_without_a_word(desk):
    """As a killed run leaves it: whole lines and a torn one."""
    desk.build()
    whole = desk.log.read_bytes()
    for end in range(0, len(whole), 7):
        desk.log.write_bytes(whole[:end])
        assert not recall(desk.folder).damaged
        assert set(desk.build()) <= ALL
        assert desk.build() == {}


def test_it_is_compacted(desk, monkeypatch):
    monkeypatch.setattr("reportgen.build.state._SLACK", 0)
    desk.build()
    for number in range(12):
        desk.write("shared", f"zero\n{number}\ntwo\nthree")
        desk.build()
    assert len(desk.log.read_bytes().splitlines()) < 60
    assert desk.build() == {}


def test_what_is_left_behind_is_remembered(desk):
    desk.build()
    (desk.root / "notes/a").unlink()
    desk.build()
    assert set(recall(desk.folder).left) == {"out/a"}
    desk.write("notes/a", "0 1")
    desk.build()
    assert set(recall(desk.folder).left) == set()
