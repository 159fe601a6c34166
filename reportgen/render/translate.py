"""Translates the Jinja of a part into steps: a small closed form of lists and texts, which JSON can hold.

Jinja parses and says which name means which variable; what has no step is refused at its line. The steps
are described in `generate`, which makes them run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias

from jinja2 import TemplateSyntaxError, nodes
from jinja2.idtracking import (
    VAR_LOAD_ALIAS,
    VAR_LOAD_PARAMETER,
    VAR_LOAD_RESOLVE,
    Symbols,
)

Step: TypeAlias = list[Any]
"""The name of a step and what belongs to it."""

DEEPEST: Final = 60
"""Expressions inside each other; Python's own compiler gives up at 200 brackets."""

_BLOCKS: Final = {"_heading": "heading", "_cell": "cell", "_grid": "grid", "_blocks": "blocks"}
_OPERATORS: Final[dict[type[nodes.Node], str]] = {
    nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Mod: "%",
    nodes.Pow: "**", nodes.And: "and", nodes.Or: "or",
}  # fmt: skip
_SIGNS: Final[dict[type[nodes.Node], str]] = {nodes.Not: "not", nodes.Neg: "neg", nodes.Pos: "pos"}


def translate(tree: nodes.Template, tag_on: Callable[[int], int]) -> Step:
    """The steps of a parsed part; `tag_on` gives the number of the tag on a line.

    TemplateSyntaxError, with its line, for what templates may not hold.
    """
    return _Translator(tag_on).part(tree)


class _Translator:
    """Holds the variables of one part: each gets a number, as Jinja tells them apart."""

    def __init__(self, tag_on: Callable[[int], int]) -> None:
        self._tag_on = tag_on
        self._numbers: dict[str, int] = {}

    def part(self, tree: nodes.Template) -> Step:
        symbols = Symbols()
        symbols.analyze_node(tree)
        body = list(self._steps(tree.body, symbols))
        return [self._loads(symbols), body, len(self._numbers)]

    def _variable(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers))

    def _loads(self, symbols: Symbols) -> Step:
        """What the variables of a scope are at its start: named in the context, another one, missing."""
        names = {variable: name for name, variable in symbols.refs.items()}
        loads = []
        for variable, (how, source) in symbols.loads.items():
            if how != VAR_LOAD_PARAMETER and names[variable] != "_id":
                number = self._variable(variable)
                if how == VAR_LOAD_ALIAS:
                    loads.append(["same", number, self._variable(str(source))])
                else:
                    word = "find" if how == VAR_LOAD_RESOLVE else "lack"
                    loads.append([word, number, names[variable]])
        return loads

    def _inner(self, symbols: Symbols, node: nodes.Node, **which: str) -> Symbols:
        inner = Symbols(symbols)
        inner.analyze_node(node, **which)
        return inner

    def _steps(self, body: Iterable[nodes.Node], symbols: Symbols) -> Iterator[Step]:
        for node in body:
            if isinstance(node, nodes.Output):
                yield from (self._output(each, symbols) for each in node.nodes)
            else:
                work = getattr(self, f"_do_{type(node).__name__.lower()}", None)
                if work is None:
                    raise _refused(node)
                yield work(node, symbols)

    def _output(self, node: nodes.Expr, symbols: Symbols) -> Step:
        if isinstance(node, nodes.TemplateData):
            return ["text", node.data]
        if isinstance(node, nodes.Filter) and node.node is not None and node.name == "_run":
            return ["show", self._tag(node), self._expression(node.node, symbols), *_constants(node.args)]
        return ["show", self._tag(node), self._expression(node, symbols), None]

    def _do_if(self, node: nodes.If, symbols: Symbols) -> Step:
        arms = [
            [self._tag(arm), self._expression(arm.test, symbols), list(self._steps(arm.body, symbols))]
            for arm in (node, *node.elif_)
        ]
        return ["if", arms, list(self._steps(node.else_, symbols))]

    def _do_for(self, node: nodes.For, symbols: Symbols) -> Step:
        for name in node.find_all(nodes.Name):
            if name.ctx == "store" and name.name == "loop":
                raise TemplateSyntaxError("loop cannot be given another meaning", name.lineno)
        if node.recursive:
            raise _refused(node)
        inner = Symbols(symbols)
        in_body = (name for child in node.body for name in _names(child))
        has_loop = any(name.ctx == "load" and name.name == "loop" for name in in_body)
        loop = self._variable(inner.declare_parameter("loop")) if has_loop else None
        inner.analyze_node(node, for_branch="body")
        items = self._expression(node.iter, symbols)
        chosen = otherwise = None
        if node.test is not None:
            scope = self._inner(symbols, node, for_branch="test")
            chosen = [self._tag(node.test), self._loads(scope), self._expression(node.test, scope)]
        if node.else_:
            scope = self._inner(symbols, node, for_branch="else")
            otherwise = [self._loads(scope), list(self._steps(node.else_, scope))]
        target = self._target(node.target, inner)
        body = list(self._steps(node.body, inner))
        return ["for", self._tag(node), target, items, loop, chosen, self._loads(inner), body, otherwise]

    def _do_assign(self, node: nodes.Assign, symbols: Symbols) -> Step:
        value = self._expression(node.node, symbols)
        return ["set", self._tag(node), self._target(node.target, symbols), value]

    def _do_with(self, node: nodes.With, symbols: Symbols) -> Step:
        inner = self._inner(symbols, node)
        loads = self._loads(inner)
        values = [
            [self._target(target, inner), self._expression(value, symbols)]
            for target, value in zip(node.targets, node.values, strict=True)
        ]
        return ["with", self._tag(node), loads, values, list(self._steps(node.body, inner))]

    def _do_filterblock(self, node: nodes.FilterBlock, symbols: Symbols) -> Step:
        if node.filter.name not in _BLOCKS:
            raise _refused(node)
        inner = self._inner(symbols, node)
        *values, number = (*node.filter.args, nodes.Const(0))[: 1 + (node.filter.name == "_blocks")]
        args = [self._expression(value, inner) for value in values]
        body = list(self._steps(node.body, inner))
        word = _BLOCKS[node.filter.name]
        return [word, self._tag(node), self._loads(inner), body, *_constants([number]), *args]

    def _target(self, node: nodes.Node, symbols: Symbols) -> Any:
        if isinstance(node, nodes.Name):
            return self._variable(symbols.ref(node.name))
        if isinstance(node, nodes.Tuple):
            return [self._target(each, symbols) for each in node.items]
        raise _refused(node)

    def _tag(self, node: nodes.Node) -> int:
        return self._tag_on(node.lineno)

    def _expression(self, node: nodes.Node, symbols: Symbols) -> Step:
        return _Expressions(symbols, self._variable).step(node)


