"""From a profile's measurements to those of a template."""

from __future__ import annotations

from dataclasses import fields, replace

from reportgen.model.profile import Profile
from reportgen.ooxml.measures import Measures


def measures(profile: Profile) -> Measures:
    """The defaults, with the profile's font and whatever it measures otherwise (names unknown to a
    template are for other kinds of paper)."""
    known = {field.name for field in fields(Measures)}
    own: dict[str, float | str] = {"font": str(profile.font)}
    for measure in profile.measures:
        if measure.name in known:
            own[measure.name] = float(measure.value.value) if measure.value else str(measure.text)
    return replace(Measures(), **own)  # type: ignore[arg-type]  # names are checked above
