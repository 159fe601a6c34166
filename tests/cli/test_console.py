"""How a diagnostic looks on a terminal and elsewhere."""

from __future__ import annotations

import io

import pytest

from reportgen.console import Console
from reportgen.diagnostics import Diagnostic, Rule, Severity, Span
from reportgen.excerpt import marked, plain
from reportgen.messages import Messages

ERROR = Rule("bad-thing", Severity.ERROR, "A {thing} is bad.", "Mend it.")
WARNING = Rule("odd-thing", Severity.WARNING, "It is odd.", "")


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


class Files:
    """Inputs in memory."""

    def __init__(self, **texts: str) -> None:
        self._texts = texts

    def text(self, name: str) -> str | None:
        return self._texts.get(name)

    def shown(self, name: str) -> str:
        return f"here/{name}"


def printed(*diagnostics: Diagnostic, err: io.StringIO | None = None, **environ: str) -> str:
    stream = err or io.StringIO()
    console = Console(io.StringIO(), stream, Messages("en"), {"TERM": "xterm-256color", **environ})
    console.report(diagnostics, Files(a="one\ntwo: 2\n", b="x"))
    return stream.getvalue()


def test_a_diagnostic_with_its_line_caret_advice_and_other_places() -> None:
    spans = (Span("a", 2, 6, 7), Span("b", 1, 1, 2))
    assert printed(Diagnostic(ERROR, spans, {"thing": "two"})).splitlines() == [
        "here/a:2:6: error bad-thing: A two is bad.",
        "    two: 2",
        "         ^",
        "  advice: Mend it.",
        "  see also: here/b:1:1",
    ]


def test_of_many_other_places_the_first_are_listed() -> None:
    spans = (Span("b", 1, 1, 2), *(Span("a", line, 1) for line in range(1, 10)))
    lines = printed(Diagnostic(WARNING, spans)).splitlines()
    assert [line for line in lines if "see also" in line] == [
        f"  see also: here/a:{n}:1" for n in range(1, 7)
    ]
    assert lines[-1] == "  and 3 more"


def test_diagnostics_come_in_the_order_of_files_and_lines_and_are_counted() -> None:
    said = [
        Diagnostic(WARNING, (Span("b", 1, 1, 2),)),
        Diagnostic(ERROR, (Span("a", 2, 1, 4),)),
        Diagnostic(WARNING, (Span("a", 1, 1, 4),)),
    ]
    lines = printed(*said).splitlines()
    assert [line.split()[0] for line in lines if "thing:" in line] == [
        "here/a:1:1:",
        "here/a:2:1:",
        "here/b:1:1:",
    ]
    assert lines[-1] == "1 error, 2 warnings"


def test_a_place_without_a_line_or_a_file() -> None:
    assert printed(Diagnostic(WARNING, (Span("t.docx", where="body: paragraph 2"),))) == (
        "here/t.docx (body: paragraph 2): warning odd-thing: It is odd.\n"
    )
    assert printed(Diagnostic(WARNING)) == "reportgen: warning odd-thing: It is odd.\n"


def test_colour_only_on_a_terminal_that_allows_it() -> None:
    one = Diagnostic(WARNING)
    assert "\x1b[" in printed(one, err=Terminal())
    assert "\x1b[3" not in printed(one, err=Terminal(), NO_COLOR="1")
    assert "\x1b[" not in printed(one, FORCE_COLOR="1")


def test_a_users_text_cannot_steer_the_terminal() -> None:
    hostile = Diagnostic(ERROR, (), {"thing": "\x1b[2J\x9b\u202e[red]x[/red]"})
    assert printed(hostile) == (
        "reportgen: error bad-thing: A \ufffd[2J\ufffd\ufffd[red]x[/red] is bad.\n  advice: Mend it.\n"
    )
    assert plain("a\tb\nc") == "a b c"


@pytest.mark.parametrize(
    ("line", "column", "end", "shown", "carets"),
    [
        ("สวัสดี", 4, 6, "สวัสดี", "  ^^"),  # ส วั; then ส ดี is ส and ด with its vowel
        ("ปี่: ก้ำ", 6, 9, "ปี่: ก้ำ", "   ^^"),  # tone marks take no cell, sara am takes one
        ("abc", 4, 5, "abc", "   ^"),  # just after the end
        ("abc", 9, 0, "abc", "   ^"),
        ("日本 x", 4, 5, "日本 x", "     ^"),
    ],
)
def test_the_caret_stands_under_its_cell(line: str, column: int, end: int, shown: str, carets: str) -> None:
    (text, _), (below, _) = marked(Span("a", 1, column, end), (line,), 80)
    assert (text, below) == (f"    {shown}", f"    {carets}")


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "ก" * 300 + "X" + "ข" * 300
    (text, _), (below, _) = marked(Span("a", 1, 301, 302), (line,), 60)
    assert len(text) <= 60
    assert text[len(below) - 1] == "X"
    assert (text[4], text[-1]) == ("…", "…")


def test_a_cut_never_parts_a_mark_from_its_letter() -> None:
    line = "กี่" * 100 + "X"
    for width in range(40, 60):
        (text, _), _below = marked(Span("a", 1, 301, 302), (line,), width)
        assert text.startswith("    …ก")


@pytest.mark.parametrize("span", [Span("a"), Span("a", 7, 1, 2), Span("a", 1)])
def test_no_excerpt_without_a_place(span: Span) -> None:
    assert marked(span, ("x",), 80) == ()


def test_work_is_shown_on_a_terminal_only() -> None:
    quiet = io.StringIO()
    with Console(io.StringIO(), quiet, Messages("en"), {}).busy("Working…"):
        pass
    assert quiet.getvalue() == ""
    terminal = Terminal()
    with Console(io.StringIO(), terminal, Messages("en"), {"TERM": "xterm"}).busy("Working…"):
        pass
    assert "Working…" in terminal.getvalue()
