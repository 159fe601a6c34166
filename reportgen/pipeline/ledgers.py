"""The folder of the ledger: where it is, whether two fiscal years share it, and what is damaged in it.

It alone of what is written may lie outside the workspace, and then no further away than beside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from reportgen import ledger
from reportgen.diagnostics import Diagnostic, Rule, Severity, Span
from reportgen.errors import ExitCode, Stop
from reportgen.ledger import Number, Series
from reportgen.ledger.codes import ENTRY_UNREADABLE, NOT_WRITABLE
from reportgen.sources import MANIFEST, ledger_place, previous_place
from reportgen.workspace import Workspace

OWN_LEDGER = "ledger"
"""The ledger of a workspace that names none: a folder within it."""

LEDGER_OUTSIDE = Rule(
    "ledger-outside",
    Severity.ERROR,
    "The ledger {folder} lies neither in the workspace nor beside it.",
    "Write ledger: ../ledger, for a folder beside those of all fiscal years; nothing further away is read or"
    " written.",
    ExitCode.USAGE,
)
LEDGERS_DIFFER = Rule(
    "ledgers-differ",
    Severity.ERROR,
    "The last fiscal year keeps its numbers in {other} and this one in {own}, so that one number could be"
    " given twice.",
    "Numbers run by calendar year, so both fiscal years need one ledger: write ledger: {other} in"
    " reportgen.yaml; if there are entries in {own} already, move its folders there first.",
)
OTHER_UNREADABLE = Rule(
    "ledger-other-unreadable",
    Severity.WARNING,
    "Another entry of the ledger, {file}, cannot be read: {reason}.",
    "Put the file back from a backup. Until then its number counts as taken.",
)
RULES = (LEDGER_OUTSIDE, LEDGERS_DIFFER, OTHER_UNREADABLE)


def ledger_folder(workspace: Workspace) -> Path:
    """The folder that reportgen.yaml names, else one within the workspace; it need not be there yet.

    Raises Stop where it lies, also through a link, outside the folder in which the workspace is.
    """
    place = ledger_place(workspace.read)
    root, name = workspace.root, (place or OWN_LEDGER).replace("\\", "/")
    folder = (root / name).resolve()
    if root.is_relative_to(folder) or not folder.is_relative_to(root.parent):
        span = place.span if place is not None else Span(MANIFEST)
        raise Stop(Diagnostic(LEDGER_OUTSIDE, (span,), {"folder": name}))
    return folder


def ready_ledger(workspace: Workspace) -> Path:
    """The same for writing; it is made at need. Raises Stop where it cannot be."""
    folder = ledger_folder(workspace)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        name = _shown(workspace, folder)
        args = {"file": name, "reason": error.strerror or type(error).__name__}
        raise Stop(Diagnostic(NOT_WRITABLE, (Span(name),), args)) from error
    return folder


def is_kept(workspace: Workspace) -> bool:
    """Whether this agency keeps a ledger at all."""
    return ledger_folder(workspace).is_dir()


def shared(workspace: Workspace) -> tuple[Diagnostic, ...]:
    """Whether the last fiscal year, which has a part of the same calendar year, keeps another ledger."""
    place, own = previous_place(workspace.read), ledger_place(workspace.read)
    if place is None:
        return ()
    with suppress(Stop):  # said where that year, or this ledger, is used
        past = workspace.beside(place)
        if past is None:
            return ()
        ours, theirs = ledger_folder(workspace), ledger_folder(past)
        if ours == theirs or (ledger_place(past.read) is None and not theirs.is_dir()):
            return ()
        args = {"own": _shown(workspace, ours), "other": _shown(workspace, theirs)}
        return (Diagnostic(LEDGERS_DIFFER, (own.span if own is not None else place.span,), args),)
    return ()


def paper_name(workspace: Workspace, file: str) -> str:
    """A memo's file as the ledger has it, seen from beside the ledger, such as `fy2565/memos/a.yaml`: the
    years that share a ledger have files of the same names."""
    return os.path.relpath(workspace.root / file, ledger_folder(workspace).parent).replace(os.sep, "/")


def is_paper(workspace: Workspace, recorded: str, file: str) -> bool:
    """Whether the ledger means this file of the workspace; of a ledger that was moved out of a workspace, it
    has the name that the file had there."""
    return recorded in (file, paper_name(workspace, file))


def damage(workspace: Workspace, series: Series) -> tuple[Diagnostic, ...]:
    """All that is wrong in the ledger's folder of a series."""
    return placed(workspace, ledger.listing_of(ledger_folder(workspace), series).diagnostics)


def damage_beside(workspace: Workspace, number: Number) -> tuple[Diagnostic, ...]:
    """The same but for `number`, as a warning: to one who writes to that number, which tells by itself."""
    found = ledger.listing_of(ledger_folder(workspace), number.series)
    own = next((each.diagnostics for each in found.entries if each.number == number), ())
    return warned(placed(workspace, (each for each in found.diagnostics if each not in own)))


def warned(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What is wrong with entries, as said to one who asked for other ones."""
    return tuple(
        each._replace(rule=OTHER_UNREADABLE) if each.rule is ENTRY_UNREADABLE else each
        for each in diagnostics
    )


def placed(workspace: Workspace, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What the ledger said of files in its folder, said of them as seen from the workspace."""
    folder = _shown(workspace, ledger_folder(workspace))
    return tuple(_placed(folder, each) for each in diagnostics)


def _placed(folder: str, diagnostic: Diagnostic) -> Diagnostic:
    spans = tuple(span._replace(file=f"{folder}/{span.file}") for span in diagnostic.spans)
    file = diagnostic.args.get("file")
    args = {**diagnostic.args, "file": f"{folder}/{file}"} if file is not None else diagnostic.args
    return diagnostic._replace(spans=spans, args=args)


def _shown(workspace: Workspace, folder: Path) -> str:
    return os.path.relpath(folder, workspace.root).replace(os.sep, "/")
