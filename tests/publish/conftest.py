"""A desk with a workspace on it, sealed papers to publish, and hands that edit them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from reportgen.ooxml.digest import seal
from reportgen.ooxml.package import write_parts
from reportgen.publish import Published, publish, publish_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def paper(*paragraphs: str) -> bytes:
    """A small sealed DOCX of plain paragraphs (their text must need no escaping)."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    return write_parts(
        seal(
            {
                "[Content_Types].xml": (
                    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
                    '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
                    f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
                    f'ContentType="{DOCUMENT_TYPE}"/></Types>'
                ).encode(),
                "_rels/.rels": (
                    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                    f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
                ).encode(),
                "word/document.xml": (
                    f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
                ).encode(),
            }
        )
    )


def rezipped(docx: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """`docx` packed anew by the standard library, each part passed through `change`."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return output.getvalue()


def edited(docx: bytes, before: str, after: str) -> bytes:
    """`docx` as a word processor leaves it when a person puts `after` for `before`."""

    def change(name: str, data: bytes) -> bytes:
        return data.replace(before.encode(), after.encode()) if name == "word/document.xml" else data

    return rezipped(docx, change)


@dataclass(frozen=True)
class Desk:
    """A workspace at `root` and one paper in it."""

    root: Path
    name: str = "out/2565-q1/รายงาน.docx"

    @property
    def target(self) -> Path:
        return self.root / self.name

    @property
    def folder(self) -> Path:
        return self.root / "out/.reportgen"

    @property
    def log(self) -> Path:
        return self.folder / "state.jsonl"

    def put(self, docx: bytes, **options: Any) -> Published:
        return publish(docx, self.target, **self._where(), **options)

    def put_file(self, data: bytes, **options: Any) -> Published:
        return publish_file(data, self.target, **self._where(), **options)

    def _where(self) -> dict[str, Any]:
        return {"root": self.root, "folder": self.folder, "name": self.name, "today": date(2022, 1, 23)}

    def stand(self, data: bytes) -> None:
        """Puts `data` where the paper goes, as a person would."""
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.target.write_bytes(data)

    def files(self) -> set[str]:
        """The names of all that lies beside the paper, itself too."""
        return {path.name for path in self.target.parent.iterdir()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = tmp_path / "fy2565"
    root.mkdir()
    return Desk(root)


@pytest.fixture
def make() -> Callable[..., bytes]:
    return paper


@pytest.fixture
def edit() -> Callable[[bytes, str, str], bytes]:
    return edited


@pytest.fixture
def rezip() -> Callable[[bytes, Callable[[str, bytes], bytes]], bytes]:
    return rezipped
