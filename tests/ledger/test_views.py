"""Finding a file by its hash, and the rows that an export shows."""

from __future__ import annotations

from datetime import date

from reportgen import ledger
from reportgen.ledger import HEADERS, Match


def test_files_are_found_by_their_hash(desk):
    desk.register()
    desk.register(1390, desk.memo("memos/b.yaml", docx_sha256=None, content_sha256="e" * 64))
    desk.decide(made=desk.decision("ส่งคืนแก้ไข", scan_sha256="c" * 64))
    desk.register(paper=desk.memo(docx_sha256="d" * 64))
    desk.decide(made=desk.decision(scan_sha256="f" * 64, docx_sha256="d" * 64))
    found = ledger.entry(desk.folder, desk.number())

    def look(letter: str) -> list[tuple[int, str, bool]]:
        matches = ledger.find_by_hash(desk.folder, letter * 64)
        return [(match.entry.number.number, match.role, match.is_current) for match in matches]

    assert look("a") == [(1389, "docx", False)]
    assert look("b") == [(1389, "content", True)], "each once, though it was recorded twice"
    assert look("c") == [(1389, "scan", False)]
    assert look("d") == [(1389, "docx", True)]
    assert look("e") == [(1390, "content", True)]
    assert look("0") == []
    assert ledger.find_by_hash(desk.folder, "F" * 64) == (Match(found, "scan", True),)


def test_a_decision_written_into_the_file_makes_the_file_before_an_old_one(desk):
    desk.register()
    desk.decide(made=desk.decision(content_sha256="e" * 64))
    current = {letter: ledger.find_by_hash(desk.folder, letter * 64)[0].is_current for letter in "be"}
    assert current == {"b": False, "e": True}


def test_rows(desk):
    desk.register()
    desk.decide(made=desk.decision("เห็นชอบและสั่งการ", order_text="เวียนทุกฝ่าย", scan_sha256="c" * 64))
    desk.reserve(1390)
    desk.register(7, desk.memo(date=None, docx_sha256=None))
    desk.cancel(7)
    desk.path(8).write_bytes(b"")
    rows = ledger.rows(ledger.entries(desk.folder).entries, {"memo": "บันทึกข้อความ"})
    assert all(len(row) == len(HEADERS) for row in rows)
    paper = "memos/2564-11-23-guideline.yaml"
    subject, at = "ขอความเห็นชอบเผยแพร่แนวทาง", "23 พ.ย. 2564 14:05"
    start = (2564, "ฝตป.", "บันทึกข้อความ")
    assert rows == (
        (*start, 7, "", subject, "ยกเลิก", "", "", "พิมพ์ผิด", "pimonlapha", at, paper, "", ""),
        (*start, 8, "", "", "อ่านไม่ได้", "", "", "", "", "", "", "", ""),
        (*start, 1389, "23 พ.ย. 2564", subject, "เห็นชอบและสั่งการ", "29 พ.ย. 2564", "เวียนทุกฝ่าย", "",
         "pimonlapha", at, paper, "a" * 64, "c" * 64),
        (*start, 1390, "", "", "จองไว้", "", "", "รอเรื่อง", "pimonlapha", at, "", "", ""),
    )  # fmt: skip


def test_a_short_year_in_a_row_has_no_place(desk):
    desk.register(paper=desk.memo(date=date(2021, 1, 2)))
    (row,) = ledger.rows(ledger.entries(desk.folder).entries)
    assert (row[2], row[4]) == ("memo", "2 ม.ค. 2564")
