"""Workspaces whose reports on site visits can be made after changes to their files."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from lxml import etree
from PIL import Image

from reportgen import pipeline
from reportgen.ooxml.canonical import canonical_text
from reportgen.workspace import Settings, open_workspace

EXAMPLE = Path(__file__).parents[2] / "examples/fy2565"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

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

    def photo(self, name: str, size: tuple[int, int]) -> None:
        """A photograph of that size in the first period."""
        data = io.BytesIO()
        Image.new("RGB", size, "#7f9f7f").save(data, "JPEG")
        (self.folder / "2565-q1/photos" / name).write_bytes(data.getvalue())

    def run(self, *names: str, pdf: bool = False) -> pipeline.Result:
        settings = Settings(
            cwd=self.folder, environ=dict(os.environ), now=datetime(2022, 4, 11, tzinfo=UTC), platform="linux"
        )
        return pipeline.visits(open_workspace(self.folder, settings), names, pdf=pdf, force=True)

    def make(self, *names: str, pdf: bool = False) -> list[Path]:
        """The papers; an error fails the test with what was said."""
        result = self.run(*names, pdf=pdf)
        assert [(each.code, each.args) for each in result.diagnostics if each.is_error] == []
        return [self.folder / artifact.name for artifact in result.artifacts]

    def parts(self, name: str) -> dict[str, bytes]:
        (path,) = self.make(name)
        with ZipFile(path) as archive:
            return {part: archive.read(part) for part in archive.namelist()}

    def lines(self, name: str) -> list[str]:
        """The paper as it reads, a table row a line."""
        return canonical_text(self.parts(name))

    def text(self, name: str) -> str:
        return "\n".join(self.lines(name)).replace("\u00a0", " ")

    def pictures(self, name: str) -> list[tuple[float, float]]:
        """The printed sizes of the photographs, in cm."""
        root = etree.fromstring(self.parts(name)["word/document.xml"])
        sizes = (each.find(f"{A}xfrm/{A}ext") for each in root.iter("{*}spPr"))
        return [(int(each.get("cx")) / 360_000, int(each.get("cy")) / 360_000) for each in sizes]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """The example's first half year."""
    left_out = shutil.ignore_patterns("out", "2565-q3", "2565-q4")
    return Bench(shutil.copytree(EXAMPLE, tmp_path / "fy2565", ignore=left_out))
