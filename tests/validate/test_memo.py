"""A memo beside its workspace: what is accepted, every place involved, and what is told of it in one run."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen import resources
from reportgen.diagnostics import Diagnostic, Severity, Span
from reportgen.errors import Stop
from reportgen.model.memo import Item, Listing
from reportgen.model.source import Source
from reportgen.sources import Shipped, gather_memo
from reportgen.validate.memo import ValidMemo, validate_memo
from reportgen.workspace import FILE_UNREADABLE, MANIFEST

BASE = Path(__file__).parents[1] / "bad/base"
FILE = "memos/m.yaml"
SHIPPED = Shipped(resources.profiles(), resources.profile)
SOUND = """\
unit: ฝตป.
number: ว 12 / ๒๕๖๔
date: 24 ธ.ค. 2564
urgency: ด่วนที่สุด
secrecy: ลับ
subject: |
  ขอความเห็นชอบแนวทาง/วิธีการติดตามและประเมินผลโครงการ ประจำปี 2565 ของ
  คณะอนุกรรมการติดตามและประเมินผลการใช้จ่ายงบประมาณ สสว.
to: [ผอ.สสว., ประธานอนุกรรมการ]
via:
  - ฝพป. (ส่วนพัฒนา)
  - ผู้อำนวยการฝ่ายติดตามและประเมินผล
  - wichai
body:
  - ตามที่คณะอนุกรรมการฯ มีมติ นั้น
  - heading: ข้อพิจารณา
  - >-
    ค่าใช้จ่าย ๑,๕๐๐ บาท (หนึ่งพันห้าร้อยบาทถ้วน) ต่อครั้ง และ 0.50 บาท (ห้าสิบสตางค์)
    รวม 1.5 ล้านบาท (โดยประมาณ)
  - list:
      - 1,500 รายต่อปี
      - 12.30 น. ของทุกวัน
      - text: ติดตาม
        list:
          - text: ไตรมาส
            list:
              - text: เดือน
                list:
                  - สัปดาห์
  - table:
      columns: [ไตรมาส, แผน, ผล]
      align: [กลาง, ขวา, ขวา]
      widths: [1, 2, 2]
      rows:
        - [ที่ 1, "32", "28"]
        - [รวม, "32", "28"]
      total: แถวสุดท้าย
attachments:
  - {title: แนวทาง, file: annex/แนวทาง.pdf}
  - {title: แบบรายงาน, file: ../forms/แบบ.docx}
  - {title: รายงาน, paper: quarterly 2565-q1}
signer:
  - somjai
  - person: wichai
    acting: {phrase: ลงนามแทน, for: ประธานอนุกรรมการ}
approver: wichai
request: อนุมัติ
copies: [ฝพป.]
drafter: {section: ส่วนติดตาม, by: ภัทรา, checked: รอง ผอ.ฝตป.}
record:
  received: {by: ทป. (อ), number: 1421 / 64, date: 24 ธ.ค. 2564, time: 16.00, receiver: Pink}
  decided: {date: 24 ธ.ค. 2564, result: เห็นชอบและสั่งการ, order: ให้ใช้เงิน 5 บาท (หนึ่งบาทถ้วน)}
"""
SHORT = "unit: ฝตป.\nsubject: ก\nto: ผอ.สสว.\nbody: [ข]\nsigner: somjai\n"

Read = Callable[[str], bytes | None]


@cache
def sources(text: bytes) -> tuple[Source, Source, Source]:
    files = {MANIFEST: (BASE / MANIFEST).read_bytes(), FILE: text}
    found = gather_memo(files.get, SHIPPED, FILE)
    assert found.workspace and found.profile and found.memo, found.diagnostics
    return found.workspace, found.profile, found.memo


def validated(text: str | bytes, read: Read = lambda name: b"%PDF") -> ValidMemo:
    return validate_memo(*sources(text if isinstance(text, bytes) else text.encode()), read)


def told(text: str | bytes, read: Read = lambda name: b"%PDF") -> list[tuple[str, ...]]:
    """Each diagnostic's code and its places, in the order of the file."""
    found = sorted(validated(text, read).diagnostics, key=lambda each: each.spans[0])
    return [(each.code, *(f"{span.line}:{span.column}" for span in each.spans)) for each in found]


