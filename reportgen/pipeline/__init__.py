"""The order of the stages, written here and nowhere else; one module a kind of paper, `make` for the rest.

Joins packages that do not know each other; decides nothing about content.
"""

from __future__ import annotations

from typing import Any

from reportgen.model.schema import json_schemas
from reportgen.pipeline.attached import memo_with_attachments
from reportgen.pipeline.check import check
from reportgen.pipeline.circular import circular
from reportgen.pipeline.guideline import guideline
from reportgen.pipeline.make import Artifact, Result
from reportgen.pipeline.memo import covering, memo
from reportgen.pipeline.monthly import monthly
from reportgen.pipeline.quarterly import quarterly
from reportgen.pipeline.visits import visits

KINDS = ("quarterly", "monthly", "visits", "guideline", "memo", "circular")
"""Every kind of paper that is made."""

__all__ = [
    "KINDS",
    "Artifact",
    "Result",
    "check",
    "circular",
    "covering",
    "guideline",
    "memo",
    "memo_with_attachments",
    "monthly",
    "quarterly",
    "schemas",
    "visits",
]


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the input files by name."""
    return json_schemas()
