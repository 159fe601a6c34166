"""A template from outside can neither reach the machine nor keep it busy; values are only ever text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from reportgen.render import codes
from reportgen.render.compile import compile_template
from reportgen.render.compiled import CompiledTemplate, dump, restore
from reportgen.render.fill import fill
from reportgen.render.values import LARGEST_OUTPUT, LONGEST_TEXT

CONTEXT: dict[str, Any] = {"title": "ชื่อ", "rows": list(map(str, range(1000))), "group": {"a": "b"}}

REACHING = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ title.__init__.__globals__ }}",
    "{{ self.__init__.__globals__.os.popen('id').read() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__ }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ title|attr('__class__') }}",
    "{{ title['__class__'] }}",
    "{{ title['__cl' ~ 'ass__'] }}",
    "{{ rows|map(attribute='__class__')|list }}",
    "{{ group['__class__'] }}",
    "{{ '{0.__class__}'.format(title) }}",
    "{{ ('%s' % title) }}",
    "{{ range.__self__ }}",
    "{{ group.pop('a') }}",
    "{{ group.update({'x': 1}) }}",
    "{{ rows.append(1) }}",
    "{{ _fill.album }}",
    "{{ _id() }}",
    "{{ title|_run(0) }}",
    "{{ title|safe }}",
    "{{ get_flashed_messages() }}",
    "{% for x in rows recursive %}{{ loop(rows) }}{% endfor %}",
    "{% import 'os' as os %}",
    "{% extends '/etc/passwd' %}",
    "{% autoescape false %}{{ title }}{% endautoescape %}",
    "{% set x %}<w:p/>{% endset %}",
    "{% raw %}x{% endraw %}",
]


def rules(bench: Any, *texts: str) -> list[str]:
    result = compile_template(bench.template(*texts), font="TH Sarabun New")
    if result.compiled is None:
        return [found.code for found in result.diagnostics]
    filled = fill(result.compiled, CONTEXT, properties=bench.properties)
    assert (filled.docx is None) == bool(filled.diagnostics)
    return [found.code for found in filled.diagnostics]


@pytest.mark.parametrize("text", REACHING)
def test_reaching_out_is_refused(bench: Any, text: str) -> None:
    assert rules(bench, text)
    assert CONTEXT["group"] == {"a": "b"}
    assert len(CONTEXT["rows"]) == 1000


GROWING = [
    "{{ 'a' * 10**10 }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ [1] * 1000000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '{:1000000000}'.format(1) }}",
    "{{ 'a'.ljust(1000000000) }}",
    "{{ 'a'|center(1000000000) }}",
    "{{ range(1000000000)|length }}",
    "{% for x in range(10**12) %}{% endfor %}",
    "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
    "{% for a in rows %}{% for b in rows %}{% for c in rows %}x{% endfor %}{% endfor %}{% endfor %}",
    "{{ [title, title]|batch(0) }}",
    "{{ " + "(" * 900 + "1" + ")" * 900 + " }}",
    "{{ " + "1+" * 900 + "1 }}",
    "{{ " + "9" * 5000 + " }}",
    "{% if title %}" * 30 + "{% endif %}" * 30,
]


@pytest.mark.parametrize("text", GROWING, ids=lambda text: text[:40])
def test_growing_without_end_is_refused(bench: Any, text: str) -> None:
    assert rules(bench, text)


def test_doubling_text_is_refused(bench: Any) -> None:
    steps = [f"{{% set t{i + 1} = t{i} ~ t{i} %}}" for i in range(40)]
    (code,) = rules(bench, "{% set t0 = title %}" + "".join(steps) + "{{ t40|length }}")
    assert code == codes.TOO_LARGE.code


def test_adding_lists_is_refused(bench: Any) -> None:
    steps = [f"{{% set t{i + 1} = t{i} + t{i} %}}" for i in range(40)]
    (code,) = rules(bench, "{% set t0 = rows %}" + "".join(steps) + "{{ t40|length }}")
    assert code == codes.TOO_LARGE.code


def test_limits_leave_room_for_a_large_paper(bench: Any) -> None:
    row = "{%tr for r in rows %}", "{{ r }} {{ r }}", "{%tr endfor %}"
    template = bench.table(*((text, "{{ r }}" if "r }}" in text else "") for text in row))
    assert len(CONTEXT["rows"]) * 10 * 2000 < LARGEST_OUTPUT
    context = {"rows": [str(number) for number in range(10_000)]}
    assert bench.fill(template, context)
    assert bench.fill(bench.template("{{ text }}"), {"text": "ก" * (LONGEST_TEXT + 1)})


@pytest.mark.parametrize(
    "value",
    [
        "{{ title }}",
        "{% for %}",
        "</w:t></w:r></w:p><w:p>",
        "<toc/>",
        "\ufdd05\ufdd1",
        "{_{ }_}",
        "{#x#}",
        "&#10;",
    ],
)
def test_values_stay_text(bench: Any, value: str) -> None:
    data = bench.fill(bench.template("{{ toc }}", "{{ title }}"), {"title": value})
    assert bench.texts(data)[1:] == [value]


def test_reserved_characters_in_a_template_are_dropped(bench: Any) -> None:
    data = bench.fill(bench.template("a\ufdd00\ufdd1\ufdd29\ufdd3b {{ title }}"), {"title": "x"})
    assert bench.texts(data) == ["a09b x"]


def _forged(bench: Any, text: str, change: Callable[[Any], Any]) -> CompiledTemplate | None:
    """The compiled template of `text` out of a cache where someone changed the steps of the body."""
    tree = json.loads(dump(bench.compile(bench.template(text))))
    tree["parts"][0][1] = change(tree["parts"][0][1])
    return restore(json.dumps(tree).encode())


WILD = [
    ["name", -1], ["name", "v0"], ["name", True], ["name", 0, 0], ["const", [1]], ["const", {}],
    ["open", "x"], ["filter", "open", ["const", "x"], [], [], None, None], ["const", "x", "y"],
    ["test", "__class__", ["const", 1], [], [], None, None], ["attribute", ["const", "x"], 5],
    ["chart", ["const", 1], -1], ["id", 1], [], "const", None,
    ["compare", ["const", 1], [["is", ["const", 1]]]], ["__import__('os')", ["const", 1], ["const", 1]],
    ["dict", [["a"]]], ["slice", ["const", "x"], ["open"], None, None],
]  # fmt: skip


@pytest.mark.parametrize("value", WILD, ids=str)
def test_steps_of_another_form_are_not_read_from_a_cache(bench: Any, value: Any) -> None:
    def changed(steps: Any) -> Any:
        loads, body, count = steps
        return [loads, [*body, ["show", 0, value, 0]], count]

    assert _forged(bench, "{{ title }}", changed) is None


def test_steps_without_end_are_not_read_from_a_cache(bench: Any) -> None:
    deep: list[Any] = ["const", 1]
    for _ in range(100):
        deep = ["not", deep]
    body: list[Any] = []
    for _ in range(30):
        body = [["for", 0, 0, ["const", "x"], None, None, [], body, None]]
    for wrong in ([["show", 0, deep, 0]], body, [["text", 5]], [["import", "os"]], {"if": 1}, 5):
        assert _forged(bench, "{{ title }}", lambda steps, wrong=wrong: [steps[0], wrong, 9]) is None
    assert _forged(bench, "{{ title }}", lambda steps: [steps[0], steps[1], 10**9]) is None


def test_a_forged_attribute_is_as_forbidden_as_a_written_one(bench: Any) -> None:
    reaching = ["attribute", ["attribute", ["const", ""], "__class__"], "__mro__"]
    compiled = _forged(bench, "{{ title }}", lambda steps: [steps[0], [["show", 0, reaching, 0]], steps[2]])
    assert compiled is not None
    (found,) = fill(compiled, CONTEXT, properties=bench.properties).diagnostics
    assert found.rule == codes.FORBIDDEN


def test_steps_hold_no_text_of_a_template_as_code(bench: Any) -> None:
    wild = "{{ 'import os' ~ title }} import os"
    compiled = bench.compile(bench.template(wild))
    for part in compiled.parts:
        assert "import" not in part.code.source
        assert "title" not in part.code.source
