"""Workspaces of every size, and the report made of each: in this process, or by the command in its own."""

from __future__ import annotations

import copy
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from lxml import etree
from PIL import Image

from reportgen import pipeline
from reportgen.pipeline import Result
from reportgen.workspace import Settings, open_workspace

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/fy2565"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOW = datetime(2022, 4, 11, 9, 30, tzinfo=timezone(timedelta(hours=7)))
MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
SENTENCE = "การส่งเสริมผู้ประกอบการในพื้นที่ต้องทำงานร่วมกับหน่วยงานท้องถิ่นอย่างต่อเนื่อง และกำหนดผู้รับผิดชอบให้ชัดเจน "

Tree = dict[str, Any]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden texts anew")


@dataclass(frozen=True)
class Paper:
    """A DOCX as its parts, with short ways to look into it."""

    path: Path
    parts: Mapping[str, bytes] = field(repr=False)

    @classmethod
    def read(cls, path: Path) -> Paper:
        with ZipFile(path) as archive:
            return cls(path, {name: archive.read(name) for name in archive.namelist()})

    def root(self, part: str = "word/document.xml") -> etree._Element:
        return etree.fromstring(self.parts[part])

    def paragraphs(self, *styles: str) -> list[str]:
        """The texts of paragraphs, tables included; where styles are named, of those that begin so."""
        found = []
        for paragraph in self.root().iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            if not styles or (style is not None and style.get(f"{W}val").startswith(styles)):
                found.append(spoken(paragraph))
        return found

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs())


def spoken(element: etree._Element) -> str:
    """The text of runs, tabs and line breaks in `element`."""
    white = {f"{W}tab": "\t", f"{W}br": "\n"}
    nodes = element.iter(f"{W}t", f"{W}tab", f"{W}br")
    inside = (node for node in nodes if node.getparent().tag == f"{W}r")
    return "".join(white.get(str(node.tag)) or node.text or "" for node in inside)


@dataclass(frozen=True)
class Bench:
    """Makes workspaces and reports."""

    paper = staticmethod(Paper.read)
    spoken = staticmethod(spoken)
    example_folder = EXAMPLE
    root = ROOT

    def example(self, folder: Path) -> Path:
        """The shipped example, copied to `folder`."""
        return Path(shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("out")))

    def write(
        self, folder: Path, trees: Mapping[str, Tree], photos: Mapping[str, bytes] | None = None
    ) -> Path:
        """A workspace of `trees` by file name; texts are dumped so that YAML alone never changes them."""
        for name, tree in trees.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=10**6)
            (folder / name).write_text(text, "utf-8")
        for name, data in (photos or {}).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        return folder

    def run(self, folder: Path, period: str | None = None, *, pdf: bool = False) -> Result:
        """What the command does, without a process of its own."""
        settings = Settings(cwd=folder, environ=dict(os.environ), now=NOW, platform=sys.platform)
        return pipeline.quarterly(open_workspace(folder, settings), period, pdf=pdf, force=False)

    def build(self, folder: Path, period: str | None = None, *, pdf: bool = False) -> Paper:
        """The report of `period`; an error fails the test with what was said."""
        result = self.run(folder, period, pdf=pdf)
        assert [(each.code, each.args) for each in result.diagnostics if each.is_error] == []
        return Paper.read(folder / result.artifacts[0].name)

    def command(
        self, *args: str, cwd: Path, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """The command in a process of its own, its messages in English unless `env` says otherwise."""
        environ = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8",
            **(env or {}),
        }
        line = [sys.executable, "-m", "reportgen", *args]
        return subprocess.run(line, cwd=cwd, env=environ, capture_output=True, encoding="utf-8", timeout=300)


def photo(*, exif: bool = True) -> bytes:
    """A JPEG that says where it was taken and by what."""
    image, data = Image.new("RGB", (900, 600), "#7f9f7f"), io.BytesIO()
    tags = Image.Exif()
    if exif:
        tags[0x010F] = "SECRETCAMERA"
        tags[0x013B] = "SECRETPHOTOGRAPHER"
        tags.get_ifd(0x8825).update({1: "N", 2: (18.0, 47.0, 17.0), 3: "E", 4: (98.0, 58.0, 33.0)})
    image.save(data, "JPEG", exif=tags, comment=b"SECRETCOMMENT")
    return data.getvalue()


def project(number: int, *, name: str, act: Decimal) -> Tree:
    month = (act / 12).quantize(Decimal("0.01"))
    plan = dict.fromkeys(MONTHS[:11], f"{month:,}") | {MONTHS[11]: f"{act - month * 11:,}"}
    budget = {"group": "ภารกิจ", "fund": "งบประมาณ 2565", "act": f"{act:,.2f}", "monthly": plan}
    strategy = f"s{number % 3 + 1}"
    return {"id": f"p{number}", "name": name, "strategy": strategy, "owner": "ฝตป.", "budgets": [budget]}


