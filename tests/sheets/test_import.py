"""Finance's sheets, with their faults, into spending.yaml: what is read, what is said, and what is kept.

Beside each sheet in `data` stands by hand what must come of it: the YAML, or the codes and cells.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import yaml

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.load.sheets import book as books
from reportgen.load.sheets.days import told_days
from reportgen.load.sheets.headings import read_heading
from reportgen.load.sheets.reading import Wanted
from reportgen.model.mapping import Role
from reportgen.model.scalars import PeriodId
from reportgen.pipeline import check, quarterly
from reportgen.pipeline.importing import Result, Sheet, import_spending
from reportgen.present.carrying import NO_SOURCE
from reportgen.workspace import Workspace

DATA = Path(__file__).parent / "data"
SHEETS = sorted(path for path in DATA.iterdir() if path.suffix in (".xlsx", ".csv"))
RIGHT = [path.name for path in SHEETS if path.with_suffix(".yaml").exists()]
WRONG = [path.name for path in SHEETS if path.with_suffix(".said.yaml").exists()]
Q1 = PeriodId(2565, 1)
ALL = Wanted()


def imported(workspace: Workspace, name: str, wanted: Wanted = ALL, **options: Any) -> Result:
    return import_spending(workspace, Sheet((DATA / name).read_bytes(), name), wanted, **options)


def tree(data: bytes | None) -> Any:
    assert data is not None
    return yaml.load(data, yaml.BaseLoader)


def said(result: Result) -> list[tuple[str, str]]:
    return [(each.code, each.spans[0].where) for each in result.diagnostics]


def codes(result: Any) -> list[str]:
    return [each.code for each in result.diagnostics]


def spending(workspace: Workspace) -> Any:
    return tree((workspace.root / "2565-q1/spending.yaml").read_bytes())


@pytest.mark.parametrize("name", RIGHT)
def test_a_sheet_becomes_the_yaml_beside_it(workspace: Workspace, name: str) -> None:
    result = imported(workspace, name, Wanted(period=Q1))
    assert [each for each in result.diagnostics if each.is_error] == []
    assert spending(workspace) == tree((DATA / name).with_suffix(".yaml").read_bytes())
    assert [each.name for each in result.artifacts] == ["2565-q1/spending.yaml", "import-spending.yaml"]


OWN_TOTALS: dict[str, tuple[int, dict[str, str]]] = {
    "merged.xlsx": (1, {"F8": "disbursed", "H8": "committed"}),
    "million.xlsx": (1_000_000, {"D12": "act", "E12": "disbursed", "F12": "committed", "G12": "spent"}),
    "months.xlsx": (1, {"F6": "disbursed", "G6": "committed"}),
    "pairs.csv": (1, {"H7": "disbursed"}),
    "quarters.xlsx": (1, {"C9": "act", "G9": "disbursed", "H9": "committed"}),
    "refund.csv": (1, {"O6": "disbursed"}),
    "strategies.xlsx": (1000, {"C12": "act", "H12": "disbursed", "J12": "committed"}),
    "tabs.csv": (1, {"F6": "disbursed", "G6": "committed"}),
    "thai-windows.csv": (1, {"F6": "disbursed", "G6": "committed"}),
    "two-rows.xlsx": (1, {"C10": "act", "J10": "committed"}),  # it has totals of single months only
}
"""Where in each sheet its own totals stand, and how many baht its unit is."""


def own_totals(name: str) -> list[Decimal]:
    unit, places = OWN_TOTALS[name]
    path = DATA / name
    if path.suffix == ".xlsx":
        page = openpyxl.load_workbook(path, data_only=True)
        sheet = next(each for each in page if each.sheet_state == "visible")
        return [Decimal(str(sheet[place].value).replace(",", "")) * unit for place in places]
    data = path.read_bytes()
    text = data.decode("cp874" if name in ("pairs.csv", "thai-windows.csv") else "utf-8-sig")
    separator = {"tabs.csv": "\t", "thai-windows.csv": ";", "pairs.csv": ";"}.get(name, ",")
    rows = list(csv.reader(StringIO(text), delimiter=separator))
    return [Decimal(rows[int(place[1:]) - 1][ord(place[0]) - ord("A")].replace(",", "")) for place in places]


@pytest.mark.parametrize("name", RIGHT)
def test_import_then_quarterly_gives_the_sheets_own_totals(workspace: Workspace, name: str) -> None:
    imported(workspace, name, Wanted(period=Q1))
    path = workspace.root / "2565-q1/spending.yaml"
    path.write_text(path.read_text("utf-8").replace("# reason:", "reason:"), "utf-8")
    workspace.reads.clear()
    made = quarterly(workspace, "2565-q1", pdf=False, force=False)
    assert [each for each in made.diagnostics if each.is_error] == []
    with ZipFile(workspace.root / made.artifacts[0].name) as package:
        document = package.read("word/document.xml").decode("utf-8")
    shown = set(re.findall(r"[0-9,]+\.[0-9]{2}(?![0-9])", re.sub(r"<[^>]+>", " ", document)))
    totals = own_totals(name)
    assert totals
    assert {f"{total:,.2f}" for total in totals} <= shown


@pytest.mark.parametrize("name", WRONG)
def test_everything_wrong_is_said_at_its_cell_and_nothing_is_written(workspace: Workspace, name: str) -> None:
    result = imported(workspace, name)
    beside = (DATA / name).with_suffix(".said.yaml").read_bytes()
    expected = [tuple(line.split(maxsplit=1)) for line in tree(beside)]
    found = [(code, where) if where else (code,) for code, where in said(result)]
    assert sorted(found) == sorted(expected)
    assert result.artifacts == ()
    assert not (workspace.root / "2565-q1/spending.yaml").exists()
    assert not (workspace.root / "import-spending.yaml").exists()


def test_what_is_passed_over_is_said(workspace: Workspace) -> None:
    assert set(said(imported(workspace, "strategies.xlsx"))) == {
        ("sheet-hidden-sheet", ""),
        ("sheet-unit", "สรุป!A4"),
        ("sheet-hidden", "สรุป!A4"),
        ("sheet-rate-differs", "สรุป!I10"),
    }
    assert "sheet-csv-encoding" in codes(imported(workspace, "thai-windows.csv"))


def test_a_sheet_is_chosen_by_name(workspace: Workspace) -> None:
    assert ("sheet-cell-error", "ธ.ค.!D5") in said(imported(workspace, "formulas.xlsx", Wanted(sheet="ธ.ค.")))
    assert codes(imported(workspace, "formulas.xlsx", Wanted(sheet="ไม่มี"))) == ["sheet-unknown"]


def test_of_a_sheet_a_quarter_the_one_of_the_period_is_read(workspace: Workspace) -> None:
    assert [each.name for each in imported(workspace, "quarters.xlsx", Wanted(period=Q1)).artifacts]
    wanted = Wanted(period=PeriodId(2565, 2))  # although the first was remembered
    changes = {each.what: each.cell for each in imported(workspace, "quarters.xlsx", wanted).differences}
    assert changes["oss · ภารกิจ · งบประมาณ 2565 · มี.ค."] == "ไตรมาส 2!G6"


def test_day_and_source_are_taken_as_said(workspace: Workspace) -> None:
    wanted = Wanted(as_of=date(2021, 12, 15), source="บัญชี", period=Q1)
    result = imported(workspace, "no-day.csv", wanted, dry_run=True)
    changes = {each.what: each.new for each in result.differences}
    assert (changes["as_of"], changes["source"]) == ("15 ธันวาคม 2564", "บัญชี")
    assert changes["oss · ภารกิจ · งบประมาณ 2565 · ธ.ค."] == "1,000.00"


TABLE = "โครงการ,แหล่งเงิน,ต.ค.,พ.ย.,ธ.ค.,เบิกจ่ายสะสม\noss,งบประมาณ 2565,{0},0,0,{0}\n"


def dry(workspace: Workspace, text: str) -> Result:
    return import_spending(workspace, Sheet(text.encode(), "a.csv"), Wanted(period=Q1), dry_run=True)


def test_the_day_of_printing_is_not_the_day_of_the_amounts(workspace: Workspace) -> None:
    day = "ข้อมูล ณ วันที่ 31 ธันวาคม 2564\n"
    result = dry(workspace, f"พิมพ์ ณ วันที่ 8 เมษายน 2565\n{day}{TABLE.format(1000)}")
    assert {each.what: each.new for each in result.differences}["as_of"] == "31 ธันวาคม 2564"
    two = dry(workspace, f"ณ วันที่ 30 พฤศจิกายน 2564\n{day}{TABLE.format(1000)}")
    assert "sheet-as-of-unclear" in codes(two)


def test_the_unit_is_what_is_called_so(workspace: Workspace) -> None:
    head = "โครงการสำคัญ (วงเงินเกินกว่า 10 ล้านบาท)\nหน่วย : บาท\nข้อมูล ณ วันที่ 31 ธันวาคม 2564\n"
    result = dry(workspace, head + TABLE.format(1000))
    changes = {each.what: each.new for each in result.differences}
    assert changes["oss · ภารกิจ · งบประมาณ 2565 · ต.ค."] == "1,000.00"


def test_a_dash_behind_an_amount_is_not_taken_for_a_minus(workspace: Workspace) -> None:
    head = "ข้อมูล ณ วันที่ 31 ธันวาคม 2564\n"
    assert ("sheet-amount-unreadable", "C3") in said(dry(workspace, head + TABLE.format("1250000-")))
    changes = {each.what: each.new for each in dry(workspace, head + TABLE.format("1250000.-")).differences}
    assert changes["oss · ภารกิจ · งบประมาณ 2565 · ต.ค."] == "1,250,000.00"


def test_an_import_again_changes_nothing(workspace: Workspace) -> None:
    imported(workspace, "merged.xlsx")
    before = (workspace.root / "2565-q1/spending.yaml").read_bytes()
    again = imported(workspace, "merged.xlsx")
    assert again.differences == ()
    assert [each.outcome.value for each in again.artifacts] == ["unchanged"]
    assert (workspace.root / "2565-q1/spending.yaml").read_bytes() == before


OLD = """\
# เขียนเอง
as_of: 30 พฤศจิกายน 2564
source: เก่า # คงไว้
basis: สะสม
lines:
  - project: oss
    group: ภารกิจ
    fund: งบประมาณ 2565
    transfer: -200,000.00 # โอนออก
    disbursed:
      ตุลาคม: 50,000.00
      พ.ย.: 160,000.00
    note: ดูหนังสือที่ 12
    reason: ปรับปรุงบัญชี
  - project: step-up # ของฝพป.
    group: นโยบายรัฐบาล
    fund: งบประมาณ 2565
