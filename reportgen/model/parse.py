"""From a tree of text to an input model, with everything that is wrong, by path.

The only caller of pydantic's validation; what is wrong is told as plain values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from reportgen.model.source import Path, Tree

M = TypeVar("M", bound=BaseModel)

_SHAPES = {
    "model_type": "mapping-expected",
    "dict_type": "mapping-expected",
    "tuple_type": "list-expected",
    "list_type": "list-expected",
    "missing": "key-missing",
    "extra_forbidden": "key-unknown",
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong: a code, where in the tree, and where in its text (0, 0: all of it).

    `at_key` says that the fault lies in the mapping key at `path`, not in its value.
    """

    code: str
    path: Path
    offset: int = 0
    length: int = 0
    at_key: bool = False
    details: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Parsed(Generic[M]):
    """A model, or None with at least one issue."""

    value: M | None
    issues: tuple[Issue, ...]


def parse(model: type[M], tree: Tree) -> Parsed[M]:
    """`tree` (scalars as text or `Located`) as `model`, or every issue in it."""
    try:
        return Parsed(model.model_validate(tree if tree is not None else {}), ())
    except ValidationError as error:
        faults = error.errors(include_url=False)
    issues = (_issue(model, dict(fault)) for fault in faults)
    return Parsed(None, tuple(issues))


def _issue(model: type[BaseModel], fault: dict[str, Any]) -> Issue:
    code = _SHAPES.get(fault["type"], fault["type"])
    path: Path = tuple(str(step) if isinstance(step, str) else step for step in fault["loc"])
    at_key = bool(path) and path[-1] == "[key]"
    if at_key:
        path = path[:-1]
    context = fault.get("ctx", {})
    details = dict(context.get("details", {}))
    if path:
        details.setdefault("key", str(path[-1]))
    if code == "key-unknown":
        at_key = True
        known = _keys_at(model, path[:-1])
        details["nearest"] = (get_close_matches(str(path[-1]), known, n=1, cutoff=0.5) or [""])[0]
        details["allowed"] = ", ".join(known)
    if isinstance(fault.get("input"), str):
        details.setdefault("text", fault["input"])
    return Issue(code, path, context.get("offset", 0), context.get("length", 0), at_key, details)


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that a mapping at `path` below `model` may have."""
    current: type[BaseModel] = model
    for step in path:
        if isinstance(step, int):
            continue
        for name, field in current.model_fields.items():
            if (field.alias or name) == step:
                current = _model_in(field.annotation) or current
    return [field.alias or name for name, field in current.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The input model inside an annotation such as `tuple[Visit, ...]` or `Hours | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_in(argument)
        if found:
            return found
    return None
