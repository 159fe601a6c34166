"""Every mistake in a whole workspace is told once, where it was made, and nothing is written of it.

A case in `bad/`, or of memos in `bad/memo/`, replaces files of the workspace `bad/base`: `# file: NAME`
begins one, `# absent: NAME` takes one away. What must be said stands beside the mistake, `# !! CODE
COLUMN[-END]`, or for another place under the file's name, `# !! FILE CODE LINE:COLUMN[-END]`.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest

from reportgen import resources
from reportgen.diagnostics import Diagnostic, Rule
from reportgen.errors import Stop
from reportgen.pipeline import check, quarterly
from reportgen.workspace import Settings, Workspace, open_workspace

TESTS = Path(__file__).parent
BAD = TESTS / "bad"
CASES = sorted([*BAD.glob("*.yaml"), *BAD.glob("memo/*.yaml")])

BESIDE = re.compile(r"# !! ([a-z0-9-]+) (\d+)(?:-(\d+))?")
ELSEWHERE = re.compile(r"^# !! (\S+) ([a-z0-9-]+) (\d+):(\d+)(?:-(\d+))?$", re.MULTILINE)

Said = tuple[str, str, int, int, int]
"""File, code, line, column, first column after (0: not told)."""

OF_INPUTS = (
    "validate.rules",
    "validate.memo_rules",
    "validate.fitting",
    "validate.targets",
    "compute.codes",
    "present.codes",
    "sources",
    "pipeline.papers",
)
"""The modules whose every rule has a case here; those of `load` have theirs in `load/bad`."""

TESTED_IN = {
    "load.codes": "load",
    "load.sheets.book_codes": "sheets",
    "load.sheets.codes": "sheets",
    "render.codes": "render",
    "present.guideline.codes": "guideline",
    "publish.codes": "publish",
    "build.codes": "build",
    "pdf.codes": "pdf",
    "pipeline.form": "pdf",
    "cli.codes": "cli",
    "pipeline.decisions": "pipeline",
    "pipeline.duties": "pipeline",
    "pipeline.entries": "pipeline",
    "pipeline.ledgers": "pipeline",
    "pipeline.numbers": "pipeline",
    "pipeline.own_templates": "test_bad_inputs.py",
    "pipeline.kinds.monthly": "monthly",
    "pipeline.registry": "pipeline",
    "pipeline.kinds.visits": "visits",
    "workspace": "test_bad_inputs.py",
    "pipeline": "test_bad_inputs.py",
}
"""The other modules with rules, and the tests that say each code, or name its rule as `codes.NAME`."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace without mistakes, its template compiled once for all tests."""
    folder = shutil.copytree(BAD / "base", tmp_path_factory.mktemp("base"), dirs_exist_ok=True)
    assert check(open_workspace(None, settings(folder))).diagnostics == ()
    return folder


@pytest.fixture
def workspace(base: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(base, tmp_path, dirs_exist_ok=True)
    return open_workspace(None, settings(tmp_path))


def settings(folder: Path) -> Settings:
    return Settings(cwd=folder, environ={}, now=datetime(2022, 4, 5, tzinfo=UTC), platform="linux")


def codes(diagnostics: Iterable[object]) -> list[str]:
    return [each.code for each in diagnostics if isinstance(each, Diagnostic)]


def replaced(case: str) -> dict[str, str]:
    """The files that a case puts in place, by name."""
    parts = re.split(r"^(?=# file: )", case, flags=re.MULTILINE)
    return {
        part.splitlines()[0].removeprefix("# file: "): part for part in parts if part.startswith("# file: ")
    }


def expected(case: str) -> Iterator[Said]:
    for file, code, line, column, end in ELSEWHERE.findall(case):
        yield file, code, int(line), int(column), int(end or 0)
    for file, text in replaced(case).items():
        for number, line in enumerate(text.splitlines(), start=1):
            for code, column, end in () if ELSEWHERE.match(line) else BESIDE.findall(line):
                yield file, code, number, int(column), int(end or 0)


def said(diagnostic: Diagnostic) -> Said:
    place = diagnostic.spans[0]
    return place.file, diagnostic.code, place.line, place.column, place.end_column


def test_the_workspace_without_mistakes_says_nothing(workspace: Workspace) -> None:
    shutil.rmtree(workspace.root / "out", ignore_errors=True)
    assert check(workspace).diagnostics == ()
    assert check(workspace).diagnostics == (), "nor when it is read again"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.relative_to(BAD).with_suffix("").as_posix())
def test_mistake(path: Path, workspace: Workspace) -> None:
    case = path.read_text("utf-8")
    for name in re.findall(r"^# absent: (.+)$", case, re.MULTILINE):
        (workspace.root / name).unlink()
    for name, text in replaced(case).items():
        (workspace.root / name).parent.mkdir(exist_ok=True)
        (workspace.root / name).write_text(text, "utf-8")
    diagnostics = check(workspace).diagnostics
    assert sorted(map(said, diagnostics)) == sorted(expected(case))
    assert {path.stem.rpartition("-")[0]} <= {each.code for each in diagnostics}
    for each in diagnostics:
        for text in (each.rule.message, each.rule.hint):
            text.format_map(each.args)
    made = {each.parent.name for each in workspace.root.rglob("out/**/*") if each.is_file()}
    assert made <= {"templates", "pages", "pictures"}, "check writes nothing but caches"


