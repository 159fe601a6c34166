"""What comes with the program is found in a clone and in a wheel, and names cannot lead elsewhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from reportgen import resources

ROOT = Path(resources.__file__).parents[1]


@pytest.fixture
def as_wheel(tmp_path: Path) -> ModuleType:
    """`resources` as it lies in a wheel: templates and fonts under `data`, no clone around it."""
    package = tmp_path / "site/reportgen"
    (package / "data/templates/quarterly").mkdir(parents=True)
    (package / "data/templates/quarterly/template.docx").write_bytes(b"wheel")
    (package / "data/fonts").mkdir()
    (tmp_path / "site/templates/quarterly").mkdir(parents=True)  # another distribution's
    shutil.copy(resources.__file__, package / "resources.py")
    spec = spec_from_file_location("wheel_resources", package / "resources.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_clone_has_them_beside_the_package() -> None:
    assert resources.template("quarterly") == (ROOT / "templates/quarterly/template.docx").read_bytes()
    assert resources.fonts_folder() == ROOT / "fonts"
    assert "osmep" in resources.profiles()
    assert "regions" not in resources.profiles()
    assert resources.profile("osmep").decode().count("id: osmep") == 1
    assert "เชียงใหม่" in resources.profile("regions").decode()
    assert (resources.locale_folder() / "th/LC_MESSAGES/reportgen.mo").is_file()


def test_a_wheel_has_them_inside(as_wheel: ModuleType) -> None:
    assert as_wheel.template("quarterly") == b"wheel"
    assert as_wheel.fonts_folder().parts[-2:] == ("data", "fonts")


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../osmep",
        "/etc/passwd",
        "a/b",
        "a\\b",
        "osmep.yaml",
        "OSMEP",
        "c:osmep",
        "ก",
        "x\0",
        "nul\n",
    ],
)
def test_a_name_that_is_none_is_not_found(name: str) -> None:
    for find in (resources.template, resources.profile):
        with pytest.raises(FileNotFoundError):
            find(name)


def test_nothing_there_is_not_found(as_wheel: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        resources.template("no-such-kind")
    shutil.rmtree(tmp_path / "site/reportgen/data/fonts")
    with pytest.raises(FileNotFoundError):
        as_wheel.fonts_folder()


def test_the_starter_is_text_of_a_whole_workspace() -> None:
    files = resources.starter()
    assert sorted(files) == [
        "2565-q1/findings.yaml",
        "2565-q1/spending.yaml",
        "2565-q1/visits.yaml",
        "plan.yaml",
        "reportgen.yaml",
    ]
    for data in files.values():
        assert data.decode("utf-8").endswith("\n")
        assert b"\r" not in data


@pytest.mark.slow
def test_a_real_wheel_holds_them_all(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "data/templates/quarterly/template.docx",
        "data/fonts/THSarabunNew-Regular.ttf",
        "data/fonts/SHA256SUMS",
        "profiles/osmep.yaml",
        "starter/2565-q1/visits.yaml",
        "locale/th/LC_MESSAGES/reportgen.mo",
    ):
        assert f"reportgen/{name}" in names
