"""What all input models share: frozen, strict about keys, forgiving about a key left empty."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class Input(BaseModel):
    """A mapping of an input file. A key whose value is empty counts as not written."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None}
        return data


class OneOf:
    """Metadata for a scalar that must be one of the words given."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"enum": list(self.words)}

    def _validate(self, value: Any) -> str:
        if isinstance(value, str) and value.strip() in self.words:
            return value.strip()
        nearest = get_close_matches(str(value), self.words, n=1, cutoff=0.5)
        details = {"allowed": ", ".join(self.words), "nearest": nearest[0] if nearest else self.words[0]}
        context = {"offset": 0, "length": len(str(value)), "details": details}
        raise PydanticCustomError("choice-unknown", "unknown", context)


def key(title: str, description: str, **settings: Any) -> Any:
    """A key of an input model with its Thai title and description for the editor."""
    return Field(title=title, description=description, **settings)


def optional(title: str, description: str, default: Any = None, **settings: Any) -> Any:
    """A key that may be left out."""
    return Field(title=title, description=description, default=default, **settings)


def listed(title: str, description: str) -> Any:
    """A key holding a list that may be left out."""
    return Field(title=title, description=description, default=())


def mapped(title: str, description: str) -> Any:
    """A key holding keys and values that may be left out."""
    return Field(title=title, description=description, default_factory=dict)
