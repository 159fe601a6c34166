"""A paper of the example that another program saved again is no edit; whatever a person does to it is one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from reportgen.ooxml.package import read_parts
from reportgen.ooxml.structure import structure
from reportgen.publish import Change
from reportgen.publish.edits import edits
from reportgen.publish.resaved import is_office

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = {
    "quarterly": "out/2565-q1/รายงานไตรมาส-2565-q1.docx",
    "monthly": "out/2565-q1/รายงานรายเดือน-2564-12.docx",
    "visits": "out/2565-q1/รายงานการลงพื้นที่-2565-q1.docx",
    "guideline": "out/แนวทางการติดตาม-2565.docx",
    "memo": "out/memos/2564-11-23-guideline.docx",
    "circular": "out/memos/2564-11-23-guideline-เวียน.docx",
}
Parts = dict[str, bytes]
BODY = "word/document.xml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with the papers of every kind made."""
    folder = tmp_path_factory.mktemp("resaved")
    for year in ("fy2564", "fy2565"):
        shutil.copytree(EXAMPLES / year, folder / year, ignore=shutil.ignore_patterns("out"))
    root = folder / "fy2565"
    command = [sys.executable, "-m", "reportgen", "-w", str(root), "build"]
    subprocess.run(command, capture_output=True, check=True)
    return root


def edits_in(made: Parts, found: Parts) -> list[Change]:
    def told(parts: Parts) -> list:
        return structure(parts, lambda name: sha256(parts.get(name, b"")).hexdigest())

    return edits(told(made), told(found), office=is_office(found))


def body(before: str, after: str, count: int = 1) -> Callable[[Parts], Parts]:
    """A hand that puts `after` for the first `before` (a pattern) in the body."""

    def hand(parts: Parts) -> Parts:
        text, done = re.subn(before, after, parts[BODY].decode(), count=count, flags=re.DOTALL)
        assert done, before
        return {**parts, BODY: text.encode()}

    return hand


def in_part(start: str, before: str, after: str) -> Callable[[Parts], Parts]:
    def hand(parts: Parts) -> Parts:
        name = next(n for n in sorted(parts) if n.startswith(start) and re.search(before, parts[n].decode()))
        return {**parts, name: re.sub(before, after, parts[name].decode(), count=1).encode()}

    return hand


def commented(parts: Parts) -> Parts:
    space = re.search(rb'xmlns:w="[^"]*"', parts[BODY])
    assert space
    note = "<w:comment w:id='1'><w:p><w:r><w:t>ตรวจอีกครั้ง</w:t></w:r></w:p></w:comment>".encode()
    comments = b"<w:comments " + space[0] + b">" + note + b"</w:comments>"
    hand = body("</w:r></w:p>", '</w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>')
    return {**hand(parts), "word/comments.xml": comments}


RUN = r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t"
HANDS = {
    "letter": body(r"(<w:t[^>]*>[^<]{4,})(</w:t>)", r"\1ก\2"),
    "number": body(r"(<w:t[^>]*>[^<]*)\d(?=[^<]*</w:t></w:r></w:p></w:tc>)", r"\g<1>๙"),
    "italic": body(RUN, "<w:r><w:rPr><w:i/><w:iCs/></w:rPr><w:t"),
    "hidden": body(RUN, "<w:r><w:rPr><w:vanish/></w:rPr><w:t"),
    "colour": body(RUN, '<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t'),
    "size": body(RUN, '<w:r><w:rPr><w:szCs w:val="90"/></w:rPr><w:t'),
    "font": body(RUN, '<w:r><w:rPr><w:rFonts w:cs="Angsana New"/></w:rPr><w:t'),
    "row deleted": body(r"<w:tr\b(?:(?!</w:tr>).)*</w:tr>(?=</w:tbl>)", ""),
    "alignment": body(r'<w:pStyle w:val="[^"]*"/>', r'\g<0><w:jc w:val="distribute"/>'),
    "style": body(r'<w:pStyle w:val="[^"]*"/>', '<w:pStyle w:val="Heading3"/>'),
    "page break": body(RUN, r'<w:r><w:br w:type="page"/></w:r>\g<0>'),
    "inserted": body(RUN, r'<w:ins w:id="1" w:author="a"><w:r><w:t>x</w:t></w:r></w:ins>\g<0>'),
    "margin": body(r'(<w:pgMar [^>]*w:left=")1701', r"\g<1>1850"),
    "span": body(r"(<w:tc><w:tcPr>)", r'\1<w:gridSpan w:val="4"/>'),
    "background": body(r'w:fill="F2F2F2"', 'w:fill="FFFF00"'),
    "comment": commented,
    "footer": in_part("word/footer", r"(<w:t[^>]*>[^<]{2,})(</w:t>)", r"\1ก\2"),
    "field": in_part("word/", r">\s*PAGE\s*<", "> NUMPAGES <"),
}


