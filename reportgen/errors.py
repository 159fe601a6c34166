"""How a run can end: exit codes, and the one exception that ends a run on purpose.

Wrong user data is a diagnostic, never an exception; `Stop` is for a wrong call, a missing program or
a broken machine.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    DOCUMENT = 1
    USAGE = 2
    TEMPLATE = 3
    MISSING = 4
    KEPT = 5
    FAULT = 70
    INTERRUPTED = 130


class Stop(Exception):  # noqa: N818  (the end of a run, told to the user; no fault of the code)
    """Ends the run; carries the diagnostics (`reportgen.diagnostics.Diagnostic`) that tell why."""

    def __init__(self, *diagnostics: object) -> None:
        super().__init__(*diagnostics)
        self.diagnostics = diagnostics
