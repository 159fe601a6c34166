"""The overview of a month: which snapshot it takes, what it names, how it reads, how its pages stand."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner

from reportgen import pipeline
from reportgen.cli import main
from reportgen.errors import Stop

GOLDEN = Path(__file__).parent / "golden"
Q1, Q2 = "2565-q1/spending.yaml", "2565-q2/spending.yaml"

Tree = dict[str, Any]


@pytest.mark.parametrize(
    ("month", "name"), [("ต.ค. 2564", "2564-10"), ("12/2564", "2564-12"), ("2565-03", "2565-03")]
)
def test_it_reads_as_it_did(printed: Any, month: str, name: str, pytestconfig: pytest.Config) -> None:
    """Compares with golden/<name>.txt; `--update-golden` writes it anew, for a person to read the change."""
    told, golden = "\n".join(printed(month)) + "\n", GOLDEN / f"{name}.txt"
    if pytestconfig.getoption("--update-golden", default=False):
        golden.write_text(told, "utf-8")
    assert told == golden.read_text("utf-8")


# Which month, and from which snapshot


@pytest.mark.parametrize(
    "month", ["พ.ย. 2564", "พฤศจิกายน 2564", "11/2564", "2564-11", "2021-11", "พ.ย. ๒๕๖๔"]
)
def test_a_month_is_written_in_many_ways(bench: Any, month: str) -> None:
    assert bench.make(month).relative_to(bench.folder).as_posix() == "out/2565-q1/รายงานรายเดือน-2564-11.docx"


def test_without_a_month_the_newest(bench: Any) -> None:
    assert bench.make(None).stem == "รายงานรายเดือน-2565-03"
    bench.change(Q2, lambda tree: only_until(tree, "20 มกราคม 2565", 4))
    assert bench.make(None).stem == "รายงานรายเดือน-2565-01"


def only_until(tree: Tree, as_of: str, count: int) -> None:
    tree["as_of"] = as_of
    tree.pop("totals")
    for line in tree["lines"]:
        line["disbursed"] = dict(list(line["disbursed"].items())[:count])


def test_a_later_snapshot_where_the_quarter_has_none(bench: Any) -> None:
    (bench.folder / "2565-q1").rename(bench.folder / "elsewhere")
    text = bench.text("ธ.ค. 2564")
    assert "ที่มา : ฝ่ายการเงินและบัญชี รายงานวันที่ 8 เมษายน 2565 (สมมุติ) ข้อมูล ณ วันที่ 31 มีนาคม 2565" in text
    assert "ไม่แสดงผูกพันคงเหลือ" in text and "ต่ำกว่าเป้าหมายร้อยละ" in text, "the quarter is over"
    assert "อัตราการใช้จ่าย" not in text, "commitments of March are not those of December"


def test_a_month_that_is_not_over(bench: Any) -> None:
    bench.change(Q1, lambda tree: tree.update(as_of="20 ธันวาคม 2564"))
    text = bench.text("ธ.ค. 2564")
    assert "ณ วันที่ 20 ธันวาคม 2564 สสว. เบิกจ่ายสะสมได้" in text
    assert "ข้อมูลยังไม่ถึงสิ้นไตรมาส จึงยังไม่เทียบกับเป้าหมาย" in text and "ไม่แสดงผูกพันคงเหลือ" in text


def test_findings_and_visits_are_not_looked_at(bench: Any) -> None:
    """They may be newer than the snapshot, wrong, or not yet there."""
    (bench.folder / "2565-q1/findings.yaml").unlink()
    (bench.folder / "2565-q1/visits.yaml").write_text("visits: nonsense", "utf-8")
    assert bench.run("พ.ย. 2564").diagnostics == ()


def test_the_month_of_a_snapshot_within_a_quarter_has_its_commitments(bench: Any) -> None:
    bench.change(Q1, lambda tree: only_until(tree, "30 พฤศจิกายน 2564", 2))
    text = bench.text("พ.ย. 2564")
    assert "| ผูกพันคงเหลือที่ยังไม่เบิก | - | 161.4750 |" in text
    assert "เดือนนี้จึงเทียบกับแผนเท่านั้น" in text


@pytest.mark.parametrize(
    ("month", "code"),
    [("foo", "month-unknown"), ("13/2564", "month-unknown"), ("11/64", "month-unknown"),
     ("มิ.ย. 2565", "month-without-data"), ("ก.ย. 2564", "month-without-data"),
     ("พ.ย. 2565", "month-without-data")],
)  # fmt: skip
def test_a_month_that_is_none_or_has_no_data(bench: Any, month: str, code: str) -> None:
    with pytest.raises(Stop) as stop:
        bench.run(month)
    (said,) = stop.value.diagnostics
    assert said.code == code
    for text in (said.rule.message, said.rule.hint):
        text.format_map(said.args)


# What it names


def test_who_is_behind_by_more_than_the_profile_s_threshold(bench: Any) -> None:
    rows = exceptions(bench, "ก.พ. 2565")
    assert [(row[0][:2], row[4]) for row in rows] == [("1.", "-9.94"), ("7.", "-8.81"), ("3.", "-5.16")]
    assert {row[5] for row in rows} == {"ต่ำกว่าแผนเกินเกณฑ์"}
    assert exceptions(bench, "ธ.ค. 2564") == []
    assert "ไม่มีโครงการที่ต้องเร่งรัดในเดือนนี้" in bench.text("ธ.ค. 2564")


@pytest.mark.parametrize(
    ("spent", "named"), [("500,000.00", False), ("499,500.00", False), ("499,499.99", True)]
)
def test_the_threshold_itself_is_let_be(bench: Any, spent: str, named: bool) -> None:
    """Of ten million, one was planned: 10.00. The printed rates are compared: 5.00, again 5.00 (4.995 rounds
    half up), and 4.99."""
    one_project(bench, act="10,000,000.00", planned=["500,000.00", "500,000.00"], spent=["0.00", spent])
    assert [row[4] for row in exceptions(bench, "พ.ย. 2564")] == (["-5.01"] if named else [])


def exceptions(bench: Any, month: str) -> list[list[str]]:
    lines = [line.strip("| ").split(" | ") for line in bench.text(month).splitlines() if line.startswith("|")]
    head = ["โครงการ", "หน่วยงาน", "แผนสะสม", "ผลสะสม", "ผลต่าง", "ข้อสังเกต"]
    if head not in lines:
        return []
    return [cells for cells in lines[lines.index(head) + 1 :] if len(cells) == 6]


def one_project(bench: Any, *, act: str, planned: list[str] | None, spent: list[str]) -> None:
    """A year with one project, its plan's months and what was spent in them."""
    months = ["ต.ค.", "พ.ย.", "ธ.ค."]

    def plan(tree: Tree) -> None:
        project = copy.deepcopy(tree["projects"][0])
        budget = {"group": "ภารกิจ", "fund": "งบประมาณ 2565", "act": act}
        if planned is not None:
            left = number(act) - sum(map(number, planned))
            budget["monthly"] = dict(zip(months, planned, strict=False)) | {"ก.ย.": f"{left:,.2f}"}
        tree["projects"] = [project | {"budgets": [budget]}]
        tree["kpis"] = []

    def spending(tree: Tree) -> None:
        line = {"project": "inter", "group": "ภารกิจ", "fund": "งบประมาณ 2565"}
        line["disbursed"] = dict(zip(months, [*spent, "0.00"], strict=False))
        tree.update(lines=[line], basis="รายเดือน")
        tree.pop("totals", None)

    bench.change("plan.yaml", plan)
    bench.change(Q1, spending)


