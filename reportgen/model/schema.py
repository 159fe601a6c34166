"""The JSON Schemas of the input files, for editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from reportgen.model.base import Input
from reportgen.model.findings import Findings
from reportgen.model.mapping import ImportSpending
from reportgen.model.memo import Memo
from reportgen.model.plan import Plan
from reportgen.model.scalars import Amount
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


class _AsWritten(GenerateJsonSchema):
    """A default is told as one would write it."""

    def encode_default(self, dft: Any) -> Any:
        return f"{dft.value:f}" if isinstance(dft, Amount) else super().encode_default(dft)


def json_schemas() -> dict[str, dict[str, Any]]:
    """One schema (draft 2020-12) for each kind of input file, by its name."""
    return {
        name: {"$schema": _AsWritten.schema_dialect, **model.model_json_schema(schema_generator=_AsWritten)}
        for name, model in INPUTS.items()
    }
