"""An order given with a decision, as a duty of the plan: written where that is wished, offered elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportgen.diagnostics import Diagnostic, Rule, Severity, has_errors
from reportgen.ledger import Decision
from reportgen.load.append import append_item
from reportgen.load.yaml_text import load
from reportgen.model.document import MemoDocument
from reportgen.model.plan import Plan
from reportgen.model.workspace import Workspace as Agency
from reportgen.pipeline.entries import file_place
from reportgen.pipeline.on_disk import as_on_disk
from reportgen.present.circular.opening import approver, memo_number
from reportgen.sources import FILE_MISSING, MANIFEST, PLAN
from reportgen.thai.dates import show_day
from reportgen.validate.plan import check_plan
from reportgen.validate.shape import typed
from reportgen.workspace import Workspace

ORDER_UNWATCHED = Rule(
    "order-without-duty",
    Severity.NOTE,
    "The order is recorded; it is not among the duties of plan.yaml.",
    "If it is to be reported on, run the same command again with --duty ID --frequency ..., which writes it"
    " there.",
)
DUTY_WITHOUT_ORDER = Rule(
    "duty-without-order",
    Severity.ERROR,
    "There is no order that could become the duty {id}.",
    "Add --order with the text of the order, or leave --duty out.",
)
RULES = (ORDER_UNWATCHED, DUTY_WITHOUT_ORDER)


@dataclass(frozen=True, slots=True)
class Wish:
    """The duty that an order is to become: its id in the plan, how often, and which unit reports."""

    id: str
    frequency: str
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """The plan with the duty in it, None where it stays as it is."""

    plan: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()


def watch(workspace: Workspace, document: MemoDocument, decision: Decision, wish: Wish | None) -> Watched:
    """The order of `decision`, on the memo of `document`, as the duty that is wished."""
    is_order = decision.result.is_consent
    order = " ".join((decision.order_text or "").split()) if is_order else ""
    before = workspace.read(PLAN)
    if not order:
        fault = Diagnostic(DUTY_WITHOUT_ORDER, file_place(document.name), {"id": wish.id if wish else ""})
        return Watched(None, (fault,) if wish else ())
    source = _source(document)
    is_there = before is not None and source.encode("utf-8") in before
    if wish is None:
        known = is_there or before is None
        return Watched(None, () if known else (Diagnostic(ORDER_UNWATCHED, file_place(PLAN)),))
    if is_there:  # an earlier run wrote it
        return Watched(None)
    faults = _faults(workspace, before)
    if before is None or has_errors(faults):
        return Watched(None, faults)
    duty = {"id": wish.id, "name": order, "frequency": wish.frequency}
    duty |= {"owner": wish.owner} if wish.owner else {}
    duty |= {"source": source, "received": show_day(decision.date, glue=False)}
    after = append_item(before, "duties", duty)
    faults = as_on_disk(_faults(workspace, after), PLAN, before, after)
    return Watched(None if has_errors(faults) else after, faults)


def _source(document: MemoDocument) -> str:
    """Where the order stands, as the report tells it."""
    day = document.memo.date
    dated = f" ลงวันที่ {show_day(day, glue=False)}" if isinstance(day, date) else ""
    number = memo_number(document).replace("\u00a0", " ")
    return f"ข้อสั่งการของ {approver(document)} ตามบันทึก ที่ {number}{dated}"


def _faults(workspace: Workspace, plan: bytes | None) -> tuple[Diagnostic, ...]:
    """What is wrong in a plan."""
    manifest = load(workspace.read(MANIFEST) or b"", MANIFEST).source
    if plan is None or manifest is None:
        return (Diagnostic(FILE_MISSING, file_place(PLAN), {"file": PLAN}),)
    loaded = load(plan, PLAN)
    if loaded.source is None:
        return loaded.diagnostics
    agency, _ = typed(Agency, manifest)
    found, faults = typed(Plan, loaded.source)
    more = check_plan(agency, found, loaded.source.map, manifest.map) if agency and found else ()
    return tuple(each for each in (*loaded.diagnostics, *faults, *more) if each.is_error)
