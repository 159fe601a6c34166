"""Headings kept with the next: which they are, and that none is left alone on LibreOffice's pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.pdf.fields import edited
from reportgen.pdf.heads import alone, breaks, heads, marks
from reportgen.pdf.story import paragraphs
from reportgen.workspace import Settings, open_workspace

STYLES = (
    '<w:style w:styleId="Heading2"><w:pPr><w:keepNext/></w:pPr></w:style>'
    '<w:style w:styleId="Caption"><w:basedOn w:val="Heading2"/></w:style>'
    '<w:style w:styleId="Note"><w:basedOn w:val="Caption"/><w:pPr><w:keepNext w:val="0"/></w:pPr></w:style>'
)
KEEP = "<w:keepNext/>"
EXAMPLE = Path(__file__).parents[2] / "examples/fy2565"
AMOUNT = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})*\.\d{2}(?![\d.])")


def hundredfold(amount: re.Match[str]) -> str:
    return f"{Decimal(amount[0].replace(',', '')) * 100:,.2f}"


def paragraph(text: str, properties: str = "") -> str:
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}<w:r><w:t>{text}</w:t></w:r></w:p>"


def styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def table(text: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{paragraph(text, KEEP)}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ([paragraph("ก", styled("Heading2")), paragraph("ข", styled("Caption")), table("ค")], ["กค"]),
        (
            [paragraph("ก", KEEP), paragraph("ข"), paragraph("ค", styled("Heading2")), paragraph("ง")],
            ["กข", "คง"],
        ),
        ([paragraph("ก"), paragraph("ข", styled("Note")), table("ค"), paragraph("ง")], []),
        ([paragraph("ก", KEEP), paragraph("ข", "<w:framePr/>"), paragraph("ค")], ["กค"]),
        ([paragraph("ก", f'{styled("Heading2")}<w:keepNext w:val="false"/>'), paragraph("ข")], []),
        ([paragraph("ก"), paragraph("ข", KEEP)], []),
        ([paragraph("ก", KEEP), paragraph("ข", "<w:pageBreakBefore/>")], []),
        ([paragraph("ก", KEEP), paragraph("ข", KEEP + "<w:pageBreakBefore/>"), table("ค")], ["ขค"]),
        ([paragraph("ก", KEEP + "<w:sectPr/>"), paragraph("ข")], []),
    ],
)
def test_which_paragraphs_must_not_be_parted(body: list[str], found: list[str]) -> None:
    document = "".join(body)
    told = heads(paragraphs(document, STYLES))
    letters = [[document[at:].partition("<w:t>")[2][0] for at in (head.start, head.next)] for head in told]
    assert ["".join(pair) for pair in letters] == found


def test_a_page_begins_before_those_that_stand_alone() -> None:
    document = paragraph("ก", KEEP) + paragraph("ข") + paragraph("ค", styled("Heading2")) + table("ง")
    found = heads(paragraphs(document, STYLES))
    assert edited(document, marks(found)).count("<w:bookmarkStart") == 4
    assert alone(found, {"rghead0": 1, "rgnext0": 1, "rghead1": 1, "rgnext1": 2}) == {1}
    assert alone(found, {"rgnext0": 1, "rghead1": 2}) == set()
    made = edited(document, breaks(found, document, {1}))
    assert made == document.replace(styled("Heading2"), styled("Heading2") + "<w:pageBreakBefore/>")


@pytest.mark.libreoffice
@pytest.mark.slow
def test_no_heading_is_left_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    """The example's report with a hundred times its amounts, whose 4.4 LibreOffice leaves at the foot."""
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("out", "ledger"))
    manifest = tmp_path / "reportgen.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("profile: osmep", "profile: central"), "utf-8")
    for path in (tmp_path / "plan.yaml", *tmp_path.glob("2565-q*/[fs]*.yaml")):
        path.write_text(AMOUNT.sub(hundredfold, path.read_text("utf-8")), "utf-8")
    settings = Settings(tmp_path, dict(os.environ), datetime(2022, 4, 5, tzinfo=UTC), sys.platform)
    made = pipeline.quarterly(open_workspace(tmp_path, settings), "2565-q1", pdf=True, force=False)
    assert made.artifacts, made.diagnostics
    (pdf,) = [tmp_path / each.name for each in made.artifacts if each.name.endswith(".pdf")]
    told = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    pages = [page.strip().splitlines() for page in told.stdout.decode("utf-8").split("\f") if page.strip()]
    last = ["".join([line for line in page if line.strip()][-2:-1]) for page in pages]  # above the foot
    assert len(pages) > 20 and not [line for line in last if re.match(r"\s*\d+\.\d+ [^.]*$", line)]
