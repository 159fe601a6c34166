"""What all input models share: frozen, strict about keys, forgiving about a key left empty.

A module of models that names none ahead of its class does without `from __future__ import annotations`:
pydantic reads every annotation as the class is made, and would have to evaluate it as text.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from reportgen.diagnostics import NOWHERE
from reportgen.model.scalars import scalar
from reportgen.model.source import Located

_BLANK_LINES = re.compile(r"\n[ \t]*\n")


class Input(BaseModel):
    """A mapping of an input file. A key whose value is empty counts as not written."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return {key: _without_empty(value) for key, value in data.items() if not _is_empty(value)}
        return data


class InputOrText(Input):
    """A mapping that may also be written as one text, which `from_text` spells out."""

    @classmethod
    def from_text(cls, text: str) -> dict[str, Any]:
        """The mapping that `text` stands for; raises PydanticCustomError where it stands for none."""
        raise TypeError(f"{cls.__name__} has no text form for {text!r}")

    @model_validator(mode="before")
    @classmethod
    def _spelt_out(cls, data: Any) -> Any:
        return cls.from_text(scalar(data)) if isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler, /
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: inner for key, inner in value.items() if not _is_empty(inner)}
    return value


def _is_empty(value: Any) -> bool:
    """Whether nothing is written: no value, or blanks in quotes."""
    return value is None or (isinstance(value, str) and (not value or value.isspace()))


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
        text = scalar(value)
        if text.strip() in self.words:
            return text if text in self.words else text.strip()
        nearest = "".join(get_close_matches(text, self.words, n=1, cutoff=0.6))
        details = {"allowed": ", ".join(self.words), "nearest": nearest}
        raise PydanticCustomError("choice-unknown", "unknown", {"details": details})


class OneOrMore:
    """Metadata for a list whose only item may also be written without a list."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_in_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


def _in_list(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else [value]


class Paragraphs:
    """Metadata for a list of texts that may be written as one text: a paragraph, or several with a blank line
    between them."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_paragraphs, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


def _paragraphs(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    span = getattr(value, "span", NOWHERE)
    parts = [part.strip() for part in _BLANK_LINES.split(value)]
    return [Located(part, span) for part in parts if part] or [value]


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
