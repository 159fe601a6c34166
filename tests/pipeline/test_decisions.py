"""What was decided on a memo: recorded once, told where the file says otherwise, and its order carried on."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfWriter

A, B = "memos/a.yaml", "memos/b.yaml"
ORDER = "ให้ทุกฝ่ายรายงานผล: ภายในวันที่ 5"
ORDERED = ("--date", "29 พ.ย. 2564", "--result", "เห็นชอบและสั่งการ", "--order", ORDER)
AGREED = ("--date", "29 พ.ย. 2564", "--result", "เห็นชอบ")
DUTY = ("--duty", "monthly", "--frequency", "รายเดือน", "--owner", "ฝพป.")
WRITTEN = ("}\ncircular:", "}\n  decided: {date: 29 พ.ย. 2564, result: เห็นชอบ}\ncircular:")


@pytest.fixture
def numbered(desk):
    desk.done("register", A, "--number", "1389/2564")
    return desk


def scan(desk, name: str = "a.pdf", data: bytes | None = None, width: int = 100) -> str:
    """A file of `data`, else a PDF with a page of `width` points."""
    (desk.folder / name).write_bytes(pdf(width) if data is None else data)
    return name


def pdf(width: int) -> bytes:
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(width, 100)
    writer.write(out)
    return out.getvalue()


def picture(form: str) -> bytes:
    out = BytesIO()
    Image.new("L", (300, 300), 255).save(out, form)
    return out.getvalue()


# The order


def test_an_order_becomes_a_duty_of_the_plan(numbered):
    before = numbered.text("plan.yaml")
    numbered.done("approve", A, *ORDERED, *DUTY)
    after = numbered.text("plan.yaml")
    added = f"""\
  - id: monthly
    name: '{ORDER}'
    frequency: รายเดือน
    owner: ฝพป.
    source: ข้อสั่งการของ ผอ.สสว. ตามบันทึก ที่ ฝตป. 1389/2564 ลงวันที่ 23 พฤศจิกายน 2564
    received: 29 พฤศจิกายน 2564
