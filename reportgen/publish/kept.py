"""What is kept of each paper that we made, to compare with one that a person may have edited.

All its XML; of pictures and other packages only the hash. Nothing is parsed when a paper is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.ooxml.digest import part_hash
from reportgen.ooxml.package import PackedPart, pack, write_packed


def is_xml(name: str) -> bool:
    """Whether the part of a name is kept whole."""
    return name.endswith((".xml", ".rels"))


def skeleton(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a paper, those that are not XML as their hash in hexadecimal."""
    return {name: data if is_xml(name) else _hashed(data) for name, data in parts.items()}


def packed_skeleton(packed: Sequence[PackedPart], parts: Mapping[str, bytes]) -> bytes:
    """The skeleton of a paper as a package; its XML stays as it is `packed`."""
    return write_packed(
        part if is_xml(part.name) else pack(part.name, _hashed(parts[part.name])) for part in packed
    )


def _hashed(data: bytes) -> bytes:
    return part_hash(data).hex().encode()


def kept_hash(made: Mapping[str, bytes], name: str) -> str:
    """The hash of a picture's part in a skeleton."""
    data = made.get(name, b"")
    return part_hash(data).hex() if is_xml(name) or not data else data.decode("ascii", "replace")
