"""One PDF of a memo and its attachments: our own papers, PDFs, Word files; anything else is refused."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from pypdf import PdfReader, PdfWriter

from reportgen import pipeline
from reportgen.cli import main
from reportgen.diagnostics import Span
from reportgen.ooxml.builder import Measures, TemplateBuilder
from reportgen.workspace import Settings, open_workspace

EXAMPLE = Path(__file__).parents[2] / "examples/fy2565"
MEMO = "memos/2564-11-23-guideline.yaml"
ONE = "out/memos/2564-11-23-guideline-พร้อมเอกสารแนบ.pdf"
Make = Callable[[str], pipeline.Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("out"))
    return tmp_path


@pytest.fixture
def make(folder: Path) -> Make:
    """Makes the memo with the attachment that a line of YAML names."""

    def made(attachment: str) -> pipeline.Result:
        path = folder / MEMO
        text = path.read_text("utf-8")
        assert text.count("    paper: guideline\n") == 1
        path.write_text(text.replace("    paper: guideline\n", f"    {attachment}\n"), "utf-8")
        workspace = open_workspace(folder, settings(folder))
        return pipeline.memo_with_attachments(workspace, MEMO, draft=False, filed=False, force=False)

    return made


def settings(folder: Path) -> Settings:
    now = datetime(2022, 4, 5, tzinfo=UTC)
    return Settings(cwd=folder, environ=dict(os.environ), now=now, platform="linux")


def errors(result: pipeline.Result) -> list[str]:
    return [each.code for each in result.diagnostics if each.is_error]


def blank_pdf(pages: int) -> bytes:
    writer, out = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


def word(extra: str = "", font: str = "TH Sarabun New") -> bytes:
    builder, out = TemplateBuilder(Measures(font=font), title="-"), BytesIO()
    builder.paragraph("แบบฟอร์ม Form")
    out.write(builder.save())
    if extra:
        with ZipFile(out, "a") as archive:
            archive.writestr(extra, b"-")
    return out.getvalue()


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("attachment", "file", "pages"),
    [("paper: guideline", None, None), ("file: a.pdf", blank_pdf(3), 3), ("file: A.DOCX", word(), 1)],
    ids=["paper", "pdf", "word"],
)
def test_one_pdf_of_all(
    folder: Path, make: Make, attachment: str, file: bytes | None, pages: int | None
) -> None:
    if file is not None:
        (folder / "memos" / attachment.removeprefix("file: ")).write_bytes(file)
    result = make(attachment)
    assert errors(result) == [] and result.artifacts[-1].name == ONE
    reader = PdfReader(folder / ONE)
    assert len(reader.pages) == 1 + (pages or len(PdfReader(folder / "out/แนวทางการติดตาม-2565.pdf").pages))
    marks = [(mark.title, reader.get_destination_page_number(mark)) for mark in reader.outline]
    assert marks[1:] == [("แนวทางการติดตามและประเมินผล ปี 2565", 1)]
    assert marks[0][0].startswith("ขอความเห็นชอบเผยแพร่") and marks[0][1] == 0


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("attachment", "file", "code"),
    [
        ("file: a.xlsx", b"-", "attachment-kind"),
        ("file: a.pdf", b"-", "pdf-unreadable"),
        ("file: a.docx", b"-", "attachment-unsafe"),
        ("file: a.docx", word("word/vbaProject.bin"), "attachment-unsafe"),
    ],
)
def test_what_cannot_be_joined(
    folder: Path, make: Make, attachment: str, file: bytes | None, code: str
) -> None:
    if file is not None:
        (folder / "memos" / attachment.removeprefix("file: ")).write_bytes(file)
    result = make(attachment)
    assert errors(result) == [code] and not (folder / ONE).exists()
    (said,) = [each for each in result.diagnostics if each.is_error]
    line = (folder / MEMO).read_text("utf-8").splitlines().index(f"    {attachment}")  # counted from 0
    assert (said.spans[0].file, said.spans[0].line, said.spans[0].column) == (MEMO, line, 5)


@pytest.mark.libreoffice
def test_what_is_on_paper_is_told_and_left_out(folder: Path, make: Make) -> None:
    result = make("")
    assert errors(result) == [] and len(PdfReader(folder / ONE).pages) == 1
    (said,) = [each for each in result.diagnostics if each.code == "attachment-on-paper"]
    assert said.args["title"] == "แนวทางการติดตามและประเมินผล ปี 2565"


@pytest.mark.libreoffice
def test_a_font_that_is_not_here_is_a_warning(folder: Path, make: Make) -> None:
    (folder / "memos/a.docx").write_bytes(word(font="Cordia New"))
    result = make("file: a.docx")
    assert errors(result) == [] and (folder / ONE).exists()
    (said,) = [each for each in result.diagnostics if each.code == "attachment-font"]
    assert said.args["file"] == "a.docx"
    assert said.spans[0].file == MEMO


@pytest.mark.parametrize(
    "paper", ["visits", "guideline 2565-q1", "quarterly 2566-q1", "quarterly สอง", "quarterly"]
)
def test_a_paper_that_is_not_made_here_is_told_of_every_memo(folder: Path, paper: str) -> None:
    path = folder / MEMO
    text = path.read_text("utf-8")
    assert text.count("    paper: guideline") == 1
    path.write_text(text.replace("    paper: guideline", f"    paper: {paper}"), "utf-8")
    line = path.read_text("utf-8").splitlines().index(f"    paper: {paper}") + 1
    workspace = open_workspace(folder, settings(folder))
    for said in (
        pipeline.check(workspace, [MEMO]).diagnostics,
        pipeline.memo(workspace, MEMO, draft=False, filed=True, pdf=False, force=False).diagnostics,
    ):
        (found,) = [each for each in said if each.is_error]
        assert (found.code, found.spans) == (
            "attachment-paper-unknown",
            (Span(MEMO, line, 12, 12 + len(paper)),),
        )


@pytest.mark.libreoffice
def test_pages_without_the_mark_of_a_secret_memo_are_told(folder: Path, make: Make) -> None:
    path = folder / MEMO
    path.write_text("secrecy: ลับมาก\n" + path.read_text("utf-8"), "utf-8")
    (folder / "memos/a.pdf").write_bytes(blank_pdf(1))
    said = {each.code: each for each in make("file: a.pdf").diagnostics}
    unmarked = said["attachment-unmarked"]
    assert unmarked.args == {
        "secrecy": "ลับมาก",
        "attachment": "แนวทางการติดตามและประเมินผล ปี 2565",
    }
    line = path.read_text("utf-8").splitlines().index("    file: a.pdf")  # counted from 0
    assert (unmarked.spans[0].file, unmarked.spans[0].line) == (MEMO, line)


@pytest.mark.libreoffice
def test_a_file_that_is_not_there_yet(folder: Path, make: Make) -> None:
    path = folder / MEMO
    path.write_text(path.read_text("utf-8").replace("number: 1389 / 2564", "number: / 2564"), "utf-8")
    assert errors(make("file: a.pdf")) == ["attachment-needed"]


def test_the_option(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def made(_: object, file: str, *, draft: bool, filed: bool, force: bool) -> pipeline.Result:
        asked.append((file, draft, filed, force))
        return pipeline.Result(())

    monkeypatch.setattr(pipeline, "memo_with_attachments", made)
    command = ["-w", str(folder), "memo", str(folder / MEMO), "--pdf", "--with-attachments"]
    for options in ([], ["--draft"], ["--as", "filed"], ["--force"]):
        assert CliRunner().invoke(main, [*command, *options]).exit_code == 0
    assert asked == [
        (MEMO, False, False, False),
        (MEMO, True, False, False),
        (MEMO, False, True, False),
        (MEMO, False, False, True),
    ]
