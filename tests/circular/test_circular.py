"""A circular quotes the approval, goes to the units meant, and is made only of a memo that was approved."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from click.testing import CliRunner
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen import pipeline
from reportgen.cli import main
from reportgen.workspace import Settings, open_workspace

EXAMPLE = Path(__file__).parents[2] / "examples/fy2565"
MEMO = "memos/2564-11-23-guideline.yaml"
OUT = "out/memos/2564-11-23-guideline-เวียน"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

SUBJECT = (
    "เผยแพร่แนวทาง/วิธีการติดตามและประเมินผลโครงการ ประจำปี 2565 "
    "ของคณะอนุกรรมการติดตามและประเมินผลการใช้จ่ายงบประมาณ สสว."
)
QUOTE = (
    "ตามที่ ผอ.สสว. ได้เห็นชอบเมื่อวันที่ 29 พฤศจิกายน 2564 ตามบันทึกข้อความ ที่ ฝตป. 1389/2564 "
    f"ลงวันที่ 23 พฤศจิกายน 2564 เรื่อง ขอความเห็นชอบ{SUBJECT}"
)
NAMES = [
    "ทป.", "ฝ่ายการเงินและบัญชี", "ฝ่ายยุทธศาสตร์และแผน", "ฝ่ายบริหารความเสี่ยงและควบคุมภายใน",
    "ฝ่ายเทคโนโลยีสารสนเทศ", "ฝ่ายความร่วมมือระหว่างประเทศ", "ฝ่ายศูนย์บริการและเครือข่ายพื้นที่",
    "ฝ่ายพัฒนาผู้ประกอบการ", "ฝ่ายพัฒนาคลัสเตอร์", "ฝ่ายพัฒนาตลาด", "ฝ่ายพัฒนาการให้บริการทางธุรกิจ",
]  # fmt: skip
"""Every unit of the example's reportgen.yaml but its own, ฝตป., as they stand there."""
ORDER = "    result: เห็นชอบและสั่งการ\n    order: ให้รายงานผล\n      ทุกไตรมาส"


@dataclass(frozen=True)
class Desk:
    """The example, in which texts may be changed, and its circular."""

    folder: Path

    def change(self, old: str, new: str, name: str = MEMO) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (old, text.count(old))
        path.write_text(text.replace(old, new), "utf-8")

    def make(self, *, each: bool = False, pdf: bool = False) -> pipeline.Result:
        now = datetime(2022, 4, 5, tzinfo=UTC)
        settings = Settings(cwd=self.folder, environ={}, now=now, platform="linux")
        workspace = open_workspace(self.folder, settings)
        return pipeline.circular(workspace, MEMO, each=each, pdf=pdf, force=False)

    def lines(self, name: str = f"{OUT}.docx") -> list[str]:
        """The texts of the circular's paragraphs, made anew without an error."""
        assert [each.code for each in self.make().diagnostics if each.is_error] == []
        return lines(self.folder / name)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("out"))
    return Desk(tmp_path)


def root(path: Path) -> etree._Element:
    with ZipFile(path) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def lines(path: Path) -> list[str]:
    found = []
    for paragraph in root(path).iter(f"{W}p"):
        nodes = [node for node in paragraph.iterfind(f"{W}r/*") if node.tag != f"{W}rPr"]
        found.append("".join(node.text or "" if node.tag == f"{W}t" else " " for node in nodes))
    return [" ".join(line.replace("\u00a0", " ").split()) for line in found if line.strip()]


def rows(table: etree._Element) -> list[list[str]]:
    return [["".join(cell.itertext()) for cell in row.iterfind(f"{W}tc")] for row in table.iterfind(f"{W}tr")]


# What it says


def test_it_opens_by_quoting_the_approval_and_goes_on_with_staff_s_sentences(desk: Desk) -> None:
    told = desk.lines()
    at = told.index(f"{QUOTE} นั้น")
    assert told[at - 1] == "เรียน ผู้บริหารหน่วยงานภายใน สสว. ตามรายชื่อแนบท้าย"
    assert told[at - 2] == f"เรื่อง {SUBJECT}"
    assert told[at + 1].startswith("ฝตป. ในฐานะผู้ช่วยเลขานุการ จึงขอเวียนแจ้ง")
    assert told[at + 2] == "จึงเรียนมาเพื่อโปรดทราบ"
    assert told[at + 3].startswith("(นางพิมลภา สุวานิช)")


def test_nothing_of_the_approval_block_and_the_stamp_is_left(desk: Desk) -> None:
    text = "\n".join(desk.lines())
    for words in ("วิระพงษ์", "ผ่าน ทป.", "เลขที่รับ", "Pink", "หากเห็นชอบ", "29 พ.ย. 2564"):
        assert words not in text


