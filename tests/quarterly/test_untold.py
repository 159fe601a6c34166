"""What the quarterly report prints of amounts that nobody has sent, and in a year without a plan."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from pptx.chart.chart import Chart
from pptx.oxml import parse_xml

from reportgen.pipeline.exporting import export_report
from reportgen.workspace import Settings, open_workspace

Tree = dict[str, Any]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def first(lines: list[Tree]) -> None:
    del lines[0]["committed"]


def column(lines: list[Tree]) -> None:
    for line in lines:
        del line["committed"]


def wholly(lines: list[Tree]) -> None:
    del lines[3]["committed"], lines[3]["disbursed"]


def everything(lines: list[Tree]) -> None:
    for line in lines:
        del line["committed"], line["disbursed"]


def november(lines: list[Tree]) -> None:
    for place in (1, 4):
        del lines[place]["disbursed"]["พ.ย."]


def untouched(_tree: Any) -> None:
    pass


def _of_lines(change: Callable[[list[Tree]], None]) -> Callable[[Tree], None]:
    """The change to spending.yaml, whose totals would not agree any more."""

    def apply(tree: Tree) -> None:
        tree.pop("totals")
        change(tree["lines"])

    return apply


@pytest.fixture
def report(bench: Any, tmp_path: Path) -> Callable[..., Any]:
    """The report of the example's first quarter after a change to its lines, or to its plan."""

    def make(change: Callable[[list[Tree]], None], plan: Callable[[Tree], None] = untouched) -> Any:
        folder = bench.example(tmp_path / "fy2565")
        for name, apply in (("2565-q1/spending.yaml", _of_lines(change)), ("plan.yaml", plan)):
            tree = yaml.load((folder / name).read_text("utf-8"), yaml.BaseLoader)
            apply(tree)
            (folder / name).write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
        return bench.build(folder, "2565-q1")

    return make


def rows(paper: Any, label: str) -> list[list[str]]:
    """The cells behind `label` in each row of the report that has it."""
    found = []
    for row in paper.root().iter(f"{W}tr"):
        cells = ["".join(cell.itertext()).replace("\u00a0", " ") for cell in row.iter(f"{W}tc")]
        if label in cells:
            found.append(cells[cells.index(label) + 1 :])
    return found


def text(paper: Any) -> str:
    return paper.text.replace("\u00a0", " ")  # type: ignore[no-any-return]


def drawn(paper: Any) -> list[dict[str, list[float | None]]]:
    parts = sorted(part for part in paper.parts if re.fullmatch(r"word/charts/chart\d+\.xml", part))
    charts = [Chart(parse_xml(paper.parts[part]), None) for part in parts]
    return [
        {each.name: list(each.values) for plot in chart.plots for each in plot.series} for chart in charts
    ]


def test_one_project_s_commitments(report: Callable[..., Any]) -> None:
    paper = report(first)
    wide = next(
        row
        for row in rows(paper, "1. งานสร้างเครือข่ายความร่วมมือและเสนอแนะนโยบายส่งเสริม MSME ระดับนานาชาติ")
        if len(row) == 9
    )
    assert wide[3:] == ["1,514,728.33", "8.81", "…", "1,514,728.33*", "…", "…"]
    assert ["526.3360", "100.00", "90.8056", "17.25", "158.3784*", "249.1839*", "…"] in rows(paper, "รวมทั้งสิ้น")
    said = text(paper)
    assert "ต่ำกว่าเป้าหมายร้อยละ 2.75 (เป้าหมายร้อยละ 20.00)" in said, "what is known is compared"
    assert "249.1839 ล้านบาท (ยังไม่รวมผูกพันคงเหลือของ 1 จาก 9 โครงการ ซึ่งยังไม่ได้รับข้อมูล)" in said
    assert "(ยังไม่ได้รับผูกพันคงเหลือของ 1 จาก 9 โครงการ คือลำดับที่ 1)" in said
    assert rows(paper, "อัตราการใช้จ่าย (ร้อยละของงบหลังโอน)") == [["-", "…", "45.00", "ยังไม่ได้รับข้อมูลครบ"]]


def test_no_commitments_at_all(report: Callable[..., Any]) -> None:
    paper = report(column)
    assert ["526.3360", "100.00", "90.8056", "17.25", "…", "90.8056*", "…"] in rows(paper, "รวมทั้งสิ้น")
    assert "(ยังไม่รวมผูกพันคงเหลือของทุกโครงการ ซึ่งยังไม่ได้รับข้อมูล)" in text(paper)
    assert not any("ผูกพันคงเหลือ" in series for series in drawn(paper)), "no chart of shares that are not known"


