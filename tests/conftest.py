"""What all tests share: the LibreOffice marker, slow tests, the patience of hypothesis."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

# A slow machine, or a busy one, is no fault of what is tested.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without LibreOffice its tests are skipped, but fail where REPORTGEN_CI=1 promises it."""
    if item.get_closest_marker("libreoffice") is None:
        return
    missing = [program for program in ("soffice", "pdftoppm") if shutil.which(program) is None]
    if not missing:
        return
    if os.environ.get("REPORTGEN_CI") == "1":
        pytest.fail(f"REPORTGEN_CI=1 promises {', '.join(missing)}")
    pytest.skip(f"needs {', '.join(missing)}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow tests run only when asked for with -m."""
    if config.getoption("-m"):
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="slow: run with -m slow"))
