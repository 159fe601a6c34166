"""The order of the stages, written here and nowhere else: `kinds` has one module a kind, `make` the rest.

Joins packages that do not know each other; decides nothing about content. A function of this package is
imported, with all that it needs, when it is first asked for: a memo does without the guideline.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportgen.pipeline.attached import memo_with_attachments
    from reportgen.pipeline.checking import check
    from reportgen.pipeline.kinds.circular import circular
    from reportgen.pipeline.kinds.guideline import guideline
    from reportgen.pipeline.kinds.memo import covering, memo
    from reportgen.pipeline.kinds.monthly import monthly
    from reportgen.pipeline.kinds.quarterly import quarterly
    from reportgen.pipeline.kinds.visits import visits
    from reportgen.pipeline.make import Artifact, Result

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

_HOMES = {name: f"kinds.{name}" for name in KINDS} | {
    "Artifact": "make",
    "Result": "make",
    "check": "checking",
    "covering": "kinds.memo",
    "memo_with_attachments": "attached",
}
"""The module of each public name that lives in one."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the input files by name."""
    from reportgen.model.schema import json_schemas  # every model; only editors need them

    return json_schemas()
