"""What a paper shows, leaf by leaf: whether it is as before, and if not, where it differs.

A leaf is told by its path in the context and a short hash; texts are not kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from reportgen import disk
from reportgen.build.values import Reason
from reportgen.diagnostics import Span
from reportgen.model.context import Chart, Node, Picture, Shown
from reportgen.pipeline.make import STATE_FOLDER, Paper, own_template
from reportgen.workspace import Workspace

Leaves: TypeAlias = "dict[str, tuple[str, Span | None]]"
"""The hash of each leaf, and the place in the inputs that it came from."""

_TOLD = 5
_BLOCK = re.compile(r"(?<=[\s:-])[|>][-+\d]*\s*$")  # the text of such a key begins on the next line
_LONGEST = 70  # characters shown of a line
FOLDER = f"{STATE_FOLDER}/leaves"
TEMPLATE = "template"


def leaves_of(workspace: Workspace, paper: Paper) -> Leaves:
    """Everything that the files of `paper` are made from: context, properties, template, form."""
    presented = paper.presented
    whole: Mapping[str, Node] = {
        "title": presented.title,
        "subject": presented.subject,
        "author": presented.author,
        "name": f"{paper.folder}/{presented.file_stem}",
        "date": paper.stamp.isoformat(),
        "font": paper.font,
        "form": repr(paper.form),
        TEMPLATE: _template(workspace, paper),
    }
    found = dict(_leaves("", presented.context))
    return found | {f"({name})": leaf for name, leaf in _leaves("", whole)}


def fingerprint(leaves: Leaves) -> str:
    """One hash for all of them."""
    told = [(path, leaf[0]) for path, leaf in sorted(leaves.items())]
    return sha256(repr(told).encode()).hexdigest()[:32]


def keep(workspace: Workspace, mark: str, leaves: Leaves) -> None:
    """Stores the leaves of what was just made, under their fingerprint."""
    told = json.dumps({path: leaf[0] for path, leaf in leaves.items()}, ensure_ascii=False)
    workspace.note_down(FOLDER, f"{mark} {told}")


def changes(workspace: Workspace, mark: str, leaves: Leaves) -> Iterator[Reason]:
    """Where `leaves` differ from those stored with the fingerprint `mark`, the first of it: what the whole
    paper has, then lines of the inputs; the leaves themselves where no line tells of them."""
    try:
        before = json.loads(_stored(workspace.root / FOLDER).get(mark, ""))
    except (ValueError, RecursionError):
        return
    if not isinstance(before, dict):
        return
    differs = [path for path, leaf in leaves.items() if before.get(path) != leaf[0]]
    differs += (path for path in before if path not in leaves)
    spans = (leaves[path][1] for path in differs if path in leaves)
    lines = dict.fromkeys((span.file, span.line) for span in spans if span)
    whole = [path for path in differs if path.startswith("(")]
    told = [*whole, *(f"{file}:{line}: {_line(workspace, file, line)}" for file, line in sorted(lines))]
    told = told or differs
    yield from (Reason("key", place) for place in told[:_TOLD])
    if len(told) > _TOLD:
        yield Reason("key", f"… +{len(told) - _TOLD}")


def _line(workspace: Workspace, file: str, number: int) -> str:
    """What stands in a line of an input, and in the next where its text only begins there; shortened."""
    first, second = [*(workspace.text(file) or "").splitlines(), "", ""][number - 1 : number + 1]
    text, is_begun = _BLOCK.subn("", first)
    words = " ".join(f"{text} {second if is_begun else ''}".split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


def _stored(folder: Path) -> dict[str, str]:
    """What is stored by its fingerprint, not yet read as JSON."""
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    return _lines(tuple((str(file), disk.stamp(str(file))) for file in files))


@lru_cache(maxsize=1)
def _lines(files: tuple[tuple[str, object], ...]) -> dict[str, str]:
    """The lines of `files`, which are as their stamps tell, by their first word."""
    stored: dict[str, str] = {}
    for name, _ in files:
        with suppress(OSError):
            for line in Path(name).read_text("utf-8", "replace").split("\n"):
                mark, _, told = line.partition(" ")
                stored[mark] = told
    return stored


def _template(workspace: Workspace, paper: Paper) -> str:
    """The hash of the template that is not the shipped one: the workspace's own, or the profile's."""
    own = workspace.read(own_template(paper.kind))
    if own is None and paper.build_template is not None:
        own = paper.build_template()
    return sha256(own).hexdigest() if own is not None else ""


def _leaves(path: str, node: Node) -> Iterator[tuple[str, tuple[str, Span | None]]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _leaves(f"{path}.{key}" if path else key, value)
    elif isinstance(node, Sequence) and not isinstance(node, str):
        yield f"{path}[]", (str(len(node)), None)
        for index, value in enumerate(node):
            yield from _leaves(f"{path}[{index}]", value)
    else:
        origin = node.origin[0] if isinstance(node, Shown) and node.origin else None
        yield path, (_hash(node), origin)


def _hash(node: str | bool | int | Picture | Chart | None) -> str:
    if isinstance(node, Picture):
        told = f"{sha256(node.data).hexdigest()} {node.format} {node.width} {node.height} {node.alt}"
    else:
        told = str(node) if isinstance(node, str) else repr(node)
    return sha256(f"{type(node).__name__ if not isinstance(node, str) else ''} {told}".encode()).hexdigest()[
        :8
    ]
