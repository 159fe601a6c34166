"""What a template sees: text that knows where it came from, rows, pictures. Nothing is left to compute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportgen.diagnostics import Span


class Shown(str):
    """Text ready to print, with the places in the inputs that it came from (empty: our own words)."""

    __slots__ = ("origin",)
    origin: tuple[Span, ...]

    def __new__(cls, text: str, origin: tuple[Span, ...] = ()) -> Shown:
        self = super().__new__(cls, text)
        self.origin = origin
        return self

    def __reduce__(self) -> tuple[type[Shown], tuple[str, tuple[Span, ...]]]:
        """Pickling keeps the origin."""
        return Shown, (str(self), self.origin)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to place: encoded bytes (`png` or `jpeg`), printed size in EMU (360,000 a cm), alt text."""

    data: bytes
    format: str
    width: int
    height: int
    alt: str


Node: TypeAlias = "str | bool | int | Picture | Sequence[Node] | Mapping[str, Node] | None"
Context: TypeAlias = Mapping[str, Node]
