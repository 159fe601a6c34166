"""Templates made with python-docx, and short ways to compile, fill and look into them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from reportgen import pipeline
from reportgen.render.compile import compile_template
from reportgen.render.compiled import CompiledTemplate
from reportgen.render.fill import FillResult, Properties, fill
from reportgen.workspace import Settings, Workspace, open_workspace

PROPERTIES = Properties("รายงาน", "ฝตป.", "2022-01-05T09:00:00Z")


@cache
def _blank() -> bytes:
    """python-docx's own document without what validators refuse and without most of its 164 styles."""
    document = docx.Document()
    relations = document.part.rels
    spare = ("stylesWithEffects", "customXml", "webSettings")
    for key in [key for key, found in relations.items() if found.reltype.endswith(spare)]:
        del relations[key]
    styles = document.styles.element
    for style in list(styles):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in (
            "TableNormal",
            "TableGrid",
        ):
            styles.remove(style)
    return Bench.save(document)


class Bench:
    """What most tests need of the stage."""

    properties = PROPERTIES

    @staticmethod
    def document() -> Any:
        return docx.Document(BytesIO(_blank()))

    @staticmethod
    def save(document: Any) -> bytes:
        stream = BytesIO()
        document.save(stream)
        return stream.getvalue()

    def template(self, *paragraphs: str) -> bytes:
        document = self.document()
        for text in paragraphs:
            document.add_paragraph(text)
        return self.save(document)

    def table(self, *rows: tuple[str, ...]) -> bytes:
        document = self.document()
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        return self.save(document)

    @staticmethod
    def compile(template: bytes) -> CompiledTemplate:
        result = compile_template(template, font="TH Sarabun New")
        assert result.compiled is not None, result.diagnostics
        return result.compiled

    def try_fill(self, template: bytes, context: dict[str, Any], **options: Any) -> FillResult:
        return fill(self.compile(template), context, properties=PROPERTIES, **options)

    def fill(self, template: bytes, context: dict[str, Any], **options: Any) -> bytes:
        result = self.try_fill(template, context, **options)
        assert result.docx is not None, result.diagnostics
        return result.docx

    @staticmethod
    def parts(data: bytes) -> dict[str, bytes]:
        with ZipFile(BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @staticmethod
    def open(data: bytes) -> Any:
        return docx.Document(BytesIO(data))

    def body(self, data: bytes) -> str:
        return self.parts(data)["word/document.xml"].decode()

    def texts(self, data: bytes) -> list[str]:
        return [paragraph.text for paragraph in self.open(data).paragraphs]


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def audit(tmp_path: Any) -> Callable[[bytes], list[str]]:
    """What the validator of Open XML says of a document."""
    from openxml_audit import OpenXmlValidator

    def errors(data: bytes) -> list[str]:
        path = tmp_path / "audited.docx"
        path.write_bytes(data)
        return [str(error) for error in OpenXmlValidator().validate(path).errors]

    return errors


EXAMPLES = Path(__file__).parents[2] / "examples"
MEMO = "memos/2564-11-23-guideline.yaml"
PAPERS: dict[str, Callable[[Workspace], object]] = {
    "quarterly": lambda year: pipeline.quarterly(year, "2565-q1", pdf=False, force=False),
    "monthly": lambda year: pipeline.monthly(year, "พ.ย. 2564", pdf=False, force=False),
    "visits": lambda year: pipeline.visits(year, ["2565-q1"], pdf=False, force=False),
    "guideline": lambda year: pipeline.guideline(year, pdf=False, force=False),
    "memo": lambda year: pipeline.memo(year, MEMO, draft=False, filed=False, pdf=False, force=False),
    "circular": lambda year: pipeline.circular(year, MEMO, each=False, pdf=False, force=False),
}


@pytest.fixture(scope="module")
def make_paper(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], object]:
    """Makes a paper of a kind from the example's year."""
    folder = tmp_path_factory.mktemp("examples")
    for name in ("fy2564", "fy2565"):
        shutil.copytree(EXAMPLES / name, folder / name, ignore=shutil.ignore_patterns("out"))
    now = datetime(2022, 4, 11, 9, 30, tzinfo=timezone(timedelta(hours=7)))
    settings = Settings(cwd=folder / "fy2565", environ=dict(os.environ), now=now, platform="linux")
    year = open_workspace(folder / "fy2565", settings)
    return lambda kind: PAPERS[kind](year)
