"""The order of the stages for an import: plan and mapping, sheet, spending.yaml; checked, then written.

Writes whole files or nothing; which cell means what is the business of `load.sheets`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from reportgen.diagnostics import Diagnostic, Span, has_errors
from reportgen.load.sheets import codes
from reportgen.load.sheets.book import read_book
from reportgen.load.sheets.differences import Difference, differences, kept
from reportgen.load.sheets.mapping_text import mapping_text
from reportgen.load.sheets.reading import Imported, Wanted, read_spending
from reportgen.load.sheets.spending_text import new_text, updated_text
from reportgen.load.sheets.values import SheetSpending
from reportgen.load.yaml_text import load
from reportgen.model.base import Input
from reportgen.model.document import PeriodInputs
from reportgen.model.findings import Findings
from reportgen.model.mapping import ImportSpending
from reportgen.model.plan import Plan
from reportgen.model.scalars import PeriodId
from reportgen.model.source import Source
from reportgen.model.spending import Spending
from reportgen.model.visits import Visits
from reportgen.pipeline.make import Artifact
from reportgen.pipeline.on_disk import as_on_disk
from reportgen.publish import Outcome
from reportgen.sources import FILE_MISSING, PLAN
from reportgen.validate.amounts import check_amounts
from reportgen.validate.shape import typed
from reportgen.workspace import Workspace

MAPPING = "import-spending.yaml"
_SOME = 5
"""Lines named in a message."""

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
    plan, said = _required(workspace, PLAN, Plan)
    remembered, more = _remembered(workspace, mapping)
    book = read_book(sheet.data, sheet.name)
    said = (*said, *more, *book.diagnostics)
    if plan is None or remembered is None or book.book is None:
        return Result(said)
    found = read_spending(book.book, plan, remembered, wanted)
    said = (*said, *found.diagnostics)
    if found.spending is None or found.period is None or has_errors(said):
        return Result(said)
    written = _written(workspace, found.period, found.spending, plan)
    said = (*said, *written.diagnostics)
    if written.data is None or has_errors(said) or dry_run:
        return Result(said, written.differences)
    artifacts = tuple(_put_in_place(workspace, found, written.data, mapping))
    return Result(said, written.differences, artifacts)


@dataclass(frozen=True, slots=True)
class _Written:
    """The coming spending.yaml, None where it cannot be written."""

    data: bytes | None
    differences: tuple[Difference, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def _written(workspace: Workspace, period: PeriodId, spending: SheetSpending, plan: Plan) -> _Written:
    """The text of spending.yaml, read again and checked against the plan as `check` will."""
    name = f"{period}/spending.yaml"
    before = workspace.read(name)
    if before is None:
        data, old, said = new_text(spending), None, list[Diagnostic]()
    else:
        old, said = _typed(before, name, Spending)
        if old is None:
            cause = said[0].code if said else "-"
            return _Written(None, diagnostics=(*said, _not_updated(name, cause)))
        if not spending.is_source_told:
            spending = replace(spending, source=str(old.source))
        if mixed := _mixed(name, old, spending):
            return _Written(None, diagnostics=mixed)
        try:
            data = updated_text(before, old, spending)
        except ValueError as error:
            return _Written(None, diagnostics=(_not_updated(name, str(error)),))
        left = [{"what": what, "file": name} for what in kept(old, spending)]
        said = [Diagnostic(codes.KEPT, (Span(name),), args) for args in left]
    said += as_on_disk(_checked(data, name, period, plan), name, before or b"", data)
    changed = tuple(differences(old, spending))
    return _Written(data, changed, tuple(said))


def _mixed(name: str, old: Spending, new: SheetSpending) -> tuple[Diagnostic, ...]:
    """That lines which stay as they are would be taken for what they are not: the months of the sheet are
    cumulative and theirs were not, or the other way."""
    left = () if old.basis == new.basis else kept(old, new)
    if not left:
        return ()
    lines = "; ".join(left[:_SOME]) + (" …" if len(left) > _SOME else "")
    args = {"file": name, "new": new.basis, "old": old.basis, "lines": lines}
    return (Diagnostic(codes.BASIS_DIFFERS, (Span(name),), args),)


def _not_updated(name: str, cause: str) -> Diagnostic:
    return Diagnostic(codes.NOT_UPDATED, (Span(name),), {"file": name, "cause": cause})


def _checked(data: bytes, name: str, period: PeriodId, plan: Plan) -> list[Diagnostic]:
    """What `check` will say of the amounts."""
    loaded = load(data, name)
    source = loaded.source
    if source is None:
        raise ValueError("the file written cannot be read")
    spending, said = typed(Spending, source)
    found = [*loaded.diagnostics, *said]
    if spending is not None:
        inputs = PeriodInputs(period, spending, Findings(), Visits(), {"spending": source.map})
        found += check_amounts(plan, inputs)
    return found


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


def _required(workspace: Workspace, name: str, model: type[M]) -> tuple[M | None, tuple[Diagnostic, ...]]:
    data = workspace.read(name)
    if data is None:
        return None, (Diagnostic(FILE_MISSING, (Span(name),), {"file": name}),)
    value, said = _typed(data, name, model)
    return value, tuple(said)


def _typed(data: bytes, name: str, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
    loaded = load(data, name)
    source: Source | None = loaded.source
    if source is None:
        return None, list(loaded.diagnostics)
    value, said = typed(model, source)
    return (None if has_errors(loaded.diagnostics) else value), [*loaded.diagnostics, *said]
