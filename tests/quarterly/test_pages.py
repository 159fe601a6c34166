"""The report's pages as they are printed: read off the PDF with PDFium and poppler, not with our own code."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

pytestmark = pytest.mark.libreoffice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CM = 72 / 2.54
UPRIGHT = {"top": 2.5, "right": 2.0, "bottom": 2.0, "left": 3.0}
TURNED = {"top": 3.0, "right": 2.5, "bottom": 2.0, "left": 2.0}
HEADER, FOOTER = 1.25, 1.0
SLACK = 1.5
"""Points by which a letter's shape may stand out of the line it is set on."""
MARK_SLACK = 3.0
"""The same for a mark above or below its letter: LibreOffice, spreading a line, moves it with the space."""
AMOUNT = re.compile(r"[-+]?\d{1,3}(?:,\d{3})*(?:\.\d+)?\*?")
LETTERS = "กขคงจฉชซฌญ"


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", "", text)


@dataclass(frozen=True)
class Letter:
    """A visible character: its box in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Page:
    """A page's text and letters; `width` and `height` in points."""

    width: float
    height: float
    text: str
    letters: tuple[Letter, ...]

    @property
    def margins(self) -> dict[str, float]:
        cm = TURNED if self.width > self.height else UPRIGHT
        return {side: size * CM for side, size in cm.items()}

    def band(self, low: float, high: float) -> str:
        """The text whose middle lies between two heights."""
        inside = [each for each in self.letters if low < (each.bottom + each.top) / 2 < high]
        return "".join(each.text for each in inside)

    @property
    def header(self) -> str:
        return self.band(self.height - self.margins["top"], self.height)

    @property
    def footer(self) -> str:
        return self.band(0, self.margins["bottom"])

    @property
    def lines(self) -> list[str]:
        """The body's lines, top to bottom; header and footer left out."""
        around = {squeezed(self.header), squeezed(self.footer)}
        rows = [line for line in self.text.split("\n") if line.strip()]
        return [row for row in rows if not any(squeezed(row) in whole for whole in around)]


@dataclass(frozen=True)
class Printed:
    """A report in both forms."""

    paper: Any
    data: bytes

    @cached_property
    def pages(self) -> list[Page]:
        document = pypdfium2.PdfDocument(self.data)
        try:
            return [read(page) for page in document]
        finally:
            document.close()

    @property
    def body(self) -> list[Page]:
        """The pages after the contents."""
        return [page for page in self.pages if page.footer and label(page).isdigit()]


def read(page: Any) -> Page:
    text = page.get_textpage()
    letters = []
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        if letter.strip():
            letters.append(Letter(letter, *text.get_charbox(index)))
    return Page(*page.get_size(), text.get_text_range().replace("\r\n", "\n"), tuple(letters))


def label(page: Page) -> str:
    """The page number at the right end of the footer."""
    found = re.search(r"25\d\d(\S+)$", squeezed(page.footer))
    return found[1] if found else ""


@pytest.fixture(scope="module")
def printed(bench: Any, workspaces: Callable[[str], Path]) -> Callable[[str], Printed]:
    """The report of "q1" or "q2" of the example, or of another workspace, printed once."""
    made: dict[str, Printed] = {}

    def report(name: str) -> Printed:
        if name not in made:
            of_example = name in ("q1", "q2")
            period = f"2565-{name}" if of_example else None
            paper = bench.build(workspaces("example" if of_example else name), period, pdf=True)
            made[name] = Printed(paper, paper.path.with_suffix(".pdf").read_bytes())
        return made[name]

    return report


Reports = Callable[[str], Printed]
every = pytest.mark.parametrize(
    "name", ["q2", *(pytest.param(name, marks=pytest.mark.slow) for name in ("q1", "empty", "full", "long"))]
)


# Where things stand


@every
def test_nothing_stands_outside_the_margins(printed: Reports, name: str) -> None:
    for number, page in enumerate(printed(name).pages):
        side = page.margins
        for each in page.letters:
            where = (number + 1, each)
            slack = MARK_SLACK if unicodedata.category(each.text) == "Mn" else SLACK
            assert each.left >= side["left"] - SLACK and each.right <= page.width - side["right"] + slack, (
                where
            )
            assert each.bottom >= FOOTER * CM - SLACK and each.top <= page.height - HEADER * CM + SLACK, where


