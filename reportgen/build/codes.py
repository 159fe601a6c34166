"""What building itself can say; what is said of a paper comes from the work."""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity
from reportgen.errors import ExitCode

TASK_DIED = Rule(
    "build-task-died",
    Severity.ERROR,
    "{paper} was not made: its process died, took longer than {seconds} s or needed more than {megabytes} MB."
    " The other papers were made.",
    "Make it alone to see more; look for a very large picture or table in its files.",
    exit_code=ExitCode.FAULT,
)
STATE_LOST = Rule(
    "build-state-lost",
    Severity.WARNING,
    "What earlier builds remembered is lost or cannot be read, so papers are looked at again.",
    "Nothing needs to be done: papers that are right stay as they are, and edited ones are kept.",
)
RULES = (TASK_DIED, STATE_LOST)