def number(text: str) -> float:
    return float(text.replace(",", ""))


def test_nothing_disbursed_at_all(bench: Any) -> None:
    one_project(bench, act="1,200,000.00", planned=["60,000.00", "60,000.00"], spent=["0.00", "0.00"])
    (row,) = exceptions(bench, "พ.ย. 2564")
    assert row[2:] == ["10.00", "0.00", "-10.00", "ยังไม่มีการเบิกจ่าย⏎ต่ำกว่าแผนเกินเกณฑ์"]
    text = bench.text("พ.ย. 2564")
    assert "เบิกจ่ายได้ 0.0000 ล้านบาท ต่ำกว่าแผน 0.0600 ล้านบาท (แผน 0.0600 ล้านบาท)" in text


def test_nothing_disbursed_before_the_plan_begins_is_as_planned(bench: Any) -> None:
    one_project(bench, act="1,200,000.00", planned=["0.00", "0.00"], spent=["0.00", "0.00"])
    assert exceptions(bench, "พ.ย. 2564") == []
    assert "โดยไม่มีแผนการเบิกจ่ายในเดือนนี้" in bench.text("พ.ย. 2564")


def test_a_project_without_a_plan_is_compared_with_none(bench: Any) -> None:
    bench.change("plan.yaml", lambda tree: tree["projects"][0]["budgets"][0].pop("monthly"))
    assert "โครงการที่ไม่มีแผนรายเดือนจึงไม่ได้เทียบกับแผน : ลำดับที่ 1" in bench.text("พ.ย. 2564")


