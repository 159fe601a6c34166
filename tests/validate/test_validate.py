"""The stage `validate` on a small workspace: what is involved beside the place at fault, what is told
together, and what only follows from another mistake and is not told. Single codes have cases in `tests/bad`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reportgen import resources
from reportgen.diagnostics import NOWHERE, Diagnostic, Rule, Severity
from reportgen.errors import Stop
from reportgen.model.scalars import PeriodId
from reportgen.sources import Shipped, gather
from reportgen.validate.document import Validated, validate

BASE = Path(__file__).parents[1] / "bad/base"
PLAN, MANIFEST = "plan.yaml", "reportgen.yaml"
SPENDING, FINDINGS, VISITS = "2565-q1/spending.yaml", "2565-q1/findings.yaml", "2565-q1/visits.yaml"
LATER, LATER_FINDINGS = "2565-q2/spending.yaml", "2565-q2/findings.yaml"

Change = tuple[str, str, str]
"""File, what stands there once, and what to write instead."""


def validated(
    *changes: Change, read: Callable[[str], bytes | None] = lambda name: b"png", more: Mapping[str, str] = {}
) -> Validated:
    texts = {path.relative_to(BASE).as_posix(): path.read_text("utf-8") for path in BASE.rglob("*.yaml")}
    texts |= more
    for file, old, new in changes:
        assert texts[file].count(old) == 1, (file, old)
        texts[file] = texts[file].replace(old, new)
    files = {name: text.encode() for name, text in texts.items()}
    shipped = Shipped(resources.profiles(), resources.profile)
    sources = gather(files.get, shipped, [PeriodId(2565, 1), PeriodId(2565, 2)]).sources
    assert sources is not None
    return validate(sources, read)


def told(*changes: Change) -> list[tuple[str, ...]]:
    """Each diagnostic's code and its places, in order."""
    found = validated(*changes).diagnostics
    return [(each.code, *(f"{span.file}:{span.line}:{span.column}" for span in each.spans)) for each in found]


def test_a_valid_workspace() -> None:
    result = validated()
    assert result.diagnostics == ()
    assert result.document is not None
    assert [str(period.id) for period in result.document.periods] == ["2565-q1", "2565-q2"]


def test_a_warning_does_not_stop_the_document() -> None:
    result = validated((LATER, "    committed: 300,000.00", "    committed: 900,000.00"))
    assert [each.severity for each in result.diagnostics] == [Severity.WARNING]
    assert result.document is not None


def test_an_error_anywhere_does() -> None:
    assert validated((SPENDING, "31 ธันวาคม 2564", "31 ธันวาคม 2565")).document is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            [
                (PLAN, "  - id: step-up", "  - id: oss"),
                (PLAN, "  - id: served\n    project: oss", "  - id: served"),
            ],
            [
                ("id-duplicate", "plan.yaml:22:9", "plan.yaml:9:9"),
                ("reference-unknown", "2565-q1/spending.yaml:14:14"),
                ("reference-unknown", "2565-q2/spending.yaml:17:14"),
            ],
        ),
        (
            [(PLAN, "fiscal_year: 2565", "fiscal_year: 2564")],
            [("year-differs", "plan.yaml:1:14", "reportgen.yaml:1:14")],
        ),
        (
            [(LATER, "    committed: 300,000.00", "    committed: 900,000.00")],
            [("overspent", "2565-q2/spending.yaml:9:16", "plan.yaml:17:14")],
        ),
        (
            [(SPENDING, "    spent: 650,000.00", "    spent: 650,000.01")],
            [("total-mismatch", f"{SPENDING}:27:12", f"{SPENDING}:9:16", f"{SPENDING}:13:13")],
        ),
        (
            [(VISITS, "    reported: 24 ธันวาคม 2564", "    reported: 10 ธันวาคม 2564")],
            [("report-before-visit", f"{VISITS}:5:15", f"{VISITS}:4:11")],
        ),
        (
            [
                (LATER, "  - project: step-up", "  - project: oss"),
                (LATER, "    group: นโยบายรัฐบาล", "    group: ภารกิจ"),
            ],
            [("line-duplicate", f"{LATER}:17:14", f"{LATER}:5:14")],
        ),
    ],
)
def test_every_place_involved_is_named(changes: list[Change], expected: list[tuple[str, ...]]) -> None:
    assert told(*changes) == expected


def test_everything_wrong_is_told_in_one_run() -> None:
    codes = [code for code, *_ in told(
        (MANIFEST, "secretariat: ฝตป.", "secretariat: ฝตบ."),
        (PLAN, "    percent: 32.00", "    percent: สามสิบ"),
        (SPENDING, "as_of: 31 ธันวาคม 2564", "as_of: 31 ธ.ค. 64"),
        (FINDINGS, "    kind: อุปสรรค", "    kinds: อุปสรรค"),
        (VISITS, "      province: เชียงใหม่", "      province:"),
        (LATER, "basis: รายเดือน", "basis: รายวัน"),
        (LATER_FINDINGS, "    due: 30 เมษายน 2565", "    due: 31 เมษายน 2565"),
    )]  # fmt: skip
    assert sorted(codes) == sorted(
        [
            "reference-unknown",
            "percent-unreadable",
            "date-two-digit-year",
            "key-unknown",
            "value-empty",
            "choice-unknown",
            "date-no-such-day",
        ]
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        # the second quarter cites a finding of the first, which cannot be read
        ((FINDINGS, "    result: 520", "    result: 52O"), "number-unreadable"),
        # updates and months would lie after or before the wrong day
        ((SPENDING, "31 ธันวาคม 2564", "31 ธันวาคม 2563"), "as-of-outside-period"),
        ((SPENDING, "31 ธันวาคม 2564", "31 มีนาคม 2565"), "as-of-outside-period"),
        # the budget would have no line, and finance's totals would not agree
        ((SPENDING, "  - project: oss", "  - project: os"), "reference-unknown"),
        # both quarters would lie outside the year
        ((MANIFEST, "fiscal_year: 2565", "fiscal_year: 2564"), "year-differs"),
        # the update after it would stand out of order
        (
            (LATER_FINDINGS, "      - date: 31 ธันวาคม 2564", "      - date: 31 ธันวาคม 2565"),
            "update-after-as-of",
        ),
        # it also stands after a later one
        (
            (LATER_FINDINGS, "      - date: 25 มีนาคม 2565", "      - date: 25 มีนาคม 2564"),
            "update-before-raised",
        ),
    ],
)
def test_what_only_follows_is_not_told(change: Change, code: str) -> None:
    assert [code for code, *_ in told(change)] == [code]