def test_a_memo_with_everything_is_accepted() -> None:
    names: list[str] = []

    def read(name: str) -> bytes:
        names.append(name)
        return b"%PDF"

    result = validated(SOUND, read)
    assert result.diagnostics == ()
    assert result.memo and result.memo.subject.count("\n") >= 1
    assert names == ["memos/annex/แนวทาง.pdf", "memos/../forms/แบบ.docx"]


def test_a_short_memo_is_accepted() -> None:
    assert told(SHORT) == []


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_places_are_the_same_however_the_file_was_saved(mark: bytes, end: str) -> None:
    assert validated(mark + SOUND.replace("\n", end).encode()).diagnostics == ()
    wrong = SOUND.replace("หนึ่งพันห้าร้อยบาทถ้วน", "หนึ่งพันบาทถ้วน").replace("wichai\nrequest", "ใคร\nrequest")
    approver = SOUND.splitlines().index("approver: wichai") + 1
    assert told(mark + wrong.replace("\n", end).encode()) == [
        ("money-words-differ", "17:5"),
        ("reference-unknown", f"{approver}:11"),
    ]


@pytest.mark.parametrize(
    ("number", "date", "expected"),
    [
        ("1389/2564", "24 ธันวาคม 2564", []),
        ("1389/2564", "ธันวาคม 2564", []),
        ("1389/2564", "2021-12", []),
        ("1389/2564", "", []),
        ("/2564", "มกราคม 2565", [("memo-number-year", "1:9", "2:7")]),
        ("1389/2564", "2022-01-03", [("memo-number-year", "1:9", "2:7")]),
    ],
)
def test_numbers_run_by_calendar_year(number: str, date: str, expected: list[tuple[str, ...]]) -> None:
    assert told(f"number: {number}\ndate: {date}\n{SHORT}") == expected


@pytest.mark.parametrize(
    ("date", "decided", "early"),
    [
        ("24 ธันวาคม 2564", "24 ธันวาคม 2564", False),
        ("24 ธันวาคม 2564", "23 ธันวาคม 2564", True),
        ("ธันวาคม 2564", "1 ธันวาคม 2564", False),
        ("ธันวาคม 2564", "30 พฤศจิกายน 2564", True),
        ("", "30 พฤศจิกายน 2564", False),
    ],
)
def test_a_decision_is_not_earlier_than_its_memo(date: str, decided: str, early: bool) -> None:
    record = f"record:\n  decided:\n    date: {decided}\n    result: เห็นชอบ\n"
    found = told(f"date: {date}\n{SHORT}approver: wichai\n{record}")
    assert found == ([("record-decided-early", "10:11", "1:7")] if early else [])


def missing(name: str) -> bytes | None:
    return None


def outside(name: str) -> bytes | None:
    raise PermissionError(name)


def a_folder(name: str) -> bytes | None:
    raise Stop(Diagnostic(FILE_UNREADABLE, (Span(name),), {"file": name, "cause": "Is a directory"}))


@pytest.mark.parametrize(
    ("number", "read", "code", "severity"),
    [
        ("", missing, "attachment-missing", Severity.WARNING),
        ("/2564", missing, "attachment-missing", Severity.WARNING),
        ("1389/2564", missing, "attachment-absent", Severity.ERROR),
        ("", outside, "attachment-outside", Severity.ERROR),
        ("", a_folder, "file-unreadable", Severity.ERROR),
    ],
)
def test_attachments(number: str, read: Read, code: str, severity: Severity) -> None:
    text = f"number: {number}\n{SHORT}attachments:\n  - title: แนวทาง\n    file: แนวทาง.pdf\n"
    (found,) = validated(text, read).diagnostics
    (place,) = found.spans
    assert (found.code, found.severity, place.file, place.line, place.column) == (code, severity, FILE, 9, 11)


@pytest.mark.parametrize("attachment", ["สำเนาคำสั่ง จำนวน 1 ฉบับ", "title: สำเนาคำสั่ง"])
@pytest.mark.parametrize("number", ["", "1389/2564"])
def test_what_is_on_paper_only_needs_no_file(attachment: str, number: str) -> None:
    found = validated(f"number: {number}\n{SHORT}attachments:\n  - {attachment}\n", missing)
    assert found.diagnostics == ()
    assert found.memo is not None and str(found.memo.attachments[0].title).startswith("สำเนาคำสั่ง")


