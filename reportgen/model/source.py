"""YAML as read: a tree of text, and where every key and value of it stands.

Filled by `load`, read by `validate` and `compute`; nothing here reads a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from reportgen.diagnostics import NOWHERE, Span

Path: TypeAlias = tuple[str | int, ...]
Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | None"
_NOTHING: Mapping[Any, Any] = MappingProxyType({})
_BREAK = re.compile(r"\r\n|\r|\n")


class SourceMap(NamedTuple):
    """Places in one file, by path into its tree.

    `keys` has a span for each mapping key, `values` one for each value and list item (the root is `()`).
    `shifts` gives, for a scalar whose text does not begin at its span (a quote, a block indicator),
    the lines and columns at which its text begins: path -> tuple of (line, column) per text line; empty
    where the text is not as it was written (cleaned, escaped, folded).
    """

    file: str
    keys: Mapping[Path, Span] = _NOTHING
    values: Mapping[Path, Span] = _NOTHING
    shifts: Mapping[Path, tuple[tuple[int, int], ...]] = _NOTHING

    def value(self, path: Path) -> Span:
        """The span of the value at `path`, or of its nearest ancestor that was written."""
        found = self.values.get(path)
        while found is None and path:
            path = path[:-1]
            found = self.values.get(path)
        return found or Span(self.file, 1, 1)

    def key(self, path: Path) -> Span:
        """The span of the key at `path`; of the item itself in a list."""
        return self.keys.get(path) or self.value(path)

    def inside(self, path: Path, offset: int, length: int = 1, text: str = "") -> Span:
        """The span of `length` code points from `offset` in the scalar at `path`, whose text is as loaded.

        Exact for text that stands on one line as it was loaded, and where `text`, all of it, is given, for
        what is on one of its lines; else the scalar's own span.
        """
        span = self.value(path)
        starts = self.shifts.get(path)
        if starts is None:
            return span._replace(column=span.column + offset, end_column=span.column + offset + length)
        before = text.count("\n", 0, offset)
        if len(starts) == 1 or before < len(starts) == len(text.removesuffix("\n").split("\n")):
            line, column = starts[before]
            offset -= text.rfind("\n", 0, offset) + 1
            return Span(span.file, line, column + offset, column + offset + length)
        return span


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One YAML file: its tree of text (scalars stay text, an empty value is None) and its places.

    Nobody changes its tree; one source equals only itself, so that what it was typed as can be kept by it.
    """

    file: str
    tree: Tree
    map: SourceMap


class Located(str):
    """A scalar of a source that knows its place; equal to its text in every other way."""

    __slots__ = ("span",)
    span: Span

    def __new__(cls, text: str, span: Span = NOWHERE) -> Located:
        self = str.__new__(cls, text)
        self.span = span
        return self


def locate(source: Source) -> Tree:
    """The tree of `source` with every scalar and mapping key as `Located`, for `model.parse`."""
    return _locate(source.tree, (), source.map)


def _locate(tree: Tree, path: Path, places: SourceMap) -> Tree:
    if isinstance(tree, str):
        return Located(tree, places.value(path))
    if isinstance(tree, dict):
        return {
            Located(key, places.key((*path, key))): _locate(value, (*path, key), places)
            for key, value in tree.items()
        }
    if isinstance(tree, list):
        return [_locate(item, (*path, index), places) for index, item in enumerate(tree)]
    return None


def places_of(words: str, text: str, span: Span) -> list[Span]:
    """The places of `words` within the scalar that begins at `span` in the file with that `text`: each on one
    line, whatever spaces stand between them. A scalar's further lines are indented more than its key."""
    wanted = re.compile(r"\s+".join(map(re.escape, words.split())))
    lines = _BREAK.split(text)
    if not 1 <= span.line <= len(lines):
        return []
    outer = _indent(lines[span.line - 1])
    outer -= span.column == outer + 1  # it begins on the line after its key
    found: list[Span] = []
    for number in range(span.line, len(lines) + 1):
        line = lines[number - 1]
        if number > span.line and line.strip() and _indent(line) <= outer:
            break
        for match in wanted.finditer(line, span.column - 1 if number == span.line else 0):
            found.append(Span(span.file, number, match.start() + 1, match.end() + 1))
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def texts_of(tree: Tree, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in `tree` with its path, in the order written; keys are no texts."""
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from texts_of(value, (*path, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from texts_of(value, (*path, index))
