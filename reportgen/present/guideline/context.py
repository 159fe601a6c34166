"""The stage `present` for the guideline: the agency and its plan to the template's context.

Says what the sub-committee resolved: what came after that meeting is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.diagnostics import Diagnostic, Span
from reportgen.model.context import Node, Shown
from reportgen.model.plan import Duty, Plan, PlannedMeeting, Topic
from reportgen.model.workspace import Workspace
from reportgen.present.guideline import codes
from reportgen.present.numbering import item_numbers
from reportgen.present.presented import Presented
from reportgen.present.shown import join, paragraphs, text
from reportgen.thai.dates import show_day

METHOD = "แนวทาง/วิธีการดำเนินงาน"
SELECTED = "โครงการเพื่อการติดตามและประเมินผลในเชิงลึกและการลงพื้นที่"
BULLET = "-"
NOT_PRINTED = "ไม่พิมพ์"
"""What staff write for `frequency_text` where a duty is named without a frequency."""


def present(workspace: Workspace, plan: Plan, file: str = "plan.yaml") -> Presented:
    """The context of the guideline: `guideline`, `topics` and `strategies`. `file` is the plan's name."""
    desk = _Desk(workspace, plan)
    if not plan.guideline:
        desk.diagnostics.append(Diagnostic(codes.GUIDELINE_MISSING, (Span(file),)))
    topics = list(_topics(desk))
    strategies = list(_strategies(plan))
    title = f"แนวทางการติดตามและประเมินผล ปี\u00a0{plan.fiscal_year}"
    head: dict[str, Node] = {
        "title": title,
        "committee": join("ของ", text(workspace.committee.name)),
        "agency": text("" if desk.committee_names_agency else workspace.agency.name),
        "agency_short": text(workspace.agency.short),
        "mandate": _mandate(desk),
        "selection": _selection(plan),
    }
    return Presented(
        context={"guideline": head, "topics": topics, "strategies": strategies},
        title=title.replace("\u00a0", " "),
        subject=str(workspace.committee.name),
        author=str(workspace.agency.name),
        file_stem=f"แนวทางการติดตาม-{plan.fiscal_year}",
        diagnostics=tuple(desk.diagnostics),
    )


def mandate_meeting(plan: Plan) -> PlannedMeeting:
    """The meeting whose resolution the guideline is; the sub-committee's own before another body's."""
    named = [each for each in plan.meetings if each.number == plan.mandate.meeting]
    return next((each for each in named if each.body is None), named[0])


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the guideline is written from, and what was said while writing it."""

    workspace: Workspace
    plan: Plan
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def committee_names_agency(self) -> bool:
        return self.workspace.agency.name in self.workspace.committee.name


def _mandate(desk: _Desk) -> Shown:
    """ "ในคราวการประชุม… ครั้งที่ 9/2564 เมื่อวันที่ 17 กันยายน 2564 ที่ประชุมมีมติ… ดังนี้"."""
    workspace, meeting = desk.workspace, mandate_meeting(desk.plan)
    body = text(meeting.body or workspace.committee.name)
    if meeting.body is None and not desk.committee_names_agency:
        body = join(body, " ", text(workspace.agency.name))
    held = f" ครั้งที่\u00a0{meeting.number} เมื่อวันที่\u00a0{show_day(meeting.date)} ที่ประชุมมีมติ"
    return join("ในคราวการประชุม", body, held, text(desk.plan.mandate.resolution), " ดังนี้")


def _topics(desk: _Desk) -> Iterator[Node]:
    topics = desk.plan.guideline
    for place, (topic, number) in enumerate(zip(topics, item_numbers(topics), strict=True), start=1):
        within = f"{place}." if number else ""
        entries = _entries(desk, topic, within)
        if topic.shows is not None and not entries:
            span = text(topic.shows).origin
            desk.diagnostics.append(Diagnostic(codes.GUIDELINE_LIST_EMPTY, span, {"shows": topic.shows}))
        yield {
            "lines": _marked(number, paragraphs(topic.text)),
            "method": _method(paragraphs(topic.method)),
            "entries": entries,
            "lead": text(topic.lead),
            "points": [{"mark": BULLET, "text": text(point)} for point in topic.points],
        }


def _marked(mark: str, texts: Sequence[Shown]) -> list[Node]:
    """Paragraphs of one item: its mark stands before the first."""
    return [{"mark": "" if index else mark, "text": each} for index, each in enumerate(texts)]


def _method(texts: Sequence[Shown]) -> list[Node]:
    return [each if index else join(f"{METHOD} : ", each) for index, each in enumerate(texts)]


def _entries(desk: _Desk, topic: Topic, within: str) -> list[Node]:
    """The plan's list that `topic` shows: criteria as (1), (2) …, duties as (3.1), (3.2) … of topic 3."""
    plan = desk.plan
    if topic.shows == "หลักเกณฑ์คัดเลือก":
        marks = item_numbers(plan.criteria)
        texts = [text(criterion.text) for criterion in plan.criteria]
        return [{"mark": mark, "text": each} for mark, each in zip(marks, texts, strict=True)]
    if topic.shows is None:
        return []
    held = mandate_meeting(plan).date
    duties = [duty for duty in plan.duties if duty.received <= held]
    single = len(duties) == 1
    return [
        {"mark": "" if single else f"({within}{number})", "text": _duty(duty)}
        for number, duty in enumerate(duties, start=1)
    ]


def _duty(duty: Duty) -> Shown:
    """ "การบริหารความเสี่ยงและการควบคุมภายใน : อย่างน้อยปีละ 2 ครั้ง"."""
    frequency = text(duty.frequency_text or duty.frequency)
    return text(duty.name) if frequency == NOT_PRINTED else join(text(duty.name), " : ", frequency)


def _selection(plan: Plan) -> str:
    """The sentence before the table of projects, or that there are none."""
    count = sum(project.in_depth is not None for project in plan.projects)
    year = f"ในปี\u00a0{plan.fiscal_year}"
    return f"{SELECTED} {year} จำนวน\u00a0{count}\u00a0โครงการ ดังนี้" if count else f"ยังไม่มี{SELECTED} {year}"


def _strategies(plan: Plan) -> Iterator[Node]:
    """The strategies that have in-depth projects; projects are numbered through all of them."""
    number = 0
    for place, strategy in enumerate(plan.strategies, start=1):
        projects: list[Node] = []
        for project in plan.projects:
            if project.in_depth is not None and project.strategy == strategy.id:
                number += 1
                projects.append({"mark": f"{number}.", "name": text(project.name)})
        if projects:
            name = join(f"ยุทธศาสตร์ที่\u00a0{place} ", text(strategy.name))
            yield {"name": name, "projects": projects}
