"""The wording: choosing the language, filling fields, and a Thai catalogue that is whole and fresh."""

from __future__ import annotations

import ast
import gettext
import io
import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest

from reportgen import messages
from reportgen.diagnostics import Diagnostic, Rule, Severity
from reportgen.messages import Messages, language, rules

PACKAGE = Path(messages.__file__).parent
RULE = Rule("some-code", Severity.ERROR, "There is no {what} {id}.", "Nearest: {nearest}.")
CITED = Rule("a-code", Severity.ERROR, "There is no {what} {id}.", "Add it in {file} or correct the id.")


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    """The tool that keeps the catalogues, which lies beside this file."""
    spec = spec_from_file_location("catalogue", Path(__file__).with_name("catalogue.py"))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules["catalogue"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("option", "environ", "chosen"),
    [
        (None, {}, "th"),
        (None, {"LANG": "C"}, "th"),
        (None, {"LANG": "C.UTF-8"}, "th"),
        (None, {"LANG": "POSIX"}, "th"),
        (None, {"LANG": "th_TH.UTF-8"}, "th"),
        (None, {"LANG": "th"}, "th"),
        (None, {"LANG": "en_US.UTF-8"}, "en"),
        (None, {"LANG": "en"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {"LANG": "en_US", "LC_MESSAGES": "th_TH"}, "th"),
        (None, {"LANG": "th_TH", "LC_MESSAGES": "th_TH", "LC_ALL": "en_GB"}, "en"),
        (None, {"LANG": "en_US", "LC_ALL": ""}, "en"),
        ("en", {"LC_ALL": "th_TH"}, "en"),
        ("th", {"LC_ALL": "en_US"}, "th"),
        ("xx", {"LC_ALL": "en_US"}, "en"),
    ],
)
def test_language(option: str | None, environ: dict[str, str], chosen: str) -> None:
    assert language(option, environ) == chosen


def test_a_message_is_filled_in_both_languages() -> None:
    said = Diagnostic(RULE, (), {"what": "project", "id": "oss", "nearest": "ops"})
    english, thai = Messages("en"), Messages("th")
    assert (english.message(said), english.hint(said)) == ("There is no project “oss”.", "Nearest: ops.")
    assert (thai.message(said), thai.hint(said)) == ("ไม่มีโครงการ “oss”", "ที่ใกล้เคียงที่สุด: ops")


@pytest.mark.parametrize(
    ("nearest", "before"),
    [("", ""), ("ฝพป.", "Nearest: “ฝพป.”. "), ("ฝพป., ฝตป.", "Nearest: “ฝพป.”, “ฝตป.”. ")],
)
def test_names_that_are_near_begin_the_hint_and_none_is_no_word(nearest: str, before: str) -> None:
    said = Diagnostic(CITED, (), {"what": "unit", "id": "ฝพผ.", "nearest": nearest, "file": "reportgen.yaml"})
    english = Messages("en")
    assert english.message(said) == "There is no unit “ฝพผ.”."
    assert english.hint(said) == f"{before}Add it in reportgen.yaml or correct the id."


def test_only_our_own_words_inside_a_message_are_translated() -> None:
    said = Diagnostic(RULE, (), {"what": "doubled-mark, thai-order, other", "id": "project", "nearest": "-"})
    assert Messages("th").message(said) == "ไม่มีตัดสระหรือวรรณยุกต์ที่ซ้ำ, เรียงสระและวรรณยุกต์ใหม่, other “project”"


@pytest.mark.parametrize(
    ("where", "english", "thai"),
    [
        (
            "word/document.xml: table 1 row 3 cell 2 paragraph 1",
            "table 1 row 3 cell 2 paragraph 1",
            "ตาราง 1 แถว 3 ช่อง 2 ย่อหน้า 1",
        ),
        (
            "word/header2.xml: text box 1 paragraph 1",
            "header text box 1 paragraph 1",
            "หัวกระดาษ กล่องข้อความ 1 ย่อหน้า 1",
        ),
        ("word/document.xml", "word/document.xml", "word/document.xml"),
        ("word/styles.xml", "word/styles.xml", "word/styles.xml"),
        ("งบ!B12, table", "งบ!B12, table", "งบ!B12, table"),
    ],
)
def test_a_place_in_a_word_file_is_told_as_a_person_counts(where: str, english: str, thai: str) -> None:
    assert Messages("en").place(where) == english
    assert Messages("th").place(where) == thai


def test_a_missing_field_never_fails_and_a_long_one_is_cut() -> None:
    assert Messages("en").message(Diagnostic(RULE)) == "There is no … …."
    long = Messages("en").message(Diagnostic(RULE, (), {"what": "x", "id": "ก\nข " * 1000}))
    assert len(long) < 500
    assert "\n" not in long


def test_braces_in_a_users_text_stay() -> None:
    said = Diagnostic(RULE, (), {"what": "{id}", "id": "{0.__class__}", "nearest": ""})
    assert Messages("en").message(said) == "There is no {id} “{0.__class__}”."


def test_an_empty_hint_stays_empty() -> None:
    assert Messages("th").hint(Diagnostic(Rule("c", Severity.NOTE, "M.", ""))) == ""


def test_counting() -> None:
    english, thai = Messages("en"), Messages("th")
    assert [english.count("{number} error", "{number} errors", number) for number in (1, 2)] == [
        "1 error",
        "2 errors",
    ]
    assert thai.count("{number} error", "{number} errors", 1200) == "ข้อผิดพลาด 1,200 แห่ง"


def test_every_rule_in_the_code_is_known_and_codes_are_unique() -> None:
    known = rules()
    written: list[str] = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("Rule", "_rule")
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    written.append(str(first.value))
    assert len(written) == len(set(written))
    assert set(written) == set(known)


def test_every_rule_is_well_formed() -> None:
    for code, rule in rules().items():
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code)
        for text in (rule.message, rule.hint):
            assert all(field.isidentifier() for field in fields(text)), code


