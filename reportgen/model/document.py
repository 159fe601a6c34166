"""A report's inputs, typed and valid: what `validate` gives and `compute` and `present` take."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from reportgen.model.context import Shown
from reportgen.model.findings import Findings
from reportgen.model.plan import Plan, PlannedMeeting
from reportgen.model.profile import Profile, Regions
from reportgen.model.scalars import PeriodId
from reportgen.model.source import SourceMap
from reportgen.model.spending import Spending
from reportgen.model.visits import Visits
from reportgen.model.workspace import Workspace

if TYPE_CHECKING:
    from reportgen.model.memo import Memo  # a report does without


class PeriodInputs(NamedTuple):
    """One quarter's three files, with the places of each (`spending`, `findings`, `visits`)."""

    id: PeriodId
    spending: Spending
    findings: Findings
    visits: Visits
    places: Mapping[str, SourceMap]

    @property
    def holds_as_of(self) -> bool:
        """Whether the spending was taken within the quarter, as it must be."""
        return self.id.days.first <= self.spending.as_of <= self.id.days.last

    def photo_name(self, file: str) -> str:
        """The workspace-relative name of a photograph that `visits.yaml` cites as `file`."""
        return str(PurePosixPath(str(self.id)) / file.replace("\\", "/"))


class PastYear(NamedTuple):
    """What this fiscal year goes on from: the last one's plan and what its periods found, oldest first, and
    what that year went on from. `plan` is None where its workspace was named and is not there."""

    plan: Plan | None
    findings: Mapping[PeriodId, Findings]
    before: PastYear | None = None

    @property
    def is_known(self) -> bool:
        return self.plan is not None and (self.before is None or self.before.is_known)

    @property
    def meetings(self) -> tuple[PlannedMeeting, ...]:
        """The meetings of this year and of those before it."""
        return (*(self.before.meetings if self.before else ()), *(self.plan.meetings if self.plan else ()))

    @property
    def finding_ids(self) -> frozenset[str]:
        """The findings of this year and of those before it."""
        own = frozenset(str(each.id) for findings in self.findings.values() for each in findings.findings)
        return own | (self.before.finding_ids if self.before else frozenset())


class Document(NamedTuple):
    """All that a quarterly report is made from. `earlier` holds the year's earlier periods, oldest first;
    `photos` the bytes of every photograph cited, by its workspace-relative name; `past` is None for a
    workspace that names no earlier year."""

    workspace: Workspace
    plan: Plan
    plan_places: SourceMap
    period: PeriodInputs
    earlier: tuple[PeriodInputs, ...]
    profile: Profile
    regions: Regions
    photos: Mapping[str, bytes]
    past: PastYear | None = None

    @property
    def findings_before(self) -> Mapping[PeriodId, Findings]:
        """What every earlier period found, oldest first, those of the last year before those of this one."""
        past = self.past.findings if self.past else {}
        return {**past, **{period.id: period.findings for period in self.earlier}}

    @property
    def periods(self) -> tuple[PeriodInputs, ...]:
        """The year's periods up to and including this one."""
        return (*self.earlier, self.period)


class MemoDocument(NamedTuple):
    """All that a memo is made from. `name` is the memo file's name in the workspace; `quantities` gives the
    shown text of every citation `[[…]]` in it, by what stands between the brackets; `emblem` is the
    agency's own picture (PNG or JPEG), None where the workspace has none."""

    workspace: Workspace
    memo: Memo
    name: str
    places: SourceMap
    profile: Profile
    quantities: Mapping[str, Shown]
    emblem: bytes | None
