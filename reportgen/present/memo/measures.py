"""The measurements of a memo's page, besides those of every paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from reportgen.model.profile import Profile
from reportgen.ooxml.measures import Measures
from reportgen.present.measures import measured

POINTS_PER_CM: Final = 72 / 2.54
_ABOVE_BASELINE = 0.8
"""The share of a line of exact height that stands above the letters' foot."""


@dataclass(frozen=True, slots=True)
class MemoMeasures(Measures):
    """Lengths in cm, sizes and spaces in points. The source of each value is told beside it in the profiles.

    `top` is that of continuation pages; on the first, the title's foot stands at the emblem's. `levels`
    gives for each level of lists where its number and its text begin, from the left margin.
    """

    emblem_left: float = 3
    emblem_top: float = 1.5
    emblem_height: float = 1.5
    emblem_width: float = 2.4
    title_size: float = 29
    title_line: float = 35
    label_size: float = 20
    head_before: float = 0
    date_label_at: float = 7.67
    date_at: float = 10.07
    head_hanging: float = 1.25
    address_before: float = 6
    levels: tuple[tuple[float, float], ...] = ((2.5, 3.3), (3.3, 4.4), (4.4, 4.8), (4.8, 5.2))
    signature_room: float = 54.24
    signature_indent: float = 8
    approval_indent: float = 8
    approval_before: float = 12
    approval_room: float = 36.16
    urgency_size: float = 32
    secrecy_size: float = 32
    mark_colour: str = "FF0000"
    receipt_left: float = 14
    receipt_top: float = 0.9
    receipt_width: float = 5
    receipt_size: float = 12
    drafter_size: float = 14
    drafter_before: float = 6

    @property
    def first_page_top(self) -> float:
        """Where the title's line begins, in cm from the top edge: its foot is level with the emblem's."""
        above = self.title_line * _ABOVE_BASELINE / POINTS_PER_CM
        return self.emblem_top + self.emblem_height - above


def measures(profile: Profile) -> MemoMeasures:
    """The profile's measures of a memo."""
    levels = tuple((float(level.at.value), float(level.text.value)) for level in profile.memo.levels)
    return replace(measured(profile, MemoMeasures()), levels=levels)
