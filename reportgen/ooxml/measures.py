"""The measurements of a report's pages and type, in the units that people give them in.

Values only; the defaults are for A4 reports printed in black and white and bound at the left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Justification = Literal["thaiDistribute", "both", "left"]


@dataclass(frozen=True, slots=True)
class Measures:
    """Page and table measurements in cm; type sizes and space between paragraphs in points; colours RRGGBB.

    Paper, margins, body size, indent and space before: the secretariat manual's practice (saraban: A4,
    3 and 2 cm at the sides, 16 pt, 2.5 cm, 6 pt). The rest is our own choice.
    """

    font: str = "TH Sarabun New"
    page_width: float = 21.0
    page_height: float = 29.7
    left: float = 3.0
    right: float = 2.0
    top: float = 2.5
    bottom: float = 2.0
    header_distance: float = 1.25
    footer_distance: float = 1.0
    body_size: float = 16
    table_size: float = 14
    dense_table_size: float = 12
    caption_size: float = 14
    source_size: float = 12
    header_size: float = 12
    heading_sizes: tuple[float, float, float] = (22, 18, 16)
    cover_title_size: float = 28
    cover_line_size: float = 20
    first_line_indent: float = 2.5
    list_indent: float = 3.9
    list_hanging: float = 1.4
    paragraph_before: float = 6
    justification: Justification = "thaiDistribute"
    cell_padding: float = 0.15
    cell_padding_above: float = 0.05
    header_fill: str = "F2F2F2"
    strong_rule: str = "000000"
    light_rule: str = "BFBFBF"

    @property
    def text_width(self) -> float:
        """Width of the text on an upright page, in cm."""
        return self.page_width - self.left - self.right

    @property
    def landscape_text_width(self) -> float:
        """Width of the text on a page turned a quarter, whose sides are the upright page's top and bottom."""
        return self.page_height - self.top - self.bottom


def twips(cm: float) -> int:
    """Centimetres in twentieths of a point, to the nearest."""
    return round(cm * 1440 / 2.54)
