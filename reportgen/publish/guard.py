"""Judges a file that stands where a paper is to go: ours and untouched, changed by a person, or open.

Reads bytes and names; replaces nothing. In doubt a file counts as a person's.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from reportgen.diagnostics import Rule
from reportgen.ooxml.digest import is_sealed_intact, part_hash, read_seal
from reportgen.ooxml.package import PackageError, read_parts
from reportgen.publish import codes
from reportgen.publish.kept import is_xml, kept_hash, skeleton
from reportgen.publish.state import State
from reportgen.publish.values import Change

_WRITABLE = 0o222  # by anyone: what its owner protects is left alone on every system, as Windows leaves it
_GROWTH, _ROOM = 4, 100_000
"""How many times as many tags, and how many more, a paper may have after a person worked on it: other
programs write more than we do, and a comparison takes time and memory for each."""


class Verdict(NamedTuple):
    """Why a file must be kept, and what was changed in it."""

    rule: Rule
    changes: tuple[Change, ...] = ()


def judge_docx(
    data: bytes, name: str, state: State, coming: Mapping[str, bytes] | None = None
) -> Verdict | None:
    """None if the DOCX `data` is as we made it, or another program saved it again unchanged.

    `coming` are the parts of the version to be published, which tell what the one in place was like if it is
    of the same content, though the state be lost.
    """
    try:
        parts = read_parts(data)
        if is_sealed_intact(parts):
            return None
        seal = read_seal(parts) or state.last_seal(name)
        made = skeleton(coming) if coming and read_seal(coming) == seal else state.made(seal)
        if made is None:
            return Verdict(codes.NOT_OURS)
        changes = tuple(_edits(made, parts))
    except (ValueError, LookupError, RecursionError):  # `PackageError`, a damaged directory, a senseless part
        return Verdict(codes.NOT_OURS)
    if not changes:
        return None
    only_looks = all(change.kind == "restyled" for change in changes)
    return Verdict(codes.RESTYLED if only_looks else codes.EDITED, changes)


def _edits(made: Mapping[str, bytes], found: Mapping[str, bytes]) -> list[Change]:
    """What a person changed between the skeleton of a paper and the paper found.

    Raises `PackageError` for one that grew beyond what people write, or cannot be read.
    """
    from reportgen.ooxml.structure import structure  # these are seldom needed
    from reportgen.publish.edits import edits
    from reportgen.publish.resaved import is_office

    if _tags(found) > _GROWTH * _tags(made) + _ROOM:
        raise PackageError("size", "tags")
    before = structure(made, lambda name: kept_hash(made, name))
    after = structure(found, lambda name: part_hash(found.get(name, b"")).hex())
    return edits(before, after, office=is_office(found))


def _tags(parts: Mapping[str, bytes]) -> int:
    return sum(data.count(b"<") for name, data in parts.items() if is_xml(name))


def judge_file(data: bytes, state: State) -> Verdict | None:
    """None if `data` is a file that we made, or were about to make when a run was killed."""
    return None if state.knows(sha256(data).hexdigest()) else Verdict(codes.NOT_OURS)


def is_open(target: Path) -> bool:
    """Whether `target` is protected against writing, or an owner file of Word or a lock of LibreOffice lies
    beside it.

    Word puts "~$" before the name, or in the place of its first one or two letters when it is long.
    """
    name = target.name
    owners = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")
    return any(target.with_name(owner).exists() for owner in owners) or _is_protected(target)


def _is_protected(target: Path) -> bool:
    try:
        return not target.stat().st_mode & _WRITABLE
    except FileNotFoundError:  # moved away meanwhile
        return False
