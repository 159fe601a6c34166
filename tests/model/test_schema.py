"""The JSON Schemas that editors read and the models that `check` uses say the same of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from reportgen.model.base import Input, OneOf
from reportgen.model.override import ProfilePart
from reportgen.model.parse import Issue, parse
from reportgen.model.profile import Profile
from reportgen.model.schema import INPUTS, json_schemas
from reportgen.thai.months import read_month_name

ROOT = Path(__file__).parents[2]
SCHEMAS = json_schemas()
FILES = sorted(
    path
    for folder in ("examples", "tests/bad/base", "reportgen/starter")
    for path in (ROOT / folder).rglob("*.yaml")
    if not any(part.startswith(".") for part in path.parts)
)


@cache
def read(path: Path) -> Any:
    """The file as text, as `load` reads it, by another reader; what is empty is left out."""
    return without_empty(yaml.load(path.read_text("utf-8"), yaml.BaseLoader))


def without_empty(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: without_empty(value) for key, value in node.items() if value != ""}
    return [without_empty(item) for item in node] if isinstance(node, list) else node


def kind(path: Path) -> str:
    return "memo" if path.parent.name == "memos" else path.stem


def as_object(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a mapping, also of one that may be written as a text instead."""
    found: Mapping[str, Any] = next(
        (each for each in schema.get("anyOf", ()) if "properties" in each), schema
    )
    return found


