"""Turns the steps of a part into Python source, safe by how it is made: no text of a template is in it.

Variables are numbered, texts and numbers stand in a table, and only our own words are called; steps that are
of no such form are refused, so what comes from a shared cache can do no more than a template.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from reportgen.render.expressions import (
    MOST_VARIABLES,
    Expressions,
    StepsError,
    Table,
    checked,
    count,
    one_of,
    variable,
)
from reportgen.render.values import TURN

_DEEPEST_BLOCK: Final = 40
_DEEPEST_LOOP: Final = 16
"""Python compiles no more than 20 loops inside each other."""
_OF_VARIABLE: Final = re.compile(r"attribute\((v\d+, k\d+)\)")
"""What is shown most often, and therefore has a word of its own."""
_SOURCES: Final = {"find": "find", "lack": "missing"}
_TOGETHER: Final = 30
"""Values that Python's compiler puts into a tuple at once."""

_BLOCKS: Final = {"heading", "cell", "grid", "blocks"}


@dataclass(frozen=True, slots=True)
class Code:
    """A part made ready: `source` of a function `part`, the `table` of what it prints and says, the number
    of the tag (or -1) on each line, from line 1; `steps` are what it was made of."""

    source: str
    table: tuple[Any, ...]
    lines: tuple[int, ...]
    steps: list[Any] = field(compare=False, repr=False)


def generate(steps: Any) -> Code:
    """The code of `steps`. `StepsError` for anything else.

    A part is [loads, body, number of variables]. Loads say what variables are when a scope begins: ["find",
    variable, name], ["lack", variable, name], ["same", variable, other]. A body is a list of
    ["text", text], ["show", tag, expression, run properties or None], ["if", [[tag, test, body] …], else],
    ["for", tag, target, items, variable of `loop` or None, [tag, loads, test] or None, loads, body,
    [loads, body] or None], ["set", tag, target, value], ["with", tag, loads, [[target, value] …], body] and
    [block, tag, loads, body, number, expression of `blocks`]. Expressions are in `Expressions`.
    """
    try:
        return _Generator().part(steps)
    except (TypeError, IndexError, KeyError, ValueError, RecursionError) as error:
        raise StepsError(str(error)) from error


