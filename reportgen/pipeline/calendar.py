"""The order of the stages for the year's calendar: load, validate, find what falls due."""

from __future__ import annotations

from datetime import date

from reportgen.compute.calendar import calendar as due_in
from reportgen.diagnostics import Diagnostic, has_errors
from reportgen.model.calendar import Due
from reportgen.pipeline.kinds.quarterly import quarter
from reportgen.pipeline.year import year
from reportgen.workspace import Workspace


def calendar(workspace: Workspace, today: date) -> tuple[tuple[Due, ...] | None, tuple[Diagnostic, ...]]:
    """What falls due in the year as it stands on `today`, None where there is an error."""
    found = year(workspace)
    if found.plan is None or has_errors(found.diagnostics):
        return None, found.diagnostics
    known = workspace.periods()
    if not known:
        return due_in(found.plan, (), today), found.diagnostics
    newest = quarter(workspace, known[-1])
    if newest.document is None:
        return None, newest.diagnostics
    return due_in(found.plan, newest.document.periods, today), ()
