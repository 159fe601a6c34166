"""What publishing can say: files kept because a person changed them, and a disk that does not play along.

Wording only; when each is said is decided in the modules beside this one.
"""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity
from reportgen.errors import ExitCode

_FORCE = "Run again with --force to replace it; it is then kept beside the new one as a dated copy."

EDITED = Rule(
    "file-edited",
    Severity.ERROR,
    "{file} was edited by hand (changes: {count}), so it was kept and no new version was written.",
    "Carry the edits over into the YAML first. " + _FORCE,
    exit_code=ExitCode.KEPT,
)
RESTYLED = Rule(
    "file-restyled",
    Severity.ERROR,
    "{file} says what it said, but was made to look different by hand (places: {count}), so it was kept.",
    "If the new look is to stay, change the template. " + _FORCE,
    exit_code=ExitCode.KEPT,
)
NOT_OURS = Rule(
    "file-not-ours",
    Severity.ERROR,
    "{file} is not as reportgen made it, and what was changed cannot be told, so it was kept.",
    "Move it away or rename it if you need it. " + _FORCE,
    exit_code=ExitCode.KEPT,
)
COPY_KEPT = Rule(
    "file-copy-kept",
    Severity.NOTE,
    "{file} was replaced; the file that was there is kept as {copy}.",
    "Carry over from the copy what is still needed, then delete it.",
    exit_code=ExitCode.DONE,
)
EDIT_KEPT = Rule(
    "file-edit-kept",
    Severity.WARNING,
    "{file} is not as reportgen made it; it was kept (--on-edited keep), and no new version was written.",
    "To have the new version beside it, build with --on-edited copy.",
)
WRITTEN_BESIDE = Rule(
    "file-written-beside",
    Severity.WARNING,
    "{file} is not as reportgen made it; it was kept, and the new version is {copy}.",
    "Carry over what is needed from one to the other, then keep one of them under the name {file}.",
)
NOT_REMOVED = Rule(
    "file-not-removed",
    Severity.WARNING,
    "{file} was edited by hand, or is open, so it was not removed.",
    "Delete it yourself if it is not needed.",
)
FILE_OPEN = Rule(
    "file-open",
    Severity.ERROR,
    "{file} is open in another program or is protected, so no new version was written.",
    "Close it, or take its protection off, and run again. If no one has it open, a program that crashed left "
    "a file beside it whose name begins with ~$ or .~lock: delete that file.",
    exit_code=ExitCode.KEPT,
)
FOLDER_READ_ONLY = Rule(
    "folder-read-only",
    Severity.ERROR,
    "{file} cannot be written: you may not write in its folder.",
    "Ask the owner of the folder for the right to write there, or copy the workspace to a folder of yours.",
    exit_code=ExitCode.USAGE,
)
NAME_TOO_LONG = Rule(
    "file-name-too-long",
    Severity.ERROR,
    "{file} cannot be written: its name, or the path to it, is too long for this disk.",
    "Give the paper a shorter name, or move the workspace nearer to the top of the disk.",
    exit_code=ExitCode.USAGE,
)
REFUSED = Rule(
    "file-refused",
    Severity.ERROR,
    "{file} cannot be written: it lies outside the workspace, or a link or a folder stands in its place.",
    "Take the link or folder away, or choose another name.",
    exit_code=ExitCode.USAGE,
)
DISK_FULL = Rule(
    "disk-full",
    Severity.ERROR,
    "{file} cannot be written: the disk is full. The file that was there is as before.",
    "Free some room and run again.",
    exit_code=ExitCode.FAULT,
)
STATE_UNREADABLE = Rule(
    "state-unreadable",
    Severity.WARNING,
    "The record of what was made cannot be read; it was set aside and a new one was begun.",
    "Nothing is lost; a PDF made before counts as unknown until it is made again.",
    exit_code=ExitCode.DONE,
)

RULES = (
    EDITED,
    RESTYLED,
    NOT_OURS,
    COPY_KEPT,
    EDIT_KEPT,
    WRITTEN_BESIDE,
    NOT_REMOVED,
    FILE_OPEN,
    FOLDER_READ_ONLY,
    NAME_TOO_LONG,
    REFUSED,
    DISK_FULL,
    STATE_UNREADABLE,
)
