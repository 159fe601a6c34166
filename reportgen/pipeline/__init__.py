"""The order of the stages, written here and nowhere else; one module a kind of paper, `make` for the rest.

Joins packages that do not know each other; decides nothing about content.
"""

from __future__ import annotations

from typing import Any

from reportgen.model.schema import json_schemas
from reportgen.pipeline.make import RULES, Artifact, Result
from reportgen.pipeline.quarterly import check, quarterly

KINDS = ("quarterly",)
"""Every kind of paper that is made."""

__all__ = ["KINDS", "RULES", "Artifact", "Result", "check", "quarterly", "schemas"]


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the input files by name."""
    return json_schemas()
