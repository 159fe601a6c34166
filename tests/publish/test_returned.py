"""Whatever stands where a paper is to go, by whomever: it is kept, soon and with a word, never a fault."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from time import process_time
from typing import Any

import pytest

from reportgen.ooxml.package import read_parts
from reportgen.publish import OnEdited, Outcome, codes

SECONDS = 10  # of work, on a slow machine; none of these takes a tenth of that on a usual one
BODY, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = dict[str, bytes]
Hand = Callable[[bytes], bytes]


def packed(parts: list[tuple[str, bytes]]) -> bytes:
    """A zip as the standard library writes it, of any names in any order."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return output.getvalue()


def having(**changed: bytes) -> Hand:
    """The paper with parts put in or changed: `body`, or any name with `__` for "/" and `_` for "."."""

    def hand(docx: bytes) -> bytes:
        parts = read_parts(docx) | {_name(key): data for key, data in changed.items()}
        return packed(list(parts.items()))

    return hand


def _name(key: str) -> str:
    known = {"body": BODY, "relations": RELATIONS, "root": "_rels/.rels"}
    return known.get(key, f"word/{key}.xml")


def without(name: str) -> Hand:
    return lambda docx: packed([(each, data) for each, data in read_parts(docx).items() if each != name])


def also(*extra: tuple[str, bytes]) -> Hand:
    return lambda docx: packed([*read_parts(docx).items(), *extra])


def root(name: str, content: str, attributes: str = "") -> bytes:
    return f'<w:{name} xmlns:w="{W}" xmlns:r="{R}"{attributes}>{content}</w:{name}>'.encode()


def body(content: str) -> bytes:
    return root("document", f"<w:body>{content}<w:sectPr/></w:body>")


