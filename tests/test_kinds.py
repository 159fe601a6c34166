"""The contract of every kind of paper: of the example, the same bytes again, sealed, valid, clean of tags."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen import pipeline, resources
from reportgen.load.yaml_text import load
from reportgen.model.profile import Profile
from reportgen.ooxml.digest import is_sealed_intact
from reportgen.ooxml.package import read_parts, write_parts
from reportgen.pipeline import KINDS, Result
from reportgen.present.circular import template as circular
from reportgen.present.guideline import template as guideline
from reportgen.present.measures import measures
from reportgen.present.memo import template as memo
from reportgen.present.memo.measures import measures as memo_measures
from reportgen.present.monthly import template as monthly
from reportgen.present.quarterly import template as quarterly
from reportgen.present.visits import template as visits
from reportgen.render.compile import compile_template
from reportgen.validate.shape import typed
from reportgen.workspace import Settings, Workspace, open_workspace

EXAMPLE = Path(__file__).parents[1] / "examples/fy2565"
MEMO = "memos/2564-11-23-guideline.yaml"
NOW = datetime(2022, 4, 11, 9, 30, tzinfo=timezone(timedelta(hours=7)))


@dataclass(frozen=True)
class Kind:
    """How a kind is made of a workspace, and its starting template of a profile."""

    make: Callable[[Workspace, bool], Result]
    template: Callable[[Profile], bytes]


ALL: Mapping[str, Kind] = {
    "quarterly": Kind(
        lambda workspace, pdf: pipeline.quarterly(workspace, "2565-q1", pdf=pdf, force=False),
        lambda profile: quarterly.template(measures(profile)),
    ),
    "monthly": Kind(
        lambda workspace, pdf: pipeline.monthly(workspace, "พ.ย. 2564", pdf=pdf, force=False),
        lambda profile: monthly.template(measures(profile)),
    ),
    "visits": Kind(
        lambda workspace, pdf: pipeline.visits(workspace, ["2565-q1"], pdf=pdf, force=False),
        lambda profile: visits.template(measures(profile)),
    ),
    "guideline": Kind(
        lambda workspace, pdf: pipeline.guideline(workspace, pdf=pdf, force=False),
        lambda profile: guideline.template(measures(profile)),
    ),
    "memo": Kind(
        lambda workspace, pdf: pipeline.memo(workspace, MEMO, draft=False, filed=False, pdf=pdf, force=False),
        lambda profile: memo.template(memo_measures(profile)),
    ),
    "circular": Kind(
        lambda workspace, pdf: pipeline.circular(workspace, MEMO, each=False, pdf=pdf, force=False),
        lambda profile: circular.template(memo_measures(profile)),
    ),
}

each_kind = pytest.mark.parametrize("kind", KINDS)
Made = Callable[[str], Path]


def workspace_in(folder: Path) -> Workspace:
    """The example, copied into `folder`."""
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("out"))
    settings = Settings(cwd=folder, environ=dict(os.environ), now=NOW, platform="linux")
    return open_workspace(folder, settings)


def made_of(workspace: Workspace, kind: str, *, pdf: bool = False) -> list[Path]:
    result = ALL[kind].make(workspace, pdf)
    assert [(each.code, each.args) for each in result.diagnostics if each.is_error] == []
    return [workspace.root / artifact.name for artifact in result.artifacts]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The DOCX of a kind, made once."""
    workspace = workspace_in(tmp_path_factory.mktemp("kinds"))
    papers: dict[str, Path] = {}

    def paper(kind: str) -> Path:
        if kind not in papers:
            (papers[kind],) = made_of(workspace, kind)
        return papers[kind]

    return paper


