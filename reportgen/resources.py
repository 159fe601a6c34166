"""What comes with the program: templates, fonts, profiles, catalogues, the files that `init` writes.

Finds them alike in a wheel (where templates and fonts lie under `data`), in an editable install and in a
clone. Names are checked, since some come from users; what is not there is FileNotFoundError.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_REGIONS = "regions"


@cache
def template(kind: str) -> bytes:
    """The shipped template (DOCX) of a kind of paper, such as `quarterly`."""
    return template_path(kind).read_bytes()


def template_path(kind: str) -> Path:
    """Where that template is."""
    return _named(_folder("templates"), kind, "{}/template.docx")


def fonts_folder() -> Path:
    """The folder of the shipped fonts, with their licences and `SHA256SUMS`."""
    return _folder("fonts")


def profiles() -> tuple[str, ...]:
    """The names of the shipped profiles, sorted."""
    return tuple(
        sorted(path.stem for path in (_PACKAGE / "profiles").glob("*.yaml") if path.stem != _REGIONS)
    )


def profile(name: str) -> bytes:
    """The YAML of the profile `name`; `regions` gives the provinces of each region."""
    return _named(_PACKAGE / "profiles", name, "{}.yaml").read_bytes()


def locale_folder() -> Path:
    """The folder of the message catalogues, as gettext wants it: `th/LC_MESSAGES/reportgen.mo`."""
    return _PACKAGE / "locale"


def starter() -> dict[str, bytes]:
    """The files of a first workspace, of the fiscal year 2565, by their names with `/`."""
    root = _PACKAGE / "starter"
    files = sorted(path for path in root.rglob("*.yaml") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def _folder(name: str) -> Path:
    for place in (_PACKAGE / "data", _PACKAGE.parent):
        if (place / name).is_dir():
            return place / name
    raise FileNotFoundError(name)


def _named(folder: Path, name: str, pattern: str) -> Path:
    if not _NAME.fullmatch(name):
        raise FileNotFoundError(name)
    path = folder / pattern.format(name)
    if not path.is_file():
        raise FileNotFoundError(name)
    return path
