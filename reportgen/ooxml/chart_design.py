"""Charts of a starting template: placeholders with a few sample data, for people to style in Word.

Made to be read on a black-and-white copy: one dark accent, greys, hatches, dashes, and words at the ends of
lines. What is drawn in a paper, its data say.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from reportgen.ooxml.datasheet import SHEET, column, datasheet
from reportgen.ooxml.escape import escape
from reportgen.ooxml.names import R

C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_EMU_PER_CM = 360_000
_ACCENT, _GREY, _PALE, _RULE = "1F3864", "7F7F7F", "D9D9D9", "D9D9D9"
_CATEGORY_AXIS, _VALUE_AXIS = 111111111, 222222222

Look = Literal["dark", "pale", "hatch", "dark line", "grey line", "target line"]
End = Literal["", "value", "name and value"]
Shape = Literal["columns", "bars", "shared bars", "lines"]


@dataclass(frozen=True, slots=True)
class SeriesDesign:
    """A series: its name, its look, and what is written of a line at its last point, and where: "r", "t"."""

    name: str
    look: Look
    end: End = ""
    end_at: str = "r"


@dataclass(frozen=True, slots=True)
class ChartDesign:
    """A chart of `shape`, with `lines` over it; sizes in cm, `size` of letters in points.

    "shared bars" are all as long as the chart is wide, and show what each is made of. `categories` are
    samples. Bars carry their values; `gap` is between them, in percent of their width. The value axis has
    its own `axis_format`: round numbers need no decimals; it is not drawn without `has_scale`, where counts
    stand at their bars, as it would have halves between them.
    """

    shape: Shape
    series: tuple[SeriesDesign, ...]
    lines: tuple[SeriesDesign, ...] = ()
    categories: tuple[str, ...] = ("ก", "ข", "ค")
    number_format: str = "#,##0.00"
    axis_format: str = "General"
    width: float = 16.0
    height: float = 7.0
    size: float = 13
    gap: int = 60
    has_scale: bool = True


def chart_xml(design: ChartDesign, font: str) -> str:
    """The chart part, its workbook to come as the relationship `workbook`."""
    plots = [_plot(design, design.shape, design.series, 0)]
    if design.lines:
        plots.append(_plot(design, "lines", design.lines, len(design.series)))
    several = len(design.series) + len(design.lines) > 1
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if several else ""
    name, size = escape(font), round(design.size * 100)
    faces = f'<a:latin typeface="{name}"/><a:ea typeface="{name}"/><a:cs typeface="{name}"/>'
    return (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:date1904 val="0"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f"{''.join(plots)}{_axes(design)}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{size}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>{faces}</a:defRPr>'
        '</a:pPr><a:endParaRPr lang="th-TH"/></a:p></c:txPr>'
        '<c:externalData r:id="workbook"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def sample_workbook(design: ChartDesign) -> bytes:
    """The workbook of the placeholder's sample data."""
    names = [each.name for each in (*design.series, *design.lines)]
    rows = [(name, _samples(design, number)) for number, name in enumerate(names)]
    return datasheet(design.categories, rows, design.number_format)


def drawing_xml(design: ChartDesign, name: str, relation: str, number: int) -> str:
    """The content of the run that holds the chart; `name` is what the selection pane of Word shows."""
    width, height = round(design.width * _EMU_PER_CM), round(design.height * _EMU_PER_CM)
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{escape(name)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{C}"><c:chart xmlns:c="{C}" xmlns:r="{R}"'
        f' r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _samples(design: ChartDesign, number: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(20 + 12 * at + 5 * number) for at in range(len(design.categories)))


def _plot(design: ChartDesign, shape: Shape, series: tuple[SeriesDesign, ...], first: int) -> str:
    inside = "".join(_series(design, shape, each, first + at) for at, each in enumerate(series))
    axes = f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
    if shape == "lines":
        return (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{inside}'
            f'<c:marker val="1"/>{axes}</c:lineChart>'
        )
    direction = "col" if shape == "columns" else "bar"
    grouping, overlap = ("percentStacked", 100) if shape == "shared bars" else ("clustered", 0)
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        f'{inside}<c:gapWidth val="{design.gap}"/><c:overlap val="{overlap}"/>{axes}</c:barChart>'
    )


