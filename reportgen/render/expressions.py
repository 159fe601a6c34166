"""Turns the expressions of steps into Python, and checks that they are of the closed form.

An expression is a list of its word and what belongs to it: ["const", value], ["name", variable],
["attribute", owner, name], ["item", owner, key], ["slice", owner, start, stop, step], ["call", function,
args, [[name, value] …], more args, more named], ["filter" or "test", name, value, args …], ["join", values],
["compare", value, [[word, other] …]], ["choose", test, value, otherwise], ["list" or "tuple", values],
["dict", [[key, value] …]], ["chart", value, placeholder], ["id"], and operators with their operands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeVar

from reportgen.render.filters import FILTERS, TESTS

_Kind = TypeVar("_Kind", str, int, list[Any])

MOST_VARIABLES: Final = 100_000
_DEEPEST: Final = 64
"""Python's compiler gives up at 200 brackets inside each other; an expression writes three at most."""

_OPERATORS: Final = {"-", "/", "//", "and", "or"}
_CHECKED: Final = {"+": "plus", "*": "times", "%": "modulo", "**": "power"}
_SIGNS: Final = {"not": "not ", "neg": "-", "pos": "+"}
_COMPARISONS: Final = {
    "eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in",
}  # fmt: skip


class StepsError(ValueError):
    """Steps that `translate` cannot have made."""


class Table:
    """What the code names instead of holding it: texts and numbers, each once."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self._numbers: dict[tuple[type, Any], int] = {}

    def name(self, item: Any) -> str:
        """The Python name of `item`."""
        number = self._numbers.setdefault((type(item), item), len(self.items))
        if number == len(self.items):
            self.items.append(item)
        return f"k{number}"


class Expressions:
    """The text of expressions, each in brackets of its own or a name."""

    def __init__(self, table: Table) -> None:
        self._name = table.name
        self._depth = 0

    def say(self, step: Any) -> str:
        """The expression `step` as Python."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise StepsError("depth")
        word, *rest = step
        if word in _OPERATORS:
            left, right = map(self.say, rest)
            said = f"({left} {word} {right})"
        elif word in _CHECKED:
            left, right = map(self.say, rest)
            said = f"{_CHECKED[word]}({left}, {right})"
        elif word in _SIGNS:
            (value,) = map(self.say, rest)
            said = f"({_SIGNS[word]}{value})"
        else:
            said = one_of(word, self._words)(self, *rest)
        self._depth -= 1
        return said

    def _const(self, value: Any) -> str:
        if type(value) not in (str, int, float, bool, type(None)):
            raise StepsError("constant")
        return self._name(value)

    def _attribute(self, owner: Any, name: Any) -> str:
        return f"attribute({self.say(owner)}, {self._name(checked(str, name))})"

    def _item(self, owner: Any, key: Any) -> str:
        return f"item({self.say(owner)}, {self.say(key)})"

    def _slice(self, owner: Any, start: Any, stop: Any, step: Any) -> str:
        parts = ":".join("" if part is None else self.say(part) for part in (start, stop, step))
        return f"{self.say(owner)}[{parts}]"

    def _call(self, function: Any, *arguments: Any) -> str:
        return f"call({self.say(function)}{self._arguments(*arguments)})"

    def _filter(self, name: Any, value: Any, *arguments: Any) -> str:
        return f"f_{_known(name, FILTERS)}({self.say(value)}{self._arguments(*arguments)})"

    def _test(self, name: Any, value: Any, *arguments: Any) -> str:
        return f"t_{_known(name, TESTS)}({self.say(value)}{self._arguments(*arguments)})"

    def _arguments(self, args: Any, named: Any, more_args: Any, more_named: Any) -> str:
        said = [self.say(each) for each in checked(list, args)]
        said += [] if more_args is None else [f"*{self.say(more_args)}"]
        pairs = ", ".join(f"{self._name(checked(str, name))}: {self.say(value)}" for name, value in named)
        said += [f"**{{{pairs}}}"] if pairs else []
        said += [] if more_named is None else [f"**{self.say(more_named)}"]
        return "".join(f", {each}" for each in said)

    def _join(self, values: Any) -> str:
        return f"joined({self._tuple(values)})"

    def _compare(self, value: Any, others: Any) -> str:
        rest = (f" {one_of(word, _COMPARISONS)} {self.say(other)}" for word, other in checked(list, others))
        return f"({self.say(value)}{''.join(rest)})"

    def _choose(self, test: Any, value: Any, otherwise: Any) -> str:
        other = "Nothing()" if otherwise is None else self.say(otherwise)
        return f"({self.say(value)} if {self.say(test)} else {other})"

    def _list(self, values: Any) -> str:
        return f"[{''.join(self._each(values))}]"

    def _tuple(self, values: Any) -> str:
        return f"({''.join(self._each(values))})"

    def _each(self, values: Any) -> Iterator[str]:
        return (f"{self.say(value)}, " for value in checked(list, values))

    def _dict(self, pairs: Any) -> str:
        said = (f"{self.say(key)}: {self.say(value)}" for key, value in checked(list, pairs))
        return f"{{{', '.join(said)}}}"

    def _chart(self, value: Any, number: Any) -> str:
        return f"chart(filling, {self.say(value)}, {count(number)})"

    def _id(self) -> str:
        return "next(filling.drawings)"

    _words: Final = {
        "const": _const, "name": lambda _, number: variable(number), "attribute": _attribute, "item": _item,
        "slice": _slice, "call": _call, "filter": _filter, "test": _test, "join": _join, "compare": _compare,
        "choose": _choose, "list": _list, "tuple": _tuple, "dict": _dict, "chart": _chart, "id": _id,
    }  # fmt: skip


def variable(number: Any) -> str:
    """The Python name of a variable."""
    return f"v{count(number)}"


def count(number: Any) -> int:
    """`number`, if it can count something."""
    counted = checked(int, number)
    if not 0 <= counted < MOST_VARIABLES:
        raise StepsError("number")
    return counted


def _known(name: Any, names: dict[str, Any]) -> str:
    one_of(name, names)
    return checked(str, name)


def one_of(word: Any, table: dict[str, Any]) -> Any:
    """What the table has for `word`. KeyError for another."""
    return table[checked(str, word)]


def checked(kind: type[_Kind], value: Any) -> _Kind:
    """`value`, if it is of that kind and no other."""
    if type(value) is not kind:
        raise StepsError(f"{kind.__name__} expected")
    return value
