"""What the words of a template do with values, within bounds: attributes, operators, loops, what is missing.

A template is untrusted: it reaches what is listed here and nothing else. Time and memory are bounded by
counting what loops will write and by refusing operators that grow text, not by a clock.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NoReturn

from reportgen.render.missing import ForbiddenError, Missing, Nothing, Value, missing, missing_in

LONGEST_TEXT: Final = 100_000
"""Characters (or items) that one expression of a template may make."""

LARGEST_OUTPUT: Final = 100_000_000
"""Characters that the loops of one fill may write; each turn counts as `TURN` at least."""

TURN: Final = 64

_NONE: Final = object()
_TOO_LARGE: Final = "it calculates with what is no small number"


class TooLargeError(Exception):
    """A template asks for more work than a paper can need."""


class Loop:
    """What a template knows of the turns of a loop, as `loop`; iterating over it is taking the turns."""

    def __init__(self, items: Iterable[Value]) -> None:
        self._items = items
        self._rest = iter(items)
        self._length: int | None = None
        self._before = self._now = self._after = self._seen = _NONE
        self.index0 = -1

    depth, depth0 = 1, 0

    def __iter__(self) -> Iterator[Value]:
        while self._peek() is not _NONE:
            self._before, self._now, self._after = self._now, self._after, _NONE
            self.index0 += 1
            yield self._now

    def _peek(self) -> Value:
        if self._after is _NONE:
            self._after = next(self._rest, _NONE)
        return self._after

    def __len__(self) -> int:
        return self.length

    @property
    def length(self) -> int:
        """How many turns there are; a filtered loop has to look ahead for it."""
        if self._length is None:
            if isinstance(self._items, Sequence):
                self._length = len(self._items)
            else:
                ahead = list(self._rest)
                self._rest = iter(ahead)
                self._length = len(ahead) + self.index + (self._after is not _NONE)
        return self._length

    @property
    def index(self) -> int:
        """The turn, from 1."""
        return self.index0 + 1

    @property
    def revindex(self) -> int:
        """The turn, from the last, which is 1."""
        return self.length - self.index0

    @property
    def revindex0(self) -> int:
        """The turn, from the last, which is 0."""
        return self.length - self.index

    @property
    def first(self) -> bool:
        """Whether this is the first turn."""
        return self.index0 == 0

    @property
    def last(self) -> bool:
        """Whether this is the last turn."""
        return self._peek() is _NONE

    @property
    def previtem(self) -> Value:
        """The item of the turn before."""
        return missing("previtem") if self.first else self._before

    @property
    def nextitem(self) -> Value:
        """The item of the turn after."""
        return missing("nextitem") if self.last else self._after

    def cycle(self, *items: Value) -> Value:
        """One of `items` after the other, by turns."""
        if not items:
            raise TypeError("no items for cycling given")
        return items[self.index0 % len(items)]

    def changed(self, *values: Value) -> bool:
        """Whether `values` are others than when this was last asked."""
        is_other = self._seen is _NONE or self._seen != values
        if is_other:
            self._seen = values
        return is_other


_LOOP = "index index0 revindex revindex0 first last length depth depth0 previtem nextitem cycle changed"
_ATTRIBUTES: Final[tuple[tuple[type, frozenset[str]], ...]] = (
    (Loop, frozenset(_LOOP.split())),
    (Mapping, frozenset({"items", "keys", "values", "get"})),
    (str, frozenset({"startswith", "endswith", "lower", "upper", "strip"})),
)


def attribute(owner: Value, name: str) -> Value:
    """`owner.name`: the key of a mapping first, since contexts are mappings; then the few there are."""
    if owner.__class__ is dict or isinstance(owner, Mapping):
        try:
            return owner[name]
        except KeyError:
            pass
    found = _attribute(owner, name)
    if found is not _NONE:
        return found
    try:
        return owner[name]
    except (TypeError, LookupError):
        return missing_in(owner, name)


def item(owner: Value, key: Value) -> Value:
    """`owner[key]`, or else the attribute `key`, if it is one of the few."""
    try:
        return owner[key]
    except (TypeError, LookupError):
        found = _attribute(owner, str(key)) if isinstance(key, str) else _NONE
        return missing_in(owner, key) if found is _NONE else found


def _attribute(owner: Value, name: str) -> Value:
    try:
        value = getattr(owner, name)
    except AttributeError:
        return _NONE
    if any(isinstance(owner, kind) and name in names for kind, names in _ATTRIBUTES):
        return value
    return Missing(ForbiddenError, "it reaches into the program itself")


def call(function: Callable[..., Value], /, *args: Value, **named: Value) -> Value:
    """`function(…)`: one of the methods above or `numbers`, since a context holds no functions."""
    return function(*args, **named)


def numbers(*args: int) -> range:
    """`range` for templates."""
    found = range(*args)
    if len(found) > LONGEST_TEXT:
        raise TooLargeError
    return found


def turns(budget: Budget, items: Value, size: int) -> Value:
    """`items` as a sequence, its turns of `size` characters each taken from the budget."""
    listed = items if isinstance(items, (list, tuple, range)) else list(items)
    budget.spend(len(listed) * size)
    return listed


class Budget:
    """What the loops of one fill may still write, in characters."""

    def __init__(self, left: int = LARGEST_OUTPUT) -> None:
        self.left = left

    def spend(self, characters: int) -> None:
        """Takes `characters`; raises `TooLargeError` once nothing is left."""
        self.left -= characters
        if self.left < 0:
            raise TooLargeError


def joined(values: Iterable[Value], between: str = "") -> str:
    """The texts of `values` as one; `TooLargeError` for one that is too long."""
    text = between.join(map(str, values))
    if len(text) > LONGEST_TEXT:
        raise TooLargeError
    return text


def plus(left: Value, right: Value) -> Value:
    """`left + right`, of numbers, texts or lists."""
    are_small = _is_small(left) and _is_small(right)
    if not are_small and isinstance(left, Sequence) and len(left) + len(right) > LONGEST_TEXT:
        raise TooLargeError
    return left + right


def times(left: Value, right: Value) -> Value:
    """`left * right`, of small numbers."""
    return _of_numbers(operator.mul, left, right)


def modulo(left: Value, right: Value) -> Value:
    """`left % right`, of small numbers."""
    return _of_numbers(operator.mod, left, right)


def power(left: Value, right: Value) -> NoReturn:
    """No `left ** right`: three short numbers make one without end."""
    raise ForbiddenError(_TOO_LARGE)


def _of_numbers(work: Callable[[Value, Value], Value], left: Value, right: Value) -> Value:
    if not (_is_small(left) and _is_small(right)):
        raise ForbiddenError(_TOO_LARGE)
    return work(left, right)


def _is_small(value: Value) -> bool:
    return isinstance(value, (int, float)) and abs(value) < 1e18


WORDS: Final = {
    "attribute": attribute, "item": item, "call": call, "turns": turns, "joined": joined, "plus": plus,
    "times": times, "modulo": modulo, "power": power, "missing": missing, "Nothing": Nothing, "Loop": Loop,
}  # fmt: skip
"""What generated code may call of these."""
