"""What reaches from margin to margin still does so after a margin was moved in Word; all else stays.

The lengths are worked out by hand: A4 is 11906 by 16838 twips, and 1 cm is 567.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from reportgen import resources
from reportgen.model.context import Picture
from reportgen.ooxml.builder import PAGE_NUMBER, Band, Column, TemplateBuilder
from reportgen.ooxml.package import read_parts, write_parts
from reportgen.ooxml.styles import Style, Tab
from reportgen.pipeline import KINDS
from reportgen.render.margins import fitted
from reportgen.render.plumbing import read_plumbing

BODY = "word/document.xml"
WIDTH = 11906 - 2268 - 1701  # left 4 cm, right 3 cm


def built(build: Callable[[TemplateBuilder], None], **more: Any) -> dict[str, bytes]:
    builder = TemplateBuilder(**more)
    build(builder)
    return read_parts(builder.save())


def moved(parts: dict[str, bytes], left: int = 2268, right: int = 1701) -> dict[str, bytes]:
    """The template after someone set the margins of all its sections in Word."""
    body = re.sub(rb'w:left="\d+" w:header', b'w:left="%d" w:header' % left, parts[BODY])
    return parts | {BODY: re.sub(rb'(<w:pgMar[^>]*w:right=)"\d+"', rb'\g<1>"%d"' % right, body)}


def fit(parts: dict[str, bytes]) -> dict[str, str]:
    """Every part as it is filled, in text."""
    plumbing = read_plumbing(read_parts(write_parts(parts)))
    assert plumbing is not None
    return {
        name: data.decode() for name, data in (parts | fitted(plumbing).parts).items() if name[-4:] == ".xml"
    }


def tabs(xml: str) -> list[tuple[str, int]]:
    return [(kind, int(place)) for kind, place in re.findall(r'<w:tab w:val="(\w+)"[^>]*w:pos="(\d+)"', xml)]


def widths(xml: str, element: str = "gridCol") -> list[int]:
    return [int(width) for width in re.findall(rf'<w:{element} w:w="(\d+)"', xml)]


def style(xml: str, name: str) -> str:
    found = re.search(rf'<w:style [^>]*w:styleId="{name}".*?</w:style>', xml, re.DOTALL)
    assert found
    return found[0]


def paper(builder: TemplateBuilder) -> None:
    builder.section(header=Band("{{ title }}", "กลาง", PAGE_NUMBER))
    builder.caption("ตาราง", "หน่วย : บาท")
    builder.table([Column(4.0), Column(None), Column(2.0, "right")], [["ก", "ข", "ค"]], [["ง", "จ", "ฉ"]])
    builder.section("landscape")
    builder.caption("ตาราง", "หน่วย : บาท")
    builder.free_table(4, ["{%tr if title %}", "{%tr endif %}"])


def captioned(builder: TemplateBuilder) -> None:
    builder.caption("ตาราง", "หน่วย : บาท")
    builder.table([Column(None), Column(None)], [["ก", "ข"]])


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_changed_where_no_margin_was_moved(kind: str) -> None:
    plumbing = read_plumbing(read_parts(resources.template(kind)))
    assert plumbing is not None and fitted(plumbing).parts == {}


def test_what_reaches_from_margin_to_margin_follows_the_margins() -> None:
    parts = fit(moved(built(paper)))
    assert tabs(style(parts["word/styles.xml"], "Header")) == [("center", WIDTH // 2), ("right", WIDTH)]
    assert tabs(style(parts["word/styles.xml"], "Caption")) == [("right", WIDTH)]
    assert tabs(style(parts["word/styles.xml"], "TOC1")) == [("right", WIDTH)]
    upright, turned = parts[BODY].split("<w:sectPr", 1)
    assert tabs(upright) == [] and sum(widths(upright)) == WIDTH
    landscape = 16838 - 2268 - 1701
    assert tabs(turned) == [("clear", WIDTH), ("right", landscape)]
    assert sum(widths(turned)) == pytest.approx(landscape, abs=4)
    assert tabs(parts["word/header3.xml"]) == [
        ("clear", WIDTH // 2), ("clear", WIDTH), ("center", landscape // 2), ("right", landscape),
    ]  # fmt: skip


def test_a_page_that_was_turned_has_its_tables_and_stops_at_its_margins() -> None:
    parts = built(captioned)
    body = re.sub(rb"<w:pgSz[^>]*>", b'<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>', parts[BODY])
    found = fit(parts | {BODY: body})
    width = 16838 - 1701 - 1134
    assert sum(widths(found[BODY])) == pytest.approx(width, abs=2)
    assert tabs(style(found["word/styles.xml"], "Caption")) == [("right", width)]


def test_a_section_with_margins_of_its_own_has_stops_of_its_own() -> None:
    def build(builder: TemplateBuilder) -> None:
        for _ in range(3):
            captioned(builder)
            builder.section()

    parts = built(build)
    body = parts[BODY].replace(b'w:left="1701" w:header', b'w:left="2268" w:header', 1)
    found = fit(parts | {BODY: body})
    first, second, *_ = found[BODY].split("<w:sectPr")
    assert tabs(first) == [("clear", 9071), ("right", 8504)] and sum(widths(first)) == 8504
    assert tabs(second) == [] and sum(widths(second)) == pytest.approx(9071, abs=2)
    assert tabs(style(found["word/styles.xml"], "Caption")) == [("right", 9071)]


def test_the_widest_columns_of_a_table_give_way() -> None:
    found = fit(moved(built(paper)))[BODY]
    # 4, 10 and 2 cm in 14 cm: the column of 10 cm has to give, its cells too
    assert widths(found)[:3] == [2268, WIDTH - 2268 - 1134, 1134]
    assert widths(found, "tcW")[:6] == [2268, WIDTH - 2268 - 1134, 1134] * 2


def test_columns_become_wider_alike() -> None:
    found = fit(moved(built(paper), left=567, right=567))[BODY]
    wide = 11906 - 2 * 567
    assert widths(found)[:3] == [2268 * wide // 9071, 5669 * wide // 9071, 1134 * wide // 9071]


def test_what_does_not_reach_from_margin_to_margin_stays() -> None:
    own = Style("Own", tabs=(Tab(5.0, "right"), Tab(3.0, "center"), Tab(16.0, "left")))

    def build(builder: TemplateBuilder) -> None:
        builder.paragraph("ก\tข", "Own")
        builder.table([Column(4.0), Column(3.0)], [["ก", "ข"]])

    found = fit(moved(built(build, styles=(own,))))
    assert tabs(style(found["word/styles.xml"], "Own")) == [("right", 2835), ("center", 1701), ("left", 9071)]
    assert widths(found[BODY]) == [2268, 1701]


def test_a_table_that_is_too_wide_now_is_made_to_fit() -> None:
    found = fit(moved(built(lambda builder: builder.table([Column(12.0), Column(3.0)], [["ก", "ข"]]))))
    assert widths(found[BODY]) == [WIDTH - 1701, 1701]


@pytest.mark.parametrize(("left", "width"), [(1701, 8.0), (2835, 6.7), (567, 8.0)])
def test_a_photograph_is_narrower_than_its_cell(bench: Any, left: int, width: float) -> None:
    parts = built(lambda builder: builder.table([Column(None)] * 2, (), [["{{ photo }}", "ข"]], rules=False))
    template = write_parts(moved(parts, left=left, right=1134))
    photo = Picture(b"\x89PNG", "png", 8 * 360_000, 4 * 360_000, "ภาพ")
    found = re.findall(
        rb'<wp:extent cx="(\d+)" cy="(\d+)"', bench.parts(bench.fill(template, {"photo": photo}))[BODY]
    )
    (size,) = [[int(length) / 360_000 for length in each] for each in found]
    assert size == pytest.approx([width, width / 2], abs=0.01)


def test_a_template_that_does_not_tell_what_it_was_built_for_stays() -> None:
    parts = moved(built(paper))
    settings = re.sub(rb"<w:docVars>.*</w:docVars>", b"", parts["word/settings.xml"])
    assert fit(parts | {"word/settings.xml": settings})[BODY] == parts[BODY].decode()


@pytest.mark.parametrize(
    ("change", "to"),
    [
        (rb'w:w="11906"', b'w:w="99999999999999"'),
        (rb'w:w="11906"', b'w:w="-5"'),
        (rb"<w:pgMar[^>]*>", b""),
        (rb'w:right="\d+"', b'w:right="20000"'),
        (rb'<w:gridCol w:w="\d+"/>', b'<w:gridCol w:w="x"/>'),
        (rb"<w:tblGrid>.*?</w:tblGrid>", b""),
        (rb'w:basedOn w:val="Normal"', b'w:basedOn w:val="Caption"'),
    ],
)
def test_a_damaged_template_is_no_fault_of_its_widths(change: bytes, to: bytes) -> None:
    parts = {
        name: re.sub(change, to, data) if name in (BODY, "word/styles.xml") else data
        for name, data in moved(built(paper)).items()
    }
    fit(parts)
