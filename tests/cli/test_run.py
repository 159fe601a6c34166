"""How a run ends, whatever happens in it, and in which language it speaks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from reportgen import pipeline

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["chekc"], "There is no command chekc. Nearest: check."),
        (["tidy"], "No such command 'tidy'."),
        (["quarterly", "--fast"], "No such option '--fast'."),
        (["quarterly", "a", "b"], "Got unexpected extra argument (b)"),
        (["--lang", "fr", "check"], "Invalid value for '--lang': 'fr' is not one of 'th', 'en'."),
        (["init"], "Missing argument 'DIR'."),
        (["--format"], "Option '--format' requires an argument."),
    ],
)
def test_wrong_usage_ends_with_2(run: Run, args: list[str], problem: str) -> None:
    ended = run(*args)
    assert ended.exit_code == 2
    assert ended.stdout == ""
    assert f"reportgen: error usage: {problem}" in ended.stderr
    assert " --help" in ended.stderr


def test_wrong_usage_is_json_too_where_asked(run: Run) -> None:
    told = json.loads(run("chekc", "--format=json").stdout)
    assert (told["diagnostics"][0]["code"], told["exit_code"]) == ("usage", 2)


def test_without_a_command_the_help_is_shown_on_stderr(run: Run) -> None:
    ended = run()
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "Commands:" in ended.stderr


@pytest.mark.parametrize("command", ["init", "check", "quarterly", "schema", "doctor"])
def test_every_command_has_help(run: Run, command: str) -> None:
    overview, ended = run("--help"), run(command, "--help")
    assert ended.exit_code == overview.exit_code == 0
    assert f"\n  {command} " in overview.stdout
    assert ended.stdout.startswith(f"Usage: reportgen {command} ")
    for option in ("-w, --workspace", "--lang", "--format"):
        assert option in ended.stdout


def test_help_is_thai_through_and_through(run: Run) -> None:
    ended = run("quarterly", "--help", "--lang", "th")
    assert ended.stdout.startswith("วิธีใช้: reportgen quarterly")
    prose = ended.stdout.replace("reportgen", "")
    for english in ("Usage", "Options", "Show", "Makes", "The "):
        assert english not in prose


def test_version(run: Run) -> None:
    ended = run("--version")
    assert (ended.exit_code, ended.stdout.split()[0]) == (0, "reportgen")


@pytest.mark.parametrize(
    ("env", "args", "thai"),
    [
        ({"LANG": ""}, [], True),
        ({"LANG": "C.UTF-8"}, [], True),
        ({"LANG": "en_US.UTF-8"}, [], False),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "th_TH.UTF-8"}, [], True),
        ({"LANG": "en_US.UTF-8"}, ["--lang", "th"], True),
        ({"LANG": "th_TH.UTF-8"}, ["--lang=en"], False),
    ],
)
def test_language(run: Run, env: dict[str, str], args: list[str], thai: bool) -> None:
    assert run("--help", *args, env=env).stdout.startswith("วิธีใช้" if thai else "Usage")


def test_a_fault_of_ours_ends_with_70_and_is_written_down(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("inner words")

    monkeypatch.setattr(pipeline, "check", fail)
    monkeypatch.setattr("tempfile.tempdir", str(workspace))
    ended = run("check", "-w", "fy")
    assert ended.exit_code == 70
    assert "fault" in ended.stderr
    assert "Traceback" not in ended.stderr
    (log,) = workspace.glob("reportgen-*.txt")
    assert str(log) in ended.stderr
    assert "RuntimeError: inner words" in log.read_text("utf-8")
    assert "Traceback" in run("check", "-w", "fy", env={"REPORTGEN_DEBUG": "1"}).stderr


def test_a_fault_is_told_even_where_nothing_can_be_written(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("no disk")

    monkeypatch.setattr(pipeline, "check", fail)
    monkeypatch.setattr("tempfile.mkstemp", fail)
    ended = run("check", "-w", "fy")
    assert ended.exit_code == 70
    assert "OSError: no disk" in ended.stderr


def test_an_interruption_ends_with_130(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "check", interrupt)
    ended = run("check", "-w", "fy")
    assert ended.exit_code == 130
    assert "interrupted" in ended.stderr


def test_the_environment_is_left_as_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import gettext
    import os

    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    run("--help", "--lang", "th")
    assert (gettext.textdomain(), os.environ.get("LANGUAGE")) == before
