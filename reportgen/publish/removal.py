"""Takes away a paper that we made and nobody edited.

Never one that a person changed or has open, nor one whose making is not on record.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from reportgen.diagnostics import Diagnostic, Span
from reportgen.publish import codes, files
from reportgen.publish.guard import is_open, judge_docx
from reportgen.publish.state import State


def remove(target: Path, *, root: Path, folder: Path, name: str, dry: bool = False) -> tuple[Diagnostic, ...]:
    """Removes the file at `target`; says why not where it stays. With `dry` nothing is done but the saying.

    The arguments are those of `publish`. Raises `errors.Stop` where the disk does not allow it.
    """
    state = State(folder)
    with files.explained(name):
        try:
            standing = files.read(target) if files.is_inside(root, target) else None
            if standing is None:
                return ()
            ours = state.knows(sha256(standing).hexdigest()) or (
                target.suffix == ".docx" and judge_docx(standing, name, state) is None
            )
            if not ours or is_open(target):
                return (Diagnostic(codes.NOT_REMOVED, (Span(name),), {"file": name}),)
            if not dry and files.read(target) == standing:
                target.unlink()
        except files.InUseError:
            return (Diagnostic(codes.NOT_REMOVED, (Span(name),), {"file": name}),)
    return ()