def relations(*found: tuple[str, str]) -> bytes:
    listed = "".join(
        f'<Relationship Id="r{at}" Type="{R}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(found)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{listed}</Relationships>'.encode()


def with_notes(references: str, notes: str) -> Hand:
    return having(
        body=body(f"<w:p><w:r><w:t>ก</w:t></w:r>{references}</w:p>"),
        relations=relations(("footnotes", "footnotes.xml")),
        footnotes=root("footnotes", notes),
    )


def noted(identity: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{identity}"/></w:r>'


def note(identity: int, *references: int) -> str:
    held = "".join(map(noted, references))
    return f'<w:footnote w:id="{identity}"><w:p><w:r><w:t>n</w:t></w:r>{held}</w:p></w:footnote>'


def styled(style: str, content: str) -> Hand:
    return having(
        body=body(content), relations=relations(("styles", "styles.xml")), styles=root("styles", style)
    )


def encrypted(docx: bytes) -> bytes:
    """With the flags of each entry set as if it had a password."""
    for sign, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = docx.find(sign)
        while at >= 0:
            docx = docx[: at + place] + struct.pack("<H", 1) + docx[at + place + 2 :]
            at = docx.find(sign, at + 4)
    return docx


def listed_without_end(docx: bytes) -> bytes:
    """A directory of a million entries, all of them the same part."""
    start = docx.index(b"PK\1\2")
    entry = docx[start : docx.index(b"PK", start + 4)]
    end = docx[docx.rindex(b"PK\5\6") :]
    many = entry * 1_000_000
    return docx[:start] + many + end[:8] + struct.pack("<HHII", 9, 9, len(many), start) + end[20:]


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


TEXT = "<w:r><w:t>x</w:t></w:r>"
ENTITIES = "".join(f'<!ENTITY e{at + 1} "&e{at};&e{at};">' for at in range(40))
BOMB = f'<!DOCTYPE d [<!ENTITY e0 "กกกก">{ENTITIES}]><w:document xmlns:w="{W}">&e40;</w:document>'
STEALING = f'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}">&e;</w:document>'
NESTED = '<w:ins w:id="1" w:author="a">' * 200 + TEXT * 15_000 + "</w:ins>" * 200

UNREADABLE: dict[str, Hand] = {
    "nothing": lambda docx: b"",
    "one byte": lambda docx: b"P",
    "cut": lambda docx: docx[: len(docx) // 2],
    "cut by a byte": lambda docx: docx[:-1],
    "nought bytes": lambda docx: bytes(len(docx)),
    "encrypted entries": encrypted,
    "encrypted by Word": lambda docx: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
    "entities": having(body=BOMB.encode()),
    "entities in 16 bits": having(body=f'<?xml version="1.0" encoding="utf-16"?>{BOMB}'.encode("utf-16")),
    "entities in 7 bits": having(body=b'<?xml version="1.0" encoding="UTF-7"?>' + BOMB.encode("utf-7")),
    "a file of ours": having(body=STEALING.encode()),
    "a type declared elsewhere": having(
        body=b'<!DOCTYPE d SYSTEM "http://localhost/x.dtd">' + body("<w:p/>"), styles=b"<!DOCTYPE d><d/>"
    ),
    "no XML": having(body=b"\x00\x01\x02"),
    "wrong encoding": having(body=body("<w:p>กข</w:p>").decode().encode("tis-620")),
    "an encoding of its own": having(
        body=b'<?xml version="1.0" encoding="tis-620"?>' + body(TEXT).decode().encode("tis-620")
    ),
    "depth": having(body=body("<w:p>" * 100_000 + "</w:p>" * 100_000)),
    "a million runs": having(body=body("<w:p>" + TEXT * 1_000_000 + "</w:p>")),
    "zip bomb": having(body=body("<w:p/>" + " " * (60 << 20))),
    "zip bomb of many": also(*((f"word/bomb{at}.xml", b" " * (3 << 20)) for at in range(80))),
    "too many parts": also(*((f"word/{at}.xml", b"") for at in range(3000))),
    "directory without end": listed_without_end,
    "upward": also(("../../evil.xml", b"<x/>")),
    "within upward": also(("word/../../evil.xml", b"<x/>")),
    "absolute": also(("/etc/evil.xml", b"<x/>")),
    "drive": also(("C:\\evil.xml", b"<x/>")),
    "no name": also(("word//evil.xml", b"")),
    "twice in other letters": also(("WORD/Document.xml", body("<w:p/>"))),
    "no body": without(BODY),
    "empty body": having(body=b""),
    "another root": having(body=root("numbering", "")),
    "no relations": without("_rels/.rels"),
    "broken relations": having(root=b"<Relationships>"),
    "two bodies": having(
        root=relations(("officeDocument", "word/document.xml"), ("officeDocument", "word/other.xml")),
        other=body("<w:p/>"),
    ),
    "no types": without("[Content_Types].xml"),
    "fields": having(body=body("<w:p>" + field("begin") * 30_000 + TEXT * 20_000 + "</w:p>")),
    "properties": styled(
        "<w:style w:type='paragraph' w:styleId='a'><w:rPr>"
        + "".join(f"<w:x{at}/>" for at in range(20_000))
        + "</w:rPr></w:style>",
        '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr>' + TEXT * 10_000 + "</w:p>",
    ),
    "sections": having(
        body=body('<w:p><w:pPr><w:sectPr><w:headerReference r:id="r0"/></w:sectPr></w:pPr></w:p>' * 8_000),
        relations=relations(("header", "header1.xml")),
        header1=root("hdr", "<w:p><w:r/></w:p>" * 10_000 + f"<w:p>{TEXT}</w:p>"),
    ),
}

EDITED: dict[str, Hand] = {
    "note of itself": with_notes(noted(1), note(1, 1)),
    "notes in a circle": with_notes(noted(1), note(1, 2) + note(2, 3) + note(3, 1)),
    "notes doubling": with_notes(noted(0), "".join(note(at, at + 1, at + 1) for at in range(2_000))),
    "one note many times": with_notes(noted(1) * 6_000, note(1) * 6_000),
    "note that is not there": with_notes(noted(7), note(1)),
    "notes without a part": having(
        body=body(f"<w:p>{noted(1)}</w:p>"), relations=relations(("footnotes", "../../../etc/passwd"))
    ),
    "picture that is not there": having(
        body=body(
            '<w:p><w:r><w:drawing><inline><graphicData><pic><blip r:embed="r0"/></pic></graphicData>'
            "</inline></w:drawing></w:r></w:p>"
        ),
        relations=relations(("image", "/../media/none.png")),
    ),
    "styles that are based on each other": styled(
        "".join(
            f"<w:style w:type='paragraph' w:styleId='{one}'><w:basedOn w:val='{other}'/></w:style>"
            for one, other in ("ab", "ba")
        ),
        '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr></w:p>' * 10_000,
    ),
    "runs": having(body=body("<w:p>" + TEXT * 20_000 + "</w:p>")),
    "rows": having(
        body=body("<w:tbl>" + f"<w:tr><w:tc><w:p>{TEXT}</w:p></w:tc></w:tr>" * 8_000 + "</w:tbl>")
    ),
    "cells": having(
        body=body(
            "<w:tbl><w:tr>"
            + '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc>' * 8_000
            + "</w:tr><w:tr>"
            + "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" * 8_000
            + "</w:tr></w:tbl>"
        )
    ),
    "spans": having(
        body=body(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
            * 5_000
        )
    ),
    "tables in tables": having(
        body=body("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 60)
    ),
    "tracked in tracked": having(body=body(f"<w:p>{NESTED}</w:p>")),
    "lists": having(
        body=body('<w:p><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:p>' * 6_000),
        relations=relations(("numbering", "numbering.xml")),
        numbering=root("numbering", '<w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num>' * 10_000),
    ),
    "numbers without end": having(
        body=body(f'<w:p><w:pPr><w:ind w:left="{"9" * 5000}"/></w:pPr></w:p><w:p>{TEXT}</w:p>')
    ),
    "a field that never ends": having(body=body(f"<w:p>{field('begin')}</w:p><w:p>{TEXT}</w:p>" * 30)),
    "another program's body": having(
        root=relations(("officeDocument", "word/other.xml")), other=body(f"<w:p>{TEXT}</w:p>")
    ),
}


def attempt(desk: Any, make: Any, hand: Hand, **options: Any) -> tuple[Any, bytes]:
    made = make("ก")
    desk.put(made)
    theirs = hand(made)
    desk.stand(theirs)
    begun = process_time()
    published = desk.put(make("ข"), **options)
    assert process_time() - begun < SECONDS
    return published, theirs


@pytest.mark.parametrize("hand", UNREADABLE)
def test_what_cannot_be_read_is_kept(desk: Any, make: Any, hand: str) -> None:
    published, theirs = attempt(desk, make, UNREADABLE[hand])
    assert (published.outcome, published.diagnostics[0].rule) == (Outcome.KEPT, codes.NOT_OURS)
    assert desk.target.read_bytes() == theirs and desk.files() == {desk.target.name}


@pytest.mark.parametrize("hand", EDITED)
def test_what_was_written_by_a_stranger_is_an_edit(desk: Any, make: Any, hand: str) -> None:
    published, theirs = attempt(desk, make, EDITED[hand])
    assert (published.outcome, published.diagnostics[0].rule) == (Outcome.KEPT, codes.EDITED)
    assert published.change_count > 0
    assert desk.target.read_bytes() == theirs and desk.files() == {desk.target.name}


@pytest.mark.parametrize("hand", ["entities", "upward", "cut", "nothing"])
def test_forced_it_is_kept_as_a_copy(desk: Any, make: Any, hand: str) -> None:
    published, theirs = attempt(desk, make, UNREADABLE[hand], on_edited=OnEdited.FORCE)
    assert published.outcome is Outcome.WRITTEN
    (copy,) = desk.files() - {desk.target.name}
    assert (desk.target.parent / copy).read_bytes() == theirs
    assert desk.target.read_bytes() == make("ข")


def test_text_behind_a_field_that_is_not_closed_is_no_secret(desk: Any, make: Any) -> None:
    def hidden(said: str) -> bytes:
        code = f"{field('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{field('separate')}"
        return body(f"<w:p>{code}<w:r><w:t>{said}</w:t></w:r></w:p><w:p><w:r><w:t>{said}</w:t></w:r></w:p>")

    made = make("ก")
    first, other = (having(body=hidden(said))(made) for said in ("ก", "ข"))
    from reportgen.ooxml.structure import structure

    one, two = (structure(read_parts(each), lambda name: "") for each in (first, other))
    assert [block.text for block in one] != [block.text for block in two]
    assert re.search("ข", "".join(block.text for block in two))


def test_a_form_that_word_does_not_know_is_no_cover(desk: Any, make: Any) -> None:
    """Word shows the other form of a drawing, so that counts."""
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"

    def shown(said: str) -> bytes:
        return body(
            f'<w:p><w:r><m:AlternateContent xmlns:m="{mc}"><m:Choice Requires="q" xmlns:q="urn:q">'
            f"<w:t>ก</w:t></m:Choice><m:Fallback><w:t>{said}</w:t></m:Fallback></m:AlternateContent></w:r></w:p>"
        )

    from reportgen.ooxml.structure import structure

    made = make("ก")
    one, two = (structure(read_parts(having(body=shown(said))(made)), lambda name: "") for said in "กข")
    assert one != two
