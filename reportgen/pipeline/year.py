"""The year's own files, without any period: load, validate."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.diagnostics import Diagnostic
from reportgen.model.document import PastYear
from reportgen.model.plan import Plan
from reportgen.model.workspace import Workspace as Agency
from reportgen.pipeline.past import past_year
from reportgen.pipeline.shipped import SHIPPED
from reportgen.sources import gather
from reportgen.validate.plan import check_plan, check_workspace
from reportgen.validate.shape import typed
from reportgen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal year's agency and plan, None where they have errors, and the year before it."""

    workspace: Agency | None
    plan: Plan | None
    past: PastYear | None
    diagnostics: tuple[Diagnostic, ...]


def year(workspace: Workspace) -> Year:
    """`reportgen.yaml` and `plan.yaml`, typed and checked against each other, and what they go on from."""
    gathered = gather(workspace.read, SHIPPED, ())
    if gathered.sources is None:
        return Year(None, None, None, gathered.diagnostics)
    sources = gathered.sources
    agency, said = typed(Agency, sources.workspace)
    plan, of_plan = typed(Plan, sources.plan)
    said = [*gathered.diagnostics, *said, *of_plan]
    if agency is not None:
        said += check_workspace(agency, sources.workspace.map)
    if agency is not None and plan is not None:
        said += check_plan(agency, plan, sources.plan.map, sources.workspace.map)
    past = past_year(workspace)
    return Year(agency, plan, past.year, (*said, *past.diagnostics))