def test_no_text_lacks_its_thai(catalogue: ModuleType) -> None:
    on_disk = catalogue.translated()
    for message in catalogue.template():
        if message.id:
            found = on_disk.get(message.id, message.context)
            assert found is not None, f"run python tests/catalogue.py: {message.id}"
            assert not found.fuzzy
    assert catalogue.untranslated(on_disk) == []


def test_the_thai_has_the_fields_of_the_english(catalogue: ModuleType) -> None:
    for message in catalogue.translated():
        if not message.id:
            continue
        if isinstance(message.id, tuple):
            assert fields(message.string[0]) <= fields(message.id[0]) | fields(message.id[1])
            assert bool(fields(message.string[0])) == bool(fields(message.id[1])), message.id
        else:
            assert fields(message.string) == fields(message.id), message.id


def test_the_thai_is_written_as_official_thai_is(catalogue: ModuleType) -> None:
    for message in catalogue.translated():
        text = message.string[0] if isinstance(message.string, tuple) else message.string
        if not message.id:
            continue
        assert not re.search("ครับ|ค่ะ|เเ|ํา|  ", text.removeprefix("  ")), text
        assert not re.search(r"[ก-๎]\.$", text) or text.endswith("น."), text
        assert text.removeprefix("  ") == text.strip(), text


def test_help_texts_can_be_wrapped_between_phrases(catalogue: ModuleType) -> None:
    for message in catalogue.translated():
        places = {place for place in message.auto_comments if place.endswith(".py")}
        if message.id and isinstance(message.string, str) and places and not message.context:
            assert max(map(len, message.string.split())) <= 50, message.string


def test_the_catalogue_on_disk_is_fresh(catalogue: ModuleType) -> None:
    fresh = catalogue.updated()
    assert {(each.id, each.context) for each in catalogue.translated()} == {
        (each.id, each.context) for each in fresh
    }
    with catalogue.MO.open("rb") as file:
        assert messages_in(file.read()) == messages_in(catalogue.compiled(fresh))


def messages_in(mo: bytes) -> dict[object, str]:
    """The messages of a compiled catalogue without its header, which names versions of tools."""
    found = dict(gettext.GNUTranslations(io.BytesIO(mo))._catalog)  # type: ignore[attr-defined]
    return {key: text for key, text in found.items() if key != ""}


def fields(text: str) -> set[str]:
    """The names of the fields of a message; raises ValueError where its braces do not match."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
