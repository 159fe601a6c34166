"""Reads the markup of a text: a part of Markdown so small that what people type anyway stays as typed.

Paragraphs (a blank line), lists (`- ` or `1. `, two levels), `**bold**`, `*italic*`, `++underline++`,
`[words](address)` and tables of pipes. Whatever else Markdown has is told and printed as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final, cast

from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.tree import SyntaxTreeNode

from reportgen.diagnostics import Span
from reportgen.model.context import Shown
from reportgen.model.rich import Align, Block, Grid, Paragraph, Run, Runs
from reportgen.present.markdown_rules import UNDERLINE, parse
from reportgen.present.markdown_source import Written
from reportgen.thai.spacing import glue

LONGEST: Final = 20_000
"""Characters of a text whose markup is read; a longer one is printed as typed."""

_DEEPEST = 2
_BULLETS = ("•", "–")
_MOST_PASSES = 20
_FORMS = {"bullet_list", "ordered_list", "table", "strong", "em", "link"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The blocks of a text, none where it has no markup; and what of it is unsupported, as it was typed."""

    blocks: tuple[Block, ...] = ()
    unsupported: tuple[str, ...] = ()


def read(text: str, origin: tuple[Span, ...] = ()) -> Reading:
    """What `text` says in markup; every run has its `origin`."""
    written = Written(text)
    if len(text) > LONGEST or not written.is_readable:
        return Reading()
    for _ in range(_MOST_PASSES):
        tree = parse(written.source)
        unfit = list(_unfit(tree, written))
        if not unfit:
            has_form = written.is_escaped or any(node.type in _FORMS for node in tree.walk())
            blocks = tuple(_Writer(written, origin).blocks(tree)) if has_form else ()
            written.tell_unclosed(node.content for node in tree.walk() if node.type == "text")
            return Reading(blocks, tuple(written.unsupported))
        for line, kind in unfit:
            written.hold_marker(line, kind)
    return Reading((), tuple(written.unsupported))


def _unfit(node: SyntaxTreeNode, written: Written, level: int = 0) -> Iterator[tuple[int, str]]:
    """The lines that make a list or table of what is none to us, each with the reason."""
    for child in node.children:
        if child.type == "table":
            columns = len(child.children[0].children[0].children)
            if any(written.cells(line) > columns for line in range(*_lines(child))):
                yield _lines(child)[0], "cells"
        elif child.type.endswith("_list"):
            kind = "level" if level == _DEEPEST else "" if _is_list(child, level) else "chance"
            for item in child.children:
                if kind:
                    yield _lines(item)[0], kind
                else:
                    yield from _unfit(item, written, level + 1)


def _is_list(node: SyntaxTreeNode, level: int) -> bool:
    """Whether a list is meant: two items at least, each with words, numbered from 1 without a gap."""
    items = node.children
    if len(items) < 2 and not level:
        return False
    if any(not item.children or item.children[0].type != "paragraph" for item in items):
        return False
    return node.type == "bullet_list" or [int(item.info) for item in items] == [*range(1, len(items) + 1)]


def _lines(node: SyntaxTreeNode) -> tuple[int, int]:
    """The first line of a block, and the first after it."""
    return cast(tuple[int, int], node.map)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes a tree as blocks."""

    written: Written
    origin: tuple[Span, ...]

    def blocks(self, node: SyntaxTreeNode, level: int = 0) -> Iterator[Block]:
        """What stands in `node`, the text or an item of a list at `level`."""
        for child in node.children:
            if child.type == "paragraph":
                yield Paragraph(self._set(child), level)
            elif child.type == "table":
                yield self._grid(child)
            else:
                yield from self._items(child, level + 1)

    def _items(self, node: SyntaxTreeNode, level: int) -> Iterator[Block]:
        for item in node.children:
            label = _BULLETS[level - 1]
            if node.type == "ordered_list":
                label = self.written.number(_lines(item)[0], item.info) + item.markup
            first, *rest = self.blocks(item, level)
            yield replace(cast(Paragraph, first), label=label)
            yield from rest

    def _grid(self, node: SyntaxTreeNode) -> Grid:
        rows = [row.children for part in node.children for row in part.children]
        styles = (str(cell.attrs.get("style", "")) for cell in rows[0])
        aligns = tuple(cast(Align, style.removeprefix("text-align:") or "left") for style in styles)
        return Grid(tuple(tuple(map(self._set, row)) for row in rows), aligns)

    def _set(self, holder: SyntaxTreeNode) -> Runs:
        """The runs of a paragraph or cell, neighbours that are set alike as one."""
        found = (run for child in holder.children for run in self._runs(child, Run(Shown(""))) if run.text)
        return tuple(
            replace(style, text=Shown(glue("".join(run.text for run in alike)), self.origin))
            for style, alike in groupby(found, lambda run: replace(run, text=Shown("")))
        )

    def _runs(self, node: SyntaxTreeNode, style: Run) -> Iterator[Run]:
        for child in node.children:
            if child.type == "link":
                yield from self._link(child, style)
            elif child.type == "em":
                yield from self._runs(child, replace(style, italic=True))
            elif child.type == "strong":
                is_underline = child.markup == UNDERLINE
                own: dict[str, Any] = {"underline" if is_underline else "bold": True}
                yield from self._runs(child, replace(style, **own))
            else:
                words = self.written.restored(child.content) if child.type == "text" else "\n"
                yield replace(style, text=Shown(words))

    def _link(self, node: SyntaxTreeNode, style: Run) -> Iterator[Run]:
        """The words of a link, then its address, since paper leads nowhere; once where they are the same."""
        address = str(node.attrs["href"])
        words = list(self._runs(node, replace(style, link=address)))
        yield from words
        told = normalizeLinkText(address).removeprefix("mailto:")
        told = " ".join(filter(None, (told, self.written.restored(str(node.attrs.get("title", ""))))))
        if told != "".join(run.text for run in words):
            yield replace(style, text=Shown(f" ({told})"))