def line(number: int, act: Decimal, *, transfer: Decimal = Decimal(0)) -> Tree:
    spent = [(act * share).quantize(Decimal("0.01")) for share in map(Decimal, ("0.05", "0.07", "0.11"))]
    return {
        "project": f"p{number}",
        "group": "ภารกิจ",
        "fund": "งบประมาณ 2565",
        "transfer": f"{transfer:,.2f}",
        "committed": f"{(act / 4).quantize(Decimal('0.01')):,}",
        "disbursed": {month: f"{amount:,}" for month, amount in zip(MONTHS, spent, strict=False)},
    }


def empty() -> dict[str, Tree]:
    """A year in which nothing has happened yet, but one project has money."""
    act = Decimal("1200000.00")
    return {
        "reportgen.yaml": {
            "fiscal_year": "2565",
            "agency": {"name": "สำนักงานตัวอย่าง", "short": "สตย."},
            "committee": {"name": "คณะอนุกรรมการติดตามผล", "short": "คณะอนุกรรมการฯ", "members": []},
            "board": {"name": "คณะกรรมการตัวอย่าง", "short": "คณะกรรมการฯ"},
            "secretariat": "ฝตป.",
            "profile": "osmep",
            "units": [{"id": "ฝตป.", "name": "ฝ่ายติดตามและประเมินผล"}],
        },
        "plan.yaml": {
            "fiscal_year": "2565",
            "mandate": {"meeting": "9/2564", "resolution": "เห็นชอบแผนการติดตาม"},
            "strategies": [
                {"id": f"s{number}", "name": f"ยุทธศาสตร์ด้านที่หนึ่งถึง{number}"} for number in (1, 2, 3)
            ],
            "projects": [project(1, name="โครงการเดียวของปี", act=act)],
            "meetings": [{"number": "9/2564", "date": "17 กันยายน 2564"}],
        },
        "2565-q1/spending.yaml": {"as_of": "31 ธันวาคม 2564", "source": "ฝ่ายการเงิน", "lines": [line(1, act)]},
        "2565-q1/findings.yaml": {"state": {"stage": "เสนอคณะกรรมการ"}},
    }


def visit(number: int, **more: Any) -> Tree:
    return {
        "id": f"v{number}",
        "project": "p1",
        "date": f"{number % 27 + 1} พฤศจิกายน 2564",
        "team": ["ประธานอนุกรรมการ", "ฝตป."],
        "place": {"province": "เชียงใหม่", "venue": "ศูนย์ให้บริการประจำจังหวัด"},
        "met": {"ผู้ประกอบการ": "24"},
        "design": "เนื้อหาตรงความต้องการ",
        **more,
    }


def recommendation(number: int, text: str) -> Tree:
    return {
        "id": f"2565-{number:03}",
        "raised": "12/2564",
        "to": "ฝตป.",
        "due": "31 มีนาคม 2565",
        "text": text,
        "updates": [{"date": "28 ธันวาคม 2564", "status": "อยู่ระหว่างดำเนินการ", "text": text}],
    }


def full() -> dict[str, Tree]:
    """One of everything; the informants' data must stay out of print."""
    trees = empty()
    plan, findings = trees["plan.yaml"], trees["2565-q1/findings.yaml"]
    plan["projects"][0]["in_depth"] = "ใช้งบประมาณสูง"
    plan["guideline"] = [{"text": "ติดตามการใช้จ่ายให้เป็นไปตามวัตถุประสงค์"}]
    plan["targets"] = [
        {
            "measure": "เบิกจ่าย",
            "period": "2565-q1",
            "percent": "20",
            "source": "มติที่ประชุม",
            "date": "17 กันยายน 2564",
        }
    ]
    plan["kpis"] = [{"id": "k1", "project": "p1", "name": "จำนวนผู้รับบริการ", "unit": "ราย", "target": "500"}]
    plan["duties"] = [
        {
            "id": "d1",
            "name": "การควบคุมภายใน",
            "frequency": "รายไตรมาส",
            "source": "มติ",
            "received": "17 กันยายน 2564",
        }
    ]
    plan["meetings"].append(
        {
            "number": "12/2564",
            "date": "17 ธันวาคม 2564",
            "invited": ["ผู้อำนวยการฝ่ายการเงิน"],
            "papers": ["สรุปภาพรวม"],
            "resolutions": ["รับทราบ"],
        }
    )
    kinds = ("ข้อค้นพบ", "ปัญหา", "อุปสรรค", "ข้อจำกัด", "ข้อสังเกต")
    findings |= {
        "summary": ["บทสรุปหนึ่งย่อหน้า"],
        "kpi_results": [{"kpi": "k1", "result": "120", "note": "เป็นไปตามแผน"}],
        "projects": [{"project": "p1", "progress": "ดำเนินการตามแผน", "outcome": "มีผล", "next": "ทำต่อ"}],
        "findings": [
            {"id": f"f{number}", "kind": kind, "from": "v1", "text": f"สิ่งที่พบข้อ{kind}"}
            for number, kind in enumerate(kinds, start=1)
        ],
        "recommendations": [recommendation(1, "ปรับช่วงเวลาอบรม")],
        "standing": [{"duty": "d1", "received": "20 ธันวาคม 2564", "text": "ไม่พบข้อบกพร่อง"}],
        "annexes": [{"title": "นิยาม", "text": ["เบิกจ่าย หมายถึง จำนวนเงินที่จ่ายออกไป"]}],
    }
    people = [{"name": "สมชาย ลับเฉพาะ", "organisation": "ร้านลับแล", "contact": "08-9999-0000"}]
    needs = [{"who": "ผู้แปรรูป", "what": "สินเชื่อ", "passed_to": "ธนาคาร"}]
    pictures = [{"file": "photos/v1.jpg", "caption": "ประชุมรับฟังความคิดเห็น"}]
    whole = visit(
        1, needs=needs, photos=pictures, informants=people, remarks="ควรปรับปรุง", consultants="เชี่ยวชาญ"
    )
    trees["2565-q1/visits.yaml"] = {"visits": [whole]}
    return trees


