"""The package of the stages: what importing it brings, and that its names stay functions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples/fy2565"


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_naming_the_package_imports_no_stage() -> None:
    loaded = run(
        "import sys, reportgen.pipeline;"
        "heavy = ('pydantic', 'jinja2', 'lxml', 'reportgen.');"
        "print([name for name in sys.modules if name.startswith(heavy)])"
    )
    assert loaded == "['reportgen.pipeline']"


@pytest.mark.parametrize(
    "before",
    [
        "import reportgen.pipeline.building",
        "from reportgen.pipeline.kinds.memo import memo_document",
        "from reportgen.pipeline import check",
    ],
)
def test_a_kind_is_its_function_also_when_its_module_was_imported(before: str) -> None:
    code = (
        f"{before}; from reportgen import pipeline;"
        "print([each for each in pipeline.__all__ if not callable(getattr(pipeline, each))])"
    )
    assert run(code) == "['KINDS']"


def test_a_memo_does_without_what_only_other_kinds_need() -> None:
    code = (
        "import sys; from reportgen import pipeline; pipeline.memo;"
        "print([each for each in ('attached', 'guideline', 'visits', 'check')"
        " if f'reportgen.pipeline.{each}' in sys.modules])"
    )
    assert run(code) == "[]"


def test_an_unknown_name_is_told() -> None:
    from reportgen import pipeline

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = pipeline.nothing


def test_reading_needs_no_metadata_of_packages() -> None:
    """What reads them takes a twentieth of a report's time."""
    code = (
        f"import sys; from reportgen.cli.run import run; run(['-w', {str(EXAMPLE)!r}, 'check', '2565-q1']);"
        "print('pydantic' in sys.modules, 'importlib.metadata' in sys.modules)"
    )
    assert run(code).splitlines()[-1] == "True False"
