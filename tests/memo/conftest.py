"""Memos for the tests: the shipped example, or a text of YAML over it, filled as the command fills it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from os import environ
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

from reportgen import resources
from reportgen.load.yaml_text import load
from reportgen.model.base import Input
from reportgen.model.context import Shown
from reportgen.model.document import MemoDocument
from reportgen.model.memo import Memo
from reportgen.model.parse import parse
from reportgen.model.profile import Profile
from reportgen.model.source import Source, locate
from reportgen.model.workspace import Workspace
from reportgen.ooxml.canonical import canonical_text
from reportgen.ooxml.package import read_parts
from reportgen.pdf import convert
from reportgen.present.memo import measures, present
from reportgen.present.memo.template import template
from reportgen.render.compile import compile_template
from reportgen.render.compiled import CompiledTemplate
from reportgen.render.fill import Properties, fill

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/fy2565"
NAME = "memos/2564-11-23-guideline.yaml"
STAMP = datetime(2021, 11, 23, tzinfo=UTC)
M = TypeVar("M", bound=Input)


def _source(data: bytes, file: str) -> Source:
    loaded = load(data, file)
    assert loaded.source is not None, loaded.diagnostics
    return loaded.source


def _parsed(model: type[M], source: Source) -> M:
    parsed = parse(model, locate(source))
    assert parsed.value is not None, parsed.issues
    return parsed.value


@lru_cache
def _profile(name: str) -> Profile:
    return _parsed(Profile, _source(resources.profile(name), name))


@lru_cache
def _compiled(name: str) -> CompiledTemplate:
    made = compile_template(template(measures(_profile(name))), font="TH Sarabun New")
    assert made.compiled is not None, made.diagnostics
    return made.compiled


@dataclass(frozen=True)
class Desk:
    """Makes memos."""

    example = staticmethod(lambda: yaml.safe_load((EXAMPLE / NAME).read_text("utf-8")))

    def document(
        self,
        changes: dict[str, Any] | None = None,
        *,
        profile: str = "osmep",
        people: list[dict[str, Any]] | None = None,
        quantities: dict[str, str] | None = None,
        emblem: bytes | None = None,
    ) -> MemoDocument:
        """The example memo with `changes`; a change to None takes a key away."""
        tree = {**self.example(), **(changes or {})}
        written = yaml.safe_dump(tree, allow_unicode=True, width=10**6)
        agency = yaml.safe_load((EXAMPLE / "reportgen.yaml").read_text("utf-8"))
        agency["people"] += people or []
        memo = _source(written.encode(), NAME)
        workspace = _source(yaml.safe_dump(agency, allow_unicode=True).encode(), "reportgen.yaml")
        return MemoDocument(
            workspace=_parsed(Workspace, workspace),
            memo=_parsed(Memo, memo),
            name=NAME,
            places=memo.map,
            profile=_profile(profile),
            quantities={key: Shown(value) for key, value in (quantities or {}).items()},
            emblem=emblem,
        )

    def docx(self, document: MemoDocument, *, draft: bool = False, filed: bool = False) -> bytes:
        presented = present(document, draft=draft, filed=filed)
        properties = Properties(
            title=presented.title, author=presented.author, created="2021-11-23T00:00:00Z"
        )
        filled = fill(_compiled(str(document.profile.id)), presented.context, properties=properties)
        assert filled.docx is not None, filled.diagnostics
        return filled.docx

    def lines(self, docx: bytes) -> list[str]:
        return canonical_text(read_parts(docx))

    def pdf(self, docx: bytes, scratch: Path) -> bytes:
        soffice = shutil.which("soffice")
        made = convert(
            docx,
            soffice=Path(soffice) if soffice else None,
            fonts=resources.fonts_folder(),
            scratch=scratch,
            base_environ=dict(environ),
            stamp=STAMP,
        )
        assert {each.code for each in made.diagnostics} <= {"thai-page-digits"}
        return made.pdf


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk()


@pytest.fixture(scope="session")
def to_pdf(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], bytes]:
    """A PDF of each DOCX, made once."""
    made: dict[bytes, bytes] = {}

    def convert_once(docx: bytes) -> bytes:
        if docx not in made:
            made[docx] = desk.pdf(docx, tmp_path_factory.mktemp("pdf"))
        return made[docx]

    return convert_once