def test_a_year_without_a_plan_says_so_once(bench: Any) -> None:
    one_project(bench, act="1,200,000.00", planned=None, spent=["0.00", "300,000.00"])
    text = bench.text("พ.ย. 2564")
    assert "หรือคิดเป็นร้อยละ 25.00\n" in text
    assert text.count("ปีนี้ไม่ได้กำหนดแผนการเบิกจ่ายรายเดือน จึงไม่ได้เทียบกับแผน") == 1
    assert "เทียบกับแผนเท่านั้น" not in text and "ไม่มีแผน\n" not in text
    assert "| - | 0.3000 | - | 0.3000 | 25.00 | - |" in text
    assert exceptions(bench, "พ.ย. 2564") == []
    assert [row[5] for row in exceptions(bench, "ต.ค. 2564")] == ["ยังไม่มีการเบิกจ่าย"]


def test_months_that_finance_changed_are_told_up_to_the_month(bench: Any) -> None:
    for month, changed in (("ธ.ค. 2564", []), ("ม.ค. 2565", ["พ.ย. 2564", "ธ.ค. 2564"])):
        rows = [line for line in bench.text(month).splitlines() if "84,520.75" in line]
        assert [row.split(" | ")[1] for row in rows] == changed


def test_a_month_below_zero_has_its_reason(bench: Any) -> None:
    reason = "ผู้รับจ้างส่งคืนเงินล่วงหน้า"
    assert reason in bench.text("ก.พ. 2565")
    assert reason not in bench.text("มี.ค. 2565"), "it is no news of another month"


def test_what_is_not_received_is_no_zero(bench: Any) -> None:
    def blank(tree: Tree) -> None:
        tree.pop("totals")
        del tree["lines"][3]["disbursed"]

    bench.change(Q1, blank)
    text = bench.text("ธ.ค. 2564")
    assert "สสว. เบิกจ่ายสะสมได้ 87.4235 ล้านบาท (ยังไม่รวมเบิกจ่ายของ 1 จาก 9 โครงการ ซึ่งยังไม่ได้รับข้อมูล)" in text
    assert "จึงยังไม่คำนวณร้อยละและยังไม่เทียบกับแผนและเป้าหมาย" in text
    assert "| 3. งานพัฒนาระบบให้บริการ SME Access | 2.9960 | … | 5.1360 | … | … | … |" in text
    assert "ไม่รวมโครงการลำดับที่ 3 ซึ่งยังไม่ได้รับข้อมูลครบ" in text and exceptions(bench, "ธ.ค. 2564") == []


def test_nothing_received_at_all(bench: Any) -> None:
    def blank(tree: Tree) -> None:
        tree.pop("totals")
        for line in tree["lines"]:
            del line["disbursed"], line["committed"]

    bench.change(Q1, blank)
    text = bench.text("ธ.ค. 2564")
    assert "ณ สิ้นเดือนธันวาคม 2564 ยังไม่ได้รับข้อมูลการเบิกจ่ายของ สสว." in text and "0.0000" not in text
    assert "ยังพิจารณาไม่ได้ เพราะยังไม่ได้รับข้อมูลการเบิกจ่ายครบถ้วน" in text and "ไม่มีโครงการที่ต้องเร่งรัด" not in text


# Its pages


def pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("month", ["ต.ค. 2564", "ธ.ค. 2564", "มี.ค. 2565"])
def test_two_pages_hold_a_month_of_the_example(bench: Any, month: str) -> None:
    assert len(pages(bench.make(month, pdf=True))) == 2


@pytest.mark.libreoffice
@pytest.mark.slow
def test_the_head_of_a_long_table_is_on_each_page(bench: Any) -> None:
    def plan(tree: Tree) -> None:
        more = [
            tree["projects"][0] | {"id": f"p{number}", "name": "โครงการที่มีชื่อยาวมาก " * 8 + str(number)}
            for number in range(40)
        ]
        tree["projects"] += more

    bench.change("plan.yaml", plan)
    bench.change(Q1, lambda tree: tree.pop("totals"))
    found = pages(bench.make("พ.ย. 2564", pdf=True))
    assert len(found) >= 4
    assert all("ยุทธศาสตร์ / โครงการ" in page for page in found[:3])


# From the command line


def test_the_command_takes_a_month_of_two_words(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def monthly(_workspace: object, month: str | None, *, pdf: bool, force: bool) -> pipeline.Result:
        asked.append((month, pdf, force))
        return pipeline.Result(())

    monkeypatch.setattr(pipeline, "monthly", monthly)
    for args in ([], ["พ.ย.", "2564"], ["11/2564", "--pdf"], ["--force"]):
        assert CliRunner().invoke(main, ["-w", str(bench.folder), "monthly", *args]).exit_code == 0
    assert asked == [
        (None, False, False), ("พ.ย. 2564", False, False), ("11/2564", True, False), (None, False, True),
    ]  # fmt: skip
