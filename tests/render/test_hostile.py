"""A template from outside can neither reach the machine nor keep it busy; values are only ever text."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.render import codes
from reportgen.render.compile import compile_template
from reportgen.render.environment import LARGEST_OUTPUT, LONGEST_TEXT
from reportgen.render.fill import fill

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
