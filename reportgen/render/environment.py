"""The Jinja that templates get: sandboxed, escaped, strict, with few words and a bounded amount of work.

A template is untrusted: what is not listed here it may not use. Time and memory are bounded by counting
what loops will write and by refusing operators that grow text, not by a clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias, cast

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context as Scope
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.visitor import NodeTransformer

LONGEST_TEXT: Final = 100_000
"""Characters (or items) that one expression of a template may make."""

LARGEST_OUTPUT: Final = 100_000_000
"""Characters that the loops of one fill may write; each turn counts as 64 at least."""

_FILTERS = (
    "default d first last join length count list lower upper trim reverse sort unique"
    " select selectattr reject rejectattr map string"
)
_TESTS = "defined undefined none string number mapping sequence boolean odd even in eq ne lt le gt ge"
_LOOP = "index index0 revindex revindex0 first last length depth depth0 previtem nextitem cycle changed"
_METHODS: Final[tuple[tuple[type, frozenset[str]], ...]] = (
    (LoopContext, frozenset(_LOOP.split())),
    (Mapping, frozenset({"items", "keys", "values", "get"})),
    (str, frozenset({"startswith", "endswith", "lower", "upper", "strip"})),
)
_TURN = 64

Value: TypeAlias = Any
"""Whatever an expression of a template can yield."""


class TooLargeError(Exception):
    """A template asks for more work than a paper can need."""


class Budget:
    """What the loops of one fill may still write, in characters."""

    def __init__(self, left: int = LARGEST_OUTPUT) -> None:
        self.left = left

    def spend(self, characters: int) -> None:
        """Takes `characters`; raises `TooLargeError` once nothing is left."""
        self.left -= characters
        if self.left < 0:
            raise TooLargeError


class Sandbox(ImmutableSandboxedEnvironment):
    """Compiles and runs templates; `render` values need a `Budget` under the name `_fill`."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, cache_size=0)
        self.globals = {"range": _range}
        self.filters = {name: FILTERS[name] for name in _FILTERS.split()}
        self.filters |= {"e": str, "escape": str, "batch": _batch, "_each": _each, "_short": _short}
        self.tests = {name: TESTS[name] for name in _TESTS.split()}

    def getattr(self, obj: Value, attribute: str) -> Value:
        """The key of a mapping first, since contexts are mappings; then the few attributes allowed."""
        if obj.__class__ is dict or isinstance(obj, Mapping):
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Value, attr: str, value: Value) -> bool:
        return any(isinstance(obj, kind) and attr in names for kind, names in _METHODS)

    def wrap_str_format(self, value: Value) -> None:
        """No way around `is_safe_attribute` for `format`, whose widths can ask for any amount of memory."""

    def call_binop(self, context: Scope, operator: str, left: Value, right: Value) -> Value:
        small = _is_small(left) and _is_small(right)
        if operator == "**" or (operator != "+" and not small):
            raise SecurityError(f"“{operator}” is for small numbers only")
        if not small and isinstance(left, Sequence) and len(left) + len(right) > LONGEST_TEXT:
            raise TooLargeError
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = cast(nodes.Template, _Bounds().visit(super()._parse(source, name, filename)))
        tree.set_environment(self)
        return tree


class _Bounds(NodeTransformer):
    """Puts a check around each thing that can multiply: the items of a loop, and joined text."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        self.generic_visit(node)
        size = _TURN + sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        node.iter = _filter(node.iter, "_each", nodes.Const(size, lineno=node.lineno))
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        return _filter(node, "_short") if node.name == "join" else node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        return _filter(node, "_short")


def _filter(node: nodes.Node, name: str, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(cast(nodes.Expr, node), name, list(args), [], None, None, lineno=node.lineno)


@pass_context
def _each(context: Scope, items: Value, size: int) -> Value:
    """`items` as a sequence, its turns of `size` characters each taken from the budget."""
    listed = items if isinstance(items, (list, tuple, range)) else list(items)
    cast(Budget, context.parent["_fill"]).spend(len(listed) * size)
    return listed


def _short(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise TooLargeError
    return text


def _range(*args: int) -> range:
    numbers = range(*args)
    if len(numbers) > LONGEST_TEXT:
        raise TooLargeError
    return numbers


def _batch(items: Value, size: int) -> list[list[Value]]:
    """`items` in rows of `size`, the last one as long as it comes."""
    listed = list(items)
    return [listed[start : start + size] for start in range(0, len(listed), size)]


def _is_small(value: Value) -> bool:
    return isinstance(value, (int, float)) and abs(value) < 1e18