@pytest.mark.parametrize(
    ("to", "is_told"),
    [
        ("ผอ.สสว.", True),
        ("[ผอ.สสว., ประธานอนุกรรมการ]", False),
        ("ผู้อำนวยการทุกฝ่าย", False),
        ("ผู้บริหารตามรายชื่อแนบท้าย", False),
    ],
)
def test_a_number_of_circulars_is_for_circulars(to: str, is_told: bool) -> None:
    lines = [line if not line.startswith("to:") else f"to: {to}" for line in SHORT.splitlines()]
    text = "\n".join(["number: ว 12/2565", *lines, ""])
    assert told(text) == [("memo-number-circular", "1:9")] * is_told


def test_a_file_may_be_named_alone() -> None:
    text = f"{SHORT}attachments:\n  - annex/แนวทาง.PDF\n"
    assert told(text) == []
    assert told(text, missing) == [("attachment-missing", "7:5")]


@pytest.mark.parametrize("name", [r"C:\งาน\แนวทาง.pdf", r"\\server\งาน\แนวทาง.pdf", "D:/แนวทาง.pdf"])
def test_a_file_on_a_drive_of_windows_is_outside(name: str) -> None:
    text = f"{SHORT}attachments:\n  - title: แนวทาง\n    file: {name}\n"
    assert told(text, missing) == [("attachment-outside", "8:11")]


@pytest.mark.parametrize(
    ("signer", "place"),
    [
        ("signer: {person: somjai, acting: ทำการแทน}", "1:34"),
        ("signer:\n  person: somjai\n  acting: ทำการแทน", "3:11"),
        ("signer:\n  - wichai\n  - person: somjai\n    acting: ทำการแทน", "4:13"),
    ],
)
def test_a_signer_alone_has_its_place_as_one_in_a_list_has(signer: str, place: str) -> None:
    assert told(SHORT.replace("signer: somjai", "") + signer) == [
        ("acting-post-missing", f"{5 + int(place[0])}:{place[2:]}")
    ]


def test_a_person_named_in_full_is_told_the_id() -> None:
    (found,) = validated(f"{SHORT}approver: นายวิชัย ตัวอย่าง\n").diagnostics
    assert found.args["nearest"] == "wichai"


def test_a_memo_may_go_through_the_post_that_somebody_acts_for() -> None:
    memo = SHORT.encode() + "via: ผชช.\n".encode()
    assert told(memo) == [("via-unknown", "6:6")]
    post = "    position: ผู้อำนวยการสำนักงาน\n"
    agency = (BASE / MANIFEST).read_text("utf-8")
    assert agency.count(post) == 1
    acting = agency.replace(post, post + "    acting: รักษาการแทนผชช.\n").encode()
    found = gather_memo({MANIFEST: acting, FILE: memo}.get, SHIPPED, FILE)
    assert found.workspace and found.profile and found.memo
    checked = validate_memo(found.workspace, found.profile, found.memo, lambda name: b"%PDF")
    assert checked.diagnostics == ()


@pytest.mark.parametrize(
    "via",
    [
        "ผู้อำนวยการฝ่ายพัฒนาผู้ประกอบการ", "ผอ.ฝพป.", "รอง ผอ.ฝพป. (ว่าง)", "ฝพป. (อ)", "somjai",
        "รองผู้อำนวยการสำนักงาน", "ผอ.สสว.", "หัวหน้ากลุ่มตรวจสอบภายใน", "ผู้อำนวยการกองคลัง", "เลขาธิการ",
    ],
)  # fmt: skip
def test_a_memo_may_go_through_any_post(via: str) -> None:
    assert told(f"{SHORT}via: {via}\n") == []


@pytest.mark.parametrize("via", ["ฝกช.", "กตน", "ฝ่ายพัฒนาผุ้ประกอบการ", "somjay"])
def test_a_unit_or_person_that_is_mistyped_is_told(via: str) -> None:
    assert told(f"{SHORT}via: {via}\n") == [("via-unknown", "6:6")]