def test_a_project_of_which_nothing_came(report: Callable[..., Any]) -> None:
    paper = report(wholly)
    assert ["5.1360", "…", "11.66", "…", "…"] in rows(paper, "3. งานพัฒนาระบบให้บริการ SME Access")
    assert rows(paper, "ธ.ค. 2564") == [["46.3410", "41.4141*", "96.9790", "87.4235*", "…"]]
    rates = next(series for series in drawn(paper) if "เป้าหมาย" in series)
    assert rates["ผล"][1] is None and rates["ผล"][3] is None and rates["ผล"][0] == pytest.approx(8.80656)
    assert "เว้นส่วนที่ยังไม่ได้รับข้อมูลครบ" in text(paper)


def test_nothing_came(report: Callable[..., Any]) -> None:
    paper = report(everything)
    said = text(paper)
    assert "ณ วันที่ 31 ธันวาคม 2564 ยังไม่ได้รับข้อมูลการเบิกจ่ายของ สสว." in said
    assert re.findall(r"(?<![\d,])0\.00", said) == []
    assert rows(paper, "เบิกจ่าย")[0][:2] == ["…", "…"]
    assert not any("ผล" in series for series in drawn(paper))


def test_a_month_in_the_middle_is_a_gap_in_the_line(report: Callable[..., Any]) -> None:
    paper = report(november)
    assert rows(paper, "พ.ย. 2564") == [["34.4700", "21.9131*", "50.6380", "39.0390*", "…"]]
    assert rows(paper, "ธ.ค. 2564")[0][3:] == ["90.8056", "17.25"], "the sum to the end of December was told"
    curve = next(series for series in drawn(paper) if len(series.get("ผล", ())) == 12)
    assert [value is None for value in curve["ผล"][:3]] == [False, True, False]
    assert "ยังไม่ได้รับเบิกจ่ายบางเดือนของ 2 จาก 9 โครงการ คือลำดับที่ 2, 4" in text(paper)


def test_a_year_without_a_plan(report: Callable[..., Any]) -> None:
    def bare(tree: Tree) -> None:
        for project in tree["projects"]:
            for budget in project["budgets"]:
                budget.pop("monthly")

    paper = report(untouched, bare)
    assert ["-", "90.8056", "-", "17.25", "-"] in rows(paper, "รวมทั้งสิ้น")
    assert text(paper).count("ปีนี้ไม่ได้กำหนดแผนการเบิกจ่ายรายเดือน จึงไม่ได้เทียบกับแผน") == 1
    assert not any("แผน" in series for series in drawn(paper))
    assert "การเบิกจ่ายสะสมเทียบกับเป้าหมาย จำแนกตามยุทธศาสตร์" in text(paper)


def test_the_workbook_has_empty_cells(report: Callable[..., Any]) -> None:
    folder = report(wholly).path.parents[2]
    settings = Settings(
        cwd=folder, environ=dict(os.environ), now=datetime(2022, 4, 11, tzinfo=UTC), platform=sys.platform
    )
    (artifact,) = export_report(open_workspace(folder, settings), "2565-q1", force=False).artifacts
    book = openpyxl.load_workbook(folder / artifact.name, data_only=True)
    lines = {(row[1], row[3]): row for row in book["รายการ"].iter_rows(values_only=True)}
    assert lines["งานพัฒนาระบบให้บริการ SME Access", "งบประมาณ 2565"][7:] == (None,) * 9
    assert lines["รวมทั้งสิ้น", None][-6:] == (87423546.46, None, 142840748.48, 230264294.94, None, None)
    assert any(
        "ช่องว่าง หมายถึง ยังไม่ได้รับข้อมูล" in str(row[0]) for row in book["รายการ"].iter_rows(values_only=True)
    )


def test_a_project_watched_in_depth_is_printed_though_findings_leave_it_out(
    bench: Any, tmp_path: Path
) -> None:
    folder = bench.example(tmp_path / "fy2565")
    findings = folder / "2565-q1/findings.yaml"
    tree = yaml.load(findings.read_text("utf-8"), yaml.BaseLoader)
    left_out = next(note for note in tree["projects"] if note["project"] == "oss")
    tree["projects"].remove(left_out)
    findings.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
    said = text(bench.build(folder, "2565-q1"))
    behind = said[said.rindex("เป็นช่องทางให้บริการผู้ประกอบการโดยตรงในทุกจังหวัด") :]
    assert "ยังไม่ได้รับรายงาน" in behind and left_out["progress"][:40] not in said