@pytest.mark.parametrize(
    ("total", "difference"),
    [
        ("disbursed: 550,000.50", None),
        ("disbursed: 550,000.49", "-0.01"),
        ("committed: 400,000.00", None),
        ("spent: 950,000.50", None),
        ("act: 2,000,000.00", None),
        ("{project: oss, after_transfer: 1000000}", None),
        ("{project: oss, after_transfer: 1200000}", "200,000.00"),
        ("{strategy: service, disbursed: 550000.50}", None),
        ("{group: นโยบายรัฐบาล, disbursed: 300000.50}", None),
        ("{group: นโยบายรัฐบาล, project: oss, disbursed: 0}", None),
        ("{fund: งบประมาณ 2565, committed: 400000}", None),
    ],
)
def test_totals_of_finance(total: str, difference: str | None) -> None:
    found = validated(
        (SPENDING, "  - disbursed: 550,000.50\n    after_transfer: 2,000,000.00", f"  - {total}")
    )
    assert [each.args["difference"] for each in found.diagnostics] == ([difference] if difference else [])


@pytest.mark.parametrize(("tolerance", "accepted"), [("0.01", False), ("4.49", False), ("4.50", True)])
def test_tolerance(tolerance: str, accepted: bool) -> None:
    changes = (
        (SPENDING, "550,000.50", "550,005.00"),
        (SPENDING, "totals:", f"tolerance: {tolerance}\ntotals:"),
    )
    assert (told(*changes) == []) is accepted


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ((SPENDING, "      ธ.ค.: 300,000.50", "      ธ.ค.: 90,000.00"), "คืนเงิน"),
        ((LATER, "      มี.ค.: 99,999.50", "      มี.ค.: -1.00"), "คืนเงิน"),
    ],
)
def test_a_fall_needs_a_reason(change: Change, reason: str) -> None:
    file, old, new = change
    explained = (file, old, f"{new}\n    reason: {reason}")
    assert "cumulative-falls" in [code for code, *_ in told(change)]
    assert "cumulative-falls" not in [code for code, *_ in told(explained)]


def test_months_are_awaited_unless_the_plan_begins_later() -> None:
    months = "    disbursed:\n      ต.ค.: 0.00\n      พ.ย.: 100,000.00\n      ธ.ค.: 200,000.50\n"
    months += "      ม.ค.: 0.00\n      ก.พ.: 150,000.00\n      มี.ค.: 99,999.50\n"
    assert told((LATER, months, "")) == [("amount-untold", f"{LATER}:17:14")]
    before = "    disbursed:\n      ต.ค.: 0.00\n      พ.ย.: 100,000.00\n      ธ.ค.: 300,000.50\n"
    totals = "totals:\n  - disbursed: 550,000.50\n    after_transfer: 2,000,000.00\n"
    totals += "  - group: ภารกิจ\n    spent: 650,000.00\n"
    blank = (SPENDING, before, ""), (SPENDING, totals, ""), (LATER, months, "")
    assert [code for code, *_ in told(*blank)] == ["amount-untold"] * 2
    later = (PLAN, "        act: 800,000.00\n", "        act: 800,000.00\n        monthly: {เม.ย.: 800000}\n")
    assert told(*blank, later) == []


PHOTO = Rule("photo-test", Severity.ERROR, "Cannot be read.", "Look.")


def refuse(error: Exception) -> Callable[[str], bytes | None]:
    def read(name: str) -> bytes | None:
        raise error

    return read


@pytest.mark.parametrize(
    ("read", "codes"),
    [
        (lambda name: b"jpeg", []),
        (lambda name: None, ["photo-missing"]),
        (refuse(PermissionError("out")), ["photo-outside"]),
        (refuse(Stop(Diagnostic(PHOTO))), ["photo-test"]),
    ],
)
def test_photographs(read: Callable[[str], bytes | None], codes: list[str]) -> None:
    assert validated(read=read).diagnostics == (), "only those of the period reported are read"
    visit = "visits:\n  - id: v2\n    project: oss\n    date: 3 มีนาคม 2565\n    place: {province: ตราด}\n"
    visit += "    photos: [{file: photos/v2.png, caption: ภาพ}]\n"
    result = validated(read=read, more={"2565-q2/visits.yaml": visit})
    assert [each.code for each in result.diagnostics] == codes
    places = {(span.file, span.line, span.column) for each in result.diagnostics for span in each.spans}
    assert places <= {("2565-q2/visits.yaml", 6, 21)}
    if not codes:
        assert result.document and result.document.photos == {"2565-q2/photos/v2.png": b"jpeg"}


def test_no_diagnostic_is_nowhere() -> None:
    changes = [
        (MANIFEST, "    - person: somjai\n      role", "    - role"),
        (PLAN, "owner: ฝพป.\n    in_depth", "owner: ก\n    in_depth"),
    ]
    assert all(NOWHERE not in each.spans for each in validated(*changes).diagnostics)
