"""Fills a compiled template: a context in, the bytes of a sealed DOCX out, the same for the same input.

Builds no XML tree and imports no library that does; every part is text by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache

from reportgen.diagnostics import Diagnostic
from reportgen.model.context import Context
from reportgen.ooxml.digest import digest, part_hash, with_value
from reportgen.ooxml.package import CONTENT_TYPES, ZLIB, pack, write_packed
from reportgen.ooxml.properties import core_xml
from reportgen.render.compiled import CompiledTemplate, TextPart
from reportgen.render.contents import PLACEHOLDER, Entry, write_contents
from reportgen.render.program import Program
from reportgen.render.relations import relations_name, with_relations, with_types
from reportgen.render.writing import Filling


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself; dates are UTC, "2022-01-05T09:00:00Z", `modified` "" means as created."""

    title: str
    author: str
    created: str
    subject: str = ""
    keywords: str = ""
    modified: str = ""
    language: str = "th-TH"


@dataclass(frozen=True, slots=True)
class FillResult:
    """The DOCX, or None with the reasons why; `contents` lists the headings as printed, in order."""

    docx: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()
    contents: tuple[Entry, ...] = ()


def fill(
    compiled: CompiledTemplate,
    context: Context,
    *,
    properties: Properties,
    pages: Mapping[str, str] | None = None,
    level: int = 6,
    compressor: str = ZLIB,
    file: str = "template.docx",
) -> FillResult:
    """The paper that `compiled` makes of `context`.

    `pages` gives the page label of each heading's bookmark for the contents; without one the row shows a
    dash and is left for Word to update. `level`, 0 to 9, is for the `compressor`; `file` names the
    template in diagnostics, one for each part that fails. ValueError if `properties` hold what XML cannot.
    """
    filling = Filling(compiled.runs, compiled.charts, compiled.first_bookmark)
    made: dict[str, bytes] = {}
    faults: list[Diagnostic] = []
    for part in compiled.parts:
        filled = _program(part).run(context, filling, file)
        if isinstance(filled, bytes):
            made[part.name] = filled
        else:
            faults.append(filled)
    entries = tuple(filling.outline.entries)
    if faults:
        return FillResult(None, tuple(faults), entries)
    if compiled.contents is not None:
        body = compiled.parts[0].name
        rows = write_contents(entries, compiled.contents, compiled.runs[compiled.contents.run], pages or {})
        made[body] = made[body].replace(PLACEHOLDER.encode(), rows.encode())
    made |= {compiled.core: core_xml(**asdict(properties)), **_drawn(compiled, filling)}
    return FillResult(_sealed(compiled, made, level, compressor), (), entries)


@lru_cache(maxsize=64)
def _program(part: TextPart) -> Program:
    return Program(part)


def _drawn(compiled: CompiledTemplate, filling: Filling) -> dict[str, bytes]:
    """The parts of pictures and charts, the relationships of what shows them and of links, the types."""
    album, gallery, links = filling.album, filling.gallery, filling.links
    made = {**album.media, **gallery.parts, CONTENT_TYPES: with_types(compiled.types, gallery.types)}
    for part in compiled.parts:
        if added := {
            key: value
            for each in (album, gallery, links)
            for key, value in each.relations.get(part.name, {}).items()
        }:
            made[relations_name(part.name)] = with_relations(part.relations, added)
    return made


def _sealed(compiled: CompiledTemplate, made: Mapping[str, bytes], level: int, compressor: str) -> bytes:
    """The package of the fixed parts and those `made`, carrying its digest."""
    name, blank = compiled.custom
    fixed = {part.packed.name: part for part in compiled.fixed if part.packed.name not in made}
    hashes = {part: fixed[part].hash for part in fixed} | {name: part_hash(blank)}
    hashes |= {part: part_hash(data) for part, data in made.items()}
    written = {**made, name: with_value(blank, digest(hashes))}
    packed = [part.packed for part in fixed.values()]
    return write_packed([*packed, *(pack(part, data, level, compressor) for part, data in written.items())])