class _Expressions:
    """Translates the expressions of one scope."""

    def __init__(self, symbols: Symbols, variable: Callable[[str], int]) -> None:
        self._symbols = symbols
        self._variable = variable
        self._depth = 0

    def step(self, node: nodes.Node) -> Step:
        self._depth += 1
        if self._depth > DEEPEST:
            raise TemplateSyntaxError("it is too deep", node.lineno)
        work = getattr(self, f"_do_{type(node).__name__.lower()}", None)
        if isinstance(node, nodes.BinExpr):
            made = [_OPERATORS[type(node)], self.step(node.left), self.step(node.right)]
        elif isinstance(node, nodes.UnaryExpr):
            made = [_SIGNS[type(node)], self.step(node.node)]
        elif work is not None:
            made = work(node)
        else:
            raise _refused(node)
        self._depth -= 1
        return made

    def _some(self, node: nodes.Expr | None) -> Step | None:
        return None if node is None else self.step(node)

    def _all(self, items: Iterable[nodes.Expr]) -> Step:
        return [self.step(each) for each in items]

    def _do_const(self, node: nodes.Const) -> Step:
        return ["const", node.value]

    def _do_name(self, node: nodes.Name) -> Step:
        return ["name", self._variable(self._symbols.ref(node.name))]

    def _do_getattr(self, node: nodes.Getattr) -> Step:
        return ["attribute", self.step(node.node), node.attr]

    def _do_getitem(self, node: nodes.Getitem) -> Step:
        if isinstance(node.arg, nodes.Slice):
            parts = (node.arg.start, node.arg.stop, node.arg.step)
            return ["slice", self.step(node.node), *map(self._some, parts)]
        return ["item", self.step(node.node), self.step(node.arg)]

    def _do_call(self, node: nodes.Call) -> Step:
        if isinstance(node.node, nodes.Name) and node.node.name == "_id":
            return ["id"]
        return ["call", self.step(node.node), *self._arguments(node)]

    def _do_filter(self, node: nodes.Filter) -> Step:
        if node.node is None:
            raise _refused(node)
        if node.name == "_chart":
            return ["chart", self.step(node.node), *_constants(node.args)]
        return ["filter", node.name, self.step(node.node), *self._arguments(node)]

    def _do_test(self, node: nodes.Test) -> Step:
        return ["test", node.name, self.step(node.node), *self._arguments(node)]

    def _arguments(self, node: nodes.Call | nodes.Filter | nodes.Test) -> Step:
        pairs = [[pair.key, self.step(pair.value)] for pair in node.kwargs]
        if len({key for key, _ in pairs}) < len(pairs):
            raise TemplateSyntaxError("it gives something twice", node.lineno)
        return [self._all(node.args), pairs, self._some(node.dyn_args), self._some(node.dyn_kwargs)]

    def _do_concat(self, node: nodes.Concat) -> Step:
        return ["join", self._all(node.nodes)]

    def _do_compare(self, node: nodes.Compare) -> Step:
        return ["compare", self.step(node.expr), [[each.op, self.step(each.expr)] for each in node.ops]]

    def _do_condexpr(self, node: nodes.CondExpr) -> Step:
        return ["choose", self.step(node.test), self.step(node.expr1), self._some(node.expr2)]

    def _do_list(self, node: nodes.List) -> Step:
        return ["list", self._all(node.items)]

    def _do_tuple(self, node: nodes.Tuple) -> Step:
        return ["tuple", self._all(node.items)]

    def _do_dict(self, node: nodes.Dict) -> Step:
        return ["dict", [[self.step(pair.key), self.step(pair.value)] for pair in node.items]]


def _names(node: nodes.Node) -> Iterator[nodes.Name]:
    if isinstance(node, nodes.Name):
        yield node
    yield from node.find_all(nodes.Name)


def _constants(items: Iterable[nodes.Expr]) -> list[Any]:
    return [each.value for each in items if isinstance(each, nodes.Const)]


def _refused(node: nodes.Node) -> TemplateSyntaxError:
    return TemplateSyntaxError("templates have nothing of this kind", node.lineno)
