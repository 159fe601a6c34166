"""Static checks of a template's tags: every fault at once, each at the tag that has it.

Knows only the tags listed here; what depends on values shows when the template is filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jinja2 import TemplateSyntaxError, nodes

from reportgen.diagnostics import Diagnostic, Rule
from reportgen.render import codes
from reportgen.render.environment import Grammar
from reportgen.render.filters import FILTERS, TESTS
from reportgen.render.tags import TOKEN, Piece
from reportgen.render.translate import translate

LONGEST_TAG: Final = 2000
"""Characters of one tag."""

ENDS: Final = {"for": "endfor", "if": "endif", "with": "endwith"}
"""The tags that have an end, and the end."""

_PROBES: Final = {
    "for": "{%% %s %%}{%% endfor %%}",
    "if": "{%% %s %%}{%% endif %%}",
    "elif": "{%% if 1 %%}{%% %s %%}{%% endif %%}",
    "with": "{%% %s %%}{%% endwith %%}",
    "set": "{%% %s %%}",
}
_BEGINNINGS = {"else": ("if", "for"), "elif": ("if",), **{end: (word,) for word, end in ENDS.items()}}
_BARE = {"else", *ENDS.values()}
_SCOPES = {"p", "tr", "tc", "r"}
_DEEPEST = 15  # Python compiles no more than 20 blocks inside each other, a few of which are our own

_event = re.compile(f"<!--.*?-->|<\\?.*?\\?>|<(/?)([^\\s/>]+)([^>]*?)(/?)>|{TOKEN.pattern}", re.DOTALL)


def check_tag(piece: Piece, grammar: Grammar, file: str) -> Iterator[Diagnostic]:
    """What is wrong with one tag by itself."""

    def fault(rule: Rule, **args: str) -> Diagnostic:
        return piece.tag.diagnostic(rule, file, **args)

    word = piece.keyword
    if word in _SCOPES:
        yield fault(codes.PLACE)
    elif piece.is_statement and word not in _PROBES and word not in _BARE:
        yield fault(codes.UNKNOWN, name=word) if word else fault(codes.SYNTAX, reason="it is empty")
    elif word in _BARE:
        if piece.code != word:
            yield fault(codes.SYNTAX, reason="nothing may follow its first word")
    elif len(piece.code) > LONGEST_TAG:
        yield fault(codes.SYNTAX, reason="it is too long")
    else:
        try:
            yield from _check_code(piece, grammar, file)
        except TemplateSyntaxError:
            yield fault(codes.SYNTAX, reason=codes.WRONG)
        except (ValueError, RecursionError, OverflowError):
            yield fault(codes.SYNTAX, reason="it is too deep or has a number out of range")


def _check_code(piece: Piece, grammar: Grammar, file: str) -> Iterator[Diagnostic]:
    probe = (_PROBES[piece.keyword] if piece.is_statement else "{{ (%s) }}") % piece.code
    for _, kind, value in grammar.lex(probe):
        if kind == "name" and value.startswith("_"):
            yield piece.tag.diagnostic(codes.FORBIDDEN, file, reason="it uses a name that begins with _")
            return
    tree = grammar.parse(probe)
    unknown = [
        node.name
        for node in tree.find_all((nodes.Filter, nodes.Test))
        if node.name not in (FILTERS if isinstance(node, nodes.Filter) else TESTS)
    ]
    for name in dict.fromkeys(unknown):
        yield piece.tag.diagnostic(codes.UNKNOWN, file, name=name)
    if any(node.recursive for node in tree.find_all(nodes.For)):
        yield piece.tag.diagnostic(codes.FORBIDDEN, file, reason="its loop calls itself")
    elif not unknown:
        translate(tree, lambda _: 0)


@dataclass(frozen=True, slots=True)
class _Block:
    piece: Piece
    place: tuple[object, ...]


def check_blocks(text: str, pieces: list[Piece], file: str) -> Iterator[Diagnostic]:
    """What is wrong between tags: unclosed and stray ones, and blocks that would not stay whole XML.

    Every arm of a block must end inside the same elements as it began in; then whatever is repeated or
    left out, the part stays well-formed.
    """
    blocks: list[_Block] = []
    for piece, place in _statements(text, pieces):
        beginnings = _BEGINNINGS.get(piece.keyword, ())
        if piece.keyword in ENDS:
            blocks.append(_Block(piece, place))
            if len(blocks) == _DEEPEST + 1:
                yield piece.tag.diagnostic(codes.FORBIDDEN, file, reason="too many blocks inside each other")
        elif beginnings and not any(block.piece.keyword in beginnings for block in blocks):
            yield piece.tag.diagnostic(codes.STRAY, file)
        elif beginnings:
            while blocks[-1].piece.keyword not in beginnings:
                yield _no_end(blocks.pop(), file)
            if blocks[-1].place != place:
                yield piece.tag.diagnostic(codes.CROSSING, file)
            if piece.keyword in ENDS.values():
                blocks.pop()
    yield from (_no_end(block, file) for block in blocks)


def _no_end(block: _Block, file: str) -> Diagnostic:
    return block.piece.tag.diagnostic(codes.UNCLOSED_BLOCK, file, end=ENDS[block.piece.keyword])


def _statements(text: str, pieces: list[Piece]) -> Iterator[tuple[Piece, tuple[object, ...]]]:
    """The statements in order, each with its place: the open elements, and the tag it is an attribute of."""
    path: tuple[str, ...] = ()
    for event in _event.finditer(text):
        close, name, attributes, empty, number = event.groups()
        if number is not None:
            yield pieces[int(number)], path
        elif close:
            path = path[:-1]
        elif name:
            for token in TOKEN.finditer(attributes):
                yield pieces[int(token[1])], (*path, event.start())
            path = path if empty else (*path, name)
