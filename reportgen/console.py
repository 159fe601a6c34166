"""Prints what a run has to say: results to stdout, diagnostics with the line at fault to stderr, or JSON.

Decides no wording and no exit code. Text of users reaches the terminal without control characters.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, Protocol, TextIO

from reportgen.diagnostics import Diagnostic, Severity, Span, grouped
from reportgen.excerpt import marked, plain, split
from reportgen.messages import Messages
from reportgen.thai.cells import display_width

if TYPE_CHECKING:
    from rich.console import Console as Rich

    from reportgen.pipeline import Artifact  # it brings every stage with it
    from reportgen.publish import Change

_WIDTH: Final = 100
"""Cells of an excerpt where nothing tells how wide the terminal is."""

_MOST_PLACES: Final = 6
"""Further places listed for a diagnostic; a total can have a hundred."""

_ALIKE: Final = 5
"""Files of which the same is said one after the other; of more it is said once."""

_STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


class Files(Protocol):
    """The inputs, as far as they are shown."""

    def text(self, name: str) -> str | None:
        """The text of a file, None where it cannot be shown."""

    def shown(self, name: str) -> str:
        """The name by which the reader, from the current folder, can open a file."""


class Console:
    """Standard output and standard error in one language, coloured only on a terminal that allows it."""

    def __init__(self, out: TextIO, err: TextIO, messages: Messages, environ: Mapping[str, str]) -> None:
        self.messages = messages
        self._out = out
        self._err = err
        self._environ = environ
        self._terminal = err.isatty()

    @cached_property
    def _rich(self) -> Rich:
        """Standard error as a terminal; only a terminal needs what is slow to import."""
        from rich.console import Console as Rich

        return Rich(
            file=self._err,
            force_terminal=True,
            no_color=bool(self._environ.get("NO_COLOR")),
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
            _environ=self._environ,
        )

    def _write(self, *pieces: tuple[str, str]) -> None:
        """One line of texts in their styles on stderr."""
        if self._terminal:
            from rich.text import Text

            self._rich.print(Text.assemble(*pieces))
            return
        self._err.write("".join(text for text, _ in pieces) + "\n")
        self._err.flush()

    def result(self, line: str) -> None:
        """One line on stdout."""
        self._out.write(f"{plain(line)}\n")
        self._out.flush()

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table on stdout, each row on a line of its own."""
        cells = [[plain(cell) for cell in row] for row in (heads, *rows)]
        widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            padded = (cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths))  # noqa: B905
            self.result("  ".join(padded).rstrip())

    def say(self, line: str, style: str = "") -> None:
        """One line on stderr."""
        self._write((plain(line), style))

    def outcome(
        self,
        diagnostics: Iterable[Diagnostic],
        artifacts: Iterable[Artifact],
        code: int,
        lines: Sequence[str] = (),
        **more: Any,
    ) -> None:
        """All of a run as one JSON object on stdout, files named relative to the workspace; other results as
        `lines`, where there are any, and under the names of `more`."""
        told: dict[str, Any] = {
            "diagnostics": [self._diagnostic_json(each) for each in diagnostics],
            "artifacts": [_artifact_json(each) for each in artifacts],
            "exit_code": code,
        }
        self.json(told | ({"lines": list(lines)} if lines else {}) | more)

    def json(self, value: Any) -> None:
        """One JSON value on stdout; what has named fields becomes an object of them."""
        self._out.write(json.dumps(_plain_data(value), ensure_ascii=False, indent=2) + "\n")
        self._out.flush()

    def busy(self, text: str) -> AbstractContextManager[object]:
        """Shows that work is going on; nothing where stderr is no terminal."""
        return self._rich.status(plain(text)) if self._terminal else nullcontext()

    @contextmanager
    def progress(self, text: str, total: int) -> Iterator[Callable[[], object]]:
        """A bar on a terminal, which moves on by one at each call of what it gives."""
        if not self._terminal:
            yield lambda: None
            return
        from rich.progress import Progress  # slow to import, and seldom needed

        with Progress(console=self._rich, transient=True) as bar:
            task = bar.add_task(plain(text), total=total)
            yield lambda: bar.advance(task)

    def report(self, diagnostics: Iterable[Diagnostic], files: Files) -> None:
        """Every diagnostic in the order of files and lines, and at the end how many there are if several.
        What is said alike of many files is shown once, with their number."""
        lines_of = cache(lambda name: split(files.text(name)))
        ordered = sorted(diagnostics, key=_place)
        for first, others in grouped(ordered, self.messages.message, _ALIKE):
            self._diagnostic(first, files, lines_of)
            if others:
                one, many = "  and the same in {number} more file", "  and the same in {number} more files"
                self.say(self.messages.count(one, many, others))
        if len(ordered) > 1:
            self.say(self._counts(ordered), "bold")

    def papers(self, artifacts: Iterable[Artifact], files: Files) -> None:
        """The papers made, one a line on stdout; of a paper that was kept, what people changed in it."""
        _ = self.messages.text
        for paper in artifacts:
            name = files.shown(paper.name)
            if paper.outcome.value == "kept":
                self.edits(name, paper.changes, paper.change_count)
                continue
            if paper.outcome.value == "unchanged":
                self.say(_("{file} is up to date; it was not written again.", file=name))
            self.result(name)

    def edits(self, name: str, changes: Sequence[Change], change_count: int) -> None:
        """What people changed in a paper: the first of the changes, and how many more there are."""
        _ = self.messages.text
        if not changes:
            return
        self.say(_("Edits found in {file}:", file=name), "bold")
        looks = _looks(_)
        for change in changes:
            if change.aspects:
                words = ", ".join(looks[aspect] for aspect in change.aspects)
                line = _("  ~ looks different: {text} ({aspects})", text=change.after, aspects=words)
                self.say(line, "yellow")
                continue
            for text, line, style in (
                (change.before, _("  - was: {text}", text=change.before), "red"),
                (change.after, _("  + now: {text}", text=change.after), "green"),
            ):
                if text:
                    self.say(line, style)
        self._and_more(change_count - len(changes))

    def _and_more(self, number: int) -> None:
        if number > 0:
            self.say(self.messages.count("  and {number} more", "  and {number} more", number))

    def _diagnostic(
        self, diagnostic: Diagnostic, files: Files, lines_of: Callable[[str], tuple[str, ...]]
    ) -> None:
        _ = self.messages.text
        first = diagnostic.spans[0] if diagnostic.spans else Span("")
        severity = self._severity(diagnostic.severity)
        self._write(
            (f"{plain(self._location(first, files))}: ", "bold"),
            (severity, _STYLES[diagnostic.severity]),
            (f" {diagnostic.code}: ", "dim"),
            (plain(self.messages.message(diagnostic)), ""),
        )
        for line, style in marked(first, lines_of(first.file), self._width):
            self._write((line, style))
        hint = self.messages.hint(diagnostic)
        if hint:
            self.say(_("  advice: {hint}", hint=hint))
        others = diagnostic.spans[1:]
        for span in others[:_MOST_PLACES]:
            self.say(_("  see also: {place}", place=self._location(span, files)))
        self._and_more(len(others) - _MOST_PLACES)

    def _location(self, span: Span, files: Files) -> str:
        if span.file in ("", "."):
            return "reportgen"
        place = f"{files.shown(span.file)}:{span.line}:{span.column}" if span.line else files.shown(span.file)
        return f"{place} ({self.messages.place(span.where)})" if span.where else place

    def _diagnostic_json(self, diagnostic: Diagnostic) -> dict[str, Any]:
        return {
            "code": diagnostic.code,
            "severity": diagnostic.severity.name.lower(),
            "message": self.messages.message(diagnostic),
            "hint": self.messages.hint(diagnostic),
            "spans": diagnostic.spans,
        }

    def _severity(self, severity: Severity) -> str:
        _ = self.messages.text
        words = {
            Severity.ERROR: _("error"),
            Severity.WARNING: _("warning"),
            Severity.NOTE: _("note"),
        }
        return words[severity]

    def _counts(self, diagnostics: Iterable[Diagnostic]) -> str:
        said = [diagnostic.severity for diagnostic in diagnostics]
        count = self.messages.count
        parts = [
            count("{number} error", "{number} errors", said.count(Severity.ERROR)),
            count("{number} warning", "{number} warnings", said.count(Severity.WARNING)),
            count("{number} note", "{number} notes", said.count(Severity.NOTE)),
        ]
        numbers = [said.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)]
        return ", ".join(part for part, number in zip(parts, numbers, strict=True) if number)

    @property
    def _width(self) -> int:
        return self._rich.width if self._terminal else _WIDTH


