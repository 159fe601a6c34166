"""The order of the stages for the year's guideline: load, validate, present; no period is read for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

from reportgen.diagnostics import Diagnostic, has_errors
from reportgen.model.context import Context
from reportgen.model.figures import Figures
from reportgen.model.plan import Plan
from reportgen.model.profile import Profile
from reportgen.model.scalars import PeriodId
from reportgen.model.workspace import Workspace as Agency
from reportgen.ooxml.measures import Measures
from reportgen.pipeline.citing import resolved
from reportgen.pipeline.form import form_of
from reportgen.pipeline.kinds.quarterly import quarter
from reportgen.pipeline.make import Paper, Result, Wishes, make
from reportgen.pipeline.shipped import SHIPPED
from reportgen.present.citations import Citations, cited, texts_in
from reportgen.present.digits import in_thai
from reportgen.present.guideline.context import mandate_meeting, present
from reportgen.present.measures import measures
from reportgen.sources import PLAN, gather
from reportgen.validate.document import Sources
from reportgen.validate.plan import check_plan, check_workspace
from reportgen.validate.shape import typed
from reportgen.workspace import Workspace

KIND = "guideline"


def guideline(workspace: Workspace, *, pdf: bool, force: bool) -> Result:
    """Makes the year's guideline from `plan.yaml` as DOCX, and as PDF when asked."""
    paper, said = guideline_paper(workspace)
    return Result(said) if paper is None else make(workspace, paper, said, Wishes(pdf, force))


def guideline_paper(workspace: Workspace) -> tuple[Paper | None, tuple[Diagnostic, ...]]:
    """The guideline ready to render, None where there is an error."""
    gathered = gather(workspace.read, SHIPPED, ())
    if gathered.sources is None:
        return None, gathered.diagnostics
    found, faults = _valid(gathered.sources)
    said = (*gathered.diagnostics, *faults)
    if found is None or has_errors(said):
        return None, said
    agency, plan, profile = found
    presented = present(agency, plan, PLAN)

    def figures_of(period: PeriodId) -> Figures | None:
        return quarter(workspace, period).figures if period in workspace.periods() else None

    citations = Citations(figures_of, int(profile.quarterly.summary_places.value))
    known, unknown = resolved(workspace, texts_in(presented.context), citations)
    said = (*said, *presented.diagnostics, *unknown)
    if has_errors(said):
        return None, said
    wanted, thai = measures(profile), profile.memo.digits == "ไทย"
    whole = cited(presented.context, known)
    context: Context = {**(in_thai(whole) if thai else whole), "thai_digits": thai}
    paper = Paper(
        kind=KIND,
        folder="",
        stamp=datetime.combine(mandate_meeting(plan).date, time(), UTC),
        font=str(profile.font),
        form=form_of(agency, profile),
        presented=replace(presented, context=context),
        build_template=None if wanted == Measures() else lambda: _template(wanted),
    )
    return paper, said


def _valid(sources: Sources) -> tuple[tuple[Agency, Plan, Profile] | None, list[Diagnostic]]:
    """The three files of a guideline, typed and checked against each other."""
    agency, said = typed(Agency, sources.workspace)
    plan, of_plan = typed(Plan, sources.plan)
    profile, of_profile = typed(Profile, sources.profile)
    said += [*of_plan, *of_profile]
    if agency is not None:
        said += check_workspace(agency, sources.workspace.map)
    if agency is not None and plan is not None:
        said += check_plan(agency, plan, sources.plan.map, sources.workspace.map)
    if agency is None or plan is None or profile is None:
        return None, said
    return (agency, plan, profile), said


def _template(wanted: Measures) -> bytes:
    from reportgen.present.guideline.template import template  # only where a profile measures otherwise

    return template(wanted)
