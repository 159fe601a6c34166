"""The criteria for choosing projects, tested on every project of the year.

A limit is passed by what lies over it. What is not known stays unknown unless the rest decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from reportgen.compute import codes
from reportgen.diagnostics import NOWHERE, Diagnostic, Span
from reportgen.model.document import PastYear
from reportgen.model.plan import Choosing, Criterion, CriterionTest, Plan, Project
from reportgen.model.scalars import Amount
from reportgen.model.selection import Answer, Candidate, Evidence, PastChoices, Selection, Verdict
from reportgen.model.source import Located

EVERY = "ทุกข้อ"


def select(plan: Plan, past: PastYear | None) -> Selection:
    """Every project of `plan` against every criterion; choices of earlier years come from `past`."""
    before = past_choices(plan, past)
    candidates = []
    for number, project in enumerate(plan.projects, start=1):
        answers = tuple(_answer(criterion, project, before) for criterion in plan.criteria)
        tested = [answer.verdict for answer in answers if answer.evidence]
        rule = plan.choosing.rule if plan.choosing else ""
        passes = combine(tested, every=rule == EVERY) if tested else None
        met = sum(verdict is True for verdict in tested)
        candidates.append(Candidate(number, project, _budget(project), answers, passes, met))
    return Selection(plan.criteria, plan.choosing, tuple(candidates))


def combine(verdicts: Iterable[Verdict], *, every: bool) -> Verdict:
    """All of `verdicts`, or any: what is not known decides nothing where the others do."""
    found = list(verdicts)
    deciding = not every
    if deciding in found:
        return deciding
    return None if None in found else every


def past_choices(plan: Plan, past: PastYear | None) -> PastChoices:
    """What was chosen in each earlier year that is known: by its own plan, or as a later plan recalls it."""
    found: dict[int, dict[str, Span]] = {}
    for choice in plan.chosen:
        found.setdefault(choice.year, {}).update({name: _span(name) for name in choice.projects})
    while past is not None and past.plan is not None:
        own = found.setdefault(past.plan.fiscal_year, {})
        for project in past.plan.projects:
            if project.in_depth is not None:
                own |= {project.id: _span(project.id), project.name: _span(project.name)}
        for choice in past.plan.chosen:
            found.setdefault(choice.year, {}).update({name: _span(name) for name in choice.projects})
        past = past.before
    return found


def check_selection(selection: Selection) -> Iterator[Diagnostic]:
    """Notes what a reader would ask: chosen against the rule, or passed over in spite of the criteria."""
    tested = sum(criterion.test is not None for criterion in selection.criteria)
    strong = _strong(selection.choosing, tested)
    for each in selection.candidates:
        place = _span(each.project.in_depth or each.project.id)
        args = {"project": str(each.project.id), "met": str(each.met), "tested": str(tested)}
        unmet = [f"({number})" for number in _unmet(each)]
        if each.is_chosen and unmet and len(unmet) == sum(bool(answer.evidence) for answer in each.answers):
            yield Diagnostic(codes.CHOICE_UNFOUNDED, (place,), args)
        elif each.is_chosen and each.passes is False:
            yield Diagnostic(codes.CHOICE_IN_PART, (place,), {**args, "unmet": " ".join(unmet)})
        if not each.is_chosen and each.passes and each.met >= strong:
            yield Diagnostic(codes.CHOICE_PASSED_OVER, (place,), args)


def _unmet(candidate: Candidate) -> Iterator[int]:
    """The numbers of the criteria that are known not to be met, in the plan's order."""
    for number, answer in enumerate(candidate.answers, start=1):
        if answer.evidence and answer.verdict is False:
            yield number


def _strong(choosing: Choosing | None, tested: int) -> Decimal:
    return choosing.strong.value if choosing and choosing.strong else Decimal(tested)


def _answer(criterion: Criterion, project: Project, before: PastChoices) -> Answer:
    if criterion.test is None:
        return Answer(criterion, None, ())
    evidence = tuple(_evidence(criterion.test, project, before))
    verdict = combine((each.verdict for each in evidence), every=criterion.test.rule == EVERY)
    return Answer(criterion, verdict if evidence else None, evidence)


def _evidence(test: CriterionTest, project: Project, before: PastChoices) -> Iterator[Evidence]:
    facts = project.facts
    if test.budget_over is not None:
        origin = tuple(budget.act.span for budget in project.budgets)
        yield _over("budget_over", test.budget_over, _budget(project), origin)
    for name, limit, amount in (
        ("smes_over", test.smes_over, facts.smes),
        ("value_over", test.value_over, facts.value),
    ):
        if limit is not None:
            yield _over(name, limit, amount, (amount.span if amount else _span(project.id),))
    for name in ("international", "direct", "new"):
        wanted, said = getattr(test, name), getattr(facts, name)
        if wanted is not None:
            verdict = None if said is None else said == wanted
            yield Evidence(name, verdict, (_span(said or project.id),), wanted=wanted, said=said)
    if test.not_chosen_in:
        yield _not_chosen(test.not_chosen_in, project, before)


def _over(name: str, limit: Amount, found: Amount | None, origin: tuple[Span, ...]) -> Evidence:
    verdict = None if found is None else found.value > limit.value
    return Evidence(name, verdict, origin, limit=limit, found=found)


def _not_chosen(years: tuple[int, ...], project: Project, before: PastChoices) -> Evidence:
    """No where a known year chose it; not known where a year is missing and no other says so."""
    chosen: dict[int, Span] = {}
    for year in sorted(years):
        own = before.get(year, {})
        name = next((name for name in (project.id, project.name) if name in own), None)
        if name is not None:
            chosen[year] = own[name]
    unknown = tuple(year for year in sorted(years) if year not in before)
    verdict = False if chosen else None if unknown else True
    origin = tuple(chosen.values()) or (_span(project.id),)
    return Evidence("not_chosen_in", verdict, origin, years=tuple(chosen), unknown=unknown)


def _budget(project: Project) -> Amount:
    """The budget before transfers, of all funds."""
    acts = [budget.act for budget in project.budgets]
    span = acts[0].span if acts else _span(project.id)
    return Amount(sum((act.value for act in acts), Decimal(0)), span)


def _span(text: str) -> Span:
    return text.span if isinstance(text, Located) else NOWHERE
