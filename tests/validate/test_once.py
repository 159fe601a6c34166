"""What papers of one process share is loaded and typed once, and told anew wherever it changed."""

from __future__ import annotations

import copy

from reportgen.model.memo import Memo
from reportgen.model.workspace import Workspace
from reportgen.pipeline.shipped import SHIPPED
from reportgen.sources import MemoSources, gather_memo
from reportgen.validate.memo import validate_memo
from reportgen.validate.shape import typed, typed_once

AGENCY = "fiscal_year: 2565\nnonsense: 1\n"
MEMO = "unit: ฝตป.\nsubject: ขอความเห็นชอบ\nto: ผอ.สสว.\nbody: [ก]\n"


def gathered(agency: str, memo: str = MEMO) -> MemoSources:
    return gather_memo({"reportgen.yaml": agency.encode(), "m.yaml": memo.encode()}.get, SHIPPED, "m.yaml")


def test_the_same_bytes_are_the_same_source_and_profile() -> None:
    one, two = gathered(AGENCY), gathered(AGENCY, MEMO + "via: ทป.\n")
    assert one.workspace is two.workspace
    assert one.profile is two.profile
    assert one.memo is not two.memo


def test_faults_are_told_to_every_paper_and_at_the_place_of_its_own_bytes() -> None:
    for _ in range(2):
        source = gathered(AGENCY).workspace
        assert source is not None
        value, said = typed_once(Workspace, source)
        assert value is None
        assert said == typed(Workspace, source)[1]
        said.clear()  # who asked may do with the list as it likes
    moved = gathered("# one line more\n" + AGENCY).workspace
    assert moved is not None
    lines = {each.spans[0].line for each in typed_once(Workspace, moved)[1] if "nonsense" in str(each.args)}
    assert lines == {3}


def test_a_change_of_the_workspace_changes_the_profile() -> None:
    override = "override: {memo: {margins: 1}}\n"
    assert gathered(AGENCY).profile is not gathered(AGENCY + override).profile


def test_checking_changes_no_shared_tree() -> None:
    sources = gathered(AGENCY, "body: 3\n")
    assert sources.workspace is not None
    assert sources.profile is not None
    assert sources.memo is not None
    trees = copy.deepcopy([sources.workspace.tree, sources.profile.tree, sources.memo.tree])
    validate_memo(sources.workspace, sources.profile, sources.memo, lambda _: None)
    assert trees == [sources.workspace.tree, sources.profile.tree, sources.memo.tree]


def test_one_source_may_be_typed_as_several_models() -> None:
    source = gathered(AGENCY).workspace
    assert source is not None
    assert typed_once(Memo, source)[1] != typed_once(Workspace, source)[1]
