"""The events of PyYAML's parser, in C where there is one, as this package uses them.

Nothing but types and the choice of the parser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, cast

import yaml

# libyaml is some ten times faster than PyYAML's own parser, and is absent from some builds of PyYAML.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mark(Protocol):
    """A point in the text; all three count from 0, in code points."""

    @property
    def index(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Event(Protocol):
    """What any event has."""

    start_mark: Mark
    end_mark: Mark


class NodeEvent(Event, Protocol):
    """A value or its beginning; an alias has no tag."""

    anchor: str | None
    tag: str | None


class CollectionEvent(NodeEvent, Protocol):
    """The beginning of a list or a group; `flow_style` is true inside brackets."""

    flow_style: bool


class ScalarEvent(NodeEvent, Protocol):
    """A text; `style` is a quote, `|` or `>`, and empty or None for plain text."""

    value: str
    style: str | None


@contextmanager
def parsing(text: str) -> Iterator[Iterator[Event]]:
    """The events of `text`, one at a time; `yaml.YAMLError` is raised where it is not YAML."""
    loader = _LOADER(text)
    try:
        yield iter(cast("Callable[[], Event]", loader.get_event), None)
    finally:
        loader.dispose()
