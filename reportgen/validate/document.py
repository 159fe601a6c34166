"""The stage `validate`: the sources of a workspace to one valid document, with everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from reportgen.diagnostics import Diagnostic, has_errors
from reportgen.model.base import Input
from reportgen.model.document import Document, PastYear, PeriodInputs
from reportgen.model.findings import Findings
from reportgen.model.plan import Plan
from reportgen.model.profile import Profile, Regions
from reportgen.model.scalars import PeriodId
from reportgen.model.source import Source
from reportgen.model.spending import Spending
from reportgen.model.visits import Visits
from reportgen.model.workspace import Workspace
from reportgen.validate import rules
from reportgen.validate.amounts import check_amounts, check_untold
from reportgen.validate.order import check_order, check_year
from reportgen.validate.photos import PhotoReader, check_photos
from reportgen.validate.plan import check_plan, check_workspace
from reportgen.validate.references import check_references
from reportgen.validate.shape import typed, typed_once
from reportgen.validate.texts import check_texts

M = TypeVar("M", bound=Input)

__all__ = ["PeriodSources", "PhotoReader", "Sources", "Validated", "validate"]


class PeriodSources(NamedTuple):
    """The three files of a quarter."""

    id: PeriodId
    spending: Source
    findings: Source
    visits: Source


class Sources(NamedTuple):
    """The files of a report; `periods` from the oldest to the one reported."""

    workspace: Source
    plan: Source
    profile: Source
    regions: Source
    periods: tuple[PeriodSources, ...]


class Validated(NamedTuple):
    """A valid document, or None with at least one error."""

    document: Document | None
    diagnostics: tuple[Diagnostic, ...]


def validate(sources: Sources, read_photo: PhotoReader, past: PastYear | None = None) -> Validated:
    """Types every source and checks them against each other.

    `read_photo` gives the bytes of a photograph by its workspace-relative name (see `PhotoReader`); what
    this year may cite of an earlier one is in `past`.
    """
    found: list[Diagnostic] = []
    workspace, of_workspace = typed_once(Workspace, sources.workspace)
    found += of_workspace
    plan = _take(Plan, sources.plan, found)
    profile, of_profile = typed_once(Profile, sources.profile)
    regions, of_regions = typed_once(Regions, sources.regions)
    found += (*of_profile, *of_regions)
    periods = [_period(period, found) for period in sources.periods]
    whole = tuple(period for period in periods if period is not None)
    if workspace:
        found += check_workspace(workspace, sources.workspace.map)
    if workspace and plan:
        found += check_plan(workspace, plan, sources.plan.map, sources.workspace.map)
        if plan.projects:
            found += _check_periods(workspace, plan, regions, periods, past)
        else:
            found.append(Diagnostic(rules.PROJECTS_NONE, (sources.plan.map.key(("projects",)),)))
    if not (whole and len(whole) == len(periods)):
        return Validated(None, tuple(found))
    photos, diagnostics = check_photos(whole[-1], read_photo)
    found += diagnostics
    if not (workspace and plan and profile and regions) or has_errors(found):
        return Validated(None, tuple(found))
    document = Document(
        workspace, plan, sources.plan.map, whole[-1], whole[:-1], profile, regions, photos, past
    )
    return Validated(document, tuple(found))


def _take(model: type[M], source: Source, found: list[Diagnostic]) -> M | None:
    value, diagnostics = typed(model, source)
    found += (*diagnostics, *check_texts(source))
    return value


def _period(sources: PeriodSources, found: list[Diagnostic]) -> PeriodInputs | None:
    spending, findings = _take(Spending, sources.spending, found), _take(Findings, sources.findings, found)
    visits = _take(Visits, sources.visits, found)
    if spending is None or findings is None or visits is None:
        return None
    places = {
        "spending": sources.spending.map,
        "findings": sources.findings.map,
        "visits": sources.visits.map,
    }
    return PeriodInputs(sources.id, spending, findings, visits, places)


def _check_periods(
    workspace: Workspace,
    plan: Plan,
    regions: Regions | None,
    periods: Sequence[PeriodInputs | None],
    past: PastYear | None,
) -> Iterator[Diagnostic]:
    """Checks each period that could be read; what one cites of an earlier, unread period is let be."""
    earlier: list[PeriodInputs] = []
    for number, period in enumerate(periods):
        if period is None:
            continue
        complete = len(earlier) == number
        yield from check_references(workspace, plan, regions, period, earlier if complete else None, past)
        if plan.fiscal_year == workspace.fiscal_year:
            yield from check_year(period, plan.fiscal_year)
        yield from check_order(plan, period, past)
        yield from check_amounts(plan, period)
        yield from check_untold(plan, period)
        earlier.append(period)
