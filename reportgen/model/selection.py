"""How the year's projects answer the criteria for choosing them: what `compute` finds, for `present`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from reportgen.diagnostics import Span
from reportgen.model.plan import Choosing, Criterion, Project
from reportgen.model.scalars import Amount

Verdict: TypeAlias = bool | None
"""Yes, no, or None where something is not known that would decide it."""
PastChoices: TypeAlias = Mapping[int, Mapping[str, Span]]
"""By fiscal year: ids and names of the projects chosen in it, with the place that says so."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One test of a criterion on a project. `test` is the test's key in plan.yaml; `limit` what must be
    exceeded and `found` what was, in baht or in number; `wanted` and `said` for a test of yes or no; `years`
    those in which the project was chosen before, `unknown` those of which nothing is known."""

    test: str
    verdict: Verdict
    origin: tuple[Span, ...]
    limit: Amount | None = None
    found: Amount | None = None
    wanted: str | None = None
    said: str | None = None
    years: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A project's answer to one criterion; without evidence the criterion has no test."""

    criterion: Criterion
    verdict: Verdict
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project with its number in the plan, its answers in the order of the criteria, and the outcome of the
    rule over them; `met` counts the criteria answered with yes."""

    number: int
    project: Project
    budget: Amount
    answers: tuple[Answer, ...]
    passes: Verdict
    met: int

    @property
    def is_chosen(self) -> bool:
        return self.project.in_depth is not None


@dataclass(frozen=True, slots=True)
class Selection:
    """All projects of the year; `choosing` is None where the plan has no rule of its own, and then any one
    criterion is enough."""

    criteria: tuple[Criterion, ...]
    choosing: Choosing | None
    candidates: tuple[Candidate, ...]
