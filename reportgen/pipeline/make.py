"""From a presented paper to its files: compile, fill, measure the pages, pack, publish.

The same for every kind of paper; what is in it was decided before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from reportgen import disk, resources
from reportgen.diagnostics import Diagnostic, Rule, Severity, Span, has_errors
from reportgen.ooxml.package import has_compressor
from reportgen.pipeline.form import PLAIN, Form, with_fonts
from reportgen.present.darkroom import Darkroom
from reportgen.present.presented import Presented
from reportgen.publish import Change, OnEdited, Outcome, Published, publish, publish_file
from reportgen.render.compiled import CompiledTemplate, cache_key, dump, restore
from reportgen.render.fill import Properties, Written, write
from reportgen.workspace import Workspace

if TYPE_CHECKING:
    from reportgen.pdf import Converted

STATE_FOLDER = "out/.reportgen"
TEMPLATES, PICTURES = f"{STATE_FOLDER}/templates/", f"{STATE_FOLDER}/pictures/"
PAGES = f"{STATE_FOLDER}/pages/"
"""Folders of what was made before and is named by all that it was made of."""

CONTENTS_WITHOUT_PAGES = Rule(
    "contents-without-pages",
    Severity.NOTE,
    "The contents of {file} have no page numbers yet.",
    "Run again with --pdf, or press F9 on the contents in Word.",
)
PDF_OLDER = Rule(
    "pdf-older",
    Severity.WARNING,
    "{file} is of an earlier version of the paper.",
    "Make it again with --pdf, or delete it.",
)
COMPRESSOR_MISSING = Rule(
    "compressor-missing",
    Severity.NOTE,
    "The compressor {name} is not installed, so zlib was used instead; only the time and the size differ.",
    "Install it with: pip install reportgen[speed]",
)
RULES = (CONTENTS_WITHOUT_PAGES, PDF_OLDER, COMPRESSOR_MISSING)


class Artifact(NamedTuple):
    """A paper that a run made or kept; `name` is relative to the workspace, with `/`."""

    name: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    change_count: int = 0
    sha256: str = ""


class Result(NamedTuple):
    """What a command did: what was said, and the papers."""

    diagnostics: tuple[Diagnostic, ...]
    artifacts: tuple[Artifact, ...] = ()


class Paper(NamedTuple):
    """A paper before it is rendered.

    `folder` is its place in `out/`, empty for `out/` itself; `stamp` the date that its file bears, from its
    inputs and not from the clock; `build_template` makes the template where a profile measures otherwise
    than the shipped one, None where it does not; `form` is what the profile asks of the files themselves.
    """

    kind: str
    folder: str
    stamp: datetime
    font: str
    presented: Presented
    build_template: Callable[[], bytes] | None
    form: Form = PLAIN


class Wishes(NamedTuple):
    """What was asked for beside the paper itself: a PDF; the replacing of files edited by hand, or another
    way with them."""

    pdf: bool = False
    force: bool = False
    on_edited: OnEdited | None = None


def make(workspace: Workspace, paper: Paper, said: tuple[Diagnostic, ...], wishes: Wishes) -> Result:
    """Renders `paper` and puts its files in place, unless an error was or is said."""
    compiled, faults = compiled_template(workspace, paper)
    said = (*said, *faults, *packing_faults(paper.form.compressor))
    if compiled is None or has_errors(said):
        return Result(said)
    written = written_of(compiled, paper)
    if written.diagnostics:
        return Result((*said, *written.diagnostics))
    name = PurePosixPath("out", paper.folder, f"{paper.presented.file_stem}.docx").as_posix()
    packing = paper.form.compressor
    bare = written.docx(compressor=packing) if wishes.pdf else None
    converted = to_pdf(workspace, bare, paper.stamp, paper.form) if bare is not None else None
    said = (*said, *(converted.diagnostics if converted else ()))
    pages = None
    if compiled.contents is not None:
        pages = _pages(workspace, written.key, converted)
        if pages is None:
            said = (*said, Diagnostic(CONTENTS_WITHOUT_PAGES, (Span(name),), {"file": name}))
    if has_errors(said):
        return Result(said)
    docx = bare if bare is not None and pages is None else written.docx(pages, compressor=packing)
    if paper.form.embed_fonts:
        docx, faults = with_fonts(docx, paper.font, packing)
        said = (*said, *faults)
    return put(workspace, name, docx, converted.pdf if converted else None, said, wishes)


def written_of(compiled: CompiledTemplate, paper: Paper) -> Written:
    """`paper` filled into its compiled template, not yet packed; or why it cannot be."""
    presented = paper.presented
    properties = Properties(
        title=presented.title,
        subject=presented.subject,
        author=presented.author,
        created=paper.stamp.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    return write(compiled, presented.context, properties=properties, file=own_template(paper.kind))


def packing_faults(compressor: str) -> tuple[Diagnostic, ...]:
    """What is said where a compressor is asked for that is not installed."""
    if has_compressor(compressor):
        return ()
    return (Diagnostic(COMPRESSOR_MISSING, args={"name": compressor}),)


def darkroom(workspace: Workspace) -> Darkroom:
    """Where the photographs of `workspace` that were made ready are kept."""
    return Darkroom(
        lambda name: workspace.read(PICTURES + name),
        lambda name, data: workspace.remember(PICTURES + name, data),
    )


def own_template(kind: str) -> str:
    """The name of the workspace's own template of a kind, which is used where it is there."""
    return f"templates/{kind}/template.docx"