def rules_of(module: str) -> tuple[Rule, ...]:
    rules: tuple[Rule, ...] = import_module(f"reportgen.{module}").RULES
    return rules


def cases_by_code(*folders: Path) -> Counter[str]:
    return Counter(path.stem.rpartition("-")[0] for path in CASES if path.parent in folders)


@pytest.mark.parametrize("module", OF_INPUTS)
def test_every_rule_has_a_case(module: str) -> None:
    assert {rule.code for rule in rules_of(module)} - set(cases_by_code(BAD, BAD / "memo")) == set()


@pytest.mark.parametrize("folder", [BAD, BAD / "memo"], ids=lambda folder: folder.name)
def test_no_code_has_more_than_three_cases(folder: Path) -> None:
    assert [code for code, count in cases_by_code(folder).items() if count > 3] == []


def test_there_are_forty_faulty_memos() -> None:
    assert cases_by_code(BAD / "memo").total() >= 40


@pytest.mark.parametrize("module", TESTED_IN)
def test_every_other_rule_is_said_in_a_test(module: str) -> None:
    place = TESTS / TESTED_IN[module]
    files = sorted(place.rglob("*.*")) if place.is_dir() else [place]
    text = "\n".join(file.read_text("utf-8") for file in files if file.suffix in (".py", ".yaml"))
    named = {
        name: rule
        for name, rule in vars(import_module(f"reportgen.{module}")).items()
        if isinstance(rule, Rule)
    }
    said_as = {rule.code: rf"""["' ]{rule.code}["': ]|codes\.{name}\b""" for name, rule in named.items()}
    assert [code for code, pattern in said_as.items() if not re.search(pattern, text)] == []


def test_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        open_workspace(None, settings(tmp_path))
    assert codes(stopped.value.diagnostics) == ["workspace-missing"]


def test_no_such_period(workspace: Workspace) -> None:
    with pytest.raises(Stop) as stopped:
        check(workspace, ["2565-q3"])
    assert codes(stopped.value.diagnostics) == ["period-missing"]


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("2565-Q3", "2565-q3"),
        ("2565_q3", "2565-q3"),
        ("๒๕๖๕-q3", "2565-q3"),
        ("2565-q5", "2565-q1"),
        ("2565-q1 - สำเนา", "2565-q1"),
        ("สำเนา 2565-q2", "2565-q2"),
        ("2565-ไตรมาสที่ 3", "2565-q3"),
        ("notes", None),
        ("2565", None),
    ],
)
def test_a_folder_that_is_not_called_like_a_period(
    workspace: Workspace, folder: str, told: str | None
) -> None:
    (workspace.root / folder).mkdir()
    found = [(each.code, each.spans[0].file, each.args["period"]) for each in check(workspace).diagnostics]
    assert found == ([("period-misnamed", folder, told)] if told else [])


@pytest.mark.parametrize(
    ("folder", "nearest"),
    [
        ("memos", "memo"),
        ("Quarterly", "quarterly"),
        ("quaterly", "quarterly"),
        ("แบบเก่า", ""),
        ("memo", None),
    ],
)
def test_a_folder_of_templates_that_is_not_called_like_a_kind(
    workspace: Workspace, folder: str, nearest: str | None
) -> None:
    place = workspace.root / "templates" / folder
    place.mkdir(parents=True)
    assert check(workspace).diagnostics == (), "nothing is in it yet"
    (place / "template.docx").write_bytes(resources.template("memo"))
    found = [(each.code, each.spans[0].file, each.args["nearest"]) for each in check(workspace).diagnostics]
    assert found == ([] if nearest is None else [("template-misnamed", f"templates/{folder}", nearest)])


@pytest.mark.parametrize("name", ["../memo.yaml", "memos/../../memo.yaml", "/etc/hostname"])
def test_a_paper_outside_the_workspace(workspace: Workspace, name: str) -> None:
    with pytest.raises(Stop) as stopped:
        workspace.name(Path(name))
    assert codes(stopped.value.diagnostics) == ["file-outside"]


def test_a_file_that_cannot_be_replaced(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    before = {path: path.read_bytes() for path in workspace.root.rglob("*.yaml")}
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Stop) as stopped:
        workspace.write("plan.yaml", b"fiscal_year: 2566")
    assert codes(stopped.value.diagnostics) == ["file-unwritable"]
    assert {path: path.read_bytes() for path in workspace.root.rglob("*.yaml*")} == before


def test_a_file_beyond_all_measure(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.workspace.LARGEST_FILE", 1000)
    with pytest.raises(Stop) as stopped:
        check(workspace)
    assert codes(stopped.value.diagnostics) == ["file-unreadable"]


def test_a_paper_without_page_numbers(workspace: Workspace) -> None:
    result = quarterly(workspace, "2565-q1", pdf=False, force=False)
    assert codes(result.diagnostics) == ["contents-without-pages"]
    assert [artifact.name for artifact in result.artifacts]


def test_an_input_that_is_a_link_out_of_the_workspace(workspace: Workspace) -> None:
    (workspace.root / "plan.yaml").unlink()
    (workspace.root / "plan.yaml").symlink_to("/nonexistent/plan.yaml")
    with pytest.raises(Stop) as stop:
        check(workspace)
    assert codes(stop.value.diagnostics) == ["file-outside"]