class _Generator:
    """The lines of one part as they grow."""

    def __init__(self) -> None:
        self._table = Table()
        self._say = Expressions(self._table).say
        self._lines: list[str] = []
        self._tags: list[int] = []
        self._pending: list[tuple[str, int]] = []
        self._runs: set[int] = set()
        self._marks = 0
        self._depth = 0
        self._loops = 0

    def part(self, steps: Any) -> Code:
        loads, body, variables = steps
        if not 0 <= checked(int, variables) < MOST_VARIABLES:
            raise StepsError("variables")
        self._load(loads, 1)
        self._body(body, 1)
        head = ["def part(filling, find, out, runs):", " add = out.append; more = out.extend"]
        for run in sorted(self._runs):
            head.append(f" w{run} = runs[{run}].value; a{run} = runs[{run}].attribute")
        head += [f" {' = '.join(f'v{number}' for number in range(variables))} = None"] if variables else []
        source = "\n".join([*head, *self._lines, ""])
        tags = (*(-1 for _ in head), *self._tags)
        return Code(source, tuple(self._table.items), tags, steps)

    def _line(self, depth: int, text: str, tag: int = -1) -> None:
        self._flush(depth)
        self._lines.append(" " * depth + text)
        self._tags.append(tag)

    def _flush(self, depth: int) -> None:
        """Writes what is to be printed together."""
        pending, self._pending = self._pending, []
        if len(pending) == 1:
            self._line(depth, f"add({pending[0][0]})", pending[0][1])
        for start in range(0, len(pending) if len(pending) > 1 else 0, _TOGETHER):
            self._line(depth, "more((")
            for text, tag in pending[start : start + _TOGETHER]:
                self._line(depth, f"{text},", tag)
            self._line(depth, "))")

    def _load(self, loads: Any, depth: int) -> None:
        for word, number, source in checked(list, loads):
            if word == "same":
                value = variable(source)
            else:
                value = f"{one_of(word, _SOURCES)}({self._table.name(checked(str, source))})"
            self._line(depth, f"{variable(number)} = {value}")

    def _body(self, body: Any, depth: int) -> int:
        """Writes `body`; how many characters of it are the template's own."""
        if depth > _DEEPEST_BLOCK:
            raise StepsError("depth")
        before, size = len(self._lines), 0
        for step in checked(list, body):
            word, *rest = step
            if word == "text":
                (text,) = rest
                self._pending.append((self._table.name(checked(str, text).encode()), -1))
                size += len(text)
            elif word == "show":
                self._show(*rest)
            elif word in _BLOCKS:
                size += self._block(word, depth, *rest)
            else:
                size += one_of(word, self._compound)(self, depth, *rest)
        self._flush(depth)
        if len(self._lines) == before:
            self._line(depth, "pass")
        return size

    def _show(self, tag: Any, value: Any, run: Any) -> None:
        text = self._say(value)
        if run is None:
            text = f"text({text})"
        else:
            self._runs.add(count(run))
            of_variable = _OF_VARIABLE.fullmatch(text)
            text = f"a{run}({of_variable[1]}, filling)" if of_variable else f"w{run}({text}, filling)"
        self._pending.append((text, checked(int, tag)))

    def _if(self, depth: int, arms: Any, otherwise: Any) -> int:
        size = 0
        for number, (tag, test, body) in enumerate(checked(list, arms)):
            self._line(depth, f"{'el' if number else ''}if {self._say(test)}:", checked(int, tag))
            size += self._body(body, depth + 1)
        if otherwise:
            self._line(depth, "else:")
            size += self._body(otherwise, depth + 1)
        return size

    def _for(
        self, depth: int, tag: Any, target: Any, items: Any, loop: Any, chosen: Any, loads: Any, body: Any,
        otherwise: Any,
    ) -> int:  # fmt: skip
        self._flush(depth)
        self._marks += 1
        mark, names = self._marks, self._target(target)
        if otherwise is not None:
            self._line(depth, f"e{mark} = True")
        if chosen is not None:
            self._test(depth, f"c{mark}", names, *chosen)
        at, found = len(self._lines), self._say(items)
        self._line(depth, "", checked(int, tag))
        self._line(depth, f"for {names} in i{mark}:", tag)
        self._loops += 1
        if self._loops > _DEEPEST_LOOP:
            raise StepsError("loops")
        self._load(loads, depth + 1)
        if otherwise is not None:
            self._line(depth + 1, f"e{mark} = False")
        size = self._body(body, depth + 1)
        self._loops -= 1
        if otherwise is not None:
            self._line(depth, f"if e{mark}:")
            self._load(otherwise[0], depth + 1)
            size += self._body(otherwise[1], depth + 1)
        found = f"turns(filling, {found}, {size + TURN})"
        found = found if chosen is None else f"c{mark}({found})"
        found = found if loop is None else f"{variable(loop)} = Loop({found})"
        self._lines[at] = f"{' ' * depth}i{mark} = {found}"
        return size

    def _test(self, depth: int, name: str, names: str, tag: Any, loads: Any, test: Any) -> None:
        """Writes the function that lets those turns pass of which `test` holds."""
        self._line(depth, f"def {name}(items):")
        self._load(loads, depth + 1)
        self._line(depth + 1, f"for {names} in items:", checked(int, tag))
        self._line(depth + 2, f"if {self._say(test)}: yield {names}", tag)

    def _set(self, depth: int, tag: Any, target: Any, value: Any) -> int:
        self._line(depth, f"{self._target(target)} = {self._say(value)}", checked(int, tag))
        return 0

    def _with(self, depth: int, tag: Any, loads: Any, values: Any, body: Any) -> int:
        self._load(loads, depth)
        for target, value in checked(list, values):
            self._set(depth, tag, target, value)
        self._flush(depth)
        return self._body(body, depth)

    def _block(
        self, word: str, depth: int, tag: Any, loads: Any, body: Any, number: Any, *values: Any
    ) -> int:
        """Writes `body` and hands what it printed to the word of the block."""
        self._marks += 1
        mark = self._marks
        self._line(depth, f"m{mark} = len(out)")
        self._load(loads, depth)
        size = self._body(body, depth)
        said = "".join(f", {self._say(value)}" for value in values)
        self._line(depth, f"{word}(filling, out, m{mark}, {count(number)}{said})", checked(int, tag))
        return size

    def _target(self, target: Any) -> str:
        if isinstance(target, list):
            return f"({''.join(f'{self._target(each)}, ' for each in target)})"
        return variable(target)

    _compound: Final = {"if": _if, "for": _for, "set": _set, "with": _with}