"""
    assert after.replace(added, "") == before
    assert after.index(added) > after.index("duties:")
    assert f'order: "{ORDER}"' in numbered.text(A) or f"order: '{ORDER}'" in numbered.text(A)


def test_an_order_is_offered_as_a_duty_until_it_is_one(numbered):
    before = numbered.text("plan.yaml")
    assert numbered.done("approve", A, *ORDERED).said == [("order-without-duty", "plan.yaml", 0, 0)]
    assert numbered.text("plan.yaml") == before
    assert numbered.done("approve", A, *ORDERED, *DUTY).said == []
    after = numbered.text("plan.yaml")
    assert numbered.done("approve", A, *ORDERED, *DUTY).said == [], "the same again changes nothing"
    assert numbered.done("approve", A, *ORDERED).said == []
    assert numbered.text("plan.yaml") == after


def test_an_order_is_quoted_by_the_circular(numbered):
    numbered.done("approve", A, *ORDERED)
    assert numbered.done("circular", A).codes == []
    from reportgen.ooxml.canonical import canonical_text
    from reportgen.ooxml.package import read_parts

    (paper,) = (numbered.folder / "out/memos").glob("*.docx")
    text = "\n".join(canonical_text(read_parts(paper.read_bytes()))).replace("\u00a0", " ")
    assert f"โดยสั่งการว่า “{ORDER}” นั้น" in text


# The file and the ledger


def test_the_file_as_decided_is_known_and_the_one_before_too(numbered):
    old = numbered.folder / "old.yaml"
    old.write_bytes((numbered.folder / A).read_bytes())
    assert numbered.done("verify", A).lines == ["ฝตป. 1389/2564 · YAML · ออกเลขแล้ว"]
    assert numbered.done("approve", A, *AGREED).lines == ["ฝตป. 1389/2564 · เห็นชอบ 29 พ.ย. 2564"]
    assert numbered.done("verify", A).lines == ["ฝตป. 1389/2564 · YAML · เห็นชอบ"]
    assert numbered.done("verify", "old.yaml").lines == ["ฝตป. 1389/2564 · YAML · เห็นชอบ · ฉบับก่อน"]
    content = sha256((numbered.folder / A).read_bytes()).hexdigest()
    assert numbered.event("2564/memo/1389.2")["content_sha256"] == content


def test_a_decision_that_stands_in_the_file_is_left_as_it_was_typed(numbered):
    numbered.change(A, WRITTEN)
    before = numbered.text(A)
    assert numbered.run("check", A).codes == ["memo-decision-unrecorded"]
    numbered.done("approve", A, *AGREED)
    assert numbered.text(A) == before
    assert numbered.run("check", A).codes == []


def test_a_scan_comes_later_and_may_hold_two_papers(numbered):
    numbered.done("approve", A, *AGREED)
    numbered.done("approve", A, *AGREED, "--scan", scan(numbered))
    assert numbered.done("verify", "a.pdf").lines == ["ฝตป. 1389/2564 · scan · เห็นชอบ"]
    other = numbered.run("approve", A, *AGREED, "--scan", scan(numbered, "b.pdf", width=200))
    assert other.codes == ["decision-already"]
    numbered.done("register", B, "--number", "1390/2564")
    ran = numbered.done("approve", B, *AGREED, "--scan", "a.pdf")
    assert ran.said == [("scan-recorded-before", B, 0, 0)]
    assert "1389/2564" in ran.messages[0]
    assert len(numbered.done("verify", "a.pdf").lines) == 2


def test_a_returned_memo_is_mended_and_goes_round_again(numbered):
    returned = ("--date", "25 พ.ย. 2564", "--result", "ส่งคืนแก้ไข", "--order", "แก้ชื่อเรื่อง")
    ran = numbered.done("approve", A, *returned)
    assert ran.said == [("memo-returned", A, 0, 0)]
    numbered.change(A, ("เผยแพร่แนวทาง", "เผยแพร่แนวทางฉบับแก้ไข"), ("date: 23 พฤศจิกายน", "date: 26 พฤศจิกายน"))
    numbered.done("memo", A)
    numbered.done("register", A, "--number", "1389/2564")
    assert numbered.run("check", A).codes == []
    assert numbered.run("memo", A).codes == []
    numbered.done("approve", A, *AGREED)
    assert numbered.run("check", A).codes == []
    assert "แก้ชื่อเรื่อง" not in numbered.text(A)
    assert numbered.event("2564/memo/1389.2")["order_text"] == "แก้ชื่อเรื่อง", "the ledger keeps what was"


def test_a_returned_memo_that_was_mended_is_registered_before_it_is_decided_on(numbered):
    numbered.done("approve", A, "--date", "25 พ.ย. 2564", "--result", "ส่งคืนแก้ไข")
    numbered.change(A, ("เผยแพร่แนวทาง", "เผยแพร่แนวทางฉบับแก้ไข"))
    before = numbered.files()
    assert numbered.run("approve", A, *AGREED).said == [("memo-returned-unregistered", A, 2, 9)]
    assert numbered.files() == before
    numbered.done("register", A, "--number", "1389/2564")
    numbered.done("approve", A, *AGREED)
    assert numbered.run("check", A).codes == []


def test_nobody_decides_on_a_memo_that_names_none(desk):
    desk.change(A, ("approver: wirapong\n", ""))
    desk.done("register", A, "--number", "1389/2564")
    before = desk.files()
    assert ("record-approver-missing", A, 0, 0) in desk.run("approve", A, *AGREED).said
    assert desk.files() == before


@pytest.fixture
def undated(desk):
    """A memo that was numbered before its day was known."""
    desk.change(A, ("date: 23 พฤศจิกายน 2564", "date: พฤศจิกายน 2564"))
    desk.done("register", A, "--number", "1389/2564")
    return desk


def test_the_memo_s_own_day_is_told_with_its_number(undated):
    undated.done("register", A, "--number", "1389/2564", "--date", "23 พ.ย. 2564")
    assert "date: 23 พฤศจิกายน 2564" in undated.text(A)
    assert undated.event("2564/memo/1389.2")["date"] == "2021-11-23"
    again = undated.run("register", A, "--number", "1389/2564", "--date", "24 พ.ย. 2564")
    assert again.said == [("paper-day-differs", A, 3, 7)]
    undated.done("approve", A, *AGREED)
    undated.done("circular", A)


def test_the_memo_s_own_day_is_told_with_the_decision_or_later(undated):
    undated.done("approve", A, *AGREED, "--scan", scan(undated))
    ran = undated.run("circular", A)
    assert ran.said == [("circular-memo-undated", A, 3, 1)]
    assert "--memo-date" in ran.messages[0]
    wrong = undated.run("approve", A, *AGREED, "--memo-date", "1 ธ.ค. 2564")
    assert "paper-day-differs" in wrong.codes
    for _ in range(2):
        undated.done("approve", A, *AGREED, "--memo-date", "23 พ.ย. 2564")
    event = undated.event("2564/memo/1389.3")
    assert event["paper_date"] == "2021-11-23" and event["scan_sha256"], "what was known stays"
    assert not (undated.folder.parent / "ledger/2564/ฝตป._/memo/1389.4.json").exists()
    assert undated.done("verify", A).lines == ["ฝตป. 1389/2564 · YAML · เห็นชอบ"]
    assert undated.run("check", A).codes == []
    undated.done("circular", A)


def test_the_memo_s_own_day_may_be_written_into_the_file(undated):
    undated.done("approve", A, *AGREED)
    undated.change(A, ("date: พฤศจิกายน 2564", "date: 23 พฤศจิกายน 2564"))
    assert undated.run("check", A).codes == []
    undated.done("circular", A)


def test_a_run_that_stopped_before_the_file_was_written_goes_on(numbered):
    before = numbered.text(A)
    numbered.done("approve", A, *ORDERED)
    after = numbered.text(A)
    (numbered.folder / A).write_text(before, "utf-8")
    numbered.done("approve", A, *ORDERED)
    assert numbered.text(A) == after


@pytest.mark.parametrize("old", ["2564-11-29", "๒๙ พ.ย. ๒๕๖๔", "29/11/2564"])
def test_days_are_read_in_every_form(numbered, old):
    (line,) = numbered.done("approve", A, "--date", old, "--result", "เห็นชอบ").lines
    assert line.endswith("29 พ.ย. 2564")


# Faults, of which nothing is written

BAD = {
    "to come": ([], ("--date", "29 พ.ย. 2700", "--result", "เห็นชอบ"), "decision-future", A, 3, 7),
    "before the memo": (
        [], ("--date", "22 พ.ย. 2564", "--result", "เห็นชอบ"), "record-decided-early", A, 3, 7,
    ),
    "before the memo, returned": (
        [], ("--date", "22 พ.ย. 2564", "--result", "ส่งคืนแก้ไข"),
        "decision-before-memo", "../ledger/2564/ฝตป._/memo/1389.1.json", 0, 0,
    ),
    "before its receipt": (
        [], ("--date", "23 พ.ย. 2564", "--result", "เห็นชอบ"), "record-decided-before-receipt", A, 12, 48,
    ),
    "no order": ([], ORDERED[:-2], "record-order-missing", A, 0, 0),
    "altered since": ([(A, "approver: wirapong\n", "")], AGREED, "memo-altered", A, 2, 9),
    "another day since": (
        [(A, "date: 23 พฤศจิกายน 2564", "date: 24 พฤศจิกายน 2564")], AGREED, "memo-day-altered", A, 3, 7,
    ),
    "another day of the memo": (
        [], (*AGREED, "--memo-date", "24 พ.ย. 2564"), "paper-day-differs", A, 3, 7,
    ),
    "another decision": (
        [(A, *WRITTEN)], ("--date", "29 พ.ย. 2564", "--result", "ไม่เห็นชอบ"),
        "memo-decision-written", A, 13, 3,
    ),
    "another day": (
        [(A, *WRITTEN)], ("--date", "30 พ.ย. 2564", "--result", "เห็นชอบ"),
        "memo-decision-written", A, 13, 3,
    ),
    "the circular is earlier": (
        [], ("--date", "1 ม.ค. 2565", "--result", "เห็นชอบ"), "circular-early", A, 14, 9,
    ),
    "no day": ([], ("--date", "วันนี้", "--result", "เห็นชอบ"), "date-unreadable", "", 0, 0),
    "no such result": ([], ("--date", "29 พ.ย. 2564", "--result", "เห็นด้วย"), "usage", "", 0, 0),
    "no scan": ([], (*AGREED, "--scan", "nothing.pdf"), "usage", "", 0, 0),
    "an empty scan": ([], (*AGREED, "--scan", "empty.pdf"), "usage", "", 0, 0),
    "half a scan": ([], (*AGREED, "--scan", "cut.pdf"), "usage", "", 0, 0),
    "the head of a scan": ([], (*AGREED, "--scan", "nine.pdf"), "usage", "", 0, 0),
    "half a picture": ([], (*AGREED, "--scan", "cut.jpg"), "usage", "", 0, 0),
    "a Word file for a scan": ([], (*AGREED, "--scan", "memo.docx"), "usage", "", 0, 0),
    "a duty without an order": ([], (*AGREED, *DUTY), "duty-without-order", A, 0, 0),
    "no such frequency": ([], (*ORDERED, "--duty", "risk", "--frequency", "รายปี"), "usage", "", 0, 0),
    "the id of another duty": (
        [], (*ORDERED, "--duty", "risk", "--frequency", "รายเดือน"),
        "id-duplicate", "plan.yaml", "  - id: risk", 9,
    ),
    "a duty of nobody": (
        [], (*ORDERED, *DUTY[:-1], "ฝฝฝ."), "reference-unknown", "plan.yaml", 0, 0,
    ),
    "a duty that nobody reports": ([], (*ORDERED, "--owner", "ฝพป."), "usage", "", 0, 0),
    "a plan with a fault": (
        [("plan.yaml", "    owner: ฝบส.\n    source:", "    ownr: ฝบส.\n    source:")],
        (*ORDERED, *DUTY), "key-unknown", "plan.yaml", "    ownr:", 5,
    ),
}  # fmt: skip
"""Texts changed (file, old, new), what approve is told, and the code, file, line and column of the answer."""


@pytest.mark.parametrize("name", BAD)
def test_wrong(numbered, name):
    changes, words, *expected = BAD[name]
    scan(numbered, "empty.pdf", b"")
    scan(numbered, "cut.pdf", pdf(100)[:-200])
    scan(numbered, "nine.pdf", b"%PDF-1.7\n")
    scan(numbered, "cut.jpg", picture("JPEG")[:-300])
    scan(numbered, "memo.docx", b"PK\x03\x04")
    for file, *pair in changes:
        numbered.change(file, tuple(pair))
    before, (code, file, line, column) = numbered.files(), expected
    ran = numbered.run("approve", A, *words)
    assert (code, file, numbered.line(file, line), column) in ran.said
    assert ran.exit_code in (1, 2)
    assert numbered.files() == before


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
def test_a_scan_may_be_a_picture(numbered, form):
    data = picture(form)
    numbered.done("approve", A, *AGREED, "--scan", scan(numbered, "scan", data))
    assert numbered.event("2564/memo/1389.2")["scan_sha256"] == sha256(data).hexdigest()


def test_without_a_plan_an_order_becomes_no_duty(numbered):
    (numbered.folder / "plan.yaml").unlink()
    before = numbered.files()
    assert ("file-missing", "plan.yaml", 0, 0) in numbered.run("approve", A, *ORDERED, *DUTY).said
    assert numbered.files() == before
    assert numbered.done("approve", A, *ORDERED).codes == []


def test_a_copy_to_file_tells_what_it_leaves_blank(desk):
    assert desk.done("memo", A, "--as", "filed").said == [("memo-filed-blank", A, 2, 1)]
    desk.done("register", A, "--number", "1389/2564")
    desk.done("approve", A, *AGREED)
    assert desk.done("memo", A, "--as", "filed").said == []
