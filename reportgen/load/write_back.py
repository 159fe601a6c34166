"""Writes values into the text of a YAML file: every byte that is not such a value stays as people wrote it.

Sets scalars and adds keys; moves, removes and reformats nothing. What it wrote is read again before it is
given back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from reportgen.diagnostics import has_errors
from reportgen.load.codes import TEXT_NOT_IN_FONT
from reportgen.load.yaml_text import load
from reportgen.model.source import Path, Tree
from reportgen.thai.text import clean, forbidden

Value: TypeAlias = "str | Mapping[str, Value] | None"

_OWN_MEANING = ("=", "<<")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARK = "\ufeff"
_BREAK = re.compile(r"\r\n|\r|\n")
_LAST_BREAK = re.compile(r"(?:\r\n|\r|\n)\Z")
_KEEPING = re.compile(r"[|>][0-9]*\+")  # blank lines after the text are of the text
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")
_STEP = 2  # columns of indentation where the file shows none of its own


@dataclass(frozen=True, slots=True)
class _Edit:
    """`text` in the place of the code points from `start` to `end`."""

    start: int
    end: int
    text: str


def set_values(data: bytes, changes: Mapping[Path, Value]) -> bytes:
    """The YAML file `data` with the value of each path changed; all else is the same to the byte.

    A text or None takes the place of a scalar; a mapping adds to the mapping there, or fills an empty
    value. A last key that is new goes to the end of its mapping. Values are quoted where they must be, and
    a quoted value stays quoted. Raises ValueError for a path that is not there but for its last key, a
    list or mapping where a scalar is to go, a text that no document may hold, and a file with errors.
    """
    text = data.decode("utf-8")
    mark = _MARK if text.startswith(_MARK) else ""
    found = _BREAK.search(text)
    line_break = found[0] if found else "\n"
    # A block scalar that ends the file without a line break would get one, were a key put after it.
    added = "" if text.endswith(("\n", "\r")) else line_break
    text = text.removeprefix(mark) + added
    tree = _read(text)
    wanted = deepcopy(tree)
    for path, value in changes.items():
        _apply(wanted, path, value)
    result = _spliced(text, _Writer(text, line_break).edits(tree, wanted))
    if _read(result) != wanted:
        raise ValueError(f"no place to write {[*changes]}")
    return (mark + result.removesuffix(added)).encode("utf-8")


def _read(text: str) -> Tree:
    loaded = load(text.encode("utf-8"), "")
    if loaded.source is None or has_errors(loaded.diagnostics):
        raise ValueError("the file has errors")
    return loaded.source.tree


def _spliced(text: str, edits: Iterator[_Edit]) -> str:
    """`text` with the edits made; of those at one place, the one given first comes first."""
    parts, done = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def _apply(tree: Tree, path: Path, value: Value) -> None:
    """Sets the value at `path` of `tree`, which is changed."""
    if not path:
        raise ValueError("the whole file is no value")
    *parents, last = (_cleaned(part) if isinstance(part, str) else part for part in path)
    for part in parents:
        child = _child(tree, part, path)
        if child is None and isinstance(tree, dict):
            child = tree[str(part)] = {}
        tree = child
    old = None if isinstance(tree, dict) and last not in tree else _child(tree, last, path)
    if isinstance(value, Mapping) and (isinstance(old, dict) or (old is None and isinstance(tree, dict))):
        if old is None:
            _put(tree, last, {})
        for key, each in value.items():
            _apply(tree, (last, key), each)
    elif isinstance(value, Mapping) or isinstance(old, dict | list):
        raise ValueError(f"{path} holds another sort of value")
    else:
        _put(tree, last, None if value is None else _cleaned(value))


def _child(tree: Tree, part: str | int, path: Path) -> Tree:
    if isinstance(tree, dict) and part in tree:
        return tree[str(part)]
    if isinstance(tree, list) and isinstance(part, int) and 0 <= part < len(tree):
        return tree[part]
    raise ValueError(f"there is no {path}")


def _put(tree: Tree, part: str | int, value: Tree) -> None:
    if isinstance(tree, dict):
        tree[str(part)] = value
    elif isinstance(tree, list):
        tree[int(part)] = value


def _cleaned(text: str) -> str:
    if forbidden(text):
        raise ValueError(f"{text!r} has a character that no document may hold")
    return clean(text).text


class _Writer:
    """Finds the edits of one file: `text` as its nodes count it, whose lines end in `line_break`."""

    def __init__(self, text: str, line_break: str) -> None:
        self._text = text
        self._break = line_break
        # As it was read, in the same length; the file was found to hold a value.
        self._root: Any = yaml.compose(text.replace(_MARK, "\u200b"), Loader=_LOADER)
        pairs = self._root.value if isinstance(self._root, MappingNode) else []
        self._step = next((value.start_mark.column for _, value in pairs if _is_nested(value)), _STEP)

    def edits(self, old: Tree, new: Tree) -> Iterator[_Edit]:
        """What makes the tree `old` of the file `new`; what belongs to a value before what follows it."""
        return self._changed(self._root, old, new, 0)

    def _changed(self, node: Node, old: Tree, new: Tree, indent: int | None) -> Iterator[_Edit]:
        """The edits within `node`; `indent` is that of the keys around it, None within brackets."""
        if old == new:
            return
        if isinstance(node, SequenceNode) and isinstance(old, list) and isinstance(new, list):
            inner = None if node.flow_style else indent
            for child, before, after in zip(node.value, old, new, strict=True):
                yield from self._changed(child, before, after, inner)
        elif isinstance(node, MappingNode) and isinstance(old, dict) and isinstance(new, dict):
            inner = None if node.flow_style else node.start_mark.column
            for key, child in node.value:
                name = clean(key.value).text
                yield from self._changed(child, old[name], new[name], inner)
            more = {key: value for key, value in new.items() if key not in old}
            if more:
                yield self._added(node, more)
        elif isinstance(new, dict) and new and indent is not None:
            yield from self._cleared(node)
            end = self._line_end(node.end_mark.index)
            yield _Edit(end, end, self._lines(new, indent + self._step))
        elif isinstance(new, str):
            yield from self._replaced(node, _scalar(new, indent is None, getattr(node, "style", None)))
        elif new is None and indent is not None:
            yield from self._cleared(node)
        else:
            yield from self._replaced(node, _flow(new))

    def _added(self, node: MappingNode, more: Mapping[str, Tree]) -> _Edit:
        """The keys of `more` at the end of the mapping at `node`."""
        if node.flow_style:
            text = _flow(more)[1:-1]
            if not node.value:
                return _Edit(node.start_mark.index + 1, node.start_mark.index + 1, text)
            end = self._content_end(node.value[-1][1])
            return _Edit(end, end, f", {text}")
        end = self._line_end(self._content_end(node))
        return _Edit(end, end, self._lines(more, node.start_mark.column))

    def _cleared(self, node: Node) -> Iterator[_Edit]:
        """Nothing in the place of the scalar at `node`, nor of the spaces before it."""
        first, *rest = self._replaced(node, "")
        start = len(self._text[: first.start].rstrip(" "))
        yield _Edit(start if self._text[start - 1] in ":-" else first.start, first.end, "")
        yield from rest

    def _replaced(self, node: Node, new: str) -> Iterator[_Edit]:
        """`new` in the place of the scalar at `node`; the comment beside a `|` and blank lines stay."""
        start, end = node.start_mark.index, node.end_mark.index
        header = _BLOCK_HEADER.match(self._text, start) if _is_literal(node) else None
        if header:
            yield _Edit(start, header.end(), new)
            last = start + len(self._text[start:end].rstrip())
            yield _Edit(self._line_end(start), self._line_end(last), "")
        elif start == end and self._text[start - 1] in ":-":
            yield _Edit(start, end, f" {new}" if new else "")
        else:
            yield _Edit(start, end, new)

    def _content_end(self, node: Node) -> int:
        """Where the last value in `node` ends, without the blank lines and comments after it."""
        if _is_literal(node):
            start = node.start_mark.index
            written = self._text[start : node.end_mark.index]
            return start + len(_LAST_BREAK.sub("", written) if _KEEPING.match(written) else written.rstrip())
        if isinstance(node, MappingNode) and not node.flow_style:
            return self._content_end(node.value[-1][1])
        if isinstance(node, SequenceNode) and not node.flow_style:
            return self._content_end(node.value[-1])
        return node.end_mark.index

    def _line_end(self, index: int) -> int:
        found = _BREAK.search(self._text, index)
        return found.start() if found else len(self._text)

    def _lines(self, mapping: Mapping[str, Tree], indent: int) -> str:
        """Each key on a line of its own, with the line break before it."""
        lines = []
        for key, value in mapping.items():
            lines.append(f"{self._break}{' ' * indent}{_key(key)}:")
            if isinstance(value, dict) and value:
                lines.append(self._lines(value, indent + self._step))
            elif value is not None:
                lines.append(f" {_scalar(value, False) if isinstance(value, str) else '{}'}")
        return "".join(lines)


def _is_nested(node: Node) -> bool:
    if not isinstance(node, MappingNode | SequenceNode):
        return False
    return not node.flow_style and node.start_mark.column > 0


def _is_literal(node: Node) -> bool:
    return isinstance(node, ScalarNode) and (node.style or "") in ("|", ">")


def _flow(value: Tree | Mapping[str, Tree]) -> str:
    """A value as it stands within brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    return _scalar(value, True) if isinstance(value, str) else "null"