@every
def test_header_and_footer_hold_nothing_else(printed: Reports, name: str) -> None:
    """Also that the cover has neither, and that pages are ก ข … and then 1 2 …"""
    cover, *rest = printed(name).pages
    assert (cover.header, cover.footer) == ("", "")
    quarter = "2" if name == "q2" else "1"
    title = squeezed(f"รายงานผลการติดตามและประเมินผลการใช้จ่ายงบประมาณ ไตรมาสที่ {quarter} ปีงบประมาณ พ.ศ. 2565")
    as_of = "ข้อมูลณวันที่31มีนาคม2565" if name == "q2" else "ข้อมูลณวันที่31ธันวาคม2564"
    contents = [page for page in rest if not label(page).isdigit()]
    labels = [*LETTERS[: len(contents)], *map(str, range(1, len(rest) - len(contents) + 1))]
    assert contents
    for page, number in zip(rest, labels, strict=True):
        assert squeezed(page.header) == title
        assert squeezed(page.footer) == as_of + number


@every
def test_no_heading_stands_last_on_a_page(printed: Reports, name: str) -> None:
    headings = {squeezed(text) for text in printed(name).paper.paragraphs("Heading1", "Heading2", "Heading3")}
    for page in printed(name).body:
        last = squeezed(page.lines[-1])
        assert not any(heading.endswith(last) for heading in headings), page.lines[-1]


def tables(paper: Any) -> Iterator[tuple[str, list[list[str]], list[list[str]]]]:
    """Each captioned table: its caption, its head rows, its other rows; cells as text."""
    for table in paper.root().iter(f"{W}tbl"):
        rows = list(table.iter(f"{W}tr"))
        heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
        if heads:
            told = [[cell_text(cell) for cell in row.iter(f"{W}tc")] for row in rows]
            caption = "".join(node.text or "" for node in table.getprevious().iter(f"{W}t"))
            yield caption, told[: len(heads)], told[len(heads) :]


def cell_text(cell: Any) -> str:
    """The lines of a cell, as paragraphs and line breaks part them."""
    nodes = cell.iter(f"{W}t", f"{W}br", f"{W}p")
    return "".join((node.text or "") if node.tag == f"{W}t" else "\n" for node in nodes).strip()


@every
def test_a_caption_stands_with_its_tables_first_row(printed: Reports, name: str) -> None:
    pages = [squeezed(page.text) for page in printed(name).body]
    for caption, heads, rows in tables(printed(name).paper):
        (page,) = [text for text in pages if squeezed(caption) in text]
        below = page.partition(squeezed(caption))[2]
        assert squeezed(heads[0][0].split("\n")[0]) in below, caption
        assert squeezed(rows[0][0])[:8] in below, caption


@every
def test_the_head_of_a_table_is_repeated(printed: Reports, name: str) -> None:
    """Rows that go on behind the page of their caption stand under the head again."""
    pages = [[squeezed(line) for line in page.lines] for page in printed(name).body]
    found = list(tables(printed(name).paper))
    places = [place(pages, squeezed(caption)) for caption, *_ in found]
    carried_over = 0
    for (caption, heads, rows), (first, _), (last, stop) in zip(
        found, places, [*places[1:], (len(pages), 0)], strict=True
    ):
        for number in range(first + 1, min(last + 1, len(pages))):
            top = pages[number][: min(6, stop) if number == last else 6]
            if not any(shows(line, row) for line in top for row in rows):
                break  # the table ended on the page before
            carried_over += 1
            head = [squeezed(line) for cell in heads[0] for line in cell.split("\n")]
            assert [line for line in head if line not in "".join(top)] == [], (caption, number + 1)
    assert carried_over or name in ("empty", "full")


def shows(line: str, row: list[str]) -> bool:
    """Whether a printed line is the first of a row: its amounts one after the other, else its first cell."""
    amounts = "".join(cell for cell in row if AMOUNT.fullmatch(cell))
    begin = squeezed(row[0])[:14]
    return amounts in line if len(amounts) > 12 else len(begin) >= 6 and line.startswith(begin)


def place(pages: list[list[str]], caption: str) -> tuple[int, int]:
    """The page and line on which a caption begins."""
    return next(
        (number, row)
        for number, lines in enumerate(pages)
        for row in range(len(lines))
        if "".join(lines[row : row + 3]).startswith(caption)
    )


# What it says


@pytest.mark.parametrize(
    "name",
    ["q2", *(pytest.param(name, marks=pytest.mark.slow) for name in ("q1", "long", "rich", "richest"))],
)
def test_no_number_of_a_table_is_broken(printed: Reports, name: str) -> None:
    """Every cell that is a number is found unbroken, as often as the tables show it."""
    cells = [cell for _, heads, rows in tables(printed(name).paper) for row in rows for cell in row]
    wanted = Counter(cell for cell in cells if AMOUNT.fullmatch(cell) and len(cell) > 3)
    lines = [word for page in printed(name).body for line in page.lines for word in line.split()]
    assert wanted and wanted - Counter(lines) == Counter()
    widest = {"rich": "9,449,999,999.91", "richest": "888,888.89"}.get(name)
    assert widest is None or widest in wanted


