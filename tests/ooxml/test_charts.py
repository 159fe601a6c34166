"""Charts as forms: what python-pptx and openpyxl, which are not ours, read out of what we wrote."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml

from reportgen.ooxml.chart_design import ChartDesign, SeriesDesign, chart_xml, sample_workbook
from reportgen.ooxml.chart_form import Data, write_chart
from reportgen.ooxml.chart_reading import A, C, read_form
from reportgen.ooxml.datasheet import column, datasheet, digits
from reportgen.ooxml.package import PackageError

FONT = "TH Sarabun New"
NS = {"c": C, "a": A}
MIXED = ChartDesign(
    "columns",
    (SeriesDesign("แผน", "pale"), SeriesDesign("ผล", "dark")),
    lines=(SeriesDesign("เป้าหมาย", "target line", end="name and value"),),
)
LINES = ChartDesign("lines", (SeriesDesign("แผน", "grey line", end="value"), SeriesDesign("ผล", "dark line")))
SHARED = ChartDesign("shared bars", (SeriesDesign("ก", "dark"), SeriesDesign("ข", "hatch")))
Numbers = tuple[Decimal | None, ...]


def numbers(*values: object) -> Numbers:
    return tuple(None if value is None else Decimal(str(value)) for value in values)


def made_by_pptx(kind: Any = XL_CHART_TYPE.COLUMN_CLUSTERED, series: int = 2) -> bytes:
    data = CategoryChartData(number_format="#,##0")
    data.categories = ["ก", "ข"]
    for number in range(series):
        data.add_series(f"ชุดที่ {number}", (1, 2))
    return bytes(ChartXmlWriter(kind, data).xml.encode())


def fill(
    xml: bytes, *series: tuple[str, Numbers], labelled: bool = True, title: str = "", number: str = "#,##0.00"
) -> bytes:
    categories = [f"หมวด {at}" for at in range(len(series[0][1]))]
    return write_chart(read_form(xml, FONT), Data(categories, series, number, labelled, title)).encode()


def placeholder(design: ChartDesign) -> bytes:
    return chart_xml(design, FONT).encode()


def told(xml: bytes) -> list[tuple[str, list[str], list[float | None]]]:
    """Each series as python-pptx reads it: name, categories, values."""
    chart = Chart(parse_xml(xml), None)
    return [
        (series.name, [str(each) for each in plot.categories], list(series.values))
        for plot in chart.plots
        for series in plot.series
    ]


def tree(xml: bytes) -> etree._Element:
    return etree.fromstring(xml)


def looks(xml: bytes) -> list[bytes]:
    return [etree.tostring(each, method="c14n") for each in tree(xml).iterfind(".//c:ser/c:spPr", NS)]


@pytest.mark.parametrize("design", [MIXED, LINES, SHARED, ChartDesign("bars", (SeriesDesign("ก", "dark"),))])
@pytest.mark.parametrize("count", [1, 3, 4, 12])
@pytest.mark.parametrize("rows", [1, 2, 3, 6])
def test_any_number_of_series_and_categories(design: ChartDesign, count: int, rows: int) -> None:
    series = [
        (f'ชื่อ <{row}> & "อื่น"', numbers(*(None if at == 1 else at * 10 - row for at in range(count))))
        for row in range(rows)
    ]
    found = told(fill(placeholder(design), *series))
    categories = [f"หมวด {at}" for at in range(count)]
    expected = [
        (name, categories, [None if value is None else float(value) for value in values])
        for name, values in series
    ]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    "kind", ["COLUMN_CLUSTERED", "BAR_STACKED", "LINE_MARKERS", "AREA", "PIE", "DOUGHNUT", "RADAR"]
)
def test_charts_that_others_wrote(kind: str) -> None:
    xml = made_by_pptx(getattr(XL_CHART_TYPE, kind), 1)
    assert told(fill(xml, ("ผล", numbers(5, None, -7))))[0][2] == [5.0, None, -7.0]


def test_looks_go_by_name_and_then_in_order() -> None:
    pale, dark, target = looks(placeholder(MIXED))
    one, two = numbers(1, 2, 3), numbers(3, 2, 1)
    assert looks(fill(placeholder(MIXED), ("ผล", one))) == [dark]
    assert looks(fill(placeholder(MIXED), ("เป้าหมาย", two), ("แผน", one))) == [pale, target]
    assert looks(fill(placeholder(MIXED), ("อื่น", one), ("ผล", two))) == [pale, dark]


def test_added_series_look_like_no_other() -> None:
    for design in (MIXED, LINES):
        series = [(name, numbers(1, 2)) for name in ("แผน", "ผล", "เป้าหมาย", "ง", "จ", "ฉ")]
        found = looks(fill(placeholder(design), *series))
        assert len(set(found)) == 6
        assert not any(b"tx1" in look or b"accent" in look for look in found)


def test_a_plot_without_series_is_left_out() -> None:
    xml = fill(placeholder(MIXED), ("แผน", numbers(1)), ("ผล", numbers(2)))
    assert b"lineChart" not in xml and b"barChart" in xml


def test_a_missing_value_is_a_gap_and_a_negative_one_is_drawn_as_others() -> None:
    root = tree(fill(placeholder(MIXED), ("แผน", numbers(1, None, -3))))
    assert [point.get("idx") for point in root.iterfind(".//c:val//c:pt", NS)] == ["0", "2"]
    assert root.find(".//c:val//c:ptCount", NS).get("val") == "3"
    assert root.find(".//c:dispBlanksAs", NS).get("val") == "gap"
    assert root.find(".//c:invertIfNegative", NS).get("val") == "0"
    assert root.find(".//c:valAx//c:min", NS) is None
    root = tree(fill(placeholder(MIXED), ("แผน", numbers(1, None, 0))))
    assert root.find(".//c:valAx//c:min", NS).get("val") == "0"


def test_the_label_at_the_end_goes_where_the_data_end() -> None:
    def ends(*values: object) -> list[str]:
        root = tree(fill(placeholder(LINES), ("แผน", numbers(*values))))
        return [each.get("val") for each in root.iterfind(".//c:dLbl/c:idx", NS)]

    assert ends(1, 2) == ["1"]
    assert ends(1, 2, 3, 4, None) == ["3"]
    assert ends(None, None) == []


def test_values_are_written_at_every_point_only_where_wished() -> None:
    def shown(labelled: bool) -> list[str]:
        root = tree(fill(placeholder(SHARED), ("ก", numbers(1, 2)), labelled=labelled))
        return [each.get("val") for each in root.iterfind(".//c:dLbls/c:showVal", NS)]

    assert shown(True) == ["1"] and shown(False) == ["0"]


def test_a_point_without_room_has_no_label() -> None:
    def hushed(design: ChartDesign, *points: int, labelled: bool = True) -> list[tuple[str, bool]]:
        series = [("แผน", numbers(1, 2, 3))]
        data = Data("กขค", series, "#,##0", labelled, "", [frozenset(points)])
        root = tree(write_chart(read_form(placeholder(design), FONT), data).encode())
        labels = root.iterfind(".//c:dLbl", NS)
        return [(each.find("c:idx", NS).get("val"), each.find("c:delete", NS) is not None) for each in labels]

    assert hushed(SHARED) == [] and hushed(SHARED, 2, 0) == [("0", True), ("2", True)]
    assert hushed(SHARED, 0, labelled=False) == []
    assert hushed(LINES) == [("2", False)] and hushed(LINES, 2) == [("2", True)]


STYLED = f"""<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:chart><c:title><c:tx>
<c:rich>
<a:bodyPr/><a:p><a:r><a:rPr lang="en-US" b="1"><a:latin typeface="+mn-lt"/></a:rPr><a:t>Old </a:t></a:r>
<a:r><a:t>&amp; title</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart>
<c:barDir val="col"/>
<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:v>ผล</c:v></c:tx><c:spPr><a:solidFill>
<a:srgbClr val="7030A0"/>
</a:solidFill></c:spPr><c:dPt><c:idx val="0"/><c:spPr><a:noFill/></c:spPr></c:dPt><c:dPt>
<c:idx val="4"/></c:dPt>
<c:dLbls><c:dLbl><c:idx val="0"/><c:delete val="1"/></c:dLbl><c:dLbl><c:idx val="1"/>
<c:showVal val="1"/></c:dLbl>
<c:showVal val="1"/></c:dLbls><c:cat><c:strRef><c:f>x</c:f><c:strCache><c:ptCount val="2"/></c:strCache>
</c:strRef>
</c:cat><c:val><c:numRef><c:f>y</c:f><c:numCache><c:ptCount val="2"/></c:numCache></c:numRef></c:val>
<c:extLst/>
</c:ser><c:gapWidth val="33"/><c:axId val="-2068027336"/><c:axId val="5"/></c:barChart><c:valAx>
<c:axId val="5"/>
<c:scaling><c:max val="100"/><c:min val="0"/></c:scaling><c:txPr><a:bodyPr/><a:p><a:pPr>
<a:defRPr sz="900">
<a:latin typeface="Tahoma"/></a:defRPr></a:pPr></a:p></c:txPr><c:crossAx val="-2068027336"/></c:valAx>
</c:plotArea>
</c:chart></c:chartSpace>""".encode()


def test_what_a_designer_set_stays() -> None:
    root = tree(fill(STYLED, ("ผล", numbers(1, 2, 3)), title="ชื่อ <ใหม่>"))
    assert root.find(".//c:ser/c:spPr//a:srgbClr", NS).get("val") == "7030A0"
    assert root.find(".//c:gapWidth", NS).get("val") == "33"
    assert [each.get("val") for each in root.iterfind(".//c:dPt/c:idx", NS)] == ["0"]
    assert [each.get("val") for each in root.iterfind(".//c:dLbl/c:idx", NS)] == ["0", "2"]
    assert "".join(root.itertext("{*}t")).strip() == "ชื่อ <ใหม่>"
    assert root.find(".//c:max", NS).get("val") == "100" and root.find(".//c:min", NS).get("val") == "0"
    assert root.find(".//c:ser/c:extLst", NS) is None


def test_what_word_and_thai_need_is_put_right() -> None:
    root = tree(fill(STYLED, ("ผล", numbers(101))))
    assert "".join(root.itertext("{*}t")).strip() == "Old & title"
    assert root.find(".//c:autoTitleDeleted", NS).get("val") == "0"
    assert [each.get("val") for each in root.iter(f"{{{C}}}axId")] == ["79456312", "5", "5"]
    assert root.find(".//c:crossAx", NS).get("val") == "79456312"
    assert root.find(".//c:max", NS) is None, "the limit would hide the value"
    named = [
        [face.get("typeface") for face in each if "typeface" in face.attrib]
        for each in root.iter("{*}rPr", "{*}defRPr")
    ]
    assert [FONT] * 3 in named and ["Tahoma"] * 3 in named and [] not in named
    assert tree(fill(made_by_pptx(), ("ก", numbers(1)))).find(".//c:autoTitleDeleted", NS).get("val") == "1"


def test_a_label_is_not_written_twice_for_one_point() -> None:
    xml = STYLED.replace(b'<c:ptCount val="2"/></c:numCache>', b'<c:ptCount val="5"/></c:numCache>')
    xml = xml.replace(b'<c:dLbl><c:idx val="0"/>', b'<c:dLbl><c:idx val="4"/>')
    root = tree(fill(xml, ("ผล", numbers(1, 2))))
    assert [each.get("val") for each in root.iterfind(".//c:dLbl/c:idx", NS)] == ["1"]


@pytest.mark.parametrize(
    "xml",
    [
        b"<x/>",
        made_by_pptx().replace(b"barChart", b"surfaceChart"),
        made_by_pptx().replace(b"<c:ser>", b"<c:other>").replace(b"</c:ser>", b"</c:other>"),
        made_by_pptx().replace(b"c:", b"chart:"),
        b'<!DOCTYPE x><c:chartSpace xmlns:c="%s"/>' % C.encode(),
    ],
)
def test_what_is_no_chart_with_categories_is_refused(xml: bytes) -> None:
    with pytest.raises(PackageError):
        read_form(xml.replace(b"xmlns:chart:", b"xmlns:chart"), FONT)


@pytest.mark.parametrize("design", [MIXED, LINES, SHARED])
def test_a_placeholder_shows_what_its_workbook_holds(design: ChartDesign) -> None:
    rows = list(load_workbook(io.BytesIO(sample_workbook(design))).active.values)
    found = told(placeholder(design))
    assert list(rows[0][1:]) == [name for name, _, _ in found]
    assert [list(each[1:]) for each in rows[1:]] == [
        list(each) for each in zip(*(v for *_, v in found), strict=True)
    ]


amounts = st.decimals(min_value=-(10**13), max_value=10**13, places=2)


@given(st.lists(st.one_of(st.none(), amounts), min_size=1, max_size=30), st.text("กขน้ำ&<>'\" x", max_size=20))
def test_cells_and_points_hold_the_exact_amounts(values: list[Decimal | None], name: str) -> None:
    categories = [f"หมวด {at}" for at in range(len(values))]
    sheet = load_workbook(io.BytesIO(datasheet(categories, [(name, values)], "#,##0.00,,"))).active
    assert [row[0].value for row in sheet["A2" : f"A{len(values) + 1}"]] == categories
    cells = [row[0] for row in sheet["B2" : f"B{len(values) + 1}"]]
    assert [cell.value for cell in cells] == [None if value is None else float(value) for value in values]
    assert (sheet["B1"].value or "") == name
    assert all(cell.number_format == "#,##0.00,," for cell in cells if cell.value is not None)
    assert all(Decimal(digits(value)) == value for value in values if value is not None)


def test_digits_and_columns() -> None:
    assert digits(Decimal("0")) == "0" and digits(Decimal("1E+3")) == "1000"
    assert digits(Decimal(100) / 3) == "33.3333333333333"
    assert [column(number) for number in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_more_series_than_word_can_show_are_refused() -> None:
    with pytest.raises(ValueError, match="256 series"):
        fill(placeholder(LINES), *((str(number), numbers(1)) for number in range(256)))


def test_a_form_is_plain_enough_for_a_cache() -> None:
    form = read_form(placeholder(MIXED), FONT)
    assert json.loads(json.dumps(form.pieces)) == [list(piece) for piece in form.pieces]
