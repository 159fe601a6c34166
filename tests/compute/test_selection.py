"""The criteria for choosing projects: truth table, limits to the satang, what is not known, rules as data."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from reportgen.compute.selection import check_selection, combine, select
from reportgen.model.document import Document, PastYear
from reportgen.model.selection import Candidate, Verdict

Make = Callable[..., Document]

HEAD = "strategies: [{id: s, name: ก}]\n"


def project(
    id_: str, act: str = "1,000.00", *, facts: str = "", chosen: bool = False, name: str = "โครงการ"
) -> str:
    return (
        f"  - id: {id_}\n    name: {name} {id_}\n    strategy: s\n    owner: u\n"
        + ("    in_depth: เหตุผล\n" if chosen else "")
        + (f"    facts: {{{facts}}}\n" if facts else "")
        + f"    budgets: [{{group: ภารกิจ, fund: งบประมาณ, act: '{act}'}}]\n"
    )


def plan(*projects: str, criteria: str, more: str = "") -> str:
    return HEAD + "projects:\n" + "".join(projects) + "criteria:\n" + criteria + more


def criterion(*tests: str, rule: str = "ข้อใดข้อหนึ่ง") -> str:
    return f"  - text: เกณฑ์\n    test: {{{', '.join([*tests, f'rule: {rule}'])}}}\n"


def only(make: Make, text: str, past: PastYear | None = None) -> Candidate:
    (candidate,) = select(make(text).plan, past).candidates
    return candidate


@pytest.mark.parametrize(
    ("act", "verdict"),
    [("9,999,999.99", False), ("10,000,000.00", False), ("10,000,000.01", True)],
)
def test_what_lies_on_the_limit_is_not_over_it(make: Make, act: str, verdict: bool) -> None:
    found = only(make, plan(project("p", act), criteria=criterion("budget_over: '10,000,000.00'")))
    assert (found.passes, found.answers[0].verdict) == (verdict, verdict)


def test_a_budget_is_of_all_funds(make: Make) -> None:
    text = project("p", "6,000,000.00").replace(
        "]\n", ", {group: ภารกิจ, fund: กองทุน, act: '4,000,000.01'}]\n"
    )
    found = only(make, plan(text, criteria=criterion("budget_over: '10,000,000.00'")))
    assert found.passes is True
    assert len(found.answers[0].evidence[0].origin) == 2


FACTS = [
    ("smes_over: '3,000'", "smes: '3,001'", True),
    ("smes_over: '3,000'", "smes: '3,000'", False),
    ("smes_over: '3,000'", "", None),
    ("value_over: '50,000,000.00'", "value: '50,000,000.01'", True),
    ("value_over: '50,000,000.00'", "value: '50,000,000.00'", False),
    ("value_over: '50,000,000.00'", "value: '49,999,999.99'", False),
    ("international: ใช่", "international: ใช่", True),
    ("international: ใช่", "international: ไม่ใช่", False),
    ("international: ไม่ใช่", "international: ไม่ใช่", True),
    ("international: ใช่", "", None),
    ("direct: ใช่", "direct: ใช่", True),
    ("direct: ใช่", "new: ใช่", None),
    ("new: ใช่", "new: ใช่", True),
    ("new: ใช่", "new: ไม่ใช่", False),
]


@pytest.mark.parametrize(("test", "facts", "verdict"), FACTS)
def test_a_fact(make: Make, test: str, facts: str, verdict: Verdict) -> None:
    found = only(make, plan(project("p", facts=facts), criteria=criterion(test)))
    (evidence,) = found.answers[0].evidence
    assert (evidence.verdict, found.passes) == (verdict, verdict)
    assert all(place.file == "plan.yaml" and place.line for place in evidence.origin)


ANY = {
    (True, True): True, (True, False): True, (True, None): True,
    (False, False): False, (False, None): None, (None, None): None,
}  # fmt: skip
EVERY = {
    (True, True): True, (True, False): False, (True, None): None,
    (False, False): False, (False, None): False, (None, None): None,
}  # fmt: skip


@pytest.mark.parametrize(("left", "right"), list(product((True, False, None), repeat=2)))
def test_truth_table(left: Verdict, right: Verdict) -> None:
    pair = (left, right) if (left, right) in ANY else (right, left)
    assert combine((left, right), every=False) is ANY[pair]
    assert combine((left, right), every=True) is EVERY[pair]


def test_the_rule_is_data(make: Make) -> None:
    criteria = criterion("direct: ใช่") + criterion("new: ใช่")
    choosing = "choosing: {{rule: {}, source: มติ}}\n"
    for facts, some, every in (
        ("direct: ใช่, new: ไม่ใช่", True, False),
        ("direct: ใช่", True, None),
        ("direct: ไม่ใช่", None, False),
    ):
        text = plan(project("p", facts=facts), criteria=criteria)
        assert only(make, text).passes is some
        assert only(make, text + choosing.format("ข้อใดข้อหนึ่ง")).passes is some
        assert only(make, text + choosing.format("ทุกข้อ")).passes is every


def test_a_criterion_of_several_tests_has_a_rule_of_its_own(make: Make) -> None:
    facts = "direct: ใช่, new: ไม่ใช่"
    for rule, verdict in (("ข้อใดข้อหนึ่ง", True), ("ทุกข้อ", False)):
        criteria = criterion("direct: ใช่", "new: ใช่", rule=rule)
        assert only(make, plan(project("p", facts=facts), criteria=criteria)).passes is verdict


def test_a_criterion_as_text_is_for_people_to_judge(make: Make) -> None:
    found = only(make, plan(project("p"), criteria="  - เป็นโครงการสำคัญ\n"))
    assert (found.passes, found.answers[0].evidence, found.answers[0].criterion.text) == (
        None, (), "เป็นโครงการสำคัญ",
    )  # fmt: skip


RECALLED = "chosen: [{year: 2563, projects: [a]}, {year: 2562, projects: [โครงการ b]}]\n"


@pytest.mark.parametrize(
    ("id_", "recalled", "has_past", "verdict"),
    [
        ("a", RECALLED, True, False),  # by id, in 2563
        ("b", RECALLED, True, False),  # by name, in 2562
        ("c", RECALLED, True, False),  # by the plan of 2564
        ("d", RECALLED, True, True),
        ("d", RECALLED, False, None),  # of 2564 nothing is known
        ("a", RECALLED, False, False),  # but one year is enough to say no
        ("d", "", True, None),
    ],
)
def test_years_before(make: Make, id_: str, recalled: str, has_past: bool, verdict: Verdict) -> None:
    old = make(plan(project("c", chosen=True), project("d"), criteria="  - ก\n")).plan
    old = old.model_copy(update={"fiscal_year": 2564})
    past = PastYear(old, {}) if has_past else None
    text = plan(project(id_), criteria=criterion("not_chosen_in: [2562, 2563, 2564]"), more=recalled)
    assert only(make, text, past).passes is verdict


def test_notes_on_the_choice(make: Make) -> None:
    criteria = criterion("direct: ใช่") + criterion("new: ใช่")
    projects = (
        project("against", facts="direct: ไม่ใช่, new: ไม่ใช่", chosen=True),
        project("unknown", facts="direct: ไม่ใช่", chosen=True),
        project("strong", facts="direct: ใช่, new: ใช่"),
        project("weak", facts="direct: ใช่, new: ไม่ใช่"),
        project("well", facts="direct: ใช่, new: ใช่", chosen=True),
    )

    def notes(more: str = "") -> list[tuple[str, str]]:
        found = check_selection(select(make(plan(*projects, criteria=criteria, more=more)).plan, None))
        return [(each.code, each.args["project"]) for each in found]

    assert notes() == [("choice-unfounded", "against"), ("choice-passed-over", "strong")]
    strong = "choosing: {rule: ข้อใดข้อหนึ่ง, strong: 1, source: มติ}\n"
    assert notes(strong) == [*notes(), ("choice-passed-over", "weak")]


def test_a_choice_that_fails_a_rule_of_all_in_part_is_noted(make: Make) -> None:
    facts = {
        "none": "direct: ไม่ใช่, new: ไม่ใช่, smes: 1",
        "some": "direct: ใช่, new: ไม่ใช่, smes: 1",
        "all": "direct: ใช่, new: ใช่, smes: 2",
        "unknown": "direct: ใช่, new: ใช่",
        "unknown-and-not": "direct: ไม่ใช่, new: ใช่",
    }
    criteria = "".join(map(criterion, ("direct: ใช่", "new: ใช่", "smes_over: 1"))) + "  - พิจารณาเอง\n"
    projects = [project(id_, facts=told, chosen=True) for id_, told in facts.items()]
    for rule, told in {
        "ทุกข้อ": [("choice-in-part", "some", "(2) (3)"), ("choice-in-part", "unknown-and-not", "(1)")],
        "ข้อใดข้อหนึ่ง": [],
    }.items():
        text = plan(*projects, criteria=criteria, more=f"choosing: {{rule: {rule}, source: มติ}}\n")
        found = [
            (each.code, each.args["project"], each.args.get("unmet"))
            for each in check_selection(select(make(text).plan, None))
        ]
        assert found == [("choice-unfounded", "none", None), *told]
