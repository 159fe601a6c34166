"""The filters and tests that templates have: those of Jinja's that only choose and arrange what there is.

Semantics are Jinja's own, by its documentation; a test compares the two.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from numbers import Number
from typing import Final

from reportgen.render.missing import Absent, Value, missing
from reportgen.render.values import item, joined


def _default(value: Value, default_value: Value = "", boolean: bool = False) -> Value:
    return default_value if isinstance(value, Absent) or (boolean and not value) else value


def _first(seq: Value) -> Value:
    return next(iter(seq), missing("first"))


def _last(seq: Value) -> Value:
    return next(iter(reversed(seq)), missing("last"))


def _join(value: Value, d: str = "", attribute: Value = None) -> str:
    return joined(value if attribute is None else map(_getter(attribute), value), str(d))


def _text(value: Value) -> str:
    return value if isinstance(value, str) else str(value)


def _lower(s: Value) -> str:
    return _text(s).lower()


def _upper(s: Value) -> str:
    return _text(s).upper()


def _trim(value: Value, chars: str | None = None) -> str:
    return _text(value).strip(chars)


def _reverse(value: Value) -> Value:
    if isinstance(value, str):
        return value[::-1]
    try:
        return reversed(value)
    except TypeError:
        return list(value)[::-1]


def _batch(value: Value, size: int) -> list[list[Value]]:
    """`value` in rows of `size`, the last one as long as it comes."""
    listed = list(value)
    return [listed[start : start + size] for start in range(0, len(listed), size)]


def _sort(
    value: Value, reverse: bool = False, case_sensitive: bool = False, attribute: Value = None
) -> list[Value]:
    paths = attribute.split(",") if isinstance(attribute, str) else [attribute]
    getters = [_getter(path, is_folded=not case_sensitive) for path in paths]
    return sorted(value, key=lambda each: [getter(each) for getter in getters], reverse=reverse)


def _unique(value: Value, case_sensitive: bool = False, attribute: Value = None) -> Iterator[Value]:
    getter = _getter(attribute, is_folded=not case_sensitive)
    seen = set()
    for each in value:
        key = getter(each)
        if key not in seen:
            seen.add(key)
            yield each


def _map(value: Value, *args: Value, **named: Value) -> Iterator[Value]:
    if not value:
        return
    work = _mapping(args, named)
    for each in value:
        yield work(each)


def _mapping(args: tuple[Value, ...], named: dict[str, Value]) -> Callable[[Value], Value]:
    if not args and "attribute" in named:
        if unknown := set(named) - {"attribute", "default"}:
            raise ValueError(f"Unexpected keyword argument {min(unknown)!r}")
        return _getter(named["attribute"], default=named.get("default"))
    if not args:
        raise ValueError("map requires a filter argument")
    work = _named(FILTERS, "filter", args[0])
    return lambda each: work(each, *args[1:], **named)


def _named(table: Mapping[str, Callable[..., Value]], kind: str, name: Value) -> Callable[..., Value]:
    if name not in table:
        raise ValueError(f"No {kind} named {name!r}.")
    return table[name]


def _chosen(is_kept: bool, by_attribute: bool) -> Callable[..., Iterator[Value]]:
    """The filter that keeps (or drops) what a test holds of, itself or an attribute of it."""

    def chosen(value: Value, *args: Value, **named: Value) -> Iterator[Value]:
        if not value:
            return
        if by_attribute and not args:
            raise ValueError("Missing parameter for attribute name")
        getter = _getter(args[0] if by_attribute else None)
        name, *rest = args[by_attribute:] or [None]
        for each in value:
            found = getter(each)
            if bool(found if name is None else _named(TESTS, "test", name)(found, *rest, **named)) is is_kept:
                yield each

    return chosen


def _getter(path: Value, *, is_folded: bool = False, default: Value = None) -> Callable[[Value], Value]:
    """What finds "a.0.b" in a value, capitals made small where asked."""
    steps: list[Value] = []
    if isinstance(path, str):
        steps = [int(step) if step.isdigit() else step for step in path.split(".")]
    elif path is not None:
        steps = [path]

    def get(value: Value) -> Value:
        for step in steps:
            value = item(value, step)
            if default is not None and isinstance(value, Absent):
                value = default
        return value.lower() if is_folded and isinstance(value, str) else value

    return get


def _is_sequence(value: Value) -> bool:
    try:
        len(value)
        value.__getitem__  # noqa: B018
    except Exception:  # whatever a value says of itself but that it is one
        return False
    return True


def _is_in(value: Value, seq: Value) -> bool:
    return value in seq


FILTERS: Final[dict[str, Callable[..., Value]]] = {
    "default": _default, "d": _default, "first": _first, "last": _last, "join": _join, "length": len,
    "count": len, "list": list, "lower": _lower, "upper": _upper, "trim": _trim, "reverse": _reverse,
    "sort": _sort, "unique": _unique, "map": _map, "string": _text, "e": str, "escape": str,
    "select": _chosen(True, False), "selectattr": _chosen(True, True), "reject": _chosen(False, False),
    "rejectattr": _chosen(False, True), "batch": _batch,
}  # fmt: skip
"""Escaping changes nothing, since whatever is shown is escaped."""

TESTS: Final[dict[str, Callable[..., bool]]] = {
    "defined": lambda value: not isinstance(value, Absent),
    "undefined": lambda value: isinstance(value, Absent),
    "none": lambda value: value is None,
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, Number),
    "mapping": lambda value: isinstance(value, Mapping),
    "boolean": lambda value: value is True or value is False,
    "sequence": _is_sequence,
    "odd": lambda value: bool(value % 2 == 1),
    "even": lambda value: bool(value % 2 == 0),
    "in": _is_in, "eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "le": operator.le,
    "gt": operator.gt, "ge": operator.ge,
}  # fmt: skip
