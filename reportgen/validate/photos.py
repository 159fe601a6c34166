"""Finds the photographs that a period cites."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PureWindowsPath
from typing import TypeAlias

from reportgen.diagnostics import Diagnostic
from reportgen.errors import Stop
from reportgen.model.document import PeriodInputs
from reportgen.validate import rules
from reportgen.validate.names import span_of

_HEIC = frozenset(b"ftyp" + brand for brand in (b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1"))
"""What stands after the first four bytes of a HEIC file: its brand."""

PhotoReader: TypeAlias = Callable[[str], bytes | None]
"""Gives a file's bytes by its workspace-relative name; None where there is none; raises PermissionError
where the name leads out of the workspace, and Stop where what is there is no file that can be read."""


def check_photos(period: PeriodInputs, read: PhotoReader) -> tuple[Mapping[str, bytes], list[Diagnostic]]:
    """The photographs' bytes by name, and what is wrong with the rest."""
    found: dict[str, bytes] = {}
    diagnostics: list[Diagnostic] = []
    for visit in period.visits.visits:
        for photo in visit.photos:
            name = period.photo_name(photo.file)
            place = span_of(photo.file)
            try:
                if PureWindowsPath(photo.file).drive:
                    raise PermissionError(name)
                data = read(name)
            except PermissionError:
                diagnostics.append(Diagnostic(rules.PHOTO_OUTSIDE, (place,), {"file": photo.file}))
                continue
            except Stop as stop:  # here it is the name that was typed wrongly: no reason to end the run
                said = (each for each in stop.diagnostics if isinstance(each, Diagnostic))
                diagnostics += [each._replace(spans=(place,)) for each in said]
                continue
            if data is None:
                diagnostics.append(Diagnostic(rules.PHOTO_MISSING, (place,), {"file": name}))
            elif data[4:12] in _HEIC or name.lower().endswith((".heic", ".heif")):
                diagnostics.append(Diagnostic(rules.PHOTO_HEIC, (place,), {"file": name}))
            else:
                found[name] = data
    return found, diagnostics
