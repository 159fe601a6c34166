"""A chart of a template as a form to fill: its looks as text, cut where the data go.

Text from end to end, since a fill builds no tree; `chart_reading` makes the form.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple, TypeAlias

from reportgen.ooxml.datasheet import SHEET, column, digits
from reportgen.ooxml.escape import escape

ALWAYS: Final = -1
LAST: Final = -2
EVERY: Final = -3
PLACE: Final = "\ufdd0"
"""Stands in a piece of a series for the number of the point that it is about."""

WORKBOOK: Final = "rgWorkbook"
"""The relationship of a filled chart to its workbook."""

SERIES_LIMIT: Final = 255
"""As many series as a chart of Word's can have."""

_SILENT = "".join(
    f'<c:show{name} val="0"/>' for name in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)
_LINE = '<a:ln w="{width}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{dash}</a:ln>'
_OUTLINE = _LINE.format(width=9525, colour="000000", dash="")
_PATTERNS = ("dkHorz", "dkVert", "smGrid", "pct25", "dkDnDiag", "lgConfetti")
_DASHES = ("sysDot", "lgDash", "dashDot", "lgDashDotDot", "sysDash", "lgDashDot")
_SYMBOLS = ("diamond", "triangle", "square", "x", "star", "plus")

Number: TypeAlias = "Decimal | None"
Role = Literal["text", "series", "title", "min", "max", "plot", "end"]


class Piece(NamedTuple):
    """A stretch of the chart's XML, or a place in it: for what, `role` says.

    "series", "plot" and "end" (around the whole plot, where it may be left out) carry the plot's number,
    "title" the template's own, "min" and "max" the limit of the axis.
    """

    role: Role
    text: str


class SeriesForm(NamedTuple):
    """The looks of one series of plot `plot`.

    `style` and `marker` are what tells it from others. `pieces` follow: each with the category it is about,
    or ALWAYS, LAST (the last point with a value) or EVERY (shown where all points are labelled). `tail`
    stands after the data.
    """

    plot: int
    is_line: bool
    name: str
    style: str
    marker: str
    pieces: tuple[tuple[int, str], ...]
    tail: str


class ChartForm(NamedTuple):
    """The looks of a chart; `series` in the order of the template."""

    pieces: tuple[Piece, ...]
    series: tuple[SeriesForm, ...]


class Data(NamedTuple):
    """What goes into a form; `series` are names and values, one for each category; `unlabelled`, where given,
    are for each series the points whose value is not printed."""

    categories: Sequence[str]
    series: Sequence[tuple[str, Sequence[Number]]]
    number_format: str
    labelled: bool
    title: str
    unlabelled: Sequence[frozenset[int]] = ()


def write_chart(form: ChartForm, data: Data) -> str:
    """The chart's XML with `data`; ValueError on more series than Word can show."""
    if len(data.series) > SERIES_LIMIT:
        raise ValueError(f"a chart of {len(data.series)} series")
    looks = _looks(form, [name for name, _ in data.series])
    values = [value for _, numbers in data.series for value in numbers if value is not None]
    written: dict[int, list[str]] = {}
    for number, (look, (name, numbers)) in enumerate(zip(looks, data.series, strict=True)):
        written.setdefault(look.plot, []).append(_series(look, number, name, numbers, data))
    output: list[str] = []
    left_out = False
    for role, text in form.pieces:
        if role == "plot":
            left_out = bool(written) and int(text) not in written
        elif role == "end":
            left_out = False
        elif not left_out:
            output.append(_piece(role, text, data, written, values))
    return "".join(output)


def _piece(
    role: Role, text: str, data: Data, written: dict[int, list[str]], values: Sequence[Decimal]
) -> str:
    if role == "series":
        return "".join(written.get(int(text), ()))
    if role == "title":
        return escape(data.title or text)
    if role in ("min", "max"):  # a fixed end of the axis must not hide a value
        limit = Decimal(text)
        fits = all(value >= limit if role == "min" else value <= limit for value in values)
        return f'<c:{role} val="{text}"/>' if fits else ""
    return text


