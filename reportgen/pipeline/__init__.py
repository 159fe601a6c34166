"""The order of the stages, written here and nowhere else; one module a kind of paper, `make` for the rest.

Joins packages that do not know each other; decides nothing about content. A function of this package is
imported, with all that it needs, when it is first asked for: a memo does without the guideline.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {"Artifact": "make", "Result": "make", "covering": "memo", "memo_with_attachments": "attached"} | {
    name: name for name in (*KINDS, "check")
}
"""The module of each public name that lives in one."""


class _Stages(ModuleType):
    """This package; in it a kind's name is its function, also when its module of that name is imported."""

    def __getattr__(self, name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        found = getattr(importlib.import_module(f"{self.__name__}.{_HOMES[name]}"), name)
        self.__dict__[name] = found
        return found

    def __setattr__(self, name: str, value: object) -> None:
        if isinstance(value, ModuleType) and _HOMES.get(name) == name:  # the import system binds it
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Stages


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the input files by name."""
    from reportgen.model.schema import json_schemas  # every model; only editors need them

    return json_schemas()
