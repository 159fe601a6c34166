"""Text with a form of its own: paragraphs, items of lists and tables, made of runs of letters.

Values only: how a text is read into them is `present`'s, how they are written `render`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from reportgen.diagnostics import Span
from reportgen.model.context import Shown

LINK: Final = re.compile(r"(?:https?://|mailto:)[!-~]{1,2000}")
"""An address that a text may lead to: these schemes and no others, in ASCII (RFC 3986)."""

Align: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """Letters set alike; `link` is the address they lead to, "" for none. ValueError for another address
    than `LINK`."""

    text: Shown
    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str = ""

    def __post_init__(self) -> None:
        if self.link and not LINK.fullmatch(self.link):
            raise ValueError("a text leads to web pages and mail only")

    @property
    def is_plain(self) -> bool:
        return not (self.bold or self.italic or self.underline or self.link)


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text (`level` 0) or of a list: `level` 1 or 2, `label` what stands before its first
    paragraph, "1." or "•"."""

    runs: Runs
    level: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, the head first, all as long as `aligns`."""

    rows: tuple[tuple[Runs, ...], ...]
    aligns: tuple[Align, ...]


Block: TypeAlias = Paragraph | Grid


class Rich(Shown):
    """A text in `blocks`; as a `str` it is all their words, a line for each, for where no form is shown."""

    __slots__ = ("blocks",)
    blocks: tuple[Block, ...]

    def __new__(cls, blocks: tuple[Block, ...], origin: tuple[Span, ...] = ()) -> Rich:
        self = str.__new__(cls, "\n".join(line for block in blocks for line in _lines(block)))
        self.origin = origin
        self.blocks = blocks
        return self

    def __reduce__(self) -> tuple[type[Rich], tuple[tuple[Block, ...], tuple[Span, ...]]]:  # type: ignore[override]
        """Pickling keeps blocks and origin."""
        return Rich, (self.blocks, self.origin)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rich) and self.blocks == other.blocks

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = Shown.__hash__

    def mapped(self, change: Callable[[Shown], Shown]) -> Rich:
        """This text with `change` made to the words of every run and label; their origins join its own."""
        origin = dict.fromkeys(self.origin)

        def changed(runs: Runs) -> Runs:
            made = tuple(replace(run, text=change(run.text)) for run in runs)
            origin.update(dict.fromkeys(span for run in made for span in run.text.origin))
            return made

        blocks: list[Block] = []
        for block in self.blocks:
            if isinstance(block, Grid):
                rows = tuple(tuple(map(changed, row)) for row in block.rows)
                blocks.append(replace(block, rows=rows))
            else:
                label = str(change(Shown(block.label)))
                blocks.append(replace(block, runs=changed(block.runs), label=label))
        return Rich(tuple(blocks), tuple(origin))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Grid):
        for row in block.rows:
            yield "\t".join(map(words, row))
    else:
        yield f"{block.label} {words(block.runs)}" if block.label else words(block.runs)


def words(runs: Runs) -> str:
    """What `runs` say."""
    return "".join(run.text for run in runs)
