"""The looks of the charts of `charts`, and a chart with its caption laid out in a template.

Sixteen centimetres wide, read without colour: one dark accent, grey, a hatch, a dashed line for a target.
"""

from __future__ import annotations

from typing import Final

from reportgen.ooxml.builder import TemplateBuilder
from reportgen.ooxml.chart_design import ChartDesign, SeriesDesign
from reportgen.present.charts import (
    ACTUAL,
    AXIS_MILLIONS,
    COMPOSITION,
    COUNT,
    PERCENT,
    PLAN,
    SHARE,
    TARGET,
    millions_format,
)

_LOW, _SHARED, _TALL, _WIDE = 4.1, 5.0, 6.5, 90
"""Heights in cm of charts of a few bars, of bars with a legend, and of others, such that a page holds a table
and its chart; `_WIDE` is the gap between a few bars."""
CURVE: Final = ChartDesign(
    "lines",
    (
        SeriesDesign(PLAN, "grey line", end="value", end_at="t"),
        SeriesDesign(ACTUAL, "dark line", end="value"),
    ),
    categories=("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค."),
    number_format=millions_format(2),
    axis_format=AXIS_MILLIONS,
    height=_TALL,
)
AGAINST_PLAN: Final = ChartDesign(
    "columns",
    (SeriesDesign(PLAN, "pale"), SeriesDesign(ACTUAL, "dark")),
    lines=(SeriesDesign(TARGET, "target line", end="name and value", end_at="t"),),
    number_format=PERCENT,
    height=_TALL,
)
SHARES: Final = ChartDesign(
    "bars", (SeriesDesign(SHARE, "dark"),), number_format=PERCENT, height=_LOW, gap=_WIDE
)
COMPOSITIONS: Final = ChartDesign(
    "shared bars",
    (
        SeriesDesign(COMPOSITION[0], "dark"),
        SeriesDesign(COMPOSITION[1], "pale"),
        SeriesDesign(COMPOSITION[2], "hatch"),
    ),
    number_format=millions_format(2),
    height=_SHARED,
    gap=_WIDE,
)
COUNTS: Final = ChartDesign(
    "bars", (SeriesDesign(COUNT, "dark"),), number_format="#,##0", height=_LOW, gap=_WIDE, has_scale=False
)


def figure(builder: TemplateBuilder, name: str, design: ChartDesign) -> None:
    """The chart `name.chart` over its caption, `name.caption`, where there is one."""
    builder.tag(f"{{%p if {name} %}}")
    builder.chart(f"{name}.chart", design)
    builder.paragraph(f"{{{{ {name}.caption }}}}", "Picture Caption")
    builder.tag("{%p endif %}")