def _series(design: ChartDesign, shape: Shape, series: SeriesDesign, number: int) -> str:
    place, last = column(number + 1), len(design.categories) + 1
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(_samples(design, number))
    )
    categories = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(text)}</c:v></c:pt>' for at, text in enumerate(design.categories)
    )
    count = f'<c:ptCount val="{len(design.categories)}"/>'
    is_line = shape == "lines"
    labels = _ends(series, len(design.categories) - 1) if is_line else _values(series, shape)
    marker = _marker(series.look) if is_line else '<c:invertIfNegative val="0"/>'
    smooth = '<c:smooth val="0"/>' if is_line else ""
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef>'
        f'<c:f>{SHEET}!${place}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f"<c:spPr>{_look(series.look)}</c:spPr>{marker}"
        f"<c:dLbls>{labels}</c:dLbls>"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>{count}{categories}</c:strCache>"
        f"</c:strRef></c:cat><c:val><c:numRef><c:f>{SHEET}!${place}$2:${place}${last}</c:f><c:numCache>"
        f"<c:formatCode>{escape(design.number_format)}</c:formatCode>{count}{points}</c:numCache></c:numRef>"
        f"</c:val>{smooth}</c:ser>"
    )


def _look(look: Look) -> str:
    if look.endswith("line"):
        colour, width, dash = {
            "dark line": (_ACCENT, 28575, "solid"),
            "grey line": (_GREY, 19050, "solid"),
            "target line": ("000000", 19050, "dash"),
        }[look]
        fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        return f'<a:ln w="{width}" cap="flat">{fill}<a:prstDash val="{dash}"/><a:round/></a:ln>'
    outline = f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{_ACCENT}"/></a:solidFill></a:ln>'
    if look == "hatch":
        return (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{_ACCENT}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>{outline}'
        )
    colour = _ACCENT if look == "dark" else _PALE
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{outline}'


def _marker(look: Look) -> str:
    if look != "dark line":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    fill = f'<a:solidFill><a:srgbClr val="{_ACCENT}"/></a:solidFill>'
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="7"/><c:spPr>{fill}'
        f"<a:ln>{fill}</a:ln></c:spPr></c:marker>"
    )


def _values(series: SeriesDesign, shape: Shape) -> str:
    """The value at the end of each bar, or in it; white on dark, on white where there is a hatch."""
    if shape != "shared bars":
        return _shown("outEnd", value=True)
    colour = "FFFFFF" if series.look == "dark" else "000000"
    paper = '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>'
    letters = (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr><a:solidFill>"
        f'<a:srgbClr val="{colour}"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="th-TH"/></a:p>'
        "</c:txPr>"
    )
    return (paper if series.look == "hatch" else "") + letters + _shown("ctr", value=True)


def _ends(series: SeriesDesign, last: int) -> str:
    """Nothing along a line, and what is wished at its end."""
    named = series.end == "name and value"
    end = f'<c:dLbl><c:idx val="{last}"/>{_shown(series.end_at, value=True, name=named)}</c:dLbl>'
    return (end if series.end else "") + _shown("r")


def _shown(position: str, *, value: bool = False, name: bool = False) -> str:
    return (
        f'<c:dLblPos val="{position}"/><c:showLegendKey val="0"/><c:showVal val="{int(value)}"/>'
        f'<c:showCatName val="0"/><c:showSerName val="{int(name)}"/><c:showPercent val="0"/>'
        f'<c:showBubbleSize val="0"/>{"<c:separator> </c:separator>" if name else ""}'
    )


def _axes(design: ChartDesign) -> str:
    """The category axis, the first category on top where bars lie, and the value axis from zero."""
    upright = design.shape in ("columns", "lines")
    direction, sides = ("minMax", "bl") if upright else ("maxMin", "lb")
    rule = f'<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{_RULE}"/></a:solidFill></a:ln></c:spPr>'
    lines = f"<c:majorGridlines>{rule}</c:majorGridlines>" if design.has_scale else ""
    dark = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></c:spPr>'
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="{direction}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{sides[0]}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{dark}'
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/>'
        f'</c:scaling><c:delete val="{int(not design.has_scale)}"/><c:axPos val="{sides[1]}"/>{lines}'
        f"{_numbers(design)}"
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="{_CATEGORY_AXIS}"/>'
        f'<c:crosses val="{"autoZero" if upright else "max"}"/><c:crossBetween val="between"/></c:valAx>'
    )


def _numbers(design: ChartDesign) -> str:
    """How the value axis shows numbers; bars that share are percentages of the whole."""
    code = "0%" if design.shape == "shared bars" else escape(design.axis_format)
    return f'<c:numFmt formatCode="{code}" sourceLinked="0"/>'
