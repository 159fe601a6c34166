"""One run of the command line: its surroundings, its language, and how its outcome is told.

Knows no command. Made from values; it reads neither clock nor environment itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from reportgen.diagnostics import Diagnostic, unique
from reportgen.errors import ExitCode, Stop
from reportgen.messages import Messages

if TYPE_CHECKING:  # a mere --help does without them
    from reportgen.console import Console
    from reportgen.pipeline import Artifact
    from reportgen.workspace import Settings, Workspace


@dataclass
class Session:
    """What every command is given; `folder` is the one named with -w."""

    cwd: Path
    environ: Mapping[str, str]
    now: datetime
    platform: str
    out: TextIO
    err: TextIO
    messages: Messages
    as_json: bool = False
    folder: Path | None = None
    _opened: Workspace | None = field(default=None, init=False)

    @cached_property
    def settings(self) -> Settings:
        """The surroundings, as the stages take them."""
        from reportgen.workspace import Settings

        return Settings(cwd=self.cwd, environ=self.environ, now=self.now, platform=self.platform)

    @cached_property
    def console(self) -> Console:
        """Where to print."""
        from reportgen.console import Console

        return Console(self.out, self.err, self.messages, self.environ)

    def workspace(self) -> Workspace:
        """The workspace of this run; raises Stop where there is none."""
        from reportgen.workspace import open_workspace

        if self._opened is None:
            self._opened = open_workspace(self.folder, self.settings)
        return self._opened

    def renew(self) -> None:
        """Forgets what was read, so that files are read again as they are now."""
        self._opened = None
        self.workspace()

    def user(self, named: str | None = None) -> str:
        """Who runs this, recorded beside numbers and decisions: as they are `named`, else as the system calls
        them (USERNAME is of Windows, the others of Linux), and blank where nothing tells."""
        names = (self.environ.get(name, "") for name in ("USERNAME", "USER", "LOGNAME"))
        return next(filter(None, (" ".join(name.split()) for name in (named or "", *names))), "")

    def text(self, name: str) -> str | None:
        """The text of an input, for showing a line of it."""
        return self._opened.text(name) if self._opened else None

    def shown(self, name: str) -> str:
        """An input's or paper's name as the reader can open it: relative to the current folder if near."""
        if self._opened is None:
            return name
        path, root, cwd = self._opened.root / name, self._opened.root, self.cwd.resolve()
        near = cwd.is_relative_to(root) or root.is_relative_to(cwd)
        return os.path.relpath(path, cwd) if near else str(path)

    def say(self, line: str) -> None:
        """A line for people, on stderr; machines do without it."""
        if not self.as_json:
            self.console.say(line)

    def tell(
        self,
        diagnostics: Sequence[Diagnostic],
        artifacts: Sequence[Artifact] = (),
        lines: Sequence[str] = (),
    ) -> int:
        """Prints what was said and made, and other results, a line each; gives the exit code, the highest of
        the errors said."""
        diagnostics = unique(diagnostics)
        code = exit_code(diagnostics)
        if self.as_json:
            self.console.outcome(diagnostics, artifacts, code, lines)
        else:
            self.console.report(diagnostics, self)
            self.console.papers(artifacts, self)
            for line in lines:
                self.console.result(line)
        return code


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """The highest exit code of the errors said; 0 without any."""
    return max((int(each.rule.exit_code) for each in diagnostics if each.is_error), default=ExitCode.DONE)


def said(stop: Stop) -> tuple[Diagnostic, ...]:
    """What a stop tells; it holds plain objects, being of the same rank as diagnostics."""
    return cast("tuple[Diagnostic, ...]", stop.diagnostics)
