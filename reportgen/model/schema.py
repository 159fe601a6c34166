"""The JSON Schemas of the input files, for editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportgen.model.base import Input
from reportgen.model.findings import Findings
from reportgen.model.mapping import ImportSpending
from reportgen.model.memo import Memo
from reportgen.model.plan import Plan
from reportgen.model.spending import Spending
from reportgen.model.visits import Visits
from reportgen.model.workspace import Workspace

INPUTS: Mapping[str, type[Input]] = {
    "reportgen": Workspace,
    "plan": Plan,
    "spending": Spending,
    "findings": Findings,
    "visits": Visits,
    "memo": Memo,
    "import-spending": ImportSpending,
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """One schema (draft 2020-12) for each kind of input file, by its name."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {name: {**dialect, **model.model_json_schema()} for name, model in INPUTS.items()}
