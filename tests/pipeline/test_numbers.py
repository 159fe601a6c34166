"""Numbers reserved, given, cancelled and taken in turn, of memos and of circulars, as a secretary does it."""

from __future__ import annotations

import pytest

A, B = "memos/a.yaml", "memos/b.yaml"
GIVEN = ("--date", "29 พ.ย. 2564", "--result", "เห็นชอบ")
PLACE = "secretariat: ฝตป.\n"
OWN_REGISTER = (PLACE, f"{PLACE}numbering: {{next: ใช่, start: [1390/2564, ว 12/2564]}}\n")
CODE = ("    extension: 3158\n", "    extension: 3158\n    code: อว 0606\n")
CENTRAL = ("profile: osmep", "profile: central")


def approved(desk, number: str = "1389/2564") -> None:
    desk.done("register", A, "--number", number)
    desk.done("approve", A, *GIVEN)


# Reserving


def test_a_number_is_kept_for_a_paper_to_come(desk):
    ran = desk.done("reserve", "๑๓๙๐ / ๒๕๖๔", "--reason", "หนังสือถึงจังหวัด")
    assert ran.lines == ["ฝตป. 1390/2564"]
    assert desk.event("2564/memo/1390.1")["reason"] == "หนังสือถึงจังหวัด"
    assert desk.done("register", A, "--number", "1390/2564").lines == ["ฝตป. 1390/2564"]


@pytest.mark.parametrize(
    "words", [("ฝกบ. 7/2564",), ("7/2564", "--unit", "ฝกบ."), ("7/2564", "--unit", "ฝ่ายการเงินและบัญชี")]
)
def test_a_number_is_of_the_unit_that_is_named(desk, words):
    assert desk.done("reserve", *words, "--reason", "ก").lines == ["ฝกบ. 7/2564"]
    assert desk.done("reserve", "7/2564", "--reason", "ข").lines == ["ฝตป. 7/2564"]


# Cancelling


def test_a_cancelled_memo_may_be_registered_anew(desk):
    before = desk.text(A)
    desk.done("register", A, "--number", "1389/2564")
    ran = desk.done("cancel", A, "--reason", "เลขซ้ำกับทะเบียน")
    assert ran.said == [("number-cleared", A, 0, 0)]
    assert desk.text(A).replace(" ", "") == before.replace(" ", "")
    assert [desk.event(f"2564/memo/1389.{place}")["event"] for place in (1, 2)] == ["registered", "cancelled"]
    assert desk.run("register", A, "--number", "1389/2564").codes == ["number-cancelled"]
    desk.done("memo", A)
    desk.done("register", A, "--number", "1391/2564")


def test_a_cancelled_number_gives_way_in_the_file(desk):
    desk.done("register", A, "--number", "1389/2564")
    desk.done("cancel", "1389/2564", "--reason", "ออกเลขผิด")
    assert desk.run("check", A).said == [("memo-number-void", A, 2, 9)]
    desk.done("register", A, "--number", "1391/2564")
    assert "number: 1391/2564" in desk.text(A)
    assert desk.run("check", A).said == []


def test_cancelling_goes_on_where_a_run_stopped(desk):
    desk.done("register", A, "--number", "1389/2564")
    desk.done("cancel", "1389/2564", "--reason", "ออกเลขผิด")  # as if killed before the file was written
    assert desk.done("cancel", A, "--reason", "ออกเลขผิด").codes == ["number-cleared"]
    assert "1389" not in desk.text(A)


def test_a_decided_memo_keeps_its_cancelled_number(desk):
    approved(desk)
    before = desk.text(A)
    assert desk.done("cancel", A, "--reason", "ถอนเรื่อง").codes == ["number-kept"]
    assert desk.text(A) == before
    assert desk.run("check", A).said == []
    assert desk.run("register", A, "--number", "1391/2564").codes == ["memo-number-has"]


# Circulars


def test_a_circular_is_numbered_in_the_register_of_memos(desk):
    approved(desk)
    desk.done("register", A, "--circular", "--number", "1402/2564", "--date", "๑ ธ.ค. ๒๕๖๔")
    assert "  date: 1 ธันวาคม 2564   # รอเลข" in desk.text(A)
    assert desk.text(A).rstrip().endswith("number: 1402/2564")
    given = desk.event("2564/memo/1402.1")
    assert (given["date"], given["subject"]) == ("2021-12-01", "เผยแพร่แนวทาง")
    assert desk.run("check", A).said == []
    assert desk.run("register", B, "--number", "1402/2564").codes == ["number-taken"]
    assert desk.done("verify", A).lines == ["ฝตป. 1402/2564 · YAML · ออกเลขแล้ว"]
    desk.done("circular", A)