@pytest.mark.parametrize("kind", NAMES)
def test_a_paper_is_no_edit_of_itself(built: Path, kind: str) -> None:
    parts = read_parts((built / NAMES[kind]).read_bytes())
    assert edits_in(parts, parts) == []


@pytest.mark.parametrize("hand", HANDS)
def test_what_a_person_does_is_an_edit(built: Path, hand: str) -> None:
    parts = read_parts((built / NAMES["monthly"]).read_bytes())
    assert edits_in(parts, HANDS[hand](parts)) != []


def test_what_word_writes_on_saving_is_no_edit(built: Path) -> None:
    """Imitated: session marks, spelling marks, split runs, page marks, a bookmark, other part names."""
    parts = read_parts((built / NAMES["quarterly"]).read_bytes())
    text = parts[BODY].decode()
    text = text.replace("<w:p>", '<w:p w:rsidR="00A1" w:rsidRDefault="00A2">')
    text = re.sub(r'w:lang w:bidi="th-TH" w:val="en-US"', 'w:lang w:val="en-GB"', text)
    text = re.sub(
        r"(<w:r>)(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)(<w:t [^>]*>)([^<]{2})([^<]+)</w:t>",
        r'<w:r w:rsidR="00B1">\2\3\4</w:t></w:r><w:proofErr w:type="spellStart"/>'
        r"<w:r>\2<w:lastRenderedPageBreak/>\3\5</w:t>",
        text,
    )
    text = text.replace("<w:body>", '<w:body><w:bookmarkStart w:id="0" w:name="_GoBack"/>')
    saved = {**parts, BODY: text.encode()}
    saved["word/theme/theme1.xml"] = saved.pop("word/theme.xml", b"")
    assert saved[BODY] != parts[BODY]
    assert edits_in(parts, saved) == []


@pytest.fixture(scope="module")
def resaved(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers as LibreOffice saves them, by the names of their kinds."""
    folder = tmp_path_factory.mktemp("office")
    for kind, name in NAMES.items():
        shutil.copy(built / name, folder / f"{kind}.docx")
    command = ["soffice", f"-env:UserInstallation={(folder / 'user').as_uri()}", "--headless"]
    command += ["--convert-to", "docx", "--outdir", str(folder / "again")]
    files = [str(folder / f"{kind}.docx") for kind in NAMES]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)
    return folder / "again"


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", NAMES)
def test_what_libreoffice_saves_is_no_edit_until_a_person_edits_it(
    built: Path, resaved: Path, kind: str
) -> None:
    made = read_parts((built / NAMES[kind]).read_bytes())
    saved = read_parts((resaved / f"{kind}.docx").read_bytes())
    assert edits_in(made, saved) == []
    for hand in ("letter", "italic", "colour", "size", "page break", "inserted", "comment", "style"):
        assert edits_in(made, HANDS[hand](saved)) != [], hand
