"""The order of the stages for choosing projects: load, validate, select."""

from __future__ import annotations

from reportgen.compute.selection import check_selection, select
from reportgen.diagnostics import Diagnostic, has_errors
from reportgen.model.selection import Selection
from reportgen.pipeline.year import year
from reportgen.workspace import Workspace


def selection(workspace: Workspace) -> tuple[Selection | None, tuple[Diagnostic, ...]]:
    """All projects of the year against the criteria, None where there is an error."""
    found = year(workspace)
    if found.plan is None or has_errors(found.diagnostics):
        return None, found.diagnostics
    selected = select(found.plan, found.past)
    return selected, (*found.diagnostics, *check_selection(selected))
