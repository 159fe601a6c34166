"""Fills a compiled template: a context in, the bytes of a sealed DOCX out, the same for the same input.

Builds no XML tree and imports no library that does; every part is text by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

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


class Properties(NamedTuple):
    """What the file says of itself; dates are UTC, "2022-01-05T09:00:00Z", `modified` "" means as created."""

    title: str
    author: str
    created: str
    subject: str = ""
    keywords: str = ""
    modified: str = ""
    language: str = "th-TH"


class FillResult(NamedTuple):
    """The DOCX, or None with the reasons why; `contents` lists the headings as printed, in order."""

    docx: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()
    contents: tuple[Entry, ...] = ()


class Written(NamedTuple):
    """A filled paper, all but the pages in its contents; or the reasons why there is none.

    `made` are its parts beside those that the template has fixed, `contents` its headings as printed.
    """

    compiled: CompiledTemplate
    made: Mapping[str, bytes]
    contents: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def key(self) -> str:
        """The hash of the paper in hexadecimal, whatever pages its contents show and however it is packed."""
        return digest(_hashes(self.compiled, self.made))

    def docx(
        self, pages: Mapping[str, str] | None = None, *, level: int = 6, compressor: str = ZLIB
    ) -> bytes:
        """The sealed DOCX; the arguments are those of `fill`."""
        compiled, made = self.compiled, dict(self.made)
        if compiled.contents is not None:
            run = compiled.runs[compiled.contents.run]
            rows = write_contents(self.contents, compiled.contents, run[:2], pages or {})
            body = compiled.parts[0].name
            made[body] = made[body].replace(PLACEHOLDER.encode(), rows.encode())
        return _sealed(compiled, made, level, compressor)


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
    written = write(compiled, context, properties=properties, file=file)
    if written.diagnostics:
        return FillResult(None, written.diagnostics, written.contents)
    return FillResult(written.docx(pages, level=level, compressor=compressor), (), written.contents)


def write(
    compiled: CompiledTemplate, context: Context, *, properties: Properties, file: str = "template.docx"
) -> Written:
    """As `fill`, up to where the pages of the contents must be known: these may be kept by its key."""
    filling = Filling(compiled.runs, compiled.charts, compiled.first_bookmark)
    made: dict[str, bytes] = {}
    faults: list[Diagnostic] = []
    for part in compiled.parts:
        filled = _program(part).run(context, filling, file)
        if isinstance(filled, bytes):
            made[part.name] = filled
        else:
            faults.append(filled)
    if not faults:
        made |= {compiled.core: core_xml(**properties._asdict()), **_drawn(compiled, filling)}
    return Written(compiled, made, tuple(filling.outline.entries), tuple(faults))


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
    written = {**made, name: with_value(blank, digest(_hashes(compiled, made)))}
    packed = [part.packed for part in compiled.fixed if part.packed.name not in made]
    return write_packed([*packed, *(pack(part, data, level, compressor) for part, data in written.items())])


def _hashes(compiled: CompiledTemplate, made: Mapping[str, bytes]) -> dict[str, bytes]:
    """The hash of every part, of that with the digest while it is blank."""
    name, blank = compiled.custom
    fixed = {part.packed.name: part.hash for part in compiled.fixed}
    return {**fixed, name: part_hash(blank), **{part: part_hash(data) for part, data in made.items()}}