def compiled_template(
    workspace: Workspace, paper: Paper
) -> tuple[CompiledTemplate | None, tuple[Diagnostic, ...]]:
    """The compiled template of a kind, from the cache where it is there."""
    name = own_template(paper.kind)
    own = workspace.read(name)
    built = paper.build_template or (lambda: resources.template(paper.kind))
    template = built() if own is None else own
    key = cache_key(template, paper.font)
    if key not in _compiled:
        data = workspace.read(TEMPLATES + key)
        compiled = restore(data) if data is not None else None
        if compiled is None:
            compiled, faults = _compile(template, paper, name)
            if compiled is None:
                return None, faults
            workspace.remember(TEMPLATES + key, dump(compiled))
        _compiled[key] = compiled
    return _compiled[key], ()


_compiled: dict[str, CompiledTemplate] = {}
"""Those of this process by their key, which tells all that they are made of: one for all its papers."""


def _compile(
    template: bytes, paper: Paper, name: str
) -> tuple[CompiledTemplate | None, tuple[Diagnostic, ...]]:
    from reportgen.render.compile import compile_template  # brings docxtpl, seldom needed

    made = compile_template(template, font=paper.font, file=name)
    return made.compiled, made.diagnostics


def put(
    workspace: Workspace,
    name: str,
    docx: bytes,
    pdf: bytes | None,
    said: tuple[Diagnostic, ...],
    wishes: Wishes,
) -> Result:
    """Puts the files of a paper in place, of which all this was `said`.

    The Word file first; no PDF beside a Word file that was kept, since it would tell otherwise. A PDF of an
    earlier version that stays beside the new one is said.
    """
    place: dict[str, Any] = {
        "root": workspace.root,
        "folder": workspace.root / STATE_FOLDER,
        "today": workspace.settings.now.date(),
        "on_edited": wishes.on_edited or (OnEdited.FORCE if wishes.force else OnEdited.STOP),
    }
    made = [publish(docx, workspace.root / name, name=name, **place)]
    path = made[0].path.with_suffix(".pdf")
    beside = path.relative_to(workspace.root).as_posix()
    if pdf is not None and made[0].outcome is not Outcome.KEPT:
        made.append(publish_file(pdf, path, name=beside, **place))
        if made[1].outcome is Outcome.UNCHANGED and _is_older(path, made[0].path):
            path.touch()  # it is of this version, too
    elif made[0].outcome is not Outcome.KEPT and _is_older(path, made[0].path):
        said = (*said, Diagnostic(PDF_OLDER, (Span(beside),), {"file": beside}))
    said = (*said, *(each for published in made for each in published.diagnostics))
    return Result(said, tuple(_artifact(workspace, each) for each in made))


def _is_older(path: Path, other: Path) -> bool:
    """Whether a file is there and was written before the other one."""
    one, two = disk.stamp(str(path)), disk.stamp(str(other))
    return one is not None and two is not None and one[1] < two[1]


def _artifact(workspace: Workspace, published: Published) -> Artifact:
    name = published.path.relative_to(workspace.root).as_posix()
    return Artifact(name, published.outcome, published.changes, published.change_count, published.sha256)


def to_pdf(workspace: Workspace, docx: bytes, stamp: datetime, form: Form = PLAIN) -> Converted:
    """The PDF of `docx` in its `form`, dated `stamp`. Raises Stop where LibreOffice is missing or fails."""
    from reportgen.pdf import convert, find_soffice  # brings pypdf, needed for a PDF only

    settings = workspace.settings
    return convert(
        docx,
        soffice=find_soffice(settings.environ.get("PATH", ""), settings.platform),
        fonts=resources.fonts_folder(),
        scratch=settings.temp,
        base_environ=settings.environ,
        stamp=stamp,
        continued=form.continued,
        names=form.names,
        keep=True,
    )


def _pages(workspace: Workspace, key: str, converted: Converted | None) -> Mapping[str, str] | None:
    """The page of each heading, just measured or remembered for the paper with exactly this key."""
    name = f"{PAGES}{key}.json"
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