def parts_of(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def own_template(workspace: Workspace, kind: str, change: Callable[[bytes], bytes]) -> str:
    """The name of the workspace's own template of `kind`, its body changed."""
    parts = read_parts(resources.template(kind))
    parts["word/document.xml"] = change(parts["word/document.xml"])
    name = f"templates/{kind}/template.docx"
    (workspace.root / name).parent.mkdir(parents=True)
    (workspace.root / name).write_bytes(write_parts(parts))
    return name


@each_kind
def test_a_wrong_name_in_an_own_template_is_told_by_check(tmp_path: Path, kind: str) -> None:
    workspace = workspace_in(tmp_path)
    before = pipeline.check(workspace).diagnostics
    wrong = b"<w:body><w:p><w:r><w:t>{{ thai_digit }}{{ nobody.knows }}</w:t></w:r></w:p>"
    name = own_template(workspace, kind, lambda body: body.replace(b"<w:body>", wrong, 1))
    told = pipeline.check(open_workspace(tmp_path, workspace.settings)).diagnostics
    (found,) = [each for each in told if each not in before]
    assert (found.code, found.spans[0].file) == ("template-name-missing", name)
    assert found.spans[0].where == "word/document.xml: paragraph 1"
    made = ALL[kind].make(open_workspace(tmp_path, workspace.settings), False)
    assert found in made.diagnostics and not made.artifacts, "and where the paper is made"


def default_profile() -> Profile:
    source = load(resources.profile("osmep"), "osmep.yaml").source
    assert source is not None
    profile, said = typed(Profile, source)
    assert profile is not None and said == []
    return profile


def test_every_kind_is_held_to_the_contract() -> None:
    assert set(ALL) == set(KINDS)
    assert {path.parent.name for path in (EXAMPLE.parents[1] / "templates").glob("*/template.docx")} == set(
        KINDS
    )


@each_kind
def test_it_lies_in_out_under_a_name_of_its_own(made: Made, kind: str) -> None:
    assert made(kind).is_file()
    assert made(kind).suffix == ".docx" and "out" in {parent.name for parent in made(kind).parents}
    assert len({made(each) for each in KINDS}) == len(KINDS)


@each_kind
def test_the_same_bytes_elsewhere(made: Made, tmp_path: Path, kind: str) -> None:
    (again,) = made_of(workspace_in(tmp_path / "แฟ้ม งาน"), kind)
    assert again.read_bytes() == made(kind).read_bytes()


@each_kind
def test_it_is_sealed(made: Made, kind: str) -> None:
    parts = parts_of(made(kind))
    assert is_sealed_intact(parts)
    assert not is_sealed_intact({**parts, "word/document.xml": parts["word/document.xml"] + b" "})


@each_kind
def test_openxml_audit_finds_nothing(made: Made, kind: str) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(made(kind)).errors] == []


@each_kind
def test_no_tag_or_private_character_is_left(made: Made, kind: str) -> None:
    parts = parts_of(made(kind))
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            text = data.decode("utf-8")
            assert not re.search(r"\{\{|\}\}|\{%|%\}|\{#|#\}", text), name
            assert not re.search("[\ue000-\uf8ff]|[\U000f0000-\U0010ffff]", text), name
    assert b'w:val="TemplateTag"' not in parts["word/document.xml"]


@each_kind
def test_its_properties_tell_what_it_is(made: Made, kind: str) -> None:
    core = etree.fromstring(parts_of(made(kind))["docProps/core.xml"])
    told = {etree.QName(child).localname: child.text for child in core}
    assert told["title"] and told["subject"] and told["created"] == told["modified"]
    assert "แม่แบบ" not in told["title"] and "\u00a0" not in told["title"] + told["subject"]
    assert told["creator"] == told["lastModifiedBy"] == "สำนักงานส่งเสริมวิสาหกิจขนาดกลางและขนาดย่อม"
    assert told["language"] == "th-TH"
    assert re.fullmatch(r"20(21|22)-\d\d-\d\dT00:00:00Z", told["created"] or ""), (
        "of the inputs, not of the clock"
    )


@each_kind
def test_its_template_is_fresh_and_compiles(kind: str) -> None:
    built = ALL[kind].template(default_profile())
    assert built == resources.template(kind), f"build templates/{kind}/template.docx anew"
    assert compile_template(built, font="TH Sarabun New").diagnostics == ()


@each_kind
@pytest.mark.libreoffice
def test_its_pdf_stands_beside_it(tmp_path: Path, kind: str) -> None:
    docx, pdf = made_of(workspace_in(tmp_path), kind, pdf=True)
    assert pdf == docx.with_suffix(".pdf")
    assert pdf.read_bytes().startswith(b"%PDF-1.")
