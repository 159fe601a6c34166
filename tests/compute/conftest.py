"""Documents made of a few lines of YAML, for the tests of `compute`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias, TypeVar

import pytest

from reportgen.load.yaml_text import load
from reportgen.model.base import Input
from reportgen.model.document import Document, PeriodInputs
from reportgen.model.findings import Findings
from reportgen.model.parse import parse
from reportgen.model.plan import Plan
from reportgen.model.profile import Profile, Regions
from reportgen.model.scalars import PeriodId
from reportgen.model.source import Source, locate
from reportgen.model.spending import Spending
from reportgen.model.visits import Visits
from reportgen.model.workspace import Workspace

M = TypeVar("M", bound=Input)
Make: TypeAlias = Callable[..., Document]

WORKSPACE = """
fiscal_year: 2565
agency: {name: สำนักงาน, short: สนง.}
committee: {name: คณะอนุกรรมการ, short: คณะอนุฯ}
board: {name: คณะกรรมการ, short: คกก.}
secretariat: u
"""
PROFILE = (Path(__file__).parents[2] / "reportgen/profiles/osmep.yaml").read_text("utf-8")
REGIONS = """
source: แบ่งเอง
regions:
  - {name: ภาคเหนือ, provinces: [เชียงใหม่, ลำปาง]}
  - {name: ภาคใต้, provinces: [สงขลา]}
  - {name: ภาคตะวันออก, provinces: [ตราด]}
"""
PLAN_HEAD = """
fiscal_year: 2565
mandate: {meeting: 9/2564, resolution: เห็นชอบ}
"""
EMPTY_PLAN = "strategies: []\nprojects: []\n"
STATE = "state: {stage: ร่างเสนอคณะอนุกรรมการ}\n"
AS_OF = {1: "31 ธันวาคม 2564", 2: "31 มีนาคม 2565", 3: "30 มิถุนายน 2565", 4: "30 กันยายน 2565"}


def _read(model: type[M], text: str, file: str) -> tuple[M, Source]:
    source = load(text.encode(), file).source
    assert source is not None, text
    parsed = parse(model, locate(source))
    assert parsed.value is not None, parsed.issues
    return parsed.value, source


def _period(
    quarter: int, spending: str = "lines: []", findings: str = "", visits: str = "visits: []"
) -> PeriodInputs:
    id_ = PeriodId(2565, quarter)
    if "as_of:" not in spending:
        spending = f"as_of: {AS_OF[quarter]}\n{spending}"
    read = {
        "spending": _read(Spending, f"source: ฝ่ายการเงิน\n{spending}", f"{id_}/spending.yaml"),
        "findings": _read(Findings, STATE + findings, f"{id_}/findings.yaml"),
        "visits": _read(Visits, visits, f"{id_}/visits.yaml"),
    }
    places = {name: source.map for name, (_, source) in read.items()}
    return PeriodInputs(id_, read["spending"][0], read["findings"][0], read["visits"][0], places)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def make() -> Make:
    """Makes a document of a plan and of periods; each of these a mapping of the arguments of `_period`, the
    first of the first quarter, the last the one reported."""

    def document(plan: str, *periods: dict[str, str]) -> Document:
        read = [_period(quarter, **each) for quarter, each in enumerate(periods or ({},), start=1)]
        plan = PLAN_HEAD + (plan if "projects:" in plan else EMPTY_PLAN + plan)
        typed, source = _read(Plan, plan, "plan.yaml")
        return Document(
            _read(Workspace, WORKSPACE, "reportgen.yaml")[0],
            typed,
            source.map,
            read[-1],
            tuple(read[:-1]),
            _read(Profile, PROFILE, "profile.yaml")[0],
            _read(Regions, REGIONS, "regions.yaml")[0],
            {},
        )

    return document
