"""Which files a report is made from, and loading them.

Reads through the function it is given; the meaning of the files is `validate`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from reportgen.diagnostics import Diagnostic, Rule, Severity, Span
from reportgen.load.yaml_text import Loaded, load
from reportgen.model.scalars import PeriodId
from reportgen.model.source import Located, Source, SourceMap
from reportgen.validate.document import PeriodSources, Sources
from reportgen.validate.override import overridden

MANIFEST, PLAN = "reportgen.yaml", "plan.yaml"
DEFAULT_PROFILE = "osmep"

FILE_MISSING = Rule(
    "file-missing", Severity.ERROR, "The file {file} is missing.", "Write it, or copy it from another period."
)
PLAN_MISSING = Rule(
    "plan-missing",
    Severity.ERROR,
    "The plan of the year, {file}, is missing.",
    "Copy last year's plan.yaml and correct it, or take that of a new workspace: reportgen init DIR",
)
PROFILE_UNKNOWN = Rule(
    "profile-unknown", Severity.ERROR, "There is no profile {profile}.", "Profiles here: {known}."
)
RULES = (FILE_MISSING, PLAN_MISSING, PROFILE_UNKNOWN)

Reader: TypeAlias = Callable[[str], bytes | None]


class Gathered(NamedTuple):
    """The sources of a report, None where one of them could not be loaded."""

    sources: Sources | None
    diagnostics: tuple[Diagnostic, ...]


class Shipped(NamedTuple):
    """What comes with the program: profiles by name, and the regions."""

    profiles: tuple[str, ...]
    read: Callable[[str], bytes]


def gather(read: Reader, shipped: Shipped, periods: Iterable[PeriodId]) -> Gathered:
    """Loads the workspace's files for `periods` (oldest first, the last is reported on)."""
    loading = _Loading(read, [])
    workspace, plan = loading.take(MANIFEST), loading.take(PLAN)
    quarters = [_period(period, loading) for period in periods]
    whole = tuple(quarter for quarter in quarters if quarter is not None)
    profile = _profile(workspace, shipped, loading.found)
    regions = _once(shipped.read("regions"), "regions.yaml").source
    ready = workspace and plan and profile and regions and len(whole) == len(quarters)
    if not (ready and workspace and plan and profile and regions):
        return Gathered(None, tuple(loading.found))
    return Gathered(Sources(workspace, plan, profile, regions, whole), tuple(loading.found))


class _Loading(NamedTuple):
    """Loads files and collects what is said of them."""

    read: Reader
    found: list[Diagnostic]
    within: str = ""
    """What stands before the names of files that are not this workspace's, such as `../fy2564/`."""

    def take(self, file: str) -> Source | None:
        data = self.read(file)
        file = self.within + file
        if data is None:
            rule = PLAN_MISSING if file.endswith(PLAN) else FILE_MISSING
            self.found.append(Diagnostic(rule, (Span(file),), {"file": file}))
            return None
        loaded = (_once if file == MANIFEST else load)(data, file)
        self.found.extend(loaded.diagnostics)
        return loaded.source


def _period(period: PeriodId, loading: _Loading) -> PeriodSources | None:
    """A quarter's three files; one without visits has had none."""
    spending, findings = loading.take(f"{period}/spending.yaml"), loading.take(f"{period}/findings.yaml")
    name = f"{period}/visits.yaml"
    visits = Source(name, {}, SourceMap(name)) if loading.read(name) is None else loading.take(name)
    if spending is None or findings is None or visits is None:
        return None
    return PeriodSources(period, spending, findings, visits)


@lru_cache(maxsize=8)
def _once(data: bytes, file: str) -> Loaded:
    """A file that all papers share, loaded once for those of a process."""
    return load(data, file)


_overridden = lru_cache(maxsize=4)(overridden)


def _profile(workspace: Source | None, shipped: Shipped, found: list[Diagnostic]) -> Source | None:
    if workspace is None:
        return None
    named = workspace.tree.get("profile") if isinstance(workspace.tree, dict) else None
    name = named if isinstance(named, str) else DEFAULT_PROFILE
    if name not in shipped.profiles:
        args = {"profile": name, "known": ", ".join(shipped.profiles)}
        found.append(Diagnostic(PROFILE_UNKNOWN, (workspace.map.value(("profile",)),), args))
        return None
    loaded = _once(shipped.read(name), f"profiles/{name}.yaml")
    found.extend(loaded.diagnostics)
    if loaded.source is None:
        return None
    profile, faults = _overridden(loaded.source, workspace)
    found.extend(faults)
    return profile


class PastSources(NamedTuple):
    """What a fiscal year goes on from, as far as it could be loaded."""

    plan: Source | None
    findings: Mapping[PeriodId, Source]
    diagnostics: tuple[Diagnostic, ...]


def gather_past(read: Reader, within: str, periods: Iterable[PeriodId]) -> PastSources:
    """Loads the plan and the findings of the earlier year's workspace at `within`, such as `../fy2564/`."""
    loading = _Loading(read, [], within)
    plan = loading.take(PLAN)
    findings = {period: loading.take(f"{period}/findings.yaml") for period in periods}
    whole = {period: source for period, source in findings.items() if source is not None}
    return PastSources(plan, whole, tuple(loading.found))


def previous_place(read: Reader) -> Located | None:
    """Where reportgen.yaml says that the last fiscal year's workspace is; None where it says nothing."""
    return _place(read, "previous")


def ledger_place(read: Reader) -> Located | None:
    """Where reportgen.yaml says that the ledger is, relative to it; None where it says nothing."""
    return _place(read, "ledger")


def _place(read: Reader, key: str) -> Located | None:
    data = read(MANIFEST)
    source = _once(data, MANIFEST).source if data is not None else None
    told = source.tree.get(key) if source and isinstance(source.tree, dict) else None
    return Located(told, source.map.value((key,))) if source and isinstance(told, str) else None


class MemoSources(NamedTuple):
    """The sources of a memo, None where one of them could not be loaded or was not asked for."""

    workspace: Source | None
    profile: Source | None
    memo: Source | None
    diagnostics: tuple[Diagnostic, ...]


def gather_agency(read: Reader, shipped: Shipped) -> MemoSources:
    """Loads the workspace's own file and its profile; there is no memo."""
    loading = _Loading(read, [])
    workspace = loading.take(MANIFEST)
    profile = _profile(workspace, shipped, loading.found)
    return MemoSources(workspace, profile, None, tuple(loading.found))


def gather_memo(read: Reader, shipped: Shipped, file: str) -> MemoSources:
    """Loads the workspace's own file, its profile, and the memo `file`."""
    loading = _Loading(read, [])
    workspace, memo = loading.take(MANIFEST), loading.take(file)
    profile = _profile(workspace, shipped, loading.found)
    return MemoSources(workspace, profile, memo, tuple(loading.found))
