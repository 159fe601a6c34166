"""Tells whether a paper that was saved again by another program says and looks the same.

Knows what Word and LibreOffice change on every save; every other difference is a person's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.ooxml.fieldtext import Piece
from reportgen.ooxml.look import Look
from reportgen.ooxml.story import Block

_ROUNDED = 1  # twip: LibreOffice keeps lengths in hundredths of a millimetre
_LENGTHS = {
    *("left", "right", "first", "before", "after", "line", "width", "height", "tblW", "tblInd"),
    *("frame w", "frame h", "frame x", "frame y", "pgSz w", "pgSz h"),
}
_HAIR = 100  # twips: an empty line lower than this only keeps two things apart
_SPREAD = {"thaiDistribute", "distribute"}


def is_office(parts: Mapping[str, bytes]) -> bool:
    """Whether LibreOffice, or one of its kin, saved a paper last."""
    said = parts.get("docProps/app.xml", b"")
    return b"<Application>LibreOffice" in said or b"<Application>Collabora" in said


def without_spacers(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` without the hairs between a table and the end of a section, which LibreOffice drops."""
    return [
        block
        for before, block, after in zip((None, *blocks[:-1]), blocks, (*blocks[1:], None), strict=True)
        if not (before and after and before.kind == "end" and after.kind == "break" and _is_hair(block))
    ]


def _is_hair(block: Block) -> bool:
    low = block.look.get("line", "")
    return not block.pieces and block.look.get("lineRule") == "exact" and low.isdecimal() and int(low) < _HAIR


def differing(made: Block, found: Block, *, office: bool) -> set[str]:
    """The names of what looks different in two blocks of the same text; empty if they are alike."""
    names = {
        name for name in _names(made.look, found.look) if not _is_same(name, made.look, found.look, office)
    }
    for one, other in _side_by_side(made.pieces, found.pieces):
        names |= {name for name in _names(one, other) if not _is_same(name, one, other, office)}
    same = (made.kind, made.place, made.text) == (found.kind, found.place, found.text)
    return names if same else names | {"text"}


def _names(one: Look, other: Look) -> set[str]:
    return one.keys() | other.keys()


def _side_by_side(made: Sequence[Piece], found: Sequence[Piece]) -> Iterator[tuple[Look, Look]]:
    """The looks of each stretch of text, cut wherever either of the two changes its look."""
    if [piece.text for piece in made] == [piece.text for piece in found]:
        yield from ((one.look, other.look) for one, other in zip(made, found, strict=True))
        return
    for one, other in zip(_letters(made), _letters(found), strict=False):
        if one is not other:
            yield one, other


def _letters(pieces: Sequence[Piece]) -> Iterator[Look]:
    for piece in pieces:
        yield from (piece.look for _ in piece.text)


def _is_same(name: str, made: Look, found: Look, office: bool) -> bool:
    was, now = made.get(name, ""), found.get(name, "")
    if was == now or (_is_length(name) and _is_near(was, now)):
        return True
    if name.startswith("tab "):
        return _has_tab(name, was, found) if was else _has_tab(name, now, made)
    return office and _is_rewritten(name, made, found)


def _is_rewritten(name: str, made: Look, found: Look) -> bool:
    """Whether LibreOffice writes a property so by itself (seen with 7.4)."""
    was, now = made.get(name, ""), found.get(name, "")
    if name == "jc":  # it has no such alignment
        return was in _SPREAD and now in ("", "both")
    if name == "width" and made.get("span", "") == found.get("span", ""):  # each column is rounded by itself
        return _is_near(was, now, _ROUNDED + int(made.get("span", "0")))
    if name in ("frame h", "frame hRule"):
        return not was and "frame w" in made
    if name == "alt":
        return "chart" in made and not now
    if name == "chart paint":
        return set(was.split("\n")) <= set(now.split("\n"))
    return name == "chart labels"


def _is_length(name: str) -> bool:
    return name in _LENGTHS or name.startswith(("margin ", "pgMar ", "cols "))


def _is_near(was: str, now: str, most: int = _ROUNDED) -> bool:
    """Whether two lengths differ by rounding only; "" is nought, a unit must be the same."""
    (one, unit), (other, same) = _length(was), _length(now)
    return one is not None and other is not None and unit == same and abs(one - other) <= most


def _length(text: str) -> tuple[int | None, str]:
    number, _, unit = (text or "0").partition(" ")
    return (int(number) if number.lstrip("-").isdecimal() else None), unit


def _has_tab(name: str, kind: str, look: Look) -> bool:
    place = _length(name.removeprefix("tab "))[0]
    return place is not None and any(
        look.get(f"tab {place + shift}") == kind for shift in range(-_ROUNDED, _ROUNDED + 1)
    )
