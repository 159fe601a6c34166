"""From a profile's measurements to those of a template."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from reportgen.model.profile import Profile
from reportgen.ooxml.measures import Measures

M = TypeVar("M", bound=Measures)


def measures(profile: Profile) -> Measures:
    """The profile's measures of a report."""
    return measured(profile, Measures())


def measured(profile: Profile, default: M) -> M:
    """`default` with the profile's font and whatever it measures otherwise (names unknown to a template
    are for other kinds of paper)."""
    known = {field.name for field in fields(default)}
    own: dict[str, float | str] = {"font": str(profile.font)}
    for measure in profile.measures:
        if measure.name in known:
            own[measure.name] = float(measure.value.value) if measure.value else str(measure.text)
    return replace(default, **own)  # type: ignore[arg-type]  # names are checked above
