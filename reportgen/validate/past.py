"""What an earlier fiscal year left, typed.

Its own checks were done in its own workspace; here only what cannot be read is said.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.diagnostics import Diagnostic
from reportgen.model.document import PastYear
from reportgen.model.findings import Findings
from reportgen.model.plan import Plan
from reportgen.model.scalars import PeriodId
from reportgen.model.source import Source
from reportgen.validate.shape import typed


def validate_past(
    plan: Source, findings: Mapping[PeriodId, Source], before: PastYear | None
) -> tuple[PastYear | None, tuple[Diagnostic, ...]]:
    """The earlier year of these sources, None where one of them has errors; `before` is the year it went
    on from."""
    known, said = typed(Plan, plan)
    said = [*said]
    found: dict[PeriodId, Findings] = {}
    for period, source in sorted(findings.items()):
        value, diagnostics = typed(Findings, source)
        said += diagnostics
        if value is not None:
            found[period] = value
    whole = known is not None and len(found) == len(findings)
    return (PastYear(known, found, before) if whole else None), tuple(said)
