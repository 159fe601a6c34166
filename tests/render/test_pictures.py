"""Pictures stand where their tag stood, at their printed size, each stored once."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from reportgen.model.context import Picture
from reportgen.render import codes

CM = 360_000


def png(red: int) -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(bytes([0, red, 0, 0])))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b"")


RED = Picture(png(255), "png", 5 * CM, 3 * CM, 'รูป "ประชุม" & <คณะ>')
DARK = Picture(png(20), "png", 2 * CM, 2 * CM, "ตรา")


def _template(bench: Any) -> bytes:
    document = bench.document()
    document.sections[0].header.paragraphs[0].text = "{{ seal }} {{ name }}"
    document.add_paragraph("{%p for photo in photos %}")
    document.add_paragraph("ภาพ {{ photo.picture }} {{ photo.caption }}")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "{{ photos[0].picture }}"
    table.cell(0, 1).text = "{% if seal %}{{ seal }}{% endif %}"
    return bytes(bench.save(document))


CONTEXT: dict[str, Any] = {
    "seal": DARK,
    "name": "ฝตป.",
    "photos": [
        {"picture": RED, "caption": "ก"},
        {"picture": DARK, "caption": "ข"},
        {"picture": RED, "caption": "ค"},
    ],
}


def test_sizes_texts_and_places(bench: Any) -> None:
    document = bench.open(bench.fill(_template(bench), CONTEXT))
    shapes = [(shape.width, shape.height) for shape in document.inline_shapes]
    assert shapes == [
        (5 * CM, 3 * CM),
        (2 * CM, 2 * CM),
        (5 * CM, 3 * CM),
        (5 * CM, 3 * CM),
        (2 * CM, 2 * CM),
    ]
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == [RED.alt, DARK.alt, RED.alt, RED.alt, DARK.alt]
    pictures = [
        document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].blob
        for shape in document.inline_shapes
    ]
    assert pictures == [RED.data, DARK.data, RED.data, RED.data, DARK.data]
    assert [paragraph.text for paragraph in document.paragraphs] == ["ภาพ  ก", "ภาพ  ข", "ภาพ  ค"]


def test_each_is_stored_once_and_known_to_the_header(bench: Any) -> None:
    parts = bench.parts(bench.fill(_template(bench), CONTEXT))
    media = [data for name, data in parts.items() if name.startswith("word/media/")]
    assert sorted(media) == sorted([RED.data, DARK.data])
    assert parts["word/_rels/header1.xml.rels"].count(b"<Relationship ") == 1
    assert parts["word/_rels/document.xml.rels"].count(b"media/") == 2


def test_numbers_of_drawings_are_unique_in_the_paper(bench: Any) -> None:
    parts = bench.parts(bench.fill(_template(bench), CONTEXT))
    xml = b"".join(parts[name] for name in parts if name.startswith("word/") and name.endswith(".xml"))
    numbers = re.findall(rb'<wp:docPr id="(\d+)"', xml)
    assert len(numbers) == len(set(numbers)) == 6


def test_drawing_of_the_template_in_a_loop_is_numbered_anew(bench: Any) -> None:
    document = bench.document()
    document.add_paragraph("{%p for x in range(3) %}")
    from io import BytesIO

    document.add_paragraph("ตรา {{ x }}").add_run().add_picture(BytesIO(RED.data))
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{ seal }}")
    xml = bench.body(bench.fill(bench.save(document), {"seal": DARK}))
    assert re.findall(r'<wp:docPr (?:[^>]*? )?id="(\d+)"', xml) == ["1001", "1002", "1003", "1004"]


@pytest.mark.parametrize(
    ("picture", "text"),
    [
        (Picture(b"GIF89a", "gif", CM, CM, ""), "{{ x }}"),
        (Picture(b"", "png", 0, CM, ""), "{{ x }}"),
        (RED, "{{ x|upper }}{{ x.data }}"),
    ],
)
def test_what_cannot_be_shown(bench: Any, picture: Picture, text: str) -> None:
    (found,) = bench.try_fill(bench.template(text), {"x": picture}).diagnostics
    assert found.rule in (codes.FAILED, codes.FORBIDDEN)


def test_valid(bench: Any, audit: Callable[[bytes], list[str]]) -> None:
    assert audit(bench.fill(_template(bench), CONTEXT)) == []
