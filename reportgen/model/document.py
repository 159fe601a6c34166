"""A report's inputs, typed and valid: what `validate` gives and `compute` and `present` take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from reportgen.model.context import Shown
from reportgen.model.findings import Findings
from reportgen.model.memo import Memo
from reportgen.model.plan import Plan
from reportgen.model.profile import Profile, Regions
from reportgen.model.scalars import PeriodId
from reportgen.model.source import SourceMap
from reportgen.model.spending import Spending
from reportgen.model.visits import Visits
from reportgen.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PeriodInputs:
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


@dataclass(frozen=True, slots=True)
class Document:
    """All that a quarterly report is made from. `earlier` holds the year's earlier periods, oldest first;
    `photos` the bytes of every photograph cited, by its workspace-relative name."""

    workspace: Workspace
    plan: Plan
    plan_places: SourceMap
    period: PeriodInputs
    earlier: tuple[PeriodInputs, ...]
    profile: Profile
    regions: Regions
    photos: Mapping[str, bytes]

    @property
    def periods(self) -> tuple[PeriodInputs, ...]:
        """The year's periods up to and including this one."""
        return (*self.earlier, self.period)


@dataclass(frozen=True, slots=True)
class MemoDocument:
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