def test_an_order_follows_the_approval(desk: Desk) -> None:
    desk.change("    result: เห็นชอบ", ORDER)
    assert f"{QUOTE} โดยสั่งการว่า “ให้รายงานผล ทุกไตรมาส” นั้น" in desk.lines()


@pytest.mark.parametrize(
    ("subject", "printed"),
    [
        ("ขออนุมัติแผนการลงพื้นที่", "แผนการลงพื้นที่"),
        ("แจ้งผลการขออนุมัติแผน", "แจ้งผลการขออนุมัติแผน"),
        ("ขออนุมัติ", "ขออนุมัติ"),
    ],
)
def test_the_subject_without_the_words_that_ask(desk: Desk, subject: str, printed: str) -> None:
    text = (desk.folder / MEMO).read_text("utf-8")
    text = re.sub(r"^subject: >-\n(?: .*\n)+", f"subject: {subject}\n", text, flags=re.MULTILINE)
    (desk.folder / MEMO).write_text(text, "utf-8")
    told = desk.lines()
    assert f"เรื่อง {printed}" in told
    assert any(line.endswith(f" เรื่อง {subject} นั้น") for line in told)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("อนุมัติ", "ได้อนุมัติเมื่อวันที่ 29"),
        ("อนุมัติและสั่งการ", "ได้อนุมัติเมื่อวันที่ 29"),
        ("ทราบ", "ได้รับทราบเมื่อวันที่ 29"),
        ("ลงนามแล้ว", "ได้ลงนามเมื่อวันที่ 29"),
    ],
)
def test_the_quotation_has_the_word_that_was_decided(desk: Desk, result: str, words: str) -> None:
    desk.change("    result: เห็นชอบ", ORDER.replace("เห็นชอบและสั่งการ", result))
    assert any(words in line for line in desk.lines())


def test_what_staff_write_wins(desk: Desk) -> None:
    desk.change("circular:\n", "circular:\n  subject: แจ้งเวียนแนวทาง\n  to: หัวหน้าส่วนทุกส่วน\n")
    told = desk.lines()
    assert "เรื่อง แจ้งเวียนแนวทาง" in told and "เรียน หัวหน้าส่วนทุกส่วน" in told


def test_its_number_is_its_own(desk: Desk) -> None:
    desk.change("circular:\n", "circular:\n  number: 15/2564\n")
    desk.change("date: ธันวาคม 2564", "date: 1 ธันวาคม 2564")
    told = desk.lines()
    assert "ที่ ฝตป. 15 / 2564 วันที่ 1 ธันวาคม 2564" in told
    assert told.count("แนบท้ายบันทึกข้อความ ที่ ฝตป. 15 / 2564 ลงวันที่ 1 ธันวาคม 2564") == 2


def test_the_central_form_has_a_series_of_circulars_and_thai_digits(desk: Desk) -> None:
    desk.change("profile: osmep", "profile: central", "reportgen.yaml")
    desk.change("circular:\n", "circular:\n  number: 98/2564\n")
    told = desk.lines()
    assert any(line.startswith("ที่ ฝตป./ว ๙๘ วันที่") for line in told)
    decided, numbered = "ได้เห็นชอบเมื่อวันที่ ๒๙ พฤศจิกายน ๒๕๖๔", "ที่ ฝตป./๑๓๘๙ ลงวันที่ ๒๓ พฤศจิกายน ๒๕๖๔"
    assert any(decided in line and numbered in line for line in told)
    assert not re.search("[0-9]", "".join(told[told.index("รายชื่อหน่วยงาน") :]))


# Whom it goes to


def test_the_annex_lists_every_unit_but_its_own_and_has_room_to_sign(desk: Desk) -> None:
    desk.lines()
    units, sheet = root(desk.folder / f"{OUT}.docx").iter(f"{W}tbl")
    numbered = [[str(number), name] for number, name in enumerate(NAMES, start=1)]
    assert rows(units) == [["ลำดับ", "หน่วยงาน"], *numbered]
    assert rows(sheet) == [
        ["ลำดับ", "หน่วยงาน", "ลายมือชื่อ", "วันที่"],
        *([*row, "", ""] for row in numbered),
    ]


def test_the_units_that_were_named_in_that_order(desk: Desk) -> None:
    desk.change("circular:\n", "circular:\n  units: [ฝพต., ฝกบ.]\n")
    desk.lines()
    units, _ = root(desk.folder / f"{OUT}.docx").iter(f"{W}tbl")
    assert rows(units)[1:] == [["1", "ฝ่ายพัฒนาตลาด"], ["2", "ฝ่ายการเงินและบัญชี"]]


