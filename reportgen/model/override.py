"""What a workspace may put in place of its profile's values: any part of it, in the profile's own shape.

Only its JSON Schema and that it is a mapping; what is in it is judged within the profile it changes.
"""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

_NAMED = "measures"


class ProfilePart:
    """Metadata for a mapping that may hold any part of a profile; its measures stand by their names."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.dict_schema()

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        from reportgen.model.profile import Profile  # which knows the workspace's model

        whole = Profile.model_json_schema()
        part: dict[str, Any] = _part(whole, whole["$defs"])
        properties = part["properties"]
        measure = properties[_NAMED].pop("items")
        del properties[_NAMED]["type"], measure["properties"]["name"], measure["required"]
        either = [{"type": ["string", "number"]}, measure]
        properties[_NAMED] |= {"type": "object", "additionalProperties": {"anyOf": either}}
        return part


def _part(node: Any, definitions: dict[str, Any], *, whole: bool = False) -> Any:
    """`node` with its references written out, and nothing required but in the items of lists: lists are
    replaced whole."""
    if isinstance(node, list):
        return [_part(each, definitions, whole=whole) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        node = {**definitions[node["$ref"].rpartition("/")[2]], **node}
    left_out = {"$ref", "$defs", "default", *(() if whole else ("required",))}
    return {
        key: _part(value, definitions, whole=whole or key == "items")
        for key, value in node.items()
        if key not in left_out and not (key in ("title", "description") and _is_of_class(value))
    }


def _is_of_class(text: Any) -> bool:
    """Whether it is the name or the description of a class, which are not for readers; no key called so."""
    return isinstance(text, str) and not any("ก" <= letter <= "๛" for letter in text)
