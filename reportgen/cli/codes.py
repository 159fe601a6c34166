"""What the command line itself can say: wrong calls, faults of ours, files in the way."""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity
from reportgen.errors import ExitCode

USAGE = Rule(
    "usage",
    Severity.ERROR,
    "{problem}",
    "See how it is used with: {command} --help",
    ExitCode.USAGE,
)
FAULT = Rule(
    "fault",
    Severity.ERROR,
    "The program failed through a fault of its own ({kind}).",
    "The details are in {file}: send that file to whoever maintains the program.",
    ExitCode.FAULT,
)
INTERRUPTED = Rule(
    "interrupted",
    Severity.ERROR,
    "The run was interrupted.",
    "Run again; every paper is either as it was or whole and new.",
    ExitCode.INTERRUPTED,
)
FILE_EXISTS = Rule(
    "init-file-exists",
    Severity.ERROR,
    "{file} is already there, so nothing was written.",
    "Name a new folder, or one that is empty.",
    ExitCode.USAGE,
)
FILE_BEGUN = Rule(
    "new-file-exists",
    Severity.ERROR,
    "{file} is already there and was not written over.",
    "Go on with that file; to begin it again, rename or delete it first.",
    ExitCode.USAGE,
)
WORKSPACE_AROUND = Rule(
    "init-inside",
    Severity.ERROR,
    "{folder} lies inside the workspace {around}, so nothing was written.",
    "For a new quarter there: reportgen new quarterly 2566-q1. For another fiscal year, name a folder"
    " beside it: reportgen init {beside}",
    ExitCode.USAGE,
)
NO_MEMO = Rule(
    "memo-missing",
    Severity.ERROR,
    "There is no such memo in this workspace.",
    "Perhaps one of these is meant: {known}. To begin a new memo: reportgen new memo NAME.",
    ExitCode.USAGE,
)
NOT_WRITTEN = Rule(
    "file-not-written",
    Severity.ERROR,
    "{file} cannot be written: {cause}.",
    "Check the name and your rights to the folder, or name another folder.",
    ExitCode.USAGE,
)
NO_TARGET = Rule(
    "build-target-unknown",
    Severity.ERROR,
    "No paper of this workspace is called {target}.",
    "Papers here: {known}. Name a kind, a period, a file, or a pattern such as memos/2564-*.",
    ExitCode.USAGE,
)

RULES = (
    USAGE,
    FAULT,
    INTERRUPTED,
    FILE_EXISTS,
    FILE_BEGUN,
    WORKSPACE_AROUND,
    NO_MEMO,
    NOT_WRITTEN,
    NO_TARGET,
)
