"""From a tree of text to an input model, with everything that is wrong, by path.

The only caller of pydantic's validation; what is wrong is told as plain values.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from reportgen.model.source import Path, Tree

M = TypeVar("M", bound=BaseModel)

_SHAPES = {
    "model_type": "mapping-expected",
    "dict_type": "mapping-expected",
    "tuple_type": "list-expected",
    "list_type": "list-expected",
    "too_short": "list-length",
    "too_long": "list-length",
    "missing": "key-missing",
    "extra_forbidden": "key-unknown",
}


class Issue(NamedTuple):
    """One thing wrong: a code, where in the tree, and where in its text (0, 0: all of it).

    `at_key` says that the fault lies in the mapping key at `path`, not in its value.
    """

    code: str
    path: Path
    offset: int = 0
    length: int = 0
    at_key: bool = False
    details: Mapping[str, str] | None = None


class Parsed(NamedTuple, Generic[M]):
    """A model, or None with at least one issue."""

    value: M | None
    issues: tuple[Issue, ...]


def parse(model: type[M], tree: Tree) -> Parsed[M]:
    """`tree` (scalars as text or `Located`) as `model`, or every issue in it."""
    try:
        return Parsed(model.model_validate(tree if tree is not None else {}), ())
    except ValidationError as error:
        faults = error.errors(include_url=False)
    issues = (_issue(model, tree, dict(fault)) for fault in faults if not _is_echo(fault))
    return Parsed(None, tuple(issues))


def _is_echo(fault: Mapping[str, Any]) -> bool:
    """Whether a list is called too short only since items of it are at fault."""
    return fault["type"] == "too_short" and bool(len(fault["input"]) >= fault["ctx"]["min_length"])


def _issue(model: type[BaseModel], tree: Tree, fault: dict[str, Any]) -> Issue:
    code = _SHAPES.get(fault["type"], fault["type"])
    steps = tuple(str(step) if isinstance(step, str) else step for step in fault["loc"])
    at_key = bool(steps) and steps[-1] == "[key]"
    path = _written(steps[:-1] if at_key else steps, tree)
    if code in _SHAPES.values() and fault.get("input", "") in (None, [], ()):
        code = "value-empty"
    context = fault.get("ctx", {})
    if "within" in context:
        path, at_key = (*path, context["within"]), True
    details = dict(context.get("details", {}))
    if code == "list-length":
        needed = context.get("min_length" if fault["type"] == "too_short" else "max_length")
        details |= {"given": str(len(fault["input"])), "needed": str(needed)}
    details.setdefault("key", _named(path))
    if code == "key-unknown":
        at_key = True
        known = _keys_at(model, path[:-1])
        details["nearest"] = "".join(get_close_matches(str(path[-1]), known, n=1, cutoff=0.6))
        details["allowed"] = ", ".join(known)
    if isinstance(fault.get("input"), str):
        details.setdefault("text", fault["input"])
    return Issue(code, path, context.get("offset", 0), context.get("length", 0), at_key, details)


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys that a mapping of `model` may have, as they are written."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _written(steps: Path, tree: Tree) -> Path:
    """The path in `tree` that `steps` of pydantic mean: without "~…", the shape tried for a value that may
    have several, and without the number of an item that stands for a list."""
    path: list[str | int] = []
    for step in steps:
        if (isinstance(step, str) and step.startswith("~")) or (
            isinstance(step, int) and not isinstance(tree, list)
        ):
            continue
        path.append(step)
        if isinstance(tree, dict):
            tree = tree.get(str(step))
        elif isinstance(tree, list) and isinstance(step, int):
            tree = tree[step]
    return tuple(path)


def _named(path: Path) -> str:
    """What to call the value at `path`: its key, with its number in a list: `lines[2]`."""
    last = path[-1] if path else "-"
    return f"{_named(path[:-1])}[{last + 1}]" if isinstance(last, int) else last


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that a mapping at `path` below `model` may have; of all shapes where it may have several."""
    current: list[type[BaseModel]] = [model]
    for step in path:
        if isinstance(step, int):
            continue
        below = [
            found
            for each in current
            for name, field in each.model_fields.items()
            if (field.alias or name) == step
            for found in _models_in(field.annotation)
        ]
        current = below or current
    return list(dict.fromkeys(key for each in current for key in keys_of(each)))


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    """The input models inside an annotation such as `tuple[Visit, ...]` or `Hours | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for argument in getattr(annotation, "__args__", ()) for found in _models_in(argument)]
