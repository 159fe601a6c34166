"""Writes values into the text of a part: as marked runs, paragraphs, charts, headings; mends cells, tables.

What is written is UTF-8, in pieces that are joined once, at the end. Packing the result is `fill`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, Final

from reportgen.model.context import Chart, Picture, Shown
from reportgen.model.rich import Rich
from reportgen.ooxml.escape import escape
from reportgen.ooxml.segments import TEXT_BEGIN, TEXT_END, plain_script, write_runs
from reportgen.render.charts import Gallery, Placeholder
from reportgen.render.compiled import Hold
from reportgen.render.contents import Outline
from reportgen.render.missing import Nothing, UnfitError, Value
from reportgen.render.pictures import Album, within
from reportgen.render.rich import BETWEEN, Hand, Links
from reportgen.render.tables import fit_columns, keep_paragraph
from reportgen.render.values import Budget, attribute

_FIRST_DRAWING: Final = 1001  # well above the ids in parts that are copied as they are
_END: Final = f"{TEXT_END}</w:r>".encode()
_PLAIN: Final = frozenset({str, Shown})
_MOST_KEPT, _LONGEST_KEPT = 4096, 80
_UNFIT: Final[Mapping[type, str]] = {
    **dict.fromkeys((type(None), Nothing), "the value is empty"),
    bool: "the value is yes or no",
    Picture: "the value is a picture",
    Chart: "the value is a chart",
}
_NO_TEXT: Final = "the value is neither text nor a whole number"


class Filling(Budget):
    """What one fill collects: headings, pictures, charts, links, drawing ids; `part` is being filled."""

    def __init__(self, holds: Sequence[Hold], charts: Sequence[Placeholder], first_bookmark: int) -> None:
        super().__init__()
        self.runs = [Writer(hold) for hold in holds]
        self.charts = charts
        self.outline = Outline(first_bookmark)
        self.album = Album()
        self.gallery = Gallery()
        self.links = Links()
        self.part = ""
        self.drawings = count(_FIRST_DRAWING)


class Writer(dict[str, bytes]):
    """Texts as the runs that print them in the places of one hold; short ones are kept for next time."""

    def __init__(self, hold: Hold) -> None:
        super().__init__()
        self._pair = hold[:2]
        self._room = hold.room
        self._begin_thai, self._begin = (f"<w:r>{rpr}{TEXT_BEGIN}".encode() for rpr in self._pair)

    def __missing__(self, text: str) -> bytes:
        script = plain_script(text)
        if script is None:
            made = write_runs(text, *self._pair).encode()
        else:
            made = (self._begin_thai if script else self._begin) + text.encode() + _END
        if len(text) <= _LONGEST_KEPT and len(self) < _MOST_KEPT:
            self[text] = made
        return made

    def attribute(self, owner: Value, name: str, filling: Filling) -> bytes:
        """`owner.name` as runs."""
        value = owner[name] if owner.__class__ is dict and name in owner else attribute(owner, name)
        return self[value] if value.__class__ in _PLAIN else self._other(value, filling)

    def value(self, value: Value, filling: Filling) -> bytes:
        """Any value as runs: a text, a picture, a rich text, a whole number. UnfitError for anything else."""
        return self[value] if value.__class__ in _PLAIN else self._other(value, filling)

    def _other(self, value: Value, filling: Filling) -> bytes:
        if isinstance(value, Picture):
            number = next(filling.drawings)
            fitting = within(value, self._room) if self._room else value
            return filling.album.run(fitting, filling.part, number, self._pair[1]).encode()
        if isinstance(value, Rich):
            return self.hand(filling).within(value).encode()
        return self[shown(value)]

    def hand(self, filling: Filling) -> Hand:
        """What writes rich text with these properties."""
        return Hand(self._pair, filling.links, filling.part)


def text(value: Value) -> bytes:
    """`value` as escaped text, for an attribute or a field code."""
    return escape(shown(value)).encode()


def chart(filling: Filling, value: Value, number: int) -> dict[str, str]:
    """What the drawing of placeholder `number` needs to show `value`."""
    if not isinstance(value, Chart):
        str(value)  # a missing name complains here
        raise UnfitError("the value is no data for a chart")
    return filling.gallery.place(value, filling.charts[number], filling.part)


def heading(filling: Filling, out: list[bytes], start: int, level: int) -> None:
    """Makes what was printed since `start` a heading that the contents know."""
    out[start:] = [filling.outline.heading(b"".join(out[start:]).decode(), level).encode()]


def cell(_filling: Filling, out: list[bytes], start: int, _number: int) -> None:
    """Gives what was printed since `start` a paragraph where it ends in none."""
    out[start:] = [keep_paragraph(b"".join(out[start:]))]


def grid(_filling: Filling, out: list[bytes], start: int, _number: int) -> None:
    """Fits the columns of the table that was printed since `start`."""
    out[start:] = [fit_columns(b"".join(out[start:]).decode()).encode()]


def blocks(filling: Filling, out: list[bytes], start: int, number: int, value: Value) -> None:
    """Puts `value` as paragraphs and tables in the place of the forms that were printed since `start`."""
    writer = filling.runs[number]
    forms = b"".join(out[start:]).decode().split(BETWEEN)
    if isinstance(value, Rich):
        made = writer.hand(filling).blocks(value, forms).encode()
    else:
        made = b"<w:p>%s%s</w:p>" % (forms[0].encode(), writer.value(value, filling))
    out[start:] = [made]


WORDS: Final[dict[str, Any]] = {
    "text": text, "chart": chart, "heading": heading, "cell": cell, "grid": grid, "blocks": blocks,
}  # fmt: skip
"""What generated code may call to write."""


def shown(value: Value) -> str:
    """`value` as it prints. UnfitError for what is no text: better no paper than "None" in one."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    str(value)  # a missing name complains here
    if isinstance(value, Mapping):
        raise UnfitError("the value is a group of values")
    reason = "the value is a list" if hasattr(value, "__len__") else _NO_TEXT
    raise UnfitError(_UNFIT.get(type(value), reason))