def long() -> dict[str, Tree]:
    """300 projects with amounts of nine digits and 40-digit names, 60 visits, 200 recommendations."""
    trees = full()
    plan, findings = trees["plan.yaml"], trees["2565-q1/findings.yaml"]
    amounts = [Decimal("12345678.91") + 54321 * number for number in range(300)]
    names = [f"โครงการที่มีชื่อยาวและเลขทะเบียน {number:040} เพื่อทดสอบ" for number in range(300)]
    plan["projects"] = [
        project(number, name=name, act=act)
        for number, (name, act) in enumerate(zip(names, amounts, strict=True), start=1)
    ]
    moves = [Decimal(-9_123_456) if number % 2 else Decimal(9_123_456) for number in range(300)]
    trees["2565-q1/spending.yaml"]["lines"] = [
        line(number, act, transfer=move)
        for number, (act, move) in enumerate(zip(amounts, moves, strict=True), start=1)
    ]
    findings["summary"] = [(SENTENCE * 6).strip()] * 8
    findings["recommendations"] = [recommendation(number, (SENTENCE * 3).strip()) for number in range(1, 201)]
    trees["2565-q1/visits.yaml"]["visits"] = [
        visit(number, remarks=(SENTENCE * 5).strip()) for number in range(1, 61)
    ]
    return trees


def grown(act: Decimal) -> dict[str, Tree]:
    """Nine projects of `act` baht each, a fifth of it moved to and fro."""
    trees = full()
    plan, spending = trees["plan.yaml"], trees["2565-q1/spending.yaml"]
    plan["projects"] = [project(number, name=f"โครงการใหญ่ที่ {number}", act=act) for number in range(1, 10)]
    moved = (act * Decimal("0.2")).quantize(Decimal("0.01"))
    spending["lines"] = [
        line(number, act, transfer=[moved, -moved, Decimal(0)][number % 3]) for number in range(1, 10)
    ]
    return trees


@pytest.fixture(scope="session")
def bench() -> Bench:
    return Bench()


@pytest.fixture(scope="session")
def workspaces(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A fresh workspace: "example", "empty", "full", "long", "rich" or "richest"."""
    kinds: dict[str, Callable[[], dict[str, Tree]]] = {
        "empty": empty,
        "full": full,
        "long": long,
        "rich": lambda: grown(Decimal("1049999999.99")),
        "richest": lambda: grown(Decimal("98765432100.01")),
    }

    def make(kind: str, change: Callable[[dict[str, Tree]], None] = lambda trees: None) -> Path:
        folder = tmp_path_factory.mktemp(kind) / "fy2565"
        if kind == "example":
            return bench.example(folder)
        trees = copy.deepcopy(kinds[kind]())
        change(trees)
        photos = {"2565-q1/photos/v1.jpg": photo()} if kind != "empty" else {}
        return bench.write(folder, trees, photos)

    return make


@pytest.fixture(scope="session")
def papers(bench: Bench, workspaces: Callable[[str], Path]) -> Iterator[Callable[[str], Paper]]:
    """The report of "q1" or "q2" of the example, or of another workspace, made once a session."""
    made: dict[str, Paper] = {}
    example = workspaces("example")

    def paper(name: str) -> Paper:
        if name not in made:
            of_example = name in ("q1", "q2")
            folder = example if of_example else workspaces(name)
            made[name] = bench.build(folder, f"2565-{name}" if of_example else None)
        return made[name]

    yield paper
