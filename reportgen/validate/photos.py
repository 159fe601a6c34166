"""Finds the photographs that a period cites."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from reportgen.diagnostics import Diagnostic
from reportgen.model.document import PeriodInputs
from reportgen.validate import rules
from reportgen.validate.names import span_of

PhotoReader: TypeAlias = Callable[[str], bytes | None]
"""Gives a file's bytes by its workspace-relative name; None where there is none; raises PermissionError
where the name leads out of the workspace."""


def check_photos(period: PeriodInputs, read: PhotoReader) -> tuple[Mapping[str, bytes], list[Diagnostic]]:
    """The photographs' bytes by name, and what is wrong with the rest."""
    found: dict[str, bytes] = {}
    diagnostics: list[Diagnostic] = []
    for visit in period.visits.visits:
        for photo in visit.photos:
            name = period.photo_name(photo.file)
            try:
                data = read(name)
            except PermissionError:
                diagnostics.append(
                    Diagnostic(rules.PHOTO_OUTSIDE, (span_of(photo.file),), {"file": photo.file})
                )
                continue
            if data is None:
                diagnostics.append(Diagnostic(rules.PHOTO_MISSING, (span_of(photo.file),), {"file": name}))
            else:
                found[name] = data
    return found, diagnostics
