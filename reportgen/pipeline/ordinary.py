"""Beginning an ordinary memo: load the workspace's own file, validate it, write the memo's first lines."""

from __future__ import annotations

from reportgen.diagnostics import Diagnostic, has_errors
from reportgen.model.workspace import Workspace as Agency
from reportgen.pipeline.shipped import SHIPPED
from reportgen.present.ordinary import ordinary_memo
from reportgen.sources import gather_agency
from reportgen.validate.plan import check_workspace
from reportgen.validate.shape import typed
from reportgen.workspace import Workspace


def ordinary(workspace: Workspace) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The YAML of a memo to fill in, None where reportgen.yaml has errors."""
    gathered = gather_agency(workspace.read, SHIPPED)
    if gathered.workspace is None:
        return None, gathered.diagnostics
    agency, said = typed(Agency, gathered.workspace)
    if agency is not None:
        said = [*said, *check_workspace(agency, gathered.workspace.map)]
    if agency is None or has_errors(said):
        return None, tuple(said)
    return ordinary_memo(agency), tuple(said)