@pytest.mark.parametrize("typed", ["98/2564", "ว 98/2564", "อว 0606/ว ๙๘", "ฝตป./ว98"])
def test_a_circular_has_a_series_of_its_own_in_the_central_form(desk, typed):
    desk.change("reportgen.yaml", CENTRAL, CODE)
    approved(desk, "98/2564")
    ran = desk.done("register", A, "--circular", "--number", typed)
    assert ran.lines == ["ฝตป. ว 98/2564"]
    assert desk.text(A).rstrip().endswith("number: ว 98/2564")
    assert desk.run("check", A).said == []
    assert desk.event("2564/circular/98.1")["date"] is None


def test_the_memo_s_own_number_is_not_its_circular_s(desk):
    desk.change(A, ("number:            # รอทะเบียน", "number: 1389/2564"))
    desk.change(A, ("record: ", "record: # ผล\n  decided: {date: 29 พ.ย. 2564, result: เห็นชอบ}\n#"))
    before = desk.files()
    ran = desk.run("register", A, "--circular", "--number", "1389/2564")
    assert [each for each in ran.said if each[0] == "circular-number-of-memo"] == [
        ("circular-number-of-memo", A, desk.line(A, "number:"), 9)
    ]
    assert desk.files() == before


# What a numbered paper says


@pytest.mark.parametrize(
    "old, new",
    [
        ("subject: ขอความเห็นชอบเผยแพร่แนวทาง", "subject: ขอความเห็นชอบแนวทางใหม่"),
        ("  - จึงเรียนมาเพื่อพิจารณา", "  - จึงเรียนมาเพื่อพิจารณาอนุมัติ"),
    ],
)
def test_a_numbered_memo_that_was_altered_is_told_and_not_printed(desk, old, new):
    approved(desk)
    assert desk.run("check", A).said == []
    desk.change(A, (old, new))
    place = ("memo-altered", A, desk.line(A, "number:"), 9)
    for words in (("check", A), ("memo", A, "--as", "filed"), ("circular", A)):
        ran = desk.run(*words)
        assert ran.said == [place] and ran.exit_code == 1
    assert not (desk.folder / "out/memos").exists()


def test_what_is_recorded_later_is_no_alteration(desk):
    approved(desk)
    desk.change(A, ("number: 1389/2564", "number: 1389/2564  # จากทะเบียน"))
    desk.done("register", A, "--circular", "--number", "1402/2564", "--date", "1 ธ.ค. 2564")
    assert desk.run("check", A).said == []
    desk.change(A, ("  body: [จึงเรียนมาเพื่อโปรดทราบ]", "  body: [จึงเรียนมาเพื่อทราบ]"))
    assert desk.run("check", A).codes == ["memo-altered"]


def test_a_memo_sent_back_may_say_something_else(desk):
    desk.done("register", A, "--number", "1389/2564")
    desk.done("approve", A, "--date", "29 พ.ย. 2564", "--result", "ส่งคืนแก้ไข")
    desk.change(A, ("  - จึงเรียนมาเพื่อพิจารณา", "  - จึงเรียนมาเพื่อพิจารณาอนุมัติ"))
    assert "memo-altered" not in desk.run("check", A).codes


def test_a_circular_s_number_is_cancelled(desk):
    approved(desk)
    desk.done("register", A, "--circular", "--number", "1402/2564")
    desk.done("cancel", A, "--circular", "--reason", "ออกผิดวัน")
    assert "1402" not in desk.text(A)
    assert "number: 1389/2564" in desk.text(A)
    desk.done("register", A, "--circular", "--number", "1403/2564")


# The code of a unit


@pytest.mark.parametrize("typed", ["56/2564", "อว 0606/56", "อว ๐๖๐๖/๕๖", "ที่ อว 0606/56"])
def test_a_central_number_bears_the_code_and_is_kept_under_the_unit(desk, typed):
    desk.change("reportgen.yaml", CENTRAL, CODE)
    assert desk.done("register", A, "--number", typed).lines == ["ฝตป. 56/2564"]
    desk.done("memo", A, "--as", "filed")
    from reportgen.ooxml.canonical import canonical_text
    from reportgen.ooxml.package import read_parts

    (paper,) = (desk.folder / "out/memos").glob("*.docx")
    assert "อว\u00a0๐๖๐๖/๕๖" in "\n".join(canonical_text(read_parts(paper.read_bytes())))