def test_one_for_each_unit(desk: Desk) -> None:
    desk.change("circular:\n", "circular:\n  units: [ฝพต., ฝกบ.]\n")
    result = desk.make(each=True)
    assert [artifact.name for artifact in result.artifacts] == [f"{OUT}/ฝพต.docx", f"{OUT}/ฝกบ.docx"]
    for artifact, head in zip(
        result.artifacts, ("ผู้อำนวยการฝ่ายพัฒนาตลาด", "ผู้อำนวยการฝ่ายการเงินและบัญชี"), strict=True
    ):
        path = desk.folder / artifact.name
        assert f"เรียน {head}" in lines(path) and f"{QUOTE} นั้น" in lines(path)
        assert not list(root(path).iter(f"{W}tbl")) and "ใบเวียน" not in lines(path)
        assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.parametrize(
    ("change", "head"),
    [
        (("    name: ฝ่ายพัฒนาตลาด\n", "    name: ฝ่ายพัฒนาตลาด\n    head: รองเลขาธิการ\n"), "รองเลขาธิการ"),
        (("    position: ผอ.สสว.", "    position: หัวหน้าฝ่ายพัฒนาตลาด"), "หัวหน้าฝ่ายพัฒนาตลาด"),
        (("    position: ผอ.สสว.", "    position: รองผู้อำนวยการฝ่ายพัฒนาตลาด"), "ผู้อำนวยการฝ่ายพัฒนาตลาด"),
        (("profile: osmep", "profile: central"), "หัวหน้าฝ่ายพัฒนาตลาด"),
        (("name: ฝ่ายพัฒนาตลาด", "name: กองตลาด"), "ผู้อำนวยการกองตลาด"),
    ],
)  # fmt: skip
def test_the_head_of_a_unit_has_the_title_that_is_its_own(
    desk: Desk, change: tuple[str, str], head: str
) -> None:
    desk.change("circular:\n", "circular:\n  units: [ฝพต.]\n")
    desk.change(*change, "reportgen.yaml")
    (made, *_) = desk.make(each=True).artifacts
    assert f"เรียน {head}" in lines(desk.folder / made.name)


def test_a_unit_s_id_names_no_other_folder(desk: Desk) -> None:
    desk.change("id: ฝพต.", 'id: "../ฝพต"', "reportgen.yaml")
    made = {artifact.name for artifact in desk.make(each=True).artifacts}
    assert f"{OUT}/-ฝพต.docx" in made and len(made) == len(NAMES)


def test_each_unit_has_a_file_of_its_own_on_every_disk(desk: Desk) -> None:
    desk.change("id: ฝพต.", "id: ทป", "reportgen.yaml")
    desk.change("id: ฝพค.", "id: NUL", "reportgen.yaml")
    names = [artifact.name.removeprefix(f"{OUT}/") for artifact in desk.make(each=True).artifacts]
    assert len({name.casefold() for name in names}) == len(NAMES)
    assert {"ทป.docx", "ทป-2.docx", "_NUL.docx"} <= set(names)


def test_what_was_edited_by_hand_is_kept(desk: Desk) -> None:
    (first, *_) = desk.make(each=True).artifacts
    (desk.folder / first.name).write_bytes(b"edited")
    desk.change("date: ธันวาคม 2564", "date: 1 ธันวาคม 2564")
    result = desk.make(each=True)
    assert [each.code for each in result.diagnostics if each.is_error] == ["file-not-ours"]
    assert {each.outcome.value for each in result.artifacts} == {"kept", "written"}
    assert (desk.folder / first.name).read_bytes() == b"edited"


@pytest.mark.libreoffice
def test_the_list_and_the_sheet_begin_pages_of_their_own(desk: Desk) -> None:
    desk.make(pdf=True)
    pages = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(desk.folder / f"{OUT}.pdf")
    ]
    assert ["ใบเวียน" in page for page in pages] == [False, False, True]
    assert ["- 2 -" in page for page in pages] == [False, True, False]
    assert all(name[:4] in pages[1] for name in NAMES)


# What is wrong

Change = Callable[[Desk], None]


def changed(old: str, new: str) -> Change:
    return lambda desk: desk.change(old, new)


def cut(start: str, end: str = r"\Z") -> Change:
    """Takes away the lines from one that begins with `start` to one before `end`."""

    def change(desk: Desk) -> None:
        path = desk.folder / MEMO
        text, count = re.subn(rf"(?ms)^{start}.*?(?=^{end}|\Z)", "", path.read_text("utf-8"))
        assert count == 1
        path.write_text(text, "utf-8")

    return change


BODY = "  body:\n(?:    .*\n)+"

