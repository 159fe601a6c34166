"""Workbooks of a report: live totals with the right values in them, text that stays text, the same bytes; and
an import of an exported table gives its amounts back.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.load.sheets.reading import Wanted
from reportgen.model.tables import Column, Row, Table
from reportgen.pipeline.exporting import export_ledger, export_recommendations, export_report
from reportgen.pipeline.importing import Sheet, import_spending
from reportgen.render.workbook import workbook
from reportgen.workspace import Workspace, open_workspace

EXAMPLE = Path(__file__).parents[2] / "examples" / "fy2565"
DATA = Path(__file__).parent / "data"
CREATED = datetime(2021, 12, 31, tzinfo=UTC)


def opened(data: bytes, *, values: bool = True) -> Any:
    return openpyxl.load_workbook(BytesIO(data), data_only=values)


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    data = (DATA / "merged.xlsx").read_bytes()
    import_spending(workspace, Sheet(data, "merged.xlsx"), Wanted())
    return workspace


def exported(workspace: Workspace) -> bytes:
    result = export_report(workspace, "2565-q1", force=False)
    (artifact,) = result.artifacts
    return (workspace.root / artifact.name).read_bytes()


def evaluated(sheet: Any, formula: str) -> Decimal | str:
    """What a formula of ours comes to, worked out from the values in the cells: + - SUM, and a rate."""
    if formula.startswith("=IF("):
        whole, part = formula.removeprefix("=IF(").split("=0", 1)[0], formula.rsplit(",", 1)[1].split("*")[0]
        below = evaluated(sheet, f"={whole}")
        return "-" if below == 0 else value_of(sheet, part) * 100 / Decimal(below)
    if formula.startswith("=SUM("):
        areas = formula.removeprefix("=SUM(").rstrip(")").split(",")
        cells = [cell for area in areas for cell in flat(sheet[area])]
        return sum((Decimal(repr(cell.value or 0)) for cell in cells), Decimal(0))
    total = Decimal(0)
    for term in formula[1:].replace("-", "+-").split("+"):
        total += -value_of(sheet, term[1:]) if term.startswith("-") else value_of(sheet, term)
    return total


def flat(area: Any) -> list[Any]:
    return [cell for row in area for cell in row] if isinstance(area, tuple) else [area]


def value_of(sheet: Any, address: str) -> Decimal:
    return Decimal(repr(sheet[address].value or 0))


def test_every_formula_holds_the_value_that_it_comes_to(filled: Workspace) -> None:
    data = exported(filled)
    values, formulas = opened(data), opened(data, values=False)
    checked = 0
    for sheet in formulas:
        for row in sheet:
            for cell in row:
                if cell.data_type != "f":
                    continue
                cached = values[sheet.title][cell.coordinate].value
                found = evaluated(values[sheet.title], cell.value)
                checked += 1
                if isinstance(found, str):
                    assert cached == found
                else:
                    assert abs(Decimal(repr(cached)) - found) < Decimal("0.0001"), (
                        sheet.title,
                        cell.coordinate,
                    )
    assert checked > 40


def test_the_workbook_is_laid_out(filled: Workspace) -> None:
    book = opened(exported(filled))
    assert book.sheetnames == [
        "รายการ", "ยุทธศาสตร์และโครงการ", "กลุ่มงบประมาณ", "แหล่งเงิน", "รายเดือน", "เป้าหมาย", "ตัวชี้วัด",
        "ข้อเสนอแนะ", "เรื่องที่ต้องรายงาน",
    ]  # fmt: skip
    sheet = book["รายการ"]
    assert sheet["A2"].value == "ข้อมูล ณ วันที่ 31 ธันวาคม 2564"
    assert sheet.freeze_panes == "C6"
    cells = [cell for row in sheet for cell in row if cell.value is not None]
    assert {(cell.font.name, cell.font.size) for cell in cells} == {("TH Sarabun New", 14)}
    assert [cell.value for cell in sheet[9]][1] == "รวมทั้งสิ้น"


def test_the_same_input_gives_the_same_bytes_and_an_edited_workbook_is_kept(filled: Workspace) -> None:
    first = exported(filled)
    (filled.root / "out/2565-q1/ตารางรายงานไตรมาส-2565-q1.xlsx").unlink()
    assert exported(filled) == first
    path = filled.root / "out/2565-q1/ตารางรายงานไตรมาส-2565-q1.xlsx"
    path.write_bytes(b"edited")
    result = export_report(filled, "2565-q1", force=False)
    assert [each.outcome.value for each in result.artifacts] == ["kept"]
    assert path.read_bytes() == b"edited"


@pytest.mark.parametrize("text", ["=1+1", "+66 2 298 3000", "-", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"])
def test_what_people_typed_is_never_a_formula(text: str) -> None:
    table = Table("ก", ("=2",), (Column("a", "=A1"),), (Row({"a": text}),))
    data = workbook((table,), title="ก", created=CREATED)
    sheet = opened(data, values=False)["ก"]
    assert [sheet[place].data_type for place in ("A1", "A2", "A3")] == ["s", "s", "s"]
    assert sheet["A3"].value == text
    assert sheet["A3"].quotePrefix


def test_ledger_and_recommendations(filled: Workspace) -> None:
    (ledger,) = export_ledger(filled, force=False).artifacts
    assert opened((filled.root / ledger.name).read_bytes())["ทะเบียน"]["D2"].value == "เลขที่"
    (made,) = export_recommendations(filled, force=False).artifacts
    assert opened((filled.root / made.name).read_bytes())["ข้อเสนอแนะ"]["A3"].value == "รหัส"


def test_recommendations_of_all_periods_stand_in_one_table(tmp_path: Path, filled: Workspace) -> None:
    example = open_workspace(EXAMPLE, filled.settings)
    wanted = set()
    for period in example.periods():
        tree = yaml.load((EXAMPLE / str(period) / "findings.yaml").read_text("utf-8"), yaml.BaseLoader)
        wanted |= {each["id"] for each in tree["recommendations"]}
    copy = Workspace(tmp_path / "all", filled.settings)
    shutil.copytree(EXAMPLE, copy.root, ignore=shutil.ignore_patterns("out"))
    (made,) = export_recommendations(copy, force=False).artifacts
    sheet = opened((copy.root / made.name).read_bytes())["ข้อเสนอแนะ"]
    assert {row[0].value for row in sheet.iter_rows(min_row=4)} == wanted


AMOUNT = st.integers(0, 10**8).map(lambda satang: Decimal(satang) / 100)


@st.composite
def periods(draw: st.DrawFn) -> tuple[str, str]:
    """A basis, and a spending.yaml of it."""
    basis = draw(st.sampled_from(["สะสม", "รายเดือน"]))
    lines = []
    for project, group, fund in (
        ("oss", "ภารกิจ", "งบประมาณ 2565"), ("oss", "ภารกิจ", "กันเหลื่อมปี 2564"),
        ("step-up", "นโยบายรัฐบาล", "งบประมาณ 2565"),
    ):  # fmt: skip
        months = [draw(AMOUNT) / 100 for _ in range(3)]
        months = [
            round(sum(months[: n + 1], Decimal(0)) if basis == "สะสม" else months[n], 2) for n in range(3)
        ]
        pairs = zip(("ต.ค.", "พ.ย.", "ธ.ค."), months, strict=True)
        named = "".join(f"\n      {name}: {value:,.2f}" for name, value in pairs)
        lines.append(
            f"  - project: {project}\n    group: {group}\n    fund: {fund}\n    transfer: {draw(AMOUNT):,.2f}"
            f"\n    committed: {draw(AMOUNT) / 1000:,.2f}\n    disbursed:{named}\n"
        )
    order = draw(st.permutations(lines))
    head = f"as_of: 31 ธันวาคม 2564\nsource: การเงิน\nbasis: {basis}\nlines:\n"
    return basis, head + "".join(order)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(period=periods())
def test_the_import_of_an_exported_table_gives_it_back(workspace: Workspace, period: tuple[str, str]) -> None:
    path = workspace.root / "2565-q1/spending.yaml"
    path.write_text(period[1], "utf-8")
    workspace.reads.clear()
    result = export_report(workspace, "2565-q1", force=True)
    assert result.artifacts, result.diagnostics
    data = (workspace.root / result.artifacts[0].name).read_bytes()
    again = import_spending(workspace, Sheet(data, "out.xlsx"), Wanted(), dry_run=True)
    assert [each for each in again.diagnostics if each.is_error] == []
    assert [each for each in again.differences if not each.what.startswith("totals")] == []


def test_texts_stand_as_the_report_prints_them(tmp_path: Path, filled: Workspace) -> None:
    copy = Workspace(tmp_path / "all", filled.settings)
    shutil.copytree(EXAMPLE, copy.root, ignore=shutil.ignore_patterns("out"))
    findings = copy.root / "2565-q4/findings.yaml"
    old = yaml.load(findings.read_text("utf-8"), yaml.BaseLoader)["recommendations"][0]["text"]
    new = '"เบิกได้ **[[2565-q4:total.disbursed ล้านบาท]]** แล้ว"'
    findings.write_text(findings.read_text("utf-8").replace(old, new), "utf-8")
    result = export_report(copy, "2565-q4", force=False)
    assert [each for each in result.diagnostics if each.is_error] == []
    sheet = opened((copy.root / result.artifacts[0].name).read_bytes())["ข้อเสนอแนะ"]
    assert "เบิกได้ 498.9772 ล้านบาท แล้ว" in {row[1].value for row in sheet.iter_rows(min_row=4)}
