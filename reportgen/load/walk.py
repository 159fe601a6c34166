"""Events of a YAML parser to a tree of text with the place of every key and value.

It never recurses, so that no file can exhaust the stack; what is refused is walked on without being
kept, so that one run reports everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from yaml import events as yaml_events

from reportgen.diagnostics import Rule, Span
from reportgen.load import codes
from reportgen.load.collector import Collector
from reportgen.load.decode import Lines
from reportgen.load.events import CollectionEvent, Event, Mark, NodeEvent, ScalarEvent
from reportgen.load.frames import Frame, Group, List, Root
from reportgen.load.scalars import Scalars
from reportgen.load.shifts import Starts
from reportgen.load.traps import split_amount
from reportgen.model.source import Path, SourceMap, Tree

DEEPEST = 50  # levels of groups and lists
MOST_EVENTS = 2_000_000  # keys, values, beginnings and ends; some 600 MB of memory


class Walk:
    """One walk over the events of one file, whose text is `text`."""

    def __init__(self, text: str, lines: Lines, collector: Collector) -> None:
        self._text = text
        self._lines = lines
        self._collector = collector
        self._scalars = Scalars(text, lines, collector)
        self._root = Root()
        self._stack: list[Frame] = [self._root]
        self._documents = 0
        self._amount_end = 0
        self._stopped = False
        self._keys: dict[Path, Span] = {}
        self._values: dict[Path, Span] = {}
        self._shifts: dict[Path, Starts] = {}

    def run(self, events: Iterable[Event]) -> bool:
        """Walk over `events`; False when there was too much to go on."""
        steps: dict[type, Callable[..., None]] = {
            yaml_events.ScalarEvent: self._scalar,
            yaml_events.MappingStartEvent: partial(self._open, Group),
            yaml_events.SequenceStartEvent: partial(self._open, List),
            yaml_events.MappingEndEvent: self._close,
            yaml_events.SequenceEndEvent: self._close,
            yaml_events.AliasEvent: self._alias,
            yaml_events.DocumentStartEvent: self._document,
        }
        for count, event in enumerate(events):
            if count == MOST_EVENTS:
                limit = f"{MOST_EVENTS:,} keys and values"
                self._collector.say(codes.FILE_TOO_LARGE, self._at(event.start_mark), limit=limit)
                return False
            step = steps.get(type(event))
            if step:
                step(event)
                if self._stopped:
                    return False
        return True

    @property
    def tree(self) -> Tree:
        """The first document, without what was refused; None when it is empty."""
        return self._root.node

    @property
    def map(self) -> SourceMap:
        """The places of the tree's keys and values."""
        return SourceMap(self._collector.file, self._keys, self._values, self._shifts)

    def _document(self, event: Event) -> None:
        self._documents += 1
        if self._documents == 2:
            self._say(codes.YAML_SEVERAL_DOCUMENTS, event)
            self._root.path = None

    def _open(self, kind: type[Group] | type[List], event: CollectionEvent) -> None:
        if event.anchor or event.tag:
            self._refuse(event)
        if len(self._stack) > DEEPEST:
            self._collector.say(codes.YAML_TOO_DEEP, self._at(event.start_mark), limit=str(DEEPEST))
            self._stopped = True
            return
        parent = self._stack[-1]
        path = None if parent.wants_key else parent.next_path()
        frame = kind(path, event.flow_style, event.start_mark)
        if parent.wants_key:
            self._collector.say(codes.YAML_KEY_NOT_TEXT, self._at(event.start_mark))
            frame.is_key = True
        if path is not None:
            mark = event.start_mark
            self._values[path] = Span(self._collector.file, mark.line + 1, mark.column + 1)
        self._stack.append(frame)

    def _close(self, event: Event) -> None:
        frame = self._stack.pop()
        parent = self._stack[-1]
        if frame.is_key:
            parent.take_key(None)
        else:
            parent.put(frame.node)
        if frame.flow and frame.path is not None and frame.start is not None:
            self._values[frame.path] = self._scalars.span(frame.start, event.end_mark)

    def _alias(self, event: NodeEvent) -> None:
        self._say(codes.YAML_ALIAS, event)
        frame = self._stack[-1]
        if frame.wants_key:
            frame.take_key(None)
        else:
            frame.put(None)

    def _scalar(self, event: ScalarEvent) -> None:
        frame = self._stack[-1]
        if event.anchor or event.tag:
            self._refuse(event)
        if frame.flow and not event.style and self._is_piece(event, frame):
            if frame.wants_key:
                frame.take_key(None)
            elif isinstance(frame, Group):
                frame.put(None)
        elif frame.wants_key:
            frame.take_key(self._key(event, frame))
        else:
            path = frame.next_path()
            text = self._scalars.text(event)
            frame.put(text)
            if path is not None:
                self._keep(path, event, text)

    def _keep(self, path: Path, event: ScalarEvent, text: str | None) -> None:
        """Keep the place of the value at `path`."""
        self._values[path] = self._scalars.span(event.start_mark, event.end_mark)
        starts = None if text is None else self._scalars.starts(event, text)
        if starts is not None:
            self._shifts[path] = starts

    def _key(self, event: ScalarEvent, frame: Frame) -> str | None:
        """The key, kept with its place; None where its value is to be dropped."""
        if event.value == "<<" and not event.style:
            self._say(codes.YAML_MERGE_KEY, event)
            return None
        key = self._scalars.key(event)
        if not key:
            self._collector.say(codes.YAML_EMPTY_KEY, self._at(event.start_mark))
            return None
        if frame.path is None:
            return key
        span = self._scalars.span(event.start_mark, event.end_mark)
        first = self._keys.setdefault((*frame.path, key), span)
        if first is not span:
            rule = codes.YAML_DUPLICATE_KEY
            self._collector.say(rule, span, first, key=key, line=str(first.line))
            return None
        return key

    def _is_piece(self, event: ScalarEvent, frame: Frame) -> bool:
        """Whether a scalar in brackets is a later part of an amount that YAML cut; the first is mended."""
        index = event.start_mark.index
        if index < self._amount_end:
            return True
        amount = event.value[:1].isdecimal() and split_amount(self._text, index)
        if not amount:
            return False
        start, self._amount_end = amount
        frame.extend(self._text[index - 1 : self._amount_end])
        span = self._collector.span(*self._lines.place(start), self._amount_end - start)
        self._collector.say(codes.YAML_SPLIT_AMOUNT, span, amount=self._text[start : self._amount_end])
        return True

    def _refuse(self, event: NodeEvent) -> None:
        """Say that a value has an anchor or a tag, each at its own place; its span begins with the first."""
        for written, mark, rule in ((event.anchor, "&", codes.YAML_ANCHOR), (event.tag, "!", codes.YAML_TAG)):
            if written:
                place = self._lines.place(self._text.index(mark, event.start_mark.index))
                self._collector.say(rule, self._collector.span(*place))

    def _say(self, rule: Rule, event: Event) -> None:
        self._collector.say(rule, self._scalars.span(event.start_mark, event.end_mark))

    def _at(self, mark: Mark) -> Span:
        return self._collector.span(mark.line + 1, mark.column + 1)
