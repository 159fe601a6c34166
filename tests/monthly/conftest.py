"""Workspaces whose monthly overviews can be made after changes to their files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from reportgen import pipeline
from reportgen.ooxml.canonical import canonical_text
from reportgen.workspace import Settings, open_workspace

EXAMPLE = Path(__file__).parents[2] / "examples/fy2565"

Tree = dict[str, Any]


def filled(tree: Any) -> Any:
    """`tree` without the keys that nothing is written for."""
    if isinstance(tree, dict):
        return {key: filled(value) for key, value in tree.items() if value != ""}
    return [filled(each) for each in tree] if isinstance(tree, list) else tree


@dataclass(frozen=True)
class Bench:
    """A copy of the example."""

    folder: Path

    def read(self, name: str) -> Tree:
        tree: Tree = yaml.load((self.folder / name).read_text("utf-8"), yaml.BaseLoader)  # texts only
        return tree

    def change(self, name: str, change: Callable[[Tree], object]) -> None:
        tree = self.read(name)
        change(tree)
        text = yaml.safe_dump(filled(tree), allow_unicode=True, sort_keys=False, width=10**6)
        (self.folder / name).write_text(text, "utf-8")

    def run(self, month: str | None, *, pdf: bool = False) -> pipeline.Result:
        settings = Settings(
            cwd=self.folder, environ=dict(os.environ), now=datetime(2022, 4, 11, tzinfo=UTC), platform="linux"
        )
        return pipeline.monthly(open_workspace(self.folder, settings), month, pdf=pdf, force=True)

    def make(self, month: str | None, *, pdf: bool = False) -> Path:
        """The paper; an error fails the test with what was said."""
        result = self.run(month, pdf=pdf)
        assert [(each.code, each.args) for each in result.diagnostics if each.is_error] == []
        return self.folder / result.artifacts[-1].name

    def lines(self, month: str | None) -> list[str]:
        """The paper as it reads, a table row a line."""
        with ZipFile(self.make(month)) as archive:
            return canonical_text({name: archive.read(name) for name in archive.namelist()})

    def text(self, month: str | None) -> str:
        return "\n".join(self.lines(month)).replace("\u00a0", " ")


def copied(folder: Path) -> Bench:
    """The example's first half year."""
    left_out = shutil.ignore_patterns("out", "2565-q3", "2565-q4")
    return Bench(shutil.copytree(EXAMPLE, folder / "fy2565", ignore=left_out))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return copied(tmp_path)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    """A month of the example as it reads, made once."""
    return cache(copied(tmp_path_factory.mktemp("printed")).lines)


@pytest.fixture(scope="session")
def example() -> Callable[[str], Tree]:
    """A file of the example, its values as texts."""
    return Bench(EXAMPLE).read