@every
def test_contents_give_the_page_each_heading_stands_on(printed: Reports, name: str) -> None:
    report = printed(name)
    rows = [text.split("\t") for text in report.paper.paragraphs("TOC1", "TOC2")]
    pages = {label(page): squeezed(page.text) for page in report.body}
    lines = [line for page in report.pages[1:] if not label(page).isdigit() for line in page.lines]
    entries = re.findall(r"(.+?)\.{2,}(\d+)$", "\n".join(lines), re.DOTALL | re.MULTILINE)
    assert len(entries) == len(rows)
    for (heading, number), (printed_heading, printed_number) in zip(rows, entries, strict=True):
        assert squeezed(printed_heading).removeprefix("สารบัญ") == squeezed(heading)
        assert printed_number == number
        assert squeezed(heading) in pages[number], (heading, number)
    assert [int(number) for _, number in rows] == sorted(int(number) for _, number in rows)


@every
def test_only_shipped_fonts_are_used(printed: Reports, name: str, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(printed(name).data)
    told = subprocess.run(["pdffonts", str(path)], capture_output=True, encoding="utf-8", check=True).stdout
    fonts = {line.split()[0].partition("+")[2] for line in told.splitlines()[2:]}
    shipped = {"THSarabunNew", "THSarabunNew-Bold", "THSarabunNew-Italic", "THSarabunNew-BoldItalic"}
    assert fonts and fonts <= shipped
    assert all(" yes yes yes " in line for line in told.splitlines()[2:]), (
        told
    )  # embedded, subset, to Unicode


SENTENCES = (
    "รายงานผลการติดตามและประเมินผลการใช้จ่ายงบประมาณ",
    "สำนักงานส่งเสริมวิสาหกิจขนาดกลางและขนาดย่อม",
    "ตัวชี้วัดด้านจำนวนผู้ประกอบการที่ได้รับบริการและการยกระดับรายย่อยบรรลุเป้าหมายของไตรมาส",
    "ความสำเร็จในครึ่งปีหลังจึงขึ้นอยู่กับการส่งมอบและตรวจรับงานเป็นสำคัญ",
    "ความเป็นมาและอำนาจหน้าที่",
    "คณะอนุกรรมการติดตามฯ ทำหน้าที่ติดตามการใช้จ่ายเงินของ สสว. ว่าเกิดผลตรงตามภารกิจเพียงใด",
    "ผลการใช้จ่ายจำแนกตามยุทธศาสตร์และโครงการ",
    "งานสร้างเครือข่ายความร่วมมือและเสนอแนะนโยบายส่งเสริม MSME ระดับนานาชาติ",
    "ปัญหา อุปสรรค ข้อจำกัด และข้อค้นพบ",
    "การเปลี่ยนผู้ประสานงานคลัสเตอร์ทุกรอบสัญญาทำให้งานสะดุดและสมาชิกต้องเริ่มสร้างความไว้วางใจใหม่",
    "ผู้ประกอบการรายย่อยมีเงินสำรองจ่ายไม่พอ จึงใช้สิทธิรับการอุดหนุนได้จำกัด",
    "รายย่อยที่ผ่านการอบรมพื้นฐานได้รับการเชื่อมโยงสินเชื่อและช่องทางจำหน่ายเพิ่มขึ้น",
    "รับทราบแนวทางเร่งรัดเบิกจ่ายเงินกันไว้เบิกเหลื่อมปีตามข้อสั่งการของ ผอ.สสว.",
    "โต๊ะให้คำปรึกษาและตรวจเอกสารขึ้นทะเบียน",
)


def test_the_text_reads_back(printed: Reports) -> None:
    """Sara am and stacked marks come out of the PDF as they were typed."""
    told = squeezed("".join(line for page in printed("q2").pages for line in page.lines))
    assert [text for text in SENTENCES if squeezed(text) not in told] == []
    assert "ํา" not in told and "ำา" not in told


def test_it_says_that_it_is_pdf_a_2b(printed: Reports) -> None:
    data = printed("q2").data
    assert data.startswith(b"%PDF-1.")
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>|pdfaid:part=.2", data)
    assert re.search(rb"<pdfaid:conformance>B</pdfaid:conformance>|pdfaid:conformance=.B", data)
    assert b"/OutputIntents" in data and b"/Lang(th-TH)" in data.replace(b" ", b"")
    assert re.search(rb"<xmp:CreateDate>2022-03-31T", data)


@pytest.mark.slow
def test_the_pdf_is_the_same_made_again_elsewhere(bench: Any, printed: Reports, tmp_path: Path) -> None:
    folder = bench.example(tmp_path / "แฟ้ม งาน")
    done = bench.command("quarterly", "2565-q2", "--pdf", cwd=folder, env={"TZ": "Asia/Bangkok"})
    assert done.returncode == 0, done.stderr
    (again,) = (folder / "out/2565-q2").glob("*.pdf")
    assert again.read_bytes() == printed("q2").data
