"""A long memo from YAML to the pages of its PDF, read back with another program than ours."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from reportgen.ooxml.digest import is_sealed_intact
from reportgen.ooxml.package import read_parts
from reportgen.pipeline.kinds.memo import memo
from reportgen.pipeline.make import Result
from reportgen.publish import Outcome
from reportgen.workspace import Settings, open_workspace

EXAMPLE = Path(__file__).parents[2] / "examples/fy2565"
NAME = "memos/2564-11-23-guideline.yaml"
PROSE = (
    "คณะอนุกรรมการได้พิจารณาผลการเบิกจ่ายงบประมาณแล้ว เห็นว่าการดำเนินงานเป็นไปตามแผนที่กำหนดไว้ "
    "และนางพิมลภา สุวานิช ได้รายงานวงเงินคงเหลือ 50 ล้านบาท คิดเป็นร้อยละ 25 ของวงเงินทั้งหมด "
)
BODY = [f"ตามที่รายงานในข้อ {number} นั้น {PROSE * 4}".strip() for number in range(1, 9)]
Made = Callable[..., tuple[Path, Result]]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Makes the example's memo with a body of three pages; `override` is what its workspace says."""

    def make(profile: str, *, pdf: bool = True, **override: str) -> tuple[Path, Result]:
        shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("out"))
        agency = yaml.safe_load((tmp_path / "reportgen.yaml").read_text("utf-8"))
        agency |= {"profile": profile, "override": override}
        agency.pop("previous", None)
        written = yaml.safe_load((tmp_path / NAME).read_text("utf-8"))
        written["body"] = [*BODY, "จึงเรียนมาเพื่อโปรดพิจารณา"]
        for file, tree in (("reportgen.yaml", agency), (NAME, written)):
            (tmp_path / file).write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
        environ = {"PATH": os.environ["PATH"]}
        now = datetime(2022, 1, 5, tzinfo=UTC)
        settings = Settings(cwd=tmp_path, environ=environ, now=now, platform="linux")
        result = memo(open_workspace(None, settings), NAME, draft=False, filed=False, pdf=pdf, force=False)
        assert not [each for each in result.diagnostics if each.is_error]
        return tmp_path / result.artifacts[-1].name, result

    return make


def pages(pdf: Path) -> list[list[str]]:
    """The lines of each page, as poppler reads them."""
    told = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout
    return [
        [line.strip() for line in page.split("\n") if line.strip()]
        for page in told.decode("utf-8").rstrip("\f").split("\f")
    ]


def tight(text: str) -> str:
    """Without spaces, which a reader of PDF guesses."""
    return "".join(text.split())


@pytest.mark.libreoffice
@pytest.mark.slow
def test_central_numbers_pages_in_thai_and_says_at_the_foot_how_the_next_begins(made: Made) -> None:
    pdf, result = made("central")
    found = pages(pdf)
    assert len(found) >= 3
    for number, page in enumerate(found[1:], start=2):
        assert tight(page[0]) == f"-{'๐๑๒๓๔๕๖๗๘๙'[number]}-"
    for page, following in pairwise(found):
        foot = page[-1]
        assert foot.startswith("/") and foot.endswith("...")
        said = tight(foot[1:-3])
        assert len(said) >= 6
        assert tight("".join(following[1:])).startswith(said)
    assert not any(line.startswith("/") for line in found[-1])
    assert {each.code for each in result.diagnostics} == {"unit-code-missing", "emblem-absent"}
    docx = read_parts(pdf.with_suffix(".docx").read_bytes())
    whole = b"".join(docx.values()).decode("utf-8", "replace")
    assert not [added for added in ("txbxContent", "\u2060", "Reportgen Thai Digits") if added in whole]
    joined = tight("".join(line for page in found for line in page))
    assert joined.count("นางพิมลภาสุวานิช") >= len(BODY) * 4
    lines = [tight(line) for page in found for line in page]
    assert not [line for line in lines if line.endswith(("นาง", "นางพิมล", "นางพิมลภา", "ล้าน", "ร้อย"))]


@pytest.mark.libreoffice
@pytest.mark.slow
def test_osmep_has_arabic_numbers_and_no_words_at_the_foot(made: Made) -> None:
    pdf, _ = made("osmep")
    found = pages(pdf)
    assert [tight(page[0]) for page in found[1:]] == [f"-{number}-" for number in range(2, len(found) + 1)]
    assert not [line for page in found for line in page if line.endswith("...") and line.startswith("/")]


def test_fonts_are_carried_where_the_workspace_asks(made: Made) -> None:
    docx, _ = made("osmep", pdf=False, embed_fonts="ใช่")
    parts = read_parts(docx.read_bytes())
    assert is_sealed_intact(parts)
    assert sorted(name for name in parts if name.endswith(".odttf")) == [
        f"word/fonts/font{number}.odttf" for number in (1, 2, 3, 4)
    ]
    before = docx.read_bytes()
    again, result = made("osmep", pdf=False, embed_fonts="ใช่")
    assert again.read_bytes() == before
    assert result.artifacts[0].outcome is Outcome.UNCHANGED


def test_a_font_that_is_not_shipped_is_not_carried(made: Made) -> None:
    docx, result = made("osmep", pdf=False, embed_fonts="ใช่", font="TH SarabunPSK")
    assert "font-not-embedded" in {each.code for each in result.diagnostics}
    assert not [name for name in read_parts(docx.read_bytes()) if "odttf" in name]
