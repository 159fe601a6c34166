"""The order of the stages for an import: plan and mapping, sheet, spending.yaml; checked, then written.

Writes whole files or nothing; which cell means what is the business of `load.sheets`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from reportgen.diagnostics import Diagnostic, Span, has_errors
from reportgen.load.sheets import codes
from reportgen.load.sheets.book import read_book
from reportgen.load.sheets.differences import (
    Difference,
    differences,
    kept,
    key_of,
    listed,
    scope_of,
    total_name,
)
from reportgen.load.sheets.mapping_text import mapping_text
from reportgen.load.sheets.reading import Imported, Wanted, read_spending
from reportgen.load.sheets.reasons import with_places
from reportgen.load.sheets.spending_text import new_text, updated_text
from reportgen.load.sheets.values import SheetSpending
from reportgen.load.yaml_text import load
from reportgen.model.base import Input
from reportgen.model.document import PeriodInputs
from reportgen.model.findings import Findings
from reportgen.model.mapping import ImportSpending, Role
from reportgen.model.plan import Plan
from reportgen.model.scalars import Amount, PeriodId
from reportgen.model.source import Source
from reportgen.model.spending import Spending
from reportgen.model.visits import Visits
from reportgen.pipeline.make import Artifact
from reportgen.pipeline.on_disk import as_in_sheet, as_on_disk
from reportgen.present.carrying import NO_SOURCE
from reportgen.publish import Outcome
from reportgen.sources import PLAN, PLAN_MISSING
from reportgen.validate import rules
from reportgen.validate.amounts import check_amounts
from reportgen.validate.names import span_of, unknown
from reportgen.validate.shape import typed
from reportgen.workspace import Workspace

MAPPING = "import-spending.yaml"
M = TypeVar("M", bound=Input)


@dataclass(frozen=True, slots=True)
class Result:
    """What an import said, changes (or would change, when nothing was written), and wrote."""

    diagnostics: tuple[Diagnostic, ...]
    differences: tuple[Difference, ...] = ()
    artifacts: tuple[Artifact, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The file that is imported: its bytes and the name by which the user knows it."""

    data: bytes
    name: str


def import_spending(
    workspace: Workspace, sheet: Sheet, wanted: Wanted, *, mapping: str = MAPPING, dry_run: bool = False
) -> Result:
    """Reads finance's sheet into the spending.yaml of its period, unless there is an error or `dry_run`.

    `mapping` names the file, in the workspace, that remembers how the sheet is read; it is written at the
    first import. Raises Stop where the disk does not allow it.
    """
    plan, said = _plan(workspace)
    remembered, more = _remembered(workspace, mapping)
    book = read_book(sheet.data, sheet.name)
    said = (*said, *more, *book.diagnostics)
    if plan is None or remembered is None or book.book is None:
        return Result(said)
    said = (*said, *_not_planned(plan, remembered))
    if has_errors(said):
        return Result(said)
    found = read_spending(book.book, plan, remembered, wanted)
    said = (*said, *found.diagnostics)
    if found.spending is None or found.period is None or has_errors(said):
        return Result(said)
    written = _written(workspace, _Coming(found.period, found.spending, plan, sheet.name))
    said = (*said, *written.diagnostics)
    if written.data is None or has_errors(said) or dry_run:
        return Result(said, written.differences)
    artifacts = tuple(_put_in_place(workspace, found, written.data, mapping))
    return Result(said, written.differences, artifacts)


@dataclass(frozen=True, slots=True)
class _Coming:
    """What is to be written, and from which file."""

    period: PeriodId
    spending: SheetSpending
    plan: Plan
    sheet: str

    @property
    def name(self) -> str:
        return f"{self.period}/spending.yaml"


