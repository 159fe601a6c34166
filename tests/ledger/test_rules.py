"""What may be done to a number, and what is refused; nothing is written where anything is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from string import Formatter

import pytest

from reportgen import ledger
from reportgen.errors import Stop
from reportgen.ledger import Decision, Number, Registration, Result, Series, codes


def told(recorded) -> list[str]:
    """The codes of what was said; every field of their messages must be given."""
    for said in recorded.diagnostics:
        needed = {name for _, name, _, _ in Formatter().parse(said.rule.message + said.rule.hint) if name}
        assert needed <= set(said.args), said
    assert recorded.is_done is (not recorded.diagnostics)
    return [said.code for said in recorded.diagnostics]


def refused(desk, act) -> list[str]:
    before = desk.files()
    codes_told = told(act())
    assert desk.files() == before
    return codes_told


ON_PAPER = """\
{
  "at": "2021-11-23T14:05:00+07:00",
  "content_sha256": "CONTENT",
  "date": "2021-11-23",
  "docx_sha256": null,
  "event": "registered",
  "kind": "memo",
  "number": 1389,
  "paper": "memos/2564-11-23-guideline.yaml",
  "quantities": {
    "2565-q1:total.disbursed": "12.50 ล้านบาท"
  },
  "schema": 1,
  "subject": "ขอความเห็นชอบเผยแพร่แนวทาง",
  "unit": "ฝตป.",
  "who": "pimonlapha",
  "wording_sha256": null,
  "year": 2564
}
"""


def test_an_entry_is_a_file_that_people_can_read(desk):
    recorded = desk.register(paper=desk.memo(docx_sha256=None))
    assert told(recorded) == []
    assert desk.files() == {"2564/ฝตป._/memo/1389.1.json"}
    assert desk.path().read_bytes().decode() == ON_PAPER.replace("CONTENT", "b" * 64)
    assert ledger.entry(desk.folder, desk.number()) == recorded.entry
    assert recorded.entry.registration == desk.memo(docx_sha256=None)
    assert (recorded.entry.events[0].at, recorded.entry.events[0].who) == (desk.now, "pimonlapha")


def test_a_whole_life_is_kept_and_no_file_is_written_twice(desk):
    kept = {}

    def after(act, state: str) -> None:
        assert told(act()) == []
        assert desk.state() == state
        for name, content in kept.items():
            assert (desk.folder / name).read_bytes() == content
        kept.update({name: (desk.folder / name).read_bytes() for name in desk.files()})

    after(lambda: desk.reserve(), "จองไว้")
    after(lambda: desk.register(), "ออกเลขแล้ว")
    after(lambda: desk.decide(made=desk.decision("ส่งคืนแก้ไข")), "ส่งคืนแก้ไข")
    revised = desk.memo(date=date(2022, 1, 5), content_sha256="d" * 64, quantities={})
    after(lambda: desk.register(paper=revised), "ออกเลขแล้ว")
    assert ledger.entry(desk.folder, desk.number()).decision is None
    last = desk.decision("เห็นชอบและสั่งการ", date(2022, 1, 6), order_text="ให้ทุกฝ่ายถือปฏิบัติ", scan_sha256="c" * 64)
    after(lambda: desk.decide(made=last), "เห็นชอบและสั่งการ")
    after(lambda: desk.cancel(), "ยกเลิก")
    found = ledger.entry(desk.folder, desk.number())
    assert (found.registration, found.decision) == (revised, last)
    assert found.cancellation.reason == "พิมพ์ผิด"
    assert found.reservation.reason == "รอเรื่อง"
    assert len(kept) == len(found.events) == 6


def test_a_repeat_is_refused_and_names_the_first(desk):
    desk.register()
    recorded = desk.register(paper=desk.memo("memos/another.yaml"))
    assert told(recorded) == ["number-taken"]
    (said,) = recorded.diagnostics
    assert said.args == {
        "number": "ฝตป. 1389/2564",
        "paper": "memos/2564-11-23-guideline.yaml",
        "subject": "ขอความเห็นชอบเผยแพร่แนวทาง",
    }
    assert said.spans[0].file == "2564/ฝตป._/memo/1389.1.json"
    assert recorded.entry.registration == desk.memo()  # a caller can tell its own paper, and go on
    assert refused(desk, lambda: desk.register()) == ["number-taken"]
    assert refused(desk, lambda: desk.reserve()) == ["number-taken"]


@pytest.mark.parametrize("result", ["เห็นชอบ", "ไม่เห็นชอบ", "ยกเลิก"])
def test_a_decided_number_is_never_given_again(desk, result):
    desk.register()
    desk.decide(made=desk.decision(result))
    expected = "number-cancelled" if result == "ยกเลิก" else "number-taken"
    assert refused(desk, lambda: desk.register()) == [expected]
    assert refused(desk, lambda: desk.decide()) == ["decision-already"]


def test_a_returned_number_stays_with_its_paper(desk):
    desk.register()
    desk.decide(made=desk.decision("ส่งคืนแก้ไข"))
    assert refused(desk, lambda: desk.register(paper=desk.memo("memos/another.yaml"))) == ["number-taken"]
    assert told(desk.decide()) == []  # decided again with no new version: only the paper was mended
    assert desk.state() == "เห็นชอบ"


def test_a_reserved_number_is_for_who_reserved_it(desk):
    desk.reserve(who="ภัทรา")
    recorded = desk.register()
    assert told(recorded) == ["number-reserved"]
    assert (recorded.diagnostics[0].args["who"], recorded.diagnostics[0].args["cause"]) == ("ภัทรา", "รอเรื่อง")
    assert refused(desk, lambda: desk.reserve()) == ["number-reserved"]
    assert refused(desk, lambda: desk.decide()) == ["number-unknown"]
    assert told(desk.register(reserved=True)) == []
    desk.reserve(7, who="ภัทรา")
    assert told(desk.register(7, who="ภัทรา")) == []


@pytest.mark.parametrize("before", ["nothing", "reserved", "given", "decided"])
def test_a_cancelled_number_is_void_for_ever(desk, before):
    if before == "reserved":
        desk.reserve()
    if before in ("given", "decided"):
        desk.register()
    if before == "decided":
        desk.decide()
    assert told(desk.cancel()) == []
    for act in (desk.register, desk.reserve, desk.decide, desk.cancel):
        recorded = act()
        assert told(recorded) == ["number-cancelled"]
        assert recorded.diagnostics[0].args["cause"] == "พิมพ์ผิด"


def test_decisions_that_do_not_fit(desk):
    assert refused(desk, lambda: desk.decide()) == ["number-unknown"]
    desk.register()
    early = desk.decision(day=date(2021, 11, 22))
    assert refused(desk, lambda: desk.decide(made=early)) == ["decision-before-memo"]
    for order in (None, " \n"):
        made = desk.decision("เห็นชอบและสั่งการ", order_text=order)
        assert refused(desk, lambda made=made: desk.decide(made=made)) == ["decision-order-missing"]
    both = replace(early, result=Result.AGREED_WITH_ORDER)
    assert refused(desk, lambda: desk.decide(made=both)) == ["decision-before-memo", "decision-order-missing"]
    assert told(desk.decide(made=desk.decision(day=date(2021, 11, 23)))) == []
    assert refused(desk, lambda: desk.decide(made=both)) == [
        "decision-already",
        "decision-before-memo",
        "decision-order-missing",
    ]


def test_a_scan_is_added_to_the_same_decision_once(desk):
    desk.register()
    desk.decide()
    scanned = desk.decision(scan_sha256="c" * 64)
    other = desk.decision("ไม่เห็นชอบ", scan_sha256="c" * 64)
    assert refused(desk, lambda: desk.decide(made=other)) == ["decision-already"]
    assert told(desk.decide(made=scanned)) == []
    assert ledger.entry(desk.folder, desk.number()).decision == scanned
    again = desk.decision(scan_sha256="d" * 64)
    assert refused(desk, lambda: desk.decide(made=again)) == ["decision-already"]


def test_the_paper_s_own_day_is_added_to_its_number_once(desk):
    blank = {"wording_sha256": "e" * 64, "date": None}
    desk.register(paper=desk.memo(**blank))
    day = {"wording_sha256": "e" * 64, "date": date(2021, 11, 23)}
    assert refused(desk, lambda: desk.register(paper=desk.memo("memos/b.yaml", **day))) == ["number-taken"]
    other = desk.memo(**(day | {"wording_sha256": "f" * 64}))
    assert refused(desk, lambda: desk.register(paper=other)) == ["number-taken"]
    late = desk.memo(**(day | {"date": date(2022, 1, 4)}))
    assert refused(desk, lambda: desk.register(paper=late)) == ["number-year-differs"]
    assert told(desk.register(paper=desk.memo(**day))) == []
    assert refused(desk, lambda: desk.register(paper=desk.memo(**day))) == ["number-taken"]
    found = ledger.entry(desk.folder, desk.number())
    assert (found.day, found.state.value) == (date(2021, 11, 23), "ออกเลขแล้ว")


def test_the_paper_s_own_day_is_added_to_the_same_decision_once(desk):
    desk.register(paper=desk.memo(date=None))
    desk.decide()
    late = desk.decision(paper_date=date(2021, 11, 30))
    assert refused(desk, lambda: desk.decide(made=late)) == ["decision-before-memo"]
    dated = desk.decision(paper_date=date(2021, 11, 23))
    assert told(desk.decide(made=dated)) == []
    assert ledger.entry(desk.folder, desk.number()).day == date(2021, 11, 23)
    again = desk.decision(paper_date=date(2021, 11, 24))
    for made in (again, dated, desk.decision(scan_sha256="c" * 64)):
        assert refused(desk, lambda made=made: desk.decide(made=made)) == ["decision-already"]
    assert told(desk.decide(made=replace(dated, scan_sha256="c" * 64))) == []


def test_whoever_is_not_known_is_told_and_is_nobody_else(desk):
    for act in (lambda: desk.register(1, who=" "), lambda: desk.cancel(2, who="")):
        recorded = act()
        assert recorded.is_done
        assert [said.rule for said in recorded.diagnostics] == [codes.RECORDER_UNKNOWN]
    reserved = ledger.reserve(desk.folder, desk.number(), "รอเรื่อง", who="", now=desk.now)
    assert reserved.is_done
    unknown = desk.register(who="")
    assert [said.code for said in unknown.diagnostics] == ["number-reserved"]
    assert unknown.diagnostics[0].args["who"] == "-"


def test_one_series_is_listed_with_what_is_wrong_in_it(desk):
    desk.register(1)
    desk.register(2)
    desk.path(2).write_bytes(b"\0\0")
    desk.path(1).with_name("1.1 (copy).json").write_text("{}")
    found = ledger.listing_of(desk.folder, desk.memos)
    assert [each.number.number for each in found.entries] == [1, 2]
    assert [said.code for said in found.diagnostics] == ["ledger-entry-unreadable", "ledger-file-strange"]
    assert found == ledger.entries(desk.folder)
    assert ledger.count_files(found.entries) == 2, "the YAML and the Word file of the one that is read"


@pytest.mark.parametrize("reason", ["", " \t"])
def test_a_number_is_kept_or_cancelled_for_a_reason(desk, reason):
    assert refused(desk, lambda: desk.reserve(reason=reason)) == ["reason-missing"]
    assert refused(desk, lambda: desk.cancel(reason=reason)) == ["reason-missing"]


def test_a_decision_of_the_first_reportgen_is_read(desk):
    desk.register()
    desk.decide()
    path = desk.path(event=2)
    record = json.loads(path.read_text("utf-8"))
    assert record.pop("content_sha256") is None
    path.write_text(json.dumps(record), "utf-8")
    assert ledger.entry(desk.folder, desk.number()).decision == desk.decision()


def test_a_paper_whose_day_is_blank_may_be_decided_on_any_day(desk):
    desk.register(paper=desk.memo(date=None))
    assert told(desk.decide(made=desk.decision(day=date(2021, 1, 1)))) == []


def test_series_run_by_calendar_year_not_by_fiscal_year(desk):
    # Both days are in fiscal year 2565, which runs from 1 October 2564.
    december, january = date(2021, 12, 30), date(2022, 1, 4)
    assert Series.on(december, "ฝตป.", "memo") == Series(2564, "ฝตป.", "memo")
    assert Series.on(january, "ฝตป.", "memo") == Series(2565, "ฝตป.", "memo")
    for day, number in ((december, 1), (december, 2), (january, 1)):
        series = Series.on(day, "ฝตป.", "memo")
        given = desk.memo(date=day)
        recorded = ledger.take_next(
            desk.folder, series, 1, lambda _, given=given: given, who="a", now=desk.now
        )
        assert recorded.entry.number == Number(series, number)
    circular = Series.on(january, "ฝตป.", "circular")
    assert ledger.next_number(desk.folder, circular, 1) == 1
    assert ledger.next_number(desk.folder, Series.on(january, "ฝตป", "memo"), 1) == 1


def test_a_number_of_the_fiscal_year_is_refused(desk):
    number = Number(Series(2565, "ฝตป.", "memo"), 3)
    recorded = ledger.register(desk.folder, number, desk.memo(), who="a", now=desk.now)
    assert told(recorded) == ["number-year-differs"]
    assert recorded.diagnostics[0].args == {"number": "ฝตป. 3/2565", "date": "23 พ.ย. 2564"}
    assert desk.files() == set()
    assert told(desk.take(paper=desk.memo(date=date(2022, 1, 1)))) == ["number-year-differs"]


def test_the_next_number_follows_the_order_of_time(desk):
    def following(start: int = 1) -> int:
        return ledger.next_number(desk.folder, desk.memos, start)

    assert (following(), following(500)) == (1, 500)
    desk.register(3)
    assert following() == 4, "a gap is not filled"
    desk.reserve(5)
    assert following() == 4, "a reserved number is not yet given"
    desk.register(4)
    assert following() == 6, "it is passed by when its turn comes"
    desk.register(60)
    assert following() == 61
    desk.cancel(60)
    assert following() == 6, "a number given by mistake and cancelled does not lead the series away"
    desk.cancel(4)
    desk.cancel(3)
    assert following() == 1, "as if nothing had been given"
    desk.path(8).write_bytes(b"")
    assert following() == 9, "what cannot be read counts as given"
    assert following(61) == 61
    assert following(60) == 61


def test_the_ledger_folder_must_be_there_to_write_in_it(desk):
    desk.folder.rmdir()
    assert ledger.entries(desk.folder) == ledger.Listing((), ())
    assert ledger.entry(desk.folder, desk.number()) is None
    for act in (desk.register, desk.take, desk.reserve, desk.cancel):
        with pytest.raises(Stop) as caught:
            act()
        (said,) = caught.value.diagnostics
        assert (said.rule, said.args["reason"]) == (codes.NOT_WRITABLE, "No such file or directory")
    assert not desk.folder.exists()


@pytest.mark.parametrize(
    "call",
    [
        lambda: Series(2021, "ฝตป.", "memo"),
        lambda: Series(2564, " ", "memo"),
        lambda: Series(2564, "ฝตป.", "บันทึก"),
        lambda: Number(Series(2564, "ฝตป.", "memo"), 0),
        lambda: Registration("a", "b", None, "A" * 64, "b" * 64),
        lambda: Registration("a", "b", None, None, ""),
        lambda: Decision(date(2021, 1, 1), Result.AGREED, scan_sha256="c" * 63),
    ],
)
def test_wrong_calls(call):
    with pytest.raises(ValueError):
        call()


def test_quantities_are_frozen(desk):
    shown = {"a": "1"}
    given = desk.memo(quantities=shown)
    shown["a"] = "2"
    assert given.quantities == {"a": "1"}
    with pytest.raises(TypeError):
        given.quantities["a"] = "3"


def test_every_code_has_a_bad_input_here(request):
    text = "".join(path.read_text("utf-8") for path in request.path.parent.glob("test_*.py"))
    names = [name for name, rule in vars(codes).items() if rule in codes.RULES]
    assert len(names) == len(codes.RULES)
    assert [name for name in names if name not in text and getattr(codes, name).code not in text] == []