# The register that reportgen keeps


def test_the_next_number_of_a_register_that_reportgen_keeps(desk):
    desk.change("reportgen.yaml", OWN_REGISTER)
    desk.done("reserve", "1391/2564", "--reason", "หนังสือถึงจังหวัด")
    assert desk.done("register", A, "--next").lines == ["ฝตป. 1390/2564"]
    assert desk.done("register", B, "--next").lines == ["ฝตป. 1392/2564"]
    assert "number: 1392/2564" in desk.text(B)
    desk.done("approve", A, *GIVEN)
    assert desk.done("register", A, "--circular", "--next").lines == ["ฝตป. 1393/2564"]


def test_each_series_and_year_begins_by_itself(desk):
    desk.change("reportgen.yaml", OWN_REGISTER, CENTRAL)
    desk.change(B, ("date: 23 พฤศจิกายน 2564", "date: 3 มกราคม 2565"), ("24 พ.ย. 2564", "4 ม.ค. 2565"))
    desk.change(B, ("date: ธันวาคม 2564", "date: มกราคม 2565"))
    assert desk.done("register", B, "--next").lines == ["ฝตป. 1/2565"]
    desk.done("register", A, "--next")
    desk.done("approve", A, *GIVEN)
    assert desk.done("register", A, "--circular", "--next").lines == ["ฝตป. ว 12/2564"]


def test_the_next_number_is_not_taken_twice_by_a_run_that_stopped(desk):
    desk.change("reportgen.yaml", OWN_REGISTER)
    before = desk.text(A)
    desk.done("register", A, "--next")
    (desk.folder / A).write_text(before, "utf-8")  # as if killed before the file was written
    assert desk.done("register", A, "--next").lines == ["ฝตป. 1390/2564"]
    assert desk.done("register", B, "--next").lines == ["ฝตป. 1391/2564"]


# Faults, of which nothing is written

NEXT = ("register", A, "--next")
BAD = {
    "no reason": ([], ("reserve", "1/2564", "--reason", "  "), "reason-missing", "", 0, 0),
    "the unit's name for its id": (
        [(A, "unit: ฝตป.", "unit: ฝ่ายติดตามและประเมินผล")],
        ("register", A, "--number", "1/2564"), "reference-unknown", A, 1, 7,
    ),
    "no reason to cancel": ([], ("cancel", "1/2564", "--reason", ""), "reason-missing", "", 0, 0),
    "no number": ([], ("reserve", "เลขถัดไป", "--reason", "ก"), "ledger-number-unreadable", "", 0, 0),
    "short year": ([], ("cancel", "1389/64", "--reason", "ก"), "ledger-number-unreadable", "", 0, 0),
    "unknown unit": (
        [], ("reserve", "1/2564", "--unit", "ฝฝฝ.", "--reason", "ก"),
        "reference-unknown", "reportgen.yaml", 0, 0,
    ),
    "two units": (
        [], ("reserve", "ฝกบ. 1/2564", "--unit", "ฝตป.", "--reason", "ก"), "number-unit-differs", "", 0, 0,
    ),
    "unit of another": ([], ("register", A, "--number", "ฝกบ. 1389/2564"), "number-unit-differs", A, 0, 0),
    "no such series": ([], ("reserve", "ว 1/2564", "--reason", "ก"), "circular-series-none", "", 0, 0),
    "no such series of it": ([], ("register", A, "--number", "ว 1/2564"), "circular-series-none", A, 0, 0),
    "not ours to number": ([], NEXT, "number-next-refused", A, 0, 0),
    "no day": (
        [("reportgen.yaml", *OWN_REGISTER), (A, "date: 23 พฤศจิกายน 2564", "date:")],
        NEXT, "number-year-unknown", A, 0, 0,
    ),
    "central without a day": (
        [("reportgen.yaml", *CENTRAL), (A, "date: 23 พฤศจิกายน 2564", "date:")],
        ("register", A, "--number", "ฝตป./56"), "number-year-unknown", A, 0, 0,
    ),
    "another day": (
        [], ("register", A, "--number", "1/2564", "--date", "24 พ.ย. 2564"), "paper-day-differs", A, 3, 7,
    ),
    "another month": (
        [(A, "date: 23 พฤศจิกายน 2564", "date: พฤศจิกายน 2564")],
        ("register", A, "--number", "1/2564", "--date", "1 ธ.ค. 2564"), "paper-day-differs", A, 3, 7,
    ),
    "no day at all": (
        [], ("register", A, "--number", "1/2564", "--date", "31 พ.ย. 2564"), "date-no-such-day", "", 0, 0,
    ),
    "another year": ([], ("register", A, "--number", "1/2565"), "memo-number-year", A, 3, 7),
    "before approval": (
        [], ("register", A, "--circular", "--number", "1/2564"), "circular-undecided", A, 11, 1,
    ),
    "nothing to cancel": ([], ("cancel", A, "--reason", "ก"), "memo-number-absent", A, 0, 0),
    "no circular": ([], ("cancel", A, "--circular", "--reason", "ก"), "memo-number-absent", A, 0, 0),
    "unreadable start": (
        [("reportgen.yaml", PLACE, f"{PLACE}numbering:\n  next: ใช่\n  start: 1390\n")],
        NEXT, "document-number-unreadable", "reportgen.yaml", "  start: 1390", 10,
    ),
    "unknown choice": (
        [("reportgen.yaml", PLACE, f"{PLACE}numbering: {{next: yes}}\n")],
        NEXT, "choice-unknown", "reportgen.yaml", "numbering:", 19,
    ),
    "both or neither": ([], ("register", A), "usage", "", 0, 0),
    "a file and a unit": ([], ("cancel", A, "--unit", "ฝตป.", "--reason", "ก"), "usage", "", 0, 0),
}  # fmt: skip
"""Texts changed (file, old, new), the command, and the code, file, line and column that must be told."""


