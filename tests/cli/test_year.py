"""The commands of a year's course: new quarterly, select, calendar."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_a_new_quarter_is_written_once(run: Run, workspace: Path) -> None:
    done = run("-w", str(workspace), "new", "quarterly", "2565-q2")
    names = sorted(path.name for path in (workspace / "2565-q2").iterdir())
    assert (done.exit_code, names) == (0, ["findings.yaml", "spending.yaml", "visits.yaml"])
    assert len(done.stdout.splitlines()) == 3
    before = {path: path.read_bytes() for path in (workspace / "2565-q2").iterdir()}
    again = run("-w", str(workspace), "new", "quarterly", "2565-q2")
    assert again.exit_code == 2 and "period-exists" in again.stderr
    assert {path: path.read_bytes() for path in (workspace / "2565-q2").iterdir()} == before
    checked = run("-w", str(workspace), "--format", "json", "check", "2565-q2")
    assert checked.exit_code == 0
    assert {each["severity"] for each in json.loads(checked.stdout)["diagnostics"]} <= {"warning", "note"}


def test_what_is_no_period(run: Run, workspace: Path) -> None:
    done = run("-w", str(workspace), "new", "quarterly", "2565-5")
    assert done.exit_code == 2 and "2565-q2" in done.stderr
    assert run("-w", str(workspace), "new", "memo").exit_code == 2


@pytest.mark.parametrize("name", ["2565-01-15-อบรม", "memos/2565-01-15-อบรม.yaml"])
def test_an_ordinary_memo_is_begun_and_made_once_it_is_filled_in(
    run: Run, workspace: Path, name: str
) -> None:
    done = run("-w", str(workspace), "new", "memo", name)
    assert done.exit_code == 0 and "memos/2565-01-15-อบรม.yaml" in done.stdout
    file = workspace / "memos/2565-01-15-อบรม.yaml"
    begun = file.read_text("utf-8")
    made = ("-w", str(workspace), "memo", "2565-01-15-อบรม")
    asked = run("-w", str(workspace), "--format", "json", "check", str(file))
    blank = [begun.splitlines()[each["spans"][0]["line"] - 1].split("#")[0].strip() for each in faults(asked)]
    assert (asked.exit_code, blank) == (1, ["subject:", "-", "-"])
    assert run(*made).exit_code == 1
    filled = begun.replace("subject:", "subject: ขออนุมัติจัดอบรม").replace("  -  #", "  - ข้อความ  #")
    file.write_text(filled, "utf-8")
    assert run(*made).exit_code == 0
    whole = re.sub(
        r"^# (?=(?:urgency|secrecy|via|request|copies|drafter|  section|  by):?)", "", filled, flags=re.M
    )
    file.write_text(whole.replace("via: ทป.", "via: ผู้อำนวยการกองกลาง"), "utf-8")
    assert run(*made).exit_code == 0, "nor is anything wrong with the lines that are offered"
    again = run("-w", str(workspace), "new", "memo", name)
    assert again.exit_code == 2 and "new-file-exists" in again.stderr
    assert file.read_text("utf-8") != begun


def faults(done: Result) -> list[dict[str, Any]]:
    return [each for each in json.loads(done.stdout)["diagnostics"] if each["severity"] == "error"]


def test_select(run: Run, workspace: Path) -> None:
    plan = workspace / "plan.yaml"
    ours = "criteria:\n  - text: ใช้งบประมาณสูง\n    test:\n      budget_over: 1.00\n"
    plan.write_text(plan.read_text("utf-8").replace("criteria:\n", ours), "utf-8")
    done = run("-w", str(workspace), "select")
    assert done.exit_code == 0 and "(2) โครงการตามนโยบายรัฐบาล" in done.stdout and "plan.yaml:" in done.stdout
    told = json.loads(run("-w", str(workspace), "--format", "json", "select").stdout)
    places = [place for each in told["projects"] for reason in each["reasons"] for place in reason["places"]]
    assert places and all(place["file"] == "plan.yaml" and place["line"] > 0 for place in places)
    assert {each["answers"][0] for each in told["projects"]} == {"ใช่"}
    assert {each["answers"][1] for each in told["projects"]} == {"พิจารณาเอง"}


def test_calendar(run: Run, workspace: Path) -> None:
    told = json.loads(run("-w", str(workspace), "--format", "json", "calendar").stdout)
    places = [place for each in told["due"] for place in each["places"]]
    assert {place["file"] for place in places} >= {"plan.yaml"}
    reports = [(each["day"], each["code"]) for each in told["due"] if each["kind"] == "quarterly"]
    assert [day for day, _ in reports] == ["2022-01-15", "2022-04-15", "2022-07-15", "2022-10-15"]
    assert {code for _, code in reports[1:]} == {"missing"}, "the clock of the session has passed them"
    january = run("-w", str(workspace), "calendar", "--month", "มกราคม 2565")
    assert january.exit_code == 0 and "15 ม.ค. 2565" in january.stdout and "เม.ย." not in january.stdout
    assert run("-w", str(workspace), "calendar", "--month", "13/2565").exit_code == 2


def test_a_month_of_another_year_is_no_empty_table(run: Run, workspace: Path) -> None:
    """The report of the last quarter falls due in the month after the year."""
    for month, code in (("09/2564", 2), ("10/2564", 0), ("09/2565", 0), ("10/2565", 0), ("11/2565", 2)):
        done = run("-w", str(workspace), "calendar", "--month", month)
        assert done.exit_code == code, month
    assert "2565: write a month from ตุลาคม 2564 to กันยายน 2565" in done.stderr and done.stdout == ""
