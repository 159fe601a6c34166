"""Which files a report is made from, and loading them.

Reads through the function it is given; the meaning of the files is `validate`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from reportgen.diagnostics import Diagnostic, Rule, Severity, Span
from reportgen.load.yaml_text import load
from reportgen.model.scalars import PeriodId
from reportgen.model.source import Source, SourceMap
from reportgen.validate.document import PeriodSources, Sources

MANIFEST, PLAN = "reportgen.yaml", "plan.yaml"
DEFAULT_PROFILE = "osmep"

FILE_MISSING = Rule(
    "file-missing", Severity.ERROR, "The file {file} is missing.", "Write it, or copy it from another period."
)
PROFILE_UNKNOWN = Rule(
    "profile-unknown", Severity.ERROR, "There is no profile {profile}.", "Profiles here: {known}."
)
RULES = (FILE_MISSING, PROFILE_UNKNOWN)

Reader: TypeAlias = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sources of a report, None where one of them could not be loaded."""

    sources: Sources | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Shipped:
    """What comes with the program: profiles by name, and the regions."""

    profiles: tuple[str, ...]
    read: Callable[[str], bytes]


def gather(read: Reader, shipped: Shipped, periods: Iterable[PeriodId]) -> Gathered:
    """Loads the workspace's files for `periods` (oldest first, the last is reported on)."""
    found: list[Diagnostic] = []

    def take(file: str) -> Source | None:
        data = read(file)
        if data is None:
            found.append(Diagnostic(FILE_MISSING, (Span(file),), {"file": file}))
            return None
        loaded = load(data, file)
        found.extend(loaded.diagnostics)
        return loaded.source

    workspace, plan = take(MANIFEST), take(PLAN)
    quarters = [_period(period, take, read) for period in periods]
    whole = tuple(quarter for quarter in quarters if quarter is not None)
    profile = _profile(workspace, shipped, found)
    regions = load(shipped.read("regions"), "regions.yaml").source
    ready = workspace and plan and profile and regions and len(whole) == len(quarters)
    if not (ready and workspace and plan and profile and regions):
        return Gathered(None, tuple(found))
    return Gathered(Sources(workspace, plan, profile, regions, whole), tuple(found))


def _period(period: PeriodId, take: Callable[[str], Source | None], read: Reader) -> PeriodSources | None:
    """A quarter's three files; one without visits has had none."""
    spending, findings = take(f"{period}/spending.yaml"), take(f"{period}/findings.yaml")
    name = f"{period}/visits.yaml"
    visits = Source(name, {}, SourceMap(name)) if read(name) is None else take(name)
    if spending is None or findings is None or visits is None:
        return None
    return PeriodSources(period, spending, findings, visits)


def _profile(workspace: Source | None, shipped: Shipped, found: list[Diagnostic]) -> Source | None:
    if workspace is None:
        return None
    named = workspace.tree.get("profile") if isinstance(workspace.tree, dict) else None
    name = named if isinstance(named, str) else DEFAULT_PROFILE
    if name not in shipped.profiles:
        args = {"profile": name, "known": ", ".join(shipped.profiles)}
        found.append(Diagnostic(PROFILE_UNKNOWN, (workspace.map.value(("profile",)),), args))
        return None
    loaded = load(shipped.read(name), f"profiles/{name}.yaml")
    found.extend(loaded.diagnostics)
    return loaded.source
