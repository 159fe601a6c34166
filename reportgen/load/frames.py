"""The groups and lists that are open while a YAML file is walked, and where their next value goes.

A frame whose path is None is walked for its faults only: nothing of it reaches the tree.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from reportgen.load.events import Mark
from reportgen.model.source import Path, Tree


class Frame(ABC):
    """An open collection: `path` in the tree, `flow` when in brackets, `start` its first mark."""

    __slots__ = ("flow", "is_key", "path", "start", "wants_key")

    def __init__(self, path: Path | None, flow: bool = False, start: Mark | None = None) -> None:
        self.path = path
        self.flow = flow
        self.start = start
        self.is_key = False  # stands where a key should
        self.wants_key = False

    @abstractmethod
    def next_path(self) -> Path | None:
        """The path of the value that comes next; None when it is not to be kept."""

    @abstractmethod
    def put(self, value: Tree) -> None:
        """Take the value that came."""

    def take_key(self, key: str | None) -> None:
        """Take the key of the next value, if it has keys; None drops that value."""
        self.wants_key = False

    @abstractmethod
    def extend(self, rest: str) -> None:
        """Append to the text that was put last."""

    @property
    @abstractmethod
    def node(self) -> Tree:
        """What was put."""


class Root(Frame):
    """The file: keeps its first value."""

    __slots__ = ("_node",)

    def __init__(self) -> None:
        super().__init__(())
        self._node: Tree = None

    def next_path(self) -> Path | None:
        return self.path

    def put(self, value: Tree) -> None:
        if self.path is not None:
            self._node = value

    def extend(self, rest: str) -> None:
        if isinstance(self._node, str):
            self._node += rest

    @property
    def node(self) -> Tree:
        return self._node


class List(Frame):
    """A list."""

    __slots__ = ("items",)

    def __init__(self, path: Path | None, flow: bool, start: Mark) -> None:
        super().__init__(path, flow, start)
        self.items: list[Tree] = []

    def next_path(self) -> Path | None:
        return None if self.path is None else (*self.path, len(self.items))

    def put(self, value: Tree) -> None:
        self.items.append(value)

    def extend(self, rest: str) -> None:
        last = self.items[-1] if self.items else None
        if isinstance(last, str):
            self.items[-1] = last + rest

    @property
    def node(self) -> Tree:
        return self.items


class Group(Frame):
    """A group of keys, each with its value."""

    __slots__ = ("_key", "_last", "entries")

    def __init__(self, path: Path | None, flow: bool, start: Mark) -> None:
        super().__init__(path, flow, start)
        self.entries: dict[str, Tree] = {}
        self.wants_key = True
        self._key: str | None = None
        self._last: str | None = None

    def next_path(self) -> Path | None:
        return None if self.path is None or self._key is None else (*self.path, self._key)

    def put(self, value: Tree) -> None:
        if self._key is not None:
            self.entries[self._key] = value
            self._last = self._key
        self.wants_key = True

    def take_key(self, key: str | None) -> None:
        self._key = key
        self.wants_key = False

    def extend(self, rest: str) -> None:
        last = None if self._last is None else self.entries[self._last]
        if isinstance(last, str) and self._last is not None:
            self.entries[self._last] = last + rest

    @property
    def node(self) -> Tree:
        return self.entries
