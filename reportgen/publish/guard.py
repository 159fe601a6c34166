"""Judges a file that stands where a paper is to go: ours and untouched, changed by a person, or open.

Reads bytes and names; replaces nothing. In doubt a file counts as a person's.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from reportgen.diagnostics import Rule
from reportgen.ooxml.canonical import canonical_text
from reportgen.ooxml.digest import is_sealed_intact, read_seal
from reportgen.ooxml.package import read_parts
from reportgen.publish import codes
from reportgen.publish.changes import compare
from reportgen.publish.state import State
from reportgen.publish.values import Change


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a file must be kept, and what was changed in it."""

    rule: Rule
    changes: tuple[Change, ...] = ()


def judge_docx(data: bytes, name: str, state: State) -> Verdict | None:
    """None if the DOCX `data` carries a seal that holds; else why it must be kept."""
    try:
        parts = read_parts(data)
        if is_sealed_intact(parts):
            return None
        made = state.text(read_seal(parts) or state.last_seal(name))
        if made is None:
            return Verdict(codes.NOT_OURS)
        changes = tuple(compare(made, canonical_text(parts)))
    except (ValueError, IndexError):  # `PackageError`, and what zipfile raises on a damaged directory
        return Verdict(codes.NOT_OURS)
    return Verdict(codes.EDITED, changes) if changes else Verdict(codes.RESAVED)


def judge_file(data: bytes, state: State) -> Verdict | None:
    """None if `data` is a file that we made, or were about to make when a run was killed."""
    return None if state.knows(sha256(data).hexdigest()) else Verdict(codes.NOT_OURS)


def is_open(target: Path) -> bool:
    """Whether an owner file of Word or a lock of LibreOffice lies beside `target`.

    Word puts "~$" before the name, or in the place of its first one or two letters when it is long.
    """
    name = target.name
    owners = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")
    return any(target.with_name(owner).exists() for owner in owners)