"""

NEW = """\
# เขียนเอง
as_of: 31 ธันวาคม 2564
source: เก่า # คงไว้
basis: สะสม
lines:
  - project: oss
    group: ภารกิจ
    fund: งบประมาณ 2565
    transfer: -200,000.00 # โอนออก
    disbursed:
      ตุลาคม: 50,000.00
      พ.ย.: 150,000.00
      ธ.ค.: 250,000.00
    note: ดูหนังสือที่ 12
    reason: ปรับปรุงบัญชี
    committed: 400,000.00
  - project: step-up # ของฝพป.
    group: นโยบายรัฐบาล
    fund: งบประมาณ 2565
    transfer: 200,000.00
    committed: 0.00
    disbursed:
      ต.ค.: 0.00
      พ.ย.: 100,000.00
      ธ.ค.: 300,000.50
  - project: oss
    group: ภารกิจ
    fund: กันเหลื่อมปี 2564
    committed: 20,000.25
    disbursed:
      ต.ค.: 10,000.00
      พ.ย.: 20,000.00
      ธ.ค.: 30,000.75
totals:
  - committed: 420,000.25
    disbursed: 580,001.25
"""


def test_comments_and_keys_of_people_are_kept(workspace: Workspace) -> None:
    path = workspace.root / "2565-q1/spending.yaml"
    path.write_text(OLD, "utf-8")
    shown = imported(workspace, "merged.xlsx", dry_run=True)
    assert path.read_text("utf-8") == OLD
    assert shown.artifacts == ()
    assert ("oss · ภารกิจ · งบประมาณ 2565 · พ.ย.", "160,000.00", "150,000.00") in [
        (each.what, each.old, each.new) for each in shown.differences
    ]
    imported(workspace, "merged.xlsx")
    assert path.read_text("utf-8") == NEW


def test_lines_that_stay_are_not_taken_for_what_they_are_not(workspace: Workspace) -> None:
    path = workspace.root / "2565-q1/spending.yaml"
    path.write_text(OLD.replace("basis: สะสม", "basis: รายเดือน"), "utf-8")
    before = path.read_bytes()
    months = "โครงการ,แหล่งเงิน,ต.ค.,พ.ย.,ธ.ค.,เบิกจ่ายสะสม\noss,งบประมาณ 2565,1000,1500,2000,2000\n"
    sheet = f"ข้อมูล ณ วันที่ 31 ธันวาคม 2564\n{months}"
    told = import_spending(workspace, Sheet(sheet.encode(), "a.csv"), Wanted(period=Q1))
    assert "sheet-basis-differs" in codes(told) and told.artifacts == ()
    assert path.read_bytes() == before


def test_the_source_that_was_typed_stays_where_the_sheet_tells_none(workspace: Workspace) -> None:
    path = workspace.root / "2565-q1/spending.yaml"
    path.write_text(OLD, "utf-8")
    imported(workspace, "tabs.csv")
    assert spending(workspace)["source"] == yaml.load(OLD, yaml.BaseLoader)["source"]


def test_the_words_of_a_new_quarter_are_no_source(workspace: Workspace) -> None:
    path = workspace.root / "2565-q1/spending.yaml"
    lines = [f"source: {NO_SOURCE}" if each.startswith("source:") else each for each in OLD.splitlines()]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    imported(workspace, "tabs.csv")
    title = (DATA / "tabs.csv").read_text("utf-8-sig").splitlines()[0].strip()
    assert spending(workspace)["source"] == title


def test_a_zero_from_finance_fills_a_blank_and_is_shown(workspace: Workspace) -> None:
    """A blank amount is one not received, so 0.00 is news; a transfer left out is none in any case."""
    path = workspace.root / "2565-q1/spending.yaml"
    path.write_text(
        "as_of: 31 ธันวาคม 2564\nsource: การเงิน\nbasis: รายเดือน\nlines:\n  - project: oss\n"
        "    group: ภารกิจ\n    fund: งบประมาณ 2565\n    committed:\n    disbursed:\n"
        "      ต.ค.: 5.00\n      พ.ย.: 0.00\n      ธ.ค.:\n",
        "utf-8",
    )
    sheet = (
        "ข้อมูล ณ วันที่ 31 ธันวาคม 2564\nโครงการ,แหล่งเงิน,โอน,ต.ค.,พ.ย.,ธ.ค.,เบิกจ่ายสะสม,ผูกพัน\n"
        "oss,งบประมาณ 2565,0,5,0,0,5,0\n"
    )
    result = import_spending(workspace, Sheet(sheet.encode(), "a.csv"), Wanted(period=Q1))
    oss = "oss · ภารกิจ · งบประมาณ 2565"
    changes = [(each.what, each.old, each.new) for each in result.differences]
    assert changes == [(f"{oss} · committed", "", "0.00"), (f"{oss} · ธ.ค.", "", "0.00")]
    (line,) = spending(workspace)["lines"]
    assert (line["committed"], line["disbursed"]["ธ.ค."]) == ("0.00", "0.00") and "transfer" not in line


def test_what_the_sheet_lacks_is_left_and_said(workspace: Workspace) -> None:
    path = workspace.root / "2565-q1/spending.yaml"
    path.write_text(
        NEW.replace("      ธ.ค.: 300,000.50", "      ธ.ค.: 300,000.50\n      ม.ค.: 1.00"), "utf-8"
    )
    result = imported(workspace, "merged.xlsx")
    (told,) = [each for each in result.diagnostics if each.code == "sheet-kept"]
    assert told.args["what"] == "step-up · นโยบายรัฐบาล · งบประมาณ 2565 · ม.ค."
    assert told.args["count"] == "1"


def test_a_file_with_errors_is_not_updated(workspace: Workspace) -> None:
    path = workspace.root / "2565-q1/spending.yaml"
    path.write_text(NEW.replace("400,000.00", "400.000,00"), "utf-8")
    assert "sheet-not-updated" in codes(imported(workspace, "merged.xlsx"))
    assert "400.000,00" in path.read_text("utf-8")


def test_a_refund_is_written_with_a_place_for_its_cause_which_check_asks_for(workspace: Workspace) -> None:
    path = workspace.root / "2565-q1/spending.yaml"
    first = imported(workspace, "refund.csv")
    assert ("sheet-cumulative-falls", "E3, oss") in said(first)
    assert path.read_text("utf-8").count("    # reason: ") == 1
    written = path.read_bytes()
    workspace.reads.clear()
    assert "cumulative-falls" in codes(check(workspace, ["2565-q1"]))
    again = imported(workspace, "refund.csv")
    assert (again.differences, path.read_bytes()) == ((), written)
    path.write_bytes(written.replace(b"# reason:", b"reason:"))
    workspace.reads.clear()
    assert "cumulative-falls" not in codes(check(workspace, ["2565-q1"]))
    assert "sheet-cumulative-falls" not in codes(imported(workspace, "refund.csv"))


def test_a_total_that_no_longer_holds_stops_no_update(workspace: Workspace) -> None:
    path = workspace.root / "2565-q1/spending.yaml"
    path.write_text(f"{NEW}  - strategy: grow\n    disbursed: 100,000.00\n", "utf-8")
    result = imported(workspace, "refund.csv")
    (told,) = [each for each in result.diagnostics if each.code == "sheet-total-stale"]
    assert told.args == {
        "total": "grow: disbursed", "file": "2565-q1/spending.yaml",
        "given": "100,000.00", "sum": "430,000.00",
    }  # fmt: skip
    assert told.spans[0].line == NEW.count("\n") + 2
    assert spending(workspace)["lines"][1]["disbursed"]["ธ.ค."] == "430,000.00"


def test_a_total_is_that_of_the_sheets_own_rows(workspace: Workspace) -> None:
    rows = "โครงการ,แหล่งเงิน,งบประมาณ,เบิกจ่าย\noss,งบประมาณ 2565,1200000,5\nรวมทั้งสิ้น,,1200000,5\n"
    sheet = Sheet(f"ณ 31 ธ.ค. 64\n{rows}".encode(), "a.csv")
    result = import_spending(workspace, sheet, Wanted(source="การเงิน"))
    (told,) = [each for each in result.diagnostics if each.code == "sheet-total-unlike"]
    assert told.args == {"cells": "A4", "names": "oss (กันเหลื่อมปี 2564); step-up (งบประมาณ 2565)"}
    assert spending(workspace)["totals"] == [{"disbursed": "5.00"}]


def test_amounts_of_one_period_are_said_and_not_used(workspace: Workspace) -> None:
    result = imported(workspace, "quarters.xlsx", Wanted(period=Q1))
    (told,) = [each for each in result.diagnostics if each.code == "sheet-column-period"]
    assert [part[:1] for part in told.args["columns"].split("), ")] == ["D", "E", "F"]
    assert codes(imported(workspace, "quarters.xlsx", Wanted(), mapping="other.yaml")) == ["sheet-several"]
    months = "โครงการ,แหล่งเงิน,ธ.ค. 64,สะสม\noss,งบประมาณ 2565,100,250\n"
    sheet = Sheet(f"ณ 31 ธ.ค. 64\n{months}".encode(), "a.csv")
    found = import_spending(workspace, sheet, Wanted(), mapping="x.yaml", dry_run=True)
    assert "sheet-column-period" in codes(found)
    changes = {each.what: (each.new, each.cell) for each in found.differences}
    assert changes["oss · ภารกิจ · งบประมาณ 2565 · ธ.ค."] == ("250.00", "D3")


def test_hidden_rows_and_columns_are_named_with_what_they_hold(workspace: Workspace) -> None:
    told = [each for each in imported(workspace, "million.xlsx").diagnostics if "hidden" in each.code]
    assert [(each.code, each.args["places"]) for each in told] == [
        ("sheet-hidden", "F:F (420,000.25)"),
        ("sheet-hidden-unused", "J:J"),
    ]
    rows = imported(workspace, "strategies.xlsx", dry_run=True, mapping="other.yaml").diagnostics
    assert [each.args["places"] for each in rows if each.code == "sheet-hidden"] == ["7:7 (30,000.75)"]


HEADINGS = {
    ("เบิกจ่าย", "ไตรมาส 2"): "period", ("เบิกจ่าย", "เดือนนี้"): "period", ("เบิกจ่าย", "ในเดือน"): "period",
    ("เบิกจ่าย", "ยอดยกมา"): "period", ("ไตรมาส 1", "ผล"): "period", ("เบิกจ่าย", "ต.ค.-ธ.ค. 64"): "period",
    ("เบิกจ่าย", "ประจำเดือน ธ.ค. 64"): (12, 2564, False), ("เบิกจ่าย", "มี.ค.65"): (3, 2565, None),
    ("เบิกจ่าย", "ถึงเดือน ธ.ค. 64"): (12, 2564, True), ("เบิกจ่าย", "ณ วันที่ 31/3/65"): (3, 2565, True),
    ("เบิกจ่าย", "สะสมถึงไตรมาส 1"): (12, None, True), ("เบิกจ่าย", "สะสม"): Role.DISBURSED,
    ("เบิกจ่าย", "ตั้งแต่ต้นปี"): Role.DISBURSED, ("ผูกพัน", "รวม"): Role.COMMITTED, ("งบประมาณ", "จ่ายจริง"): None,
    ("ผูกพัน", "ณ วันที่ 31 ธ.ค. 64"): Role.COMMITTED, ("ร้อยละเบิกจ่าย", "เดือนนี้"): Role.UNUSED,
    ("งบประมาณ ปี 2565",): Role.ACT, ("รายงานการเบิกจ่าย ประจำเดือน ธันวาคม 2564",): None,
    ("ปีงบประมาณ พ.ศ. 2565", "ต.ค. 64"): (10, 2564, None), ("ปีงบประมาณ 2564", "ต.ค."): (10, 2563, None),
    ("ปี 2564", "ม.ค."): (1, 2564, None), ("ปี 2564", "ต.ค."): (10, None, None),
    ("แผน/ผล", "ต.ค. 64", "ผล"): (10, 2564, None), ("แผน/ผลการเบิกจ่าย", "ผล"): Role.DISBURSED,
    ("ต.ค. 64", "จ่ายจริง"): (10, 2564, None), ("ต.ค. 64", "จำนวนราย"): None, ("จำนวนผู้เข้าร่วม", "ต.ค. 64"): None,
    ("ผลการเบิกจ่ายงบประมาณ", "ต.ค. 64"): (10, 2564, None), ("ผลการดำเนินงาน", "ต.ค. 64"): None,
    ("ยอดเบิกจ่ายสะสม",): Role.DISBURSED, ("จำนวนเงินที่เบิกจ่าย",): Role.DISBURSED,
    ("เบิกจ่าย (ผล)",): Role.DISBURSED, ("เบิกจ่ายสะสม (A)",): Role.DISBURSED,
    ("เบิกจ่าย (GFMIS)",): Role.DISBURSED, ("เบิกจ่าย (ข้อมูลจาก GFMIS ณ 31 ธ.ค. 64)",): Role.DISBURSED,
    ("คงเหลือ (งบประมาณ-เบิกจ่าย-ผูกพัน)",): Role.BALANCE, ("โครงการ (ตามแผน)",): Role.PROJECT,
    ("งบประมาณ", "ผล"): None, ("เบิกจ่าย (ไม่รวมผูกพัน)",): None, ("เบิกจ่าย (ครั้ง)",): None,
    ("คงเหลือ", "เบิกจ่าย"): None,
    ("ต.ค. 64 (ผูกพัน)",): None, ("เบิกจ่าย (เปอร์เซ็นต์)",): None,
}  # fmt: skip


@pytest.mark.parametrize("texts", HEADINGS, ids=" > ".join)
def test_headings_tell_how_far_their_amounts_reach(texts: tuple[str, ...]) -> None:
    found = read_heading(texts)
    expected = HEADINGS[texts]
    if expected == "period":
        assert found is not None and found.is_period
    elif isinstance(expected, tuple):
        assert found is not None and (found.month, found.year, found.is_cumulative) == expected
    else:
        assert (found.role if found else None) is expected


NO_RESULTS = (
    "เบิกจ่าย (แผน)", "แผนการเบิกจ่าย", "เป้าหมายการเบิกจ่าย", "แผนเบิกจ่ายสะสม", "ประมาณการเบิกจ่าย", "คาดว่าจะเบิกจ่าย",
    "เบิกจ่าย > แผน", "แผน > เบิกจ่าย", "แผน > ต.ค. 64", "ต.ค. 64 (แผน)",
    "ต.ค. 64 > Plan", "แผน/ผล > ต.ค. 64 > แผน",
    "ผูกพัน (แผน)", "แผนก่อหนี้ผูกพัน", "งบประมาณ (แผน)", "งบประมาณตามแผน", "โอน (แผน)", "งบประมาณ (คำขอ)",
    "ค้างเบิกจ่าย", "ยังไม่เบิกจ่าย", "ยังไม่เบิกจ่าย > ต.ค. 64", "เบิกจ่าย (คงเหลือ)", "เบิกจ่าย (รออนุมัติ)",
    "เบิกจ่าย > งบลงทุน", "งบลงทุน > เบิกจ่าย", "เบิกจ่าย (งบดำเนินงาน)", "เงินกู้ > ต.ค. 64",
    "ผลต่าง > เบิกจ่าย", "ผลต่าง > ต.ค. 64", "เบิกจ่ายต่ำกว่าเป้าหมาย", "ต.ค. 64 > ผูกพัน",
)  # fmt: skip


@pytest.mark.parametrize("heading", NO_RESULTS)
def test_a_plan_a_difference_and_what_is_left_are_no_results(heading: str) -> None:
    found = read_heading(heading.split(" > "))
    assert found is not None and (found.role, found.month) == (Role.UNUSED, None) and found.is_other


PLANNED = "โครงการ,แหล่งเงิน,{0},เบิกจ่าย\noss,งบประมาณ 2565,900000,250000\n"


@pytest.mark.parametrize("heading", ["เบิกจ่าย (แผน)", "เป้าหมายการเบิกจ่าย", "ปี 2564 เบิกจ่าย", "เบิกจ่าย (ปี 2564)"])
def test_a_column_that_is_no_result_is_left_out_and_told(workspace: Workspace, heading: str) -> None:
    table = PLANNED.format(heading)
    sheet = Sheet(f"ณ 31 ธ.ค. 64\n{table}".encode(), "a.csv")
    result = import_spending(workspace, sheet, Wanted(source="การเงิน"))
    (told,) = [each for each in result.diagnostics if each.code == "sheet-column-passed"]
    assert (told.args["columns"], told.spans[0].where) == (f"C ({heading})", "A2")
    (line,) = spending(workspace)["lines"]
    assert line["disbursed"] == {"ธ.ค.": "250,000.00"} and "committed" not in line
    assert import_spending(workspace, sheet, Wanted(source="การเงิน")).differences == ()


def test_a_sheet_of_plans_alone_is_told_with_its_columns(workspace: Workspace) -> None:
    rows = "โครงการ,แหล่งเงิน,แผนการเบิกจ่าย,ผลต่าง\noss,งบประมาณ 2565,1,2\n"
    result = import_spending(workspace, Sheet(f"ณ 31 ธ.ค. 64\n{rows}".encode(), "a.csv"), Wanted())
    (told,) = result.diagnostics
    assert (told.code, told.spans[0].where) == ("sheet-disbursed-missing", "A2")
    assert told.args == {"columns": "A (โครงการ), B (แหล่งเงิน), C (แผนการเบิกจ่าย), D (ผลต่าง)"}
    assert result.artifacts == ()


DAYS: dict[str, tuple[date | str, ...]] = {
    "ณ วันที่ 31 มี.ค. 65": (date(2022, 3, 31),), "ณ 31/3/65": (date(2022, 3, 31),),
    "1 ต.ค. 64 - 31 ธ.ค. 64": (date(2021, 12, 31),), "ณ สิ้นเดือน ธ.ค.64": (date(2021, 12, 31),),
    "สิ้นไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2565": (date(2021, 12, 31),), "ณ วันที่ 31/3/22": ("ณ วันที่ 31/3/22",),
    "พิมพ์ ณ วันที่ 8 ม.ค. 65": (), "โทร. 02-298-3190": (), "ณ วันที่ 32 ธ.ค. 64": ("ณ วันที่ 32 ธ.ค. 64",),
}  # fmt: skip


@pytest.mark.parametrize("line", DAYS)
def test_a_year_of_two_digits_is_the_one_near_the_fiscal_year(line: str) -> None:
    assert told_days([line], 2565) == DAYS[line]


CUSTOM = """\
ข้อมูล ณ วันที่ 31 ธันวาคม 2564 หน่วย : ล้านบาท
ผลผลิต,ปีงบ,เงินจ่าย,ต.ค. 64
OSS ทั่วประเทศ,เงินปี 65,0.25,0.1234567
ค่าใช้จ่ายส่วนกลาง,เงินปี 65,1,1
"""

REMEMBERED = """\
header: 2
columns: {ผลผลิต: โครงการ, ปีงบ: แหล่งเงิน, C: เบิกจ่ายสะสม, ต.ค. 64: ไม่ใช้}
projects: {OSS ทั่วประเทศ: oss, ค่าใช้จ่ายส่วนกลาง: ไม่ใช้}
funds: {เงินปี 65: งบประมาณ 2565}
"""


def test_the_mapping_is_obeyed_and_kept(workspace: Workspace) -> None:
    sheet = Sheet(CUSTOM.encode(), "x.csv")
    assert codes(import_spending(workspace, sheet, Wanted())) == ["sheet-header-missing"]
    (workspace.root / "import-spending.yaml").write_text(REMEMBERED, "utf-8")
    workspace.reads.clear()
    result = import_spending(workspace, sheet, Wanted())
    (line,) = spending(workspace)["lines"]
    assert (line["project"], line["disbursed"]) == ("oss", {"ธ.ค.": "250,000.00"})
    assert "sheet-unit" in codes(result)
    assert (workspace.root / "import-spending.yaml").read_text("utf-8") == REMEMBERED


@pytest.mark.parametrize(
    ("header", "elsewhere"),
    [("2", False), ("๒", False), ("40", True), ("1", True), ("แถวสอง", True), ("3-1", True)],
)
def test_a_row_that_holds_no_headings_is_said(workspace: Workspace, header: str, elsewhere: bool) -> None:
    sheet = Sheet(CUSTOM.replace("ผลผลิต", "โครงการ").replace("เงินจ่าย", "เบิกจ่ายสะสม").encode(), "x.csv")
    mapping = REMEMBERED.replace("header: 2", f"header: {header}")
    (workspace.root / "import-spending.yaml").write_text(mapping, "utf-8")
    result = import_spending(workspace, sheet, Wanted())
    told = [each.spans[0] for each in result.diagnostics if each.code == "sheet-header-elsewhere"]
    assert [(each.file, each.line, each.column) for each in told] == [
        ("import-spending.yaml", 1, 9)
    ] * elsewhere
    assert len(spending(workspace)["lines"]) == 1


def test_without_a_plan_an_import_says_what_every_command_says(workspace: Workspace) -> None:
    (workspace.root / "plan.yaml").unlink()
    assert codes(imported(workspace, "merged.xlsx")) == ["plan-missing"]


def test_names_of_the_mapping_that_the_plan_lacks_are_said_at_their_place(workspace: Workspace) -> None:
    wrong = "fund: งปม. 2565\nprojects:\n  ก: os\n  ข: ไม่ใช้\n  ค: oss\nfunds:\n  งปม.: งบประมาณ 2566\n"
    (workspace.root / "import-spending.yaml").write_text(wrong, "utf-8")
    result = imported(workspace, "merged.xlsx")
    places = [(each.code, each.spans[0].line, each.spans[0].column) for each in result.diagnostics]
    rows = [(1, 7), (3, 6), (7, 9)]
    assert sorted(places) == [("reference-unknown", line, column) for line, column in rows]
    assert not (workspace.root / "2565-q1/spending.yaml").exists()


def test_the_mapping_of_the_first_import_reads_the_same_again(workspace: Workspace) -> None:
    imported(workspace, "two-rows.xlsx")
    mapping = tree((workspace.root / "import-spending.yaml").read_bytes())
    assert (mapping["sheet"], mapping["header"], mapping["basis"]) == ("ไตรมาส 1", "3-4", "รายเดือน")
    assert mapping["columns"]["ต.ค. 64 > ผล (รายเดือน)"] == "ต.ค."
    assert mapping["projects"] == {"ยกระดับผู้ประกอบการรายย่อย": "step-up"}
    assert imported(workspace, "two-rows.xlsx").differences == ()


def refused(data: bytes, name: str = "x.xlsx") -> list[str]:
    return [each.code for each in books.read_book(data, name).diagnostics]


def with_part(name: str, text: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(DATA / "months.xlsx") as source, ZipFile(target, "w") as copy:
        for entry in source.namelist():
            copy.writestr(entry, text if entry == name else source.read(entry))
        if name not in source.namelist():
            copy.writestr(name, text)
    return target.getvalue()


def test_files_that_are_no_sheet_are_refused() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refused(ole, "x.xls") == ["sheet-file-old"]
    assert refused(ole + "EncryptedPackage".encode("utf-16-le")) == ["sheet-file-encrypted"]
    assert refused(with_part("xl/vbaProject.bin", b"x"), "x.xlsm") == ["sheet-file-macros"]
    dtd = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'
    assert refused(with_part("xl/worksheets/sheet1.xml", dtd)) == ["sheet-file-unreadable"]
    assert refused(with_part("xl/workbook.xml", b"<a/>")) == ["sheet-file-unreadable"]
    assert refused(b"PK\x03\x04") == ["sheet-file-unreadable"]
    assert refused(b"<html>", "x.csv") == ["sheet-file-unreadable"]
    assert refused(bytes(50), "x.csv") == ["sheet-file-unreadable"]


def test_huge_files_are_refused() -> None:
    assert refused(b"a," * (9 << 20), "x.csv") == ["sheet-file-large"]
    assert refused(b"a\n" * 20_001, "x.csv") == ["sheet-file-large"]
    assert refused(b"a," * 500, "x.csv") == ["sheet-file-large"]
    far = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert refused(with_part("xl/worksheets/sheet1.xml", far)) == ["sheet-file-large"]
    bomb = BytesIO()
    with ZipFile(bomb, "w", 8) as archive:
        archive.writestr("[Content_Types].xml", b" " * (8 << 20))
    assert refused(bomb.getvalue()) == ["sheet-file-large"]


def test_links_to_other_workbooks_are_not_followed_but_said() -> None:
    read = books.read_book(with_part("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), "x.xlsx")
    assert [each.code for each in read.diagnostics] == ["sheet-links"]
    assert read.book is not None


def test_messages_are_whole(workspace: Workspace) -> None:
    everything: list[Diagnostic] = []
    for name in WRONG + RIGHT:
        everything += imported(workspace, name, dry_run=True).diagnostics
    for each in everything:
        for text in (each.rule.message, each.rule.hint):
            named = set(re.findall(r"\{(\w+)\}", text))
            assert named <= set(each.args), (each.code, text)
    assert {each.severity for each in everything} == set(Severity)
