"""A compiled template: what a fill needs and no more, and its form on disk.

On disk it is JSON, of which a fill makes code: it can do no more than a template, so a cache may be shared.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar, cast

from reportgen.diagnostics import Diagnostic, Rule, Span
from reportgen.ooxml.chart_form import ChartForm, Piece, Role, SeriesForm
from reportgen.ooxml.package import PackedPart
from reportgen.render.charts import Placeholder
from reportgen.render.contents import Contents
from reportgen.render.generate import Code, generate

SCHEMA: Final = 6
"""The form of `dump`; raised whenever compiling or the form changes."""

_LIBRARIES = ("docxtpl", "jinja2", "lxml")
_Kind = TypeVar("_Kind", str, int, list[Any])


class Tag(NamedTuple):
    """A tag as it was typed, and its place: "word/document.xml: table 1 row 3 cell 2 paragraph 1"."""

    text: str
    where: str

    def diagnostic(self, rule: Rule, file: str, **args: str) -> Diagnostic:
        """`rule` said of this tag, in the template `file`."""
        return Diagnostic(rule, (Span(file, where=self.where),), {"tag": self.text, **args})


class Hold(NamedTuple):
    """What a value is written with: run properties for Thai and for other text; the most twips that a picture
    may be wide, 0 for any."""

    thai: str
    other: str
    room: int = 0


class TextPart(NamedTuple):
    """A part with tags: its code, its tags by number, and its relationships (b"" for none)."""

    name: str
    code: Code
    tags: tuple[Tag, ...]
    relations: bytes


class FixedPart(NamedTuple):
    """A part that is copied as it is, with its hash for the seal."""

    packed: PackedPart
    hash: bytes


class CompiledTemplate(NamedTuple):
    """A template ready to fill.

    `parts` with the body first; `fixed` are all others but the core properties (named `core`), the custom
    properties (`custom`: name, content with a blank seal) and the content types, `types`. `runs` are
    what values are written with; `contents` is None without a `{{ toc }}`; `first_bookmark` is a free
    bookmark id; `charts` are the placeholders.
    """

    parts: tuple[TextPart, ...]
    fixed: tuple[FixedPart, ...]
    core: str
    custom: tuple[str, bytes]
    types: bytes
    runs: tuple[Hold, ...]
    contents: Contents | None
    first_bookmark: int
    charts: tuple[Placeholder, ...]


def cache_key(template: bytes, font: str) -> str:
    """A file name for the compiled `template`: equal for equal bytes, font and versions of what compiles."""
    recipe = json.dumps([SCHEMA, font, _versions()])
    return sha256(recipe.encode() + b"\0" + sha256(template).digest()).hexdigest()


@cache
def _versions() -> list[str]:
    return [_version(library) for library in _LIBRARIES]


def _version(library: str) -> str:
    """The version of `library`, as the name of its metadata folder has it where there is one: importing what
    reads the metadata takes as long as a fill."""
    found = find_spec(library)
    beside = _names(Path(found.origin).parents[1]) if found and found.origin else ()
    names = [name for name in beside if name.startswith(f"{library}-") and name.endswith(".dist-info")]
    if len(names) == 1:
        return names[0]
    from importlib.metadata import version

    return version(library)


@cache
def _names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


def dump(compiled: CompiledTemplate) -> bytes:
    """`compiled` as bytes for a cache; the same for the same template."""
    tree = {
        "schema": SCHEMA,
        "parts": [
            [
                part.name,
                part.code.steps,
                [[tag.text, tag.where] for tag in part.tags],
                _pack(part.relations),
            ]
            for part in compiled.parts
        ],
        "fixed": [
            [*fixed.packed[:4], _pack(fixed.packed.body), _pack(fixed.hash)] for fixed in compiled.fixed
        ],
        "core": compiled.core,
        "custom": [compiled.custom[0], _pack(compiled.custom[1])],
        "types": _pack(compiled.types),
        "runs": compiled.runs,
        "contents": compiled.contents and [compiled.contents.properties, compiled.contents.run],
        "first_bookmark": compiled.first_bookmark,
        "charts": [
            [chart.part, chart.form.pieces, chart.form.series, _pack(chart.relations)]
            for chart in compiled.charts
        ],
    }
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


def restore(data: bytes) -> CompiledTemplate | None:
    """What `dump` wrote, or None for anything else: another schema, a damaged or foreign file."""
    try:
        tree = json.loads(data)
        return _compiled(tree) if _is(int, tree["schema"]) == SCHEMA else None
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _compiled(tree: Any) -> CompiledTemplate:
    return CompiledTemplate(
        parts=tuple(
            TextPart(_text(name), generate(steps), _each(_tag, tags), _unpack(relations))
            for name, steps, tags, relations in _is(list, tree["parts"])
        ),
        fixed=tuple(
            FixedPart(
                PackedPart(_text(name), _is(int, method), _is(int, crc), _is(int, size), _unpack(body)),
                _unpack(digest),
            )
            for name, method, crc, size, body, digest in _is(list, tree["fixed"])
        ),
        core=_text(tree["core"]),
        custom=(_text(tree["custom"][0]), _unpack(tree["custom"][1])),
        types=_unpack(tree["types"]),
        runs=_each(_hold, tree["runs"]),
        contents=None if tree["contents"] is None else _contents(*_is(list, tree["contents"])),
        first_bookmark=_is(int, tree["first_bookmark"]),
        charts=_each(_chart, tree["charts"]),
    )


def _tag(item: Any) -> Tag:
    text, where = item
    return Tag(_text(text), _text(where))


def _hold(item: Any) -> Hold:
    thai, other, room = item
    return Hold(_text(thai), _text(other), _is(int, room))


def _chart(item: Any) -> Placeholder:
    part, pieces, series, relations = item
    form = ChartForm(_each(_piece, pieces), _each(_series, series))
    return Placeholder(_text(part), form, _unpack(relations))


def _piece(item: Any) -> Piece:
    role, text = item
    return Piece(cast(Role, _text(role)), _text(text))


def _series(item: Any) -> SeriesForm:
    plot, is_line, name, style, marker, pieces, tail = item
    return SeriesForm(
        plot=_is(int, plot),
        is_line=is_line is True,
        name=_text(name),
        style=_text(style),
        marker=_text(marker),
        pieces=_each(lambda piece: (_is(int, piece[0]), _text(piece[1])), pieces),
        tail=_text(tail),
    )


def _contents(properties: Any, run: Any) -> Contents:
    return Contents(_each(_text, properties), _is(int, run))


def _text(item: Any) -> str:
    return _is(str, item)


def _each(make: Callable[[Any], Any], items: Any) -> tuple[Any, ...]:
    return tuple(make(item) for item in _is(list, items))


def _is(kind: type[_Kind], value: Any) -> _Kind:
    if type(value) is not kind:
        raise TypeError
    return value


def _pack(data: bytes) -> str:
    return b64encode(data).decode()


def _unpack(text: Any) -> bytes:
    return b64decode(_text(text), validate=True)
