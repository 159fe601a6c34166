"""A workspace's own values in place of its profile's: what merges, what replaces, where faults are told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from reportgen import resources
from reportgen.diagnostics import Diagnostic
from reportgen.model.profile import Profile
from reportgen.sources import Shipped, gather_agency
from reportgen.validate.shape import typed

BASE = Path(__file__).parents[1] / "bad/base/reportgen.yaml"
LEVEL = "    - {{number: '-', at: 1, text: {}}}\n"
SHIPPED = Shipped(resources.profiles(), resources.profile)


def profile(override: str) -> tuple[Profile | None, list[Diagnostic]]:
    """The profile with `override`, whose first line is line 1 of its own file."""
    text = "".join(f"  {line}\n" for line in override.splitlines())
    data = f"override:\n{text}{BASE.read_text('utf-8')}".encode()
    gathered = gather_agency({"reportgen.yaml": data}.get, SHIPPED)
    assert gathered.profile is not None
    value, found = typed(Profile, gathered.profile)
    return value, [*gathered.diagnostics, *found]


def overridden(override: str) -> Profile:
    value, found = profile(override)
    assert [each.code for each in found if each.is_error] == []
    assert value is not None
    return value


def measures(of: Profile) -> dict[str, tuple[Decimal | None, str | None, str]]:
    return {
        each.name: (each.value.value if each.value else None, each.text, each.source) for each in of.measures
    }


def test_a_value_at_any_depth_and_nothing_beside_it() -> None:
    own, shipped = overridden("font: TH SarabunPSK\nmemo:\n  approval:\n    lines: ๓"), overridden("")
    assert own.font == "TH SarabunPSK"
    assert (own.memo.approval.lines.value, shipped.memo.approval.lines.value) == (3, 2)
    assert own.memo.approval.date == shipped.memo.approval.date
    assert own.quarterly == shipped.quarterly and own.circular == shipped.circular


def test_lists_are_replaced() -> None:
    own = overridden('memo:\n  signer: ["({name})"]\nquarterly:\n  sections:\n    - {id: visits, heading: ก}')
    assert own.memo.signer == ("({name})",)
    assert [section.id for section in own.quarterly.sections] == ["visits"]


def test_what_is_left_empty() -> None:
    own, shipped = overridden("memo:\n  phone_label:\n  approval:\ncircular:"), overridden("")
    assert (own.memo.phone_label, shipped.memo.phone_label) == (None, "โทรศัพท์")
    assert own.memo.approval == shipped.memo.approval, "a group with nothing in it says nothing"
    assert own.circular == shipped.circular


def test_measures_stand_by_name() -> None:
    own = measures(
        overridden(
            "measures:\n  signature_indent: ๗.5\n  justification: left\n  table_size: 13\n"
            "  body_size: {value: 15, source: คำสั่งที่ 1}"
        )
    )
    shipped = measures(overridden(""))
    assert own["signature_indent"] == (Decimal("7.5"), None, "reportgen.yaml")
    assert own["justification"] == (None, "left", "reportgen.yaml")
    assert own["table_size"] == (Decimal(13), None, "reportgen.yaml"), "which the profile leaves as it is"
    assert own["body_size"] == (Decimal(15), None, "คำสั่งที่ 1")
    assert {name for name in own if own[name] != shipped.get(name)} == {
        "signature_indent", "justification", "table_size", "body_size",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("fonts: ก", [("key-unknown", 2, 3)]),
        ("memo:\n  titles: ก", [("key-unknown", 3, 5)]),
        ("memo: ก", [("mapping-expected", 2, 3)]),
        ("memo:\n  via_place: ข้าง", [("choice-unknown", 3, 16)]),
        ("memo:\n  title:", [("value-empty", 3, 5)]),
        ("measures: [ก]", [("mapping-expected", 2, 3)]),
        ("measures:\n  lef: 3", [("key-unknown", 3, 5)]),
        ("measures:\n  left: ก", [("number-unreadable", 3, 11)]),
        ("measures:\n  left: {unit: cm}", [("key-unknown", 3, 12)]),
        ("measures:\n  left: 100.01", [("measure-unfit", 3, 11)]),
        ("measures:\n  left: -1", [("measure-unfit", 3, 11)]),
        ("measures:\n  mark_colour: แดง", [("measure-unfit", 3, 18)]),
        (f"memo:\n  levels:\n{LEVEL.format('x')}{3 * LEVEL.format(2)}", [("number-unreadable", 4, 36)]),
        (f"memo:\n  levels:\n{3 * LEVEL.format(2)}", [("list-length", 3, 5)]),
        ("quarterly:\n  sections: []", [("value-empty", 3, 5)]),
        ("memo:\n  signer: []", [("value-empty", 3, 5)]),
        ("memo:\n  approval:\n    lines: 21", [("measure-unfit", 4, 14)]),
        ("monthly:\n  behind:\n    points: -1", [("measure-unfit", 4, 15)]),
        ("circular:\n  columns: [ลำดับ, '{name}', ก, ข]", [("field-unknown", 3, 23)]),
        ("circular:\n  order: ตามที่ {approver} สั่งการ นั้น", [("field-missing", 3, 12)]),
        ("font: TH SarabunIT๙", [("font-thai-digits", 2, 9)]),
        ("font: TH Sarabun It9", [("font-thai-digits", 2, 9)]),
        ("font: TH SarabunPSK", [("font-elsewhere", 2, 9)]),
    ],
)
def test_a_fault_is_told_in_the_workspace(override: str, told: list[tuple[str, int, int]]) -> None:
    found = [(each.code, each.spans[0]) for each in profile(override)[1]]
    assert {place.file for _, place in found} == {"reportgen.yaml"}
    assert [(code, place.line, place.column) for code, place in found] == told


SIZES = [
    ("body_size", "5.9", "6"),
    ("title_line", "9", "10"),
    ("emblem_height", "0", "0.5"),
    ("page_width", "9", "15"),
    ("page_height", "56", "55"),
    ("header_distance", "0.6", "0.7"),
    ("receipt_width", "0", "5"),
]


@pytest.mark.parametrize(("name", "unfit", "fit"), SIZES)
def test_sizes_that_cannot_be_printed_with(name: str, unfit: str, fit: str) -> None:
    (told,) = profile(f"measures:\n  {name}: {unfit}")[1]
    assert (told.code, told.args["text"], told.args["key"]) == ("measure-unfit", unfit, name)
    assert profile(f"measures:\n  {name}: {fit}")[1] == []


@pytest.mark.parametrize(
    ("override", "key", "expected"),
    [  # on A4 with 3 and 2 cm at the sides and 2.5 and 2 cm above and below: 10 cm are left for the text
        ("left: 9.1", "left", "0 - 9"),
        ("left: 9\n  right: 2.1", "right", "0 - 2"),
        ("page_width: 14.9", "page_width", "15 - 55"),
        ("bottom: 17.3", "bottom", "0 - 17.2"),
        ("page_height: 14.4", "page_height", "14.5 - 55"),
        ("top: 1.9", "top", "1.95 - 100"),
        ("header_distance: 1.9", "header_distance", "0.7 - 1.8"),
        ("signature_indent: 12.1", "signature_indent", "0 - 12"),
        ("left: 5\n  date_at: 10.1", "date_at", "0 - 10"),
        ("receipt_left: 16.1", "receipt_left", "0 - 16"),
        ("emblem_width: 3\n  emblem_left: 18.1", "emblem_left", "0 - 18"),
    ],
)
def test_a_page_without_room(override: str, key: str, expected: str) -> None:
    (told,) = profile(f"measures:\n  {override}")[1]
    assert (told.code, told.args["key"], told.args["expected"]) == ("measure-unfit", key, expected)
    assert told.spans[0].file == "reportgen.yaml"


@pytest.mark.parametrize("name", SHIPPED.profiles)
def test_the_shipped_profiles_fit(name: str) -> None:
    """Each value of a profile, written as a workspace's own."""
    shipped = yaml.safe_load(resources.profile(name))
    measured = {each["name"]: each.get("value", each.get("text")) for each in shipped.pop("measures")}
    own = yaml.safe_dump({"override": {**shipped, "measures": measured}}, allow_unicode=True)
    data = f"profile: {name}\n{own}".encode()
    assert gather_agency({"reportgen.yaml": data}.get, SHIPPED).diagnostics == ()
