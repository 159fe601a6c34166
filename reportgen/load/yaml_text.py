"""Bytes of a YAML file to a source: a tree of text, the place of everything in it, and what is wrong.

Reads no file and gives no meaning to what it reads; writing back and spreadsheets are done elsewhere.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import yaml

from reportgen.diagnostics import Diagnostic, Span
from reportgen.load.codes import FILE_EMPTY
from reportgen.load.collector import Collector
from reportgen.load.decode import Lines, decode
from reportgen.load.events import parsing
from reportgen.load.walk import Walk
from reportgen.model.source import Source


class Loaded(NamedTuple):
    """What became of a file; `source` is None where an error leaves no tree to go on with."""

    source: Source | None
    diagnostics: tuple[Diagnostic, ...]


def load(data: bytes, file: str) -> Loaded:
    """The source in `data`, the content of the YAML file that users know as `file`.

    Every scalar of the tree is clean text or None (nothing written, `~` or `null`). Wrong input gives
    diagnostics, never an exception; what was refused is left out of the tree, so that a source with
    errors can still be validated.
    """
    collector = Collector(file)
    text = decode(data, collector)
    source = None if text is None else _source(text, collector)
    return Loaded(source, collector.diagnostics())


def _source(text: str, collector: Collector) -> Source | None:
    lines = Lines(text)
    walk = Walk(text, lines, collector)
    try:
        with _no_garbage_collection(), parsing(text) as events:
            finished = walk.run(events)
    except yaml.YAMLError as error:
        from reportgen.load.syntax import explain  # most files are YAML

        explain(error, lines, collector)
        return None
    if walk.tree is None:
        if not collector.has_errors:
            collector.say(FILE_EMPTY, Span(collector.file))
        return None
    return Source(collector.file, walk.tree, walk.map) if finished else None


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Hold the collector off: a walk makes many small values that stay, and no cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