@dataclass(frozen=True, slots=True)
class _Written:
    """The coming spending.yaml, None where it cannot be written."""

    data: bytes | None
    differences: tuple[Difference, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def _written(workspace: Workspace, coming: _Coming) -> _Written:
    """The text of spending.yaml, read again and checked against the plan as `check` will."""
    name, spending = coming.name, coming.spending
    before = workspace.read(name)
    if before is None:
        data, old, said = new_text(spending), None, list[Diagnostic]()
    else:
        old, said = _typed(before, name, Spending)
        if old is None:
            cause = said[0].code if said else "-"
            return _Written(None, diagnostics=(*said, _not_updated(name, cause)))
        if not spending.is_source_told and not _is_placeholder(old.source):
            spending = replace(spending, source=str(old.source))
        left = kept(old, spending)
        if left and old.basis != spending.basis:
            # Their months would be taken for sums when they were none, or the other way.
            args = {"file": name, "new": spending.basis, "old": old.basis, "lines": listed(left)}
            return _Written(None, diagnostics=(Diagnostic(codes.BASIS_DIFFERS, (Span(name),), args),))
        try:
            data = updated_text(before, old, spending)
        except ValueError as error:
            return _Written(None, diagnostics=(_not_updated(name, str(error)),))
        args = {"file": name, "count": str(len(left)), "what": listed(left)}
        said = [Diagnostic(codes.KEPT, (Span(name),), args)] if left else []
    found, falling = _checked(data, coming)
    said += as_on_disk(found, name, before or b"", data)
    return _Written(with_places(data, falling), tuple(differences(old, spending)), tuple(said))


def _is_placeholder(source: str) -> bool:
    """Whether nobody has written yet where the amounts are from: it is what a new quarter or folder says."""
    return source == NO_SOURCE or source.endswith("(สมมุติ)")


def _not_updated(name: str, cause: str) -> Diagnostic:
    return Diagnostic(codes.NOT_UPDATED, (Span(name),), {"file": name, "cause": cause})


def _checked(data: bytes, coming: _Coming) -> tuple[list[Diagnostic], list[int]]:
    """What `check` will say of the amounts, at the cells that they came from, and the indices of the lines
    whose amounts fall. What people can only settle in the file, once it is there, is a warning here."""
    loaded = load(data, coming.name)
    source = loaded.source
    if source is None:
        raise ValueError("the file written cannot be read")
    spending, said = typed(Spending, source)
    found = [*loaded.diagnostics, *said]
    if spending is None:
        return found, []
    inputs = PeriodInputs(coming.period, spending, Findings(), Visits(), {"spending": source.map})
    found += check_amounts(coming.plan, inputs)
    cells = dict(_cells(spending, coming))
    falling = [each.spans[0] for each in found if each.rule is rules.CUMULATIVE_FALLS]
    owners = {
        amount.span: index for index, line in enumerate(spending.lines) for amount in line.disbursed.values()
    }
    found = [_settled_later(each, spending, cells, coming.name) for each in found]
    lines = list(dict.fromkeys(owners[span] for span in falling))
    return [as_in_sheet(each, cells) for each in found], lines


def _cells(spending: Spending, coming: _Coming) -> Iterator[tuple[Span, Span]]:
    """The places of what the sheet gave, and its cells there, with the project's id."""
    lines = {line.key: line for line in coming.spending.lines}
    for line in spending.lines:
        if given := lines.get(key_of(line)):
            amounts: dict[str | int, Amount | None] = dict(line.disbursed.items())
            amounts |= {"transfer": line.transfer, "committed": line.committed}
            places = {part: amount.span for part, amount in amounts.items() if amount}
            yield span_of(line.project), _cell(coming, given.where, line.project)
            for part, span in places.items():
                if part in given.cells:
                    yield span, _cell(coming, given.cells[part], line.project)
    for total in spending.totals:
        told = (each.cells for each in coming.spending.totals if each.scope == scope_of(total))
        for name, cell in next(told, {}).items():
            if amount := getattr(total, name):
                yield amount.span, _cell(coming, cell, "")


def _cell(coming: _Coming, where: str, project: str) -> Span:
    return Span(coming.sheet, where=", ".join(filter(None, (where, project))))


def _settled_later(
    diagnostic: Diagnostic, spending: Spending, cells: Mapping[Span, Span], file: str
) -> Diagnostic:
    """A fall that may be a refund, and a total that no longer holds, as warnings: people settle both in the
    file."""
    first = diagnostic.spans[0]
    if diagnostic.rule is rules.CUMULATIVE_FALLS:
        line = next(
            line for line in spending.lines if first in [amount.span for amount in line.disbursed.values()]
        )
        args = {"cell": cells.get(first, Span(file, where=file)).where.partition(", ")[0]}
        args |= {"project": line.project, "file": file, "month": diagnostic.args["month"]}
        return diagnostic._replace(rule=codes.FALLS, args=args)
    if diagnostic.rule is rules.TOTAL_MISMATCH:
        key = diagnostic.args["key"]
        given = ((getattr(each, key), each) for each in spending.totals)
        total = next(each for amount, each in given if amount and amount.span == first)
        args = {"total": f"{total_name(total)}: {key}", "file": file}
        args |= {name: diagnostic.args[name] for name in ("given", "sum")}
        return Diagnostic(codes.TOTAL_STALE, diagnostic.spans[:1], args)
    return diagnostic


def _put_in_place(workspace: Workspace, found: Imported, data: bytes, mapping: str) -> Iterator[Artifact]:
    """Writes spending.yaml, then the mapping where there is none yet."""
    name = f"{found.period}/spending.yaml"
    if workspace.read(name) == data:
        yield Artifact(name, Outcome.UNCHANGED)
    else:
        (workspace.root / str(found.period)).mkdir(exist_ok=True)
        workspace.write(name, data)
        yield Artifact(name, Outcome.WRITTEN)
    if workspace.read(mapping) is None and found.layout and found.spending:
        workspace.write(mapping, mapping_text(found.layout, found.spending))
        yield Artifact(mapping, Outcome.WRITTEN)


def _remembered(workspace: Workspace, name: str) -> tuple[ImportSpending | None, tuple[Diagnostic, ...]]:
    """How the sheet is read; nothing is remembered before the first import."""
    data = workspace.read(name)
    if data is None:
        return ImportSpending(), ()
    value, said = _typed(data, name, ImportSpending)
    return value, tuple(said)


def _not_planned(plan: Plan, remembered: ImportSpending) -> Iterator[Diagnostic]:
    """Each project and fund that a text of the sheet is said to be, and that the plan does not have."""
    projects = [str(project.id) for project in plan.projects]
    for name in remembered.projects.values():
        if name not in (*projects, Role.UNUSED):
            yield unknown("project", name, projects, PLAN)
    funds = sorted({str(budget.fund) for project in plan.projects for budget in project.budgets})
    for fund in (remembered.fund, *remembered.funds.values()):
        if fund is not None and fund not in funds:
            yield unknown("fund", fund, funds, PLAN)


def _plan(workspace: Workspace) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    data = workspace.read(PLAN)
    if data is None:
        return None, (Diagnostic(PLAN_MISSING, (Span(PLAN),), {"file": PLAN}),)
    value, said = _typed(data, PLAN, Plan)
    return value, tuple(said)


def _typed(data: bytes, name: str, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
    loaded = load(data, name)
    source: Source | None = loaded.source
    if source is None:
        return None, list(loaded.diagnostics)
    value, said = typed(model, source)
    return (None if has_errors(loaded.diagnostics) else value), [*loaded.diagnostics, *said]