WRONG: dict[str, tuple[Change, str, str, int]] = {
    "no circular": (cut("circular:"), "circular-absent", "", 0),
    "not decided": (cut("  decided:", "# "), "circular-undecided", "record:", 1),
    "no record": (cut("record:", "circular:"), "circular-undecided", "", 0),
    "returned": (changed("result: เห็นชอบ", "result: ส่งคืนแก้ไข"), "circular-not-approved", "    result:", 13),
    "refused": (changed("result: เห็นชอบ", "result: ไม่เห็นชอบ"), "circular-not-approved", "    result:", 13),
    "cancelled": (changed("result: เห็นชอบ", "result: ยกเลิก"), "circular-not-approved", "    result:", 13),
    "no number": (cut("number: 1389", "date:"), "circular-memo-unnumbered", "", 0),
    "half a number": (changed("number: 1389 /", "number: /"), "circular-memo-unnumbered", "number:", 1),
    "only a month": (changed("date: 23 พฤศจิกายน", "date: พฤศจิกายน"), "circular-memo-undated", "date:", 1),
    "nobody signs": (changed("  signer: pimonlapha", "  to: ทุกท่าน"), "key-missing", "  date:", 3),
    "unknown signer": (changed("  signer: pimon", "  signer: none"), "reference-unknown", "  signer:", 11),
    "no units": (changed("circular:\n", "circular:\n  units: []\n"), "value-empty", "  units:", 3),
    "unknown unit": (
        changed("circular:\n", "circular:\n  units: [ฝพป., ฝอื่น]\n"), "reference-unknown", "  units:", 17,
    ),
    "all and one": (
        changed("circular:\n", "circular:\n  units: [ฝพป., ทุกหน่วยงาน]\n"),
        "reference-unknown", "  units:", 17,
    ),
    "empty paragraph": (
        changed("    - จึงเรียนมาเพื่อโปรดทราบ", "    -"), "value-empty", "    -\n", 6,
    ),
    "number typed in a list": (
        changed("    - จึงเรียนมาเพื่อโปรดทราบ", "    - list:\n      - 1. ทราบ"),
        "list-number-typed", "      - 1.", 9,
    ),
    "the year of the number": (
        changed("circular:\n", "circular:\n  number: 7/2565\n"), "memo-number-year", "  number: 7", 11,
    ),
}  # fmt: skip
"""What is changed, the code, how the line begins where it is told (empty: of the whole file), its column."""


@pytest.mark.parametrize("name", WRONG)
def test_wrong(desk: Desk, name: str) -> None:
    change, code, start, column = WRONG[name]
    change(desk)
    result = desk.make()
    (found,) = [each for each in result.diagnostics if each.code == code]
    text = (desk.folder / MEMO).read_text("utf-8")
    numbers = [0] if not start else [
        number for number, line in enumerate(text.splitlines(keepends=True), 1) if line.startswith(start)
    ][-1:]  # fmt: skip
    assert [(found.spans[0].file, found.spans[0].line, found.spans[0].column)] == [
        (MEMO, number, column) for number in numbers
    ]
    if found.is_error:
        assert result.artifacts == () and not list(desk.folder.glob("out/memos/*"))


def test_an_empty_body(desk: Desk) -> None:
    text, count = re.subn(BODY, "  body: []\n", (desk.folder / MEMO).read_text("utf-8"))
    assert count == 1
    (desk.folder / MEMO).write_text(text, "utf-8")
    (found,) = desk.make().diagnostics
    line = 1 + text.splitlines().index("  body: []")
    assert (found.code, found.spans[0].line, found.spans[0].column) == ("value-empty", line, 3)


# The command


def test_the_command_and_its_options(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def circular(_: object, file: str, *, each: bool, pdf: bool, force: bool) -> pipeline.Result:
        asked.append((file, each, pdf, force))
        return pipeline.Result(())

    monkeypatch.setattr(pipeline, "circular", circular)
    command = ["-w", str(desk.folder), "circular", str(desk.folder / MEMO)]
    for options in ([], ["--each"], ["--pdf"], ["--force"]):
        assert CliRunner().invoke(main, [*command, *options]).exit_code == 0
    assert asked == [
        (MEMO, False, False, False),
        (MEMO, True, False, False),
        (MEMO, False, True, False),
        (MEMO, False, False, True),
    ]


def test_the_command_names_what_it_made(desk: Desk) -> None:
    made = CliRunner().invoke(main, ["-w", str(desk.folder), "circular", str(desk.folder / MEMO)])
    assert made.exit_code == 0
    assert "emblem-absent" in made.stderr and made.stderr.count("reportgen.yaml") == 2
    assert [Path(line).name for line in made.stdout.splitlines()] == [f"{Path(OUT).name}.docx"]
