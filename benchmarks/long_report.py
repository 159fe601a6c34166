"""The report that the template engines are timed on: one text, one layout, the tags of each engine.

About 25 pages at nine projects: a picture, four chapters of prose, two conditions, a table of twelve columns
lying on its side with one row a project, six visits of four observations with a condition inside, a header
and a footer with data and a page number. Every run is marked as Thai or not, as `reportgen` marks it, so
that each engine starts from the same marked template. All names and figures are invented.
"""

from __future__ import annotations

import random
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from reportgen.ooxml.marking import mark_part
from reportgen.ooxml.package import read_parts, write_parts

FONT = "TH Sarabun New"
COLUMNS = (
    "no",
    "name",
    "unit",
    "fund",
    "budget",
    "plan",
    "spent",
    "rate",
    "left",
    "committed",
    "status",
    "note",
)
PROSE = (
    "การติดตามและประเมินผลการใช้จ่ายงบประมาณมีวัตถุประสงค์เพื่อให้การดำเนินงานตามแผนปฏิบัติการประจำปีเป็นไปตามเป้าหมาย",
    "คณะอนุกรรมการได้พิจารณาผลการเบิกจ่ายเปรียบเทียบกับแผนรายไตรมาส และตรวจเยี่ยมโครงการที่เลือกตามเกณฑ์ที่กำหนดไว้",
    "โครงการส่วนใหญ่ดำเนินงานได้ตามแผน ยกเว้นโครงการที่อยู่ระหว่างการจัดซื้อจัดจ้างซึ่งต้องเร่งรัดให้แล้วเสร็จภายในไตรมาสถัดไป",
    "ข้อสังเกตจากการตรวจเยี่ยมได้แจ้งให้หน่วยงานผู้รับผิดชอบทราบ และจะติดตามความคืบหน้าในการประชุมครั้งต่อไป",
)
WORDS = (
    "ส่งเสริม", "พัฒนา", "ผู้ประกอบการ", "ตลาด", "ออนไลน์", "ศูนย์", "บริการ", "วิสาหกิจ", "ภูมิภาค", "มาตรฐาน", "สินค้า",
    "SME", "นวัตกรรม", "เครือข่าย",
)  # fmt: skip


@dataclass(frozen=True)
class Tags:
    """How one engine writes a value, a loop over paragraphs, a loop over rows and a condition."""

    value: str
    paragraphs: tuple[str, str]
    rows: str
    condition: tuple[str, str]


JINJA = Tags(
    "{{{{ {path} }}}}",
    ("{{%p for {item} in {path} %}}", "{{%p endfor %}}"),
    "jinja",
    ("{{%p if {path} %}}", "{{%p endif %}}"),
)
BRACES = Tags("{{{name}}}", ("{{#{name}}}", "{{/{name}}}"), "cells", ("{{#{name}}}", "{{/{name}}}"))
CARBONE = Tags(
    "{{d.{indexed}}}", ("", ""), "next", ("{{d.{indexed}:ifEQ(true):showBegin}}", "{{d.{indexed}:showEnd}}")
)
DIALECTS = {"jinja": JINJA, "braces": BRACES, "carbone": CARBONE}
ITEMS = {"projects": "p", "visits": "v", "observations": "o"}


def data(projects: int) -> dict[str, Any]:
    """What the report is filled with; the same for the same number of projects."""
    chance = random.Random(projects)

    def phrase(words: int) -> str:
        return "".join(chance.choice(WORDS) for _ in range(words))

    def amount() -> str:
        return f"{chance.randrange(10**6, 10**10) / 100:,.2f}"

    return {
        "title": "รายงานผลการติดตามการใช้จ่ายงบประมาณ (ข้อมูลสมมติ)",
        "period": "ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2565",
        "agency": "หน่วยงานตัวอย่าง & คณะ",
        "total": amount(),
        "is_late": True,
        "is_closed": False,
        "projects": [
            {
                "no": str(number + 1),
                "name": f"โครงการ{phrase(5)} ({number + 1})",
                "unit": f"ฝ่าย{phrase(1)}",
                "fund": chance.choice(["งบบุคลากร", "งบดำเนินงาน <กลาง>", "เงินอุดหนุน"]),
                **{key: amount() for key in ("budget", "plan", "spent", "left", "committed")},
                "rate": f"{chance.randrange(10_000) / 100:.2f}",
                "status": chance.choice(["ตามแผน", "ล่าช้า", "แล้วเสร็จ"]),
                "note": phrase(3) if chance.random() < 0.3 else "–",
            }
            for number in range(projects)
        ],
        "visits": [
            {
                "place": f"จังหวัดสมมติ {number + 1}",
                "date": f"{number + 3} กุมภาพันธ์ 2565",
                "observations": [
                    {
                        "topic": phrase(2),
                        "text": "ผู้รับผิดชอบรายงานว่า" + phrase(24),
                        "is_urgent": row % 2 == 0,
                        "advice": phrase(12),
                    }
                    for row in range(4)
                ],
            }
            for number in range(6)
        ],
    }


def template(dialect: str) -> bytes:
    """The marked template in the tags of `dialect`, a DOCX."""
    builder = _Builder(DIALECTS[dialect])
    parts = read_parts(builder.build())
    for name in parts:
        if name.startswith(("word/document", "word/header", "word/footer")):
            parts[name] = mark_part(parts[name], FONT)
    return write_parts(parts)


