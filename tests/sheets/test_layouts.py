"""Tables as finance offices lay them out: headings of the law and of transfers, sections and their totals.

Each sheet is made here by openpyxl; what must come of it is written out by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import yaml

from reportgen.load.sheets.reading import Wanted
from reportgen.pipeline.importing import Result, Sheet, import_spending
from reportgen.present.carrying import NO_SOURCE
from reportgen.workspace import Workspace

OSS, STEP = "งานศูนย์ให้บริการ SME ครบวงจร", "โครงการยกระดับผู้ประกอบการรายย่อย"
F65, F64 = "งบประมาณ 2565", "กันเหลื่อมปี 2564"
AGENCY = "สำนักงานส่งเสริมวิสาหกิจขนาดกลางและขนาดย่อม"
TITLE, DAY = "รายงานผลการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. 2565", "ข้อมูล ณ วันที่ 31 ธันวาคม 2564"
TOP = ((AGENCY,), (TITLE,), (DAY,))
Cells = Sequence[Sequence[object]]


def book(rows: Cells, merged: str = "", hidden: Sequence[int] = ()) -> Sheet:
    made = openpyxl.Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(list(row))
    for cells in merged.split():
        sheet.merge_cells(cells)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    target = BytesIO()
    made.save(target)
    return Sheet(target.getvalue(), "finance.xlsx")


def read(workspace: Workspace, sheet: Sheet) -> tuple[Result, Any]:
    result = import_spending(workspace, sheet, Wanted())
    data = workspace.read("2565-q1/spending.yaml")
    return result, yaml.load(data, yaml.BaseLoader) if data else None


def codes(result: Result) -> list[str]:
    return [each.code for each in result.diagnostics]


LAYOUTS: dict[str, tuple[Cells, str]] = {
    "the law and transfers under one heading": (
        (
            ("ลำดับ", "แผนงาน/โครงการ", "แหล่งเงิน", "งบประมาณ", None, None, "ก่อนหนี้ผูกพัน (PO)", "เบิกจ่ายสะสม",
             "ร้อยละ (%)", "คงเหลือ"),
            (None, None, None, "พ.ร.บ.", "โอนเปลี่ยนแปลง", "หลังโอนเปลี่ยนแปลง"),
            (1, OSS, F65, 1200000, -200000, 1000000, 400000, 250000, 25, 350000),
            (2, OSS, F64, 300000, 0, 300000, 20000.25, 30000.75, 10, 249999),
            (3, STEP, F65, 800000, 200000, 1000000, 0, 300000.5, 30, 699999.5),
            (None, "รวมทั้งสิ้น", None, 2300000, 0, 2300000, 420000.25, 580001.25, 25.22, 1299998.5),
        ),
        "A4:A5 B4:B5 C4:C5 D4:F4 G4:G5 H4:H5 I4:I5 J4:J5",
    ),
    "one row": (
        (
            ("โครงการ", "แหล่งเงิน", "วงเงินตาม พ.ร.บ.", "โอนเข้า/(ออก)", "งบหลังโอน", "ก่อหนี้ผูกพัน (PO)",
             "เบิกจ่ายสะสม", "ร้อยละการเบิกจ่าย", "เบิกจ่าย+PO", "ร้อยละ", "คงเหลือ"),
            (OSS, F65, 1200000, -200000, 1000000, 400000, 250000, 25, 650000, 65, 350000),
            (OSS, F64, 300000, 0, 300000, 20000.25, 30000.75, 10, 50001, 16.67, 249999),
            (STEP, F65, 800000, 200000, 1000000, 0, 300000.5, 30, 300000.5, 30, 699999.5),
            ("รวม", None, 2300000, 0, 2300000, 420000.25, 580001.25, 25.22, 1000001.5, 43.48, 1299998.5),
        ),
        "",
    ),
    "an amount and a percentage in each group": (
        (
            ("ที่", "ยุทธศาสตร์/แผนงาน/โครงการ", "แหล่งงบประมาณ", "วงเงินงบประมาณ (พ.ร.บ.)",
             "งบประมาณหลังโอนเปลี่ยนแปลง", "เบิกจ่าย", None, "ก่อหนี้", None, "รวมเบิกจ่ายและก่อหนี้", None,
             "งบประมาณคงเหลือ"),
            (None, None, None, None, None, *("จำนวนเงิน", "ร้อยละ") * 3),
            (1, OSS, F65, 1200000, 1000000, 250000, 25, 400000, 40, 650000, 65, 350000),
            (2, OSS, F64, 300000, 300000, 30000.75, 10, 20000.25, 6.67, 50001, 16.67, 249999),
            (3, STEP, F65, 800000, 1000000, 300000.5, 30, 0, 0, 300000.5, 30, 699999.5),
            (None, "รวมทั้งสิ้น", None, 2300000, 2300000, 580001.25, 25.22, 420000.25, 18.26, 1000001.5, 43.48,
             1299998.5),
        ),
        "A4:A5 B4:B5 C4:C5 D4:D5 E4:E5 F4:G4 H4:I4 J4:K4 L4:L5",
    ),
    "cumulative months": (
        (
            ("โครงการ", "แหล่งเงิน", "งบประมาณตาม พ.ร.บ. งบประมาณรายจ่าย", "งบประมาณหลังโอน/เปลี่ยนแปลง",
             "ผลการเบิกจ่ายสะสม ปีงบประมาณ พ.ศ. 2565", None, "PO คงเหลือ", "คงเหลือสุทธิ"),
            (None, None, None, None, "พ.ย. 64", "ธ.ค. 64"),
            (OSS, F65, 1200000, 1000000, None, 250000, 400000, 350000),
            (OSS, F64, 300000, 300000, None, 30000.75, 20000.25, 249999),
            (STEP, F65, 800000, 1000000, None, 300000.5, 0, 699999.5),
            ("รวมทั้งสิ้น", None, 2300000, 2300000, None, 580001.25, 420000.25, 1299998.5),
        ),
        "A4:A5 B4:B5 C4:C5 D4:D5 E4:F4 G4:G5 H4:H5",
    ),
    "columns numbered with what they follow from": (
        (
            ("แผนงาน / โครงการ", "ประเภทเงิน", "พ.ร.บ. 2565 (1)", "โอนเปลี่ยนแปลง เพิ่ม/(ลด) (2)",
             "หลังโอนเปลี่ยนแปลง (3)=(1)+(2)", "ผลเบิกจ่ายสะสม (4)", "% เบิกจ่าย", "PO (5)",
             "เบิกจ่ายและก่อหนี้ผูกพัน (6)=(4)+(5)", "% เบิกจ่ายและก่อหนี้", "งบประมาณคงเหลือ (7)=(3)-(6)"),
            (OSS, F65, 1200000, -200000, 1000000, 250000, 25, 400000, 650000, 65, 350000),
            (OSS, F64, 300000, 0, 300000, 30000.75, 10, 20000.25, 50001, 16.67, 249999),
            (STEP, F65, 800000, 200000, 1000000, 300000.5, 30, 0, 300000.5, 30, 699999.5),
            ("รวมทั้งสิ้น", None, 2300000, 0, 2300000, 580001.25, 25.22, 420000.25, 1000001.5, 43.48, 1299998.5),
        ),
        "",
    ),
    "three rows, transfers both ways": (
        (
            ("รายการ", "แหล่งเงิน", "งบประมาณ", None, None, None, "ผลการใช้จ่าย", None, None, "ยอดคงเหลือ"),
            (None, None, "วงเงินตาม พ.ร.บ.", "โอนเปลี่ยนแปลง", None, "งบหลังโอน", "เบิกจ่าย", "ผูกพัน", "รวม"),
            (None, None, None, "โอนเข้า", "โอนออก"),
            (OSS, F65, 1200000, 0, 200000, 1000000, 250000, 400000, 650000, 350000),
            (OSS, F64, 300000, 0, 0, 300000, 30000.75, 20000.25, 50001, 249999),
            (STEP, F65, 800000, 200000, 0, 1000000, 300000.5, 0, 300000.5, 699999.5),
            ("รวมทั้งสิ้น", None, 2300000, 200000, 200000, 2300000, 580001.25, 420000.25, 1000001.5, 1299998.5),
        ),
        "A4:A6 B4:B6 C4:F4 C5:C6 D5:E5 F5:F6 G4:I4 G5:G6 H5:H6 I5:I6 J4:J6",
    ),
    "units and percentages in brackets": (
        (
            ("โครงการ/กิจกรรม", "แหล่งเงิน", "งบประมาณที่ได้รับจัดสรรตาม พ.ร.บ.", "งบประมาณหลังโอนเปลี่ยนแปลง (บาท)",
             "ผลการเบิกจ่ายสะสม (บาท)", "ร้อยละการเบิกจ่ายต่องบหลังโอน", "ภาระผูกพัน (PO)", "คงเหลือ (บาท)",
             "คงเหลือ (ร้อยละ)"),
            (OSS, F65, 1200000, 1000000, 250000, 25, 400000, 350000, 35),
            (OSS, F64, 300000, 300000, 30000.75, 10, 20000.25, 249999, 83.33),
            (STEP, F65, 800000, 1000000, 300000.5, 30, 0, 699999.5, 70),
            ("ยอดรวมทั้งสิ้น", None, 2300000, 2300000, 580001.25, 25.22, 420000.25, 1299998.5, 56.52),
        ),
        "",
    ),
    "a plan beside the results": (
        (
            ("แผนงาน/ผลผลิต/โครงการ", "แหล่งเงิน", "งบตาม พ.ร.บ.", "งบประมาณหลังปรับแผน/โอน", "แผนการเบิกจ่ายสะสม",
             "ผลเบิกจ่าย", None, "กันเงิน/ก่อหนี้ผูกพัน", "เงินคงเหลือ"),
            (None, None, None, None, None, "สะสม", "ร้อยละ"),
            (OSS, F65, 1200000, 1000000, 300000, 250000, 25, 400000, 350000),
            (OSS, F64, 300000, 300000, 30000, 30000.75, 10, 20000.25, 249999),
            (STEP, F65, 800000, 1000000, 100000, 300000.5, 30, 0, 699999.5),
            ("รวมทั้งหมด", None, 2300000, 2300000, 430000, 580001.25, 25.22, 420000.25, 1299998.5),
        ),
        "A4:A5 B4:B5 C4:C5 D4:D5 E4:E5 F4:G4 H4:H5 I4:I5",
    ),
}  # fmt: skip

LINES = [
    ("oss", F65, "-200,000.00", "400,000.00", "250,000.00"),
    ("oss", F64, "0.00", "20,000.25", "30,000.75"),
    ("step-up", F65, "200,000.00", "0.00", "300,000.50"),
]
"""Project, fund, transfer, committed and disbursed by the end of December: the same in all layouts."""


@pytest.mark.parametrize("name", LAYOUTS)
def test_columns_are_known_by_the_words_of_finance(workspace: Workspace, name: str) -> None:
    rows, merged = LAYOUTS[name]
    result, written = read(workspace, book((*TOP, *rows), merged))
    assert [each for each in result.diagnostics if each.is_error] == []
    found = [
        (
            line["project"],
            line["fund"],
            line.get("transfer", "0.00"),
            line["committed"],
            line["disbursed"]["ธ.ค."],
        )
        for line in written["lines"]
    ]
    assert found == LINES
    (total,) = written["totals"]
    assert (total["act"], total["after_transfer"]) == ("2,300,000.00", "2,300,000.00")
    assert (total["committed"], total["disbursed"]) == ("420,000.25", "580,001.25")
    passed = [each.args["columns"] for each in result.diagnostics if each.code == "sheet-column-passed"]
    plans = "E (แผนการเบิกจ่ายสะสม)"
    assert passed == ([plans] if "plan beside" in name else [])


SIMPLE = (
    ("โครงการ", "แหล่งเงิน", "เบิกจ่ายสะสม"),
    (OSS, F65, 250000),
    (OSS, F64, 30000.75),
    (STEP, F65, 300000.5),
)
TITLES: dict[str, tuple[Cells, str]] = {
    "a title and a day": (TOP, f"{TITLE} {DAY}"),
    "one line": (((AGENCY,), (f"{TITLE} {DAY} (หน่วย : บาท)",)), f"{TITLE} {DAY}"),
    "the day above": (((DAY,), (AGENCY,), (TITLE,)), f"{TITLE} {DAY}"),
    "no title": (((AGENCY,), (DAY,)), DAY),
    "whose it is": ((*TOP, ("ที่มา : ฝ่ายการเงินและบัญชี",)), "ฝ่ายการเงินและบัญชี"),
    "an office of budgets": ((("สำนักงบประมาณ",), (TITLE,), (DAY,)), f"{TITLE} {DAY}"),
}


@pytest.mark.parametrize("name", TITLES)
def test_the_source_is_the_report_and_never_the_agency_alone(workspace: Workspace, name: str) -> None:
    titles, expected = TITLES[name]
    assert read(workspace, book((*titles, *SIMPLE)))[1]["source"] == expected


def test_an_agency_alone_is_no_source(workspace: Workspace) -> None:
    sheet = book(((AGENCY,), *SIMPLE))
    result = import_spending(workspace, sheet, Wanted(as_of=date(2021, 12, 31)))
    assert [each.code for each in result.diagnostics if each.is_error] == ["sheet-source-unknown"]
    assert workspace.read("2565-q1/spending.yaml") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NO_SOURCE, f"{TITLE} {DAY}"),
        ("รายงานของฝ่ายการเงิน วันที่ 5 มกราคม 2565 (สมมุติ)", f"{TITLE} {DAY}"),
        ("ฝ่ายการเงินและบัญชี รายงานวันที่ 7 มกราคม 2565", "ฝ่ายการเงินและบัญชี รายงานวันที่ 7 มกราคม 2565"),
    ],
)
def test_a_source_that_nobody_wrote_gives_way_to_the_sheets(
    workspace: Workspace, before: str, after: str
) -> None:
    sheet = book((*TOP, *SIMPLE))
    _, written = read(workspace, sheet)
    text = yaml.safe_dump({**written, "source": before}, allow_unicode=True)
    workspace.write("2565-q1/spending.yaml", text.encode())
    workspace.reads.clear()
    assert read(workspace, sheet)[1]["source"] == after


WAYS = (
    ("โอนเข้า", "โอนออก"),
    ("รับโอน", "โอนออก"),
    ("โอนเพิ่ม", "โอนลด"),
    ("โอน (เพิ่ม)", "โอน (ลด)"),
    ("ได้รับโอน", "ถูกโอนไป"),
)


def both_ways(ways: Sequence[str], *amounts: Sequence[object]) -> Cells:
    heads = ("โครงการ", "แหล่งเงิน", *ways, "เบิกจ่ายสะสม")
    return (*TOP, heads, *((*row[:2], *own, row[2]) for row, own in zip(SIMPLE[1:], amounts, strict=True)))


@pytest.mark.parametrize("ways", WAYS, ids="/".join)
@pytest.mark.parametrize("out", [200000, -200000, "(200,000.00)", "๒๐๐,๐๐๐.-"])
def test_a_transfer_is_what_came_less_what_went(
    workspace: Workspace, ways: Sequence[str], out: object
) -> None:
    """However the amount that went is typed: with a minus in every row, or without."""
    rows = both_ways(ways, (50000, out), ("-", None), (150000, 0))
    result, written = read(workspace, book((*rows, ("รวมทั้งสิ้น", None, 200000, 200000, 580001.25))))
    assert [each for each in result.diagnostics if each.is_error] == []
    transfers = [line.get("transfer", "0.00") for line in written["lines"]]
    assert transfers == ["-150,000.00", "0.00", "150,000.00"]
    cells = {each.what: each.cell for each in result.differences if each.what.endswith("transfer")}
    assert list(cells.values()) == ["Sheet!D5", "Sheet!C7"] or list(cells.values()) == [
        "Sheet!C5",
        "Sheet!C7",
    ]


def test_transfers_both_ways_stand_under_their_group_beside_the_net(workspace: Workspace) -> None:
    rows = (
        ("โครงการ", "แหล่งเงิน", "โอนเปลี่ยนแปลง", None, None, "เบิกจ่ายสะสม"),
        (None, None, "(+)", "(-)", "สุทธิ"),
        (OSS, F65, 0, 200000, -200000, 250000),
        (OSS, F64, 0, 0, 0, 30000.75),
        (STEP, F65, 200000, 0, 199999, 300000.5),
    )
    merged = "A4:A5 B4:B5 C4:E4 F4:F5"
    result, written = read(workspace, book((*TOP, *rows), merged))
    (told,) = [each for each in result.diagnostics if each.is_error]
    assert (told.code, told.spans[0].where) == ("sheet-line-differs", "Sheet!E8")
    assert told.args == {
        "cell": "Sheet!E8", "role": "โอนเปลี่ยนแปลง", "given": "199,999.00", "found": "200,000.00",
    }  # fmt: skip
    assert written is None


def test_a_transfer_of_a_doubtful_sign_is_told_at_its_cell(workspace: Workspace) -> None:
    rows = both_ways(WAYS[0], (0, 200000), (-1000, 0), (200000, "(500)"))
    result, written = read(workspace, book(rows))
    told = [each for each in result.diagnostics if each.is_error]
    assert [(each.code, each.spans[0].where, each.args["given"], each.args["role"]) for each in told] == [
        ("sheet-transfer-sign", "Sheet!C6", "-1,000.00", "โอนเข้า"),
        ("sheet-transfer-sign", "Sheet!D7", "-500.00", "โอนออก"),
    ]
    assert written is None


def test_a_total_of_one_way_is_reconciled(workspace: Workspace) -> None:
    rows = (*both_ways(WAYS[0], (0, 200000), (0, 0), (200000, 0)), ("รวม", None, 200001, 200001, 580001.25))
    result, _ = read(workspace, book(rows))
    told = [(each.code, each.spans[0].where) for each in result.diagnostics if each.is_error]
    assert told == [("sheet-total-differs", "Sheet!C8")]


@pytest.mark.parametrize("way", ["โอนเข้า", "รับโอน", "โอนออก", "โอนลด"])
def test_transfers_of_one_way_alone_are_left_out_and_told(workspace: Workspace, way: str) -> None:
    rows = both_ways((way,), (1000,), (0,), (0,))
    result, written = read(workspace, book(rows))
    passed = [each.args["columns"] for each in result.diagnostics if each.code == "sheet-column-passed"]
    assert passed == [f"C ({way})"]
    assert not any("transfer" in line for line in written["lines"])


def test_the_mapping_may_say_that_only_one_way_is_there(workspace: Workspace) -> None:
    workspace.write("import-spending.yaml", "columns: {C: โอนออก}\n".encode())
    workspace.reads.clear()
    _, written = read(workspace, book(both_ways(("ให้ผู้อื่น",), (1000,), (0,), (0,))))
    assert written["lines"][0]["transfer"] == "-1,000.00"


HIDDEN = (
    ("โครงการ", "แหล่งเงิน", "งบประมาณ", "โอนเปลี่ยนแปลง", "งบหลังโอน", "เบิกจ่ายสะสม", "ผูกพัน"),
    (OSS, F65, 1200000, 0, 1200000, 250000, 400000),
    (),
    (STEP, F65, 800000, 0, 800000, 300000.5, 0),
    ("รวมทั้งสิ้น", None, 2000000, 0, 2000000, 550000.5, 400000),
)


@pytest.mark.parametrize(
    "row",
    [
        (OSS, F64, 0, 0, 0, 0, 0),
        (OSS, F64, None, None, None, 0, "-"),
        ("โครงการที่ยกเลิกแล้ว", None, 0, 0, 0, 0, 0),
    ],
    ids=["zero", "blank", "not of the plan"],
)
def test_totals_hold_without_a_hidden_row_that_is_empty(workspace: Workspace, row: Sequence[object]) -> None:
    rows = (*TOP, *HIDDEN[:2], row, *HIDDEN[3:])
    result, written = read(workspace, book(rows, hidden=[6]))
    assert [each for each in result.diagnostics if each.is_error] == []
    assert [each.args["places"] for each in result.diagnostics if "hidden" in each.code] == ["6:6"]
    assert [line["disbursed"] for line in written["lines"]] == [
        {"ธ.ค.": "250,000.00"},
        {"ธ.ค.": "300,000.50"},
    ]
    assert written["totals"] == [{"committed": "400,000.00", "disbursed": "550,000.50"}]


def test_a_hidden_row_with_an_amount_is_used_and_must_be_in_the_total(workspace: Workspace) -> None:
    rows = (*TOP, *HIDDEN[:2], (OSS, F64, 300000, 0, 300000, 0.01, 0), *HIDDEN[3:])
    result, _ = read(workspace, book(rows, hidden=[6]))
    assert {"sheet-hidden", "sheet-total-differs"} <= set(codes(result))


def test_an_empty_row_that_is_shown_is_a_line(workspace: Workspace) -> None:
    rows = (*TOP, *HIDDEN[:2], (OSS, F64, 0, 0, 0, 0, 0), *HIDDEN[3:])
    result, _ = read(workspace, book(rows))
    assert "sheet-line-differs" in codes(result)


HEADS = ("ยุทธศาสตร์/แผนงาน/โครงการ", "แหล่งเงิน", "งบประมาณ", "เบิกจ่ายสะสม", "ผูกพัน")
FIRST = ((OSS, F65, 1200000, 250000, 400000), (OSS, F64, 300000, 30000.75, 20000.25))
SECOND, ALL = (STEP, F65, 800000, 300000.5, 0), (None, 2300000, 580001.25, 420000.25)
OF_FIRST, OF_SECOND = (None, 1500000, 280000.75, 420000.25), (None, 800000, 300000.5, 0)
SECTIONS: dict[str, Cells] = {
    "named and bare": (
        ("ยุทธศาสตร์ที่ 1 : พัฒนากลไกการส่งเสริม",), *FIRST, ("รวม ยุทธศาสตร์ที่ 1", *OF_FIRST),
        ("ยุทธศาสตร์ที่ 2",), SECOND, ("รวม", *OF_SECOND), ("รวมทั้งสิ้น", *ALL),
    ),
    "in other words": (
        ("ยุทธศาสตร์ที่ 1",), *FIRST, ("รวมเป็นเงินตามยุทธศาสตร์ที่ ๑ พัฒนากลไกการส่งเสริม", *OF_FIRST),
        ("ยุทธศาสตร์ที่ 2",), SECOND, ("รวมเป็นเงิน", *OF_SECOND), ("รวมทุกยุทธศาสตร์", *ALL),
    ),
    "a programme that the plan lacks, within": (
        ("ยุทธศาสตร์ที่ 1",), ("แผนงานส่งเสริมรายย่อย",), FIRST[0],
        ("รวมแผนงานส่งเสริมรายย่อย", *FIRST[0][1:2], *FIRST[0][2:]),
        FIRST[1], ("รวม ยุทธศาสตร์ที่ 1", *OF_FIRST),
        ("ยุทธศาสตร์ที่ 2",), SECOND, ("รวม", *OF_SECOND), ("รวมทั้งสิ้น", *ALL),
    ),
    "programmes that the plan lacks, instead": (
        ("แผนงานพื้นฐาน",), *FIRST, ("รวม", *OF_FIRST),
        ("แผนงานบูรณาการ",), SECOND, ("รวมแผนงานบูรณาการ", *OF_SECOND), ("รวมทั้งสิ้น", *ALL),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SECTIONS)
def test_totals_below_a_heading_are_reconciled(workspace: Workspace, name: str) -> None:
    result, written = read(workspace, book((*TOP, HEADS, *SECTIONS[name])))
    assert [each for each in result.diagnostics if each.is_error] == []
    assert not {"sheet-total-unknown", "sheet-total-unlike"} & set(codes(result))
    assert [line["disbursed"]["ธ.ค."] for line in written["lines"]] == [
        "250,000.00",
        "30,000.75",
        "300,000.50",
    ]
    amounts = [(each.get("strategy"), each["disbursed"]) for each in written["totals"]]
    of_strategies = [("service", "280,000.75"), ("grow", "300,000.50")]
    assert amounts == [*([] if "instead" in name else of_strategies), (None, "580,001.25")]


@pytest.mark.parametrize("name", SECTIONS)
def test_a_wrong_total_below_a_heading_is_told(workspace: Workspace, name: str) -> None:
    """Each total but the last in turn, a baht too much."""
    rows = SECTIONS[name]
    totals = [number for number, row in enumerate(rows) if str(row[0]).startswith("รวม")]
    for number in totals:
        wrong = list(rows)
        wrong[number] = (*rows[number][:3], float(str(rows[number][3])) + 1, *rows[number][4:])
        result, _ = read(workspace, book((*TOP, HEADS, *wrong)))
        told = [each.spans[0].where for each in result.diagnostics if each.is_error]
        assert told == [f"Sheet!D{number + 5}"]


BASE, FIRST_OUTPUT = "แผนงานพื้นฐาน", "ผลผลิตที่ 1 ผู้ประกอบการได้รับบริการ"
ABOVE: dict[str, Cells] = {
    "a plan over its projects": (
        (BASE, *OF_FIRST), *FIRST, ("แผนงานบูรณาการ", *OF_SECOND), SECOND, ("รวมทั้งสิ้น", *ALL),
    ),
    "numbered, one within the other": (
        ("1. ประเด็นยุทธศาสตร์ เศรษฐกิจฐานราก", *ALL), ("1.1 แผนงานพื้นฐาน", *OF_FIRST),
        (FIRST_OUTPUT, *FIRST[0][1:]), (f"1.1.1 {OSS}", *FIRST[0][1:]),
        ("ผลผลิตที่ 2", *FIRST[1][1:]), FIRST[1], ("1.2 แผนงานบูรณาการ", *OF_SECOND), SECOND,
    ),
    "one heading has none": (
        (BASE,), (FIRST_OUTPUT, *OF_FIRST), *FIRST, ("กิจกรรมหลัก ยกระดับ", *OF_SECOND), SECOND, ("รวม", *ALL),
    ),
    "activities that are parts of their project": (
        ("ยุทธศาสตร์ที่ 1",), FIRST[0], ("กิจกรรมที่ 1 บริการ", None, 1000000, 150000, 400000),
        ("กิจกรรมที่ 2 อบรม", None, 200000, 100000, "-"), FIRST[1], SECOND, ("รวมทั้งสิ้น", *ALL),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ABOVE)
def test_amounts_beside_a_heading_are_those_of_the_rows_beneath(workspace: Workspace, name: str) -> None:
    result, written = read(workspace, book((*TOP, HEADS, *ABOVE[name])))
    assert [each for each in result.diagnostics if each.is_error] == []
    assert [line["disbursed"]["ธ.ค."] for line in written["lines"]] == [
        "250,000.00",
        "30,000.75",
        "300,000.50",
    ]


def test_a_heading_that_differs_from_the_rows_beneath_is_told_as_one(workspace: Workspace) -> None:
    wrong = (BASE, None, 1500000, 280000.76, 420000.25)
    rows = (wrong, *FIRST, ("แผนงานบูรณาการ", *OF_SECOND), SECOND, ("รวมทั้งสิ้น", *ALL))
    result, written = read(workspace, book((*TOP, HEADS, *rows)))
    (told,) = [each for each in result.diagnostics if each.is_error]
    assert (told.code, [span.where for span in told.spans]) == (
        "sheet-heading-differs",
        ["Sheet!A5", "Sheet!D5"],
    )
    assert told.args == {
        "cell": "Sheet!A5", "text": BASE, "role": "เบิกจ่ายสะสม", "given": "280,000.76", "found": "280,000.75",
    }  # fmt: skip
    assert written is None


def test_a_heading_with_no_rows_beneath_is_an_unknown_project(workspace: Workspace) -> None:
    rows = (*FIRST, SECOND, ("กิจกรรมประชาสัมพันธ์", None, 5000, 5000, 0))
    result, _ = read(workspace, book((*TOP, HEADS, *rows)))
    told = [(each.code, each.spans[0].where) for each in result.diagnostics if each.is_error]
    assert told == [("sheet-project-unknown", "Sheet!A8")]


def test_a_heading_that_is_left_out_is_not_added_twice(workspace: Workspace) -> None:
    """As a total it is in no total; as a project that the plan lacks it is."""
    workspace.write("import-spending.yaml", f"projects: {{{BASE}: ไม่ใช้, กิจกรรมกลาง: ไม่ใช้}}\n".encode())
    workspace.reads.clear()
    own = ("กิจกรรมกลาง", None, 5000, 5000, 0)
    rows = ((BASE, *OF_FIRST), *FIRST, SECOND, own, ("รวมทั้งสิ้น", None, 2305000, 585001.25, 420000.25))
    result, written = read(workspace, book((*TOP, HEADS, *rows)))
    assert [each for each in result.diagnostics if each.is_error] == []
    assert len(written["lines"]) == 3


PLAN_ROWS = (
    ("โครงการ", "แหล่งเงิน", "แผน/ผล", "เบิกจ่ายสะสม", "ผูกพัน"),
    (OSS, F65, "แผน", 900000, 1), (None, None, "ผล", 250000, 400000),
    (OSS, F64, "แผน", 90000, 1), (None, None, "ผล", 30000.75, 20000.25),
    (STEP, F65, "แผน", 700000, 1), (None, None, "ผล", 300000.5, 0),
    ("รวมทั้งสิ้น", None, "แผน", 1690000, 3), (None, None, "ผล", 580001.25, 420000.25),
)  # fmt: skip


@pytest.mark.parametrize("merged", ["", "A5:A6 B5:B6 A7:A8 B7:B8 A9:A10 B9:B10 A11:B11"])
def test_rows_of_plans_above_results_are_left_out_and_told(workspace: Workspace, merged: str) -> None:
    result, written = read(workspace, book((*TOP, *PLAN_ROWS), merged))
    assert [each for each in result.diagnostics if each.is_error] == []
    (told,) = [each for each in result.diagnostics if each.code == "sheet-rows-planned"]
    assert told.args == {"cells": "C5, C7, C9, C11"}
    found = [(line["disbursed"]["ธ.ค."], line["committed"]) for line in written["lines"]]
    assert found == [("250,000.00", "400,000.00"), ("30,000.75", "20,000.25"), ("300,000.50", "0.00")]
    assert written["totals"] == [{"committed": "420,000.25", "disbursed": "580,001.25"}]


def test_a_budget_may_stand_before_plan_and_result(workspace: Workspace) -> None:
    acts = {OSS + F65: 1200000, OSS + F64: 300000, STEP + F65: 800000}
    heads, *rows = PLAN_ROWS[:-2]
    own = [(*row[:2], acts.get(f"{row[0]}{row[1]}"), *row[2:]) for row in rows]
    result, written = read(workspace, book((*TOP, (*heads[:2], "งบประมาณ", *heads[2:]), *own), "C5:C6"))
    assert [each for each in result.diagnostics if each.is_error] == []
    assert [line["committed"] for line in written["lines"]] == ["400,000.00", "20,000.25", "0.00"]


def test_a_project_with_a_plan_and_no_result_has_none(workspace: Workspace) -> None:
    rows = (*PLAN_ROWS[:3], PLAN_ROWS[3], *PLAN_ROWS[5:7])
    result, written = read(workspace, book((*TOP, *rows)))
    assert [line["disbursed"]["ธ.ค."] for line in written["lines"]] == ["250,000.00", "300,000.50"]
    assert "sheet-rows-planned" in codes(result)


@pytest.mark.parametrize(
    "numbers",
    [
        (None, None, "(1)", "(2)", "(3)=(1)+(2)"), (None, None, "๑", "๒", "๓"), (None, None, 1, 2, 3),
        (None, None, None, "(1)", "(2) = (1) - (3)"), ("(1)", "(2)", "(3)", "(4)", "(5)"),
    ],
    ids=["formulas", "Thai digits", "numbers", "some", "all"],
)  # fmt: skip
def test_columns_that_are_numbered_have_no_amounts(workspace: Workspace, numbers: Sequence[object]) -> None:
    rows = (HEADS, numbers, *FIRST, SECOND, ("รวมทั้งสิ้น", *ALL))
    result, written = read(workspace, book((*TOP, *rows)))
    assert [each for each in result.diagnostics if each.is_error] == []
    assert len(written["lines"]) == 3


def test_months_may_be_numbers(workspace: Workspace) -> None:
    rows = (
        ("โครงการ", "แหล่งเงิน", "เบิกจ่ายรายเดือน", None, None),
        (None, None, 10, 11, 12),
        (OSS, F65, 50000, 100000, 100000),
    )
    _, written = read(workspace, book((*TOP, *rows), "A4:A5 B4:B5 C4:E4"))
    assert written["lines"][0]["disbursed"] == {
        "ต.ค.": "50,000.00", "พ.ย.": "100,000.00", "ธ.ค.": "100,000.00",
    }  # fmt: skip


def test_amounts_without_a_name_are_no_numbers_of_columns(workspace: Workspace) -> None:
    result, _ = read(workspace, book((*TOP, HEADS, (None, None, 1200, 5, 3), *FIRST, SECOND)))
    assert [each.code for each in result.diagnostics if each.is_error] == ["sheet-row-unnamed"]


@pytest.mark.parametrize(("amount", "errors"), [(280000.75, []), (280000.76, ["sheet-total-differs"] * 2)])
def test_what_is_carried_over_a_page_is_reconciled(
    workspace: Workspace, amount: float, errors: Sequence[str]
) -> None:
    over = (None, None, amount, None)
    rows = (*FIRST, ("ยอดยกไป", *over), HEADS, ("ยอดยกมา", *over), SECOND, ("รวมทั้งสิ้น", *ALL))
    result, _ = read(workspace, book((*TOP, HEADS, *rows)))
    assert [each.code for each in result.diagnostics if each.is_error] == errors


def test_baht_may_stand_behind_an_amount(workspace: Workspace) -> None:
    rows = ((OSS, F65, "250,000.00 บาท"), (OSS, F64, "๓๐,๐๐๐.๗๕บาท"), (STEP, F65, 300000.5))
    _, written = read(workspace, book((*TOP, SIMPLE[0], *rows)))
    assert [line["disbursed"]["ธ.ค."] for line in written["lines"]] == [
        "250,000.00",
        "30,000.75",
        "300,000.50",
    ]
    wrong = ((OSS, F65, "0.25 ล้านบาท"), (OSS, F64, "30 พันบาท"))
    result, _ = read(workspace, book((*TOP, SIMPLE[0], *wrong)))
    assert [each.code for each in result.diagnostics if each.is_error] == ["sheet-amount-unreadable"] * 2


@pytest.mark.parametrize(
    "heads",
    [("แผน ต.ค. 64", "แผน พ.ย. 64", "รวม"), ("งบดำเนินงาน", "งบลงทุน", "รวมทั้งสิ้น"), ("งบประมาณ", "ผูกพัน", "รวม")],
)
def test_a_sum_of_nobody_knows_what_is_not_what_was_disbursed(
    workspace: Workspace, heads: Sequence[str]
) -> None:
    rows = (("โครงการ", "แหล่งเงิน", *heads), (OSS, F65, 1200000, 5, 1200005))
    assert codes(read(workspace, book((*TOP, *rows)))[0]) == ["sheet-disbursed-missing"]
    beside = (("โครงการ", "แหล่งเงิน", *heads, "เบิกจ่าย"), (OSS, F65, 1200000, 5, 1200005, 250000))
    result, written = read(workspace, book((*TOP, *beside)))
    assert written["lines"][0]["disbursed"] == {"ธ.ค.": "250,000.00"}
    (passed,) = [each.args["columns"] for each in result.diagnostics if each.code == "sheet-column-passed"]
    assert passed.endswith(f"E ({heads[-1]})")


UNITS_BELOW: dict[str, tuple[Cells, str]] = {
    "one row of headings": (
        (("โครงการ", "แหล่งเงิน", "เบิกจ่าย", "ผูกพัน"), (None, None, "(ล้านบาท)", "(บาท)")), "",
    ),
    "two": (
        (("โครงการ", "แหล่งเงิน", "ผลการเบิกจ่าย", "ผูกพัน"), (None, None, "สะสม"), (None, None, "ล้านบาท", "บาท")),
        "A4:A5 B4:B5 D4:D5",
    ),
    "three, merged": (
        (("โครงการ", "แหล่งเงิน", "ผลการใช้จ่าย", None), (None, None, "เบิกจ่าย", "ผูกพัน"), (None, None, "สะสม"),
         (None, None, "หน่วย : ล้านบาท", "(บาท)")),
        "A4:A6 B4:B6 C4:D4 D5:D6",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNITS_BELOW)
def test_units_under_the_headings_are_those_of_their_columns(workspace: Workspace, name: str) -> None:
    heads, merged = UNITS_BELOW[name]
    rows = ((OSS, F65, 0.25, 400000), (OSS, F64, 0.03000075, 20000.25), (STEP, F65, "0.3000005", "-"))
    result, written = read(workspace, book((*TOP, *heads, *rows), merged))
    assert [each for each in result.diagnostics if each.is_error] == []
    found = [(line["disbursed"]["ธ.ค."], line["committed"]) for line in written["lines"]]
    assert found == [("250,000.00", "400,000.00"), ("30,000.75", "20,000.25"), ("300,000.50", "0.00")]


def test_a_transfer_that_came_from_nowhere_is_told_at_its_cells(workspace: Workspace) -> None:
    rows = (
        ("โครงการ", "แหล่งเงิน", "โอนเปลี่ยนแปลง", "เบิกจ่ายสะสม"),
        (OSS, F65, -200000, 250000),
        (OSS, F64, 0, 30000.75),
        (STEP, F65, 150000, 300000.5),
    )
    result, _ = read(workspace, book((*TOP, *rows)))
    (told,) = [each for each in result.diagnostics if each.code == "transfer-unbalanced"]
    assert [each.where for each in told.spans] == ["Sheet!C5, oss", "Sheet!C7, step-up"]
    assert told.args == {"fund": F65, "sum": "-50,000.00", "received": "150,000.00", "given": "200,000.00"}


def test_a_total_after_transfers_confirms_them(workspace: Workspace) -> None:
    rows = (
        ("โครงการ", "แหล่งเงิน", "งบหลังโอน", "เบิกจ่ายสะสม"),
        (OSS, F65, 1000000, 250000),
        (OSS, F64, 300000, 30000.75),
        (STEP, F65, 950000, 300000.5),
        ("รวมทั้งสิ้น", None, 2250000, 580001.25),
    )
    assert "transfer-unbalanced" not in codes(read(workspace, book((*TOP, *rows)))[0])
