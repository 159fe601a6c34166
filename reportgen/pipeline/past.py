"""The fiscal years before: where reportgen.yaml says `previous:`, and so on from there.

Only a few years back, and only workspaces that lie beside this one.
"""

from __future__ import annotations

from typing import NamedTuple

from reportgen.diagnostics import Diagnostic, Rule, Severity, has_errors
from reportgen.model.document import PastYear
from reportgen.sources import gather_past, previous_place
from reportgen.validate.past import validate_past
from reportgen.workspace import Workspace

PREVIOUS_MISSING = Rule(
    "previous-missing",
    Severity.WARNING,
    "There is no workspace {folder}, which is named as that of the last fiscal year.",
    "Put it beside this one, or correct previous:. Until then nothing of it is carried forward or checked.",
)
RULES = (PREVIOUS_MISSING,)

_FURTHEST = 4
"""How many years are followed back; the guideline of 2565 asks for three."""


class Past(NamedTuple):
    """The year before, None without one or where it has errors, and what is to be said of it."""

    year: PastYear | None
    diagnostics: tuple[Diagnostic, ...]


def past_year(workspace: Workspace, steps: int = _FURTHEST) -> Past:
    """What the workspace goes on from. Raises OutsideError where `previous:` leads further away than beside
    it; of years before the last one nothing is said."""
    place = previous_place(workspace.read)
    if place is None or not steps:
        return Past(None, ())
    other = workspace.beside(place)
    if other is None:
        missing = Diagnostic(PREVIOUS_MISSING, (place.span,), {"folder": str(place)})
        return Past(PastYear(None, {}), (missing,))
    gathered = gather_past(other.read, f"{place.rstrip('/')}/", other.periods())
    if gathered.plan is None:
        return Past(None, gathered.diagnostics)
    year, faults = validate_past(gathered.plan, gathered.findings, past_year(other, steps - 1).year)
    said = (*gathered.diagnostics, *faults)
    return Past(year, tuple(each for each in said if each.is_error)) if has_errors(said) else Past(year, ())
