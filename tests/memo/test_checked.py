"""What `check` and the commands say of memos, their emblem, their templates, and of the guideline."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
import yaml
from PIL import Image

from reportgen import pipeline, resources
from reportgen.diagnostics import Diagnostic
from reportgen.workspace import Settings, Workspace, open_workspace

EXAMPLE = Path(__file__).parents[2] / "examples/fy2565"
MEMO = "memos/2564-11-23-guideline.yaml"
COVERING = "memos/quarterly-2565-q1.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("out"))
    return tmp_path


def workspace(folder: Path) -> Workspace:
    settings = Settings(cwd=folder, environ={}, now=datetime(2022, 4, 5, tzinfo=UTC), platform="linux")
    return open_workspace(folder, settings)


def change(folder: Path, name: str, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, (folder / name).read_text("utf-8"), flags=re.MULTILINE)
    assert count == 1
    (folder / name).write_text(text, "utf-8")


def places(said: tuple[Diagnostic, ...]) -> list[tuple[str, str, int, int]]:
    return [(each.code, each.spans[0].file, each.spans[0].line, each.spans[0].column) for each in said]


# check


def test_the_guideline_is_checked_with_all_else_and_not_with_one_memo(folder: Path) -> None:
    tree = yaml.load((folder / "plan.yaml").read_text("utf-8"), yaml.BaseLoader)
    tree["guideline"][0]["text"] = "ใช้จ่าย [[2565-q9:total.spent]]"
    (folder / "plan.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
    for names, times in (((), 1), ((MEMO,), 0)):
        said = pipeline.check(workspace(folder), names).diagnostics
        assert [each.spans[0].file for each in said if each.code == "citation-unknown"] == [
            "plan.yaml"
        ] * times


def test_a_plan_without_a_guideline_is_no_fault(folder: Path) -> None:
    tree = yaml.load((folder / "plan.yaml").read_text("utf-8"), yaml.BaseLoader)
    del tree["guideline"]
    (folder / "plan.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
    told = [each.code for each in pipeline.check(workspace(folder)).diagnostics]
    assert "guideline-missing" not in told


@pytest.mark.parametrize("kind", pipeline.KINDS)
def test_the_template_of_every_kind_in_use_is_checked(folder: Path, kind: str) -> None:
    own = folder / "templates" / kind / "template.docx"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"no template")
    files = [file for _, file, *_ in places(pipeline.check(workspace(folder)).diagnostics)]
    assert [file for file in files if file.startswith("templates/")] == [f"templates/{kind}/template.docx"]


@pytest.mark.parametrize("kind", pipeline.KINDS)
def test_the_template_of_every_kind_is_filled_to_be_checked(folder: Path, kind: str) -> None:
    own = folder / "templates" / kind / "template.docx"
    own.parent.mkdir(parents=True)
    template = docx.Document(BytesIO(resources.template(kind)))
    template.paragraphs[0].insert_paragraph_before("{{ nosuch.name }}")
    template.save(str(own))
    told = [
        each for each in pipeline.check(workspace(folder)).diagnostics if each.code.startswith("template-")
    ]
    assert {(each.code, each.spans[0].file) for each in told} == {
        ("template-name-missing", f"templates/{kind}/template.docx")
    }


# The agency's emblem


@pytest.mark.parametrize("data", [None, b"no picture"], ids=["absent", "no picture"])
def test_an_emblem_that_cannot_be_read_stops_the_memo(folder: Path, data: bytes | None) -> None:
    if data is not None:
        (folder / "logo.png").write_bytes(data)
    path = folder / "reportgen.yaml"
    line = path.read_text("utf-8").count("\n") + 1
    path.write_text(path.read_text("utf-8") + "emblem: logo.png\n", "utf-8")
    result = pipeline.memo(workspace(folder), MEMO, draft=False, filed=False, pdf=False, force=False)
    assert places(result.diagnostics) == [("emblem-unreadable", "reportgen.yaml", line, 9)]
    assert result.artifacts == ()


@pytest.mark.parametrize(
    ("draft", "given", "told"),
    [(False, False, [("emblem-absent", "reportgen.yaml", 0, 0)]), (True, False, []), (False, True, [])],
)
def test_a_seal_that_is_nobody_s_is_told_of_a_paper_to_be_signed(
    folder: Path, draft: bool, given: bool, told: list[tuple[str, str, int, int]]
) -> None:
    change(folder, MEMO, r"^record:\n(?:  .*\n)+", "")
    if given:
        Image.new("RGB", (40, 40)).save(folder / "logo.png")
        path = folder / "reportgen.yaml"
        path.write_text(path.read_text("utf-8") + "emblem: logo.png\n", "utf-8")
    made = pipeline.memo(workspace(folder), MEMO, draft=draft, filed=False, pdf=False, force=False)
    assert places(made.diagnostics) == told and len(made.artifacts) == 1


@pytest.mark.parametrize(("day", "is_told"), [("4 กรกฎาคม 2565", False), ("5 กรกฎาคม 2565", True)])
def test_a_date_far_ahead_is_told(folder: Path, day: str, is_told: bool) -> None:
    """The clock shows 5 April 2565; 90 days later it is 4 July."""
    change(folder, MEMO, r"^record:\n(?:  .*\n)+", "")
    change(folder, MEMO, r"^number: .*$", "number:")
    change(folder, MEMO, r"^date: .*$", f"date: {day}")
    line = (folder / MEMO).read_text("utf-8").splitlines().index(f"date: {day}") + 1
    said = places(pipeline.check(workspace(folder), [MEMO]).diagnostics)
    assert [each for each in said if each[0] == "memo-date-future"] == [
        ("memo-date-future", MEMO, line, 7)
    ] * is_told


# The copy to file


def filed(folder: Path) -> list[tuple[str, str]]:
    result = pipeline.memo(workspace(folder), MEMO, draft=False, filed=True, pdf=False, force=True)
    assert len(result.artifacts) == 1
    return [(each.code, each.args["keys"]) for each in result.diagnostics if "keys" in each.args]


def test_a_copy_to_file_says_what_it_leaves_blank(folder: Path) -> None:
    assert filed(folder) == []
    change(folder, MEMO, r"^  decided:\n(?:    .*\n)+", "")
    change(folder, MEMO, r"(?s)^circular:.*\Z", "")
    assert filed(folder) == [("memo-filed-blank", "decided")]
    change(folder, MEMO, r"^approver: .*\n", "")
    assert filed(folder) == []
    change(folder, MEMO, r"^number: 1389", "number:")
    change(folder, MEMO, r"^date: 23 ", "date: ")
    assert filed(folder) == [("memo-filed-blank", "number, date")]


# The covering memo of a report


def covering(folder: Path, people: list[dict[str, str]]) -> tuple[dict[str, str], list[str]]:
    """What is written for these people, and what `check` says of it."""
    tree = yaml.load((folder / "reportgen.yaml").read_text("utf-8"), yaml.BaseLoader)
    tree["people"] = people
    tree["committee"]["members"] = [each for each in tree["committee"]["members"] if "person" not in each]
    (folder / "reportgen.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
    text, _ = pipeline.covering(workspace(folder), "2565-q1")
    assert text is not None
    (folder / COVERING).write_text(text, "utf-8")
    said = pipeline.check(workspace(folder), [COVERING]).diagnostics
    assert not [each.code for each in said if each.is_error]
    return yaml.load(text, yaml.BaseLoader), [each.code for each in said]


HEAD = {"id": "head", "title": "นาย", "given": "มานะ", "family": "อดทน", "position": "ผอ.สสว."}
CLERK = {"id": "clerk", "title": "นาง", "given": "ปิติ", "family": "ดี", "position": "หัวหน้าส่วน"}
DIRECTOR = {
    "id": "dir", "title": "นาง", "given": "ชูใจ", "family": "ดี", "position": "ผู้อำนวยการฝ่ายติดตามและประเมินผล",
}  # fmt: skip


@pytest.mark.parametrize(
    ("post", "to"),
    [
        ("ผอ.สสว.", "ผอ.สสว."),
        ("เลขาธิการ สสว.", "เลขาธิการ สสว."),
        ("อธิบดี", "อธิบดี"),
        ("รอง ผอ.สสว.", "ผอ.สสว."),
        ("นักวิเคราะห์ สสว.", "ผอ.สสว."),
    ],
)
def test_a_memo_that_is_begun_goes_to_the_head_by_its_own_title(folder: Path, post: str, to: str) -> None:
    tree, _ = covering(folder, [{**HEAD, "position": post}, CLERK])
    assert (tree["to"], tree["approver"]) == (to, "head" if post == to else "")


@pytest.mark.parametrize(
    ("people", "signer", "approver", "said"),
    [
        ([HEAD, CLERK, DIRECTOR], "dir", "head", []),
        ([DIRECTOR, CLERK], "dir", "", []),
        ([CLERK], "clerk", "", []),
        ([HEAD], "", "head", ["signer-missing"]),
        ([], "", "", ["signer-missing"]),
    ],
    ids=["all", "no head", "one", "only the head", "nobody"],
)
def test_nobody_both_signs_and_approves_a_covering_memo(
    folder: Path, people: list[dict[str, str]], signer: str, approver: str, said: list[str]
) -> None:
    tree, codes = covering(folder, people)
    assert (tree["signer"], tree["approver"], codes) == (signer, approver, said)
    made = pipeline.memo(workspace(folder), COVERING, draft=True, filed=False, pdf=False, force=False)
    assert len(made.artifacts) == 1