def objects(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "", as_object(schema)
    yield from ((name, as_object(each)) for name, each in schema.get("$defs", {}).items())


def models(model: Any, seen: frozenset[Any] = frozenset()) -> Iterator[type[BaseModel]]:
    """Every model inside `model`, itself included; one that holds itself is entered once."""
    if isinstance(model, type) and issubclass(model, BaseModel) and model not in seen:
        yield model
        for field in model.model_fields.values():
            yield from models(field.annotation, seen | {model})
    for argument in get_args(model):
        yield from models(argument, seen)


def words_of(annotation: Any, metadata: tuple[Any, ...] = ()) -> list[tuple[str, ...]]:
    """The words of each `OneOf` in a field's type."""
    found = [each.words for each in metadata if isinstance(each, OneOf)]
    if get_origin(annotation) is Annotated:
        found += [each.words for each in annotation.__metadata__ if isinstance(each, OneOf)]
    return found + [words for argument in get_args(annotation) for words in words_of(argument)]


def enums(node: Any) -> list[tuple[str, ...]]:
    if isinstance(node, dict):
        own = [tuple(node["enum"])] if "enum" in node else []
        return own + [
            words for name, value in node.items() if name != "propertyNames" for words in enums(value)
        ]
    return [words for item in node for words in enums(item)] if isinstance(node, list) else []


def at(node: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        node = node[step]
    return node


def mappings(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(node, dict):
        yield path
    for step, value in (
        node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    ):
        yield from mappings(value, (*path, step))


def places() -> dict[tuple[str, ...], tuple[Path, tuple[str | int, ...]]]:
    """One mapping of each sort in the files: a file and a path in it, by kind and keys."""
    found: dict[tuple[str, ...], tuple[Path, tuple[str | int, ...]]] = {}
    for file in FILES:
        for where in mappings(read(file)):
            found.setdefault((kind(file), *(step for step in where if isinstance(step, str))), (file, where))
    return found


each_mapping = pytest.mark.parametrize(
    ("file", "where"), [pytest.param(*place, id=".".join(name)) for name, place in places().items()]
)


def is_thai(text: str) -> bool:
    return any("ก" <= letter <= "๛" for letter in text)


@pytest.mark.parametrize("name", INPUTS)
def test_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", INPUTS)
def test_every_key_has_a_thai_title_and_description(name: str) -> None:
    for title, schema in objects(SCHEMAS[name]):
        assert schema["additionalProperties"] is False, title
        for key, value in schema["properties"].items():
            assert is_thai(value.get("title", "")), f"{title}.{key}"
            assert is_thai(value.get("description", "")), f"{title}.{key}"
            assert value["title"] != value["description"], f"{title}.{key}"


@pytest.mark.parametrize("name", INPUTS)
def test_every_choice_is_the_same_in_both(name: str) -> None:
    for model in set(models(INPUTS[name])):
        schema = model.model_json_schema()
        own = schema["$defs"][model.__name__] if "$ref" in schema else schema  # one that holds itself
        properties = as_object(own)["properties"]
        for key, field in model.model_fields.items():
            if any(isinstance(each, ProfilePart) for each in field.metadata):
                continue  # of a profile, whose words are those of a model apart
            words = words_of(field.annotation, tuple(field.metadata))
            told = [tuple(map(str, each)) for each in enums(properties[field.alias or key])]
            assert told == words, f"{model.__name__}.{key}"
            assert all(len(set(each)) == len(each) for each in words)


def test_months_are_named_as_they_are_read() -> None:
    names = SCHEMAS["spending"]["$defs"]["Line"]["properties"]["disbursed"]["propertyNames"]["enum"]
    assert [read_month_name(name) for name in names] == 2 * [10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert len(set(names)) == 24


def test_there_are_files_to_compare() -> None:
    assert {kind(path) for path in FILES} == set(INPUTS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_file_is_valid_by_both(path: Path) -> None:
    assert [
        error.message for error in Draft202012Validator(SCHEMAS[kind(path)]).iter_errors(read(path))
    ] == []
    assert parse(INPUTS[kind(path)], read(path)).issues == ()


def deepest(error: Any) -> tuple[str | int, ...]:
    """The path of the fault; within the shape that fits best where a value may have several."""
    inside = [deepest(each) for each in error.context or ()]
    return max([tuple(error.absolute_path), *inside], key=len)


def faults(file: Path, tree: Any) -> tuple[set[tuple[str | int, ...]], list[Issue]]:
    """Where the schema finds fault, and what the model says."""
    errors = Draft202012Validator(SCHEMAS[kind(file)]).iter_errors(tree)
    return {deepest(error) for error in errors}, list(parse(INPUTS[kind(file)], tree).issues)


@each_mapping
def test_misspelt_key_is_wrong_by_both(file: Path, where: tuple[str | int, ...]) -> None:
    wrong = deepcopy(read(file))
    at(wrong, where)["xprojec"] = "ไม่ใช้" if where[-1:] == ("columns",) else "1"
    by_schema, issues = faults(file, wrong)
    if where and where[-1] in ("met", "columns", "projects", "funds"):  # their keys are the user's own
        assert (by_schema, issues) == (set(), [])
    else:
        assert by_schema == {where}
        assert [(issue.path, issue.at_key) for issue in issues] == [((*where, "xprojec"), True)]


@each_mapping
def test_missing_key_is_wrong_by_both(file: Path, where: tuple[str | int, ...]) -> None:
    for key in at(read(file), where):
        less = deepcopy(read(file))
        del at(less, where)[key]
        by_schema, issues = faults(file, less)
        assert [(issue.path, issue.code) for issue in issues] == [
            ((*each, key), "key-missing") for each in by_schema
        ]


def test_inputs_are_frozen() -> None:
    for model in {each for name in INPUTS for each in models(INPUTS[name])}:
        assert issubclass(model, Input)
        assert model.model_config["frozen"] is True
        assert model.model_config["extra"] == "forbid"


def test_a_profile_is_known_to_editors_wherever_a_workspace_overrides_it() -> None:
    part = SCHEMAS["reportgen"]["properties"]["override"]
    assert set(part["properties"]) == set(Profile.model_fields)
    assert is_thai(part["properties"]["memo"]["properties"]["number"]["description"])
    assert part["properties"]["memo"]["properties"]["via_place"]["enum"] == ["ต่อท้าย", "บรรทัดใหม่"]


@pytest.mark.parametrize(
    ("override", "where"),
    [
        ({"font": "TH SarabunPSK", "measures": {"signature_indent": "7.5"}}, None),
        ({"measures": {"signature_indent": {"value": "7.5", "source": "คำสั่ง"}}}, None),
        ({"memo": {"phone_label": None, "approval": {"lines": "3"}, "signer": ["({name})"]}}, None),
        ({"memo": {"approvals": {"lines": "3"}}}, ("override", "memo")),
        ({"fonts": "ก"}, ("override",)),
        ({"quarterly": {"sections": [{"id": "visits"}]}}, ("override", "quarterly", "sections", 0)),
        ({"measures": {"left": {"unit": "cm"}}}, ("override", "measures", "left")),
        ("ก", ("override",)),
    ],
)
def test_an_override_has_the_shape_of_a_profile(override: Any, where: tuple[str | int, ...] | None) -> None:
    tree = {**read(ROOT / "tests/bad/base/reportgen.yaml"), "override": override}
    errors = Draft202012Validator(SCHEMAS["reportgen"]).iter_errors(tree)
    assert [deepest(error) for error in errors] == ([where] if where else [])