def _looks(form: ChartForm, names: Sequence[str]) -> list[SeriesForm]:
    """Looks for each name: those of the template's series of that name, else the next ones left, else new
    ones on the first plot."""
    left = list(form.series)
    found: dict[int, SeriesForm] = {}
    for number, name in enumerate(names):
        if own := next((look for look in left if look.name == name), None):
            found[number] = own
            left.remove(own)
    for number in range(len(names)):
        if number not in found and left:
            found[number] = left.pop(0)
    model = [look for look in form.series if look.plot == 0][-1]
    added = [number for number in range(len(names)) if number not in found]
    found |= {number: _another(model, rank) for rank, number in enumerate(added)}
    return [found[number] for number in range(len(names))]


def _another(model: SeriesForm, rank: int) -> SeriesForm:
    """Looks like `model` but told from it, and from other added ones, without colour."""
    again = rank % len(_PATTERNS)
    marker = ""
    if model.is_line:
        dash = f'<a:prstDash val="{_DASHES[again]}"/>'
        style = _LINE.format(width=22225, colour="000000", dash=dash)
        marker = f'<c:marker><c:symbol val="{_SYMBOLS[again]}"/><c:size val="7"/></c:marker>'
    else:
        style = (
            f'<a:pattFill prst="{_PATTERNS[again]}"><a:fgClr><a:srgbClr val="000000"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>{_OUTLINE}'
        )
    pieces = tuple(piece for piece in model.pieces if piece[0] < 0)
    return SeriesForm(model.plot, model.is_line, "", f"<c:spPr>{style}</c:spPr>", marker, pieces, model.tail)


def _series(look: SeriesForm, number: int, name: str, values: Sequence[Number], data: Data) -> str:
    place = column(number + 1)
    valued = [at for at, value in enumerate(values) if value is not None]
    hushed = data.unlabelled[number] if data.unlabelled else frozenset()
    silence = _silence(hushed) if data.labelled else ""
    pieces = "".join(
        (silence if about == EVERY else "") + _about(about, text, len(values), valued, data.labelled)
        for about, text in _told(look, valued, hushed)
    )
    last = len(values) + 1
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx>{_texts(f'{SHEET}!${place}$1', [name])}</c:tx>{look.style}{look.marker}{pieces}"
        f"<c:cat>{_texts(f'{SHEET}!$A$2:$A${last}', data.categories)}</c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${place}$2:${place}${last}</c:f><c:numCache>"
        f'<c:formatCode>{escape(data.number_format)}</c:formatCode><c:ptCount val="{len(values)}"/>'
        f"{''.join(_point(at, digits(values[at] or Decimal(0))) for at in valued)}"
        f"</c:numCache></c:numRef></c:val>{look.tail}</c:ser>"
    )


def _told(look: SeriesForm, valued: Sequence[int], hushed: frozenset[int]) -> list[tuple[int, str]]:
    """The pieces of `look`, none twice for the last point (Word takes a second label for damage), and no
    label of a point that has none."""
    last = set(valued[-1:])
    without = hushed | (last if any(about == LAST for about, _ in look.pieces) else set())
    without |= {LAST} if last & hushed else set()
    return [
        (about, text) for about, text in look.pieces if about not in without or not text.startswith("<c:dLbl")
    ]


def _silence(points: frozenset[int]) -> str:
    return "".join(f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>' for at in sorted(points))


def _about(about: int, text: str, count: int, valued: Sequence[int], labelled: bool) -> str:
    if about == EVERY:
        return text if labelled else _SILENT
    if about == LAST:
        return text.replace(PLACE, str(valued[-1])) if valued else ""
    return text.replace(PLACE, str(about)) if about < count else ""


def _texts(place: str, texts: Sequence[str]) -> str:
    points = "".join(_point(at, escape(text)) for at, text in enumerate(texts) if text)
    return (
        f"<c:strRef><c:f>{place}</c:f><c:strCache>"
        f'<c:ptCount val="{len(texts)}"/>{points}</c:strCache></c:strRef>'
    )


def _point(at: int, text: str) -> str:
    return f'<c:pt idx="{at}"><c:v>{text}</c:v></c:pt>'