def test_everything_wrong_is_told_in_one_run() -> None:
    wrong = """\
unit: ฝตบ.
number: 1389/2565
date: 24 ธันวาคม 2564
urgency: ด่วนทีสุด
subject: ขอใช้เงิน 150 บาท (หนึ่งร้อยบาทถ้วน) ตาม [[2565-q1:total.spent
to:
via: [ทป., [ฝพป.]]
body:
  - - ก
  - list:
      - (1) ก
      - ""
  - heading: ข
    list: [ค]
  - list:
      - (1) ก
  - table:
      columns: [ก, ข]
      rows: [[ก], [ข, ค]]
attachments:
  - title: ก
    file:
signers: somjay
approver: [wichai]
record:
  decided: {date: 1 ธันวาคม 2564, result: เห็นชอบ}
"""
    assert told(wrong) == [
        ("reference-unknown", "1:7"),
        ("memo-number-year", "2:9", "3:7"),
        ("choice-unknown", "4:10"),
        ("money-words-differ", "5:29"),
        ("citation-unclosed", "5:51"),
        ("value-empty", "6:1"),
        ("via-unknown", "7:7"),
        ("text-expected", "7:12"),
        ("text-expected", "9:5"),
        ("value-empty", "12:9"),
        ("block-mixed", "14:5"),
        ("list-number-typed", "16:9"),
        ("table-row-uneven", "19:14"),
        ("attachment-empty", "21:5"),
        ("key-unknown", "23:1"),
        ("text-expected", "24:1"),
        ("record-decided-early", "26:19", "3:7"),
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # a misspelt key is not also missing, nor what it holds unknown
        (("signer: somjai", "singer: somjay"), [("key-unknown", "5:1")]),
        # there is an approver, though not one that can be read
        (("signer:", "approver: {id: wichai}\nsigner:"), [("text-mapping", "5:12")]),
        # a date that cannot be read is neither of another year nor later than the decision
        (("unit:", "date: 31 กุมภาพันธ์ 2566\nnumber: 1/2564\nunit:"), [("date-no-such-day", "1:7")]),
        # one head forgotten, not three rows too long
        (
            ("body: [ข]", "body:\n  - table:\n      columns: [ก]\n      rows: [[ก, ข], [ค, ง], [จ, ฉ]]"),
            [("table-columns-uneven", "6:7")],
        ),
        # a fifth level is told once, not each level below it
        (
            ("body: [ข]", "body: [{list: " + "[{text: ก, list: " * 6 + "[ข]" + "}]" * 6 + "}]"),
            [("list-too-deep", f"4:{len('body: [{list: ') + 4 * len('[{text: ก, list: ') + 1}")],
        ),
    ],
)
def test_what_only_follows_is_not_told(change: tuple[str, str], expected: list[tuple[str, ...]]) -> None:
    record = "record:\n  decided: {date: 24 ธันวาคม 2564, result: เห็นชอบ}\n"
    text = SHORT.replace(*change) + record
    assert told(text if "approver" in text else f"{text}approver: wichai\n") == expected


WRITTEN = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0xE7F, exclude_categories=["Cc", "Cn", "Cs"])
)
TYPED_NUMBER = re.compile(r"\s*\(?[\dก-ฮ]")


@given(subject=WRITTEN, paragraph=WRITTEN, item=WRITTEN)
def test_any_text_is_accepted(subject: str, paragraph: str, item: str) -> None:
    """Nothing of what staff write is judged but citations, amounts with their words, and typed numbers."""
    texts = (subject, paragraph, item)
    assume(all(text.strip() and "[[" not in text for text in texts))
    assume(not TYPED_NUMBER.match(item))
    workspace, profile, short = sources(SHORT.encode())
    tree = {"unit": "ฝตป.", "subject": subject, "to": "ผอ.", "signer": "somjai"}
    memo = Source(FILE, {**tree, "body": [paragraph, {"list": [item, {"text": item}]}]}, short.map)
    result = validate_memo(workspace, profile, memo, missing)
    assert result.diagnostics == ()
    assert result.memo
    first, second = result.memo.body
    assert isinstance(second, Listing) and isinstance(second.list[1], Item)
    assert (result.memo.subject, first, second.list[0], second.list[1].text) == (
        subject,
        paragraph,
        item,
        item,
    )


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1", "หนึ่งบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("๑,๐๐๐,๐๐๑.๐๐", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("0.50", "ห้าสิบสตางค์"),
        ("2,500,000.25", "สองล้านห้าแสนบาทยี่สิบห้าสตางค์"),
    ],
)
def test_an_amount_and_its_words(amount: str, words: str) -> None:
    """Words by hand, after the Royal Society's reading of numbers (เอ็ด in the ones after a higher digit)."""
    assert told(SHORT.replace("[ข]", f'["{amount} บาท ({words}) นั้น"]')) == []
    assert told(SHORT.replace("[ข]", f'["9{amount} บาท ({words}) นั้น"]')) == [
        ("money-words-differ", f"4:{len('body: [') + len(amount) + len('x9 บาท (') + 1}")
    ]