class _Builder:
    """Writes the report; `at` is the way from the data to what a name means at this place."""

    def __init__(self, tags: Tags) -> None:
        self.tags = tags
        self.document = Document()
        self.at: list[str] = []

    def build(self) -> bytes:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.header.paragraphs[0]._p.addnext(
            _paragraph(f"{self.value('agency')} · {self.value('period')}")
        )
        section.footer.paragraphs[0]._p.addnext(_paragraph(f"{self.value('agency')} หน้า ", field="PAGE"))
        self.add(f"{self.value('title')} {self.value('period')}", "Heading1")
        self.document.add_picture(BytesIO(_picture()), width=Cm(12))
        self.when("is_late", f"โครงการล่าช้า งบประมาณรวม {self.value('total')} บาท")
        self.when("is_closed", "ปิดโครงการแล้วทั้งหมด")
        for chapter in range(4):
            self.add(f"ส่วนที่ {chapter + 1}", "Heading1")
            for paragraph in range(14):
                self.add(" ".join(PROSE[(chapter + paragraph + each) % 4] for each in range(4)))
        self.turn(WD_ORIENT.LANDSCAPE)
        self.table()
        self.turn(WD_ORIENT.PORTRAIT)
        self.visits()
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def value(self, name: str) -> str:
        return self.tags.value.format(**self.names(name))

    def names(self, name: str) -> dict[str, str]:
        jinja = f"{ITEMS[self.at[-1]]}.{name}" if self.at else name
        indexed = "".join(f"{each}[i]." for each in self.at) + name
        return {"name": name, "path": jinja, "indexed": indexed, "item": ITEMS.get(name, "")}

    def add(self, text: str, style: str = "") -> None:
        self.document.element.body.insert(len(self.document.element.body) - 1, _paragraph(text, style))

    def when(self, name: str, text: str) -> None:
        before, after = self.tags.condition
        self.add(before.format(**self.names(name)))
        self.add(text)
        self.add(after.format(**self.names(name)))

    def visits(self) -> None:
        self.open("visits")
        self.add(f"ตรวจเยี่ยม {self.value('place')} เมื่อวันที่ {self.value('date')}", "Heading2")
        self.open("observations")
        self.add(f"ประเด็น {self.value('topic')}: {self.value('text')}")
        self.when("is_urgent", f"เร่งด่วน: {self.value('advice')}")
        self.close()
        self.close()

    def open(self, name: str) -> None:
        if self.tags.rows != "next":
            self.add(self.tags.paragraphs[0].format(**self.names(name)))
        self.at.append(name)

    def close(self) -> None:
        name = self.at.pop()
        if self.tags.rows == "next":  # the next item's first value ends what is repeated
            path = "".join(f"{each}[i]." for each in self.at) + f"{name}[i+1]"
            self.add(f"{{d.{path}.{'place' if name == 'visits' else 'topic'}}}")
        else:
            self.add(self.tags.paragraphs[1].format(**self.names(name)))

    def turn(self, orientation: WD_ORIENT) -> None:
        section = self.document.add_section()
        section.orientation = orientation
        section.page_width, section.page_height = section.page_height, section.page_width

    def table(self) -> None:
        rows = [_row([f"หัวข้อ {name}" for name in COLUMNS], is_head=True)]
        self.at.append("projects")
        cells = [self.value(name) for name in COLUMNS]
        if self.tags.rows == "cells":
            cells[0], cells[-1] = "{#projects}" + cells[0], cells[-1] + "{/projects}"
        body = _row(cells)
        self.at.pop()
        if self.tags.rows == "jinja":
            body = _row(["{%tr for p in projects %}"]) + body + _row(["{%tr endfor %}"])
        elif self.tags.rows == "next":
            body += _row([cell.replace("[i]", "[i+1]") for cell in cells])
        grid = '<w:gridCol w:w="1200"/>' * len(COLUMNS)
        properties = '<w:tblPr><w:tblW w:w="14400" w:type="dxa"/></w:tblPr>'
        rows.append(body)
        inner = f"{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}"
        table = f"<w:tbl {nsdecls('w')}>{inner}</w:tbl>"
        body_element = self.document.element.body
        body_element.insert(len(body_element) - 1, parse_xml(table))
        self.add(f"รวมทั้งสิ้น {self.value('total')} บาท")


def _run(text: str) -> str:
    size = '<w:rPr><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>'
    return f'<w:r>{size}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(text: str, style: str = "", field: str = "") -> Any:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    simple = f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' if field else ""
    return parse_xml(f"<w:p {nsdecls('w')}>{properties}{_run(text)}{simple}</w:p>")


def _row(cells: list[str], *, is_head: bool = False) -> str:
    head = "<w:trPr><w:tblHeader/></w:trPr>" if is_head else ""
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="1200" w:type="dxa"/></w:tcPr><w:p>{_run(cell)}</w:p></w:tc>'
        for cell in cells
    )
    return f"<w:tr>{head}{written}</w:tr>"


def _picture(side: int = 330) -> bytes:
    """A PNG of noise, about 320 KiB: what cannot be packed any smaller."""
    chance = random.Random(1)
    rows = b"".join(b"\0" + chance.randbytes(side * 3) for _ in range(side))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