@pytest.mark.parametrize("name", BAD)
def test_wrong(desk, name):
    changes, words, *expected = BAD[name]
    for file, *pair in changes:
        desk.change(file, tuple(pair))
    before, (code, file, line, column) = desk.files(), expected
    ran = desk.run(*words)
    assert (code, file, desk.line(file, line), column) in ran.said
    assert ran.exit_code in (1, 2)
    assert ran.lines == []
    assert desk.files() == before


LATER = {
    "given": (("reserve", "1389/2564", "--reason", "ก"), "number-taken"),
    "given to another": (("register", B, "--number", "1389/2564"), "number-taken"),
    "given to the circular": (
        ("register", A, "--circular", "--number", "1389/2564"), "circular-number-of-memo",
    ),
    "the circular has one": (("register", A, "--circular", "--number", "1403/2564"), "memo-number-has"),
    "void": (("register", B, "--number", "1404/2564"), "number-cancelled"),
    "void once more": (("cancel", "1404/2564", "--reason", "ก"), "number-cancelled"),
    "circular before its decision": (
        ("register", A, "--circular", "--number", "1402/2564", "--date", "28 พ.ย. 2564"), "paper-day-differs",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LATER)
def test_wrong_in_a_ledger_that_is_in_use(desk, name):
    approved(desk)
    if name != "given to the circular":
        desk.done("register", A, "--circular", "--number", "1402/2564")
    desk.done("cancel", "1404/2564", "--reason", "พิมพ์เสีย")
    before, (words, code) = desk.files(), LATER[name]
    assert code in desk.run(*words).codes
    assert desk.files() == before


def test_a_number_that_the_ledger_gave_to_another_paper(desk):
    desk.done("register", A, "--number", "1389/2564")
    desk.change(B, ("number:     ", "number: 1389/2564     "))
    assert desk.run("check", B).said == [("memo-number-of-another", B, 2, 9)]


def test_a_circular_s_number_that_is_not_in_the_ledger(desk):
    approved(desk)
    desk.change(A, ("  signer: pimonlapha\n", "  number: 1402/2564\n  signer: pimonlapha\n"))
    ((code, file, line, column),) = desk.run("check", A).said
    assert (code, file, column) == ("memo-number-unregistered", A, 11)
    assert desk.text(A).splitlines()[line - 1] == "  number: 1402/2564"


def test_a_series_whose_start_is_left_out_begins_at_one(desk):
    desk.change("reportgen.yaml", (PLACE, f"{PLACE}numbering: {{next: ใช่, start: /2564}}\n"))
    assert desk.done("register", A, "--next").lines == ["ฝตป. 1/2564"]
