"""How papers are made, for a build to tell when it changed: hashes of what ships with the program.

Files are told by their contents and libraries by their versions, so that a copy of the program is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from reportgen import resources
from reportgen.build.values import Recipe, with_pdf

_LIBRARIES = (
    "docxtpl",
    "Jinja2",
    "lxml",
    "pydantic",
    "PyYAML",
    "python-pptx",
    "XlsxWriter",
    "pypdf",
    "Pillow",
)


_OFFICE = (
    *("versionrc", "version.ini", "../Resources/versionrc"),
    *("soffice.bin", "libmergedlo.so", "mergedlo.dll", "../Frameworks/libmergedlo.dylib"),
)
"""What tells LibreOffice's version beside its program, and what every correction of it changes."""
_SMALL = 1 << 20


def recipes(kinds: Iterable[str], soffice: Path | None) -> tuple[dict[str, Recipe], list[str]]:
    """The recipe of each kind, that of its papers with a PDF by `soffice`, and the files they were taken
    from."""
    package = Path(resources.__file__).parent
    program = [path for path in sorted(package.rglob("*.py")) if "data" not in path.parts]
    profiles = sorted((package / "profiles").glob("*.yaml"))
    fonts = sorted(path for path in resources.fonts_folder().iterdir() if path.is_file())
    templates = {kind: resources.template_path(kind) for kind in kinds}
    libraries, metadata = _libraries()
    shared = {
        "program": _hash(package, program),
        "profile": _hash(package, profiles),
        "font": _hash(resources.fonts_folder(), fonts),
        "version": libraries,
    }
    told: dict[str, Recipe] = {
        kind: {**shared, "template": _hash(path.parent, [path])} for kind, path in templates.items()
    }
    office, of_office = _office(soffice)
    told |= {with_pdf(kind): {**recipe, "libreoffice": office} for kind, recipe in told.items()}
    files = [*program, *profiles, *fonts, *templates.values(), *metadata, *of_office]
    return told, [str(path) for path in files]


def _office(soffice: Path | None) -> tuple[str, list[Path]]:
    """What LibreOffice is, without starting it: small files by their content, others by their size."""
    if soffice is None:
        return "", []
    program = soffice.resolve()
    files = [program, *(path for name in _OFFICE if (path := program.parent / name).is_file())]
    told = sha256()
    for path in files:
        size = path.stat().st_size
        told.update(f"{path.name} {size}\0".encode())
        told.update(path.read_bytes() if size < _SMALL else b"")
    return told.hexdigest()[:32], files


def _hash(root: Path, files: Iterable[Path]) -> str:
    whole = sha256()
    for path in files:
        whole.update(f"{path.relative_to(root).as_posix()}\0".encode())
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:32]


def _libraries() -> tuple[str, list[Path]]:
    """The versions of what has a hand in a paper, and the files that tell them."""
    versions, files = [], []
    for name in _LIBRARIES:
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        versions.append(f"{name} {found.version}")
        spelt = (name, name.lower(), re.sub(r"[-_.]+", "_", name).lower())
        home = Path(str(found.locate_file("")))
        places = (home / f"{each}-{found.version}.dist-info/METADATA" for each in spelt)
        files += [place for place in places if place.is_file()][:1]
    return ", ".join(versions), files
