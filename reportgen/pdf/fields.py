"""The complex fields of a WordprocessingML part, as spans of its text.

Reads the prefix `w:` only, as every writer of DOCX uses it; a field left open is not returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

Edit: TypeAlias = tuple[int, int, str]
"""A piece of text from start to end, and what stands there instead."""

_TOKEN = re.compile(
    r"<w:fldChar\b[^>]*?(?:/>|>.*?</w:fldChar>)"
    r"|<w:instrText\b[^>]*?(?:/>|>(?P<instruction>.*?)</w:instrText>)"
    r"|<w:t\b[^>]*?(?:/>|>(?P<text>.*?)</w:t>)",
    re.DOTALL,
)
_KIND = re.compile(r'w:fldCharType="(\w+)"')


@dataclass(slots=True)
class Field:
    """One field: its instruction and result as written, and the spans of the tags that make it.

    `marks` are the spans of begin, instructions, separate and end, in order; `texts` those of the `w:t`
    of its own result, nested fields' results excluded.
    """

    marks: list[tuple[int, int]]
    instruction: str = ""
    result: str = ""
    texts: list[tuple[int, int]] = field(default_factory=list)
    separated: bool = False

    @property
    def words(self) -> list[str]:
        """The instruction's words; the first is the kind of field."""
        return self.instruction.split()


def fields(xml: str) -> list[Field]:
    """Every complete field of a part, in the order in which they end."""
    done: list[Field] = []
    open_fields: list[Field] = []
    for token in _TOKEN.finditer(xml):
        if token[0].startswith("<w:fldChar"):
            kind = _KIND.search(token[0])
            _step(kind[1] if kind else "", token.span(), open_fields, done)
        elif open_fields:
            _gather(open_fields[-1], token)
    return done


def _step(kind: str, span: tuple[int, int], open_fields: list[Field], done: list[Field]) -> None:
    if kind == "begin":
        open_fields.append(Field([span]))
    elif open_fields:
        open_fields[-1].marks.append(span)
        if kind == "separate":
            open_fields[-1].separated = True
        else:
            done.append(open_fields.pop())


def _gather(current: Field, token: re.Match[str]) -> None:
    if token[0].startswith("<w:instrText"):
        current.marks.append(token.span())
        current.instruction += token["instruction"] or ""
    elif current.separated:
        current.texts.append(token.span())
        current.result += token["text"] or ""


def unwrapped(one: Field) -> list[Edit]:
    """The edits that leave a field's result in place as plain content."""
    return [(start, end, "") for start, end in one.marks]


def replaced(one: Field, text: str) -> list[Edit]:
    """The edits that put plain text (already escaped) in the place of a field."""
    *marks, (start, end) = one.marks
    gone = [(a, b, "") for a, b in (*marks, *one.texts)]
    return [*gone, (start, end, f'<w:t xml:space="preserve">{text}</w:t>')]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """`text` with the edits made; they must not overlap."""
    pieces: list[str] = []
    at = 0
    for start, end, instead in sorted(edits):
        pieces += (text[at:start], instead)
        at = end
    return "".join((*pieces, text[at:]))
