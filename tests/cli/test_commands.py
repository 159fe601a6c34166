"""The commands, run in this process on real workspaces."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import Result

from reportgen import pipeline, resources
from reportgen.cli import doctor
from reportgen.cli.init import starter
from reportgen.publish import Change, Outcome

Run = Callable[..., Result]


def spoil(path: Path, before: str, after: str) -> None:
    """Replaces a text that stands once in a file."""
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), "utf-8")


# init


def test_init_writes_a_workspace_that_checks_clean_and_builds(run: Run, tmp_path: Path) -> None:
    made = run("init", "งาน/fy")
    today = date.today()  # noqa: DTZ011 - as the user sees it
    period = f"{today.year + 543 + (today.month >= 10)}-q1"
    assert made.exit_code == 0
    assert f"งาน/fy/{period}/spending.yaml" in made.stdout.splitlines()
    assert all((tmp_path / name).is_file() for name in made.stdout.splitlines())
    checked = run("check", "-w", "งาน/fy")
    assert (checked.exit_code, checked.stdout, checked.stderr) == (0, "", "No problems found.\n")
    built = run("-w", "งาน/fy", "quarterly")
    assert built.exit_code == 0
    (name,) = built.stdout.splitlines()
    assert name.startswith(f"งาน/fy/out/{period}/")
    docx.Document(str(tmp_path / name))


def test_the_years_that_init_begins_share_a_ledger(run: Run, tmp_path: Path) -> None:
    for year in ("fy2565", "fy2566"):
        assert run("init", year).exit_code == 0
    assert not (tmp_path / "ledger").exists(), "it is made with the first number"
    number = ("reserve", "1/2565", "--reason", "ก", "--by", "ภัทรา")
    assert run("-w", "fy2565", *number).exit_code == 0
    assert "number-reserved" in run("-w", "fy2566", *number).stderr
    assert [path.name for path in (tmp_path / "ledger").rglob("*.json")] == ["1.1.json"]


@pytest.mark.parametrize("year", [2564, 2571])
def test_init_fits_any_fiscal_year(run: Run, tmp_path: Path, year: int) -> None:
    for name, data in starter(year).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert run("check").stderr == "No problems found.\n"
    assert f"fiscal_year: {year}\n" in (tmp_path / "plan.yaml").read_text("utf-8")


def test_every_starter_file_names_a_schema_that_is_written_too() -> None:
    files = starter(2565)
    for name, data in files.items():
        if name.endswith(".yaml"):
            first = data.decode().splitlines()[0]
            schema = first.removeprefix("# yaml-language-server: $schema=")
            folder = name.rpartition("/")[0]
            assert schema == ("../" if folder else "") + f".schemas/{Path(name).stem}.schema.json"
            assert schema.removeprefix("../") in files
            assert data.count(b"#") >= 3, "comments explain it"


@pytest.mark.parametrize(
    ("folder", "year"),
    [("fy2566", 2566), ("2571", 2571), ("ปี ๒๕๖๔", 2564), ("งาน/แฟ้มงานปี 2566", 2566), ("fy25660", None)],
)
def test_init_takes_the_year_from_the_folders_name(
    run: Run, tmp_path: Path, folder: str, year: int | None
) -> None:
    assert run("init", folder).exit_code == 0
    told = (tmp_path / folder / "reportgen.yaml").read_text("utf-8")
    today = date.today()  # noqa: DTZ011 - as the user sees it
    assert f"fiscal_year: {year or today.year + 543 + (today.month >= 10)}\n" in told


def test_init_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fy").mkdir()
    (tmp_path / "fy/plan.yaml").write_text("mine", "utf-8")
    refused = run("init", "fy")
    assert refused.exit_code == 2
    assert "init-file-exists: “fy/plan.yaml” is already there" in refused.stderr
    assert [path.name for path in (tmp_path / "fy").rglob("*")] == ["plan.yaml"]
    assert (tmp_path / "fy/plan.yaml").read_text("utf-8") == "mine"


def test_init_into_a_file_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fy").write_text("", "utf-8")
    refused = run("init", "fy")
    assert refused.exit_code == 2
    assert "file-not-written" in refused.stderr


def test_a_file_that_was_begun_is_not_begun_again(run: Run, workspace: Path) -> None:
    command = ("-w", "fy", "new", "memo", "--for", "quarterly", "2565-q1")
    assert run(*command).exit_code == 0
    begun = workspace / "memos/quarterly-2565-q1.yaml"
    begun.write_text("mine", "utf-8")
    again = run(*command)
    assert again.exit_code == 2
    assert "new-file-exists: “" in again.stderr and "Go on with that file" in again.stderr
    assert begun.read_text("utf-8") == "mine"


def test_a_wrong_file_is_told_once(run: Run, workspace: Path) -> None:
    told = run("-w", "fy", "memo", "fy/plan.yaml")
    assert told.exit_code == 1
    assert told.stderr.count("error ") == 1
    assert "file-other: “plan.yaml” is another kind of file" in told.stderr


# check


@pytest.mark.parametrize("name", ["๒๕๖๕-q1", "2565-Q1", "q1/2565", "ไตรมาส 1/2565", "2565-q1/"])
def test_a_period_as_people_name_it(run: Run, workspace: Path, name: str) -> None:
    checked = run("-w", "fy", "check", name)
    assert (checked.exit_code, checked.stderr) == (0, "No problems found.\n")


def test_check_says_everything_wrong_in_one_run_where_it_stands(run: Run, workspace: Path) -> None:
    spending = workspace / "2565-q1/spending.yaml"
    spoil(spending, "1,120,000.00", "1,12O,000.00")
    spoil(workspace / "2565-q1/visits.yaml", "15-16 ธันวาคม 2564", "15-16 ธันวาคมม 2564")
    checked = run("check", "-w", "fy")
    assert checked.exit_code == 1
    assert checked.stdout == ""
    lines = checked.stderr.splitlines()
    line = next(
        number for number, text in enumerate(spending.read_text("utf-8").splitlines(), 1) if "12O" in text
    )
    assert lines[0] == (
        f"fy/2565-q1/spending.yaml:{line}:17: error money-letter:"
        " The amount “1,12O,000.00” contains the letter O."
    )
    assert lines[1] == "          พ.ย.: 1,12O,000.00"
    assert lines[2] == "                    ^"
    assert lines[3].startswith("  advice: ")
    assert "date-unknown-month" in lines[4]
    assert lines[-1] == "2 errors"


def test_check_speaks_thai(run: Run, workspace: Path) -> None:
    spoil(workspace / "2565-q1/spending.yaml", "1,120,000.00", "1,12O,000.00")
    checked = run("check", "-w", "fy", "--lang", "th")
    assert "ข้อผิดพลาด money-letter: จำนวนเงิน “1,12O,000.00” มีตัวอักษร O ปนอยู่" in checked.stderr
    assert run("--lang=th", "check", "-w", "fy").stderr == checked.stderr


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        (".", "2565-q1"),
        (".", "2565-q1/"),
        (".", "2565-q1/visits.yaml"),
        ("2565-q1", "visits.yaml"),
        ("2565-q1", "2565-Q1"),
    ],
)
def test_check_takes_a_period_or_a_file_of_it(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, folder: str, path: str
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(pipeline, "check", lambda _, periods: asked.append(periods) or pipeline.Result(()))
    monkeypatch.chdir(workspace / folder)
    assert run("check", path).exit_code == 0
    assert asked == [("2565-q1",)]


@pytest.mark.parametrize("folder", [".", "fy", "fy/memos"])
@pytest.mark.parametrize("path", ["memos", "memos/", "memos\\", "memos/a.yaml", "memos\\a.yaml", "fy/memos"])
def test_check_takes_memos_seen_from_here_or_from_the_workspace(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, folder: str, path: str
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(pipeline, "check", lambda _, names: asked.append(names) or pipeline.Result(()))
    memos = [workspace / "memos" / name for name in ("a.yaml", "b.yaml")]
    memos[0].parent.mkdir(exist_ok=True)
    for memo in memos:
        memo.write_text("subject: ก\n", "utf-8")
    known = tuple(f"memos/{each.name}" for each in sorted(memos[0].parent.iterdir()))
    monkeypatch.chdir(workspace.parent / folder)
    if path == "fy/memos" and folder != ".":
        path = str(workspace / "memos")
    assert run("check", "-w", str(workspace), path).exit_code == 0
    assert asked == [("memos/a.yaml",) if "a.yaml" in path else known]


@pytest.mark.parametrize(
    "args",
    [
        ("check", "memos/travle.yaml"),
        ("check", "memos\\travle.yaml"),
        ("memo", "memos/travle.yaml"),
        ("memo", "travle"),
        ("circular", "travle"),
        ("register", "travle", "--number", "1/2565"),
        ("approve", "travle", "--date", "2564-11-24", "--result", "เห็นชอบ"),
        ("cancel", "travle.yaml", "--reason", "พิมพ์ผิด"),
    ],
)
def test_a_memo_that_is_not_there(run: Run, workspace: Path, args: tuple[str, ...]) -> None:
    (workspace / "memos").mkdir(exist_ok=True)
    (workspace / "memos/travel.yaml").write_text("subject: ก\n", "utf-8")
    ended = run(*args, "-w", "fy")
    assert ended.exit_code == 2
    assert "error memo-missing" in ended.stderr and "meant: memos/travel.yaml." in ended.stderr


@pytest.mark.parametrize("named", ["memos/a.yaml", "memos/a", "memos\\a.yaml", "a.yaml", "a", "fy/memos/a"])
def test_a_memo_by_any_of_its_names(run: Run, workspace: Path, named: str) -> None:
    (workspace / "memos").mkdir(exist_ok=True)
    (workspace / "memos/a.yaml").write_text("subject: ก\n", "utf-8")
    assert "memos/a.yaml:1:1:" in run("memo", named, "-w", "fy").stderr


@pytest.mark.parametrize(
    "args", [("approve", "a", "--result", "เห็นชอบ", "--date"), ("import", "a.xlsx", "--as-of")]
)
def test_a_wrong_day_is_wrong_usage(run: Run, workspace: Path, args: tuple[str, ...]) -> None:
    assert run(*args, "31 กุมภาพันธ์ 2565", "-w", "fy").exit_code == 2


@pytest.mark.parametrize("place", ["fy/2566-q1", "fy/deep/er"])
def test_no_workspace_is_begun_within_another(run: Run, workspace: Path, place: str) -> None:
    ended = run("init", place)
    assert ended.exit_code == 2 and "error init-inside" in ended.stderr
    assert not (workspace.parent / place).exists()


@pytest.mark.parametrize("paths", [[], ["plan.yaml"], ["2565-q1", "."]])
def test_check_of_a_file_of_the_year_checks_all_periods(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str]
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(pipeline, "check", lambda _, periods: asked.append(periods) or pipeline.Result(()))
    monkeypatch.chdir(workspace)
    assert run("check", *paths).exit_code == 0
    assert asked == [()]


def test_check_of_an_unknown_period_lists_those_there_are(run: Run, workspace: Path) -> None:
    checked = run("check", "-w", "fy", "2565-q4")
    assert checked.exit_code == 2
    assert "period-missing" in checked.stderr
    assert "Periods here: 2565-q1." in checked.stderr


def test_check_as_json_is_one_object_for_machines(run: Run, workspace: Path) -> None:
    spoil(workspace / "2565-q1/spending.yaml", "1,120,000.00", "1,12O,000.00")
    checked = run("check", "--format", "json", "-w", "fy")
    told = json.loads(checked.stdout)
    assert checked.stderr == ""
    assert checked.exit_code == told["exit_code"] == 1
    assert told["artifacts"] == []
    (said,) = told["diagnostics"]
    assert (said["code"], said["severity"]) == ("money-letter", "error")
    assert said["message"] == "The amount “1,12O,000.00” contains the letter O."
    assert said["hint"]
    (span,) = said["spans"]
    assert (span["file"], span["column"], span["end_column"]) == ("2565-q1/spending.yaml", 17, 18)


def test_without_a_workspace_a_command_ends_with_2_and_says_what_to_do(run: Run) -> None:
    checked = run("check")
    assert checked.exit_code == 2
    assert checked.stderr.startswith("reportgen: error workspace-missing: ")
    assert "reportgen init DIR" in checked.stderr


# quarterly


def test_a_paper_made_again_is_unchanged(run: Run, workspace: Path) -> None:
    first, second = run("quarterly", "-w", "fy"), run("quarterly", "2565-q1", "-w", "fy")
    assert second.exit_code == 0
    assert second.stdout == first.stdout
    assert "is up to date" in second.stderr


def test_a_paper_edited_by_hand_is_kept_with_5_and_its_edits_are_shown(run: Run, workspace: Path) -> None:
    (name,) = run("quarterly", "-w", "fy").stdout.splitlines()
    path = workspace.parent / name
    paper = docx.Document(str(path))
    paper.add_paragraph("ข้อความที่พิมพ์เพิ่ม")
    paper.save(str(path))
    edited = path.read_bytes()
    spoil(workspace / "2565-q1/visits.yaml", "สินเชื่อหมุนเวียน", "สินเชื่อระยะสั้น")
    kept = run("quarterly", "-w", "fy")
    assert kept.exit_code == 5
    assert kept.stdout == ""
    assert "file-edited" in kept.stderr
    assert "  + now: ข้อความที่พิมพ์เพิ่ม" in kept.stderr
    assert path.read_bytes() == edited
    told = json.loads(run("quarterly", "-w", "fy", "--format", "json").stdout)
    assert told["artifacts"][0]["outcome"] == "kept"
    assert "ข้อความที่พิมพ์เพิ่ม" in told["artifacts"][0]["changes"][0]["after"]
    forced = run("quarterly", "-w", "fy", "--force")
    assert forced.exit_code == 0
    assert forced.stdout.splitlines() == [name]


def test_options_of_quarterly_reach_the_pipeline(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    papers = (
        pipeline.Artifact("out/a.docx", Outcome.WRITTEN),
        pipeline.Artifact("out/a.pdf", Outcome.KEPT, (Change("changed", "ก", "ข"),), 3),
    )

    def quarterly(_workspace: object, period: str | None, *, pdf: bool, force: bool) -> pipeline.Result:
        asked.append((period, pdf, force))
        return pipeline.Result((), papers)

    monkeypatch.setattr(pipeline, "quarterly", quarterly)
    made = run("-w", "fy", "quarterly", "2565-q1", "--pdf", "--force")
    run("-w", "fy", "quarterly")
    assert asked == [("2565-q1", True, True), (None, False, False)]
    assert made.stdout.splitlines() == ["fy/out/a.docx"]
    assert made.stderr.splitlines() == [
        "Edits found in fy/out/a.pdf:",
        "  - was: ก",
        "  + now: ข",
        "  and 2 more",
    ]


def test_names_are_those_that_open_from_the_current_folder(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace / "2565-q1")
    (name,) = run("quarterly").stdout.splitlines()
    assert name.startswith("../out/2565-q1/")
    assert Path(name).is_file()
    elsewhere = workspace.parent / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    (name,) = run("quarterly", "-w", "../fy").stdout.splitlines()
    assert Path(name).is_absolute()
    assert Path(name).is_file()


# schema


def test_schema_writes_into_the_workspace(run: Run, workspace: Path) -> None:
    written = run("schema", "-w", "fy")
    names = ["reportgen", "plan", "spending", "findings", "visits", "memo", "import-spending"]
    assert written.stdout.splitlines() == [f"fy/.schemas/{name}.schema.json" for name in names]
    plan = json.loads((workspace / ".schemas/plan.schema.json").read_text("utf-8"))
    assert plan["properties"]["projects"]["title"] == "โครงการ"


def test_schema_writes_elsewhere_without_a_workspace(run: Run, tmp_path: Path) -> None:
    written = run("schema", "--out", "here")
    assert written.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "here").iterdir()) == sorted(
        Path(name).name for name in written.stdout.splitlines()
    )
    assert run("schema").exit_code == 2


# doctor


def test_doctor_finds_all_well(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_soffice", lambda *_: Path("/office/soffice"))
    looked = run("doctor", "-w", "fy")
    assert looked.exit_code == 0
    states = [line.partition(":")[0] for line in looked.stdout.splitlines() if not line.startswith(" ")]
    assert states == ["ok"] * (6 + len(pipeline.KINDS)), "one for each kind's template"
    assert "/office/soffice" in looked.stdout


def test_doctor_without_libreoffice_or_workspace_still_ends_with_0(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "find_soffice", lambda *_: None)
    looked = run("doctor")
    assert looked.exit_code == 0
    assert "limited: LibreOffice: not found" in looked.stdout
    assert "limited: workspace: none here" in looked.stdout


def test_doctor_ends_with_4_where_a_font_is_damaged(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for path in resources.fonts_folder().iterdir():
        (fonts / path.name).write_bytes(path.read_bytes())
    (fonts / "THSarabunNew-Bold.ttf").write_bytes(b"damaged")
    (fonts / "THSarabunNew-Italic.ttf").unlink()
    monkeypatch.setattr(resources, "fonts_folder", lambda: fonts)
    looked = run("doctor", "--format", "json")
    told = json.loads(looked.stdout)
    assert looked.exit_code == told["exit_code"] == 4
    (found,) = (each for each in told["findings"] if each["name"] == "fonts")
    assert (found["state"], found["detail"]) == ("missing", "THSarabunNew-Bold.ttf, THSarabunNew-Italic.ttf")


def test_doctor_ends_with_4_without_fonts_or_template(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object) -> None:
        raise FileNotFoundError("fonts")

    monkeypatch.setattr(resources, "fonts_folder", nothing)
    monkeypatch.setattr(resources, "template", nothing)
    looked = run("doctor")
    assert looked.exit_code == 4
    assert "missing: fonts" in looked.stdout
    assert "missing: template" in looked.stdout


def test_doctor_ends_with_2_where_the_workspace_cannot_be_written(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    looked = run("doctor", "-w", "fy")
    assert looked.exit_code == 2
    assert "missing: writing: Permission denied" in looked.stdout
