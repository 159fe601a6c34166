"""The order of the stages, written here and nowhere else: load, validate, compute, present, render, publish.

Joins packages that do not know each other; decides nothing about content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from reportgen import resources
from reportgen.compute.period import compute
from reportgen.diagnostics import Diagnostic, Rule, Severity, Span, has_errors
from reportgen.errors import ExitCode
from reportgen.model.document import Document
from reportgen.model.scalars import PeriodId
from reportgen.model.schema import json_schemas
from reportgen.ooxml.measures import Measures
from reportgen.present.measures import measures
from reportgen.present.quarterly import Presented, present
from reportgen.publish import Change, OnEdited, Outcome, Published, publish, publish_file
from reportgen.render.compiled import CompiledTemplate, cache_key, dump, restore
from reportgen.render.fill import Properties, fill
from reportgen.sources import Shipped, gather
from reportgen.validate.document import validate
from reportgen.workspace import Workspace

if TYPE_CHECKING:
    from reportgen.pdf import Converted

KIND = "quarterly"
STATE_FOLDER = "out/.reportgen"

CONTENTS_WITHOUT_PAGES = Rule(
    "contents-without-pages",
    Severity.NOTE,
    "The contents of {file} have no page numbers yet.",
    "Run again with --pdf, or press F9 on the contents in Word.",
)
RULES = (CONTENTS_WITHOUT_PAGES,)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A paper that a run made or kept; `name` is relative to the workspace, with `/`."""

    name: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    change_count: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did: what was said, and the papers."""

    diagnostics: tuple[Diagnostic, ...]
    artifacts: tuple[Artifact, ...] = ()

    @property
    def exit_code(self) -> int:
        """The highest code of the errors said; 0 without any."""
        return max((each.rule.exit_code for each in self.diagnostics if each.is_error), default=ExitCode.DONE)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A paper before it is rendered; `presented` is None where an error stands in the way."""

    document: Document | None
    presented: Presented | None
    diagnostics: tuple[Diagnostic, ...]


def quarterly(workspace: Workspace, period: str | None, *, pdf: bool, force: bool) -> Result:
    """Makes the report of `period` (the newest without a name) as DOCX, and as PDF when asked."""
    chosen = workspace.period(period)
    prepared = _prepare(workspace, chosen)
    if prepared.document is None or prepared.presented is None:
        return Result(prepared.diagnostics)
    compiled, faults = _compiled(workspace, prepared.document)
    diagnostics = [*prepared.diagnostics, *faults]
    if compiled is None:
        return Result(tuple(diagnostics))
    return _publish(
        workspace, chosen, prepared.presented, prepared.document, compiled, diagnostics, pdf, force
    )


def check(workspace: Workspace, periods: Sequence[str] = ()) -> Result:
    """Everything that is wrong with `periods` (all of them without names), each thing once."""
    chosen = (
        [workspace.period(name) for name in periods] or list(workspace.periods()) or [workspace.period(None)]
    )
    found: list[Diagnostic] = []
    document: Document | None = None
    for period in chosen:
        prepared = _prepare(workspace, period)
        document = prepared.document or document
        found += prepared.diagnostics
    if document is not None:
        found += _compiled(workspace, document)[1]
    return Result(_unique(found))


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the input files by name."""
    return json_schemas()


def _unique(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each thing once, in the order first said."""
    return tuple({(each.code, each.spans, *each.args.values()): each for each in diagnostics}.values())


def _prepare(workspace: Workspace, period: PeriodId) -> _Prepared:
    """Load, validate, compute, present."""
    shipped = Shipped(resources.profiles(), resources.profile)
    gathered = gather(workspace.read, shipped, [each for each in workspace.periods() if each <= period])
    if gathered.sources is None:
        return _Prepared(None, None, gathered.diagnostics)
    validated = validate(gathered.sources, workspace.read)
    diagnostics = (*gathered.diagnostics, *validated.diagnostics)
    if validated.document is None or has_errors(diagnostics):
        return _Prepared(None, None, diagnostics)
    computed = compute(validated.document)
    presented = present(validated.document, computed.figures)
    diagnostics += (*computed.diagnostics, *presented.diagnostics)
    return _Prepared(validated.document, None if has_errors(diagnostics) else presented, diagnostics)


