"""A year goes on: a new quarter from the last, over years, and the follow-up table of four quarters."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportgen.errors import Stop
from reportgen.model.scalars import PeriodId
from reportgen.pipeline.calendar import calendar
from reportgen.pipeline.carrying import new_quarter
from reportgen.pipeline.kinds.quarterly import quarter
from reportgen.pipeline.past import past_year
from reportgen.pipeline.selection import selection
from reportgen.workspace import Settings, Workspace, open_workspace

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """The example with the year before it."""
    for name in ("fy2564", "fy2565"):
        shutil.copytree(EXAMPLES / name, tmp_path / name, ignore=shutil.ignore_patterns("out"))
    return tmp_path / "fy2565"


def at(folder: Path) -> Workspace:
    settings = Settings(cwd=folder, environ={}, now=datetime(2022, 11, 1, tzinfo=UTC), platform="linux")
    return open_workspace(folder, settings)


def codes(workspace: Workspace, period: str) -> list[str]:
    return [each.code for each in quarter(workspace, PeriodId.read(period)).diagnostics]


def write(folder: Path, period: str) -> Workspace:
    files, said = new_quarter(at(folder), PeriodId.read(period))
    assert files is not None and said == ()
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return at(folder)


@pytest.mark.parametrize("period", ["2565-q1", "2565-q2", "2565-q3", "2565-q4"])
def test_a_new_quarter_passes_as_it_is(year: Path, period: str) -> None:
    for quarter_ in range(int(period[-1]), 5):
        shutil.rmtree(year / f"2565-q{quarter_}")
    workspace = write(year, period)
    found = quarter(workspace, PeriodId.read(period))
    assert found.figures is not None and not any(each.is_error for each in found.diagnostics)
    assert {str(item.recommendation.id) for item in found.figures.follow_ups} == {
        "2565-q1": {"2564-07"},
        "2565-q2": {"2565-01", "2565-02", "2565-03", "2565-04"},
        "2565-q3": {"2565-02", "2565-03", "2565-04", "2565-06", "2565-07", "2565-08"},
        "2565-q4": {"2565-03", "2565-06", "2565-08", "2565-09", "2565-10"},
    }[period]
    assert all(item.is_silent for item in found.figures.follow_ups)


WAITING, WORKING, DONE = "ยังไม่ดำเนินการ", "อยู่ระหว่างดำเนินการ", "ดำเนินการแล้ว"


def test_the_follow_up_table_of_four_quarters(year: Path) -> None:
    """By hand from the four files: status, overdue, no news, opened again."""
    workspace = at(year)
    expected = {
        1: {"2564-07": (DONE, False, False, False)},
        2: {
            "2565-01": (DONE, False, False, False),
            "2565-02": (WORKING, False, False, False),
            "2565-03": (None, False, True, False),
            "2565-04": (WORKING, True, False, False),
        },
        3: {
            "2565-02": (DONE, False, False, False),
            "2565-03": (None, True, True, False),
            "2565-04": (DONE, False, False, False),
            "2565-06": (WORKING, False, False, False),
            "2565-07": (DONE, False, False, False),
            "2565-08": (WORKING, False, False, False),
        },
        4: {
            "2565-02": (WORKING, False, False, True),
            "2565-03": (None, True, True, False),
            "2565-06": (DONE, False, False, False),
            "2565-08": (DONE, False, False, False),
            "2565-09": (WORKING, True, False, False),
            "2565-10": (WAITING, False, True, False),
        },
    }
    for number, rows in expected.items():
        figures = quarter(workspace, PeriodId(2565, number)).figures
        assert figures is not None
        assert {
            str(item.recommendation.id): (
                item.latest.status if item.latest else None,
                item.is_overdue,
                item.is_silent,
                item.reopened is not None,
            )
            for item in figures.follow_ups
            if not item.is_new
        } == rows


def test_a_new_year_begins_with_what_the_last_left_open(year: Path) -> None:
    following = year.parent / "fy2566"
    following.mkdir()
    for name in ("reportgen.yaml", "plan.yaml"):
        text = (year / name).read_text("utf-8")
        text = text.replace("previous: ../fy2564", "previous: ../fy2565")
        text = text.replace("fiscal_year: 2565", "fiscal_year: 2566")
        (following / name).write_text(text, "utf-8")
    workspace = write(following, "2566-q1")
    found = quarter(workspace, PeriodId(2566, 1))
    assert found.figures is not None
    carried = {str(item.recommendation.id): item.carried for item in found.figures.follow_ups}
    assert carried == {"2565-02": 4, "2565-03": 4, "2565-09": 2, "2565-10": 2, "2565-11": 1}
    reopened = next(item for item in found.figures.follow_ups if item.recommendation.id == "2565-02")
    assert len(reopened.recommendation.updates) == 4, "the whole history, also of the quarter that closed it"


def test_a_folder_that_is_there_is_left_alone(year: Path) -> None:
    files, said = new_quarter(at(year), PeriodId.read("2565-q4"))
    assert files is None and [each.code for each in said] == ["period-exists"]


def test_another_year_has_a_workspace_of_its_own(year: Path) -> None:
    files, said = new_quarter(at(year), None)  # after the fourth comes the first of the next year
    assert files is None and [(each.code, each.args["period"]) for each in said] == [
        ("period-of-another-year", "2566-q1")
    ]


def test_the_year_before_is_not_there(year: Path) -> None:
    shutil.rmtree(year.parent / "fy2564")
    assert codes(at(year), "2565-q1") == ["previous-missing"], "and what is cited of it is let be"


def test_the_year_before_lies_beside_or_nowhere(year: Path) -> None:
    manifest = year / "reportgen.yaml"
    text = manifest.read_text("utf-8")
    for outside in ("../..", "..", ".", "../other/fy2564", "/etc"):
        manifest.write_text(text.replace("previous: ../fy2564", f"previous: {outside}"), "utf-8")
        with pytest.raises(Stop) as stopped:
            past_year(at(year))
        assert [each.code for each in stopped.value.diagnostics] == ["file-outside"]  # type: ignore[attr-defined]


def test_an_error_of_the_year_before_is_told_with_its_place(year: Path) -> None:
    plan = year.parent / "fy2564/plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("act: 92,400,000.00", "act: ก"), "utf-8")
    places = [each.spans[0].file for each in past_year(at(year)).diagnostics]
    assert places == ["../fy2564/plan.yaml"]


def test_two_years_that_name_each_other_end(year: Path) -> None:
    manifest = year.parent / "fy2564/reportgen.yaml"
    manifest.write_text(manifest.read_text("utf-8") + "previous: ../fy2565\n", "utf-8")
    assert past_year(at(year)).year is not None


def test_choices_of_the_years_before_come_from_their_workspaces(year: Path) -> None:
    found, said = selection(at(year))
    assert found is not None and said == ()
    fourth = {str(each.project.id): each.answers[3].evidence[1] for each in found.candidates}
    assert {name: evidence.years for name, evidence in fourth.items() if evidence.years} == {
        "inter": (2563,),
        "oss": (2562, 2563, 2564),
        "cluster": (2564,),
        "procurement": (2562,),
    }
    assert all(place.file == "../fy2564/plan.yaml" for place in fourth["oss"].origin)


def test_the_calendar_of_the_example(year: Path) -> None:
    found, said = calendar(at(year), datetime(2022, 11, 1, tzinfo=UTC).date())
    assert found is not None and said == ()
    assert [(due.kind, due.period.quarter) for due in found if due.state == "missing"] == [("duty", 2)]
    assert (
        sum(due.kind == "monthly" for due in found) == 8
        and sum(due.kind == "quarterly" for due in found) == 4
    )
