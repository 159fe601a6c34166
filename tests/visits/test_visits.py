"""The report on site visits: which visits, what is printed of them and what never, photographs, pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner

from reportgen import pipeline
from reportgen.cli import main
from reportgen.errors import Stop

GOLDEN = Path(__file__).parent / "golden"
VISITS, FINDINGS = "2565-q1/visits.yaml", "2565-q1/findings.yaml"

Tree = dict[str, Any]


def first(tree: Tree) -> Tree:
    visit: Tree = tree["visits"][0]
    return visit


@pytest.mark.parametrize("name", ["2565-q1", "v6"])
def test_it_reads_as_it_did(bench: Any, name: str, pytestconfig: pytest.Config) -> None:
    """Compares with golden/<name>.txt; `--update-golden` writes it anew, for a person to read the change."""
    told, golden = "\n".join(bench.lines(name)) + "\n", GOLDEN / f"{name}.txt"
    if pytestconfig.getoption("--update-golden", default=False):
        golden.write_text(told, "utf-8")
    assert told == golden.read_text("utf-8")


# Which visits


def test_a_visit_a_period_or_several_of_them(bench: Any) -> None:
    made = [path.relative_to(bench.folder).as_posix() for path in bench.make("v6", "2565-q1", "v1", "v6")]
    assert made == [
        "out/2565-q2/รายงานการลงพื้นที่-v6.docx",
        "out/2565-q1/รายงานการลงพื้นที่-2565-q1.docx",
        "out/2565-q1/รายงานการลงพื้นที่-v1.docx",
    ]
    assert [path.stem for path in bench.make()] == ["รายงานการลงพื้นที่-2565-q2"], "the newest period's"


def test_a_visit_s_id_is_made_fit_for_a_file_s_name(bench: Any) -> None:
    id_ = "ที่ 1/2565: เชียงใหม่ " + "ยาว" * 40
    bench.change(VISITS, lambda tree: tree["visits"].append(first(tree) | {"id": id_}))
    (path,) = bench.make(id_)
    assert path.name.startswith("รายงานการลงพื้นที่-ที่-1-2565-เชียงใหม่-ยาว")
    assert len(path.name.encode()) < 255


def test_visits_whose_ids_are_alike_in_files_have_files_of_their_own(bench: Any) -> None:
    ids = ("ชม 1", "ชม/1", "ชม:1", "2565-q1 ", "A1", "a1")
    bench.change(VISITS, lambda tree: tree["visits"].extend(first(tree) | {"id": id_} for id_ in ids))
    names = [path.name.casefold() for path in bench.make("2565-q1", *ids)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("name", "code"), [("v9", "visit-unknown"), ("", "visit-unknown"), ("2565-q4", "period-missing")]
)
def test_a_visit_that_is_not_here(bench: Any, name: str, code: str) -> None:
    with pytest.raises(Stop) as stop:
        bench.run("v1", name)
    (said,) = stop.value.diagnostics
    assert said.code == code
    assert not (bench.folder / "out").exists(), "nothing is made of the others"
    for text in (said.rule.message, said.rule.hint):
        text.format_map(said.args)


def test_a_period_without_visits_says_so(bench: Any) -> None:
    bench.change(FINDINGS, lambda tree: (tree.pop("findings"), tree.pop("recommendations")))
    (bench.folder / VISITS).unlink()
    text = bench.text("2565-q1")
    assert "ไม่มีการลงพื้นที่ในงวดนี้" in text and "ตารางที่" not in text


# What is printed


def test_informants_are_never_printed(bench: Any) -> None:
    secret = {"name": "นายลับ เฉพาะตน", "organisation": "ร้านลับแล", "contact": "08-9999-0000"}
    bench.change(VISITS, lambda tree: first(tree).update(informants=[secret]))
    for name in ("v1", "2565-q1"):
        for part in bench.parts(name).values():
            assert not any(text.encode() in part for text in secret.values())


def test_topics_stand_in_the_seed_s_order_and_only_those_written(bench: Any) -> None:
    titles = [
        "ความเหมาะสมในการออกแบบโครงการ", "ความเหมาะสมของกลุ่มเป้าหมายที่เข้าร่วมโครงการ",
        "ความเชี่ยวชาญของที่ปรึกษา", "ข้อสังเกตจากพื้นที่",
    ]  # fmt: skip
    assert [line for line in bench.lines("v1") if line in titles] == titles
    bench.change(VISITS, lambda tree: [first(tree).pop(key) for key in ("design", "consultants")])
    assert [line for line in bench.lines("v1") if line in titles] == titles[1::2]


def test_a_recommendation_stands_beside_the_finding_it_came_of(bench: Any) -> None:
    bench.change(FINDINGS, two_recommendations)
    rows = [line for line in bench.text("v1").splitlines() if line.startswith("|") and "25650" not in line]
    start = next(index for index, row in enumerate(rows) if row.startswith("| ข้อค้นพบ |"))
    assert rows[start + 1 : start + 4] == [
        "| ปัญหา : อบรมไม่ครบ | ปรับเวลา⏎(r1) | ฝพป. | 31 มี.ค. 2565 |",
        "| (ข้อค้นพบเดียวกัน) | อบรมออนไลน์⏎(r2) | ฝศบ. | - |",
        "| อุปสรรค : ร้านไม่มีคนเฝ้า | - | - | - |",
    ]


def two_recommendations(tree: Tree) -> None:
    def advised(id_: str, origin: str, to: str, text: str, **more: str) -> Tree:
        return {"id": id_, "from": origin, "raised": "12/2564", "to": to, "text": text, **more}

    tree["findings"] = [
        {"id": "f1", "kind": "ปัญหา", "from": "v1", "text": "อบรมไม่ครบ"},
        {"id": "f2", "kind": "ข้อค้นพบ", "from": "v2", "text": "ของการลงพื้นที่อื่น"},
        {"id": "f3", "kind": "อุปสรรค", "from": "v1", "text": "ร้านไม่มีคนเฝ้า"},
    ]
    tree["recommendations"] = [
        advised("r1", "f1", "ฝพป.", "ปรับเวลา", due="31 มีนาคม 2565"),
        advised("r3", "f2", "ฝศบ.", "ของข้อค้นพบอื่น"),
        advised("r2", "f1", "ฝศบ.", "อบรมออนไลน์"),
    ]


def test_what_was_carried_forward_is_no_advice_of_a_later_finding_with_the_same_id(bench: Any) -> None:
    """Ids of findings need be unique within a period only."""

    def change(tree: Tree) -> None:
        tree["findings"][0]["id"] = "f1"
        for item in tree["recommendations"]:
            item["from"] = "f1" if item["from"] == "f7" else item["from"]

    bench.change("2565-q2/findings.yaml", change)
    rows = [line for line in bench.text("v4").splitlines() if line.startswith("|") and "(2565-" in line]
    raised = {item["id"] for item in bench.read(FINDINGS)["recommendations"]}
    assert rows and not any(f"({id_})" in row for row in rows for id_ in raised)


def test_an_empty_visit_says_what_there_is_not(bench: Any) -> None:
    def change(tree: Tree) -> None:
        kept = ("id", "project", "date", "place")
        tree["visits"][0] = {key: first(tree)[key] for key in kept}

    bench.change(VISITS, change)
    bench.change(FINDINGS, lambda tree: [item.update({"from": "oss"}) for item in tree["findings"]])
    text = bench.text("v1")
    for words in ("ไม่มีบันทึกตามประเด็น", "ไม่มีความต้องการ", "ไม่มีข้อค้นพบและข้อเสนอแนะ"):
        assert words in text
    assert "ภาพ" not in text and bench.pictures("v1") == []


# Photographs


@pytest.mark.parametrize(
    ("per_row", "width", "height"), [(1, 15.7, 10.6), (2, 7.7, 5.2), (3, 5.03, 3.4), (4, 3.7, 2.5)]
)
def test_one_to_four_photographs_a_row(bench: Any, per_row: int, width: float, height: float) -> None:
    for number in range(5):
        bench.photo(f"p{number}.jpg", (900, 1350) if number % 2 else (1540, 1040))
    photos = [{"file": f"photos/p{number}.jpg", "caption": f"ภาพ {number}"} for number in range(5)]
    bench.change(VISITS, lambda tree: first(tree).update(photos=photos, photos_per_row=str(per_row)))
    sizes = bench.pictures("v1")
    for number, (wide, high) in enumerate(sizes):
        expected = (height * 900 / 1350, height) if number % 2 else (width, height)
        assert (wide, high) == pytest.approx(expected, abs=0.02)
    rows = [line for line in bench.text("v1").splitlines() if line.startswith("| ภาพที่")]
    assert [row.count("ภาพที่") for row in rows] == [per_row] * (5 // per_row) + [5 % per_row] * (
        5 % per_row > 0
    )


def test_the_profile_says_how_many_a_row_where_the_visit_does_not(bench: Any) -> None:
    filled = [max(wide / 7.7, high / 5.2) for wide, high in bench.pictures("v1")]
    assert filled == pytest.approx([1] * 3, abs=0.001)


@pytest.mark.parametrize("written", ["5", "0", "สอง"])
def test_another_number_a_row_is_an_error(bench: Any, written: str) -> None:
    bench.change(VISITS, lambda tree: first(tree).update(photos_per_row=written))
    (said,) = [each for each in bench.run("v1").diagnostics if each.is_error]
    assert (said.code, said.spans[0].file) == ("choice-unknown", VISITS)


def test_thai_digits_are_read(bench: Any) -> None:
    bench.change(VISITS, lambda tree: first(tree).update(photos_per_row="๓"))
    assert bench.pictures("v1")[0][0] == pytest.approx(5.03, abs=0.02)


def test_a_broken_photograph_is_told_where_it_is_cited(bench: Any) -> None:
    (bench.folder / "2565-q1/photos/v1-2.jpg").write_bytes(b"\xff\xd8\xff nonsense")
    (said,) = [each for each in bench.run("v1").diagnostics if each.is_error]
    assert (said.code, said.args["file"]) == ("photo-unreadable", "2565-q1/photos/v1-2.jpg")
    line = (bench.folder / VISITS).read_text("utf-8").splitlines()[said.spans[0].line - 1]
    assert said.spans[0].file == VISITS and "photos/v1-2.jpg" in line
    assert not (bench.folder / "out/2565-q1").exists()


# Its pages


def pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@pytest.mark.libreoffice
@pytest.mark.slow
def test_each_visit_after_the_first_begins_a_page(bench: Any) -> None:
    _, pdf = bench.make("2565-q1", pdf=True)
    found = pages(pdf)
    heads = [f"{number}.1 ข้อมูลการลงพื้นที่" for number in (1, 2, 3)]
    begun = [next(at for at, page in enumerate(found) if head in page) for head in heads]
    assert begun[0] == 0 and begun == sorted(set(begun))


# From the command line


def test_its_names_and_options_reach_the_pipeline(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def visits(_workspace: object, names: tuple[str, ...], *, pdf: bool, force: bool) -> pipeline.Result:
        asked.append((names, pdf, force))
        return pipeline.Result(())

    monkeypatch.setattr(pipeline, "visits", visits)
    for args in ([], ["v1", "2565-q1"], ["--pdf", "--force"]):
        assert CliRunner().invoke(main, ["-w", str(bench.folder), "visits", *args]).exit_code == 0
    assert asked == [((), False, False), (("v1", "2565-q1"), False, False), ((), True, True)]


@pytest.mark.libreoffice
def test_a_finding_longer_than_a_page_is_printed_whole_under_its_heading(bench: Any) -> None:
    """LibreOffice cuts off what of an undivided row does not fit on a page."""
    words = "\n\n".join(f"ข้อที่ {number} " + "ผู้ประกอบการต้องการความต่อเนื่องของโครงการ" * 4 for number in range(30))
    bench.change(FINDINGS, lambda tree: tree["findings"][0].update({"text": words, "from": "v1"}))
    pdf = next(path for path in bench.make("v1", pdf=True) if path.suffix == ".pdf")
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]
    assert all(f"ข้อที่{number}ผู้" in "".join(pages) for number in range(30))
    (heading,) = [page for page in pages if "ข้อค้นพบและข้อเสนอแนะจากการลงพื้นที่" in page]
    assert "ต่อเนื่องของโครงการ" in heading
