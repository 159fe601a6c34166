"""The canonical structure of a DOCX: what it says and how it looks, block by block, resolved.

The same for any two files that programs would show alike, whatever their parts, names and ids are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from lxml import etree

from reportgen.ooxml.look import Look, is_on, local, told
from reportgen.ooxml.names import w
from reportgen.ooxml.opened import Opened
from reportgen.ooxml.package import PackageError
from reportgen.ooxml.sections import section_look, stories
from reportgen.ooxml.story import Block, Paper, Story

_MOST = 1 << 18  # blocks of headers and footers of all sections together
_SETTINGS = ("documentProtection", "writeProtection", "mirrorMargins", "gutterAtTop", "bookFoldPrinting")


def structure(parts: Mapping[str, bytes], hashes: Callable[[str], str]) -> list[Block]:
    """The blocks of a document: body, each section with its headers and footers, then notes and comments.

    `hashes` gives the hash of the bytes of a picture's part, by its name. Raises `PackageError` when there is
    no body, a part is not safe XML, or headers repeat without end.
    """
    paper = Paper(Opened(parts), hashes)
    root = paper.opened.root(paper.document)
    body = root.find(w("body")) if root is not None else None
    if root is None or body is None:
        raise PackageError("xml", paper.document)
    settings = paper.belonging("settings")
    blocks = list(Story(paper, paper.document).blocks(body))
    blocks.append(Block("document", _said_of_all(root, settings)))
    even = settings is not None and is_on(settings.find(w("evenAndOddHeaders")))
    blocks += _sections(paper, body, even)
    blocks += _notes(paper)
    return blocks


def _said_of_all(root: etree._Element, settings: etree._Element | None) -> Look:
    found = [root.find(w("background"))]
    found += [settings.find(w(name)) for name in _SETTINGS] if settings is not None else []
    return {local(each): told(each) for each in found if each is not None}


def _sections(paper: Paper, body: etree._Element, even: bool) -> list[Block]:
    blocks: list[Block] = []
    told_of = cache(lambda part: _margin(paper, part))
    for number, (section, shown) in enumerate(stories(body, even), 1):
        here: list[Block] = []
        for name, identity in shown.items():
            relation = paper.opened.relations(paper.document).get(identity)
            story = told_of(relation.target) if relation else ()
            here += (each._replace(place=f"{name} {number}") for each in story)
        kinds = {block.place.split()[0] for block in here}
        blocks += (Block("section", section_look(section, kinds), place=f"section {number}"), *here)
        if len(blocks) > _MOST:
            raise PackageError("size", f"{len(blocks)} blocks")
    return blocks


def _margin(paper: Paper, part: str) -> list[Block]:
    """The blocks of a header or footer; none if it is blank."""
    root = paper.opened.root(part)
    blocks = list(Story(paper, part).blocks(root)) if root is not None else []
    return blocks if any(map(_says, blocks)) else []


def _says(block: Block) -> bool:
    return block.kind != "paragraph" or bool(block.pieces or block.look.keys() & {"verbatim", "tracked"})


def _notes(paper: Paper) -> Iterator[Block]:
    """The notes and comments in the order in which they are referred to, those within others last."""
    by_id = cache(lambda kind: _by_id(paper, kind))
    told_notes = 0
    while told_notes < len(paper.notes):
        for kind, identity in tuple(paper.notes)[told_notes:]:
            part, notes = by_id(kind)
            for note in notes.get(identity, ()):
                yield from Story(paper, part, kind).blocks(note)
            told_notes += 1


def _by_id(paper: Paper, kind: str) -> tuple[str, dict[str, list[etree._Element]]]:
    part = paper.opened.related(paper.document, f"{kind}s")
    root = paper.opened.root(part)
    found: dict[str, list[etree._Element]] = {}
    for note in root.iter(w(kind)) if root is not None else ():
        found.setdefault(note.get(w("id"), ""), []).append(note)
    return part, found