def _key(key: str) -> str:
    return _first(_forms(key), ("{}: ก", "{{{}: ก}}"), {key: "ก"})


def _scalar(text: str, in_flow: bool, style: str | None = None) -> str:
    """`text` in its old quotes if it had any, else as it is, or in the quotes that it needs."""
    forms = _forms(text)
    forms = {"'": forms[-2:], '"': forms[-1:]}.get(style or "", forms)
    return _first(forms, ("{{ก: {}}}" if in_flow else "ก: {}",), {"ก": text})


def _first(forms: tuple[str, ...], frames: tuple[str, ...], tree: Tree) -> str:
    """The first form that, in each of `frames`, is read as `tree`."""
    for form in forms:
        if all(_reads(frame.format(form), tree) for frame in frames):
            return form
    raise ValueError(f"{forms[0]!r} cannot be written")


def _forms(text: str) -> tuple[str, ...]:
    """`text` as YAML may hold it, the plainest first; parsers do not agree on plain text with tabs in it, nor
    on what YAML 1.1 gives a meaning of its own."""
    quoted = "'" + text.replace("'", "''") + "'", json.dumps(text, ensure_ascii=False)
    return (text, *quoted) if text.isprintable() and text not in _OWN_MEANING else quoted


def _reads(written: str, tree: Tree) -> bool:
    """Whether `written` is read as `tree`, with nothing to be said of how it is written."""
    loaded = load(written.encode("utf-8"), "")
    said = [each for each in loaded.diagnostics if each.rule is not TEXT_NOT_IN_FONT]
    return not said and loaded.source is not None and loaded.source.tree == tree
