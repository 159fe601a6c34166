"""What a memo says: the seed's words in the seed's order, its record, acting lines, blanks, lists, marks."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from PIL import Image

from reportgen.model.context import Shown
from reportgen.ooxml.package import read_parts
from reportgen.present.memo import MemoMeasures, measures, present
from reportgen.present.memo.template import template

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

SEED = (
    "บันทึกข้อความ", "ทป. (อ)", "เลขที่รับ 1421 / 64", "วันที่ 23 พ.ย. 2564", "เวลา 16.00 ผู้รับ Pink",
    "หน่วยงาน", "ฝตป.", "โทรศัพท์", "เบอร์ต่อภายใน 3158", "ที่", "ฝตป. 1389 / 2564", "วันที่", "23 พฤศจิกายน 2564",
    "เรื่อง", "ขอความเห็นชอบเผยแพร่แนวทาง/วิธีการติดตามและประเมินผลโครงการ ประจำปี 2565 ของ",
    "คณะอนุกรรมการติดตามและประเมินผลการใช้จ่ายงบประมาณ สสว.",
    "เรียน", "ผอ.สสว. ผ่าน ทป. (อ)",
    "ตามที่ คณะอนุกรรมการติดตามและประเมินผลการใช้จ่ายงบประมาณ สสว. ในคราวการประชุมครั้งที่ 9/2564 "
    "เมื่อวันที่ 17 กันยายน 2564 ที่ประชุมมีมติเห็นชอบแนวทาง/วิธีการติดตามประเมินผลโครงการประจำปีงบประมาณ 2565 นั้น",
    "ฝตป. ในฐานะผู้ช่วยเลขานุการ จึงขอเผยแพร่แนวทางการ/วิธีการติดตามการดำเนินงานฯ เพื่อให้หน่วยงานภายใน สสว. "
    "ได้รับทราบโดยทั่วกัน รายละเอียดตามเอกสารแนบ",
    "จึงเรียนมาเพื่อพิจารณา หากเห็นชอบ ฝตป. จักได้นำเวียนแจ้งให้กับหน่วยงานภายใน สสว. เพื่อทราบต่อไป",
    "(นางพิมลภา สุวานิช)", "ผู้อำนวยการฝ่ายติดตามและประเมินผล", "รักษาการแทนในตำแหน่งผู้ช่วยผู้อำนวยการสำนักงาน",
    "(นายวิระพงษ์ มาลัย)", "ผอ.สสว.", "29 พ.ย. 2564",
    "ส่วนติดตามและประเมินผลการส่งเสริม SMEs (ภัทรา / รอง ผอ.ฝตป.)",
)  # fmt: skip
"""The seed's memo as filed, in its order; the marks of pens on it are no part of it."""

PEOPLE = [
    {"id": "deputy", "title": "นางสาว", "given": "สมใจ", "family": "ใจดี", "position": "รองผู้อำนวยการ"},
    {"id": "head", "title": "ดร.", "given": "มานะ", "family": "อดทน", "position": "หัวหน้าส่วน"},
]


def shown(desk: Any, document: Any, **how: bool) -> list[str]:
    """The lines of a memo as a person reads them: no-break spaces are spaces."""
    return [line.replace("\u00a0", " ") for line in desk.lines(desk.docx(document, **how))]


def signature(desk: Any, **changes: Any) -> str:
    profile = changes.pop("profile", "osmep")
    lines = shown(desk, desk.document(changes, profile=profile, people=PEOPLE))
    return next(line for line in lines if line.startswith("("))


@pytest.mark.parametrize(
    ("profile", "printed"), [("osmep", "เบอร์ต่อภายใน 3158 ต่อ 12"), ("central", "โทร. ๓๑๕๘ ต่อ ๑๒")]
)
@pytest.mark.parametrize("extension", ["๓๑๕๘ ต่อ ๑๒", "3158 ต่อ 12"])
def test_an_extension_is_in_the_digits_of_the_profile(
    desk: Any, profile: str, printed: str, extension: str
) -> None:
    document = desk.document(profile=profile)
    unit = next(unit for unit in document.workspace.units if unit.id == document.memo.unit)
    changed = unit.model_copy(update={"extension": extension})
    workspace = document.workspace.model_copy(update={"units": (changed,)})
    context = present(document._replace(workspace=workspace), draft=False, filed=False).context
    assert context["head"]["phone"].replace("\u00a0", " ") == printed