def _looks(_: Callable[..., str]) -> Mapping[str, str]:
    """The words for `publish`'s aspects."""
    return {
        "bold": _("bold"),
        "italic": _("italic"),
        "underline": _("underline"),
        "struck": _("struck through"),
        "hidden": _("hidden text"),
        "size": _("size of letters"),
        "font": _("font"),
        "colour": _("colour"),
        "alignment": _("alignment"),
        "spacing": _("spacing"),
        "style": _("style"),
        "numbering": _("numbering"),
        "lines": _("lines"),
        "link": _("link"),
        "picture": _("picture"),
        "chart": _("chart"),
        "page": _("page"),
        "tracked": _("tracking of changes"),
        "layout": _("layout"),
    }


def _plain_data(value: Any) -> Any:
    if is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    elif isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {key: _plain_data(each) for key, each in value.items()}
    return [_plain_data(each) for each in value] if isinstance(value, (list, tuple)) else value


def _artifact_json(artifact: Artifact) -> dict[str, Any]:
    return {
        "name": artifact.name,
        "outcome": artifact.outcome.value,
        "changes": artifact.changes,
        "change_count": artifact.change_count,
    }


def _place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    first = diagnostic.spans[0] if diagnostic.spans else Span("")
    return first.file, first.line, first.column
