"""A memo's number and decision, from the command line to the ledger and back into the memo's file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from pypdf import PdfWriter

EXAMPLE = Path(__file__).parents[2] / "examples/fy2565"
MEMO = """\
unit: ฝตป.
number:            # รอทะเบียน
date: 23 พฤศจิกายน 2564
subject: ขอความเห็นชอบเผยแพร่แนวทาง
to: ผอ.สสว.
body:
  - ตามที่ ที่ประชุมมีมติเห็นชอบ เบิกจ่ายได้ [[2565-q1:total.disbursed ล้านบาท]] นั้น
  - จึงเรียนมาเพื่อพิจารณา
signer: pimonlapha
approver: wirapong
"""


@pytest.fixture
def year(tmp_path: Path) -> Path:
    folder = tmp_path / "fy2565"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("out", "memos", "photos"))
    (folder / "memos").mkdir()
    (folder / "memos/a.yaml").write_text(MEMO, "utf-8")
    (folder / "memos/b.yaml").write_text(MEMO.replace("แนวทาง", "รายงาน"), "utf-8")
    return folder


def run(year: Path, *words: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "reportgen", "--lang", "en", "-w", str(year), *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=year)
    return done.returncode, done.stdout, done.stderr


def test_number_is_recorded_written_and_not_given_twice(year: Path) -> None:
    assert run(year, "register", "memos/a.yaml", "--number", "๑๓๘๙ / ๒๕๖๔")[0] == 0
    changed = MEMO.replace("number:            # รอทะเบียน", "number: 1389/2564            # รอทะเบียน")
    written = (year / "memos/a.yaml").read_text("utf-8")
    assert written.replace(" ", "") == changed.replace(" ", ""), "all else stays, comments too"
    before = (year / "memos/b.yaml").read_bytes()
    code, _, said = run(year, "register", "memos/b.yaml", "--number", "1389/2564")
    assert (code, "number-taken" in said) == (1, True)
    assert (year / "memos/b.yaml").read_bytes() == before
    assert run(year, "register", "memos/b.yaml", "--number", "1390/2564")[0] == 0


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("1389", "ledger-number-unreadable"),
        ("1389/64", "ledger-number-unreadable"),
        ("1389/2565", "memo-number-year"),
    ],
)
def test_wrong_number_changes_nothing(year: Path, number: str, code: str) -> None:
    exit_code, _, said = run(year, "register", "memos/a.yaml", "--number", number)
    assert exit_code == 1
    assert code in said
    assert (year / "memos/a.yaml").read_text("utf-8") == MEMO
    assert not (year.parent / "ledger").exists()


@pytest.mark.parametrize("options", [["--number", "1389/2564"], ["--next"]], ids=["typed", "next"])
def test_text_that_yaml_cuts_is_not_numbered(year: Path, options: list[str]) -> None:
    memo, manifest = year / "memos/a.yaml", year / "reportgen.yaml"
    numbering = "\nnumbering: {next: ใช่, start: [1389/2564]}\n"
    manifest.write_text(manifest.read_text("utf-8") + numbering, "utf-8")
    cut = MEMO.replace("แนวทาง\n", "แนวทาง #5\n")
    memo.write_text(cut, "utf-8")
    code, _, said = run(year, "memo", "memos/a.yaml", "--draft")
    assert (code, "yaml-comment-in-text" in said) == (0, True), "a draft is only warned of"
    code, _, said = run(year, "register", "memos/a.yaml", *options)
    assert (code, "memos/a.yaml:4:37" in said, "memo-text-cut" in said) == (1, True, True)
    assert memo.read_text("utf-8") == cut
    assert not (year.parent / "ledger").exists(), "no number was given"
    memo.write_text(MEMO.replace("แนวทาง\n", "แนวทาง  # 5 ก.ย.\n"), "utf-8")
    assert run(year, "register", "memos/a.yaml", *options)[0] == 0, "a comment, set off as such"


def test_numbered_memo_has_its_number_for_good(year: Path) -> None:
    run(year, "register", "memos/a.yaml", "--number", "1389/2564")
    code, _, said = run(year, "register", "memos/a.yaml", "--number", "1390/2564")
    assert (code, "memo-number-has" in said) == (1, True)


def test_memo_without_number_is_not_decided(year: Path) -> None:
    code, _, said = run(year, "approve", "memos/a.yaml", "--date", "29 พ.ย. 2564", "--result", "เห็นชอบ")
    assert (code, "memo-number-absent" in said) == (1, True)


def test_from_print_to_filed_copy(year: Path) -> None:
    assert run(year, "memo", "memos/a.yaml")[0] == 0
    printed = year / "out/memos/a.docx"
    assert run(year, "register", "memos/a.yaml", "--number", "1389/2564")[0] == 0
    assert run(year, "memo", "memos/a.yaml")[0] == 0, "to be signed, with its number"
    scan = year / "signed.pdf"
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(scan)
    signed = sha256(scan.read_bytes()).hexdigest()
    decided = ("--date", "29 พ.ย. 2564", "--result", "เห็นชอบและสั่งการ")
    code, _, said = run(year, "approve", "memos/a.yaml", *decided, "--scan", str(scan))
    assert (code, "record-order-missing" in said) == (1, True)
    order = ("--order", "ให้เวียนแจ้งทุกหน่วยงาน", "--scan", str(scan))
    assert run(year, "approve", "memos/a.yaml", *decided, *order)[0] == 0
    assert "order: ให้เวียนแจ้งทุกหน่วยงาน" in (year / "memos/a.yaml").read_text("utf-8")
    for file in (printed, scan):
        code, told, _ = run(year, "verify", str(file))
        assert (code, "1389/2564" in told) == (0, True)
        file.write_bytes(file.read_bytes() + b" ")
        code, _, said = run(year, "verify", str(file))
        assert (code, "verify-unknown" in said) == (1, True)
    entry = next((year.parent / "ledger").rglob("1389.2.json")).read_text("utf-8")
    assert signed in entry
    assert run(year, "memo", "memos/a.yaml", "--as", "filed")[0] == 0
    assert run(year, "check", "memos/a.yaml")[2].strip() == "No problems found."


def test_numbers_of_a_numbered_memo_are_frozen(year: Path) -> None:
    run(year, "register", "memos/a.yaml", "--number", "1389/2564")
    spending = year / "2565-q1/spending.yaml"
    text = spending.read_text("utf-8").replace("ธ.ค.: 1,514,728.33", "ธ.ค.: 1,600,000.00")
    totals = text.index("totals:")
    spending.write_text(text[:totals], "utf-8")
    run(year, "memo", "memos/a.yaml", "--as", "filed")
    from reportgen.ooxml.canonical import canonical_text
    from reportgen.ooxml.package import read_parts

    filed = next((year / "out/memos").glob("a-*.docx"))
    lines = "\n".join(canonical_text(read_parts(filed.read_bytes())))
    assert "90.8056" in lines, "the amount that the report gave when the memo was numbered"


def test_check_tells_where_file_and_ledger_differ(year: Path) -> None:
    run(year, "register", "memos/a.yaml", "--number", "1389/2564")
    run(year, "approve", "memos/a.yaml", "--date", "29 พ.ย. 2564", "--result", "เห็นชอบ")
    file = year / "memos/a.yaml"
    file.write_text(file.read_text("utf-8").replace("29 พฤศจิกายน", "30 พฤศจิกายน"), "utf-8")
    assert "memo-decision-differs" in run(year, "check", "memos/a.yaml")[2]
    other = year / "memos/b.yaml"
    other.write_text(other.read_text("utf-8").replace("number:", "number: 1500/2564"), "utf-8")
    assert "memo-number-unregistered" in run(year, "check", "memos/b.yaml")[2]


def test_covering_memo_builds_and_is_not_written_over(year: Path) -> None:
    assert run(year, "new", "memo", "--for", "quarterly", "2565-q2")[0] == 0
    assert run(year, "memo", "memos/quarterly-2565-q2.yaml")[0] == 0
    code, _, said = run(year, "new", "memo", "--for", "quarterly", "2565-q2")
    assert (code, "new-file-exists" in said) == (2, True)