@pytest.mark.parametrize("filed", [False, True], ids=["plain", "filed"])
def test_the_seed_memo_reads_as_agreed(desk: Any, filed: bool, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"guideline-{'filed' if filed else 'plain'}.txt"
    text = "\n".join(desk.lines(desk.docx(desk.document(), filed=filed))) + "\n"
    if request.config.getoption("--update-golden", default=False):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_the_filed_memo_has_the_seed_s_words_in_the_seed_s_order(desk: Any) -> None:
    text = "".join(shown(desk, desk.document(), filed=True))
    at = 0
    for words in SEED:
        at = text.index(words, at) + len(words)
    for stray in ("อัทธ", "2564..... ผอ.สสว."):
        assert stray not in text


def test_a_plain_memo_tells_nothing_of_its_record(desk: Any) -> None:
    text = "\n".join(shown(desk, desk.document()))
    for fact in ("เลขที่รับ", "1421", "Pink", "29 พ.ย."):
        assert fact not in text
    assert "........ / ........ / ........" in text


def test_an_order_stands_on_the_lines_for_it(desk: Any) -> None:
    decided = {"date": "29 พ.ย. 2564", "result": "เห็นชอบและสั่งการ", "order": "แจ้งทุกหน่วยงานภายใน 7 วัน"}
    changes = {"record": {"decided": decided}}
    lines = shown(desk, desk.document(changes), filed=True)
    at = lines.index("เห็นชอบและสั่งการ\t")
    assert lines[at + 1] == "แจ้งทุกหน่วยงานภายใน 7 วัน\t"
    central = shown(desk, desk.document(changes, profile="central"), filed=True)
    assert any(re.fullmatch(r"\(  /  \) เห็นชอบ +\(     \) ไม่เห็นชอบ", line) for line in central)
    assert "แจ้งทุกหน่วยงานภายใน ๗ วัน\t" in central


@pytest.mark.parametrize(
    ("request_", "choices"),
    [
        ("เพื่อทราบ", ["ทราบ", "ทราบและสั่งการ"]),
        ("เพื่อพิจารณา", ["เห็นชอบ", "ไม่เห็นชอบ", "อื่น ๆ"]),
        ("เห็นชอบ", ["เห็นชอบ", "ไม่เห็นชอบ"]),
        ("อนุมัติ", ["อนุมัติ", "ไม่อนุมัติ"]),
        ("ลงนาม", ["ลงนามแล้ว", "ส่งคืนแก้ไข"]),
    ],
)
def test_printed_choices_fit_the_request(desk: Any, request_: str, choices: list[str]) -> None:
    lines = shown(desk, desk.document({"request": request_}, profile="central"))
    line = next(line for line in lines if line.startswith("(  "))
    assert re.split(r"\(\s+\) ", line)[1:] == [
        *(f"{each}     " + "     " for each in choices[:-1]),
        choices[-1],
    ]
    own = shown(desk, desk.document({"request": request_}))
    assert not any(line.startswith("(  ") for line in own)


@pytest.mark.parametrize(
    ("subject", "first"),
    [("ขออนุมัติจัดซื้อครุภัณฑ์", "อนุมัติ"), ("แจ้งผลการขออนุมัติแผน", "เห็นชอบ"), ("ขอความเห็นชอบแผน", "เห็นชอบ")],
)
def test_printed_choices_fit_the_subject(desk: Any, subject: str, first: str) -> None:
    lines = shown(desk, desk.document({"subject": subject, "request": None}, profile="central"))
    assert next(line for line in lines if line.startswith("(  ")).startswith(f"(     ) {first} ")


@pytest.mark.parametrize(
    ("request_", "result", "ticked", "written"),
    [
        ("อนุมัติ", "อนุมัติ", "อนุมัติ", ""),
        ("อนุมัติ", "ไม่อนุมัติ", "ไม่อนุมัติ", ""),
        ("อนุมัติ", "อนุมัติและสั่งการ", "อนุมัติ", ""),
        ("อนุมัติ", "เห็นชอบ", "", "เห็นชอบ"),
        ("เพื่อทราบ", "ทราบ", "ทราบ", ""),
        ("เพื่อทราบ", "ทราบและสั่งการ", "ทราบและสั่งการ", ""),
        ("เพื่อพิจารณา", "ไม่เห็นชอบ", "ไม่เห็นชอบ", ""),
        ("ลงนาม", "ลงนามแล้ว", "ลงนามแล้ว", ""),
        ("ลงนาม", "ส่งคืนแก้ไข", "ส่งคืนแก้ไข", ""),
        ("เห็นชอบ", "ยกเลิก", "", "ยกเลิก"),
    ],
)
def test_what_was_decided_is_ticked_or_written(
    desk: Any, request_: str, result: str, ticked: str, written: str
) -> None:
    decided = {"date": "29 พ.ย. 2564", "result": result}
    decided |= {"order": "ให้เร่งรัด"} if result.endswith("สั่งการ") else {}
    changes = {"request": request_, "record": {"decided": decided}}
    lines = shown(desk, desk.document(changes, profile="central"), filed=True)
    at = next(at for at, line in enumerate(lines) if line.startswith("(  "))
    assert re.findall(r"\(  /  \) (\S+)", lines[at]) == ([ticked] if ticked else [])
    assert lines[at + 1].rstrip("\t") == (written or decided.get("order", ""))


@pytest.mark.parametrize(
    ("acting", "osmep", "central"),
    [
        (
            "รักษาราชการแทนผู้อำนวยการ",
            "รองผู้อำนวยการ⏎รักษาราชการแทนผู้อำนวยการ",
            "รองผู้อำนวยการ รักษาราชการแทน⏎ผู้อำนวยการ",
        ),
        (
            "รักษาการในตำแหน่งผู้อำนวยการ",
            "รองผู้อำนวยการ⏎รักษาการในตำแหน่งผู้อำนวยการ",
            "รองผู้อำนวยการ รักษาการในตำแหน่ง⏎ผู้อำนวยการ",
        ),
        (
            "รักษาการแทนผู้อำนวยการ",
            "รองผู้อำนวยการ⏎รักษาการแทนผู้อำนวยการ",
            "รองผู้อำนวยการ รักษาการแทน⏎ผู้อำนวยการ",
        ),
        (
            "ปฏิบัติราชการแทนผู้อำนวยการ",
            "รองผู้อำนวยการ⏎ปฏิบัติราชการแทนผู้อำนวยการ",
            "รองผู้อำนวยการ ปฏิบัติราชการแทน⏎ผู้อำนวยการ",
        ),
        (
            "ปฏิบัติการแทนผู้อำนวยการ",
            "รองผู้อำนวยการ⏎ปฏิบัติการแทนผู้อำนวยการ",
            "รองผู้อำนวยการ ปฏิบัติการแทน⏎ผู้อำนวยการ",
        ),
        (
            "ปฏิบัติหน้าที่แทนผู้อำนวยการ",
            "รองผู้อำนวยการ⏎ปฏิบัติหน้าที่แทนผู้อำนวยการ",
            "รองผู้อำนวยการ ปฏิบัติหน้าที่แทน⏎ผู้อำนวยการ",
        ),
        ("ทำการแทนผู้อำนวยการ", "รองผู้อำนวยการ⏎ทำการแทนผู้อำนวยการ", "รองผู้อำนวยการ ทำการแทน⏎ผู้อำนวยการ"),
        ("รับคำสั่งผู้อำนวยการ", "รองผู้อำนวยการ⏎รับคำสั่งผู้อำนวยการ", "รองผู้อำนวยการ รับคำสั่ง⏎ผู้อำนวยการ"),
        (
            {"phrase": "ตามที่ได้รับมอบหมายจาก", "for": "ผู้อำนวยการ"},
            "รองผู้อำนวยการ⏎ตามที่ได้รับมอบหมายจากผู้อำนวยการ",
            "รองผู้อำนวยการ ตามที่ได้รับมอบหมายจาก⏎ผู้อำนวยการ",
        ),
    ],
)
def test_both_posts_stand_under_an_acting_signature(desk: Any, acting: Any, osmep: str, central: str) -> None:
    signer = [{"person": "deputy", "acting": acting}]
    assert signature(desk, signer=signer) == f"(นางสาวสมใจ ใจดี)⏎{osmep}"
    assert signature(desk, signer=signer, profile="central") == f"(นางสาวสมใจ ใจดี)⏎{central}"


def test_the_own_post_alone_without_acting(desk: Any) -> None:
    assert signature(desk, signer="head") == "(ดร.มานะ อดทน)⏎หัวหน้าส่วน"


def test_an_approver_who_acts_for_another_shows_both_posts(desk: Any) -> None:
    acting = [{**PEOPLE[0], "acting": "รักษาการแทนผู้อำนวยการ"}]
    lines = shown(desk, desk.document({"approver": "deputy"}, people=acting))
    assert "(นางสาวสมใจ ใจดี)⏎รองผู้อำนวยการ⏎รักษาการแทนผู้อำนวยการ⏎........ / ........ / ........" in lines


def test_a_subject_keeps_the_lines_that_were_typed(desk: Any) -> None:
    document = desk.document({"subject": "ขอความเห็นชอบแนวทาง\nของคณะอนุกรรมการ"})
    assert "เรื่อง\tขอความเห็นชอบแนวทาง⏎ของคณะอนุกรรมการ\t" in shown(desk, document)
    assert present(document, draft=False, filed=False).title == "ขอความเห็นชอบแนวทาง ของคณะอนุกรรมการ"


def test_a_long_acting_line_breaks_between_post_and_phrase(desk: Any) -> None:
    assert signature(desk, profile="central") == (
        "(นางพิมลภา สุวานิช)⏎ผู้อำนวยการฝ่ายติดตามและประเมินผล⏎รักษาการแทนในตำแหน่ง⏎ผู้ช่วยผู้อำนวยการสำนักงาน"
    )


def test_several_sign_beside_each_other(desk: Any) -> None:
    changes = {"signer": ["pimonlapha", "deputy", "head"], "approver": None}
    lines = shown(desk, desk.document(changes, people=PEOPLE))
    rows = [line for line in lines if line.startswith("| (")]
    (row,) = rows  # which no page divides
    left, right = row.strip("| ").split(" | ")
    assert "พิมลภา" in left and "สมใจ" in right
    assert left.replace("\u00a0", " ").endswith("⏎(ดร.มานะ อดทน)⏎หัวหน้าส่วน")
    assert right.endswith("⏎รองผู้อำนวยการ⏎⏎"), "as many lines as beside it"


@pytest.mark.parametrize(
    ("number", "date", "printed"),
    [
        ("1389/2564", "23/11/2564", "ที่  ฝตป. 1389 / 2564\tวันที่\t23 พฤศจิกายน 2564\t"),
        ("/2564", "พฤศจิกายน 2564", "ที่  ฝตป.          / 2564\tวันที่\t        พฤศจิกายน 2564\t"),
        (None, "พ.ย. 2564", "ที่  ฝตป.          / 2564\tวันที่\t        พฤศจิกายน 2564\t"),
        (None, None, "ที่  ฝตป.\tวันที่\t\t"),
        ("ว 12/2565", "5 มกราคม 2565", "ที่  ฝตป. ว 12 / 2565\tวันที่\t5 มกราคม 2565\t"),
    ],
)
def test_blanks_leave_room_for_the_pen(desk: Any, number: str | None, date: str | None, printed: str) -> None:
    assert printed in shown(desk, desk.document({"number": number, "date": date}))


def test_central_words_and_digits(desk: Any) -> None:
    lines = shown(desk, desk.document(profile="central"))
    assert "ส่วนราชการ  สำนักงานส่งเสริมวิสาหกิจขนาดกลางและขนาดย่อม ฝ่ายติดตามและประเมินผล  โทร. ๓๑๕๘\t" in lines
    assert "ที่  ฝตป./๑๓๘๙\tวันที่\t๒๓ พฤศจิกายน ๒๕๖๔\t" in lines
    assert lines[lines.index("เรียน\tผอ.สสว.") + 1] == "ผ่าน\tทป. (อ)"
    body = next(line for line in lines if line.startswith("ตามที่"))
    assert "ครั้งที่ ๙/๒๕๖๔ เมื่อวันที่ ๑๗ กันยายน ๒๕๖๔" in body
    assert not re.search("[0-9]", "".join(line for line in lines if line[:1] not in ("-", "[")))


def test_several_addressees_and_via_persons(desk: Any) -> None:
    changes = {"to": ["ผอ.สสว.", "รอง ผอ.สสว."], "via": ["ทป. (อ)", "ผช.ผอ."], "copies": ["ฝกบ.", "ฝยผ."]}
    lines = shown(desk, desk.document(changes))
    assert lines[lines.index("เรียน\tผอ.สสว.⏎รอง ผอ.สสว.") + 1] == "ผ่าน\tทป. (อ)⏎ผช.ผอ."
    assert "สำเนาเรียน\tฝกบ.⏎ฝยผ." in lines
    central = shown(desk, desk.document(changes, profile="central"))
    assert central[central.index("เรียน\tผอ.สสว.⏎รอง ผอ.สสว.") + 1] == "ผ่าน\tทป. (อ)⏎ผช.ผอ."
    assert "เรียน\tผอ.สสว. ผ่าน ทป. (อ) ผ่าน ผช.ผอ." in shown(desk, desk.document({**changes, "to": "ผอ.สสว."}))


def test_a_persons_id_prints_as_the_post(desk: Any) -> None:
    lines = shown(desk, desk.document({"to": ["wirapong", "ประธานอนุกรรมการ"], "via": ["pimonlapha"]}))
    assert "เรียน\tผอ.สสว.⏎ประธานอนุกรรมการ" in lines
    assert "ผ่าน\tผู้อำนวยการฝ่ายติดตามและประเมินผล" in lines


LISTS = {
    "body": [
        {"heading": "ข้อเท็จจริง"},
        {
            "list": [
                "หนึ่ง",
                {"text": "สอง", "list": [{"text": "ย่อย", "list": [{"text": "ลึก", "list": ["สุด", "ปลาย"]}]}]},
                "สาม",
            ]
        },
        {"list": ["ใหม่"]},
        {
            "table": {
                "columns": ["รายการ", "บาท"],
                "align": ["ซ้าย", "ขวา"],
                "widths": ["3", "1"],
                "rows": [["ค่าจ้าง [[q]]", "10.00"], ["รวม", "10.00"]],
                "total": "แถวสุดท้าย",
            }
        },
        "จึงเรียนมาเพื่อทราบ",
    ]
}


@pytest.mark.parametrize(
    ("profile", "numbers"),
    [
        ("osmep", ["(1)", "(2)", "(2.1)", "-", "•", "•", "(3)", "(1)"]),
        ("central", ["๑.", "๒.", "๒.๑", "๒.๑.๑", "(๑)", "(๒)", "๓.", "๑."]),
    ],
)
def test_lists_are_numbered_to_four_levels(desk: Any, profile: str, numbers: list[str]) -> None:
    lines = shown(desk, desk.document(LISTS, profile=profile, quantities={"q": "5"}))
    first = lines.index("ข้อเท็จจริง") + 1
    assert [line.partition("\t")[0] for line in lines[first : first + 8]] == numbers


def test_a_table_keeps_its_widths_and_alignment(desk: Any) -> None:
    parts = read_parts(desk.docx(desk.document(LISTS, quantities={"q": "5 รายการ"})))
    (table,) = etree.fromstring(parts["word/document.xml"]).iter(f"{W}tbl")
    rows = list(table.iter(f"{W}tr"))
    assert [[span.get(f"{W}val") for span in row.iter(f"{W}gridSpan")] for row in rows] == [["45", "15"]] * 3
    assert len(list(table.iter(f"{W}gridCol"))) == 60
    styles = [[style.get(f"{W}val") for style in row.iter(f"{W}pStyle")] for row in rows]
    assert styles == [["TableHead", "TableHead"], ["TableText", "TableNumber"], ["TableText", "TableNumber"]]
    assert "".join(rows[1].itertext()) == "ค่าจ้าง 5 รายการ10.00"
    assert all(
        run.find(f"{W}rPr/{W}b") is not None for run in rows[2].iter(f"{W}r") if "".join(run.itertext())
    )


def test_citations_are_put_in_with_their_origin_and_nothing_is_added(desk: Any) -> None:
    text = "ขออนุมัติเงิน [[บาท 150,000.00]] ในปี 2565"
    words = "150,000.00 บาท (หนึ่งแสนห้าหมื่นบาทถ้วน)"
    document = desk.document({"body": [text]}, quantities={"บาท 150,000.00": words})
    assert f"ขออนุมัติเงิน {words} ในปี 2565" in shown(desk, document)
    (block,) = present(document, draft=False, filed=False).context["body"]
    assert block["kind"] == "closing"
    assert isinstance(block["text"], Shown)
    assert block["text"].origin[0].file == document.name


def test_only_a_draft_has_the_watermark_and_every_page_has_it(desk: Any) -> None:
    draft, clean = (read_parts(desk.docx(desk.document(), draft=draft)) for draft in (True, False))
    marked = {
        name
        for name, data in draft.items()
        if b'string="\xe0\xb8\xa3\xe0\xb9\x88\xe0\xb8\xb2\xe0\xb8\x87"' in data
    }
    headers = {name for name in draft if name.startswith("word/header")}
    assert marked == headers
    assert len(headers) == 2
    assert not any(b"textpath" in data for data in clean.values())


def test_page_numbers_are_fields_from_the_second_page(desk: Any) -> None:
    for profile, field in (("osmep", " PAGE "), ("central", r" PAGE \* ThaiArabic ")):
        parts = read_parts(desk.docx(desk.document(profile=profile)))
        assert b"<w:titlePg/>" in parts["word/document.xml"]
        texts = [etree.fromstring(parts[name]) for name in parts if name.startswith("word/header")]
        fields = [node.text for text in texts for node in text.iter(f"{W}instrText")]
        assert fields == [field]


@pytest.mark.parametrize(
    ("size", "box"), [((400, 400), (1.5, 1.5)), ((1200, 300), (2.4, 0.6)), ((30, 90), (0.5, 1.5))]
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_emblem_is_fitted_undistorted(
    desk: Any, size: tuple[int, int], box: tuple[float, float], kind: str
) -> None:
    data = io.BytesIO()
    Image.new("RGB", size, "#204080").save(data, kind)
    parts = read_parts(desk.docx(desk.document(emblem=data.getvalue())))
    (extent,) = etree.fromstring(parts["word/document.xml"]).iter(f"{WP}extent")
    assert (int(extent.get("cx", "")) / 360000, int(extent.get("cy", "")) / 360000) == pytest.approx(
        box, abs=0.001
    )


def test_a_seal_stands_in_for_what_is_no_picture(desk: Any) -> None:
    for emblem in (None, b"no picture"):
        assert shown(desk, desk.document(emblem=emblem))[0] == "[ที่สำหรับตราหน่วยงาน]"


def test_the_profiles_measure_everything_with_its_source(desk: Any) -> None:
    for name in ("osmep", "central"):
        profile = desk.document(profile=name).profile
        told = {str(each.name): each for each in profile.measures}
        assert all(each.source for each in told.values())
        fields = set(MemoMeasures.__dataclass_fields__)
        own = fields - set(MemoMeasures.__mro__[1].__dataclass_fields__) - {"levels"}
        assert own <= set(told)
        assert set(told) <= fields
    assert measures(desk.document().profile) == MemoMeasures()


def test_the_shipped_template_is_fresh(desk: Any) -> None:
    made = template(measures(desk.document().profile))
    assert made == (ROOT / "templates/memo/template.docx").read_bytes()


@pytest.mark.parametrize("profile", ["osmep", "central"])
@pytest.mark.parametrize("draft", [False, True])
def test_a_memo_is_valid_and_the_same_every_time(
    desk: Any, profile: str, draft: bool, tmp_path: Path
) -> None:
    changes = {
        **LISTS,
        "urgency": "ด่วน",
        "secrecy": "ลับ",
        "signer": ["pimonlapha", "head"],
        "copies": ["ฝกบ."],
    }
    document = desk.document(changes, profile=profile, people=PEOPLE, quantities={"q": "5"})
    made = desk.docx(document, draft=draft, filed=True)
    assert made == desk.docx(document, draft=draft, filed=True)
    path = tmp_path / "memo.docx"
    path.write_bytes(made)
    assert list(OpenXmlValidator().validate(path).errors) == []


def test_the_file_is_named_after_the_memo(desk: Any) -> None:
    presented = present(desk.document(), draft=False, filed=False)
    assert presented.file_stem == "2564-11-23-guideline"
    assert presented.title.startswith("ขอความเห็นชอบเผยแพร่แนวทาง")
    assert presented.author == "สำนักงานส่งเสริมวิสาหกิจขนาดกลางและขนาดย่อม"


def test_room_is_left_for_a_signer_who_is_not_named(desk: Any) -> None:
    for profile in ("osmep", "central"):
        assert signature(desk, signer=None, profile=profile) == f"({'.' * 40})⏎{'.' * 44}"


def test_a_cell_may_be_empty(desk: Any) -> None:
    table = {"columns": ["ลำดับ", "รายการ"], "rows": [["", "ค่าจ้าง"], ["2", None]]}
    lines = shown(desk, desk.document({"body": [{"table": table}, "จึงเรียนมาเพื่อทราบ"]}))
    assert "|  | ค่าจ้าง |" in lines
    assert "| 2 |  |" in lines
