"""Adds an item to a list of a YAML file: every byte that was there stays as people wrote it.

The list stands under a key of the file's own mapping. What was written is read again before it is given back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from reportgen.diagnostics import has_errors
from reportgen.load.write_back import set_values
from reportgen.load.yaml_text import load
from reportgen.model.source import Tree
from reportgen.thai.text import clean

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARK = "\ufeff"
_BREAK = re.compile(r"\r\n|\r|\n")
_LAST_BREAK = re.compile(r"(?:\r\n|\r|\n)\Z")
_KEEPING = re.compile(r"[|>][0-9]*\+")  # blank lines after the text are of the text


def append_item(data: bytes, key: str, item: Mapping[str, str]) -> bytes:
    """The YAML file `data` with `item`, a mapping of texts, after the last item of the list under `key`,
    which is begun where it is absent or empty.

    Raises ValueError where something else than a list stands there, and for a file with errors.
    """
    text = data.decode("utf-8")
    mark = _MARK if text.startswith(_MARK) else ""
    text = text.removeprefix(mark)
    tree = _read(text)
    if not isinstance(tree, dict) or not isinstance(tree.get(key) or [], list):
        raise ValueError(f"{key} is no list")
    items = tree.get(key)
    added: Tree = {name: clean(value).text for name, value in item.items()}
    wanted: Tree = {**tree, key: [*(items if isinstance(items, list) else []), added]}
    result = _written(text, key, item)
    if _read(result) != wanted:
        raise ValueError(f"no place to write in {key}")
    return (mark + result).encode("utf-8")


def _read(text: str) -> Tree:
    loaded = load(text.encode("utf-8"), "")
    if loaded.source is None or has_errors(loaded.diagnostics):
        raise ValueError("the file has errors")
    return loaded.source.tree


def _written(text: str, key: str, item: Mapping[str, str]) -> str:
    # As `load` reads it, in the same length.
    root: Any = yaml.compose(text.replace(_MARK, "\u200b"), Loader=_LOADER)
    found = _BREAK.search(text)
    line_break = found[0] if found else "\n"
    node = next((value for name, value in root.value if name.value.strip() == key), None)
    if node is None:
        gap = "" if text.endswith(("\n", "\r")) else line_break
        return f"{text}{gap}{key}:{_block(item, 2, line_break)}{line_break}"
    if isinstance(node, SequenceNode) and node.flow_style and node.value:
        end = _end(node.value[-1], text)
        return f"{text[:end]}, {_flow(item)}{text[end:]}"
    if isinstance(node, SequenceNode) and not node.flow_style:
        return _inserted(text, _end(node, text), _block(item, node.start_mark.column, line_break))
    start, end = node.start_mark.index, node.end_mark.index  # nothing, `~` or `[]`
    bare = text[:start].rstrip(" ") + text[end:]
    return _inserted(bare, len(text[:start].rstrip(" ")), _block(item, 2, line_break))


def _inserted(text: str, index: int, lines: str) -> str:
    """`lines` after the line that holds `index`."""
    found = _BREAK.search(text, index)
    end = found.start() if found else len(text)
    return text[:end] + lines + text[end:]


def _end(node: Node, text: str) -> int:
    """Where the last value in `node` ends, without the blank lines and comments after it."""
    if isinstance(node, MappingNode) and not node.flow_style:
        return _end(node.value[-1][1], text)
    if isinstance(node, SequenceNode) and not node.flow_style:
        return _end(node.value[-1], text)
    start, end = node.start_mark.index, node.end_mark.index
    is_literal = isinstance(node, ScalarNode) and (node.style or "") in ("|", ">")
    if not is_literal:
        return end
    written = text[start:end]
    return start + len(_LAST_BREAK.sub("", written) if _KEEPING.match(written) else written.rstrip())


def _block(item: Mapping[str, str], column: int, line_break: str) -> str:
    """The item on lines of its own, each with the line break before it; quoted where it must be."""
    lines = set_values(b"item:\n", {("item",): item}).decode("utf-8").splitlines()[1:]
    first, *rest = (line.removeprefix("  ") for line in lines)
    indent = " " * column
    return "".join(f"{line_break}{indent}{line}" for line in (f"- {first}", *(f"  {each}" for each in rest)))


def _flow(item: Mapping[str, str]) -> str:
    return set_values(b"item: {}\n", {("item",): item}).decode("utf-8").strip().removeprefix("item: ")
