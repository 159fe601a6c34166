"""What is not there, as a value: it may be asked for and replaced by a default, and nearly all else fails.

Raises when it is used, not when it is met: so a failure belongs to the tag that uses it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NoReturn, TypeAlias

Value: TypeAlias = Any
"""Whatever an expression of a template can yield."""


class MissingError(Exception):
    """A template uses what its context does not have: `name`, which is none of those that are `known`."""

    def __init__(self, name: str, known: Collection[Value] = ()) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


class ForbiddenError(Exception):
    """A template does what templates may not; the reason is one of `messages.WORDS`."""


class UnfitError(Exception):
    """A value is used as it cannot be; the reason is one of `messages.WORDS`."""


class Absent:
    """What is not there; no operator works on it."""

    __slots__ = ("_args", "_error")

    def __init__(self, error: type[Exception], *args: Value) -> None:
        self._error = error
        self._args = args

    def _fail(self, *_: Value, **__: Value) -> NoReturn:
        raise self._error(*self._args)

    def __repr__(self) -> str:  # as in a list that is printed
        return "Undefined"

    def __getattr__(self, name: str) -> Value:
        if name.startswith("__"):
            raise AttributeError(name)
        self._fail()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __pow__ = __rpow__ = _fail
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _fail
    __pos__ = __neg__ = __int__ = __float__ = __call__ = __getitem__ = _fail
    __lt__ = __le__ = __gt__ = __ge__ = _fail


class Missing(Absent):
    """What a name means that nothing has: every use of it fails."""

    __slots__ = ()

    __contains__ = __eq__ = __ne__ = __hash__ = __iter__ = __len__ = __bool__ = __str__ = Absent._fail


class Nothing(Absent):
    """What an `if` within an expression yields where it does not hold and has no `else`: empty and false."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(MissingError, "else")

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Value]:
        return iter(())

    def __str__(self) -> str:
        return ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Nothing)

    def __hash__(self) -> int:
        return 0


def missing(name: str, known: Collection[Value] = ()) -> Missing:
    """What the name `name` means where nothing has it; `known` are names that mean something."""
    return Missing(MissingError, name, known)


def missing_in(owner: Value, key: Value) -> Missing:
    """What `key` of `owner` means where it has none: what is missing is the key, where that is."""
    return key if isinstance(key, Missing) else missing(str(key), owner if isinstance(owner, Mapping) else ())
