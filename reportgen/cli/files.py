"""A memo's file as an argument: however it is named, the file that it means."""

from __future__ import annotations

from pathlib import Path, PurePath

from reportgen.cli import codes
from reportgen.diagnostics import Diagnostic, Span
from reportgen.errors import Stop
from reportgen.validate.names import nearest
from reportgen.workspace import Workspace

_FOLDER, _ENDING = "memos", ".yaml"


def memo_file(workspace: Workspace, named: Path | str) -> str:
    """The name in the workspace of the memo that `named` means: a file seen from the current folder or from
    the workspace's root, or the bare name of one in memos/, also without its `.yaml`. Raises `Stop` where it
    lies outside, or where there is none, with the names that are like it."""
    written = str(named).replace("\\", "/")
    for guess in (written, f"{written}{_ENDING}"):
        name = workspace.name(Path(guess))
        if (workspace.root / name).is_file():
            return name
    memos = workspace.memos()
    meant = PurePath(written).name.removesuffix(_ENDING)
    stems = {PurePath(memo).stem: memo for memo in memos}
    if "/" not in written and meant in stems:
        return stems[meant]
    near = nearest(meant, stems)
    known = ", ".join(stems[stem] for stem in near.split(", ")) if near else ", ".join(memos) or "-"
    raise Stop(Diagnostic(codes.NO_MEMO, (Span(workspace.name(Path(written))),), {"known": known}))