def _template(workspace: Workspace, document: Document) -> tuple[bytes, str]:
    """The workspace's own template, or the shipped one, built anew where the profile's measures differ."""
    name = f"templates/{KIND}/template.docx"
    own = workspace.read(name)
    if own is not None:
        return own, name
    wanted = measures(document.profile)
    if wanted == Measures():
        return resources.template(KIND), name
    from reportgen.present.quarterly.template import template  # built only where a profile measures otherwise

    return template(wanted), name


def _compiled(
    workspace: Workspace, document: Document
) -> tuple[CompiledTemplate | None, tuple[Diagnostic, ...]]:
    """The compiled template, from the cache where it is there."""
    template, name = _template(workspace, document)
    font = str(document.profile.font)
    cached = f"{STATE_FOLDER}/templates/{cache_key(template, font)}"
    data = workspace.read(cached)
    compiled = restore(data) if data is not None else None
    if compiled is not None:
        return compiled, ()
    from reportgen.render.compile import compile_template  # brings docxtpl, seldom needed

    made = compile_template(template, font=font, file=name)
    if made.compiled is not None:
        workspace.remember(cached, dump(made.compiled))
    return made.compiled, made.diagnostics


def _publish(
    workspace: Workspace,
    period: PeriodId,
    presented: Presented,
    document: Document,
    compiled: CompiledTemplate,
    diagnostics: list[Diagnostic],
    pdf: bool,
    force: bool,
) -> Result:
    """Fill, measure the pages, fill again with their numbers, and put the files in place."""
    stamp = datetime.combine(document.period.spending.as_of, time(), UTC)
    properties = Properties(
        title=presented.title,
        subject=presented.subject,
        author=presented.author,
        created=stamp.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    bare = fill(compiled, presented.context, properties=properties)
    if bare.docx is None:
        return Result((*diagnostics, *bare.diagnostics))
    name = f"out/{period}/{presented.file_stem}.docx"
    converted = _convert(workspace, bare.docx, stamp) if pdf else None
    pages = _pages(workspace, bare.docx, converted)
    diagnostics += [*bare.diagnostics, *(converted.diagnostics if converted else ())]
    if pages is None:
        diagnostics.append(Diagnostic(CONTENTS_WITHOUT_PAGES, (Span(name),), {"file": name}))
    whole = fill(compiled, presented.context, properties=properties, pages=pages) if pages else bare
    if whole.docx is None or has_errors(diagnostics):
        return Result((*diagnostics, *whole.diagnostics))
    on_edited = OnEdited.FORCE if force else OnEdited.STOP
    made = [publish(whole.docx, workspace.root / name, name=name, on_edited=on_edited, **_place(workspace))]
    if converted and made[0].outcome is not Outcome.KEPT:
        pdf_name = f"{name.removesuffix('.docx')}.pdf"
        target = workspace.root / pdf_name
        made.append(
            publish_file(converted.pdf, target, name=pdf_name, on_edited=on_edited, **_place(workspace))
        )
    said = [each for published in made for each in published.diagnostics]
    return Result((*diagnostics, *said), tuple(_artifact(workspace, each) for each in made))


def _place(workspace: Workspace) -> dict[str, Any]:
    folder, today = workspace.root / STATE_FOLDER, workspace.settings.now.date()
    return {"root": workspace.root, "folder": folder, "today": today}


def _artifact(workspace: Workspace, published: Published) -> Artifact:
    name = published.path.relative_to(workspace.root).as_posix()
    return Artifact(name, published.outcome, published.changes, published.change_count)


def _convert(workspace: Workspace, docx: bytes, stamp: datetime) -> Converted:
    from reportgen.pdf import convert, find_soffice  # brings pypdf, needed for a PDF only

    settings = workspace.settings
    return convert(
        docx,
        soffice=find_soffice(settings.environ.get("PATH", ""), settings.platform),
        fonts=resources.fonts_folder(),
        scratch=settings.temp,
        base_environ=settings.environ,
        stamp=stamp,
    )


def _pages(workspace: Workspace, docx: bytes, converted: Converted | None) -> Mapping[str, str] | None:
    """The page of each heading, just measured or remembered for exactly this paper."""
    name = f"{STATE_FOLDER}/pages/{sha256(docx).hexdigest()}.json"
    if converted is not None:
        workspace.remember(name, json.dumps(dict(converted.page_map), ensure_ascii=False, indent=1).encode())
        return converted.page_map
    data = workspace.read(name)
    if data is None:
        return None
    try:
        pages = json.loads(data)
    except ValueError:
        return None
    valid = isinstance(pages, dict) and all(isinstance(page, str) for page in pages.values())
    return pages if valid else None
